"""What comes from elsewhere: files and folders that are dropped, papers from the menu, the register they stand in."""

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMainWindow

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.progress import Progress
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import Purpose, ask_files, ask_folder
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.services.intake.came_papers import CamePaper, Taking
    from cchc_desktop.storage.changes import Change
    from cchc_desktop.ui.dialogs.incoming.register import IncomingRegisterDialog

# Packages and receipts; `exchange` is not loaded with the window.
CAME_SUFFIXES = (".cchcgoi", ".cchcbn")
_LOOKED_AT = 2_000  # files of a dropped folder in which packages are looked for


class Shows(Protocol):
    """What shows tabs and their rows."""

    def open_file(self, path: Path) -> None: ...
    def show_tab(self, name: str) -> object: ...
    def show_place(self, name: str, guid: str) -> None: ...
    def tab(self, name: str) -> Tab: ...


class ArrivalActions(QObject):
    """Dialogs are made where they are shown; reading runs off the window's thread."""

    def __init__(self, window: QMainWindow, workspace: Workspace, places: Shows) -> None:
        super().__init__(window)
        self._window, self._workspace, self._places = window, workspace, places

    # Dropped

    @staticmethod
    def takes(event: QDropEvent) -> bool:
        """Whether anything of what is dragged may be a package or a paper."""
        return bool(_dragged(event))

    def drop(self, event: QDropEvent) -> None:
        """Packages go to the exchange, which names what else lies among them; everything else are papers that came."""
        paths = _dragged(event)
        if len(paths) == 1 and paths[0].suffix.lower().startswith(".cchc"):
            self._places.open_file(paths[0])  # a dossier, a package, a part: as if double-clicked
            return
        held = [_holds(path) for path in paths]
        if not any(packages for packages, _others in held):
            self.take_papers(paths)
            return
        self.open_packages(paths)
        if any(packages and others for packages, others in held):
            self._workspace.say(
                _("The folder holds files that are no packages too. Drop them by themselves to take them in.")
            )

    def open_packages(self, paths: Sequence[Path]) -> None:
        """Packages, receipts and folders of them."""
        if not self._has_dossier(paths[0]):
            return
        from cchc_desktop.ui.tabs.exchange.tab import ExchangeTab

        self._places.show_tab("exchange")
        tab = self._places.tab("exchange")
        assert isinstance(tab, ExchangeTab)
        tab.open_paths(paths)

    def _has_dossier(self, path: Path) -> bool:
        if self._workspace.dossier is not None:
            return True
        words = _(
            "“{name}” came from another office. It is shown beside your own dossier, and none is open. "
            "Open or begin your dossier, then open this file again; it is unchanged."
        )
        alerts.show_error(self._window, UserError(words.format(name=path.name)))
        return False

    # Papers that came

    def ask_papers(self) -> None:
        """Ask for files, a ZIP among them or not, and show what they are."""
        paths = ask_files(self._window, Purpose.INCOMING, _("Take papers in"), _("All files (*)"))
        if paths:
            self.take_papers(paths)

    def ask_papers_folder(self) -> None:
        """Ask for a folder of papers and show what they are."""
        folder = ask_folder(self._window, Purpose.INCOMING, _("Folder of papers that came"))
        if folder is not None:
            self.take_papers([folder])

    def take_papers(self, paths: Sequence[Path]) -> None:
        """Recognise papers in the background, then show them; nothing is kept before the officer agrees."""
        from cchc_desktop.ui.jobs import run_job

        if not self._has_dossier(paths[0]):
            return
        if self._workspace.read_only:
            alerts.show_error(self._window, UserError(self._workspace.read_only_sentence()))
            return
        self._workspace.commit_requested.emit()
        dossier, today = self._workspace.dossier, self._workspace.today
        held = ExitStack()  # what archives held, until the last of it was taken

        def steps() -> "Generator[Progress, None, tuple[tuple[CamePaper, ...], tuple[str, ...]]]":
            from cchc_desktop.readers.paper_folders import gather
            from cchc_desktop.services.intake.came_papers import recognise

            assert dossier is not None
            try:
                gathered = yield from gather(paths, held.enter_context(working_folder()))
                return (yield from recognise(dossier, gathered, today)), gathered.left_out
            except BaseException:  # cancelled too
                held.close()
                raise

        run_job(self._window, _("Reading the papers"), steps, partial(self._show_papers, held), reads_only=True)

    def _show_papers(self, held: ExitStack, found: "tuple[tuple[CamePaper, ...], tuple[str, ...]]") -> None:
        from cchc_desktop.ui.dialogs.incoming.came import CamePapersDialog

        papers, left_out = found
        if not papers:
            held.close()
            alerts.show_error(
                self._window, UserError(_("There is no file to take in. Choose files or a folder that holds some."))
            )
            return
        dialog = CamePapersDialog(self._workspace, papers, left_out, self._window)
        dialog.taken.connect(partial(self._taken, held))
        dialog.rejected.connect(held.close)
        dialog.open()

    def _taken(self, held: ExitStack, takings: "Sequence[Taking]", lines: Mapping[int, str]) -> None:
        """The assistant takes plans and tasks, one file after the other; then the register shows its new lines."""
        from cchc_desktop.services.intake.came_papers import BY_ASSISTANT, Destination

        count = sum(one.destination not in (Destination.LEFT, Destination.PLAN) for one in takings)
        if count:
            self._workspace.say(_("{count} papers were taken in. Undo (Ctrl+Z)").format(count=count))
        waiting = [(place, one) for place, one in enumerate(takings) if one.destination in BY_ASSISTANT]
        self._next(held, waiting, dict(lines))

    def _next(self, held: ExitStack, waiting: "list[tuple[int, Taking]]", lines: dict[int, str]) -> None:
        if not waiting:
            held.close()
            if lines:
                self.register(next(iter(lines.values())))
            return
        from cchc_desktop.services.intake.came_papers import Destination
        from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog

        (place, one), *rest = waiting
        superior = one.destination is Destination.SUPERIOR
        assert one.file.path is not None
        dialog = ImportPlanDialog(self._window, self._workspace, one.file.path, superior)
        if place in lines:
            dialog.kept.connect(partial(self._link, lines[place]))
        dialog.finished.connect(lambda _answer: self._next(held, rest, lines))
        dialog.unread.connect(partial(self._next, held, rest, lines))
        dialog.read()

    def _link(self, incoming_guid: str, change: "Change") -> None:
        """The tasks that the assistant kept came of a paper of the register."""
        from cchc_desktop.services.papers.incoming import link_tasks

        tasks = change.created("task")
        if tasks:
            self._workspace.run_across(link_tasks, incoming_guid=incoming_guid, task_guids=tasks)

    # The register

    def register(self, guid: str = "") -> None:
        """The register of incoming papers, beside the window, at a line where one is given."""
        from cchc_desktop.ui.dialogs.incoming.register import IncomingRegisterDialog

        if self._workspace.dossier is None:
            return
        self._workspace.commit_requested.emit()
        shown = next((made for made in self._window.findChildren(IncomingRegisterDialog) if made.isVisible()), None)
        dialog = shown or self._new_register()
        if guid:
            dialog.show_guid(guid)
        dialog.to_front()

    def _new_register(self) -> "IncomingRegisterDialog":
        from cchc_desktop.ui.dialogs.incoming.register import IncomingRegisterDialog

        dialog = IncomingRegisterDialog(self._workspace, self._window)
        dialog.papers_wanted.connect(self.ask_papers)
        dialog.task_wanted.connect(partial(self._places.show_place, "frame"))
        return dialog


def _dragged(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _holds(path: Path) -> tuple[bool, bool]:
    """Whether a file or folder is or holds packages, and anything else."""
    if not path.is_dir():
        return (True, False) if path.suffix.lower() in CAME_SUFFIXES else (False, True)
    packages = others = False
    seen = 0
    for _place, _folders, names in os.walk(path):
        for name in names:
            came = Path(name).suffix.lower() in CAME_SUFFIXES
            packages, others = packages or came, others or not came
        seen += len(names)
        if (packages and others) or seen > _LOOKED_AT:
            break
    return packages, others or not packages
