"""Content: what each task of a plan has to say, and in which column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity, nd30
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, CheckedTask, Part
from cchc_desktop.rules.checks.searching import holding
from cchc_desktop.rules.deadlines import Milestone, MilestoneKind, due_date, parse_deadline
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.gaps import GAP
from cchc_desktop.text import fold

_FRAME = "Khung nhiệm vụ CCHC; Nghị quyết số 76/NQ-CP, mục tổ chức thực hiện"
_LEAD_WORD = re.compile(r"(?<!\w)chủ trì(?:,| xây dựng| thực hiện| tham mưu)", re.IGNORECASE)
_TIME_WORD = re.compile(r"(?<!\w)(?:quý [IVX1-4]+|tháng \d{1,2}|ngày \d{1,2}|năm 20\d\d)(?!\w)", re.IGNORECASE)
_PRODUCT_WORD = re.compile(r"^(?:báo cáo|kế hoạch|quyết định|công văn|văn bản|tờ trình|đề án)(?!\w)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\b(?:huyện|xã|phường|tỉnh|UBND)\b,?\s*\.\.\.|…")
_DUE = re.compile(r"(?:trước|chậm nhất|xong|hoàn thành)[^.;]{0,12} ngày \d{1,2}/\d{1,2}/\d{4}")
_AIM = re.compile(
    r"(?:^|[;\n] ?)(?:Nâng cao|Tăng cường|Đảm bảo|Bảo đảm|Đẩy mạnh|Phấn đấu|Duy trì|Kết quả theo)[^;\n]{0,60}"
)
_ELSEWHERE = re.compile(r"theo (?:quy dinh|ke hoach|huong dan|yeu cau)")
_ONLY_YEAR = re.compile(r"năm 20\d\d\.?", re.IGNORECASE)
_NUMBERED = re.compile(r"số \d+/\S+ ngày \S+")
_ABOVE = re.compile(
    r"Phòng (?:Nội vụ|Tư pháp|Tài chính)[^;,]{0,40}|Sở [^;,]{3,30}|UBND (?:các xã|huyện|tỉnh)[^;]{0,30}"
)
_HEADING = 3  # the level of "I."
_LEAST_ITEMS = 3
_LEAD_SAID = re.compile(r"chủ trì|thực hiện:|phụ trách:", re.IGNORECASE)
_COORDINATION_SAID = re.compile(
    r"phối hợp(?: thực hiện)?:|(?:đơn vị|cơ quan|bộ phận) phối hợp|phối hợp với", re.IGNORECASE
)
_PRODUCT_SAID = re.compile(r"(?:sản phẩm|kết quả) ?:|sản phẩm là", re.IGNORECASE)
_TIME_SAID = re.compile(
    r"trước ngày|chậm nhất|thời gian (?:thực hiện|hoàn thành)|thời (?:gian|hạn):|hoàn thành trong"
    r"|(?:quý|tháng) (?:[IVX]+|\d)|định kỳ hằng|hằng (?:tháng|quý)",
    re.IGNORECASE,
)
_REPORTING = re.compile(r"bao cao|dinh ky|thuong xuyen|hang (?:nam|thang|quy)|theo quy dinh|theo ke hoach")


def _task(task: CheckedTask, column: Column, message: str, **names: object) -> Hit:
    """About a whole cell of a task, which a file need not have told as a line of its own."""
    return Hit(task.places.get(column, task.line), 0, 0, message.format(task=_shown(task), **names), column=column)


def _shown(task: CheckedTask) -> str:
    words = " ".join(task.text.split())
    short = words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + "…"
    return f"{task.label}. {short}" if task.label else short


def _no_lead(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for task in paper.tasks:
        if not task.lead.strip():
            yield _task(task, Column.LEAD, _("Nobody is named as the lead of “{task}”."))
    yield from _nowhere(paper, _LEAD_SAID, _("No task of this plan names its lead."))


def _no_deadline(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for task in paper.tasks:
        if not task.deadline.strip():
            yield _task(task, Column.DEADLINE, _("“{task}” has no deadline."))
    yield from _nowhere(paper, _TIME_SAID, _("No task of this plan has a deadline."), "nhiem vu", "to chuc thuc hien")


def _no_product(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for task in paper.tasks:
        if not task.products.strip():
            yield _task(task, Column.PRODUCT, _("“{task}” names no product."))
    yield from _nowhere(paper, _PRODUCT_SAID, _("No task of this plan names its product."))


def _no_coordination(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for task in paper.tasks:
        if not task.coordination.strip():
            yield _task(task, Column.COORDINATION, _("“{task}” names nobody who coordinates."))
    yield from _nowhere(paper, _COORDINATION_SAID, _("No task of this plan says who coordinates."))


def _nowhere(paper: CheckedPaper, said: re.Pattern[str], message: str, *names: str) -> Iterator[Hit]:
    """A plan in whose section on tasks nothing of a kind is told, though the tasks are there; told once."""
    if paper.tasks or paper.is_own or paper.main.kind not in ("plan", "programme"):
        return
    every = range(len(paper.lines))
    found = (place for name in names or ("nhiem vu",) for place in every if _is_about(paper, place, name))
    begin = next(found, None)
    if begin is None:
        return
    section = _section(paper, begin)
    items = [line for line in section if line.bullet or line.level > _HEADING]
    if len(items) >= _LEAST_ITEMS and not any(said.search(line.text) for line in section):
        yield Hit(begin, 0, len(paper.lines[begin].text), message)


def _is_about(paper: CheckedPaper, place: int, name: str) -> bool:
    """Whether a line is a heading about something, told folded; below "Phần II" it stands in a line of its own."""
    line = paper.lines[place]
    is_heading = 0 < line.level <= _HEADING or (place > 0 and paper.lines[place - 1].level == 1 and line.text.isupper())
    return line.part is Part.BODY and is_heading and name in fold(line.text)


def _section(paper: CheckedPaper, begin: int) -> list[CheckedLine]:
    """The lines below a heading, up to the next one of its level or above."""
    level = paper.lines[begin].level or 1
    found = []
    for line in paper.lines[begin + 1 :]:
        if 0 < line.level <= level or line.part is not Part.BODY:
            break
        found.append(line)
    return found


def _leads(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for task in paper.tasks:
        if len(task.leads) > 1:
            said = _("“{task}” has {count} leads: one answers for a task, the others coordinate.")
            yield _task(task, Column.LEAD, said, count=len(task.leads))
        leads = {_unit(one) for one in task.leads}
        if leads & {_unit(one) for one in task.coordinators} or (
            len(leads) == 1 and _unit(task.coordination).startswith(tuple(leads))
        ):
            yield _task(task, Column.COORDINATION, _("In “{task}” a lead also stands among those who coordinate."))


@lru_cache(maxsize=4096)
def _unit(name: str) -> str:
    """A unit's name as it is compared: "Công chức Văn phòng - Thống kê xã" is "Văn phòng – Thống kê xã"."""
    return re.sub(r"^(?:cong chuc|bo phan|can bo) ", "", " ".join(fold(name).replace("–", "-").split()))


