"""Two papers beside each other: nothing of either is lost, moved and changed blocks are recognised, in bounded time."""

from collections.abc import Sequence
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules import paper_match
from cchc_desktop.rules.paper_blocks import Became, BlockKind, ComparedBlock, Comparison, Limit, PaperBlock, differs
from cchc_desktop.rules.paper_match import compare_blocks
from cchc_desktop.rules.word_marks import Mark

_COLUMNS = ("objective", "task", "lead")


def line(text: str, label: str = "", above: str = "") -> PaperBlock:
    return PaperBlock(BlockKind.LINE, (text,), label, above=above)


def row(task: str, lead: str = "Văn phòng", objective: str = "Thể chế", **more: object) -> PaperBlock:
    return PaperBlock(BlockKind.ROW, (objective, task, lead), columns=_COLUMNS, titles=_COLUMNS)._replace(**more)  # type: ignore[arg-type]


TASKS = [
    row("Rà soát thủ tục hành chính của xã", label="1"),
    row("Tuyên truyền cải cách hành chính trên đài truyền thanh", label="2"),
    row("Kiểm tra công vụ đợt một", label="3"),
    row("Tập huấn chữ ký số cho công chức mới", label="4"),
    row("Khảo sát sự hài lòng của người dân", label="5"),
]


def became(found: Comparison) -> list[Became]:
    return [one.became for one in found.rows]


def marked(one: ComparedBlock) -> list[tuple[str, str]]:
    return [p[:2] for cell in one.cells for p in cell.pieces if p.mark is Mark.OTHER]


def test_equal_papers_differ_in_nothing() -> None:
    found = compare_blocks(TASKS, TASKS)
    assert set(became(found)) == {Became.SAME}


def test_added_removed_and_changed_rows_stand_where_they_stood() -> None:
    changed = row("Kiểm tra công vụ đợt một", "Công an xã")
    found = compare_blocks(TASKS, [TASKS[0], TASKS[2]._replace(cells=changed.cells), row("Mua máy quét"), *TASKS[3:]])
    assert became(found) == [Became.SAME, Became.REMOVED, Became.CHANGED, Became.ADDED, Became.SAME, Became.SAME]
    assert marked(found.rows[2]) == [("Văn phòng", "Công an xã")]
    counts = found.counts
    assert (counts.blocks[Became.ADDED], counts.blocks[Became.REMOVED], counts.blocks[Became.CHANGED]) == (1, 1, 1)


def test_a_moved_row_is_one_row_also_where_it_was_changed() -> None:
    moved = row("Rà soát thủ tục hành chính của phường", label="5")
    found = compare_blocks(TASKS, [*TASKS[1:], moved])
    assert became(found) == [Became.SAME] * 4 + [Became.MOVED_CHANGED]
    assert found.rows[-1].before == (0,) and found.rows[-1].after == (4,)
    assert marked(found.rows[-1]) == [(" xã", " phường")]
    assert became(compare_blocks(TASKS, [TASKS[4], *TASKS[:4]])) == [Became.MOVED] + [Became.SAME] * 4


def test_a_moved_row_is_known_again_though_its_figure_changed() -> None:
    ours, theirs = row("Tổ chức 02 hội nghị phổ biến pháp luật"), row("Tổ chức 03 hội nghị phổ biến pháp luật")
    found = compare_blocks([ours, *TASKS], [*TASKS, theirs])
    assert became(found) == [Became.SAME] * 5 + [Became.MOVED_CHANGED]
    assert marked(found.rows[-1]) == [(" 02", " 03")]


def test_only_the_numbers_differ() -> None:
    found = compare_blocks([line("Mục đích", "1")], [line("Mục đích", "2")])
    assert became(found) == [Became.SAME] and found.rows[0].renumbered
    assert found.counts.renumbered == 1
    assert differs(found.rows[0], True) and not differs(found.rows[0], False)


def test_a_paragraph_that_was_split_or_joined_is_told_so() -> None:
    whole = line("Thông báo đến từng hộ về dịch vụ công; cử người tham gia tổ công nghệ số.")
    parts = [line("Thông báo đến từng hộ về dịch vụ công;"), line("cử người tham gia tổ công nghệ số.")]
    assert became(compare_blocks([whole], parts)) == [Became.SPLIT]
    joined = compare_blocks([line("a"), *parts, line("b")], [line("a"), whole, line("b")])
    assert became(joined) == [Became.SAME, Became.JOINED, Became.SAME]
    assert marked(joined.rows[1]) == []


def test_capitals_tones_and_blanks_are_small() -> None:
    found = compare_blocks([row("Uỷ  ban hoà giải"), row("Khác")], [row("ủy ban hòa giải"), row("Khác")])
    assert became(found) == [Became.SMALL, Became.SAME]


