"""Which figure a text quotes: found without diacritics, those of the item that is written first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.documents.figures_appendix import places_of
from cchc_desktop.i18n import _
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.rules.figure_quotes import quote
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.table_models.figures import with_unit
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.searched_list import Entry, SearchedList


class InsertFigureDialog(Dialog):
    """Enter takes the quote of the chosen figure; `words` is what goes into the text once it is accepted."""

    def __init__(self, own: Sequence[FigureRow], figures: Sequence[FigureRow], parent: QWidget | None = None) -> None:
        """`own` are the figures of the item, `figures` all of the appendix."""
        super().__init__(parent)
        self.setWindowTitle(_("Insert a figure"))
        fit(self, 620, 520)
        self._figures = {figure.guid: figure for figure in (*own, *figures)}
        self.words = ""
        mine = {figure.guid for figure in own}
        entries = [_entry(figure, _("Figures of this item")) for figure in own]
        entries += [_entry(figure, figure.group) for figure in figures if figure.guid not in mine]
        self.figures = SearchedList(entries, _("Figures"))
        self.quote = button(_("Insert"), self.accept, "primary")
        self.number = button(_("Insert the number as it is now"), self._take_number)
        self._lay_out()
        self.figures.chosen.connect(self._enable)
        self.figures.list.itemDoubleClicked.connect(lambda _item: self.accept())
        if entries:
            self.figures.choose(entries[0].code)
        self._enable()
        self.figures.search.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.figures, 1)
        column.addWidget(
            label(
                _("The text quotes the figure: when its value changes in the appendix, the report follows."),
                "note",
                wrap=True,
            )
        )
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.number)
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.quote.setDefault(True)
        foot.addWidget(self.quote)
        column.addLayout(foot)

    @property
    def figure(self) -> FigureRow | None:
        """The figure that is chosen."""
        return self._figures.get(self.figures.code)

    def carry_out(self) -> bool:
        """Take the quote, unless the number was taken."""
        figure = self.figure
        if figure is not None and not self.words:
            self.words = quote(figure.code, figure.name)
        return figure is not None

    def _take_number(self) -> None:
        figure = self.figure
        if figure is not None:
            places = places_of(tuple(self._figures.values()))
            self.words = with_unit(figure, figure.value, places.get(figure.unit, 0))
            self.accept()

    def _enable(self) -> None:
        figure = self.figure
        self.quote.setEnabled(figure is not None)
        self.number.setEnabled(figure is not None and figure.value is not None)


def _entry(figure: FigureRow, head: str) -> Entry:
    value = with_unit(figure, figure.value) or _("none yet")
    if figure.estimated:
        value = _("{value} (estimate)").format(value=value)
    return Entry(figure.guid, head, "database-import", f"{figure.code}. {figure.name}: {value}")
