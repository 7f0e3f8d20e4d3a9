"""The reporting regime of a year: who is owed which report, by when, and whether it went in time."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.services import forms
from cchc_desktop.services.reporting import duties
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.row_table import RowTable, undo_keys
from cchc_desktop.ui.workspace import Workspace

_LOOKS = {"in_time": ("circle-check", "done"), "late": ("alert-triangle", "late"), "open": ("circle-dashed", "muted")}


def _standing(row: DutyRow) -> str:
    words = {"in_time": _("Sent in time"), "late": _("Sent late"), "open": _("Not sent yet")}
    return words[row.standing]


class ReportDutiesDialog(Dialog):
    """The table above, the chosen line below; each kept line is a step that can be undone."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._year = workspace.year
        self._rows: tuple[DutyRow, ...] = ()
        self._line: DutyRow | None = None  # the one that the fields show
        self.setWindowTitle(_("Reporting regime {year}").format(year=workspace.year))
        fit(self, 900, 520)
        headings = (
            pgettext("column", "Period"),
            pgettext("column", "Receiver"),
            pgettext("column", "Figures"),
            pgettext("column", "To be sent before"),
            pgettext("column", "Standing"),
        )
        self.table = RowTable(_("Reports owed"), headings, {0: 110, 2: 190, 3: 130, 4: 170}, 1)
        self.summary = label("", "secondary")
        self.period = CalmCombo()
        self.receiver = QLineEdit()
        self.first, self.last, self.due = (
            DateField(name, year=workspace.year) for name in (_("Figures from"), _("to"), _("To be sent before"))
        )
        self.sent = DateField(_("Day of sending"), optional=True, year=workspace.year)
        self.keep_line = button(_("Keep this line"), self.keep, "primary")
        self.add_line = button(_("Add as a new line"), self.add)
        self.drop_line = button(_("Remove"), self.remove, icon_name="trash")
        self._dress()
        self._lay_out()
        self.table.currentCellChanged.connect(self._line_chosen)
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()

    def _dress(self) -> None:
        self.period.activated.connect(lambda _place: self._show_span())
        for kind in PERIOD_KINDS:
            period = Period(self._year, kind)
            self.period.addItem(formats.period_name(period), period)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row in (upper, lower):
            row.setSpacing(theme.px(12))
            column.addLayout(row)
        top = Qt.AlignmentFlag.AlignTop
        upper.addWidget(labelled(_("Period"), self.period), 0, top)
        upper.addWidget(labelled(_("Receiver"), self.receiver), 1, top)
        upper.addWidget(labelled(_("To be sent before"), self.due), 0, top)
        lower.addWidget(labelled(_("Figures from"), self.first), 0, top)
        lower.addWidget(labelled(_("to"), self.last), 0, top)
        lower.addWidget(labelled(_("Sent on"), self.sent), 0, top)
        lower.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.regimes = CalmCombo()
        self.regimes.setAccessibleName(_("Regime"))
        for code, title in forms.available("regimes"):
            self.regimes.addItem(title, code)
        self.regimes.setCurrentIndex(max(0, self.regimes.findData(forms.DEFAULT_REGIME)))
        if not self._workspace.year_read_only:
            lower.addWidget(self.keep_line, 0, Qt.AlignmentFlag.AlignBottom)
            lower.addWidget(self.add_line, 0, Qt.AlignmentFlag.AlignBottom)
            lower.addWidget(self.drop_line, 0, Qt.AlignmentFlag.AlignBottom)
            foot.addWidget(self.regimes, 1)
            foot.addWidget(button(_("Take these dates"), self.take))
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.close))
        column.addLayout(foot)

    def read(self) -> None:
        """Read the year's duties again, staying at the chosen line."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        chosen = self._chosen()
        self._rows = duties.read_duties(dossier, self._year)
        self.table.show_rows([_words(row) for row in self._rows], [_LOOKS[row.standing] for row in self._rows], at=4)
        self.summary.setText(_summary(self._rows))
        guids = [row.guid for row in self._rows]
        place = guids.index(chosen.guid) if chosen is not None and chosen.guid in guids else 0
        with QSignalBlocker(self.table):
            self.table.setCurrentCell(place if guids else -1, 0)
        if self._line is None or self._line.guid not in guids or not self.holds_typed():
            self._show_line()

    def _line_chosen(self, _place: int, _column: int, before: int, _column_before: int) -> None:
        """Another line is shown once nothing typed about the one before is lost by it."""
        if self._line is None or not self.holds_typed() or self.ask_about_typed():
            self._show_line()
        elif 0 <= before < len(self._rows):
            QTimer.singleShot(0, self, lambda: self._stay_at(before))

    def _stay_at(self, place: int) -> None:
        with QSignalBlocker(self.table):
            self.table.setCurrentCell(place, 0)

    def _chosen(self) -> DutyRow | None:
        place = self.table.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _show_line(self) -> None:
        row = self._line = self._chosen()
        self.keep_line.setEnabled(row is not None)
        self.drop_line.setEnabled(row is not None)
        if row is None:
            self.period.setCurrentIndex(0)
            self.receiver.clear()
            self._show_span()
            self.sent.show_date(None)
            return
        period = Period.parse(row.period)
        self.period.setCurrentIndex(PERIOD_KINDS.index(period.kind))
        self.receiver.setText(row.receiver)
        self.first.show_date(row.covers_from or period.figures_from)
        self.last.show_date(row.covers_to or period.figures_to)
        self.due.show_date(row.due_on)
        self.sent.show_date(row.sent_on)

    def _show_span(self) -> None:
        """The days that the chosen period's figures cover; owed when they end, until a day is typed."""
        period: Period = self.period.currentData()
        self.first.show_date(period.figures_from)
        self.last.show_date(period.figures_to)
        self.due.show_date(period.figures_to)

    def typed(self) -> DutyRow:
        """The line as it stands in the fields, new."""
        period: Period = self.period.currentData()
        row = duties.new_duty(period, self.receiver.text(), self.due.day())
        return replace(
            row,
            covers_from=self.first.day(),
            covers_to=self.last.day(),
            sent_on=self.sent.value(),
        )

    def keep(self) -> None:
        """Keep the line that is shown as it was changed."""
        if self._line is not None:
            self._write(self._line.guid)

    def add(self) -> None:
        """Keep what stands in the fields as a line of its own."""
        self._write("")

    def _write(self, guid: str) -> None:
        if not self.dates_are_right():
            return
        typed = self.typed()
        shown, self._line = self._line, None  # what the fields hold is not waiting any more
        if self._workspace.run_across(duties.set_duty, duty=replace(typed, guid=guid) if guid else typed) is None:
            self._line = shown

    def agree_button(self) -> QPushButton | None:
        """What keeps the fields: the line shown, or where there is none a new one."""
        if self._workspace.year_read_only:
            return None
        return self.keep_line if self._line is not None else self.add_line

    def remove(self) -> None:
        """Take the chosen line away."""
        row = self._chosen()
        if row is not None:
            self._workspace.run_across(duties.remove_duty, duty_guid=row.guid)

    def take(self) -> None:
        """Owe the level above the reports of the chosen regime."""
        self._workspace.run_across(duties.take_regime, year=self._year, regime=str(self.regimes.currentData()))

    def _rows_changed(self, change: Change) -> None:
        if change.touches("report_duty"):
            self.read()


def _words(row: DutyRow) -> tuple[str, ...]:
    span = " - ".join(formats.short_date(day) for day in (row.covers_from, row.covers_to) if day is not None)
    standing = _standing(row)
    if row.sent_on is not None:
        standing = f"{standing}, {formats.short_date(row.sent_on)}"
    return (
        formats.period_name(Period.parse(row.period)),
        row.receiver,
        span,
        formats.long_date(row.due_on),
        standing,
    )


def _summary(rows: Sequence[DutyRow]) -> str:
    if not rows:
        return _("No report is owed to anybody yet. Take the dates of a regime below, or add a line.")
    sent = [row for row in rows if row.standing != "open"]
    late = sum(row.standing == "late" for row in rows)
    words = _("{sent} of {total} reports sent").format(sent=len(sent), total=len(rows))
    if late:
        words += ", " + ngettext("{count} late", "{count} late", late).format(count=late)
    return words
