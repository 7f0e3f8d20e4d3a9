"""The archive of former offices from the menu: looked at, added to, opened to read, its open work carried on."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.services.years import close_year, office_name_in
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import Purpose, ask_file, ask_files
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.models.archive_rows import ArchiveRow
    from cchc_desktop.services.archive.archives import PutAway


class OpensDossiers(Protocol):
    """What opens a dossier in the window."""

    def open(self, path: Path, *, remember: bool = True) -> bool: ...


class ArchiveActions(QObject):
    """Dialogs are made where they are shown; what is slow runs off the window's thread."""

    def __init__(self, window: QMainWindow, workspace: Workspace, dossiers: OpensDossiers) -> None:
        super().__init__(window)
        self._window, self._workspace, self._dossiers = window, workspace, dossiers
        self._own: Path | None = None  # the dossier from which the archive at hand was opened

    def show(self) -> None:
        """The list of the archive."""
        from cchc_desktop.ui.dialogs.archive.archive_list import ArchiveDialog

        if self._workspace.dossier is None:
            return
        self._workspace.commit_requested.emit()
        dialog = ArchiveDialog(self._window, self._workspace)
        dialog.adding.connect(self.add)
        dialog.opened.connect(self.open)
        dialog.carrying.connect(self.carry_on)
        dialog.searching.connect(self.search)
        dialog.located.connect(self.locate)
        dialog.open()

    def add(self) -> None:
        """Ask for dossiers and handover packages, and put them into the archive one after the other."""
        kinds = _("Dossiers and handover packages (*.cchc *.cchcgoi)")
        self.put_away(ask_files(self._window, Purpose.DOSSIER, _("Put into the archive"), kinds))

    def put_away(self, paths: list[Path], password: str = "") -> None:
        """Put the first of these files into the archive, then the others; what is refused is told and left."""
        dossier = self._workspace.dossier
        if not paths or dossier is None:
            return
        first, others = paths[0], paths[1:]
        from cchc_desktop.exchange.package_reader import PasswordNeeded
        from cchc_desktop.services.archive.archives import put_away
        from cchc_desktop.ui.jobs import run_job

        def steps() -> "Generator[Progress, None, PutAway | UserError]":
            yield Progress(0, 0, "")
            try:
                return put_away(dossier, first, password)
            except UserError as error:
                return error

        def done(made: "PutAway | UserError") -> None:
            if isinstance(made, PasswordNeeded):
                self._ask_password(paths, str(made))
                return
            if isinstance(made, UserError):
                alerts.show_error(self._window, made)
            else:
                self._list(made)
            self.put_away(others)

        run_job(self._window, _("Putting {name} into the archive").format(name=first.name), steps, done)

    def _ask_password(self, paths: list[Path], why: str) -> None:
        from cchc_desktop.ui.tabs.exchange.reading import ask_password

        typed = ask_password(self._window, why)
        self.put_away(paths if typed else paths[1:], typed)

    def _list(self, made: "PutAway") -> None:
        from cchc_desktop.services.archive.archives import add_archive, left_words
        from cchc_desktop.storage.archiving import remove_put_away

        if self._workspace.run_across(add_archive, made=made) is None:
            remove_put_away(made.file)
            return
        said = _("The dossier of {office} is in the archive: {path}")
        self._workspace.say(said.format(office=made.office, path=made.file))
        if left := left_words(made):
            alerts.show_note(self._window, _("Put into the archive"), left)

    def open(self, row: "ArchiveRow") -> None:
        """Show a former office's dossier in the window; nothing in it can be changed."""
        from cchc_desktop.services.archive.archives import checked_file

        dossier = self._workspace.dossier
        if dossier is None:
            return
        own = dossier.path

        def show(file: Path) -> None:
            self._own = own
            if not self._dossiers.open(file, remember=False):
                self._own = None

        self._reading(_("Checking {name}").format(name=row.file_name), lambda: checked_file(dossier, row), show)

    def _reading(self, title: str, read: Callable[[], object], then: Callable[..., object]) -> None:
        from cchc_desktop.ui.jobs import run_reading

        run_reading(self._window, title, read, then)

    @property
    def has_own(self) -> bool:
        """Whether there is a dossier to go back to from an archive."""
        return self._own is not None

    def of_archive(self) -> str:
        """Whose archive is shown; "" when the dossier at hand is none."""
        dossier = self._workspace.dossier
        if dossier is None:
            return ""
        if not dossier.others.is_archive:
            self._own = None
            return ""
        return _("From the archive: {office}. It can be read, printed and copied from, and never changed.").format(
            office=office_name_in(dossier, self._workspace.year)
        )

    def go_back(self) -> None:
        """To the dossier from which the archive was opened."""
        if self._own is not None:
            self._dossiers.open(self._own)

    def carry_on(self, row: "ArchiveRow") -> None:
        """Choose what of a former office's year goes on here."""
        from cchc_desktop.services.archive.carrying import read_going_on
        from cchc_desktop.ui.dialogs.archive.carry import CarryOnDialog

        dossier, year = self._workspace.dossier, self._workspace.year
        if dossier is None:
            return

        def show(found: object) -> None:
            CarryOnDialog(self._window, self._workspace, row, found).open()  # type: ignore[arg-type]

        self._reading(
            _("Reading {name}").format(name=row.file_name), lambda: read_going_on(dossier, row, year=year), show
        )

    def search(self) -> None:
        """The registers of this office and of the former ones in one list."""
        from cchc_desktop.services.archive.registers import read_registers
        from cchc_desktop.ui.dialogs.archive.registers import RegistersDialog

        dossier = self._workspace.dossier
        if dossier is None:
            return

        def show(found: object) -> None:
            RegistersDialog(self._window, *found).open()  # type: ignore[misc]

        self._reading(_("Reading the registers"), lambda: read_registers(dossier), show)

    def locate(self, row: "ArchiveRow") -> None:
        """Ask where the file of an archive lies now."""
        from cchc_desktop.services.archive.archives import set_place

        path = ask_file(self._window, Purpose.DOSSIER, _("Where the archive lies now"), _("CCHC dossiers (*.cchc)"))
        if path is not None:
            self._workspace.run_across(set_place, archive_guid=row.guid, file=path)

    def close_or_open_year(self) -> None:
        """Close the year that is shown, or open it again, once the officer agrees."""
        workspace = self._workspace
        year = workspace.year
        if workspace.read_only or year not in workspace.years:
            return
        closing = not workspace.year_read_only
        title = _("Close or open a year")
        if closing:
            text = _(
                "Once the year {year} is closed, its plans, tasks, reports and scores can be read, printed, packed and "
                "sent, and nothing of them can be changed by mistake. You can open the year again at any time."
            )
            yes = _("Close the year {year}").format(year=year)
        else:
            text = _("Open the year {year} again? Its papers can then be changed; close it once you are done.")
            yes = _("Open the year {year} again").format(year=year)
        if alerts.ask(self._window, title, text.format(year=year), yes, _("Cancel"), enter_agrees=False):
            workspace.run_across(partial(close_year, closed=closing), year=year)
