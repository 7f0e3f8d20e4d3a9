"""Beside the matrix: what is known of the chosen cell, and the way to the papers themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cchc_desktop.collection.expected import ExpectedPaper
from cchc_desktop.collection.timeliness import Cell, Line, Standing
from cchc_desktop.i18n import _
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.received.matrix import due_words, state_words
from cchc_desktop.ui.widgets.basics import button, label


class CellPane(QFrame):
    """Signals: `papers_wanted` the office's own papers are to be shown; `return_wanted(submission id)` the paper goes
    back to its office.
    """

    papers_wanted = Signal()
    return_wanted = Signal(int)

    def __init__(self, *, may_return: bool) -> None:
        super().__init__()
        self.may_return = may_return
        self.setProperty("box", "pane")
        self.office, self.paper = label("", "pane", wrap=True), label("", "field", wrap=True)
        self.facts = label("", wrap=True)
        self.button = button(_("Papers of this office…"), self.papers_wanted.emit, icon_name="file-text")
        self.back = button(_("Return this paper…"), self._return, icon_name="arrow-back-up")
        self._submission: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(14),) * 4)
        column.setSpacing(theme.px(10))
        for part in (self.office, self.paper, self.facts, self.button, self.back):
            column.addWidget(part)
        column.addStretch(1)
        self.show_nothing()

    def _show(self, office: str, paper: str, facts: Sequence[str]) -> None:
        self.office.setText(office)
        self.paper.setText(paper)
        self.paper.setVisible(bool(paper))
        self.facts.setText("\n".join(facts))
        self.button.setEnabled(bool(office))
        self.back.setVisible(False)

    def _return(self) -> None:
        if self._submission is not None:
            self.return_wanted.emit(self._submission)

    def show_nothing(self) -> None:
        """No office is chosen."""
        self._show("", "", [_("Choose an office or a paper in the table.")])
        self.button.setEnabled(False)

    def show_cell(self, line: Line, paper: ExpectedPaper, cell: Cell | None) -> None:
        """A paper of an office: due, received, how late, which version."""
        facts = [_("Due {day}").format(day=due_words(paper))] if paper.due_at is not None else []
        if cell is None:
            facts.append(_("Not asked of this office."))
        else:
            facts.append(state_words(cell))
            if cell.made_at is not None:
                facts.append(_("Made by the office: {moment}").format(moment=formats.moment(cell.made_at)))
            if cell.received_at is not None:
                facts.append(_("Received here: {moment}").format(moment=formats.moment(cell.received_at)))
            if cell.returned_at is not None:
                facts.append(_("Returned: {moment}").format(moment=formats.moment(cell.returned_at)))
            if cell.version:
                facts.append(_("Version: {number}").format(number=formats.count(cell.version)))
        self._show(line.office, paper.title, facts)
        self._submission = cell.submission_id if cell is not None else None
        came = cell is not None and cell.standing in (Standing.ON_TIME, Standing.LATE)
        self.back.setVisible(came and self.may_return and self._submission is not None)

    def show_office(self, line: Line, papers: Sequence[ExpectedPaper]) -> None:
        """All that an office owes."""
        facts = [
            f"{paper.title}: {state_words(cell)}"
            for paper, cell in zip(papers, line.cells, strict=True)
            if cell is not None
        ]
        self._show(line.office, "", facts)
