"""One refresh of the preview after a word in the plan, as the window asks for it."""

import itertools
import os
from typing import TYPE_CHECKING

from big_papers import document, edited, view
from measuring import Claim, Table, medians, timed

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

RUNS = 15
GOAL = 0.150  # seconds
SIZES = (60, 600, 5_000)


def measure() -> Table:
    """The work of one refresh: composing, laying out what changed, the file, and pictures of the pages in view."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    first = {size: 0.0 for size in SIZES}
    again: dict[str, float] = {}
    for size in SIZES:
        from cchc_desktop.ui.widgets.preview.printed_pages import PrintedPages

        shown, printed, turns = view(size), PrintedPages(), itertools.count()
        state = _State()

        def refresh(shown=shown, printed=printed, turns=turns, state=state) -> None:  # type: ignore[no-untyped-def]
            state.refresh(printed.of(lambda: document(edited(shown, next(turns)))))

        first[size] = timed(refresh)()
        again |= medians({str(size): timed(refresh)}, RUNS)
    return Table(
        title="One refresh of the preview",
        notes=(
            "The same plan of 20 pages; words are added to a paragraph in its middle, which stands in view with the "
            "pages beside it at 110 dots to the inch. Seconds off the window's thread from the rows to the pictures; "
            f"median of {RUNS} in a row, and the first time, when nothing is remembered. The ratio is that of 60 rows "
            "to 150 ms."
        ),
        columns=("rows of the frame", "first time", "after an edit"),
        rows=tuple((f"{size:,}", f"{first[size]:.3f}", f"{again[str(size)]:.3f}") for size in SIZES),
        ratio=again[str(SIZES[0])] / GOAL,
        goal=1,
        further=tuple(Claim(f"Seconds at {size} rows", again[str(size)], GOAL) for size in SIZES[:2]),
    )


class _State:
    """What the preview keeps between two refreshes."""

    def __init__(self) -> None:
        from cchc_desktop.ui.widgets.preview.pages import Look, Pages

        self._pages = Pages()
        self._look = Look(width=595 * 110 / 72)
        self._pictures: dict[int, tuple[QImage, float]] = {}

    def refresh(self, build) -> None:  # type: ignore[no-untyped-def]
        """What `PagePreview` starts after a pause, on this thread."""
        from cchc_desktop.ui.widgets.preview.pages import Job

        job = Job("plan", build, self._pages, self._look, range(9, 12), self._pictures)
        job.run()
        self._pages = job.pages
        self._pictures = {i: (made, made.width() / job.pages.sizes[i][0]) for i, made in job.pictures.items()}
