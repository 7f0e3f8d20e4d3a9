"""What hangs on the chosen line of the register: its files with their signatures, and the tasks that came of it."""

from collections.abc import Generator
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.incoming_rows import IncomingFileRow, IncomingRow, IncomingTaskRow
from cchc_desktop.progress import Progress
from cchc_desktop.readers.pdf_signatures import needs_look, read_signatures, signature_lines
from cchc_desktop.rules.file_kinds import kind_words
from cchc_desktop.services.papers.incoming import incoming_bytes
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import file_size
from cchc_desktop.ui.jobs import QuietJob
from cchc_desktop.ui.widgets.basics import empty, icon_label, label, readable, scrolled
from cchc_desktop.ui.widgets.one_line import OneLineLink


class _Signed(NamedTuple):
    """What the signatures of a file say, line by line, and whether they are to be looked at."""

    lines: tuple[str, ...]
    look: bool


_ICONS = {"pdf": "file-type-pdf", "docx": "file-type-docx", "doc": "file-type-docx", "xlsx": "file-type-xls"}


class IncomingDetail(QWidget):
    """Signals: `file_wanted(guid)` to be opened, `file_dropped(guid)`, `task_wanted(guid)`, `task_dropped(guid)`."""

    file_wanted = Signal(str)
    file_dropped = Signal(str)
    task_wanted = Signal(str)
    task_dropped = Signal(str)

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self._dossier = dossier
        self._signed: dict[str, _Signed] = {}  # by hash
        self._asked: set[str] = set()
        self._shown: tuple[IncomingRow | None, bool] = (None, False)
        self._files, self._tasks = QVBoxLayout(), QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(8), 0, 0)
        row.setSpacing(theme.px(16))
        for title, column, share in ((_("Files"), self._files, 3), (_("Tasks that came of it"), self._tasks, 2)):
            holder, inside = QWidget(), QWidget()
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(4))
            inside.setLayout(column)
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(theme.px(4))
            box.addWidget(label(title, "field"))
            box.addWidget(scrolled(inside), 1)
            row.addWidget(holder, share)

    def show_row(self, row: IncomingRow | None, writes: bool) -> None:
        """Show what hangs on a line; `writes`: it may be taken away."""
        self._shown = (row, writes)
        empty(self._files)
        empty(self._tasks)
        for file in row.files if row is not None else ():
            self._files.addWidget(self._file(file, writes))
        for task in row.tasks if row is not None else ():
            self._tasks.addWidget(self._task(task, writes))
        if row is not None and not row.files:
            self._files.addWidget(label(_("No file is kept of this paper."), "note", wrap=True))
        if row is not None and not row.tasks:
            self._tasks.addWidget(label(_("No task is linked to this paper."), "note", wrap=True))
        self._files.addStretch(1)
        self._tasks.addStretch(1)

    def _file(self, file: IncomingFileRow, writes: bool) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        ending = file.file_name.rpartition(".")[2].lower()
        line.addWidget(icon_label(_ICONS.get(ending, "file"), "secondary", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        link = OneLineLink(file.file_name, lambda: self.file_wanted.emit(file.guid))
        line.addWidget(link)
        line.addWidget(label(f"{kind_words(file.file_name)}, {file_size(file.size)}", "note"))
        line.addStretch(1)
        if writes:
            words = _("Take this file away: {name}").format(name=file.file_name)
            line.addWidget(_small_button(words, lambda: self.file_dropped.emit(file.guid)))
        column.addLayout(line)
        if file.file_name.lower().endswith(".pdf"):
            signed = self._signed.get(file.sha256)
            if signed is None:
                column.addWidget(label(_("Looking for digital signatures…"), "note"))
                self._ask(file)
            for words in signed.lines if signed is not None else ():
                column.addWidget(readable(label(words, "soon" if signed and signed.look else "note", wrap=True)))
        return holder

    def _ask(self, file: IncomingFileRow) -> None:
        """Read a PDF's signatures beside the window, once a file."""
        if file.sha256 in self._asked:
            return
        self._asked.add(file.sha256)
        dossier, guid, sha256 = self._dossier, file.guid, file.sha256

        def steps() -> Generator[Progress, None, tuple[str, _Signed]]:
            yield Progress(0, 0, "")
            try:
                found = read_signatures(incoming_bytes(dossier, guid).data)
            except UserError as error:  # the kept bytes are damaged
                return sha256, _Signed((str(error),), True)
            return sha256, _Signed(signature_lines(found), needs_look(found))

        QuietJob(self, self._note).start(steps)

    def _note(self, found: "tuple[str, _Signed]") -> None:
        sha256, signed = found
        self._signed[sha256] = signed
        row, writes = self._shown
        if row is not None and any(file.sha256 == sha256 for file in row.files):
            self.show_row(row, writes)

    def _task(self, task: IncomingTaskRow, writes: bool) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        line.addWidget(icon_label("list-check", "secondary", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        link = OneLineLink(task.text, lambda: self.task_wanted.emit(task.guid))
        line.addWidget(link)
        line.addWidget(label(_("year {year}").format(year=task.year), "note"))
        line.addStretch(1)
        if writes:
            words = _("Take the link to this task away: {task}").format(task=task.text[:80])
            line.addWidget(_small_button(words, lambda: self.task_dropped.emit(task.guid)))
        return holder


def _small_button(words: str, slot: object) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon("x", "secondary", 13))
    made.setIconSize(QSize(theme.px(13), theme.px(13)))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.clicked.connect(lambda _on=False: slot())  # type: ignore[operator]
    return made
