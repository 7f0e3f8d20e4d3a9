"""The targets of a paper over its years: typed like a sheet, filled from what the dossier knows, printed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.plan_rows import TargetRow, YearPaperView
from cchc_desktop.models.target_rows import years_of
from cchc_desktop.rules.printouts import FileFormat, Printout
from cchc_desktop.services.known_values import source_choices
from cchc_desktop.services.papers import plans, targets
from cchc_desktop.services.papers.composing import compose, file_stem
from cchc_desktop.services.papers.office_base import read_office_base
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.targets import TargetCell
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.paper_words import plan_words
from cchc_desktop.ui.places import documents_folder
from cchc_desktop.ui.table_models.target_columns import target_columns
from cchc_desktop.ui.table_models.typed_rows import TypedRows, TypedTable
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled, link, set_role
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.workspace import Workspace, wait_cursor

_TABLES = ("target", "target_value", "document_line", "plan", "official_document")
_SOURCES = ("task", "figure_value", "score", "index_result")  # from which values were filled in
_NARROWEST = 220  # of the column of the targets' words, pixels at 100 %


class TargetsDialog(Dialog):
    """Stays open beside the window; each cell and each block from Excel is a step that can be undone."""

    def __init__(self, workspace: Workspace, plan_guid: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._plan_guid = plan_guid
        self._more = {"before": 0, "after": 0}  # years that are shown beyond those of the paper
        self._years: tuple[int, ...] = (workspace.year,)
        self.setWindowTitle(_("Targets over years"))
        fit(self, 1120, 620)
        self.papers = CalmCombo()
        self.model = TypedRows(self)
        self.model.read_only = workspace.year_read_only
        self.table = TypedTable(_("Targets"), self.model)
        self.source = CalmCombo()
        self.as_appendix = QCheckBox(_("Print this table as an appendix of the paper"))
        self.said = label("", "secondary", wrap=True)
        self.summary = label("", "secondary", wrap=True)
        self.earlier = link("", lambda: self._show_more("before"))
        self.later = link("", lambda: self._show_more("after"))
        self._lay_out()
        self._connect()
        self.read()
        self.table.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        self.papers.setAccessibleName(_("Paper"))
        head.addWidget(self.papers, 1)
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        column.addLayout(head)
        note = _(
            "Goals as papers write them: ≥ 99%, 30-50%, top 5, giảm 20%. Where nothing is planned for a year the goal "
            "holds. “ước 95” under reached is a forecast."
        )
        column.addWidget(label(note, "note", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.summary)
        column.addWidget(labelled(_("Reached of the chosen target is taken from"), self.source))
        tools = QWidget()
        row = FlowLayout(tools, theme.px(8))
        self.tools: list[QPushButton] = []
        for words, slot, icon in self._commands():
            self.tools.append(button(words, slot, icon_name=icon))
            row.addWidget(self.tools[-1])
        row.addWidget(self.as_appendix)
        column.addWidget(tools)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.said, 1)
        self.export = QPushButton(_("Export…"))
        menu = QMenu(self.export)
        for form in FileFormat:
            menu.addAction(form.upper(), partial(self._ask_file, form))
        self.export.setMenu(menu)
        foot.addWidget(self.export)
        foot.addWidget(button(_("Close"), self.close))
        column.addLayout(foot)

    def _commands(self) -> tuple[tuple[str, Callable[[], object], str], ...]:
        return (
            (_("Up"), lambda: self._move(-1), "arrow-up"),
            (_("Down"), lambda: self._move(1), "arrow-down"),
            (_("Remove targets"), self._remove, "trash"),
            (_("Read from the paper's text"), self._from_text, "file-text"),
            (_("Fill in what is known"), self._fill, "wand"),
        )

    def _connect(self) -> None:
        self.papers.activated.connect(lambda place: self.show_paper(str(self.papers.itemData(place))))
        self.source.activated.connect(lambda place: self._choose_source(str(self.source.itemData(place))))
        self.as_appendix.clicked.connect(self._set_appendix)
        self.model.typed.connect(self._keep)
        self.table.said.connect(self._tell)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_source())
        self._workspace.changed.connect(self._rows_changed)
        stay_beside(self, self._workspace)
        undo_keys(self, self._workspace)

    def enter(self) -> None:
        """Enter belongs to the table."""

    # Reading

    def read(self) -> None:
        """Read the papers of the year and the targets of the chosen one, staying where one is."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        rows = plans.read_plans(dossier, self._workspace.year)
        kinds = plans.paper_kinds(dossier, self._workspace.year)
        if self._plan_guid not in {row.guid for row in rows}:
            main = plans.main_plan(dossier, self._workspace.year)
            self._plan_guid = main.guid if main is not None else ""
        self.papers.clear()
        for row in rows:
            self.papers.addItem(plan_words(row, rows, kinds), row.guid)
        self.papers.setCurrentIndex(self.papers.findData(self._plan_guid))
        self.source.clear()
        self.source.addItem(_("Typed by hand"), "")
        for choice in source_choices(dossier, self._workspace.year):
            self.source.addItem(choice.name, choice.code)
        view = plans.read_plan(dossier, self._plan_guid) if self._plan_guid else None
        self._show(view)

    def _show(self, view: YearPaperView | None) -> None:
        shown = () if view is None else view.targets
        if view is not None:
            titles = (section.title for section in view.sections)
            years = years_of(view.paper.subject, titles, view.plan.year, shown)
            self._years = tuple(range(years[0] - self._more["before"], years[-1] + self._more["after"] + 1))
            self.as_appendix.setChecked(view.with_targets)
        columns = target_columns(self._years, self._workspace.today.year)
        self.model.show_rows(columns, shown, grows=view is not None)
        self.table.fit_columns(columns)
        self._keep_words_wide()
        self.earlier.setText(_("Show {year} too").format(year=self._years[0] - 1))
        self.later.setText(_("Show {year} too").format(year=self._years[-1] + 1))
        writable = view is not None and not self._workspace.year_read_only
        for one in (*self.tools, self.as_appendix, self.source):
            one.setEnabled(writable)
        self.export.setEnabled(bool(shown))
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_source()
        self._count(shown)

    def _keep_words_wide(self) -> None:
        """The words of the targets keep their room; many years are scrolled."""
        header = self.table.horizontalHeader()
        rest = sum(header.sectionSize(place) for place in range(1, self.model.columnCount()))
        if rest > self.width() - theme.px(_NARROWEST + 60):
            header.setSectionResizeMode(0, header.ResizeMode.Interactive)
            header.resizeSection(0, theme.px(_NARROWEST))

    def show_paper(self, plan_guid: str) -> None:
        """Show the targets of another paper."""
        self.keep_typed()
        self._plan_guid = plan_guid
        self._more = {"before": 0, "after": 0}
        self.read()

    def _show_more(self, side: str) -> None:
        self._more[side] += 1
        self.read()

    def _show_source(self) -> None:
        row: TargetRow | None = self.table.chosen()
        place = self.source.findData(row.source if row is not None else "")
        if place < 0 and row is not None:
            self.source.addItem(row.source, row.source)
            place = self.source.count() - 1
        self.source.setCurrentIndex(place)
        self.source.setEnabled(row is not None and not self._workspace.year_read_only)

    def _count(self, shown: tuple[TargetRow, ...]) -> None:
        dossier = self._workspace.dossier
        stale = targets.stale_values(dossier, self._plan_guid) if dossier and self._plan_guid else ()
        words = ngettext("{count} target", "{count} targets", len(shown)).format(count=len(shown))
        if stale:
            told = ngettext(
                "{count} value is no longer what it was taken from: “Fill in what is known” brings it up to date.",
                "{count} values are no longer what they were taken from: “Fill in what is known” brings them up to "
                "date.",
                len(stale),
            )
            words = f"{words}. {told.format(count=len(stale))}"
        set_role(self.summary, "soon" if stale else "secondary")
        self.summary.setText(words)

    def _rows_changed(self, change: Change) -> None:
        if change.touches(*_TABLES, *_SOURCES):
            self.read()

    def _tell(self, sentence: str) -> None:
        set_role(self.said, "late" if self.table.is_typing() else "secondary")
        self.said.setText(sentence)

    # Changing

    def _keep(self, typed: list[tuple[TargetRow | None, int, Any, str]]) -> None:
        cells = [
            TargetCell(row.guid if row is not None else "", key.part, text, key.year, line)
            for row, line, key, text in typed
        ]
        self._workspace.run(targets.set_targets, plan_guid=self._plan_guid, cells=cells)

    def _remove(self) -> None:
        self.keep_typed()
        guids = [row.guid for row in self.table.chosen_rows()]
        if guids and self._workspace.run(targets.remove_targets, guids=guids) is not None:
            words = ngettext("{count} target was removed.", "{count} targets were removed.", len(guids))
            self._tell(f"{words.format(count=len(guids))} {_('Undo brings it back (Ctrl+Z).')}")

    def _move(self, by: int) -> None:
        self.keep_typed()
        row = self.table.chosen()
        if row is not None and self._workspace.run(targets.move_target, target_guid=row.guid, by=by) is not None:
            at = self.model.index(self.model.place_of(row.guid), self.table.currentIndex().column())
            self.table.setCurrentIndex(at)

    def _from_text(self) -> None:
        self.keep_typed()
        dossier = self._workspace.dossier
        found = targets.targets_in_text(dossier, self._plan_guid) if dossier is not None else ()
        if not found:
            self._tell(
                _("The text of this paper states no further targets under a heading of goals or targets (mục tiêu).")
            )
        elif self._workspace.run(targets.add_targets, plan_guid=self._plan_guid, texts=found) is not None:
            words = ngettext("{count} target was read from the text.", "{count} targets were read.", len(found))
            self._tell(f"{words.format(count=len(found))} {_('Check their goals.')}")

    def _fill(self) -> None:
        self.keep_typed()
        change = self._workspace.run(targets.fill_actuals, plan_guid=self._plan_guid, years=self._years)
        if change is not None:
            filled = len({entry.guid for entry in change.entries if entry.table == "target_value"})
            words = ngettext("{count} value was filled in.", "{count} values were filled in.", filled)
            more = "" if filled else _("Choose below the table where the values of a target come from.")
            self._tell(f"{words.format(count=filled)} {more}".strip())

    def _choose_source(self, source: str) -> None:
        row: TargetRow | None = self.table.chosen()
        if row is not None and row.source != source:
            self._workspace.run(targets.set_source, target_guid=row.guid, source=source, years=self._years)

    def _set_appendix(self, on: bool) -> None:
        self._workspace.run(targets.set_with_table, plan_guid=self._plan_guid, on=on)

    # Writing files

    def _ask_file(self, form: FileFormat) -> None:
        self.keep_typed()
        dossier = self._workspace.dossier
        if dossier is None:
            return
        wish = Wish(self._workspace.year, plan_guid=self._plan_guid)
        proposed = documents_folder() / f"{file_stem(dossier, Printout.TARGETS, wish)}{form.ending}"
        kinds = f"{form.upper()} (*{form.ending})"
        path = ask_output(self, _("Targets over years"), proposed, kinds, form.ending)
        if path is not None:
            self.write_file(path)

    def write_file(self, path: Path) -> bool:
        """Write the table into a file of the kind that its name says."""
        from cchc_desktop.writers.paper_writer import write_paper

        dossier = self._workspace.dossier
        if dossier is None:
            return False
        try:
            with wait_cursor():
                wish = Wish(self._workspace.year, plan_guid=self._plan_guid)
                base = read_office_base(dossier, wish.year) if path.suffix.lower() == ".docx" else None
                write_paper(compose(dossier, Printout.TARGETS, wish), path, base)
        except UserError as error:
            alerts.show_error(self, error)
            return False
        self._workspace.say(_("Saved {name}").format(name=path.name))
        return True
