"""What is still open before a paper goes, as a short list within a dialog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.widgets.basics import box, icon_label, label, scrolled

_AT_ONCE = 4
_HEIGHT = 190  # of a longer list, pixels at 100 %


def finding_list(found: Sequence[Finding]) -> QWidget:
    """The findings, one a line; beyond a few lines they are scrolled, for none may be out of reach."""
    frame = box("alt")
    rows = QVBoxLayout(frame)
    rows.setContentsMargins(*(theme.px(10),) * 4)
    rows.setSpacing(theme.px(6))
    for finding in found:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(icon_label(finding.icon, finding.token))
        row.addWidget(label(finding.text, wrap=True), 1)
        rows.addLayout(row)
    if len(found) <= _AT_ONCE:
        return frame
    rows.addStretch(1)
    area = scrolled(frame)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard reaches what lies below
    area.setAccessibleName(_("What is still open"))
    area.setFixedHeight(theme.px(_HEIGHT))
    return area
