"""Watches over the file of the open dossier: nothing stays in the log only, and a file that is gone is noticed."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from cchc_desktop.ui.workspace import Workspace

_IDLE_MS = 2_000  # after a step
_LOOK_MS = 10_000  # between two looks at the file while the program is in front


class Keeper(QObject):
    """Settles the dossier when nobody works on it: a while after each step, when another program comes to the front
    (which may be the one that copies the file), and when the session ends.

    Signals: `lost` the file is not at its place; `found` it is there again.
    """

    lost = Signal()
    found = Signal()

    def __init__(self, parent: QObject, workspace: Workspace) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._was_lost = False
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(workspace.settle)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.check)
        self._look.start()
        workspace.saved.connect(self._idle.start)
        workspace.lost.connect(self.check)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._change)
        application.commitDataRequest.connect(self._end_session)

    def check(self) -> None:
        """Look whether the file is at its place."""
        dossier = self._workspace.dossier
        lost = dossier is not None and dossier.is_lost
        if lost != self._was_lost:
            self._was_lost = lost
            if lost:
                self.lost.emit()
            elif dossier is not None:
                self.found.emit()

    def _change(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._look.start()
            self.check()
        else:
            self._look.stop()
            self._workspace.settle()

    def _end_session(self) -> None:
        """The computer is shut down or the officer logs off: what is being typed is written too."""
        self._workspace.commit_requested.emit()
        self._workspace.settle()
