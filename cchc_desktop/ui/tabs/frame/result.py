"""The field for a task's result: kept as a draft at each pause, written when the officer leaves it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services import drafts
from cchc_desktop.services.frame import results, tasks
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.marked import mark_in
from cchc_desktop.ui.workspace import Workspace

_DRAFT_MS = 1500
_DRAFT_FIELD = "result"


class ResultField(QPlainTextEdit):
    """Shows the result of one task; a text that was being typed when the program last ended comes back."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._guid = ""
        self._kept = ""  # as the dossier has it
        self._shown = ""  # as it was put into the field; any other text is being typed
        self.pause = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self.pause.timeout.connect(self._keep_draft)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(76))
        self.setAccessibleName(_("Result so far"))
        self.textChanged.connect(self.pause.start)

    def show_result(self, guid: str, result: str, sought: str = "") -> None:
        """Show the result of this task with the words marked that were `sought`; what is being typed for it stays."""
        self._take_result(guid, result)
        mark_in(self, sought)

    def _take_result(self, guid: str, result: str) -> None:
        if guid == self._guid and self.toPlainText() != self._shown:
            return
        self._guid, self._kept = guid, result
        dossier, allowed = self._workspace.dossier, not self._workspace.year_read_only
        draft = drafts.read_draft(dossier, guid, _DRAFT_FIELD) if dossier is not None and allowed else None
        self._shown = result if draft is None else draft
        if self._shown != self.toPlainText():
            self.setPlainText(self._shown)
        self.pause.stop()
        self.setReadOnly(not allowed)

    def commit(self) -> None:
        """Write what was typed, and drop its draft."""
        self.pause.stop()
        dossier = self._workspace.dossier
        if not self._guid or dossier is None or self._workspace.year_read_only:
            return
        QGuiApplication.inputMethod().commit()
        text = self.toPlainText().strip()
        if text != self._kept.strip():
            first, self._kept = not self._kept.strip(), text
            self._shown = text
            if self._write(text, first) is None:
                return
        if drafts.read_draft(dossier, self._guid, _DRAFT_FIELD) is not None:
            drafts.drop_draft(dossier, self._guid, _DRAFT_FIELD)

    def _write(self, text: str, first: bool) -> Change | None:
        """The first result of a task is today's; any other text corrects the newest one."""
        run, today = self._workspace.run, self._workspace.today
        if first:
            return run(results.add_result, task_guid=self._guid, day=today, text=text)
        return run(tasks.set_tracking, task_guid=self._guid, result=text)

    def forget(self) -> None:
        """No task is shown any more, or another dossier."""
        self._guid = self._kept = self._shown = ""

    def _keep_draft(self) -> None:
        dossier = self._workspace.dossier
        if self._guid and dossier is not None and not self._workspace.year_read_only:
            try:
                drafts.keep_draft(dossier, self._guid, _DRAFT_FIELD, self.toPlainText())
            except UserError as error:
                self._workspace.say(str(error))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()
