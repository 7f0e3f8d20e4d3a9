"""The verified copy that every start makes: in the background, so that nobody waits for it."""

import logging
import threading

from PySide6.QtCore import QObject, QTimer, Signal

from cchc_desktop.errors import UserError
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.dossier import Dossier

_log = logging.getLogger(__name__)


class StartBackup(QObject):
    """Begins when the window has nothing else to do.

    Signals: `made` the copy lies there; `failed(sentence)` it could not be made, and the dossier is open all the same.
    Damage that it meets is noted at the dossier's watch.
    """

    made = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject, dossier: Dossier) -> None:
        super().__init__(parent)
        self._path = dossier.path
        self._watch = dossier.watch
        self._thread: threading.Thread | None = None
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="backup")
            self._thread.start()

    def _run(self) -> None:
        try:
            make_backup(self._path)
        except Damaged:
            _log.warning("the dossier is damaged", exc_info=True)
            self._watch.note()
        except UserError as error:
            _log.warning("no backup at the start", exc_info=True)
            self.failed.emit(str(error))
        else:
            self.made.emit()

    def finish(self) -> None:
        """Wait until it is made, or has failed; begins it where that was still to come."""
        self._begin()
        if self._thread is not None:
            self._thread.join()
