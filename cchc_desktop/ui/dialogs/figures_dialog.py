"""The data appendix of a period: every figure with its value, kept as it is typed."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.figure_rows import HEADING, FigureRow
from cchc_desktop.readers.read_rows import ReadFigures
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.reporting.figure_checks import check_figures
from cchc_desktop.services.reporting.figures import read_figures, set_figures
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.form_import import ask_form, take_form
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.places import documents_folder
from cchc_desktop.ui.table_models.figures import FigureColumn, FiguresModel
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, named_buttons, set_role
from cchc_desktop.ui.widgets.figure_checks import FigureChecks
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.widgets.sheet import SheetTable
from cchc_desktop.ui.workspace import Workspace, wait_cursor

_WIDTHS = {
    FigureColumn.CODE: 50,
    FigureColumn.UNIT: 90,
    FigureColumn.VALUE: 110,
    FigureColumn.ESTIMATED: 54,
    FigureColumn.PREVIOUS: 110,
    FigureColumn.NOTE: 150,
}


class FiguresDialog(Dialog):
    """Stays open beside the report; each value is a step that can be undone, here with Ctrl+Z too."""

    def __init__(self, workspace: Workspace, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.period = period
        self._figures: tuple[FigureRow, ...] = ()
        self.setWindowTitle(_("Figures of {period}").format(period=formats.period_title(period)))
        fit(self, 960, 620)
        self.model = FiguresModel(self)
        self.model.period_title = formats.period_name(period)
        before = period.previous()
        self.model.previous_title = (
            formats.period_name(before) if before.year == period.year else formats.period_title(before).capitalize()
        )
        self.model.read_only = workspace.year_read_only
        self.table = SheetTable()
        self.search = QLineEdit()
        self.only_open = QCheckBox(_("Only figures without a value and estimates"))
        self.checks = FigureChecks()
        self._counts = label("", "secondary", wrap=True)
        self._lay_out()
        self._connect()
        self.read()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Find a figure"))
        self.search.setAccessibleName(_("Find a figure"))
        named_buttons(self.search)
        self.search.setProperty(PASSING, True)
        self.search.setFixedWidth(theme.px(260))
        self._dress_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        head.addWidget(self.search)
        head.addWidget(self.only_open)
        head.addStretch(1)
        head.addWidget(
            label(
                _("Figures from {first} to {last}").format(
                    first=formats.long_date(self.period.figures_from), last=formats.long_date(self.period.figures_to)
                ),
                "secondary",
            )
        )
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.checks)
        foot = QHBoxLayout()
        foot.addWidget(self._counts, 1)
        if not self._workspace.year_read_only:
            foot.addWidget(button(_("Fill in what is known"), self._fill, icon_name="wand"))
            foot.addWidget(button(_("Take from a file…"), self._ask_file, icon_name="file-import"))
        foot.addWidget(button(_("Save as Excel…"), self._ask_sheet, icon_name="file-type-xls"))
        foot.addWidget(button(_("Close"), self.close))
        column.addLayout(foot)

    def _ask_file(self) -> None:
        path = ask_form(self, self.windowTitle())
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read the figures of a table, and take them into this period."""
        from cchc_desktop.readers.figures import read_figures

        words = _("Reading {name}").format(name=path.name)
        run_reading(self, words, lambda: read_figures(path), lambda read: self._take(read, path.name))

    def _take(self, read: ReadFigures, name: str) -> None:
        from cchc_desktop.services.intake.import_forms import keep_figures

        period = str(self.period)
        title = self.windowTitle()
        take_form(self, self._workspace, title, name, lambda dossier: keep_figures(dossier, read=read, period=period))

    def _fill(self) -> None:
        from cchc_desktop.services.reporting.figure_sources import fill_figures

        change = self._workspace.run(fill_figures, period=str(self.period))
        if change is not None:
            filled = len([entry for entry in change.entries if entry.table == "figure_value"])
            words = ngettext("{count} figure was filled in", "{count} figures were filled in", filled)
            self._workspace.say(words.format(count=filled))
            self._counts.setText(words.format(count=filled))

    def _ask_sheet(self) -> None:
        proposed = documents_folder() / f"So-lieu-CCHC-{self.period}.xlsx"
        path = ask_output(self, _("Save as Excel…"), proposed, _("Excel (*.xlsx)"), ".xlsx")
        if path is not None:
            self.save_sheet(path)

    def save_sheet(self, path: Path) -> bool:
        """Write the figures as a sheet that can be filled in and taken from a file again."""
        from cchc_desktop.services.reporting.figures_sheet import write_figures_sheet

        dossier = self._workspace.dossier
        if dossier is None:
            return False
        try:
            with wait_cursor():
                write_figures_sheet(dossier, period=str(self.period), path=path)
        except UserError as error:
            alerts.show_error(self, error)
            return False
        self._workspace.say(_("Saved {name}").format(name=path.name))
        return True

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("Figures"))
        table.setWordWrap(False)
        table.setShowGrid(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(28))
        table.dress_as_sheet()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(40))
        for section, width in _WIDTHS.items():
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, theme.px(width))
        header.setSectionResizeMode(FigureColumn.NAME, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self.checks.wanted.connect(self.show_code)
        self.model.typed.connect(self._keep)
        self.table.said.connect(self._tell)
        self.model.modelReset.connect(self._span_groups)
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self._first_value)
        self.only_open.toggled.connect(lambda _on: self._show())
        self._workspace.changed.connect(self._rows_changed)
        stay_beside(self, self._workspace)
        undo_keys(self, self._workspace)

    def enter(self) -> None:
        """Enter belongs to the search and the table."""

    def read(self) -> None:
        """Read the values again, leaving the place and what is being typed."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        self._figures = read_figures(dossier, str(self.period))
        self._show()
        self._count(self._figures)
        self.checks.show_checks(check_figures(dossier, str(self.period)))

    def _show(self) -> None:
        """Show what was read and passes the filter."""
        self.model.show_figures(self._figures, self.search.text(), self.only_open.isChecked())

    def show_code(self, code: str) -> None:
        """Bring the figure with a code into view; a filter that hides it is taken away."""
        guid = next((figure.guid for figure in self._figures if figure.code == code), "")
        if guid and self.model.row_of(guid) < 0:
            self.search.clear()
            self.only_open.setChecked(False)
        self.show_figure(guid)

    def show_figure(self, guid: str) -> None:
        """Bring a figure into view, ready to be typed."""
        row = self.model.row_of(guid)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, FigureColumn.VALUE))
            self.table.scrollTo(self.model.index(row, FigureColumn.VALUE))
            self.table.setFocus()

    def _first_value(self) -> None:
        """Go to the first value that was found."""
        row = next((row for row in range(self.model.rowCount()) if self.model.figure(row) is not None), -1)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, FigureColumn.VALUE))
            self.table.setFocus()

    def _keep(self, typed: Sequence[tuple[FigureRow, Decimal | None, bool, str]]) -> None:
        values = {figure.guid: (value, estimated, note) for figure, value, estimated, note in typed}
        self._workspace.run(set_figures, period=str(self.period), values=values)

    def _tell(self, sentence: str) -> None:
        """Say why a cell does not take what was typed, or what was pasted."""
        set_role(self._counts, "late" if self.table.is_typing() else "secondary")
        self._counts.setText(sentence)

    def _rows_changed(self, change: Change) -> None:
        if change.touches("figure", "figure_value"):
            self.read()

    def _span_groups(self) -> None:
        self.table.clearSpans()
        for row in self.model.groups():
            self.table.setSpan(row, 0, 1, len(FigureColumn))
        if self.table.currentIndex() == QModelIndex() and self.model.rowCount() > 1:
            self.table.setCurrentIndex(self.model.index(1, FigureColumn.VALUE))

    def _count(self, figures: tuple[FigureRow, ...]) -> None:
        figures = tuple(figure for figure in figures if figure.kind != HEADING)
        typed = sum(figure.value is not None for figure in figures)
        estimated = sum(figure.estimated for figure in figures)
        words = _("{count}/{total} figures have a value").format(count=typed, total=len(figures))
        guesses = ngettext("{count} is an estimate", "{count} are estimates", estimated).format(count=estimated)
        set_role(self._counts, "secondary")
        self._counts.setText(f"{words}, {guesses}")
