"""The light markup: nothing typed is lost, and what is read is written back."""

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.markup import (
    MAX_TABLE_COLUMNS,
    MAX_TABLE_ROWS,
    Block,
    BlockKind,
    Run,
    merge_runs,
    parse_markup,
    pieces,
    plain_text,
    table_row,
    to_markup,
)

_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=12)
_MARKED = st.text(st.sampled_from("ab -+#*|\\né "), min_size=1, max_size=10)
_RUNS = st.lists(st.builds(Run, _LINE | _MARKED, st.booleans(), st.booleans()), min_size=1, max_size=5)
_TEXTS = [kind for kind in BlockKind if kind not in (BlockKind.TABLE, BlockKind.ROW)]
_TEXT = st.builds(Block, st.sampled_from(_TEXTS), _RUNS.map(merge_runs)).filter(lambda block: bool(block.text.strip()))
_CELLS = st.lists(st.lists(st.builds(Run, _LINE | _MARKED | st.just("a\nb"), st.booleans(), st.booleans()), max_size=3))


def _table(rows: list[list[list[Run]]]) -> tuple[Block, ...]:
    return tuple(table_row(cells, header=number == 0) for number, cells in enumerate(rows))


_TABLES = st.lists(_CELLS.filter(lambda cells: 0 < len(cells) <= 4), min_size=1, max_size=3).map(_table)
_BLOCKS = st.lists(_TABLES | _TEXT.map(lambda block: (block,)), max_size=5).map(lambda found: sum(found, ()))


@given(_BLOCKS)
def test_round_trip(blocks: tuple[Block, ...]) -> None:
    assert parse_markup(to_markup(blocks)) == blocks


@given(st.text(max_size=60) | st.text(st.sampled_from("a *\\-+#|n\n"), max_size=30))
def test_any_text_becomes_stable(text: str) -> None:
    once = to_markup(parse_markup(text))
    assert to_markup(parse_markup(once)) == once
    assert parse_markup(once) == parse_markup(text)


def test_blocks() -> None:
    kinds = [block.kind for block in parse_markup("# Đầu mục\nĐoạn\n\n- Ý\n+ Ý con\n1. Đoạn\na) Đoạn\n-dính")]
    paragraph = BlockKind.PARAGRAPH
    assert kinds == [
        BlockKind.HEADING,
        paragraph,
        BlockKind.BULLET,
        BlockKind.SUB_BULLET,
        paragraph,
        paragraph,
        paragraph,
    ]


def test_bold_and_italic() -> None:
    (block,) = parse_markup("một **hai *ba*** bốn")
    assert block.runs == (
        Run("một "),
        Run("hai ", bold=True),
        Run("ba", bold=True, italic=True),
        Run(" bốn"),
    )


def test_marks_left_open_are_plain() -> None:
    assert parse_markup("5 * 3")[0].runs == (Run("5 * 3"),)
    assert parse_markup("**ghi chú")[0].runs == (Run("**ghi chú"),)
    assert parse_markup("*****")[0].runs == (Run("*****"),)


def test_escapes() -> None:
    assert parse_markup(r"\- không phải ý") == (Block(BlockKind.PARAGRAPH, (Run("- không phải ý"),)),)
    assert parse_markup(r"\*thường\* C:\tệp")[0].runs == (Run(r"*thường* C:\tệp"),)


def test_plain_text() -> None:
    assert plain_text("# **Mục**\n- *ý*\n+ con\n\nđoạn") == "Mục\n- ý\n+ con\nđoạn"


def test_line_breaks_within_a_run_become_spaces() -> None:
    assert to_markup([Block(BlockKind.BULLET, (Run("một\nhai"),))]) == "- một hai"


def test_a_table() -> None:
    text = r"|| TT | Chỉ tiêu |" + "\n" + r"| 1 | **Đúng hạn** a\|b\nC:\\n |" + "\n| 2 |  |"
    head, row, last = parse_markup(text)
    assert [block.kind for block in (head, row, last)] == [BlockKind.TABLE, BlockKind.ROW, BlockKind.ROW]
    assert row.cells == ((Run("1"),), (Run("Đúng hạn", bold=True), Run(" a|b\nC:\\n")))
    assert last.cells == ((Run("2"),), ())
    assert to_markup((head, row, last)) == text
    assert plain_text(text) == "TT | Chỉ tiêu\n1 | Đúng hạn a|b C:\\n\n2 | "


def test_typed_bars_are_no_table() -> None:
    for text in ("| a | b |", "|| a", "||a|b|", "a | b", "đoạn\n| a |", "|| a | \\|", "- | a |"):
        assert {block.kind for block in parse_markup(text)} <= {BlockKind.PARAGRAPH, BlockKind.BULLET}, text
    typed = (Block(BlockKind.PARAGRAPH, (Run("|| a | b |"),)), Block(BlockKind.PARAGRAPH, (Run("| c |"),)))
    assert parse_markup(to_markup(typed)) == typed


def test_two_tables_stay_two_and_a_row_alone_begins_one() -> None:
    text = "|| a |\n| b |\n|| c |"
    assert [len(piece) for piece in pieces(parse_markup(text))] == [2, 1]
    assert to_markup(parse_markup(text)[1:]) == "|| b |\n|| c |"


def test_rows_are_as_long_as_the_longest() -> None:
    (table,) = pieces(parse_markup("|| a |\n| b | c |"))
    assert [row.cells for row in table] == [((Run("a"),), ()), ((Run("b"),), (Run("c"),))]


def test_what_is_beyond_the_bounds_is_plain_text() -> None:
    wide = "|| " + "a | " * (MAX_TABLE_COLUMNS + 1)
    assert parse_markup(wide.rstrip())[0].kind is BlockKind.PARAGRAPH
    blocks = parse_markup("|| a |" + "\n| b |" * MAX_TABLE_ROWS)
    assert [block.kind for block in blocks[-2:]] == [BlockKind.ROW, BlockKind.PARAGRAPH]
    assert parse_markup(to_markup(blocks)) == blocks
