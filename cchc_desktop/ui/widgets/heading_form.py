"""One heading of an outline as fields: title, guidance, field, when it is needed, figures beside it."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.outline_rows import OutlineItemRow
from cchc_desktop.rules.fields import FIELDS
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.text import clean
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.widgets.basics import label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo

_ANY_YEAR = 2000


class HeadingForm(QWidget):
    """Shows a heading and tells what was changed in it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.guidance = QPlainTextEdit()
        self.guidance.setTabChangesFocus(True)
        self.field = CalmCombo()
        self.field.addItem(_("No field"), "")
        for field in FIELDS:
            self.field.addItem(field.name, field.code)
        self.periods = {str(kind): QCheckBox(formats.period_name(Period(_ANY_YEAR, kind))) for kind in PERIOD_KINDS}
        self.tiers = {
            str(Tier.TWO): QCheckBox(_("two levels")),
            str(Tier.THREE): QCheckBox(_("three levels")),
        }
        self.optional = QCheckBox(_("May stay empty: then it is neither missed nor printed"))
        self.figures = QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(labelled(_("Heading"), self.title))
        column.addWidget(labelled(_("Guidance"), self.guidance), 1)
        column.addWidget(labelled(_("Reform field"), self.field))
        column.addWidget(label(_("In the reports of (none ticked: all)"), "field"))
        column.addLayout(_row(*self.periods.values()))
        column.addWidget(label(_("For offices of (none ticked: all)"), "field"))
        column.addLayout(_row(*self.tiers.values()))
        column.addWidget(self.optional)
        column.addWidget(labelled(_("Figures beside it, codes parted by commas"), self.figures))

    def show_row(self, row: OutlineItemRow | None) -> None:
        """Show a heading; None empties the form."""
        shown = row or OutlineItemRow("", 0, None, 1, "", "")
        self.title.setText(shown.title)
        self.guidance.setPlainText(shown.guidance)
        self.field.setCurrentIndex(max(0, self.field.findData(shown.field_code)))
        for codes, boxes in ((shown.periods, self.periods), (shown.tiers, self.tiers)):
            for code, box in boxes.items():
                box.setChecked(code in codes)
        self.optional.setChecked(shown.optional)
        self.figures.setText(", ".join(shown.figures))

    def changed(self, row: OutlineItemRow) -> dict[str, Any]:
        """The fields that differ from the row, by their names."""
        typed = {
            "title": clean(self.title.text()).strip() or row.title,
            "guidance": clean(self.guidance.toPlainText()).strip(),
            "field_code": str(self.field.currentData()),
            "periods": _ticked(self.periods),
            "tiers": _ticked(self.tiers),
            "optional": self.optional.isChecked(),
            "figures": tuple(code for part in self.figures.text().split(",") if (code := clean(part).strip())),
        }
        return {name: value for name, value in typed.items() if value != getattr(row, name)}


def _ticked(boxes: dict[str, QCheckBox]) -> tuple[str, ...]:
    return tuple(code for code, box in boxes.items() if box.isChecked())


def _row(*boxes: QCheckBox) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    for box in boxes:
        row.addWidget(box)
    row.addStretch(1)
    return row
