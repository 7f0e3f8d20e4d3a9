"""Ctrl+P in the task frame: the frame as it is printed."""

from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.workspace import Workspace


def print_frame(parent: Tab, workspace: Workspace, title: str, plan_guid: str) -> bool:
    """Open the print dialog on the frame of a plan; False without a dossier."""
    from cchc_desktop.rules.printouts import Printout
    from cchc_desktop.services.papers.composing import compose
    from cchc_desktop.services.papers.printable import Wish
    from cchc_desktop.ui.dialogs.print_paper import print_paper

    dossier = workspace.dossier
    if dossier is None:
        return False
    wish = Wish(workspace.year, plan_guid=plan_guid)
    print_paper(parent, title, lambda: compose(dossier, Printout.FRAME, wish))
    return True
