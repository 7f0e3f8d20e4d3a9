"""What laying a paper out leaves for the next time: a preview then works only on what was changed.

Nodes are frozen and equal when they say the same, so a part, a block or a page that comes again is known by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import PageRun
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.page_flow import Page, Spot
from cchc_desktop.writers.pdf_blocks import BlockStrips, StripBlock
from cchc_desktop.writers.pdf_pen import Drawn
from cchc_desktop.writers.strips import Strip


@dataclass(frozen=True, eq=False)
class LaidPart:
    """The pages of a part and where its anchors stand on them, pages counted from 0 within the part."""

    pages: tuple[Page, ...]
    spots: dict[str, list[Spot]]


class Memory:
    """Keeps what the last paper was made of; begun anew for each paper written."""

    def __init__(self) -> None:
        self._looks: tuple[HouseStyle, Family] | None = None
        self._parts: list[tuple[PageRun, LaidPart]] = []
        self._strips: dict[tuple[float, StripBlock], list[Strip]] = {}
        self._drawn: dict[tuple[object, ...], tuple[Page, Drawn]] = {}
        self._old = (self._parts, self._strips, self._drawn)

    def begin(self, style: HouseStyle, fonts: Family) -> None:
        """Start a paper: what the one before it did not use is forgotten, all of it when the style is another."""
        if self._looks is None or self._looks[0] is not style or self._looks[1] is not fonts:
            self._parts, self._strips, self._drawn = [], {}, {}
            self._looks = (style, fonts)
        self._old = (self._parts, self._strips, self._drawn)
        self._parts, self._strips, self._drawn = [], {}, {}

    def part(self, part: PageRun, lay_out: Callable[[], LaidPart]) -> LaidPart:
        """The pages of a part."""
        laid = next((laid for known, laid in self._old[0] if known == part), None) or lay_out()
        self._parts.append((part, laid))
        return laid

    def strips(self, block: StripBlock, strips: BlockStrips) -> list[Strip]:
        """The strips of a block in a column."""
        key = (strips.width, block)
        found = self._strips.get(key) or self._old[1].get(key) or strips.of(block)
        self._strips[key] = found
        return found

    def drawn(self, page: Page, draw: Callable[[], Drawn]) -> Drawn:
        """A page as it stands in the file; strips are the same ones as long as their blocks are."""
        marks = (*page.strips, page.foot) if page.foot else page.strips
        key = (page.setup, page.number, *((id(strip), top) for strip, top in marks))
        known = self._old[2].get(key)
        drawn = known[1] if known else draw()
        self._drawn[key] = (page, drawn)  # the page keeps its strips, and so their identities, alive
        return drawn
