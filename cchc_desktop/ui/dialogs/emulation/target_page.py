"""Contents and targets of a movement by field, and where their results are computed from."""

from typing import Any

from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.emulation_rows import MovementTargetRow, MovementView
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.targets import goal_of, goal_words
from cchc_desktop.services.emulation import movements
from cchc_desktop.services.emulation.movements import MovementCell, TargetPart
from cchc_desktop.services.known_values import source_choices
from cchc_desktop.ui.dialogs.emulation.page import MovementPage
from cchc_desktop.ui.table_models.typed_rows import TypedColumn, TypedRows, TypedTable
from cchc_desktop.ui.widgets.basics import labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.workspace import Workspace


class TargetPage(MovementPage):
    """A sheet of targets."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._names: dict[str, str] = {}
        self.model = TypedRows(self)
        self.model.read_only = workspace.year_read_only
        self.table = TypedTable(_("Targets of the movement"), self.model)
        self.source = CalmCombo()
        self.column.addWidget(self.table, 1)
        self.column.addWidget(labelled(_("Result of the chosen target is computed from"), self.source))
        self.column.addWidget(
            self.tools(
                (_("Take from the plan's text"), self._take, "file-text"),
                (_("Remove targets"), self._remove, "trash"),
            )
        )
        self.column.addWidget(self.said)
        self.model.typed.connect(self._keep)
        self.table.said.connect(self.tell)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_source())
        self.source.activated.connect(lambda place: self._choose(str(self.source.itemData(place))))

    def show_view(self, view: MovementView | None) -> None:
        super().show_view(view)
        dossier = self.workspace.dossier
        choices = source_choices(dossier, self.workspace.year) if dossier is not None else ()
        self._names = {one.code: one.name for one in choices}
        self.source.clear()
        self.source.addItem(_("Typed by hand"), "")
        for one in choices:
            self.source.addItem(one.name, one.code)
        columns = self._columns()
        self.model.show_rows(columns, view.targets if view is not None else (), grows=view is not None)
        self.table.fit_columns(columns)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_source()

    def _columns(self) -> tuple[TypedColumn, ...]:
        def goal(row: MovementTargetRow) -> str:
            return goal_words(goal_of(row.text)) or _("in words")

        return (
            TypedColumn(
                TargetPart.FIELD,
                pgettext("column", "Field"),
                lambda row: field_name(row.field_code),
                220,
            ),
            TypedColumn(TargetPart.CONTENT, pgettext("column", "Content"), lambda row: row.content, 230),
            TypedColumn(TargetPart.TEXT, pgettext("column", "Target"), lambda row: row.text),
            TypedColumn(None, pgettext("column", "Goal"), goal, 96, editable=False, centred=True),
            TypedColumn(
                None,
                pgettext("column", "Result"),
                lambda row: self._names.get(row.source, row.source) or _("Typed by hand"),
                150,
                editable=False,
            ),
        )

    def _show_source(self) -> None:
        row: MovementTargetRow | None = self.table.chosen()
        self.source.setCurrentIndex(max(0, self.source.findData(row.source if row is not None else "")))
        self.source.setEnabled(row is not None and not self.workspace.year_read_only)

    def _choose(self, source: str) -> None:
        row: MovementTargetRow | None = self.table.chosen()
        if row is not None and row.source != source:
            self.workspace.run(movements.set_measure, target_guid=row.guid, source=source)

    def _keep(self, typed: list[tuple[MovementTargetRow | None, int, Any, str]]) -> None:
        cells = [MovementCell(row.guid if row else "", str(key), text, line) for row, line, key, text in typed]
        self.run(movements.set_targets, cells=cells)

    def _take(self) -> None:
        change = self.run(movements.take_targets)
        if change is not None:
            count = len(change.created("movement_target"))
            words = ngettext("{count} target was taken from the plan.", "{count} targets were taken.", count)
            self.tell(words.format(count=count))

    def _remove(self) -> None:
        guids = [row.guid for row in self.table.chosen_rows()]
        if guids and self.workspace.run(movements.remove_rows, guids=guids) is not None:
            words = ngettext("{count} target was removed.", "{count} targets were removed.", len(guids))
            self.tell(f"{words.format(count=len(guids))} {_('Undo brings it back (Ctrl+Z).')}")
