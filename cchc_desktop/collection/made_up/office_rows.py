"""The rows of a made-up commune with places where communes differ: shaped once, filled in for each.

Words are those of the program's own sample and forms. Places: `o` begins every guid, `name`, `place` and `mail` are the
commune's, `rev` says how often tasks were written, `t<number><s|p|r|d>` a task's status, per cent, result and day,
`v<period>:<code>`, `b<period>:<code>` and `w<period>:<code>` a figure, the one before and its words, `money` the unit
of amounts, `c<code>`, `m<code>` and `e<code>` a criterion's points, their most and the explanation, `total`, `most` and
`title` of the index, `day<period>` when a report was sent, `x<number><h|z>` a proof's hash and size.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cchc_desktop import paths
from cchc_desktop.collection.made_up.figures import AMOUNTS
from cchc_desktop.collection.made_up.filling import inside, whole
from cchc_desktop.collection.made_up.names import SUPERIOR
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.office_rows import OfficeRow, UnitRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.models.task_rows import ActivityRow, GroupRow, MilestoneRow, ProductRow, TaskRow, TaskUnitRow
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow
from cchc_desktop.rules.deadlines import due_date, parse_deadline
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.statuses import ItemStatus, PlanStatus, ReportStatus
from cchc_desktop.services.scoring.indices import as_json

_SAMPLE_YEAR, _SAMPLE_PLACE = 2026, "Bình Minh"
_YEARS = re.compile(r"\b20(?:25|26|27)\b")


@dataclass(frozen=True)
class Size:
    """How much a commune has: tasks, periods of reports (numbers from 0), figures (all if None), fields of the index
    (all if None) with so many criteria, files of evidence."""

    tasks: int = 60
    periods: tuple[int, ...] = (0, 1, 2, 3)
    figures: frozenset[str] | None = None
    fields: frozenset[str] | None = None
    criteria: int = 100
    evidence: int = 20


FULL = Size()
SMALL = Size(6, (3,), frozenset(("1", "2", "3", "57a", "70")), frozenset(("6", "8")), 9, 1)


@dataclass(frozen=True)
class Leaf:
    """A criterion that takes points, in hundredths; `above` are the codes of what it stands in."""

    code: str
    most: int
    above: tuple[str, ...]
    scored_by: str


@dataclass(frozen=True)
class Office:
    """The rows with their places, and what has to be known to fill them in."""

    data: PackageData
    leaves: tuple[Leaf, ...]
    days: tuple[date | None, ...]  # by which each task is to be done
    figures: tuple[str, ...]  # codes
    told: tuple[str, ...]  # codes of those that the texts of reports speak of


def guid_of(begin: str, number: int) -> str:
    """The guid of a row by its number: what tells it stands in front, as in a guid made by chance."""
    return f"{begin}{number:08x}{'c' * 16}"


def office(year: int, size: Size) -> Office:
    """A commune of this size, with places."""
    maker = _Maker(year, size)
    return Office(maker.data(), tuple(maker.leaves), tuple(maker.days), tuple(maker.codes), tuple(maker.told))


class _Maker:
    """Makes the rows of one size, each with a guid of its own."""

    def __init__(self, year: int, size: Size) -> None:
        self._year, self._size, self._count = year, size, 0
        self.leaves: list[Leaf] = []
        self.days: list[date | None] = []
        self.codes: list[str] = []
        self.told: dict[str, None] = {}

    def data(self) -> PackageData:
        row = OfficeRow(
            self._guid(), 1, inside("name"), "two", SUPERIOR, inside("place"), email=f"{inside('mail')}@xa.example.vn"
        )
        units = tuple(
            UnitRow(self._guid(), 1, unit["name"], unit["short_code"], tuple(unit["aliases"]), tuple(unit["fields"]))
            for unit in self._form("sample", "office")["units"]
        )
        index, plan = self._index(), self._plan()
        proofs = tuple(self._proof(number, index, plan) for number in range(self._size.evidence))
        held = Counter(proof.owner_guid for proof in proofs)
        tasks = tuple(replace(task, evidence_count=held[task.guid]) for task in plan.tasks)
        criteria = tuple(replace(one, evidence_count=held[one.guid]) for one in index.criteria)
        plan, index = replace(plan, tasks=tasks), replace(index, criteria=criteria)
        return PackageData(row, units, (plan,), self._reports(), (index,), proofs)

    def _guid(self) -> str:
        self._count += 1
        return guid_of(inside("o"), self._count)

    def _form(self, kind: str, code: str) -> Any:
        """A form of the program itself, whatever was taken in, moved to the year and the commune."""
        text = (paths.resources() / kind / f"{code}.json").read_text(encoding="utf-8")
        moved = _YEARS.sub(lambda found: str(int(found[0]) - _SAMPLE_YEAR + self._year), text)
        return json.loads(moved.replace(_SAMPLE_PLACE, inside("place")))

    def _paper(self, kind: str, subject: str, symbol: str) -> PaperRow:
        return PaperRow(
            self._guid(), 2, self._year, kind, subject, "12", symbol, inside("place"), recipients=(SUPERIOR, "Lưu: VT")
        )

    def _plan(self) -> YearPaperView:
        form = self._form("sample", "plan_2026")
        subject, guid = form["paper"]["subject"], self._guid()
        paper = self._paper("plan", subject, "KH-UBND")
        row = YearPaperRow(
            guid, 3, self._year, "annual", subject, PlanStatus.ISSUED, "table", paper.guid, None, self._size.tasks
        )
        sections = tuple(self._sections(form["sections"]))
        groups: list[GroupRow] = []
        tasks: list[TaskRow] = []
        for place, (group, chosen) in enumerate(_chosen_tasks(form["groups"], self._size.tasks)):
            made = GroupRow(
                self._guid(), 1, guid, place, to_roman(place + 1), group["title"], group["field"], len(chosen)
            )
            groups.append(made)
            tasks += [self._task(made, position, *one) for position, one in enumerate(chosen)]
        return YearPaperView(row, paper, None, sections, tuple(groups), tuple(tasks))

    def _sections(self, form: list[dict[str, Any]]) -> Iterator[SectionRow]:
        above: dict[int, str] = {}
        for item in form:
            guid = above[item["level"]] = self._guid()
            yield SectionRow(
                guid, 1, above.get(item["level"] - 1), item["level"], item["number"], item["title"], item["body"],
                item["role"],
            )  # fmt: skip

    def _task(self, group: GroupRow, position: int, objective: str, form: dict[str, Any]) -> TaskRow:
        number = len(self.days)
        milestones = parse_deadline(form["deadline"], self._year)
        self.days.append(due_date(milestones))
        guid = self._guid()
        done: Any = whole(f"t{number}d")
        written: Any = whole("rev")
        return TaskRow(
            guid, written, group.guid, self._guid(), position, "", f"1.{position + 1}", group.number, group.title,
            objective, form["text"],
            tuple(ActivityRow(self._guid(), text, 1) for text in form["activities"]),
            tuple(ProductRow(self._guid(), text, "", 1) for text in form["products"]),
            tuple(TaskUnitRow(self._guid(), text, None, 1) for text in form["leads"]),
            tuple(TaskUnitRow(self._guid(), text, None, 1) for text in form["coordinators"]),
            "; ".join(form["leads"]), "; ".join(form["coordinators"]), form["deadline"],
            tuple(
                MilestoneRow(
                    self._guid(), written, one.kind, one.label, one.date_from, one.date_to, one.exclusive,
                    done if one is milestones[-1] else None,
                )
                for one in milestones
            ),
            form["budget"], None, whole(f"t{number}s"), whole(f"t{number}p"), inside(f"t{number}r"),  # type: ignore[arg-type]
            field_code=group.field_code, done_noted=done,
        )  # fmt: skip

    def _reports(self) -> tuple[ReportView, ...]:
        form = self._form("figures", "cchc_72")
        outline = self._form("outlines", "current")["items"]
        lines = [
            (self._guid(), group, line)
            for group in form["groups"]
            for line in group["figures"]
            if self._size.figures is None or line["code"] in self._size.figures
        ]
        self.codes = [line["code"] for _guid, _group, line in lines]
        return tuple(self._report(number, lines, outline) for number in self._size.periods)

    def _report(
        self, number: int, lines: list[tuple[str, dict[str, Any], dict[str, Any]]], outline: list[dict[str, Any]]
    ) -> ReportView:
        period = Period(self._year, PERIOD_KINDS[number])
        guid, title = self._guid(), f"Công tác cải cách hành chính {period.title}"
        paper = self._paper("report", title, "BC-UBND")
        items = tuple(self._items(number, outline, None, 1))
        row = ReportRow(
            guid, 2, self._year, str(period), title, ReportStatus.SENT, None, whole(f"day{number}"), paper.guid,  # type: ignore[arg-type]
            len(items), len(items),
        )  # fmt: skip
        return ReportView(row, paper, items, tuple(self._figure(number, *line) for line in lines))

    def _items(
        self, number: int, outline: list[dict[str, Any]], parent: str | None, level: int
    ) -> Iterator[ReportItemRow]:
        for item in outline:
            guid = self._guid()
            codes = [code for code in item.get("figures", ()) if code in self.codes]
            said = [f"- Số liệu dòng {code}: {inside(f'w{number}:{code}')}." for code in codes]
            self.told.update(dict.fromkeys(codes))
            text = "\n".join([f"{inside('name')} đã triển khai nội dung này theo kế hoạch.", *said])
            yield ReportItemRow(
                guid, 3, "", parent, level, item.get("number", ""), item["title"], item.get("guidance", ""),
                item.get("field", ""), text, ItemStatus.DONE,
            )  # fmt: skip
            yield from self._items(number, item.get("items", []), guid, level + 1)

    def _figure(self, number: int, guid: str, group: dict[str, Any], line: dict[str, Any]) -> FigureRow:
        code = line["code"]
        value, before = (whole(f"{letter}{number}:{code}") for letter in "vb")
        unit = inside("money") if code in AMOUNTS else line.get("unit", "")
        return FigureRow(
            guid, code, group["title"], line["name"], unit, line["kind"], value, False, "", before, self._guid(),  # type: ignore[arg-type]
            group.get("field", ""), line.get("formula", ""), line.get("cumulative", True), line.get("source", "typed"),
            1, 2,
        )  # fmt: skip

    def _index(self) -> IndexView:
        form = self._form("criteria", "par_index_commune_demo")
        guid = self._guid()
        tops = [top for top in form["criteria"] if self._size.fields is None or top["code"] in self._size.fields]
        _divide(tops, self._size.criteria)
        criteria = tuple(self._criteria(tops, None, (), ""))
        return IndexView(
            guid, form["index_code"], inside("title"), self._year, criteria, whole("most"), whole("total"), None, "",  # type: ignore[arg-type]
            source=form["source"], bands=tuple((Decimal(band["min"]), band["name"]) for band in form["bands"]),
            revision=5,
        )  # fmt: skip

    def _criteria(
        self, items: list[dict[str, Any]], parent: str | None, above: tuple[str, ...], field: str
    ) -> Iterator[CriterionRow]:
        for item in items:
            code, children = item["code"], item.get("children", [])
            guid, bonus = self._guid(), bool(item.get("bonus"))
            field_code = item.get("field", field)
            if not children and not bonus:
                self.leaves.append(Leaf(code, round(Decimal(item["max"]) * 100), above, item.get("scored_by", "self")))
            points: Any = None if bonus else whole(f"c{code}")
            scorer = item.get("scored_by", "self")
            yield CriterionRow(
                guid, 2, parent, len(above) + 1, code, item["name"], item.get("rule", ""), not children,
                whole(f"m{code}") if not bonus else Decimal(item["max"]),  # type: ignore[arg-type]
                points if scorer == "self" else None, None, points if scorer == "survey" else None, None, True,
                inside(f"e{code}") if points else "", 0, bonus=bonus, scored_by=scorer,
                scoring=as_json(item.get("scoring", "")),
                score_guid=None if children else self._guid(), score_revision=1, field_code=item.get("field", ""),
            )  # fmt: skip
            yield from self._criteria(children, guid, (*above, code), field_code)

    def _proof(self, number: int, index: IndexView, plan: YearPaperView) -> EvidenceRow:
        """Every fourth proves a task, the others a criterion."""
        leaves = [row.guid for row in index.criteria if row.is_leaf]
        owners = [task.guid for task in plan.tasks] if number % 4 == 3 else leaves
        return EvidenceRow(
            self._guid(), 1, f"Tài liệu kiểm chứng số {number + 1}", f"TLKC-{number + 1:02}.pdf", whole(f"x{number}h"),
            whole(f"x{number}z"), datetime(self._year, 3, 2, 8, 30), owners[number * 3 % len(owners)],  # type: ignore[arg-type]
            number=f"{number + 11}/BC-UBND", issued_on=date(self._year, 2, 27), issuer=inside("name"),
        )  # fmt: skip


def _chosen_tasks(groups: list[dict[str, Any]], count: int) -> Iterator[tuple[dict[str, Any], list[tuple[str, Any]]]]:
    """So many tasks in all, of each group alike as far as it has them, with their objectives."""
    tasks = [[(goal["text"], task) for goal in group["objectives"] for task in goal["tasks"]] for group in groups]
    places = sorted((row, number) for number, each in enumerate(tasks) for row in range(len(each)))[:count]
    for number, group in enumerate(groups):
        chosen = [tasks[number][row] for row, of in places if of == number]
        if chosen:
            yield group, chosen


def _divide(tops: list[dict[str, Any]], count: int) -> None:
    """Give leaves two children each, half of their points, until there are about so many criteria; the one that
    clients answer is scored by the survey."""

    def leaves(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for item in items:
            if item.get("children"):
                yield from leaves(item["children"])
            elif "SIPAS" in item["name"]:
                item["scored_by"] = "survey"
            elif not item.get("bonus"):
                yield item

    def size(items: list[dict[str, Any]]) -> int:
        return sum(1 + size(item.get("children", [])) for item in items)

    for leaf in list(leaves(tops)):
        if size(tops) + 2 > count:
            return
        half = str(Decimal(leaf["max"]) / 2)
        leaf["children"] = [
            {"code": f"{leaf['code']}.1", "name": f"{leaf['name']}: kế hoạch, văn bản", "max": half},
            {"code": f"{leaf['code']}.2", "name": f"{leaf['name']}: kết quả thực hiện", "max": half},
        ]
        leaf.pop("scoring", None)
