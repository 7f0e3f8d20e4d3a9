"""What stands beside the cells of a sheet: notes, text boxes, page headers as asides, the rest as words."""

import re

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.sheet_rows import SheetContent
from cchc_desktop.readers.workbook import plain_text, tidy

_MOST = 1000  # notes and text boxes of a sheet that are shown one by one
# Codes of a page header: the font, a size, a colour, a field (page, date, file), a place.
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z])')


class BesideCells:
    """Takes what stands beside the cells of one sheet; `finish` gives it to the sheet's content."""

    def __init__(self, content: SheetContent) -> None:
        self._content = content
        self._texts: list[tuple[int, str, str]] = []

    def note(self, row: int, cell: str, text: str) -> None:
        """A note at a cell ("B2")."""
        self._put(row, text, _("Note at {place}").format(place=f"{self._content.title}!{cell}"))

    def comment(self, row: int, cell: str, text: str) -> None:
        """A comment of a thread at a cell."""
        self._put(row, text, _("Comment at {place}").format(place=f"{self._content.title}!{cell}"))

    def box(self, row: int, text: str) -> None:
        """A text box that begins at a row; 0 where that is not known."""
        words = _("Text box at {sheet}, row {row}") if row else _("Text box at {sheet}")
        self._put(row, text, words.format(sheet=self._content.title, row=row))

    def drawn(self, row: int, text: str) -> None:
        """Words of a chart or diagram."""
        where = _("Chart or diagram at {sheet}, row {row}").format(sheet=self._content.title, row=row)
        self._put(row, text, where)

    def pages(self, codes: list[str]) -> None:
        """The headers and footers of pages, as Excel writes them in codes."""
        where = _("{sheet}, header or footer of its pages").format(sheet=self._content.title)
        for text in dict.fromkeys(map(page_text, codes)):
            if text:
                self._content.asides.append((0, text, where))

    def say(self, *, pictures: int = 0, charts: int = 0, embedded: int = 0) -> None:
        """What was met that holds no words."""
        sheet = self._content.title
        if pictures:
            words = ngettext(
                "Sheet “{sheet}”: {count} picture was not read.",
                "Sheet “{sheet}”: {count} pictures were not read.",
                pictures,
            )
            self._content.warnings.append(words.format(sheet=sheet, count=pictures))
        if charts:
            words = ngettext(
                "Sheet “{sheet}”: {count} chart or diagram was not read.",
                "Sheet “{sheet}”: {count} charts or diagrams were not read.",
                charts,
            )
            self._content.warnings.append(words.format(sheet=sheet, count=charts))
        if embedded:
            words = ngettext(
                "Sheet “{sheet}”: {count} embedded file or control was not read.",
                "Sheet “{sheet}”: {count} embedded files or controls were not read.",
                embedded,
            )
            self._content.warnings.append(words.format(sheet=sheet, count=embedded))

    def finish(self) -> None:
        """Give the content what came, as far as it can be shown one by one."""
        if len(self._texts) > _MOST:
            self._content.warnings.append(
                _("Sheet “{sheet}”: {count} further notes and text boxes were not read.").format(
                    sheet=self._content.title, count=len(self._texts) - _MOST
                )
            )
        self._content.asides.extend(self._texts[:_MOST])

    def _put(self, row: int, text: str, where: str) -> None:
        if words := plain_text(text, None):
            self._texts.append((row, words, where))


def page_text(code: str) -> str:
    """The words of a page's header or footer, without the codes for fonts and fields."""
    text = _PAGE_CODE.sub(" ", code.replace("&&", "\ue000")).replace("\ue000", "&")
    return " ".join(tidy(text).split())
