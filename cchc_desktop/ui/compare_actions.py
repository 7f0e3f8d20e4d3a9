"""Comparing two papers from the menu: which two, the comparison beside the tabs, the sheet as a file."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.services.papers.comparing import ComparedPapers
    from cchc_desktop.ui.dialogs.compare.dialog import ComparedDialog


class CompareActions(QObject):
    """Dialogs are made where they are shown; reading and comparing run off the window's thread."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace

    def choose(self) -> None:
        """Ask which two papers, and compare them."""
        from cchc_desktop.services.papers.comparing import comparison, papers_to_compare
        from cchc_desktop.ui.dialogs.compare.choose import CompareChoiceDialog, usual_pair
        from cchc_desktop.ui.jobs import run_job

        dossier = self._workspace.dossier
        self._workspace.commit_requested.emit()
        choices = papers_to_compare(dossier) if dossier is not None else ()
        dialog = CompareChoiceDialog(self._window, choices, *usual_pair(choices, self._workspace.year))
        if not dialog.exec():
            return
        steps = partial(comparison, dossier, dialog.before, dialog.after, dialog.pass_years)
        run_job(self._window, _("Comparing two papers"), steps, self._show, reads_only=True)

    def _show(self, compared: "ComparedPapers") -> None:
        from cchc_desktop.ui.dialogs.compare.dialog import ComparedDialog

        dialog = ComparedDialog(self._window, compared)
        dialog.again.connect(partial(self._again, dialog))
        dialog.writing.connect(partial(self._write, dialog))
        dialog.to_front()

    def _again(self, dialog: "ComparedDialog", pass_years: bool) -> None:
        from cchc_desktop.services.papers.comparing import compared_again
        from cchc_desktop.ui.jobs import run_job

        before, after = dialog.compared.before, dialog.compared.after
        steps = partial(compared_again, before, after, pass_years)
        run_job(dialog, _("Comparing two papers"), steps, dialog.show_compared, reads_only=True)

    def _write(self, dialog: "ComparedDialog") -> None:
        from cchc_desktop.services.papers.comparing import write_comparison
        from cchc_desktop.ui.jobs import run_reading
        from cchc_desktop.ui.output_files import ask_output
        from cchc_desktop.ui.places import documents_folder

        kinds = _("Word file (*.docx);;PDF file (*.pdf)")
        proposed = documents_folder() / "So-sanh-van-ban.docx"
        out = ask_output(dialog, _("Comparison"), proposed, kinds, ".docx", ".pdf")
        if out is None:
            return
        write = partial(write_comparison, dialog.compared, out, dialog.only.isChecked(), dialog.small)
        run_reading(dialog, _("Writing {name}").format(name=out.name), write, self._written)

    def _written(self, out: "Path") -> None:
        self._workspace.say(_("Written: {name}").format(name=out.name))
