"""Joining the tasks of a file with a plan: what the officer chose of the comparison, as one step."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import ngettext
from cchc_desktop.models.import_rows import ComparedRow, IncomingTask, RowState
from cchc_desktop.models.task import Objective, Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.task_batches import TaskBatch
from cchc_desktop.services.frame.task_cells import CellWriter
from cchc_desktop.services.frame.task_order import drop_empty_objectives, members_of, put_in_order
from cchc_desktop.services.intake.comparing import bare, same_title
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, fold


def take_rows(
    dossier: Dossier, *, plan_guid: str, rows: Sequence[ComparedRow], taken: Collection[int], source: str = ""
) -> Change:
    """Join the file's tasks with the plan, as one step: of the rows `taken`, new ones are added, changed ones written
    over, those that are here alone removed. All others stay as they are.

    `source` is the superior's paper that assigned the new tasks.
    """
    chosen = [(place, row) for place, row in enumerate(rows) if place in taken and row.state is not RowState.SAME]
    label = ngettext("Take in {count} task", "Take in {count} tasks", len(chosen)).format(count=len(chosen))
    with dossier.change(label) as work:
        gone = [row.mine.guid for _place, row in chosen if row.state is RowState.HERE and row.mine]
        if gone:
            tasks.remove_tasks(dossier, task_guids=gone)
        joining = _Joining(dossier, work.session, plan_guid, source)
        for _place, row in chosen:
            if row.state is RowState.CHANGED:
                joining.write_over(row)
        for place, row in chosen:
            if row.state is RowState.NEW and row.theirs is not None:
                joining.add(row.theirs, _above(rows, place), _any_below(rows, place))
        joining.finish()
    return work.change


def _above(rows: Sequence[ComparedRow], place: int) -> str:
    """The task here after which a new one goes: that of the nearest row above in the file's group; "" for none."""
    group = _group_of(rows[place])
    for row in reversed(rows[:place]):
        if _group_of(row) != group:
            break
        if row.mine is not None:
            return row.mine.guid
    return ""


def _any_below(rows: Sequence[ComparedRow], place: int) -> bool:
    """Whether a row below in the file's group is here already, so that a new one above all of them goes first."""
    group = _group_of(rows[place])
    return any(row.mine is not None for row in rows[place:] if _group_of(row) == group)


def _group_of(row: ComparedRow) -> str | None:
    """The group of a task of the file, folded; None for a task that is here alone."""
    return None if row.theirs is None else bare(fold(row.theirs.group))


class _Joining:
    """Writes chosen rows into one plan within a transaction."""

    def __init__(self, dossier: Dossier, session: Session, plan_guid: str, source: str) -> None:
        self._dossier, self._session, self._plan_guid, self._source = dossier, session, plan_guid, source
        self._groups = list(tasks.read_groups(dossier, plan_guid))
        self._writer = CellWriter(session)
        self._objectives: dict[str, dict[str, str]] = {}  # group: bare text: guid
        # Per group: the new tasks after a task that is here, before all ("^"), or behind all ("").
        self._fresh: dict[str, dict[str, list[IncomingTask]]] = {}
        self._touched: set[str] = set()

    def write_over(self, row: ComparedRow) -> None:
        """Give a task the file's words, in the file's group."""
        assert row.mine is not None and row.theirs is not None
        task = self._session.get_one(Task, row.mine.guid)
        self._touched.add(task.group_guid)
        columns = list(row.columns)
        if row.moved:
            group = self._group(row.theirs.group)
            task.position = len(members_of(self._session, group))
            task.group_guid, task.objective_guid = group, None
            columns = list(dict.fromkeys((*columns, Column.OBJECTIVE)))
        for column in columns:
            if column is Column.OBJECTIVE:
                # What its neighbours stand under stays theirs.
                text = row.theirs.cells.get(column, "")
                task.objective_guid = self._objective(task.group_guid, text, task.position)
            else:
                self._writer.write(task, column, row.theirs.cells.get(column, ""))

    def _objective(self, group_guid: str, text: str, position: int) -> str | None:
        """The objective of this text in a group, made where there is none; None for no text."""
        if not bare(text):
            return None
        if group_guid not in self._objectives:
            known = select(Objective).where(Objective.group_guid == group_guid)
            ordered = known.order_by(Objective.position.desc(), Objective.guid.desc())
            self._objectives[group_guid] = {bare(o.text): o.guid for o in self._session.scalars(ordered)}
        objectives = self._objectives[group_guid]
        if bare(text) not in objectives:
            made = Objective(group_guid=group_guid, position=position, text=clean(text).strip())
            self._session.add(made)
            objectives[bare(text)] = made.guid
        return objectives[bare(text)]

    def add(self, task: IncomingTask, above: str, first: bool) -> None:
        """Note a new task for its place in its group; without a group of its own it goes where the one above stands.

        Where that one stands in another group than the file's, the new task goes behind all of its own.
        """
        beside = self._session.get_one(Task, above).group_guid if above else ""
        group = self._group(task.group) if task.group or not beside else beside
        places = self._fresh.setdefault(group, {})
        anchor = above if beside == group else ""
        places.setdefault(anchor or ("^" if first and not above else ""), []).append(task)

    def _group(self, title: str) -> str:
        """The group of this title or field, or a new one at the end; without a title the last one."""
        same = next((g for g in self._groups if same_title(g.title, "", title)), None)
        same = same or next((g for g in self._groups if same_title(g.title, g.field_code, title)), None)
        if same is None and not title and self._groups:
            same = self._groups[-1]
        if same is None:
            tasks.add_group(self._dossier, plan_guid=self._plan_guid, title=title or "Nhiệm vụ")
            self._groups = list(tasks.read_groups(self._dossier, self._plan_guid))
            same = self._groups[-1]
        return same.guid

    def finish(self) -> None:
        """Write the new tasks into their places and leave no empty objective behind."""
        batch = TaskBatch(self._session)
        for group_guid, places in self._fresh.items():
            position = self._write(batch, group_guid, places.get("^", ()), 0)
            for member in members_of(self._session, group_guid):
                put_in_order([member], position)
                position = self._write(batch, group_guid, places.get(member.guid, ()), position + 1)
            self._write(batch, group_guid, places.get("", ()), position)
        batch.flush()
        for group_guid in sorted(self._touched):
            put_in_order(members_of(self._session, group_guid))
            drop_empty_objectives(self._session, group_guid)

    def _write(self, batch: TaskBatch, group_guid: str, fresh: Sequence[IncomingTask], position: int) -> int:
        """Add new tasks from a position on; the position behind them."""
        for place, task in enumerate(fresh, position):
            cells = {**task.cells, Column.OBJECTIVE: ""}
            objective = self._objective(group_guid, task.cells.get(Column.OBJECTIVE, ""), place)
            origin = {"source": self._source or task.source, "printed_number": task.printed_number}
            batch.add(group_guid, [cells], objective, place, [origin] if any(origin.values()) else ())
        return position + len(fresh)