def _of_other_level(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A unit of the level above that leads a task in the plan of a commune."""
    for task in paper.tasks if paper.level == "commune" else ():
        if found := _ABOVE.search(task.lead):
            said = _("The lead of “{task}” is a unit of the level above: “{unit}”.")
            yield _task(task, Column.LEAD, said, unit=found[0])


def _said_little(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Products that are aims, deadlines that only point elsewhere: nobody can see that they were kept."""
    for task in paper.tasks:
        if found := _AIM.search(task.products.strip()):
            said = _("A product of “{task}” is an aim, not something that can be shown: “{text}”.")
            yield _task(task, Column.PRODUCT, said, text=found[0].strip(" ;\n"))
        phrase = task.deadline.strip()
        points_elsewhere = _ELSEWHERE.match(fold(phrase)) and not re.search(r"\d", _NUMBERED.sub("", phrase))
        if points_elsewhere or _ONLY_YEAR.fullmatch(phrase):
            yield _task(task, Column.DEADLINE, _("The deadline of “{task}” names no day: “{phrase}”."), phrase=phrase)


def _columns(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for task in paper.tasks:
        if _TIME_WORD.search(task.lead) or _PRODUCT_WORD.match(task.lead.strip()):
            said = _("The lead of “{task}” names a time or a product: it stands in the wrong column.")
            yield _task(task, Column.LEAD, said)
        if found := _DUE.search(task.products):
            said = _("The product of “{task}” holds a deadline: “{text}”.")
            yield _task(task, Column.PRODUCT, said, text=found[0])
        if _TIME_WORD.search(task.coordination) or _LEAD_WORD.search(task.coordination):
            said = _("Who coordinates “{task}” is told with words of another column.")
            yield _task(task, Column.COORDINATION, said)
        if _PRODUCT_WORD.match(task.deadline.strip()) and not _TIME_WORD.search(task.deadline):
            yield _task(task, Column.DEADLINE, _("The deadline of “{task}” names a product instead of a time."))


def _deadlines(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    year, day = paper.year, paper.day
    for task in paper.tasks:
        phrase = task.deadline.strip()
        if not phrase:
            continue
        found = _parsed(phrase, year or date.today().year)
        if all(one.kind is MilestoneKind.UNKNOWN for one in found) and not _REPORTING.search(fold(phrase)):
            said = _("The deadline of “{task}” says no time that can be followed: “{phrase}”.")
            yield _task(task, Column.DEADLINE, said, phrase=phrase)
        days = [one.date_to for one in found if one.date_to is not None]
        if year and any(one.year < year for one in days):
            said = _("The deadline of “{task}” lies before the year of the plan: “{phrase}”.")
            yield _task(task, Column.DEADLINE, said, phrase=phrase)
        elif day and (due := due_date(found)) and due < day:
            said = _("The deadline of “{task}” is over before the plan is issued: “{phrase}”.")
            yield _task(task, Column.DEADLINE, said, phrase=phrase)
        if _contradicts(phrase):
            said = _("The deadline of “{task}” names several days for the same: “{phrase}”.")
            yield _task(task, Column.DEADLINE, said, phrase=phrase)


@lru_cache(maxsize=4096)
def _parsed(phrase: str, year: int) -> Sequence[Milestone]:
    """What a deadline means; many tasks of a plan have the same."""
    return tuple(parse_deadline(phrase, year))


def _contradicts(phrase: str) -> bool:
    """Whether pieces that begin with the same words name several days: "cấp xã trước 10/01; cấp xã trước 15/01"."""
    found: dict[str, set[str]] = {}
    for piece in re.split("[;\n]", phrase):
        if (day := re.search(r"\d{1,2}/\d{1,2}(?:/\d{4})?", piece)) is not None:
            words = re.sub(r"(?<!\w)(?:truoc|ngay|cham nhat|la)(?!\w)", " ", fold(piece[: day.start()]))
            if words.split():
                found.setdefault(" ".join(words.split()), set()).add(day[0])
    return any(len(days) > 1 for days in found.values())


def _open_places(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in holding(paper, lines, "...", "…"):
        for found in _PLACEHOLDER.finditer(paper.lines[place].text):
            said = _("A name of the form was not filled in: “{text}”.").format(text=found[0])
            yield Hit(place, *found.span(), said)


def _gaps(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """What a draft left open in brackets: "[cần bổ sung: lý do chậm]"; a number in brackets is a note."""
    for place in holding(paper, lines, "["):
        for found in GAP.finditer(paper.lines[place].text):
            if any(map(str.isalpha, found[0])):
                yield Hit(place, *found.span(), _("A gap is still to be written: {gap}.").format(gap=found[0]))


RULES = (
    Rule("C01", Severity.WARNING, lambda: _("A lead for each task"), _FRAME, _no_lead, scope=Scope.TASK),
    Rule("C02", Severity.WARNING, lambda: _("A deadline for each task"), _FRAME, _no_deadline, scope=Scope.TASK),
    Rule("C03", Severity.WARNING, lambda: _("A product for each task"), _FRAME, _no_product, scope=Scope.TASK),
    Rule("C04", Severity.HINT, lambda: _("Who coordinates each task"), _FRAME, _no_coordination, scope=Scope.TASK),
    Rule(
        "C05", Severity.WARNING, lambda: _("One lead, who does not also coordinate"), _FRAME, _leads, scope=Scope.TASK
    ),
    Rule("C06", Severity.WARNING, lambda: _("Each word in its column"), _FRAME, _columns, scope=Scope.TASK),
    Rule("C07", Severity.WARNING, lambda: _("Deadlines that can be followed"), _FRAME, _deadlines, scope=Scope.TASK),
    Rule(
        "C09", Severity.WARNING, lambda: _("Leads of the paper's own level"), _FRAME, _of_other_level, scope=Scope.TASK
    ),
    Rule(
        "C10",
        Severity.HINT,
        lambda: _("Products and deadlines that can be shown"),
        _FRAME,
        _said_little,
        scope=Scope.TASK,
    ),
    Rule("C11", Severity.HINT, lambda: _("Gaps that are to be written"), nd30("Điều 8"), _gaps),
    Rule("C08", Severity.WARNING, lambda: _("Names of the form filled in"), _FRAME, _open_places),
)
