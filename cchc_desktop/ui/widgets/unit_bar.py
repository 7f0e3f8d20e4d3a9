"""The question under the grid when a typed unit is none that the office has: the same one, a new one, or as typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.follow_rows import UnknownUnit
from cchc_desktop.services.frame.unit_matching import AS_TYPED, NEW_UNIT
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, empty, icon_label, label, link

_ROOM = 420  # pixels at 100 % that the question may take on one line


class UnitBar(QFrame):
    """Nothing is joined or made before it is answered.

    Signals: `settled(name, unit guid, NEW_UNIT or AS_TYPED)`; `refused(name, guids)` it is none of the suggested;
    `all_asked` match all names in one list; `put_off` not now.
    """

    settled = Signal(str, str)
    refused = Signal(str, list)
    all_asked = Signal()
    put_off = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "soon")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(4))
        self._row.setSpacing(theme.px(8))
        self.hide()

    def ask(self, unknown: Sequence[UnknownUnit]) -> None:
        """Ask about these names; the bar goes when there is none."""
        empty(self._row)
        self.setVisible(bool(unknown))
        if not unknown:
            return
        self._row.addWidget(icon_label("users", "soon", 16))
        widgets = self._about_one(unknown[0]) if len(unknown) == 1 else self._about_several(len(unknown))
        for widget, stretch in widgets:
            self._row.addWidget(widget, stretch)
        self._row.addWidget(link(_("Decide later"), self.put_off.emit))
        self._row.addStretch(0)

    def _words(self, words: str) -> tuple[QWidget, int]:
        """Short words with the buttons right behind them, where no pane lies over the bar; long ones wrapped."""
        long = self.fontMetrics().horizontalAdvance(words) > theme.px(_ROOM)
        return label(words, wrap=long), int(long)

    def _about_one(self, unit: UnknownUnit) -> list[tuple[QWidget, int]]:
        new = button(_("New unit"), lambda: self.settled.emit(unit.name, NEW_UNIT))
        as_typed = button(_("Leave as typed"), lambda: self.settled.emit(unit.name, AS_TYPED))
        if not unit.suggestions:
            words = _("“{name}” is not in the office's list of units.").format(name=unit.name)
            return [self._words(words), (new, 0), (as_typed, 0)]
        guid, name = unit.suggestions[0]
        words = _("Is “{typed}” the same unit as “{known}”?").format(typed=unit.name, known=name)
        same = button(_("The same unit"), lambda: self.settled.emit(unit.name, guid), "primary")
        other = button(_("Another unit"), lambda: self.refused.emit(unit.name, [g for g, _name in unit.suggestions]))
        return [self._words(words), (same, 0), (other, 0), (as_typed, 0)]

    def _about_several(self, count: int) -> list[tuple[QWidget, int]]:
        words = ngettext(
            "{count} unit name is not in the office's list.", "{count} unit names are not in the office's list.", count
        )
        match = button(_("Match unit names…"), self.all_asked.emit)
        return [self._words(words.format(count=count)), (match, 0)]
