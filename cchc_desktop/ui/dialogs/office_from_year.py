"""From which year on the office is called otherwise: asked when its name, tier, superior or place was changed."""

from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeAnswers
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label, number_field


class FromYearDialog(Dialog):
    """`year` is the first year of the new words; `all_years` is chosen for a mistake that is only put right."""

    def __init__(self, parent: QWidget | None, before: OfficeAnswers, after: OfficeAnswers) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("From which year?"))
        self.setMinimumWidth(theme.px(520))
        self.from_year = QRadioButton(_("A change, from this year on:"))
        self.from_year.setChecked(True)
        self.year = number_field(2000, 2100, after.year)
        self.year.setAccessibleName(_("From which year?"))
        self.all_years = QRadioButton(_("A mistake put right, in all years that say so"))
        self.year.valueChanged.connect(lambda _year: self.from_year.setChecked(True))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(_question(before, after), "strong", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.from_year)
        row.addWidget(self.year)
        row.addStretch(1)
        column.addLayout(row)
        kept = _("Papers of earlier years keep the old name, tier, superior body and place.")
        column.addWidget(label(kept, "note", wrap=True))
        column.addWidget(self.all_years)
        column.addSpacing(theme.px(4))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Save the profile"), self.accept, "primary"))
        column.addLayout(foot)
        self.from_year.setFocus()

    def chosen(self) -> int | None:
        """The first year of the new words; None for all years."""
        return self.year.value() if self.from_year.isChecked() else None


def _question(before: OfficeAnswers, after: OfficeAnswers) -> str:
    if before.name != after.name:
        return _("“{before}” becomes “{after}”. Papers of which years say so?").format(
            before=before.name, after=after.name
        )
    return _("The head of the office's papers is changed. Papers of which years say so?")
