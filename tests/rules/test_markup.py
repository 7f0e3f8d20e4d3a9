"""The light markup: nothing typed is lost, and what is read is written back."""

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.markup import Block, BlockKind, Run, merge_runs, parse_markup, plain_text, to_markup

_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=12)
_MARKED = st.text(st.sampled_from("ab -+#*\\é "), min_size=1, max_size=10)
_RUNS = st.lists(st.builds(Run, _LINE | _MARKED, st.booleans(), st.booleans()), min_size=1, max_size=5)
_BLOCKS = st.lists(st.builds(Block, st.sampled_from(BlockKind), _RUNS.map(merge_runs)), max_size=5).map(
    lambda blocks: tuple(block for block in blocks if block.text.strip())
)


@given(_BLOCKS)
def test_round_trip(blocks: tuple[Block, ...]) -> None:
    assert parse_markup(to_markup(blocks)) == blocks


@given(st.text(max_size=60) | st.text(st.sampled_from("a *\\-+#\n"), max_size=30))
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
