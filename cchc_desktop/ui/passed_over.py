"""What the office passes over, or does not ask at all, as editors have to know it while something is typed."""

from PySide6.QtCore import QObject, Signal

from cchc_desktop.errors import UserError
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.workspace import Workspace

_TABLE = "check_choice"


class PassedOver(QObject):
    """The choices of the dossier at hand, read when first asked for. Signal: `changed` they are others now."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._known: frozenset[tuple[str, str, str]] | None = None
        workspace.dossier_changed.connect(self._forget)
        workspace.changed.connect(self._take)

    def has(self, code: str, owner_guid: str, words: str) -> bool:
        """Whether a finding of this rule is passed over at these words of a row, or the rule is not asked."""
        if self._known is None:
            self._known = self._read()
        return (code, "", "") in self._known or (bool(owner_guid) and (code, owner_guid, words) in self._known)

    def _read(self) -> frozenset[tuple[str, str, str]]:
        from cchc_desktop.services.checking.choices import read_choices

        dossier = self._workspace.dossier
        if dossier is None:
            return frozenset()
        try:
            return frozenset((one.code, one.owner_guid, one.words) for one in read_choices(dossier))
        except UserError:  # a damaged file, of which the window tells; what is typed goes on being looked at
            return frozenset()

    def _take(self, change: Change) -> None:
        if change.touches(_TABLE):
            self._forget()

    def _forget(self) -> None:
        self._known = None
        self.changed.emit()
