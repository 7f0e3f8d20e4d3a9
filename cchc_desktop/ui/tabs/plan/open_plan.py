"""The plan tab as its actions know it; `PlanTab` puts all of it together."""

from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.ui.replacing import Replacing
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.plan.nodes import Gap, Node
from cchc_desktop.ui.tabs.plan.outline import PlanOutline
from cchc_desktop.ui.tabs.plan.section import SectionPane
from cchc_desktop.ui.text_checking import TextChecking
from cchc_desktop.ui.workspace import Workspace


class OpenPlan(Tab):
    """The paper that is open, where in it the officer is, and the ways to another place."""

    replacing: Replacing
    checking: TextChecking
    outline: PlanOutline
    section: SectionPane

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._view: YearPaperView | None = None
        self._node: Node | None = None

    @property
    def view(self) -> YearPaperView | None:
        """The plan that is open, as it is kept."""
        return self._view

    @property
    def node(self) -> Node | None:
        """What is edited in the middle."""
        return self._node

    def open_ends(self) -> tuple[Gap, ...]:
        """What to look at before the plan is signed, whatever its day."""
        return ()

    def choose(self, key: str) -> None:
        """Edit a node of the outline; what was typed in the one before is written."""

    def insert_basis(self) -> None:
        """Choose legal bases for the text that is edited, or else for the opening of the paper."""
