"""The words for what a package would do: its states, its reasons, the kinds of its rows and their fields."""

from cchc_desktop.i18n import _
from cchc_desktop.services.exchange.merging import Difference, MergeState, Why


def state_words(state: MergeState) -> str:
    """What a state is called."""
    return {
        MergeState.NEW: _("New"),
        MergeState.CHANGED: _("Changed there"),
        MergeState.SAME: _("The same"),
        MergeState.KEPT: _("Changed here"),
        MergeState.CONFLICT: _("Changed on both sides"),
        MergeState.REMOVED: _("Removed there"),
        MergeState.REFUSED: _("Not to be taken"),
    }[state]


def why_words(one: Difference) -> str:
    """Why a thing is refused, or what makes a conflict of it; "" where the state says enough."""
    return {
        Why.NONE: "",
        Why.OTHER_KIND: _("Its identity is that of something else in this dossier. Ask the sender how it was made."),
        Why.NOTHING_ABOVE: _("What it belongs to is neither in this dossier nor in the package."),
        Why.CIRCLE: _("Both sides moved it: taken in, it would stand under itself."),
        Why.GONE_HERE: _("It was removed here."),
        Why.GONE_THERE: _("It was removed there."),
        Why.NOT_OURS: _("It belongs to another office. It can be looked at in its papers, and answered."),
        Why.IN_USE: _("Reports follow it, so it is not changed any more."),
    }[one.why]
