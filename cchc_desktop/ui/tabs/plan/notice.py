"""The strip above the printed page: what to look at before the paper is signed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.plan.nodes import Gap
from cchc_desktop.ui.widgets.basics import icon_label, label, link, passing_menu


class PlanNotice(QFrame):
    """Says that the layout is the decree's, and lists the gaps.

    Signals: `gap_chosen(key)`.
    """

    gap_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "pane")
        self.setFixedHeight(theme.px(29))
        self._gaps: Sequence[Gap] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(8), 0)
        row.setSpacing(theme.px(6))
        self._sound = icon_label("circle-check", "done", 14)
        row.addWidget(self._sound)
        row.addWidget(label(_("Layout by Decree 30")))
        row.addSpacing(theme.px(10))
        self._mark = icon_label("alert-triangle", "soon", 14)
        self.more = link("", self._show_menu)
        row.addWidget(self._mark)
        row.addWidget(self.more)
        row.addStretch(1)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show how many there are."""
        self._gaps = gaps
        self._sound.setVisible(not gaps)  # nothing is green while something is missing
        self._mark.setVisible(bool(gaps))
        self.more.setVisible(bool(gaps))
        words = ngettext("{count} thing to check before signing", "{count} things to check before signing", len(gaps))
        self.more.setText(words.format(count=len(gaps)))

    def _show_menu(self) -> None:
        menu = passing_menu(self)
        for gap in self._gaps:
            menu.addAction(gap.text).triggered.connect(lambda _checked=False, key=gap.key: self.gap_chosen.emit(key))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
