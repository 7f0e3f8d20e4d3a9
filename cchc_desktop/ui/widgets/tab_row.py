"""The six tabs in one row with the search field and the year."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.widgets.calm import CalmCombo

_GAP = 7  # between icon and word, pixels at 100 %


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
        row.setSpacing(theme.px(4))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for number, (name, title, icon_name) in enumerate(tabs, 1):
            row.addWidget(self._button(name, title, icon_name, number))
        row.addStretch(1)
        search.setMaximumWidth(theme.px(306))
        search.setMinimumWidth(theme.px(120))
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
        made.setFont(theme.font(12, 600))  # the width of the bold word, so that nothing moves when it is chosen
        made.setMinimumWidth(made.sizeHint().width())
        made.setProperty("icon_name", icon_name)
        self._group.addButton(made)
        self._buttons[name] = made
        return made

    def _year_box(self) -> CalmCombo:
        self.years = CalmCombo()
        self.years.setFixedWidth(theme.px(106))
        self.years.setAccessibleName(_("Year"))
        self.years.setToolTip(_("The year whose papers are shown"))
        self.years.activated.connect(lambda _index: self.year_chosen.emit(self.years.currentData()))
        return self.years

    def show_current(self, name: str) -> None:
        """Mark a tab as the one that is shown."""
        for other, made in self._buttons.items():
            token = "accent" if other == name else "secondary"
            made.setIcon(icons.icon(made.property("icon_name"), token, gap=_GAP))
            made.setChecked(other == name)

    def show_years(self, years: Sequence[int], year: int) -> None:
        """Offer these years and show one of them."""
        with QSignalBlocker(self.years):
            self.years.clear()
            for each in years:
                self.years.addItem(_("Year {year}").format(year=each), each)
            self.years.setCurrentIndex(self.years.findData(year))
        self.years.setEnabled(len(years) > 0)
