"""What the task frame tab has read: the frame of the year's plan and the links of its tasks."""

from cchc_desktop.models.task_rows import GroupRow, TaskRow
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.frames import frame_plan
from cchc_desktop.services.frame.task_rows import TaskPlace, read_at, read_order
from cchc_desktop.services.papers.plans import paper_kinds, plans_with_tasks
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.table_models.frame_lines import FrameLine, TaskFrame
from cchc_desktop.ui.tabs.frame.links import FrameLinks, RelatedLink
from cchc_desktop.ui.tabs.frame.touched import moved, touched_by
from cchc_desktop.ui.workspace import Workspace

_AT_ONCE = 400  # tasks that are read before anything is shown; no office has as many
_FIRST = 100  # of more tasks: what the first sight shows
_A_FRAME = 60  # and then so many at a time, that the window answers between
_LINKED = ("criterion_task", "score", "criterion", "report", "report_item")


class FrameReading:
    """`frame` is None when the year has no plan; `is_whole` once all its tasks have been read."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._plan_guid = ""
        self._chosen: dict[int, str] = {}  # year: the plan that the officer chose
        self._links: FrameLinks | None = None
        self._read: list[TaskRow] = []
        self._waiting: list[TaskPlace] = []
        self._places: dict[str, TaskPlace] = {}
        self._groups: tuple[GroupRow, ...] = ()
        self._of: Dossier | None = None  # what the frame was read from
        self.frame: TaskFrame | None = None
        self.plans: tuple[YearPaperRow, ...] = ()
        self.kinds: dict[str, PaperKind] = {}

    def choose(self, plan_guid: str) -> None:
        """Show the tasks of another plan of the year from the next reading on."""
        self._chosen[self._workspace.year] = plan_guid

    def read(self) -> None:
        """Read everything; of the same year's frame folded groups and pinned rows stay as they were.

        Of a very large plan only what the first sight shows, or nothing where it is seen already: `read_on` and
        `finish` read the rest.
        """
        dossier, year, today = self._workspace.dossier, self._workspace.year, self._workspace.today
        before, self.frame, self._links = self.frame, None, None
        self._read, self._waiting = [], []
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
        further = next((plan.further_columns for plan in self.plans if plan.guid == self._plan_guid), ())
        groups, places = self._order(dossier)
        large = len(places) > _AT_ONCE
        same, self._of = self._of is dossier, dossier
        if same and large and before is not None and (before.plan_guid, before.today) == (self._plan_guid, today):
            before.further = further
            self.frame, self._groups, self._waiting = before, groups, list(places)  # seen until all is read again
            return
        first = _FIRST if large else len(places)
        self._read, self._waiting, self._groups = list(read_at(dossier, places[:first])), list(places[first:]), groups
        self.frame = TaskFrame(groups, (), today, year, self._plan_guid)
        self.frame.further = further
        self.frame.take(groups, self._read, len(places))
        if before is not None and before.plan_guid == self._plan_guid:
            self.frame.collapsed, self.frame.pinned = before.collapsed, before.pinned
            self.frame.sorting = before.sorting

    def _order(self, dossier: Dossier) -> tuple[tuple[GroupRow, ...], tuple[TaskPlace, ...]]:
        groups, places = read_order(dossier, self._plan_guid)
        self._places = {place.guid: place for place in places}
        return groups, places

    @property
    def is_whole(self) -> bool:
        """Whether every task of the plan has been read."""
        return not self._waiting

    def read_on(self, count: int = _A_FRAME) -> None:
        """Read some more of a very large plan; with the last of them the frame holds all."""
        dossier = self._workspace.dossier
        if not self._waiting or dossier is None or self.frame is None:
            return
        places, self._waiting = self._waiting[:count], self._waiting[count:]
        part = read_at(dossier, places)
        self._read += part
        self.frame.prepare(part)
        if not self._waiting:
            self.frame.take(self._groups, self._read)

    def finish(self) -> None:
        """Read what is still waiting, all at once."""
        self.read_on(len(self._waiting))

    def take(self, change: Change) -> list[FrameLine] | None:
        """Read what a change touched and return the lines that differ; None when rows came, went or moved."""
        dossier = self._workspace.dossier
        if self._links is not None and change.touches(*_LINKED):
            self._links.forget()
        self.finish()
        touched = touched_by(change, self.frame) if self.frame is not None else None
        if touched is None or touched.plan or dossier is None or self.frame is None:
            self.read()
            self.finish()
            self._pin_new(change)
            return None
        if touched.order:
            self._read_order(dossier, self.frame, touched.tasks)
            self._pin_new(change)
            return None
        if not touched.tasks:
            return []
        return self.frame.put_tasks(read_at(dossier, [self._places[guid] for guid in touched.tasks]))

    def _read_order(self, dossier: Dossier, frame: TaskFrame, touched: frozenset[str]) -> None:
        """Rows that only got another number are kept, the others read."""
        groups, places = self._order(dossier)
        kept: dict[str, TaskRow] = {}
        for place in places:
            task = frame.task(place.guid) if place.guid not in touched else None
            if task is not None and (row := moved(task, place)) is not None:
                kept[place.guid] = row
        new = {row.guid: row for row in read_at(dossier, [place for place in places if place.guid not in kept])}
        frame.take(groups, [kept.get(place.guid) or new[place.guid] for place in places])

    def _pin_new(self, change: Change) -> None:
        if self.frame is not None:
            self.frame.pinned.update(change.created("task"), change.created("task_group"))

    def plan_of(self, task_guid: str) -> str:
        """The plan of the year that holds the task; "" when none does."""
        dossier = self._workspace.dossier
        for plan in self.plans if dossier is not None else ():
            if dossier is not None and any(task.guid == task_guid for task in tasks.read_tasks(dossier, plan.guid)):
                return plan.guid
        return ""

    def links_of(self, guid: str) -> list[RelatedLink]:
        """Where else the task matters."""
        task = self.frame.task(guid) if self.frame else None
        return self._links.of(task) if task is not None and self._links is not None else []

    def last_year_has_tasks(self) -> bool:
        """Whether this year can begin with last year's tasks."""
        dossier = self._workspace.dossier
        if dossier is None:
            return False
        guid = frame_plan(dossier, self._workspace.year - 1)
        return guid is not None and bool(tasks.read_groups(dossier, guid))
