"""Strips to pages: what stands where, before anything is drawn."""

from dataclasses import dataclass, field
from typing import NamedTuple

from cchc_desktop.documents.house_style import MM, PageStyle
from cchc_desktop.writers.page_rules import FOOT_BELOW
from cchc_desktop.writers.strips import Strip, cut

_TOLERANCE = 0.02  # points by which a line may stand in the bottom margin: rounding, never visible


class Spot(NamedTuple):
    """Where something stands: page from 0, top and bottom in points from the top of the page."""

    page: int
    top: float
    bottom: float


@dataclass(slots=True)
class Page:
    """A laid out page: its setup, the number it bears, and strips with the y of their tops."""

    setup: PageStyle
    number: int  # within its part
    strips: list[tuple[Strip, float]] = field(default_factory=list)
    foot: tuple[Strip, float] | None = None  # what stands below the body


class PageFlow:
    """Fills pages from top to bottom; attributes `pages` and `spots` (anchor to all its places) are the result."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.spots: dict[str, list[Spot]] = {}
        self.y = 0.0
        self._after = 0.0
        self._held: list[Strip] = []
        self._setup: PageStyle | None = None
        self._feet: list[Strip] = []  # those of the pages to come

    @property
    def setup(self) -> PageStyle:
        """The setup of the part being filled."""
        assert self._setup is not None
        return self._setup

    @property
    def bottom(self) -> float:
        """Where the body ends, above the foot of the page if it has one."""
        foot = self.pages[-1].foot
        return (foot[1] if foot else (self.setup.height - self.setup.bottom) * MM) + _TOLERANCE

    @property
    def top(self) -> float:
        """Where the body begins."""
        return self.setup.top * MM

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return not self.pages[-1].strips

    def begin_part(self, setup: PageStyle, foot: Strip | None = None) -> None:
        """Start a part on a new page, numbered from 1, with a `foot` below its body."""
        self.flush()
        self._setup = setup
        self._feet = self._pieces(foot) if foot else []
        self._begin_page(1)

    def end_part(self) -> None:
        """Place what waits, on as many pages as it takes."""
        self.flush()
        while self._feet:
            self.new_page()

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._begin_page(self.pages[-1].number + 1)

    def _begin_page(self, number: int) -> None:
        page = Page(self.setup, number)
        if self._feet:
            foot = self._feet.pop(0)
            page.foot = (foot, (self.setup.height - self.setup.bottom + FOOT_BELOW) * MM - foot.height)
        self.pages.append(page)
        self.y, self._after = self.top, 0.0

    def _pieces(self, foot: Strip) -> list[Strip]:
        """A foot that would leave no room for a body goes on at the foot of the next page."""
        pieces, most = [], self.setup.body_height * MM / 2
        while foot.height > most and (parts := cut(foot, most)):
            pieces.append(parts[0])
            foot = parts[1]
        return [*pieces, foot]

    def add(self, strips: list[Strip]) -> None:
        """Append strips; those kept with the next wait until it comes."""
        for strip in strips:
            self._held.append(strip)
            if not strip.keep:
                self.flush()

    def gap(self, strip: Strip) -> float:
        """The space above a strip: the larger of what it and its predecessor ask, none at the top of a page."""
        return 0.0 if self.at_top else max(self._after, strip.before)

    def height_of_held(self, following: float = 0.0) -> float:
        """What the waiting strips and a `following` height would take here."""
        total = 0.0
        after = self._after
        for number, strip in enumerate(self._held):
            total += strip.height + (0.0 if number == 0 and self.at_top else max(after, strip.before))
            after = strip.after
        return total + (after + following if following else -self._held[-1].slack)

    def flush(self, following: float = 0.0) -> None:
        """Place the waiting strips together, on a new page if they and a `following` height do not fit."""
        held = self._held
        if not held:
            return
        if not self.at_top and self.y + self.height_of_held(following) > self.bottom:
            self.new_page()
        self._held = []
        for strip in held:
            self.place(self._fitted(strip))

    def _fitted(self, strip: Strip) -> Strip:
        """The strip where there is room for it; of one taller than a page the rest, the other pieces being placed."""
        while self.y + self.gap(strip) + strip.height - strip.slack > self.bottom:
            tall = self.at_top or strip.height - strip.slack > self.setup.body_height * MM
            parts = cut(strip, self.bottom - self.y - self.gap(strip)) if tall else None
            if parts:
                self.place(parts[0])
                strip = parts[1]
            elif self.at_top:  # a single line, or rules alone: no house style leaves less room
                return strip
            self.new_page()
        return strip

    def skip_gap(self) -> None:
        """Take the space below what stands above, before something that has no space of its own."""
        self.y += self._after
        self._after = 0.0

    def place(self, strip: Strip) -> None:
        """Put a strip here, whatever its height."""
        self.y += self.gap(strip)
        self.pages[-1].strips.append((strip, self.y))
        if strip.anchor:
            spot = Spot(len(self.pages) - 1, self.y, self.y + strip.height)
            self._remember(strip.anchor, spot)
        self.y += strip.height
        self._after = strip.after

    def _remember(self, anchor: str, spot: Spot) -> None:
        places = self.spots.setdefault(anchor, [])
        if places and places[-1].page == spot.page:
            places[-1] = Spot(spot.page, places[-1].top, spot.bottom)
        else:
            places.append(spot)
