"""Papers as pages for a preview, laid out again and again while they are written."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from cchc_desktop.ui.widgets.preview.pages import Build, Pages

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document
    from cchc_desktop.writers.pdf_memory import Memory


class PrintedPages:
    """Makes pages of the papers of one preview; what did not change since the last time is not laid out again."""

    def __init__(self, to_sign: bool = False) -> None:
        """`to_sign` for pages that may be kept as a file: with empty signature fields."""
        self._memory: Memory | None = None
        self._to_sign = to_sign

    def of(self, compose: "Callable[[], Document]") -> Build:
        """What makes the pages of a paper; one at a time, off the window's thread if `compose` may run there."""

        def build() -> Pages:
            from cchc_desktop.documents.house_style import load_house_style
            from cchc_desktop.writers.pauses import no_collecting
            from cchc_desktop.writers.pdf_memory import Memory
            from cchc_desktop.writers.pdf_writer import write_pdf

            self._memory = self._memory or Memory()
            file = BytesIO()
            with no_collecting():
                document = compose()
            info = write_pdf(document, file, load_house_style(), to_sign=self._to_sign, memory=self._memory)
            return Pages(file.getvalue(), info.sizes, info.anchors, info.contents)

        return build
