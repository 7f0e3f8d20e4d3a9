"""A package that came is answered: written in a dialog, made into a package, sent by the ways of every package."""

from collections.abc import Callable, Generator
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import SUFFIX, PackageData, PackageInfo
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.services import offices
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.answer.dialog import AnswerDialog, Way
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.output_files import ask_about_existing
from cchc_desktop.ui.places import Purpose, ask_folder, documents_folder
from cchc_desktop.ui.tabs.exchange.form import PackageOrder
from cchc_desktop.ui.tabs.exchange.mailing import Mailing
from cchc_desktop.ui.workspace import Workspace


class Answering:
    """The dialog of an answer, and what becomes of it; `address_of` knows the mail addresses of receivers."""

    def __init__(self, tab: QWidget, workspace: Workspace, mailing: Mailing, address_of: Callable[[str], str]) -> None:
        self._tab, self._workspace, self._mailing, self._address_of = tab, workspace, mailing, address_of

    def begin(self, info: PackageInfo, data: PackageData) -> AnswerDialog:
        """Open the dialog with what was written about this package before."""
        from cchc_desktop.services.exchange.answer_forms import keep_answer, read_answer

        form = read_answer(info.sha256)
        form.author = form.author or self._author(info)
        dialog = AnswerDialog(info, data, form, partial(keep_answer, info.sha256), self._tab.window())
        dialog.ordered.connect(lambda way: self._ask(dialog, info, data, way))
        dialog.open()
        return dialog

    def _author(self, info: PackageInfo) -> str:
        """Who answers: the office whose dossier is open, unless it is the sender's own."""
        dossier = self._workspace.dossier
        own = offices.read_office(dossier, self._workspace.year) if dossier is not None else None
        is_own = own is not None and own.name != "" and own.guid != info.manifest.office_guid
        return own.name if own is not None and is_own else info.manifest.superior

    def _ask(self, dialog: AnswerDialog, info: PackageInfo, data: PackageData, way: Way) -> None:
        if way is Way.SAVE:
            folder = ask_folder(self._tab, Purpose.PACKAGES_OUT, _("Folder or USB drive for the package"))
        else:
            folder = documents_folder() / "CCHC Desktop" / datetime.now().strftime("%Y-%m-%d_%H%M%S")
        if folder is not None:
            self.make(dialog, info, data, way, folder)

    def make(self, dialog: AnswerDialog, info: PackageInfo, data: PackageData, way: Way, folder: Path) -> None:
        """Make the answer in a folder and hand it on; the dialog goes once it is made."""
        from cchc_desktop.exchange.package_reader import verify_package
        from cchc_desktop.services.exchange.answers import answer_name, return_package
        from cchc_desktop.writers.saving import Existing, placed

        name = answer_name(info)
        existing = ask_about_existing(dialog, [folder / name])
        if existing is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            out = placed(folder / name, Existing(existing), SUFFIX)
        except OSError:
            words = _("Nothing can be written in {folder}. Choose another folder.")
            alerts.show_error(dialog, words.format(folder=folder))
            return
        except UserError as error:
            alerts.show_error(dialog, error)
            return
        form, password = dialog.form.told(), dialog.password.text()

        def steps() -> Generator[Progress, None, PackageInfo]:
            made = yield from return_package(info, data, form=form, out=out, password=password)
            return verify_package(made, password)

        def done(made: PackageInfo) -> None:
            dialog.dismiss()
            order = PackageOrder(info.period, info.office, self._address_of(info.office), "")
            hand_on = {Way.SAVE: self._mailing.carry, Way.DRAFT: self._mailing.draft, Way.SEND: self._mailing.send}
            # Without a dossier there is no office to write a letter from: the file is shown, to be sent by hand.
            hand_on[way if self._workspace.dossier is not None else Way.SAVE](order, made)

        run_job(dialog, _("Making the answer"), steps, done)
