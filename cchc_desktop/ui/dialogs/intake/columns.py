"""The second step of taking a plan in: which table, what its columns mean, and what each row was taken for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.doubts import doubt_words
from cchc_desktop.readers.read_rows import Doubt, ReadPlan
from cchc_desktop.readers.source import Rewritten, Source
from cchc_desktop.readers.tables import Choice, TaskTable
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.table_columns import Heading, heading_from
from cchc_desktop.services.intake.import_choices import Opened, count_doubts, listed_columns, preview_rows, tasks_of
from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.wrapped import WrappedWords
from cchc_desktop.ui.dialogs.intake.found import found_page, old_fonts_page
from cchc_desktop.ui.dialogs.intake.scan_page import ScanPage
from cchc_desktop.ui.dialogs.intake.words import HEADINGS, heading_words
from cchc_desktop.ui.table_models.import_rows import ImportRowsModel
from cchc_desktop.ui.widgets.basics import label, number_field, set_role
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.combo_header import ComboHeader
from cchc_desktop.ui.widgets.left_lines import LeftLines

_LEAST = 140  # pixels at 100 %: the header and a row
_WIDTHS = {
    Column.NUMBER: 64,
    Column.TASK: 240,
    Column.ACTIVITY: 190,
    Column.OBJECTIVE: 170,
    Column.PRODUCT: 170,
    Column.DEADLINE: 176,
}


class ColumnsPage(QWidget):
    """Signals: `changed` the officer chose otherwise, `choice` is to be read again; `put_right(list)` words of a scan
    were put right, as `ScanPage` says."""

    changed = Signal()
    put_right = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice()
        self.taught: dict[str, TaskTable] = {}  # tables whose columns the officer set, by header
        self._tables: tuple[TaskTable, ...] = ()
        self._name = ""  # of what was opened
        self._rewritten: tuple[Rewritten, ...] = ()
        self.scan: ScanPage | None = None
        self.table_box = CalmCombo()
        self.table_box.setAccessibleName(_("Table"))
        self.header_row = number_field(0, 999, 1)
        self.header_row.setAccessibleName(_("Row of the heading"))
        self.split = QCheckBox()
        self.hidden = QCheckBox()
        self.convert = QCheckBox(_("Make letters of old fonts Unicode"))
        self.doubtful = QCheckBox()
        self.model = ImportRowsModel(self)
        self.view = QTableView()
        self.header = ComboHeader(self.view)
        self.summary = label("", "strong", wrap=True)
        self.doubts = label("", "soon", wrap=True)
        self.placed = label(_("Every line of the file found its place."), "done", wrap=True)
        self.pages = QTabWidget()
        self._lay_out()
        self.table_box.activated.connect(self._table_chosen)
        self.header_row.valueChanged.connect(self._header_moved)
        self.split.toggled.connect(self._options_changed)
        self.hidden.toggled.connect(self._options_changed)
        self.convert.toggled.connect(self._options_changed)
        self.doubtful.toggled.connect(lambda _on: self._fill())
        self.header.picked.connect(self._column_picked)
        self.pages.currentChanged.connect(self._page_chosen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        first = QHBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(label(_("Table"), "field"))
        first.addWidget(self.table_box, 1)
        self._header_words = label(_("Row of the heading"), "field")
        first.addWidget(self._header_words)
        first.addWidget(self.header_row)
        column.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(theme.px(14))
        for box in (self.split, self.hidden, self.convert, self.doubtful):
            second.addWidget(box)
        second.addStretch(1)
        column.addLayout(second)
        third = QHBoxLayout()
        third.setSpacing(theme.px(14))
        third.addWidget(self.summary, 1)
        third.addWidget(self.placed, 1)
        column.addLayout(third)
        column.addWidget(self.doubts)
        self.view.setModel(self.model)
        self.view.setHorizontalHeader(self.header)
        self.view.setAccessibleName(_("Rows of the file"))
        self.view.setWordWrap(True)
        self.view.setItemDelegate(WrappedWords(self.view))
        self.view.setProperty("box", "rows")
        self.view.setMinimumHeight(theme.px(_LEAST))
        self.view.setTabKeyNavigation(False)
        self.view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.verticalHeader().setMinimumWidth(theme.px(34))
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.pages.addTab(self.view, _("Rows of the file"))
        column.addWidget(self.pages, 1)

    # What is shown

    def show_source(self, opened: Opened, choice: Choice) -> None:
        """Offer the tables of a file with what was chosen for the officer."""
        self._tables, self._name, self._rewritten = opened.tables, opened.name, opened.rewritten
        self.choice, self.taught = choice, {}
        self.table_box.clear()
        known = tuple(table for table in opened.tables if table.known)
        if len(known) > 1:
            rows = sum(len(table.frame().rows) for table in known)
            words = _("All {tables} task tables ({rows} rows)").format(tables=len(known), rows=rows)
            self.table_box.addItem(words, known)
        for table in opened.tables:
            self.table_box.addItem(_table_words(table), (table,))
        if opened.listed or not opened.tables:
            words = _("The list in the text (tasks: {count})")
            self.table_box.addItem(words.format(count=opened.listed), ())
        places = [self.table_box.itemData(at) for at in range(self.table_box.count())]
        wanted = choice.tables or ()
        self.table_box.setCurrentIndex(next((at for at, tables in enumerate(places) if tuple(tables) == wanted), 0))
        hidden = opened.hidden_rows
        self.hidden.setText(
            ngettext("Take {count} hidden row too", "Take {count} hidden rows too", hidden).format(count=hidden)
        )
        self.hidden.setVisible(hidden > 0)
        self.convert.setVisible(opened.old_font_rows > 0)
        for box, on in ((self.hidden, True), (self.convert, True), (self.split, False), (self.doubtful, False)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)

    def show_scan(self, path: Path | None, source: Source) -> None:
        """Show the pages of a scan beside its words; no page where the file is none."""
        if self.scan is not None:
            self.pages.removeTab(self.pages.indexOf(self.scan))
            self.scan.deleteLater()
            self.scan = None
        if path is not None and source.scans:
            self.scan = ScanPage(path, source)
            self.scan.put_right.connect(self.put_right)
            self.pages.insertTab(1, self.scan, _("Scan ({count})").format(count=len(source.unsure)))

    def show_put_right(self, opened: Opened, choice: Choice) -> None:
        """Show the same choice of what was put right."""
        place, taught = self.table_box.currentIndex(), self.taught
        self.show_source(opened, choice)
        self.table_box.setCurrentIndex(place)
        self.choice, self.taught = choice, taught
        for box, on in ((self.split, choice.split), (self.hidden, choice.hidden), (self.convert, choice.convert)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)

    def _page_chosen(self, _at: int) -> None:
        if self.scan is not None and self.pages.currentWidget() is self.scan:
            self.scan.begin()

    def show_plan(self, plan: ReadPlan) -> None:
        """Show what the choice gives."""
        self._plan = plan
        counts = count_doubts(plan)
        many = counts[Doubt.MANY_TASKS] + counts[Doubt.SPLIT]
        self.split.setVisible(many > 0)
        self.split.setText(_("Make a task of each number in a cell"))
        tasks, groups = len(tasks_of(plan)), len(plan.groups)
        found = _("{tasks} in {groups}").format(
            tasks=ngettext("{count} task", "{count} tasks", tasks).format(count=tasks),
            groups=ngettext("{count} group", "{count} groups", groups).format(count=groups),
        )
        self.summary.setText(found if tasks else self._nothing(plan))
        set_role(self.summary, "strong" if tasks else "soon")
        listed = [f"{doubt_words(doubt)}: {count}" for doubt, count in counts.most_common()]
        total = sum(counts.values())
        self.doubts.setVisible(total > 0)
        self.placed.setVisible(bool(tasks) and not plan.unplaced)
        words = ngettext("{count} place to look at: {what}", "{count} places to look at: {what}", total)
        self.doubts.setText(words.format(count=total, what=" · ".join(listed)))
        doubtful = ngettext("Only the {count} row with a doubt", "Only the {count} rows with a doubt", total)
        self._rows = preview_rows(self.choice, plan)
        shown = sum(bool(row.doubts) for row in self._rows)
        self.doubtful.setText(doubtful.format(count=shown))
        self.doubtful.setVisible(shown > 0 or self.doubtful.isChecked())
        self._show_header()
        self._fill()
        self._show_notes(plan)

    def _nothing(self, plan: ReadPlan) -> str:
        if self.choice.tables:
            return _("No task was found under this heading. Say over the columns which one holds the tasks.")
        if plan.sections:
            count = len(plan.sections)
            words = ngettext(
                "The plan lists no tasks; its text can be taken in: {count} section",
                "The plan lists no tasks; its text can be taken in: {count} sections",
                count,
            )
            return words.format(count=count)
        if plan.is_text:
            return _("The letter lists no tasks; it can be taken in as it is.")
        return plan.warnings[0] if plan.warnings else _("No task was found in this file.")

    def _show_header(self) -> None:
        table = self._one_table()
        for widget in (self._header_words, self.header_row):
            widget.setVisible(table is not None)
        if table is not None:
            self.header_row.blockSignals(True)
            self.header_row.setRange(0, min(len(table.table.rows), 60))
            self.header_row.setValue(table.at + table.height if table.height else 0)
            self.header_row.blockSignals(False)

    def _fill(self) -> None:
        tables = self.choice.tables
        headings: Sequence[Heading | None] = tables[0].columns if tables else listed_columns(self._plan)
        titles = tables[0].titles if tables else [heading_words(heading) for heading in headings]
        in_words = not tables and not self._plan.groups
        self.header.setStretchLastSection(in_words)
        if in_words:
            headings, titles = (Column.TASK, Column.ACTIVITY), [_("Section"), _("Text")]
        self.model.show_rows(self._rows, titles, self.doubtful.isChecked())
        entries = [(heading_words(heading), _code(heading)) for heading in HEADINGS]
        words = _("Meaning of the column “{title}”")
        names = [words.format(title=title or at) for at, title in enumerate(titles, 1)]
        combos = [_code(heading) for heading in headings] if tables else []
        self.header.show_choices(entries, combos, names[: len(combos)])
        self._set_widths(headings)

    def _set_widths(self, headings: Sequence[Heading | None]) -> None:
        """Each column by what it holds, wider where the window leaves room."""
        wanted = [150, *(_WIDTHS.get(heading, 128) if isinstance(heading, Column) else 112 for heading in headings)]
        room = self.view.viewport().width() - theme.px(4)
        share = max(1.0, room / max(theme.px(sum(wanted)), 1))
        for at, width in enumerate(wanted):
            self.view.setColumnWidth(at, int(theme.px(width) * share))
        self.header.updateGeometries()  # titles take the lines that their widths leave them

    def _show_notes(self, plan: ReadPlan) -> None:
        kept = 2 if self.scan is not None else 1
        while self.pages.count() > kept:
            page = self.pages.widget(kept)
            self.pages.removeTab(kept)
            if page is not None:
                page.deleteLater()
        if plan.groups:
            self.pages.addTab(found_page(plan), _("What was found"))
        if plan.unplaced:
            self.pages.addTab(
                LeftLines(plan.unplaced, self._name),
                _("Lines without a place ({count})").format(count=len(plan.unplaced)),
            )
        if self._rewritten:
            self.pages.addTab(
                old_fonts_page(self._rewritten), _("Old fonts ({count})").format(count=len(self._rewritten))
            )
        if plan.warnings:
            words = QPlainTextEdit("\n\n".join(plan.warnings))
            words.setReadOnly(True)
            words.setAccessibleName(_("Warnings"))
            self.pages.addTab(words, _("Warnings ({count})").format(count=len(plan.warnings)))

    # What the officer chooses

    def _one_table(self) -> TaskTable | None:
        tables = self.choice.tables
        return tables[0] if tables and len(tables) == 1 else None

    def _table_chosen(self, at: int) -> None:
        self.choice = replace(self.choice, tables=tuple(self.table_box.itemData(at)))
        self.changed.emit()

    def _header_moved(self, row: int) -> None:
        """The heading is this one row, counted from 1 within the table; 0 for a table without a heading."""
        table = self._one_table()
        if table is not None:
            moved = table.with_header(row - 1 if row else 0, 1 if row else 0)
            self.choice = replace(self.choice, tables=(moved,))
            self.changed.emit()

    def _options_changed(self, _on: bool) -> None:
        self.choice = replace(
            self.choice,
            split=self.split.isChecked(),
            hidden=self.hidden.isChecked(),
            convert=self.convert.isChecked(),
        )
        self.changed.emit()

    def _column_picked(self, column: int, code: str) -> None:
        """Give a column its meaning, in every chosen table with this heading; another that had it has none now."""
        tables, heading = self.choice.tables or (), heading_from(code)
        if not tables:
            return
        key, width = tables[0].key, len(tables[0].columns)
        changed = []
        for table in tables:
            if table.key == key and len(table.columns) == width:
                columns = [None if heading is not None and known is heading else known for known in table.columns]
                columns[column - 1] = heading
                table = table.with_columns(columns)
                if table.height:
                    self.taught[table.key] = table
            changed.append(table)
        self.choice = replace(self.choice, tables=tuple(changed))
        self.changed.emit()


def _code(heading: Heading | None) -> str:
    """A meaning as combo boxes keep it: Qt makes plain strings of enumerations."""
    return str(heading) if heading is not None else ""


def _table_words(table: TaskTable) -> str:
    titles = ", ".join(title for title in table.titles if title)
    rows = len(table.frame().rows)
    where = table.table.where
    place = _("Sheet “{name}”").format(name=where) if where else _("Table at line {line}").format(line=table.line)
    words = ngettext("{place}, {count} row: {titles}", "{place}, {count} rows: {titles}", rows)
    return words.format(place=place, count=rows, titles=titles[:90])
