"""The foot of the task frame: a bar of how the tasks stand, the numbers in words, the sum of column 8."""

from collections import Counter

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules import localised
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.table_models.frame_cells import millions
from cchc_desktop.ui.table_models.frame_standing import LOOKS, SET_ASIDE, Standing, counted
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.stacked_bar import paint_hatched

_MOST_BESIDE_BAR = 6


class StandingBar(QWidget):
    """All tasks as one bar; what is overdue is hatched."""

    def __init__(self) -> None:
        super().__init__()
        self._totals: Counter[Standing] = Counter()
        self.setFixedHeight(theme.px(8))
        self.setMinimumWidth(theme.px(50))
        self.setMaximumWidth(theme.px(200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_totals(self, totals: Counter[Standing]) -> None:
        """Show these numbers."""
        self._totals = totals
        self.setAccessibleName(", ".join(counted(standing, totals[standing]) for standing in Standing))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        painter.fillRect(self.rect(), colours.band)
        whole = max(1, self._totals.total())
        left = 0.0
        for standing in Standing:
            number = self._totals[standing]
            part = QRectF(left, 0, self.width() * number / whole, self.height())
            if number and standing is Standing.LATE:
                paint_hatched(painter, part, colours.late)
            elif number and standing in (Standing.NOT_STARTED, *SET_ASIDE):
                painter.fillRect(part.adjusted(0, 0, -1, 0), colours.field_border)
            elif number:
                painter.fillRect(part.adjusted(0, 0, -1, 0), getattr(colours, LOOKS[standing].token))
            left += part.width()


class FrameFooter(QFrame):
    """Signals: `chosen(Standing)`: show the tasks that stand like this."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "foot")
        self.setFixedHeight(theme.px(28))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        row.setSpacing(theme.px(2))
        self._bar = StandingBar()
        row.addWidget(self._bar, 100)
        row.addSpacing(theme.px(8))
        self._buttons = {standing: self._button(standing) for standing in Standing}
        for made in self._buttons.values():
            row.addWidget(made)
        row.addStretch(1)
        self._budget = label("", "secondary")
        row.addWidget(self._budget)

    def _button(self, standing: Standing) -> QToolButton:
        look = LOOKS[standing]
        made = QToolButton()
        made.setIcon(icons.icon(look.icon, look.token, 14))
        made.setIconSize(QSize(theme.px(18), theme.px(14)))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setToolTip(_("Show only these tasks; once more shows all"))
        made.clicked.connect(lambda _on=False: self.chosen.emit(standing))
        return made

    def show_totals(self, totals: Counter[Standing], budget: int) -> None:
        """Show how many tasks stand how, and the budget in đồng."""
        self._bar.show_totals(totals)
        for standing, made in self._buttons.items():
            made.setText(counted(standing, totals[standing]))
            made.setVisible(totals[standing] > 0)
        # Where there is not room for all, words come before the picture of them, and the sum says less.
        crowded = sum(totals[standing] > 0 for standing in Standing) > _MOST_BESIDE_BAR
        self._bar.setVisible(not crowded)
        sum_words = _("{amount} m VND") if crowded else _("Budget {amount} million VND")
        self._budget.setText(sum_words.format(amount=millions(budget)) if budget else "")
        full = _("Budget: {amount} VND").format(amount=localised.number(budget))
        self._budget.setToolTip(full if budget else "")


def totals_sentence(totals: Counter[Standing]) -> str:
    """The same numbers as one line, for the status bar."""
    return ", ".join(counted(standing, totals[standing]) for standing in Standing if totals[standing])
