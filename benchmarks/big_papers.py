"""A plan of 20 pages with a frame of any number of rows: the same content for every program that is compared."""

from dataclasses import dataclass, replace
from functools import lru_cache

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Document
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.models.task_rows import ActivityRow, GroupRow, ProductRow, TaskRow
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.statuses import PlanStatus
from cchc_desktop.writers.pauses import no_collecting

STYLE = load_house_style()
_OFFICE = OfficeRow("office", 1, "UBND xã Bình Minh", "commune", "UBND tỉnh An Bình", "Bình Minh")
_SECTIONS = 16
_GROUPS = 8
_SENTENCE = (
    "Các phòng, đơn vị thuộc Ủy ban nhân dân xã căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện nghiêm túc "
    "Kế hoạch này, gắn với nhiệm vụ chuyên môn của từng công chức."
)


@dataclass(frozen=True)
class Content:
    """What every program prints: headings with their paragraphs, and the cells of the rows of each group."""

    title: tuple[str, str]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    header: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def _paragraphs(number: int) -> tuple[str, ...]:
    return tuple(" ".join([_SENTENCE] * (1 + (number * 7 + place) % 4)) for place in range(6))


def _cells(number: int) -> tuple[str, ...]:
    return (
        str(number + 1),
        f"Hoàn thành 100 % chỉ tiêu được giao của đợt {number // 10 + 1}",
        f"Rà soát, công khai thủ tục hành chính đợt {number} tại trụ sở và nhà văn hóa các thôn",
        "Soạn dự thảo, xin ý kiến các phòng, trình Chủ tịch ký ban hành",
        "Quyết định kèm theo danh mục",
        "Văn phòng HĐND và UBND",
        "Các phòng chuyên môn thuộc xã",
        f"Trước ngày 15/{number % 12 + 1}/2026",
        str(number % 50),
    )


@lru_cache(maxsize=4)
def content(rows: int) -> Content:
    """The content with so many rows."""
    names = ("TT", "Mục tiêu", "Nhiệm vụ", "Hoạt động", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian", "Kinh phí")
    share = -(-rows // _GROUPS)
    groups = tuple(
        (f"NHÓM NHIỆM VỤ {place + 1}", tuple(map(_cells, range(place * share, min((place + 1) * share, rows)))))
        for place in range(_GROUPS)
    )
    sections = tuple((f"{number + 1}. Nội dung số {number + 1}", _paragraphs(number)) for number in range(_SECTIONS))
    return Content(("KẾ HOẠCH", "Cải cách hành chính xã Bình Minh năm 2026"), sections, names, groups)


def view(rows: int) -> YearPaperView:
    """The content as the rows that the program's composers are handed."""
    held = content(rows)
    paper = PaperRow("paper", 1, 2026, "plan", held.title[1], number="7", symbol="KH-UBND", signer_name="Nguyễn Văn An")
    plan = YearPaperRow("plan", 1, 2026, "other", paper.subject, PlanStatus.DRAFT, "table", "paper", None, rows)
    sections = tuple(
        SectionRow(f"s{place}", 1, None, 1, str(place + 1), title.split(". ")[1], "\n".join(paragraphs))
        for place, (title, paragraphs) in enumerate(held.sections)
    )
    groups: list[GroupRow] = []
    tasks: list[TaskRow] = []
    for place, (title, cells) in enumerate(held.groups):
        group = GroupRow(f"g{place}", 1, "plan", place, str(place + 1), title, "", len(cells))
        groups.append(group)
        tasks += [_task(row, group, position) for position, row in enumerate(cells)]
    return YearPaperView(plan, paper, None, sections, tuple(groups), tuple(tasks))


def _task(cells: tuple[str, ...], group: GroupRow, position: int) -> TaskRow:
    number, objective, text, activity, product, lead, coordination, deadline, budget = cells
    return TaskRow(
        guid=f"t{number}",
        revision=1,
        group_guid=group.guid,
        objective_guid=None,
        position=position,
        letter="",
        number=number,
        group_number=group.number,
        group_title=group.title,
        objective=objective,
        text=text,
        activities=(ActivityRow(f"a{number}", activity),),
        products=(ProductRow(f"p{number}", product),),
        leads=(),
        coordinators=(),
        lead_text=lead,
        coordination_text=coordination,
        deadline=deadline,
        milestones=(),
        budget_text=budget,
        budget_amount=None,
        status=TaskStatus.NOT_STARTED,
        percent=0,
        result="",
    )


@no_collecting()
def document(shown: YearPaperView) -> Document:
    """The plan with its appendix as nodes, composed as `services.exports` does."""
    return compose_paper(shown, _OFFICE, STYLE)


def edited(shown: YearPaperView, turn: int) -> YearPaperView:
    """The plan with some words more in one paragraph in its middle."""
    sections = list(shown.sections)
    middle = sections[_SECTIONS // 2]
    sections[_SECTIONS // 2] = replace(middle, body=f"{middle.body} Sửa lần {turn}.")
    return replace(shown, sections=tuple(sections))
