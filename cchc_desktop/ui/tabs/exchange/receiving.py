"""What the exchange tab does with packages that came: shown as changes to choose from, taken in, taken back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageData, PackageEntry, PackageInfo
from cchc_desktop.i18n import _
from cchc_desktop.services.exchange.merging import CHOOSABLE
from cchc_desktop.ui import alerts
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.output_files import save_into
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.services.exchange.previewing import Preview
    from cchc_desktop.ui.dialogs.receive.dialog import ReceiveDialog


class Receiving:
    """The package that is shown, with its rows, and the verbs on it."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        self._parent, self._workspace = parent, workspace
        self._held: tuple[PackageInfo, PackageData] | None = None

    def hold(self, info: PackageInfo, data: PackageData) -> None:
        """Remember the package that was read last."""
        self._held = info, data

    @property
    def held(self) -> tuple[PackageInfo, PackageData] | None:
        """The package that was read last, with its rows."""
        return self._held

    @property
    def only_reads(self) -> bool:
        """Whether nothing can be taken in."""
        return self._workspace.read_only

    def keep_made(self, info: PackageInfo, password: str) -> None:
        """Keep the rows of a package that was made: what answers it is compared against them."""
        from cchc_desktop.exchange.package_reader import read_package
        from cchc_desktop.services.exchange.receiving import keep_made

        if not self._workspace.read_only:
            self._workspace.note(keep_made, info=info, data=read_package(info.path, password)[1])

    def show(self, *, unasked: bool = False) -> None:
        """Show what the package would change; `unasked` only where there is something to take."""
        if self._held is None or (unasked and self._workspace.read_only):
            return
        try:
            seen = self.look()
        except UserError as error:
            alerts.show_error(self._parent, error)
            return
        if seen is not None and (not unasked or (seen.of(*CHOOSABLE) and not seen.again)):
            self.page(seen).open()

    def look(self) -> "Preview | None":
        """What the package would change; None without a dossier. Raises `UserError` for one of another dossier."""
        from cchc_desktop.services.exchange.previewing import preview

        dossier = self._workspace.dossier
        return preview(dossier, *self._held) if dossier is not None and self._held is not None else None

    def page(self, seen: "Preview", waiting: int = 0) -> "ReceiveDialog":
        """The page of the package that was looked at last, before `waiting` others."""
        from cchc_desktop.ui.dialogs.receive.dialog import ReceiveDialog

        assert self._held is not None
        return ReceiveDialog(self._workspace, seen, self._held[1], self._parent.window(), waiting)

    def can_take_back(self, sha256: str) -> bool:
        """Whether the package was taken in and is not taken back yet."""
        from cchc_desktop.services.exchange.undoing import intakes

        dossier = self._workspace.dossier
        return dossier is not None and any(one[0] == sha256 for one in intakes(dossier))

    def take_back(self, sha256: str) -> None:
        """Take the intake of a package back, once the officer has said yes."""
        from cchc_desktop.services.exchange.undoing import undo_receive

        if not alerts.ask(
            self._parent,
            _("Take back what this package brought?"),
            _("What it changed is as it was before. The package itself stays where it lies and can be taken in again."),
            _("Take it back"),
            _("Leave it"),
            enter_agrees=False,
        ):
            return
        if self._workspace.run_across(undo_receive, package=sha256) is not None:
            self._workspace.say(_("What the package brought was taken back."))

    def take_file(self, info: PackageInfo, entry: PackageEntry, folder: Path | None) -> None:
        """Open a copy of a file of the package, or write it into a folder, never over another one."""
        from cchc_desktop.exchange.package_reader import entry_bytes

        def done(data: bytes) -> None:
            if folder is None:
                open_bytes(self._parent, entry.title, data)
            elif (path := save_into(self._parent, folder, entry.title, data)) is not None:
                self._workspace.say(_("Saved {name}").format(name=path.name))

        words = _("Reading {name}").format(name=entry.title)
        run_reading(self._parent, words, lambda: entry_bytes(info, entry), done)
