"""The pages on which a unit fills in its part: a report item, a task, a figure."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.part_rows import PartFigure, PartItem, PartTask
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.figures import parse_value, value_words
from cchc_desktop.ui.widgets.basics import box, label, labelled, number_field
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor


class _Page(QWidget):
    """Title and explanation above the fields."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "pane", wrap=True)
        self.note = label("", "note", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(12), 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addWidget(self.title)
        self.column.addWidget(self.note)

    def _head(self, title: str, note: str) -> None:
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class ItemPage(_Page):
    """The text of a report item."""

    def __init__(self) -> None:
        super().__init__()
        self.editor = RichEditor()
        frame = box("card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.editor)
        self.column.addWidget(labelled(_("What the unit writes"), frame), 1)
        self._told = label("", "note", wrap=True)
        self._told.hide()
        self.column.addWidget(self._told)
        self.editor.told.connect(self._tell)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()

    def show_row(self, row: PartItem) -> None:
        """Show an item."""
        self._told.hide()
        self._head(f"{row.number}. {row.title}".removeprefix(". "), row.guidance)
        self.editor.setAccessibleName(row.title)
        self.editor.set_markup(row.text)

    def text(self) -> str:
        """What is written, as markup."""
        return self.editor.markup()


class TaskPage(_Page):
    """How a task stands and what was reached."""

    def __init__(self) -> None:
        super().__init__()
        self.status = CalmCombo()
        for status, words in (
            (TaskStatus.NOT_STARTED, _("Not started")),
            (TaskStatus.IN_PROGRESS, _("In progress")),
            (TaskStatus.DONE, _("Done")),
        ):
            self.status.addItem(words, str(status))
        self.percent = number_field(0, 100, 0)
        self.percent.setSuffix("%")
        self.result = QPlainTextEdit()
        self.result.setTabChangesFocus(True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(labelled(_("Standing"), self.status))
        row.addWidget(labelled(_("Progress"), self.percent))
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(labelled(_("What was reached"), self.result), 1)

    def show_row(self, row: PartTask) -> None:
        """Show a task."""
        self._head(f"{row.number}. {row.text}", _("Deadline: {deadline}").format(deadline=row.deadline or "-"))
        self.status.setCurrentIndex(max(0, self.status.findData(row.status)))
        self.percent.setValue(row.percent)
        self.result.setPlainText(row.result)

    def row(self, before: PartTask) -> PartTask:
        """The task as it stands on the page; one that is done is at 100 per cent."""
        status = str(self.status.currentData())
        percent = 100 if status == TaskStatus.DONE else self.percent.value()
        return replace(before, status=status, percent=percent, result=clean(self.result.toPlainText()).strip())


class FigurePage(_Page):
    """The value of a figure."""

    def __init__(self) -> None:
        super().__init__()
        self.value = QLineEdit()
        self.value.setMaximumWidth(theme.px(220))
        self.estimated = QCheckBox(_("An estimate, to be corrected later"))
        self.column.addWidget(labelled(_("Value"), self.value))
        self.column.addWidget(self.estimated)
        self.column.addStretch(1)

    def show_row(self, row: PartFigure) -> None:
        """Show a figure."""
        unit = _("Type one of: {answers}").format(answers=row.choices) if row.choices else row.unit
        self._head(f"{row.code}. {row.name}", unit)
        self.value.setText(value_words(row, row.value))
        self.estimated.setChecked(row.estimated)

    def row(self, before: PartFigure) -> PartFigure:
        """The figure as it stands on the page; raises `UserError` when what is typed is no value."""
        value = parse_value(before, self.value.text())
        return replace(before, value=value, estimated=self.estimated.isChecked() and value is not None)
