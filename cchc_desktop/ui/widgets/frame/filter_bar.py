"""What narrows the task frame: words, field, lead, deadline, standing; a bar, or in small windows one button."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.task_rows import GroupRow, TaskRow
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.formats import count
from cchc_desktop.ui.table_models.frame_filter import DeadlineChoice, FrameFilter, leads_of, phrase_of
from cchc_desktop.ui.table_models.frame_standing import STYLES, Standing, word_of
from cchc_desktop.ui.widgets.basics import link, named_buttons
from cchc_desktop.ui.widgets.calm import CalmCombo

_STATE = ("group", "lead", "deadline", "standing")
_PAUSE_MS = 120
_ENTRY_LENGTH = 60


class FilterSearch(QLineEdit):
    """The words to look for; Down leads into the grid, Esc empties it."""

    left_downward = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downward.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class FilterBar(QFrame):
    """Holds every widget of the filter; `search`, `menu_button` and `shown` move into the toolbar of a small window.

    Signals: `changed` another filter is set.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "toolbar")
        self.setFixedHeight(theme.px(38))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.px(10), 0, theme.px(12), 0)
        self.row.setSpacing(theme.px(6))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.search = self._make_search()
        self.row.addWidget(self.search)
        self._group = self._combo(_("Field"), 148)
        self._lead = self._combo(_("Lead"), 160)
        self._deadline = self._combo(_("Time of completion"), 122)
        self._standing = self._combo(_("Status"), 146)
        self.clear_link = link(_("Clear the filter"), self.clear)
        self.clear_link.hide()
        self.row.addWidget(self.clear_link)
        self.row.addStretch(1)
        self.shown = QLabel()
        self.shown.setTextFormat(Qt.TextFormat.RichText)
        self.shown.setProperty("role", "secondary")
        self.row.addWidget(self.shown)
        self.menu_button = self._make_menu_button()
        self._fill_fixed()

    def _make_search(self) -> FilterSearch:
        search = FilterSearch()
        search.setAccessibleName(_("Search in the frame"))
        named_buttons(search, leading=icons.icon("search", "secondary", 15))
        search.setToolTip(_("Search in the frame, marks not needed (Ctrl+F)"))
        named_buttons(search)
        search.setFixedWidth(theme.px(190))
        search.setPlaceholderText(_("Search in the frame (Ctrl+F)"))
        search.textChanged.connect(lambda _text: self._pause.start())
        return search

    def _combo(self, name: str, width: int) -> CalmCombo:
        combo = CalmCombo()
        combo.setAccessibleName(name)
        combo.setFixedWidth(theme.px(width))
        combo.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        combo.view().setMinimumWidth(theme.px(300 if width > 147 else 180))
        combo.activated.connect(lambda _index: self._announce())
        self.row.addWidget(combo)
        return combo

    def _make_menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon("filter", "accent"))
        button.setIconSize(QSize(theme.px(23), theme.px(17)))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        button.setMenu(menu)
        button.hide()
        return button

    def _fill_fixed(self) -> None:
        self._fill(self._group, _("All fields"), ())
        self._fill(self._lead, _("All leading units"), ())
        deadlines = (
            (DeadlineChoice.LATE, _("Overdue")),
            (DeadlineChoice.SEVEN_DAYS, _("In 7 days")),
            (DeadlineChoice.THIRTY_DAYS, _("In 30 days")),
            (DeadlineChoice.THIS_QUARTER, _("This quarter")),
            (DeadlineChoice.UNDATED, _("Without a date")),
        )
        self._fill(self._deadline, _("Any deadline"), deadlines)
        self._fill(self._standing, _("Any status"), [(standing, word_of(standing)) for standing in Standing])
        for place, standing in enumerate(Standing, 1):
            look = STYLES[standing]
            self._standing.setItemIcon(place, icons.icon(look.icon, look.token, 15))
        self._name_menu()

    def _fill(self, combo: CalmCombo, everything: str, entries: Iterable[tuple[Any, str]]) -> None:
        kept = combo.currentData()
        combo.clear()
        combo.addItem(everything, "")
        for key, name in entries:
            short = name if len(name) <= _ENTRY_LENGTH else f"{name[: _ENTRY_LENGTH - 1]}…"
            combo.addItem(short, key)
            combo.setItemData(combo.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
        combo.setCurrentIndex(max(0, combo.findData(kept)))

    # What is asked

    def offer(self, groups: Sequence[GroupRow], tasks: Sequence[TaskRow]) -> None:
        """Offer the fields and leading units of this frame; a choice that still exists is kept."""
        self._fill(self._group, _("All fields"), [(g.guid, f"{g.number}. {_sentence(g.title)}") for g in groups])
        self._fill(self._lead, _("All leading units"), leads_of(tasks))

    def asked(self) -> FrameFilter:
        """The filter that is set."""
        deadline, standing = self._deadline.currentData(), self._standing.currentData()
        return FrameFilter(
            phrase=phrase_of(self.search.text()),
            group=self._group.currentData() or "",
            lead=self._lead.currentData() or "",
            deadline=DeadlineChoice(deadline) if deadline else None,
            standing=Standing(standing) if standing else None,
        )

    def state(self) -> dict[str, str]:
        """What is asked for, to be remembered; {} when nothing is."""
        chosen = {name: str(combo.currentData() or "") for name, combo in zip(_STATE, self._combos(), strict=True)}
        chosen["words"] = self.search.text().strip()
        return {name: value for name, value in chosen.items() if value}

    def restore(self, state: Mapping[str, str]) -> None:
        """Ask for what was remembered, without announcing it; what is not there any more is left out."""
        self.search.setText(state.get("words", ""))
        for name, combo in zip(_STATE, self._combos(), strict=True):
            combo.setCurrentIndex(max(0, combo.findData(state.get(name, ""))))
        self._pause.stop()
        self._name_menu()

    def clear(self) -> None:
        """Ask for nothing."""
        self.search.clear()
        for combo in self._combos():
            combo.setCurrentIndex(0)
        self._pause.stop()
        self._announce()

    def choose_standing(self, standing: Standing | None) -> None:
        """Show the tasks that stand like this; asking for it again shows all."""
        place = self._standing.findData(standing) if standing is not None else 0
        self._standing.setCurrentIndex(0 if place == self._standing.currentIndex() else max(0, place))
        self._announce()

    def show_count(self, shown: int, total: int, short: bool) -> None:
        """How many tasks of all are shown, and a way out of the filter while one is set."""
        if self.clear_link.hasFocus():
            self.search.setFocus()
        self.clear_link.setVisible(bool(self.asked()))
        numbers = f"<b>{count(shown)}</b>/{count(total)}"
        self.shown.setText(numbers if short else _("Showing {numbers} tasks").format(numbers=numbers))

    def lend(self, add: Callable[[QWidget], object]) -> None:
        """Hand the search field, the one button and the count to the toolbar of a small window."""
        self.search.setMinimumWidth(theme.px(84))
        self.search.setMaximumWidth(theme.px(134))
        self.search.setPlaceholderText(_("Search (Ctrl+F)"))
        for widget in (self.search, self.menu_button, self.shown):
            add(widget)
        self.menu_button.show()

    def take_back(self) -> None:
        """Put the search field and the count back into the bar."""
        self.search.setFixedWidth(theme.px(190))
        self.search.setPlaceholderText(_("Search in the frame (Ctrl+F)"))
        self.row.insertWidget(0, self.search)
        self.row.addWidget(self.shown)
        self.menu_button.setParent(self)
        self.menu_button.hide()

    def _combos(self) -> tuple[CalmCombo, ...]:
        return (self._group, self._lead, self._deadline, self._standing)

    def _announce(self) -> None:
        self._name_menu()
        self.changed.emit()

    # The one button of small windows

    def _name_menu(self) -> None:
        number = sum(combo.currentIndex() > 0 for combo in self._combos())
        words = _("Filter: {count}").format(count=number) if number else _("Filter: all")
        self.menu_button.setText(words)
        self.menu_button.setAccessibleName(words)

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        for combo in self._combos():
            below = menu.addMenu(combo.accessibleName())
            choices = QActionGroup(below)
            for place in range(combo.count()):
                choice = below.addAction(combo.itemIcon(place), combo.itemText(place))
                choice.setCheckable(True)
                choice.setChecked(place == combo.currentIndex())
                choice.setActionGroup(choices)
                choice.triggered.connect(lambda _on=False, combo=combo, place=place: self._choose(combo, place))
        menu.addSeparator()
        menu.addAction(_("Clear the filter"), self.clear)

    def _choose(self, combo: CalmCombo, place: int) -> None:
        combo.setCurrentIndex(place)
        self._announce()


def _sentence(title: str) -> str:
    """A title in capitals as a sentence, which is easier to read in a list."""
    return title.capitalize() if title.isupper() else title
