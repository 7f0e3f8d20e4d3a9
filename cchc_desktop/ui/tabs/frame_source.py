"""What the task frame tab has read: the frame of the year's plan and the links of its tasks."""

from cchc_desktop.models.rows import PlanRow
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.services import tasks
from cchc_desktop.services.frames import frame_plan
from cchc_desktop.services.plans import paper_kinds, plans_with_tasks
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.table_models.frame_lines import Frame, Line
from cchc_desktop.ui.tabs.frame_links import FrameLinks, RelatedLink
from cchc_desktop.ui.tabs.frame_touched import touched_tasks
from cchc_desktop.ui.workspace import Workspace

_LINKED = ("criterion_task", "score", "criterion", "report", "report_item")


class FrameSource:
    """`frame` is None when the year has no plan."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._plan_guid = ""
        self._chosen: dict[int, str] = {}  # year: the plan that the officer chose
        self._links: FrameLinks | None = None
        self.frame: Frame | None = None
        self.plans: tuple[PlanRow, ...] = ()
        self.kinds: dict[str, PaperKind] = {}

    def choose(self, plan_guid: str) -> None:
        """Show the tasks of another plan of the year from the next reading on."""
        self._chosen[self._workspace.year] = plan_guid

    def read(self) -> None:
        """Read everything; of the same year's frame folded groups and pinned rows stay as they were."""
        dossier, year, today = self._workspace.dossier, self._workspace.year, self._workspace.today
        before, self.frame, self._links = self.frame, None, None
        self.plans = plans_with_tasks(dossier, year) if dossier is not None else ()
        if dossier is None:
            return
        self.kinds = paper_kinds(dossier, year)
        self._links = FrameLinks(dossier, year)
        chosen = self._chosen.get(year, "")
        known = chosen in {plan.guid for plan in self.plans}
        self._plan_guid = chosen if known else frame_plan(dossier, year) or ""
        if not self._plan_guid:
            return
        groups = tasks.read_groups(dossier, self._plan_guid)
        self.frame = Frame(groups, tasks.read_tasks(dossier, self._plan_guid), today, year, self._plan_guid)
        if before is not None and before.plan_guid == self._plan_guid:
            self.frame.collapsed, self.frame.pinned = before.collapsed, before.pinned

    def take(self, change: Change) -> list[Line] | None:
        """Read what a change touched and return the lines that differ; None when all was read again."""
        dossier = self._workspace.dossier
        if self._links is not None and change.touches(*_LINKED):
            self._links.forget()
        touched = touched_tasks(change, self.frame) if self.frame is not None else None
        if touched is None or dossier is None or self.frame is None:
            self.read()
            if self.frame is not None:
                self.frame.pinned.update(change.created("task"), change.created("task_group"))
            return None
        if not touched:
            return []
        return self.frame.put_tasks(tasks.read_task_rows(dossier, self._plan_guid, touched))

    def plan_of(self, task_guid: str) -> str:
        """The plan of the year that holds the task; "" when none does."""
        dossier = self._workspace.dossier
        for plan in self.plans if dossier is not None else ():
            if dossier is not None and any(task.guid == task_guid for task in tasks.read_tasks(dossier, plan.guid)):
                return plan.guid
        return ""

    def links_of(self, guid: str) -> list[RelatedLink]:
        """Where else the task matters."""
        task = next((task for task in self.frame.tasks if task.guid == guid), None) if self.frame else None
        return self._links.of(task) if task is not None and self._links is not None else []

    def last_year_has_tasks(self) -> bool:
        """Whether this year can begin with last year's tasks."""
        dossier = self._workspace.dossier
        if dossier is None:
            return False
        guid = frame_plan(dossier, self._workspace.year - 1)
        return guid is not None and bool(tasks.read_groups(dossier, guid))
