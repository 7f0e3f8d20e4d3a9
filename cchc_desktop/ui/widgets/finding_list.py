"""What is still open before a paper goes, as a short list within a dialog."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.widgets.basics import box, icon_label, label


def finding_list(found: Sequence[Finding], more: str = "") -> QWidget:
    """The findings, one a line; `more` says in words how many are not listed."""
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
    if more:
        rows.addWidget(label(more, "note"))
    return frame
