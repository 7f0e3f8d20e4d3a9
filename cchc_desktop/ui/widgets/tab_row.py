"""The six tabs in one row with the search field and the year."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.widgets.calm import CalmCombo

_GAP = 7  # between icon and word, pixels at 100 %
_ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
# What gives way as the window narrows: icon or word of the tabs, their padding (as in the style sheet), the gap between
# two, least width of the search, width of the year.
_LOOKS = (
    (Qt.ToolButtonStyle.ToolButtonTextBesideIcon, 11, 4, 120, 106),
    (Qt.ToolButtonStyle.ToolButtonTextOnly, 11, 4, 84, 78),
    (_ICON_ONLY, 11, 4, 40, 78),
    (_ICON_ONLY, 3, 0, 30, 62),
)


class _TabButton(QToolButton):
    """A tab: Left and Right walk to its neighbours, Enter shows it; Space, which belongs to words, does not."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Right:
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TabRow(QFrame):
    """Signals: `chosen(name)` a tab was clicked; `year_chosen(year)`."""

    chosen = Signal(str)
    year_chosen = Signal(int)

    def __init__(self, tabs: Sequence[tuple[str, str, str]], search: QLineEdit) -> None:
        """`tabs` are (name, title, icon name)."""
        super().__init__()
        self.setProperty("box", "tabrow")
        self.setFixedHeight(theme.px(38))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), 0, theme.px(10), 0)
        self._tabs_row = row
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._current = ""
        for number, (name, title, icon_name) in enumerate(tabs, 1):
            row.addWidget(self._button(name, title, icon_name, number))
        row.addStretch(1)
        self._search_field = search
        search.setMaximumWidth(theme.px(306))
        row.addWidget(search, 4)
        row.addSpacing(theme.px(4))
        row.addWidget(self._year_box())

    def _button(self, name: str, title: str, icon_name: str, number: int) -> QWidget:
        made = _TabButton()
        made.setProperty("kind", "tab")
        made.setText(title)
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(QSize(theme.px(17 + _GAP), theme.px(17)))
        made.setFixedHeight(theme.px(37))
        made.setToolTip(f"{title} (Ctrl+{number})")
        made.setAccessibleName(title)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        made.setProperty("icon_name", icon_name)
        self._group.addButton(made)
        self._buttons[name] = made
        return made

    def _year_box(self) -> CalmCombo:
        self.years = CalmCombo()
        self.years.setAccessibleName(_("Year"))
        self.years.setToolTip(_("The year whose papers are shown"))
        self.years.activated.connect(lambda _index: self.year_chosen.emit(self.years.currentData()))
        return self.years

    def show_current(self, name: str) -> None:
        """Mark a tab as the one that is shown."""
        if name == self._current:
            return
        self._current = name
        for other, made in self._buttons.items():
            token = "accent" if other == name else "secondary"
            made.setIcon(icons.icon(made.property("icon_name"), token, gap=_GAP))
            made.setChecked(other == name)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Small: tabs, search and year give way to the window."""
        return QSize(theme.px(120), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No word of a tab is cut: icons go first, then the words of the tabs that are not shown."""
        for look, pad, gap, search, year in _LOOKS:
            widths = {name: self._width_of(made, look, pad) for name, made in self._buttons.items()}
            needed = sum(widths.values()) + theme.px(search + year + 14 + 4) + (len(widths) + 3) * theme.px(gap)
            if needed <= self.width():
                break
        self._tabs_row.setSpacing(theme.px(gap))
        for name, made in self._buttons.items():
            made.setToolButtonStyle(_look_of(made, look))
            made.setFixedWidth(widths[name])
            if bool(made.property("tight")) != (pad < _LOOKS[0][1]):
                made.setProperty("tight", pad < _LOOKS[0][1])
                made.style().unpolish(made)
                made.style().polish(made)
        self._search_field.setMinimumWidth(theme.px(search))
        self.years.setFixedWidth(theme.px(year))
        self._shorten_years(year < _LOOKS[0][-1])

    def _width_of(self, made: QToolButton, look: Qt.ToolButtonStyle, pad: int) -> int:
        # The width of the bold word, so that nothing moves when a tab is chosen.
        word = QFontMetrics(theme.font(12, 600)).horizontalAdvance(made.text()) + theme.px(9)
        icon = made.iconSize().width()
        shown = {
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon: icon + theme.px(5) + word,
            Qt.ToolButtonStyle.ToolButtonTextOnly: word,
        }
        return shown.get(_look_of(made, look), icon + theme.px(3)) + 2 * theme.px(pad)

    def _shorten_years(self, short: bool) -> None:
        for place in range(self.years.count()):
            year = self.years.itemData(place)
            self.years.setItemText(place, str(year) if short else _("Year {year}").format(year=year))

    def show_years(self, years: Sequence[int], year: int) -> None:
        """Offer these years and show one of them."""
        with QSignalBlocker(self.years):
            self.years.clear()
            for each in years:
                self.years.addItem("", each)
            self.years.setCurrentIndex(self.years.findData(year))
        self.years.setEnabled(len(years) > 0)
        self._fit()


def _look_of(made: QToolButton, look: Qt.ToolButtonStyle) -> Qt.ToolButtonStyle:
    """Where only icons are left the tab that is shown keeps its word."""
    only_icons = look == _ICON_ONLY
    return Qt.ToolButtonStyle.ToolButtonTextOnly if only_icons and made.isChecked() else look
