"""The verified copy that every start makes: in the background, so that nobody waits for it."""

import logging
import threading
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules import localised
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.second_place import Reached, copy_to_second_place, second_place

_log = logging.getLogger(__name__)
_PAUSE_MS = 50  # after which the window is drawn
_PATIENCE = timedelta(days=7)  # without the second place, after which it is told


def send_on(dossier_path: Path) -> threading.Thread:
    """Copy the newest backup to the second place, if there is one; nobody waits for a drive that hangs."""
    thread = threading.Thread(target=copy_to_second_place, args=(dossier_path,), name="second place", daemon=True)
    thread.start()
    return thread


def second_place_words(place: Reached) -> str:
    """Where copies of backups go, and when one last went there."""
    if place.at is None:
        return _("No backup has reached the second place {folder} yet.").format(folder=place.folder)
    return _("The second place {folder} was last reached at {moment}.").format(
        folder=place.folder, moment=localised.moment(place.at)
    )


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
        # Counted from when the opening is done.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(_PAUSE_MS, self, self._begin))

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
            place = second_place(self._path)
            if place is not None and (place.at is None or datetime.now() - place.at > _PATIENCE):
                self.failed.emit(second_place_words(place))
            send_on(self._path)

    def finish(self) -> None:
        """Wait until it is made, or has failed; begins it where that was still to come."""
        self._begin()
        if self._thread is not None:
            self._thread.join()
