"""The roll-up tab: what the papers of all offices come to, in tables that lead down to each office's own paper."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cchc_desktop import clock, options
from cchc_desktop.collection import choices
from cchc_desktop.collection.choices import Choices
from cchc_desktop.i18n import _
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.base import CollectionTab
from cchc_desktop.ui.collection.rollup.figures import FiguresPage
from cchc_desktop.ui.collection.rollup.page import Chosen, RollupPage
from cchc_desktop.ui.collection.rollup.progress import ProgressPage
from cchc_desktop.ui.collection.rollup.ranking import RankingPage
from cchc_desktop.ui.collection.rollup.report import ReportPage
from cchc_desktop.ui.collection.rollup.scores import ScoresPage
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.widgets.basics import box, label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.toolbar import Toolbar

PAGES: Sequence[type[RollupPage]] = (ProgressPage, FiguresPage, ScoresPage, RankingPage, ReportPage)


class RollupTab(CollectionTab):
    """What is shown is chosen at the left of the toolbar; what that needs to know stands beside it."""

    name: ClassVar[str] = "rollup"

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__(space)
        self._choices = Choices((), ())
        self.pages = [kind(space) for kind in PAGES]
        self.what, self.period, self.index, self.group = (CalmCombo() for _one in range(4))
        self._stack = QStackedWidget()
        self.sentence = label("", "field", wrap=True)
        for page in self.pages:
            self.what.addItem(page.title(), page.name)
            self._stack.addWidget(page)
            page.said.connect(partial(self._say, page))
            page.office_wanted.connect(self._show_office)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._toolbar())
        band = box("alt")
        words = QVBoxLayout(band)
        words.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        words.addWidget(self.sentence)
        outer.addWidget(band)
        outer.addWidget(self._stack, 1)

    def _toolbar(self) -> QWidget:
        bar = Toolbar(self)
        for field, name in (
            (self.what, _("What is shown")),
            (self.period, _("Report period")),
            (self.index, _("Index")),
            (self.group, _("Group of offices")),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
            field.activated.connect(lambda _place: self._read())
            bar.add_widget(field)
        bar.add_stretch()
        self._export = bar.add_action("file-export", _("Export tables…"), self.export, "F12")
        return bar

    @property
    def page(self) -> RollupPage:
        """The page that is shown."""
        return self.pages[max(0, self.what.currentIndex())]

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        self.what.setCurrentIndex(self.what.findData(name))
        self._read()

    def reload(self) -> None:
        year = self.space.year
        self.space.read(self, "choices", lambda: choices.read(self.space.collection, year), self._offer)

    def _offer(self, found: Choices) -> None:
        self._choices = found
        year = self.space.year
        periods = [(formats.period_name(period := Period(year, kind)), str(period)) for kind in PERIOD_KINDS]
        _fill(self.period, periods, str(_period_of_today(year)))
        _fill(self.index, found.indices, "PAR_INDEX_COMMUNE")
        _fill(self.group, [(_("All groups"), ""), *((one, one) for one in found.groups)], "")
        self._read()

    def _read(self) -> None:
        page = self.page
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        self.period.setVisible("period" in page.needs)
        self.index.setVisible("index" in page.needs and len(self._choices.indices) > 1)
        self.group.setVisible(bool(self._choices.groups))
        chosen = Chosen(
            str(self.period.currentData() or ""),
            str(self.index.currentData() or "PAR_INDEX_COMMUNE"),
            str(self.group.currentData() or ""),
        )
        if chosen != page.chosen:
            self.sentence.setText(_("Reading…"))
        page.read(chosen)

    def _say(self, page: RollupPage, text: str) -> None:
        if page is self.page:
            self.sentence.setText(text)

    def narrow(self, words: str) -> None:
        for page in self.pages:
            page.narrow(words)

    def export(self) -> None:
        """Write the tables of the year, or some of them."""
        from cchc_desktop.ui.dialogs.collection.export import ExportTablesDialog

        page = self.page
        assert page.chosen is not None
        kept = getattr(self.window(), "options", None) or options.load()
        ExportTablesDialog(
            self.space, kept, page.name, page.chosen.period, page.chosen.index_code, self.window()
        ).open()

    def _show_office(self, office_id: int) -> None:
        from cchc_desktop.ui.dialogs.collection.office_papers import show_office_papers

        show_office_papers(self.space, office_id, self.window())

    def menu_actions(self) -> list[QAction | None]:
        return [self._export]

    def cycle_focus(self) -> None:
        self.page.cycle_focus()


def _fill(field: CalmCombo, entries: Sequence[tuple[str, str]], usual: str) -> None:
    """Offer these, and keep what was chosen where it is still among them."""
    kept = field.currentData()
    field.clear()
    for words, code in entries:
        field.addItem(words, code)
    place = field.findData(kept) if kept is not None else -1
    field.setCurrentIndex(place if place >= 0 else max(0, field.findData(usual)))


def _period_of_today(year: int) -> Period:
    """The last period that is over, or nearly so."""
    today = clock.today()
    if today.year > year:
        return Period(year, PERIOD_KINDS[-1])
    place = max(0, (today.month - 1) // 3 - (0 if today.month % 3 == 0 else 1))
    return Period(year, PERIOD_KINDS[min(place, len(PERIOD_KINDS) - 1)])
