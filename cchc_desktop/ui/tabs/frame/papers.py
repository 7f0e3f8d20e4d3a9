"""The frame as a paper: printed, or handed to the window's export."""

from cchc_desktop.ui.tabs.base import Tab


def print_frame(tab: Tab, plan_guid: str) -> bool:
    """Print the frame of a plan; False without a dossier."""
    from cchc_desktop.rules.printouts import Printout
    from cchc_desktop.services.papers.composing import compose
    from cchc_desktop.services.papers.plans import read_plans
    from cchc_desktop.services.papers.printable import Wish
    from cchc_desktop.ui.dialogs.print_paper import print_paper

    dossier = tab.workspace.dossier
    if dossier is None:
        return False
    wish = Wish(tab.workspace.year, plan_guid=plan_guid)
    plan = next((row for row in read_plans(dossier, wish.year) if row.guid == plan_guid), None)
    paper_guid = plan.paper_guid if plan is not None else ""
    print_paper(tab, tab.title(), lambda: compose(dossier, Printout.FRAME, wish), paper_guid)
    return True


def export_frame(tab: Tab, form: str, plan_guid: str | None) -> None:
    """The window's own export, with the frame and this format ticked."""
    window_actions = getattr(tab.window(), "dossier_actions", None)
    if window_actions is not None:
        window_actions.export((form,), plan_guid=plan_guid)
