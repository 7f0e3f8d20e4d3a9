"""A criteria set written into a file: a paper, a table that can be taken in again, or a pack for other offices."""

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.criteria_rows import CriteriaTable
from cchc_desktop.text import slug
from cchc_desktop.ui import alerts
from cchc_desktop.ui.form_pack_actions import PACK_SUFFIX
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.places import documents_folder
from cchc_desktop.ui.workspace import Workspace, wait_cursor


def keep_set(parent: QWidget, workspace: Workspace, table: CriteriaTable, form: str) -> None:
    """Ask for a file and write the set into it; `form` is "docx", "xlsx", "pdf" or "cchcmau"."""
    dossier = workspace.dossier
    if dossier is None:
        return
    ending = PACK_SUFFIX if form == "cchcmau" else f".{form}"
    proposed = documents_folder() / f"{slug(table.head.title, 60)}-{table.head.year}{ending}"
    path = ask_output(parent, _("Save the criteria set"), proposed, f"*{ending}", ending)
    if path is None:
        return
    try:
        with wait_cursor():
            if form == "cchcmau":
                from cchc_desktop.services.scoring.criteria_packs import write_set_pack

                write_set_pack(table, path)
            else:
                from cchc_desktop.rules.printouts import Printout
                from cchc_desktop.services.papers.composing import compose
                from cchc_desktop.services.papers.printable import Wish
                from cchc_desktop.writers.paper_writer import write_paper

                wish = Wish(table.head.year, set_guid=table.head.guid)
                write_paper(compose(dossier, Printout.CRITERIA, wish), path)
    except UserError as error:
        alerts.show_error(parent, error)
        return
    workspace.say(_("Saved as {name}").format(name=path.name))
