"""What is said of the chosen line of a package: beside what the office wrote, in words of any length."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.services.exchange.answer_forms import ROUNDS, AnswerForm, AnswerLine, Appraised
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import label, labelled

_LEAST = 42  # pixels at 100 % of a field, two lines


class _Field(QPlainTextEdit):
    """A text of any length that asks for two lines of room; what the pane leaves is shared."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(theme.px(_LEAST))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_LEAST))


class AnswerPane(QWidget):
    """Signals: `remarked(text)`, `commented(round, text)`, `returned(bool, reason)` as the officer types."""

    remarked = Signal(str)
    commented = Signal(int, str)
    returned = Signal(bool, str)

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.title = label("", "field", wrap=True)
        self.told = _Field()
        self.told.setReadOnly(True)
        self.give_back = QCheckBox(_("Return this report to be done again"))
        self.give_back.toggled.connect(self._give_back)
        self.reason, self.remark = _Field(), _Field()
        self.comments = {number: _Field() for number in ROUNDS}
        self.reason.textChanged.connect(lambda: self._say(self.returned, True, self.reason.toPlainText()))
        self.remark.textChanged.connect(lambda: self._say(self.remarked, self.remark.toPlainText()))
        for number, field in self.comments.items():
            field.textChanged.connect(lambda n=number, f=field: self._say(self.commented, n, f.toPlainText()))
        self._lay_out()
        self.show_line(None, AnswerForm())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.title)
        self._told = labelled(_("What the office wrote"), self.told)
        column.addWidget(self._told, 2)
        column.addWidget(self.give_back)
        self._reason = labelled(_("Why it is returned"), self.reason)
        column.addWidget(self._reason, 2)
        self._remark = labelled(_("Remark"), self.remark)
        column.addWidget(self._remark, 2)
        words = _("Why these points, {round}")
        self._comments = QWidget()
        row = QHBoxLayout(self._comments)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for number, field in self.comments.items():
            row.addWidget(labelled(words.format(round=number), field))
        column.addWidget(self._comments, 2)
        column.addStretch(0)

    def show_line(self, line: AnswerLine | None, form: AnswerForm) -> None:
        """Show another line with what is said of it so far."""
        self._filling = True
        guid = line.guid if line is not None else ""
        self.title.setText(line.title if line is not None else "")
        self.told.setPlainText(line.text if line is not None else "")
        is_report = line is not None and line.table == "report"
        self.give_back.setChecked(guid in form.returned)
        self.reason.setPlainText(form.returned.get(guid, form.withheld.get(guid, "")))
        self.remark.setPlainText(form.remarks.get(guid, ""))
        for number, field in self.comments.items():
            field.setPlainText(form.appraised.get((guid, number), Appraised()).comment)
        self._told.setVisible(bool(line is not None and line.text))
        self.give_back.setVisible(is_report)
        self._reason.setVisible(is_report and guid in form.returned)
        self._remark.setVisible(line is not None and bool(line.table))
        self._comments.setVisible(line is not None and line.is_scored)
        for field in (self.told, self.reason, self.remark, *self.comments.values()):
            field.document().setModified(False)
        self._filling = False

    def follow(self, remark: str) -> None:
        """The remark was typed in the tree."""
        if remark != self.remark.toPlainText().strip():
            self._filling = True
            self.remark.setPlainText(remark)
            self._filling = False

    def _give_back(self, on: bool) -> None:
        self._reason.setVisible(on and self.give_back.isVisibleTo(self))
        if on and not self._filling:
            self.reason.setFocus()
        self._say(self.returned, on, self.reason.toPlainText())

    def _say(self, signal: object, *words: object) -> None:
        if not self._filling:
            signal.emit(*words)  # type: ignore[attr-defined]
