"""The log of packages as a table; in a narrow pane direction and time give way to partner and content."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.package_log import LogColumn, PackageLogModel

_WIDTHS = {LogColumn.DIRECTION: 84, LogColumn.AT: 96, LogColumn.PARTNER: 150, LogColumn.STATUS: 110}
_WITH_DIRECTION, _WITH_TIME = 560, 440  # least widths in pixels at 100 %
_SHORT_PARTNER = 112


class LogTable(QTableView):
    """One line a package; what a narrow table leaves out is told by the status and by the page beside."""

    def __init__(self, model: PackageLogModel) -> None:
        super().__init__()
        self.setProperty("box", "bare")
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Log of packages"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(44))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(LogColumn.SUBJECT, header.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        for number, width in _WIDTHS.items():
            self.setColumnWidth(number, theme.px(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        self.setColumnHidden(LogColumn.DIRECTION, room < theme.px(_WITH_DIRECTION))
        self.setColumnHidden(LogColumn.AT, room < theme.px(_WITH_TIME))
        partner = _WIDTHS[LogColumn.PARTNER] if room >= theme.px(_WITH_TIME) else _SHORT_PARTNER
        self.setColumnWidth(LogColumn.PARTNER, theme.px(partner))
