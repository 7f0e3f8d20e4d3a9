"""Lines of a file that found no place: each with where it stood, to be copied or kept in a file of their own."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.places import documents_folder
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.widgets.read_list import read_list


class LeftLines(QWidget):
    """The lines as a list, below it what can be done with them. `name`: of the file in which they stood."""

    def __init__(self, lines: Sequence[Unplaced], name: str) -> None:
        super().__init__()
        self._name = name
        self._rows = [(str(line.line), line.text, line.where) for line in lines]
        self._titles = [_("Line"), _("Text"), _("Where")]
        self.list = read_list(self._titles, self._rows, (56, 0, 170))
        self.list.setAccessibleName(_("Lines without a place"))
        self.list.setMinimumHeight(theme.px(120))
        self.note = label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(button(_("Copy these lines"), self.copy, icon_name="copy"))
        foot.addWidget(button(_("Keep them in a file…"), self.keep, icon_name="device-floppy"))
        foot.addWidget(self.note, 1)
        column.addLayout(foot)

    def text(self) -> str:
        """All lines, their columns parted as Excel and Word part them on pasting."""
        rows = [self._titles, *self._rows]
        return "\n".join("\t".join(" ".join(words.split()) for words in row) for row in rows)

    def copy(self) -> None:
        """All lines onto the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.note.setText(_("Copied. Paste them wherever they belong."))

    def keep(self) -> None:
        """All lines into a text file that is asked for."""
        proposed = documents_folder() / (
            _("{name} - lines without a place").format(name=Path(self._name).stem) + ".txt"
        )
        path = ask_output(self, _("Keep the lines in a file"), proposed, _("Text (*.txt)"), ".txt")
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """All lines into this file."""
        from cchc_desktop.writers.saving import atomic_write

        try:
            with atomic_write(path, ".txt") as file:
                file.write(self.text().encode("utf-8-sig"))  # Notepad of old Windows knows UTF-8 by its mark
        except UserError as error:
            alerts.show_error(self, error)
            return
        self.note.setText(_("Kept in {name}.").format(name=path.name))
