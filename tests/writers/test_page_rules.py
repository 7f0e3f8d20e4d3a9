"""Which blocks stay together on a page."""

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Heading, Paragraph, Part, Run
from cchc_desktop.writers.fonts import family
from cchc_desktop.writers.page_rules import held_together


def test_headings_that_only_list_need_not_stay_together() -> None:
    """An outline's headings stand one below another: a word processor would give up holding all of them."""
    levels = (1, 2, 3, 3, 2, 1)
    blocks = [Heading(level, (Run("Nội dung"),)) for level in levels]
    part = Part("portrait", (*blocks, Paragraph("body", (Run("Kết quả."),))))
    held = held_together(part, load_house_style(), family())
    assert [block.alone for block in held if isinstance(block, Heading)] == [False, False, True, True, True, False]
