"""The four periods of a year in a row: which is sent, which is due, which one is open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.progress import report_days_left
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services import forms
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import long_date, period_name, period_title, short_date
from cchc_desktop.ui.overview_facts import days_left
from cchc_desktop.ui.widgets.basics import button, label

_SOON_DAYS = 7
_HEIGHT = 44
_LEAST = 100  # width of a period, pixels at 100 %
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class PeriodStyle:
    """What a segment shows: icon and token, and a note in a colour."""

    icon: str
    icon_token: str
    note: str
    token: str


def style_of(period: Period, report: ReportRow | None, owed: date | None, today: date) -> PeriodStyle:
    """How a period stands: sent, due, late or far off; late only what is begun, or `owed` before a day."""
    due = report.due_on if report else owed or forms.due_date(period.year, str(period.kind))
    before = _("Before {date}").format(date=short_date(due)) if due else ""
    if report is not None and report.status == ReportStatus.SENT:
        sent = _("Sent {date}").format(date=short_date(report.sent_on)) if report.sent_on else _("Sent")
        return PeriodStyle("circle-check", "done", sent, "secondary")
    waits = _waits(report)
    if (
        due is not None
        and (report is not None or owed is not None)
        and (days := report_days_left(due, today)) <= _SOON_DAYS
    ):
        left = days_left(days)
        note = f"{waits}, {_inner(left)}" if waits else f"{left}, {_inner(before)}"
        return (
            PeriodStyle("alert-triangle", "late", note, "late")
            if days < 0
            else PeriodStyle("clock", "soon", note, "soon")
        )
    if report is None:
        return PeriodStyle("circle-dashed", "muted", before, "secondary")
    if waits:
        return PeriodStyle(
            "users" if report.status == ReportStatus.WAITING else "rubber-stamp", "accent", waits, "secondary"
        )
    return PeriodStyle("progress", "accent", before, "secondary")


def _waits(report: ReportRow | None) -> str:
    """What the report lies still for, in words; "" for one that is being written."""
    words = {"for_signature": _("Waiting for signature"), "waiting": _("Waiting for units")}
    return words.get(report.status, "") if report is not None else ""


def _inner(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


class PeriodButton(QAbstractButton):
    """One period; Left and Right move between them."""

    def __init__(self, period: Period, move: Callable[["PeriodButton", int], None]) -> None:
        super().__init__()
        self.period = period
        self._move = move
        self._look = PeriodStyle("circle-dashed", "muted", "", "secondary")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(period_name(period))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_look(self, look: PeriodStyle) -> None:
        """Show another standing."""
        self._look = look
        self.setAccessibleName(f"{self.text()}. {look.note}")
        title = period_title(self.period)
        self.setToolTip(f"{title[:1].upper()}{title[1:]}\n{look.note}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(176), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self._move(self, _STEPS[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        area = QRectF(self.rect())
        painter.fillRect(area, colours.surface if self.isChecked() or self.underMouse() else colours.alt)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(QPointF(area.right() - 0.5, 0), QPointF(area.right() - 0.5, area.bottom()))
        if self.isChecked():
            painter.fillRect(QRectF(0, 0, area.width(), theme.px(3)), colours.accent)
        picture = icons.pixmap(self._look.icon, self._look.icon_token, 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(theme.px(12), (self.height() - theme.px(16)) / 2), picture)
        left, room = theme.px(36), self.width() - theme.px(40)
        painter.setFont(theme.font(12, 600))
        painter.setPen(colours.text)
        painter.drawText(QRect(left, theme.px(5), room, theme.px(18)), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme.font(11))
        painter.setPen(getattr(colours, self._look.token))
        note = painter.fontMetrics().elidedText(self._look.note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, theme.px(22), room, theme.px(18)), Qt.AlignmentFlag.AlignVCenter, note)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))


class PeriodRow(QFrame):
    """Signals: `chosen(Period)` another period was chosen; `send_wanted` the report is to go."""

    chosen = Signal(object)
    send_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "tabrow")
        self.setFixedHeight(theme.px(_HEIGHT + 1))
        self.buttons: dict[Period, PeriodButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, theme.px(12), 1)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._facts = QWidget()
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(theme.px(8), 0, theme.px(14), 0)
        facts.setSpacing(0)
        self.span = label("")
        self.span.setTextFormat(Qt.TextFormat.RichText)
        self.estimates = label("", "secondary")
        facts.addStretch(1)
        facts.addWidget(self.span)
        facts.addWidget(self.estimates)
        facts.addStretch(1)
        self._row.addWidget(self._facts)
        self.send = button(_("Finish and send…"), self.send_wanted.emit, "primary", "send")
        self._row.addWidget(self.send)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Periods and button stay whole; the facts beside them are shown where there is room."""
        button = 0 if self.send.isHidden() else self.send.sizeHint().width() + theme.px(12)
        room = self.width() - theme.px(_LEAST) * len(PERIOD_KINDS) - button
        self._facts.setVisible(self._facts.sizeHint().width() <= room)

    def show_year(
        self, year: int, reports: Sequence[ReportRow], owed: Mapping[str, date], chosen: Period, today: date
    ) -> None:
        """Show the periods of a year with the chosen one; `owed` is the day of those that someone waits for."""
        if [period.year for period in self.buttons] != [year] * len(PERIOD_KINDS):
            self._make_buttons(year)
        by_period = {row.period: row for row in reports}
        for period, made in self.buttons.items():
            made.show_look(style_of(period, by_period.get(str(period)), owed.get(str(period)), today))
            made.setChecked(period == chosen)

    def show_report(
        self, report: ReportRow | None, figures: Sequence[FigureRow], period: Period, writable: bool
    ) -> None:
        """Show what the figures cover, and whether the report can go."""
        self.span.setText(
            _("Figures from {first} to {last}").format(
                first=f'<span style="font-weight:600">{long_date(period.figures_from)}</span>',
                last=f'<span style="font-weight:600">{long_date(period.figures_to)}</span>',
            )
        )
        count = sum(figure.estimated for figure in figures)
        words = ngettext("{count} figure is an estimate", "{count} figures are estimates", count).format(count=count)
        self.estimates.setText(words if count else "")
        self.estimates.setVisible(bool(count))
        sent = report is not None and report.status == ReportStatus.SENT
        self.send.setText(_("Make the package…") if sent else _("Finish and send…"))
        self.send.setVisible(report is not None)
        self.send.setEnabled(writable)
        self._fit()

    def _make_buttons(self, year: int) -> None:
        for made in self.buttons.values():
            self._row.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.buttons = {}
        for place, kind in enumerate(PERIOD_KINDS):
            period = Period(year, kind)
            made = PeriodButton(period, self._move)
            made.clicked.connect(lambda _checked=False, period=period: self.chosen.emit(period))
            self._row.insertWidget(place, made)
            self.buttons[period] = made

    def _move(self, made: PeriodButton, by: int) -> None:
        order = list(self.buttons.values())
        place = order.index(made) + by
        if 0 <= place < len(order):
            order[place].setFocus()
            order[place].click()
