"""The criteria tree as it is seen: points typed as in a sheet, columns that give way in a narrow pane."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.criteria import CriteriaDelegate
from cchc_desktop.ui.table_models.criteria_tree import CriteriaColumn, CriteriaTree
from cchc_desktop.ui.widgets.sheet import SheetTree

# Pixels at 100 %.
_WIDTHS = {
    CriteriaColumn.MAX: 72,
    CriteriaColumn.SELF: 72,
    CriteriaColumn.APPRAISED: 80,
    CriteriaColumn.SURVEY: 66,
    CriteriaColumn.LAST_YEAR: 72,
    CriteriaColumn.LOST: 84,
    CriteriaColumn.EVIDENCE: 84,
}
_NAME = (190, 290)  # least and usual width of the names
_NAME_CUT = 110  # of a name in the smallest windows
_BAR = 62
_GIVE_WAY = (
    CriteriaColumn.SURVEY, CriteriaColumn.APPRAISED, CriteriaColumn.LAST_YEAR, CriteriaColumn.EVIDENCE,
    CriteriaColumn.MAX, CriteriaColumn.LOST,
)  # fmt: skip


class CriteriaView(SheetTree):
    """In a narrow pane columns give way, the least needed first, and none is cut; the pane beside has them all."""

    def __init__(self, model: CriteriaTree) -> None:
        super().__init__()
        self.setProperty("box", "bare")
        self.setModel(model)
        self.dress_as_sheet(CriteriaDelegate(self))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(theme.px(14))
        self.setAccessibleName(_("Criteria"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(theme.px(40))
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(CriteriaColumn.BAR, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_columns()
        super().resizeEvent(event)

    def _fit_columns(self) -> None:
        room = self.viewport().width() - theme.px(_BAR + _NAME[0])
        shown = list(_WIDTHS)
        for column in _GIVE_WAY:
            if _sum(shown) > room:
                shown.remove(column)
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in shown)
        spare = room - _sum(shown)
        name = theme.px(_NAME[0]) + min(0, spare)
        self.setColumnHidden(CriteriaColumn.BAR, name < theme.px(_NAME_CUT))
        if name < theme.px(_NAME_CUT):
            name = max(theme.px(_NAME_CUT), name + theme.px(_BAR))
        self.setColumnWidth(CriteriaColumn.NAME, name + max(0, min(spare, theme.px(_NAME[1] - _NAME[0]))))


def _sum(columns: list[CriteriaColumn]) -> int:
    return sum(theme.px(_WIDTHS[column]) for column in columns)
