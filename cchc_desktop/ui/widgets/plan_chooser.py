"""Chooses the plan of the year whose tasks are shown."""

from collections.abc import Callable, Mapping, Sequence

from cchc_desktop.i18n import _
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.ui import theme
from cchc_desktop.ui.paper_words import plan_words
from cchc_desktop.ui.widgets.calm import CalmCombo


class PlanChooser(CalmCombo):
    """Is there only where the year has more than one plan; `choose` gets the guid."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName(_("Plan whose tasks are shown"))
        self.setToolTip(_("Plan whose tasks are shown"))
        self.setMaximumWidth(theme.px(210))
        self.setMinimumContentsLength(18)
        self.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda place: choose(str(self.itemData(place))))

    def offer(self, plans: Sequence[YearPaperRow], kinds: Mapping[str, PaperKind], chosen: str) -> None:
        """Offer these plans, the chosen one shown."""
        self.clear()
        for row in plans:
            self.addItem(plan_words(row, plans, kinds), row.guid)
        self.setCurrentIndex(self.findData(chosen))
        self.setVisible(len(plans) > 1)
