"""The first step of taking a plan in: from where, and whose plan it is."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.readers.forms import file_filter, form_names
from cchc_desktop.ui import theme
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.widgets.basics import button, label


def choose_plan_file(parent: QWidget | None, superior: bool = False, start: Path | None = None) -> Path | None:
    """Ask for a plan, ours or a superior's; None when the officer thinks better of it."""
    title = _("Take tasks from a superior's plan") if superior else _("Take a plan from a file")
    return ask_file(parent, Purpose.TAKEN_IN, title, file_filter(_("Plans")), start)


def copied() -> tuple[str, str]:
    """Text and HTML on the clipboard."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none where nothing was ever copied
    return ("", "") if data is None else (data.text(), data.html() if data.hasHtml() else "")


class FilePage(QWidget):
    """Signals: `file_wanted(Path)` and `clipboard_wanted` another source was chosen; `superior_changed(bool)`."""

    file_wanted = Signal(object)
    clipboard_wanted = Signal()
    superior_changed = Signal(bool)

    def __init__(self, folder: Path, superior: bool) -> None:
        super().__init__()
        self._folder = folder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(_("Whose plan is it"), "field"))
        whose = QButtonGroup(self)
        self.own = QRadioButton(_("A plan of our office: last year's, this year's draft, a colleague's table"))
        self.superior = QRadioButton(_("A plan of the superior: take the tasks that it gives to communes"))
        for choice in (self.own, self.superior):
            whose.addButton(choice)
            column.addWidget(choice)
        (self.superior if superior else self.own).setChecked(True)
        self.superior.toggled.connect(self.superior_changed)
        column.addSpacing(theme.px(10))
        column.addWidget(label(_("From where"), "field"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.file = button(_("Choose a file…"), self._choose, "", "file-import")
        row.addWidget(self.file)
        row.addWidget(button(_("Take what is on the clipboard"), self.clipboard_wanted.emit, "", "clipboard"))
        row.addStretch(1)
        column.addLayout(row)
        self.chosen = label("", "secondary", wrap=True)
        column.addWidget(self.chosen)
        notes = (
            _("What can be read: {forms}. The file itself is never changed.").format(forms=form_names()),
            _("For the clipboard: copy the table in Word, Excel or on a web page first."),
        )
        for words in notes:
            column.addWidget(label(words, "note", wrap=True))
        column.addStretch(1)

    def show_chosen(self, name: str) -> None:
        """Say what was opened."""
        self.chosen.setText(_("Opened: {name}").format(name=name))

    def _choose(self) -> None:
        path = choose_plan_file(self, start=self._folder)
        if path is not None:
            self.file_wanted.emit(path)
