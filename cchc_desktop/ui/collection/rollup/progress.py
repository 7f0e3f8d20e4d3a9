"""Progress of the tasks: by office at the left, by field at the right, down to the task itself."""

from typing import Any

from cchc_desktop import clock
from cchc_desktop.collection import progress
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.rollup_rows import FieldProgress, OfficeProgress, ProgressTable, TaskCounts
from cchc_desktop.ui import formats
from cchc_desktop.ui.collection.rollup.page import Chosen, RollupPage, in_group, side_table
from cchc_desktop.ui.collection.rows import Column
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.widgets.basics import button, label


class ProgressPage(RollupPage):
    """Offices with their counts; overdue ones stand out."""

    name = "progress"

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__(space)
        self._found: ProgressTable | None = None
        self.table.opened.connect(lambda row: self._open(row))
        self.about = label("", "pane", wrap=True)
        self.fields = side_table(_("Progress by field"), lambda row: row.name, lambda row: row.code, self)
        self.fields.opened.connect(lambda row: self._open(self.table.chosen_row(), row))
        self.column.addWidget(self.about)
        self.column.addWidget(self.fields, 1)
        self.tasks = button(_("Tasks of this office…"), lambda: self._open(self.table.chosen_row()))
        self.column.addWidget(self.tasks)

    def title(self) -> str:
        return _("Progress of tasks")

    def fetch(self, chosen: Chosen) -> ProgressTable:
        return progress.read(self.space.collection, self.space.year, as_of=clock.today())

    def show_found(self, found: ProgressTable) -> None:
        self._found = found
        rows = in_group(found.offices, self.chosen.group if self.chosen else "")
        self.table.show_rows(_columns(pgettext("column", "Office"), 230), rows)
        words = _("As of {day}: {done} of {total} tasks done ({share}), {late} overdue.").format(
            day=formats.long_date(found.as_of),
            done=formats.count(found.whole.done),
            total=formats.count(found.whole.total),
            share=formats.share(found.whole.done_share) or formats.percent(0),
            late=formats.count(found.whole.late),
        )
        if found.missing:
            count = len(found.missing)
            more = ngettext(
                "The plan of {count} office has not come.", "The plans of {count} offices have not come.", count
            )
            words = f"{words} {more.format(count=formats.count(count))}"
        self.said.emit(words)

    def show_chosen(self) -> None:
        row, found = self.table.chosen_row(), self._found
        self.tasks.setEnabled(row is not None)
        if found is None:
            return
        counts = row.fields if row is not None else {one.code: one.counts for one in found.fields}
        self.about.setText(row.name if row is not None else _("All offices"))
        shown = [
            FieldProgress(one.code, one.name, counts.get(one.code, TaskCounts()))
            for one in found.fields
            if one.code in counts
        ]
        self.fields.show_rows(_columns(_("Field"), 0, narrow=True), shown)

    def _open(self, row: OfficeProgress | None, of_field: FieldProgress | None = None) -> None:
        from cchc_desktop.ui.dialogs.collection.office_tasks import OfficeTasksDialog

        if row is None:
            return
        code = of_field.code if of_field is not None else None
        dialog = OfficeTasksDialog(self.space, row.office_id, row.name, code, self.window())
        dialog.papers_wanted.connect(self.office_wanted)
        dialog.open()


def _columns(head: str, width: int, narrow: bool = False) -> list[Column]:
    def count(title: str, of: str, token: str = "") -> Column:
        return Column(
            title,
            lambda row: formats.count(getattr(row.counts, of)),
            50 if narrow else 84,
            order=lambda row: getattr(row.counts, of),
            right=True,
            token=lambda row: token if getattr(row.counts, of) else "muted",
        )

    columns = [
        Column(head, lambda row: row.name, width, strong=not narrow),
        count(pgettext("column", "Total") if narrow else _("Tasks"), "total"),
        count(pgettext("column", "Finished") if narrow else _("Done"), "done"),
    ]
    if not narrow:
        columns += [count(_("Under way"), "in_progress"), count(_("Not begun"), "not_started")]
    columns += [
        count(_("Overdue"), "late", "late"),
        Column(
            "%" if narrow else _("Done, %"),
            lambda row: formats.share(row.counts.done_share),
            64 if narrow else 90,
            order=lambda row: row.counts.done_share,
            right=True,
            shade=lambda row: _shade(row.counts.done_share) if not narrow else None,
        ),
    ]
    if not narrow:
        columns += [
            Column(
                _("In time, %"),
                lambda row: formats.share(row.counts.on_time_share),
                90,
                order=lambda row: row.counts.on_time_share,
                right=True,
            ),
            Column("", lambda _row: ""),
        ]
    return columns


def _shade(share: Any) -> float | None:
    return None if share is None else float(share) / 50 - 1
