"""The families of rules that the form offers: what each is called, and its page."""

from collections.abc import Callable

from cchc_desktop.i18n import _
from cchc_desktop.ui.dialogs.scoring.inputs import Choices
from cchc_desktop.ui.dialogs.scoring.pages import ChoicePage, ManualPage, OnTimePage, PerItemPage, RulePage, YesNoPage
from cchc_desktop.ui.dialogs.scoring.part_pages import CouncilPage, SumPage
from cchc_desktop.ui.dialogs.scoring.share_pages import CountPage, RatioPage, StepsPage, SurveyPage, WeightedPage

PAGES: dict[str, Callable[[str, Choices], RulePage]] = {
    "manual": ManualPage,
    "yes_no": YesNoPage,
    "on_time": OnTimePage,
    "choice": ChoicePage,
    "steps": StepsPage,
    "count": CountPage,
    "ratio": RatioPage,
    "weighted": WeightedPage,
    "per_item": PerItemPage,
    "sum": SumPage,
    "survey": SurveyPage,
    "council": CouncilPage,
}


def kind_names() -> dict[str, str]:
    """The families as an officer calls them, in the order in which they are offered."""
    return {
        "manual": _("Scored by hand"),
        "yes_no": _("Yes or no"),
        "on_time": _("In time, late, not done"),
        "choice": _("One of several answers"),
        "steps": _("Steps of a share"),
        "count": _("Steps of a number"),
        "ratio": _("Share × maximum"),
        "weighted": _("Parts of a whole, weighted"),
        "per_item": _("So many points for each"),
        "sum": _("Sum of parts"),
        "survey": _("Share of a survey"),
        "council": _("Scored by the council"),
    }
