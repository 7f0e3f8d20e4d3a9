"""What the report tab shows of a period whose report nobody has begun."""

from collections.abc import Callable

from cchc_desktop.i18n import _
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.ui.formats import period_name
from cchc_desktop.ui.widgets.empty_state import EmptyState


def no_report_yet(period: Period, begin: Callable[[], object], writable: bool) -> EmptyState:
    """One sentence and the button that begins the report."""
    name = period_name(period)
    name = name if period.kind == PERIOD_KINDS[0] else name[:1].lower() + name[1:]
    words = _("There is no {period} report yet. The program takes the outline and the figures it has.")
    made = EmptyState(words.format(period=name), _("Begin the {period} report").format(period=name), begin)
    made.main_button.setEnabled(writable)
    return made
