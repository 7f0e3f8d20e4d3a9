"""Under the editor: the rows that the sentence at the cursor rests on, as long as nobody has edited the sentence."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.reporting.statement_sources import StatementSource
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import period_name
from cchc_desktop.ui.widgets.basics import icon_label, label, link, passing_menu

_LONGEST = 36  # letters of the link; the whole name is its tooltip
_MOST = 25  # lines of the menu


class SourceStrip(QFrame):
    """One line that keeps its place while the cursor moves through a draft.

    Signals: `wanted(Source)` a row is to be shown.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "alt")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(18), theme.px(3), theme.px(14), theme.px(3))
        row.setSpacing(theme.px(8))
        row.addWidget(icon_label("arrow-down-right", "accent", 14))
        self.words = label("", "note")
        row.addWidget(self.words)
        self.first = link("", lambda: self.wanted.emit(self._sources[0]))
        row.addWidget(self.first)
        self.more = link("", self._open)
        row.addWidget(self.more)
        row.addStretch(1)
        self._sources: tuple[StatementSource, ...] = ()
        self.hide()

    def show_sources(self, drafted: bool, sources: Sequence[StatementSource]) -> None:
        """Show what a sentence rests on; `drafted` says whether the text has any sentence that rests on rows."""
        self.setVisible(drafted)
        self._sources = tuple(sources)
        self.first.setVisible(bool(sources))
        self.more.setVisible(len(sources) > 1)
        if not sources:
            self.words.setText(_("Put the cursor into a drafted sentence to see what it rests on."))
            return
        self.words.setText(_("This sentence rests on:"))
        name = name_of(sources[0])
        self.first.setText(name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()}…")
        self.first.setToolTip(name)
        count = len(sources) - 1
        self.more.setText(ngettext("and {count} more", "and {count} more", count).format(count=count))

    def menu(self) -> QMenu:
        """All sources by name."""
        menu = passing_menu(self)
        for source in self._sources[:_MOST]:
            menu.addAction(name_of(source), partial(self.wanted.emit, source))
        left = len(self._sources) - _MOST
        if left > 0:
            words = ngettext("and {count} more", "and {count} more", left).format(count=left)
            menu.addAction(words).setEnabled(False)
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def name_of(source: StatementSource) -> str:
    """ "Nhiệm vụ: Niêm yết thủ tục"; a figure with its period."""
    words = {
        "task": pgettext("source", "Task: {name}"),
        "figure": pgettext("source", "Figure: {name}"),
        "paper": pgettext("source", "Paper: {name}"),
        "report": pgettext("source", "Paper: {name}"),
        "evidence": pgettext("source", "Proof: {name}"),
        "criterion": pgettext("source", "Criterion: {name}"),
    }[source.kind].format(name=source.title)
    if not source.period:
        return words
    period = Period.parse(source.period)
    return f"{words} ({period_name(period)} {period.year})"