def test_a_merged_cell_is_no_change_of_the_rows_below_it() -> None:
    first, second = TASKS[0], TASKS[1]._replace(cells=("", *TASKS[1].cells[1:]), carried=("Thể chế", "", ""))
    alone = second._replace(cells=("Thể chế", *second.cells[1:]), carried=())
    assert became(compare_blocks([first, second], [alone])) == [Became.REMOVED, Became.SMALL]
    renamed = first._replace(cells=("Công vụ", *first.cells[1:]))
    below = second._replace(carried=("Công vụ", "", ""))
    assert became(compare_blocks([first, second], [renamed, below])) == [Became.CHANGED, Became.SAME]


def test_columns_are_paired_by_what_they_mean() -> None:
    turned = [
        one._replace(cells=(one.cells[2], one.cells[1], "Ghi"), columns=("lead", "task", "note"), titles=tuple("LTN"))
        for one in TASKS
    ]
    found = compare_blocks(TASKS, turned)
    assert became(found) == [Became.CHANGED] * 5
    assert [cell.title for cell in found.rows[0].cells] == ["L", "T", "N", "objective"]
    assert marked(found.rows[0]) == [("", "Ghi"), ("Thể chế", "")]


def test_a_heading_may_become_a_line_but_no_row() -> None:
    heading = PaperBlock(BlockKind.HEADING, ("Cải cách thể chế",), "I")
    assert became(compare_blocks([heading], [line("Cải cách thể chế", "-")])) == [Became.SAME]
    as_row = PaperBlock(BlockKind.ROW, ("Cải cách thể chế",), columns=("task",), titles=("",))
    assert became(compare_blocks([heading], [as_row])) == [Became.REMOVED, Became.ADDED]


def test_a_task_of_a_list_is_known_again_in_the_table() -> None:
    listed = line("Rà soát thủ tục hành chính của phường", "a")
    found = compare_blocks([listed, line("Trên đây là kế hoạch")], [TASKS[0], line("Trên đây là kế hoạch")])
    assert became(found) == [Became.CHANGED, Became.SAME]
    assert {cell.column for cell in found.rows[0].cells} == set(_COLUMNS)
    assert (" phường", " xã") in marked(found.rows[0])


_WORDS = st.sampled_from(["rà", "soát", "Thủ tục", "công vụ", "kiểm tra", "2025", "2026", "hoá", "hóa", "-"])
_BLOCKS = st.lists(
    st.one_of(
        st.builds(line, st.lists(_WORDS, min_size=1, max_size=6).map(" ".join), st.sampled_from(["", "1", "-"])),
        st.builds(row, st.lists(_WORDS, max_size=6).map(" ".join), st.sampled_from(["", "A", "B"])),
    ),
    max_size=9,
)


def whole(found: Comparison, side: int) -> list[tuple[int, ...]]:
    return [one[1 + side] for one in found.rows if one[1 + side]]


def texts(blocks: Sequence[PaperBlock], places: tuple[int, ...]) -> list[str]:
    if len(places) > 1:
        return ["\n".join(blocks[place].text for place in places)]
    return sorted(cell for place in places for cell in blocks[place].cells if cell)


@settings(max_examples=150, deadline=None)
@given(_BLOCKS, _BLOCKS, st.booleans())
def test_both_papers_are_rebuilt_from_the_comparison(
    before: list[PaperBlock], after: list[PaperBlock], pass_years: bool
) -> None:
    found = compare_blocks(before, after, pass_years)
    assert sorted(place for places in whole(found, 0) for place in places) == list(range(len(before)))
    assert [place for places in whole(found, 1) for place in places] == list(range(len(after)))
    for one in found.rows:
        assert sorted(cell.before for cell in one.cells if cell.before) == texts(before, one.before)
        assert sorted(cell.after for cell in one.cells if cell.after) == texts(after, one.after)
        if one.became is Became.SAME and not pass_years:
            assert texts(before, one.before) == texts(after, one.after)
    turned = compare_blocks(after, before, pass_years)
    assert became(turned).count(Became.SAME) == became(found).count(Became.SAME)


def test_what_has_nothing_in_common_is_shown_as_gone_and_new_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_match, "_MOST_ALIKE", 3)
    found = compare_blocks(TASKS, [row(f"Mua máy quét {n}") for n in range(5)])
    assert found.limits == {Limit.LIKENESS}
    assert found.counts.blocks[Became.REMOVED] == found.counts.blocks[Became.ADDED] == 5


def test_many_rows_that_are_nearly_alike_end_soon() -> None:
    started = perf_counter()
    ours = [line("thực hiện " * (n % 40) + f"việc {n % 700}") for n in range(1500)]
    theirs = [line("thực hiện " * (n % 37) + f"việc {n % 650}") for n in range(1500)]
    found = compare_blocks(ours, theirs)
    assert sum(len(one.before) for one in found.rows) == sum(len(one.after) for one in found.rows) == 1500
    assert perf_counter() - started < 10
