"""What offices have to hand in, and before when: taken from the usual regime, then edited by the receiving office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.dates import make_date
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.services import forms

if TYPE_CHECKING:
    from sqlalchemy import Connection

MAIN_INDEX = "PAR_INDEX_COMMUNE"
_ORDER = tuple(SubmissionKind)


@dataclass(frozen=True)
class ExpectedPaper:
    """A paper that every office has to hand in, or every one of a group.

    `due_at` is the first moment that is too late, as regimes say "trước ngày"; None where no day is set.
    """

    kind: SubmissionKind
    key: str = ""
    due_at: datetime | None = None
    group_name: str = ""

    @property
    def title(self) -> str:
        """As a heading names it: "Báo cáo quý I năm 2026"."""
        if self.kind == SubmissionKind.REPORT:
            return _("Report of {period}").format(period=Period.parse(self.key).title)
        return _("Plan") if self.kind == SubmissionKind.PLAN else _("Self-score")


def words_of(paper: ExpectedPaper, year: int) -> str:
    """As an official paper names it, in the language of all papers: "Báo cáo cải cách hành chính quý I năm 2026"."""
    if paper.kind == SubmissionKind.REPORT:
        return f"Báo cáo cải cách hành chính {Period.parse(paper.key).title}"
    named = "Kế hoạch" if paper.kind == SubmissionKind.PLAN else "Báo cáo tự chấm điểm Chỉ số"
    return f"{named} cải cách hành chính năm {year}"


def usual(year: int) -> tuple[ExpectedPaper, ...]:
    """What the usual regime asks for: the plan, the four reports, the self-score."""
    form = forms.read_form("regimes", forms.DEFAULT_REGIME)
    found = [
        ExpectedPaper(SubmissionKind.REPORT, str(Period(year, kind)), _midnight(year, line))
        for kind in PERIOD_KINDS
        for line in form["reports"]
        if line["period"] == kind
    ]
    keys = {SubmissionKind.PLAN: "", SubmissionKind.SCORE: MAIN_INDEX}
    found += [
        ExpectedPaper(SubmissionKind(line["kind"]), keys[SubmissionKind(line["kind"])], _midnight(year, line))
        for line in form.get("papers", ())
    ]
    return in_order(found)


def read(connection: "Connection", year: int) -> tuple[ExpectedPaper, ...]:
    """What is expected in a year: as it was edited, else what is usual."""
    from sqlalchemy import select

    from cchc_desktop.collection.tables import expected_paper as table

    chosen = select(table.c.kind, table.c.key, table.c.due_at, table.c.group_name).where(table.c.year == year)
    kept = [ExpectedPaper(SubmissionKind(kind), *rest) for kind, *rest in connection.execute(chosen)]
    return in_order(kept) if kept else usual(year)


def put(connection: "Connection", year: int, papers: Iterable[ExpectedPaper]) -> None:
    """Expect these papers in a year, and no others. Raises `UserError` for none at all, and for one that is there
    twice or is of no period of the year."""
    from sqlalchemy import delete, insert

    from cchc_desktop.collection.tables import expected_paper as table

    wanted = in_order(papers)
    if not wanted:
        raise UserError(_("Keep at least one paper that offices have to hand in."))
    for paper in wanted:
        if paper.kind == SubmissionKind.REPORT and Period.parse(paper.key).year != year:
            raise UserError(_("{paper} is not of {year}.").format(paper=paper.title, year=year))
    names = [(paper.kind, paper.key, paper.group_name) for paper in wanted]
    for paper, name in zip(wanted, names, strict=True):
        if names.count(name) > 1:
            raise UserError(_("{paper} is there twice for the same offices.").format(paper=paper.title))
    connection.execute(delete(table).where(table.c.year == year))
    rows = [
        {"year": year, "kind": str(one.kind), "key": one.key, "due_at": one.due_at, "group_name": one.group_name}
        for one in wanted
    ]
    connection.execute(insert(table), rows)


def in_order(papers: Iterable[ExpectedPaper]) -> tuple[ExpectedPaper, ...]:
    """Plan, reports by their periods, self-score; what is asked of all before what a group owes."""
    return tuple(sorted(papers, key=lambda one: (_ORDER.index(one.kind), _place(one), one.group_name)))


def _place(paper: ExpectedPaper) -> tuple[object, str]:
    if paper.kind != SubmissionKind.REPORT:
        return (0, paper.key)
    return (Period.parse(paper.key), "")


def _midnight(year: int, line: dict[str, object]) -> datetime | None:
    day = make_date(year, int(str(line["due_month"])), int(str(line["due_day"])))
    return datetime.combine(day, time()) if day is not None else None
