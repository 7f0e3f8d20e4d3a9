"""The strip that says under which number a paper was issued, and whether it says something else by now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cchc_desktop.i18n import _
from cchc_desktop.models.issued_rows import IssuedRow, IssueState
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import long_date
from cchc_desktop.ui.widgets.basics import icon_label, label, link


def issued_words(row: IssuedRow) -> str:
    """ "Đã ban hành số 05/KH-UBND ngày 12/01/2026", with the version from the second on."""
    words = _("Issued as number {number} on {date}").format(
        number=full_number(row.number, row.symbol), date=long_date(row.issued_on)
    )
    version = _("version {number}").format(number=row.version)
    return f"{words} ({version})" if row.version > 1 else words


class IssuedStrip(QFrame):
    """Out of sight until the paper was issued.

    Signals: `open_wanted(guid, form)` the copy that was issued is to be opened; `issue_wanted` the paper is to be
    issued again.
    """

    open_wanted = Signal(str, str)
    issue_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "tabrow")
        self.setFixedHeight(theme.px(29))
        self._guid = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        row.setSpacing(theme.px(6))
        self._done, self._edited = icon_label("circle-check", "done", 14), icon_label("edit", "soon", 14)
        self.words = label("", "field")
        self.edited = label("", "soon")
        row.addWidget(self._done)
        row.addWidget(self.words)
        row.addSpacing(theme.px(8))
        row.addWidget(self._edited)
        row.addWidget(self.edited)
        row.addStretch(1)
        self.again = link(_("Issue again…"), self.issue_wanted.emit)
        self.pdf = link(_("Open the issued PDF"), lambda: self.open_wanted.emit(self._guid, "pdf"))
        self.docx = link(_("Word file"), lambda: self.open_wanted.emit(self._guid, "docx"))
        for made in (self.again, self.pdf, self.docx):
            row.addWidget(made)
            row.addSpacing(theme.px(6))
        self.hide()

    def show_state(self, state: IssueState | None, writable: bool) -> None:
        """Show how the issued copy stands to the paper."""
        self.setVisible(state is not None)
        if state is None:
            return
        self._guid = state.latest.guid
        self.words.setText(issued_words(state.latest))
        self.edited.setText(_("edited since it was issued") if state.edited else "")
        for made in (self._edited, self.edited):
            made.setVisible(state.edited)
        self.again.setVisible(state.edited and writable)
