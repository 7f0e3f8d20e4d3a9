"""Papers put together from a small grammar come back with the tasks that were put in, and without losing a word."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.readers.ledger import Ledger
from cchc_desktop.readers.plan import plan_from
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.readers.source import Source, SourceLine
from cchc_desktop.readers.text_file import split_text
from tests.readers.words import forgotten, texts

VERBS = ("Rà soát", "Niêm yết", "Tập huấn", "Công khai", "Kiểm tra")
THINGS = ("thủ tục hành chính", "hồ sơ hộ tịch", "danh mục văn bản", "kết quả khảo sát", "sổ theo dõi")
UNITS = (
    "Văn phòng HĐND và UBND",
    "Phòng Văn hóa - Xã hội",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Công an xã",
    "các phòng chuyên môn",
    "UBND các xã, phường",
)
DEADLINES = ("Quý I/2026", "Trước ngày 15/3/2026", "2026 và những năm tiếp theo", "Thường xuyên", "Tháng 6/2026")
TITLES = {"decision": "QUYẾT ĐỊNH", "plan": "KẾ HOẠCH", "programme": "CHƯƠNG TRÌNH", "notice": "THÔNG BÁO"}
COLUMNS = {
    "text": ("Nhiệm vụ", "Tên nhiệm vụ", "Nội dung công việc", "2- Nhiệm vụ"),
    "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì"),
    "other": ("Cơ quan phối hợp", "Phối hợp"),
    "product": ("Sản phẩm", "Kết quả, sản phẩm"),
    "deadline": ("Thời gian hoàn thành", "Thời hạn", "Tiến độ"),
}


@dataclass(frozen=True)
class Put:
    """A task as it was put in."""

    text: str
    lead: str
    other: str
    product: str
    deadline: str


def puts() -> st.SearchStrategy[Put]:
    text = st.tuples(st.sampled_from(VERBS), st.sampled_from(THINGS), st.integers(100, 999)).map(
        lambda parts: f"{parts[0]} {parts[1]} đợt {parts[2]}"
    )
    lead = st.sampled_from(UNITS[:4])
    return st.builds(
        Put, text, lead, st.sampled_from(UNITS), st.sampled_from(("Báo cáo", "Sổ")), st.sampled_from(DEADLINES)
    )


groups = st.lists(st.tuples(st.sampled_from(THINGS), st.lists(puts(), min_size=1, max_size=3)), min_size=1, max_size=3)


@st.composite
def tables(draw: st.DrawFn, content: Sequence[tuple[str, list[Put]]]) -> list[str]:
    """A frame with its columns in any order, named in any way, Roman group rows and numbers that run on."""
    order = draw(st.permutations(sorted(COLUMNS)))
    header = ["TT", *(draw(st.sampled_from(COLUMNS[name])) for name in order)]
    rows, number = [header, ["---"] * len(header)], 0
    for place, (title, tasks) in enumerate(content):
        rows.append([("I", "II", "III")[place], *(title.capitalize() if name == "text" else "" for name in order)])
        for task in tasks:
            number += 1
            rows.append([str(number), *(getattr(task, name) for name in order)])
    return ["| " + " | ".join(row) + " |" for row in rows]


def listed(content: Sequence[tuple[str, list[Put]]]) -> list[str]:
    """The list form: group, lettered task, labelled lines."""
    lines = []
    for place, (title, tasks) in enumerate(content, 1):
        lines.append(f"{place}. {title.capitalize()}")
        for letter, task in zip("abc", tasks, strict=False):
            lines += [f"{letter}) {task.text}.", f"- Chủ trì: {task.lead}.", f"- Phối hợp: {task.other}."]
            lines += [f"- Sản phẩm: {task.product}.", f"- Thời gian: {task.deadline}."]
    return lines


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, list[Put], str, bool]:
    """A paper as text, the tasks in it, its kind, and whether they stand in a table."""
    content = draw(groups)
    kind = draw(st.sampled_from(("plan", "programme", "letter", "decision", "notice")))
    table = kind != "plan" or draw(st.booleans())
    body = draw(tables(content)) if table else ["II. NHIỆM VỤ", *listed(content), "III. TỔ CHỨC THỰC HIỆN", "Như trên."]
    number = draw(st.integers(1, 400))
    lines = ["ỦY BAN NHÂN DÂN", "XÃ BÌNH MINH", f"Số: {number}/{'UBND' if kind == 'letter' else 'XX-UBND'}", ""]
    lines += ["Bình Minh, ngày 12 tháng 01 năm 2026", ""]
    if kind == "letter":
        lines += ["V/v phân công nhiệm vụ", "", "Kính gửi:", "- Các phòng;", "- Các thôn.", "", "Xã phân công như sau:"]
    elif kind == "decision":
        lines += [TITLES[kind], "Về việc giao nhiệm vụ", "", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH", ""]
        lines += ["Căn cứ Nghị quyết số 76/NQ-CP;", "", "QUYẾT ĐỊNH:", "", "Điều 1. Giao nhiệm vụ như sau:"]
    else:
        lines += [TITLES[kind], "Công tác năm 2026", "", "Thực hiện chỉ đạo của tỉnh, xã làm như sau:"]
        lines += ["", "I. MỤC ĐÍCH", "- Làm tốt hơn."]
    lines += ["", *body, ""]
    lines += {
        "decision": ["Điều 2. Các phòng thi hành Quyết định này."],
        "letter": ["Các phòng báo cáo hằng quý."],
    }.get(kind, [])
    lines += ["", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "", "CHỦ TỊCH", "", "Trần Văn Bốn"]
    return "\n".join(lines), [task for _title, tasks in content for task in tasks], kind, table


@given(papers())
@settings(max_examples=60)
def test_what_was_put_in_comes_back(paper: tuple[str, list[Put], str, bool]) -> None:
    text, put, kind, table = paper
    source = split_text(text)
    plan = plan_from(source, "van-ban.txt")
    found = [task for group in plan.groups for task in group.tasks]
    assert [(t.text, t.lead_text, t.coordination_text, t.products, t.deadline) for t in found] == [
        (task.text, task.lead, task.other, (task.product,), task.deadline) for task in put
    ]
    head = plan.decision or plan.paper
    assert (head.kind, head.place, head.signer_name) == (kind, "Bình Minh", "Trần Văn Bốn")
    assert len(head.recipients) == 2
    assert [task.printed_number for task in found] == [str(n) if table else "" for n in range(1, len(put) + 1)]
    assert all(len(task.leads) == 1 for task in found)
    assert not forgotten(source, texts(plan))
    assert plan.unplaced == ()


@given(
    st.lists(st.sampled_from(["Làm tốt việc này", "Việc khác", "Báo cáo quý", "Số 12 và 13"]), max_size=8), st.data()
)
@settings(max_examples=50)
def test_a_line_that_nobody_takes_is_left(lines: list[str], data: st.DataObject) -> None:
    source = Source(tuple(SourceLine(number, text) for number, text in enumerate(lines, 1)))
    taken = data.draw(st.lists(st.integers(0, len(lines) - 1), unique=True) if lines else st.just([]))
    ledger = Ledger(source)
    ledger.strike([lines[place] for place in taken])
    left = ledger.left()
    assert sorted(line.text for line in left) == sorted(t for place, t in enumerate(lines) if place not in taken)


@pytest.mark.parametrize(
    ("lines", "taken", "left"),
    [
        (("1. Rà soát văn bản; báo cáo",), ["Rà soát văn bản", "báo cáo"], ()),
        (("- Chủ trì: Văn phòng.",), ["Văn phòng"], ()),
        (("Bình Minh, ngày 05 tháng 01 năm 2026",), ["Bình Minh", "5 1 2026"], ()),
        (("Đã thu 1.250 phiếu", "Còn 82 phiếu"), ["Đã thu phiếu", "Còn 82 phiếu"], ((1, "Đã thu 1.250 phiếu"),)),
    ],
)
def test_numbers_and_labels_are_struck_off_with_what_they_stand_before(
    lines: tuple[str, ...], taken: list[str], left: tuple[tuple[int, str], ...]
) -> None:
    ledger = Ledger(Source(tuple(SourceLine(number, text) for number, text in enumerate(lines, 1))))
    ledger.strike(taken)
    assert ledger.left() == [Unplaced(number, text) for number, text in left]
