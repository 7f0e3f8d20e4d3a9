"""Beside the sheet: what the office says of a criterion, its proof, and what was said of it by whom."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QPlainTextEdit, QVBoxLayout

from cchc_desktop.collection.kinds import Round
from cchc_desktop.i18n import _
from cchc_desktop.models.rollup_rows import AppraisedLine, EvidenceLine, RoundSaid
from cchc_desktop.services.scoring.index_totals import typed_inputs
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.appraisal.lines import Line, timely_words
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.words import round_words
from cchc_desktop.ui.widgets.basics import button, label, readable, scrolled
from cchc_desktop.ui.widgets.flow import FlowLayout


class _Comment(QPlainTextEdit):
    """Gives its words when it is left. Signal: `left(text)`."""

    left = Signal(str)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.hand_over()

    def hand_over(self) -> None:
        """Give the words that were typed."""
        if self.document().isModified():
            self.document().setModified(False)
            self.left.emit(self.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            return
        super().keyPressEvent(event)


class AppraisalPane(QFrame):
    """Signals: `commented(Line, text)`, `assessed(Line, bool)`, `proof_wanted(EvidenceLine, bool)` a proof is to be
    opened, or with True to be saved; `papers_wanted(office id)`.
    """

    commented = Signal(object, str)
    assessed = Signal(object, bool)
    proof_wanted = Signal(object, bool)
    papers_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "pane")
        self.line: Line | None = None
        self.head, self.of = label("", "pane", wrap=True), label("", "secondary", wrap=True)
        self.said_by_office = readable(label("", wrap=True))
        self.not_assessed = QCheckBox(_("Not assessed"))
        self.not_assessed.setToolTip(_("Not assessed: it leaves this office's maximum"))
        self.not_assessed.clicked.connect(self._assess)
        self.comment = _Comment()
        self.comment.setAccessibleName(_("Comment of the appraiser"))
        self.comment.setPlaceholderText(_("Comment for the office: why points are taken off, what is to be added"))
        self.comment.setFixedHeight(theme.px(76))
        self.comment.left.connect(self._comment)
        self.proof = RowsTable(_("Proof"), RowsModel(lambda one: one.title, lambda one: one.guid, self))
        self.proof.setFixedHeight(theme.px(104))
        self.proof.opened.connect(lambda one: self._want(one, save=False))
        self.history = readable(label("", "secondary", wrap=True))
        self._lay_out()
        self.show_line(None)

    def _lay_out(self) -> None:
        form = QFrame()
        column = QVBoxLayout(form)
        column.setContentsMargins(*(theme.px(12),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(self.head)
        column.addWidget(self.of)
        column.addWidget(label(_("What the office says"), "field"))
        column.addWidget(self.said_by_office)
        column.addWidget(label(_("Proof"), "field"))
        column.addWidget(self.proof)
        tools = FlowLayout(gap=theme.px(6))
        self.open_proof = button(_("Open a copy"), lambda: self._want(self.proof.chosen_row(), save=False))
        self.save_proof = button(_("Save…"), lambda: self._want(self.proof.chosen_row(), save=True))
        self.papers = button(_("All papers of the office…"), self._papers)
        for one in (self.open_proof, self.save_proof, self.papers):
            tools.addWidget(one)
        column.addLayout(tools)
        column.addWidget(label(_("Appraisal"), "field"))
        column.addWidget(self.not_assessed)
        column.addWidget(self.comment)
        column.addWidget(label(_("Who said what"), "field"))
        column.addWidget(self.history)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(form))

    def show_line(self, line: Line | None) -> None:
        """Show a line; the same one keeps what is being typed of it."""
        same = line is not None and self.line is not None and line.guid == self.line.guid
        self.line = line
        self.setEnabled(line is not None)
        if line is None:
            self.head.setText(_("Choose a line."))
            self.of.setText("")
            self.said_by_office.setText("")
            self.comment.setPlainText("")
            self.history.setText("")
            self.proof.show_rows(_proof_columns(), ())
            return
        self.head.setText(line.of.office)
        self.of.setText(f"{line.of.code}. {line.of.name}")
        self.said_by_office.setText("\n".join(filter(None, (_told(line.of), _proposed(line)))))
        self.not_assessed.setChecked(not line.said.assessed)
        self.not_assessed.setEnabled(line.can_be_typed)
        self.comment.setReadOnly(not line.can_be_typed)
        if not (same and self.comment.document().isModified()):
            self.comment.setPlainText(line.said.comment)
        if not same:
            self.show_proof(())
            self.history.setText("")

    def show_proof(self, found: Sequence[EvidenceLine]) -> None:
        """The proof that the office sent for this criterion."""
        self.proof.show_rows(_proof_columns(), found)
        for one in (self.open_proof, self.save_proof):
            one.setEnabled(bool(found))

    def show_history(self, found: Sequence[RoundSaid]) -> None:
        """What was said of it, the latest first."""
        self.history.setText("\n".join(map(_said, found)) or _("Nothing was said of it yet."))

    def _comment(self, text: str) -> None:
        if self.line is not None and text != self.line.said.comment:
            self.commented.emit(self.line, text)

    def _assess(self, off: bool) -> None:
        if self.line is not None:
            self.assessed.emit(self.line, not off)

    def _want(self, one: EvidenceLine | None, *, save: bool) -> None:
        if one is not None:
            self.proof_wanted.emit(one, save)

    def _papers(self) -> None:
        if self.line is not None:
            self.papers_wanted.emit(self.line.of.office_id)

    def commit_editing(self) -> None:
        """Hand over what is still being typed."""
        self.comment.hand_over()


def _told(line: AppraisedLine) -> str:
    points = _("{points} of {most} points").format(
        points=formats.points(line.self_score) or "…", most=formats.points(line.max_points)
    )
    told = [points if line.applicable else _("Does not apply to this office.")]
    if line.not_arising:
        told.append(_("Nothing of the kind arose in the year."))
    if line.survey is not None:
        told.append(_("Survey: {points} points").format(points=formats.points(line.survey)))
    if line.explanation:
        told.append(line.explanation)
    values = [str(value) for value in typed_inputs(line.inputs).values()]
    if values:
        told.append(_("Values that the office typed: {values}").format(values="; ".join(values)))
    return "\n".join(told)


def _proposed(line: Line) -> str:
    if line.timely is None:
        return ""
    return _("Proposed by the day on which it came: {points} points ({paper}).").format(
        points=formats.points(line.timely.points), paper=timely_words(line)
    )


def _said(one: RoundSaid) -> str:
    points = formats.points(one.score) if one.assessed else _("not assessed")
    words = _("{round}: {points} · {by}, {moment}").format(
        round=round_words(Round(one.round)), points=points or _("no points"), by=one.by, moment=formats.moment(one.at)
    )
    return f"{words}\n{one.comment}" if one.comment else words


def _proof_columns() -> list[Column]:
    def told(one: EvidenceLine) -> str:
        day = formats.long_date(one.issued_on) if one.issued_on else ""
        return ", ".join(filter(None, (one.number, day, one.issuer, one.reference)))

    return [
        Column(_("Proof"), lambda one: one.title, look=lambda _one: ("paperclip", "secondary"), tip=told),
        Column(_("Number, day, issuer"), told, 150),
    ]
