"""The reporting regime of a year: who is owed which report, by when, and whether it went in time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLineEdit,
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
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.optional_date import OptionalDate
from cchc_desktop.ui.widgets.row_table import RowTable, undo_keys
from cchc_desktop.ui.workspace import Workspace

_LOOKS = {"in_time": ("circle-check", "done"), "late": ("alert-triangle", "late"), "open": ("circle-dashed", "muted")}


def _standing(row: DutyRow) -> str:
    words = {"in_time": _("Sent in time"), "late": _("Sent late"), "open": _("Not sent yet")}
    return words[row.standing]


class ReportDutiesDialog(QDialog):
    """The table above, the chosen line below; each kept line is a step that can be undone."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: tuple[DutyRow, ...] = ()
        self.setProperty("box", "surface")
        self.setWindowTitle(_("Reporting regime {year}").format(year=workspace.year))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        self.period = QComboBox()
        self.receiver = QLineEdit()
        self.first, self.last, self.due = (_day_field() for _number in range(3))
        self.sent = OptionalDate(_("Sent on"), _("Day of sending"))
        self.keep_line = button(_("Keep this line"), self.keep, "primary")
        self.drop_line = button(_("Remove"), self.remove, icon_name="trash")
        self._dress()
        self._lay_out()
        self.table.currentCellChanged.connect(lambda *_places: self._show_line())
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()

    def _dress(self) -> None:
        self.period.activated.connect(lambda _place: self._show_span())
        for kind in PERIOD_KINDS:
            period = Period(self._workspace.year, kind)
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
        upper.addWidget(labelled(_("Period"), self.period))
        upper.addWidget(labelled(_("Receiver"), self.receiver), 1)
        upper.addWidget(labelled(_("To be sent before"), self.due))
        lower.addWidget(labelled(_("Figures from"), self.first))
        lower.addWidget(labelled(_("to"), self.last))
        self.sent.setMinimumWidth(theme.px(230))
        lower.addWidget(self.sent, 0, Qt.AlignmentFlag.AlignBottom)
        lower.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.regimes = QComboBox()
        self.regimes.setAccessibleName(_("Regime"))
        for code, title in forms.available("regimes"):
            self.regimes.addItem(title, code)
        self.regimes.setCurrentIndex(max(0, self.regimes.findData(forms.DEFAULT_REGIME)))
        if not self._workspace.read_only:
            lower.addWidget(self.keep_line, 0, Qt.AlignmentFlag.AlignBottom)
            lower.addWidget(button(_("Add as a new line"), self.add), 0, Qt.AlignmentFlag.AlignBottom)
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
        self._rows = duties.read_duties(dossier, self._workspace.year)
        self.table.show_rows([_words(row) for row in self._rows], [_LOOKS[row.standing] for row in self._rows], at=4)
        self.summary.setText(_summary(self._rows))
        guids = [row.guid for row in self._rows]
        place = guids.index(chosen.guid) if chosen is not None and chosen.guid in guids else 0
        self.table.setCurrentCell(place if guids else -1, 0)
        self._show_line()

    def _chosen(self) -> DutyRow | None:
        place = self.table.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _show_line(self) -> None:
        row = self._chosen()
        self.keep_line.setEnabled(row is not None)
        self.drop_line.setEnabled(row is not None)
        if row is None:
            self.period.setCurrentIndex(0)
            self._show_span()
            self.sent.show_date(None, self._workspace.today)
            return
        period = Period.parse(row.period)
        self.period.setCurrentIndex(PERIOD_KINDS.index(period.kind))
        self.receiver.setText(row.receiver)
        _put(self.first, row.covers_from or period.figures_from)
        _put(self.last, row.covers_to or period.figures_to)
        _put(self.due, row.due_on)
        self.sent.show_date(row.sent_on, self._workspace.today)

    def _show_span(self) -> None:
        """The days that the chosen period's figures cover; owed when they end, until a day is typed."""
        period: Period = self.period.currentData()
        _put(self.first, period.figures_from)
        _put(self.last, period.figures_to)
        _put(self.due, period.figures_to)

    def typed(self) -> DutyRow:
        """The line as it stands in the fields, new."""
        period: Period = self.period.currentData()
        row = duties.new_duty(period, self.receiver.text(), _day(self.due))
        return replace(
            row,
            covers_from=_day(self.first),
            covers_to=_day(self.last),
            sent_on=self.sent.value(),
        )

    def keep(self) -> None:
        """Keep the chosen line as it was changed."""
        row = self._chosen()
        if row is not None:
            self._workspace.run(duties.set_duty, duty=replace(self.typed(), guid=row.guid))

    def add(self) -> None:
        """Keep what stands in the fields as a line of its own."""
        self._workspace.run(duties.set_duty, duty=self.typed())

    def remove(self) -> None:
        """Take the chosen line away."""
        row = self._chosen()
        if row is not None:
            self._workspace.run(duties.remove_duty, duty_guid=row.guid)

    def take(self) -> None:
        """Owe the level above the reports of the chosen regime."""
        self._workspace.run(duties.take_regime, year=self._workspace.year, regime=str(self.regimes.currentData()))

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


def _day_field() -> QDateEdit:
    made = QDateEdit()
    made.setLocale(QLocale(QLocale.Language.Vietnamese))
    made.setDisplayFormat("dd/MM/yyyy")
    made.setCalendarPopup(True)
    return made


def _put(field: QDateEdit, day: date) -> None:
    field.setDate(QDate(day.year, day.month, day.day))


def _day(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
