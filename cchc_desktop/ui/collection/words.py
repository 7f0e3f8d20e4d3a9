"""What a collection's states are called, and how they look."""

from cchc_desktop.collection.kinds import Outcome, Round
from cchc_desktop.i18n import _

Look = tuple[str, str]  # icon and token

OUTCOME_LOOKS: dict[Outcome, Look] = {
    Outcome.NEW: ("circle-check", "done"),
    Outcome.NEWER: ("circle-check", "done"),
    Outcome.SAME: ("circle-minus", "muted"),
    Outcome.OLDER: ("clock", "soon"),
    Outcome.ASK: ("help", "accent"),
    Outcome.REFUSED: ("alert-triangle", "late"),
}


def outcome_words(outcome: Outcome) -> str:
    """What became of a file, in a word or two."""
    return {
        Outcome.NEW: _("New package"),
        Outcome.NEWER: _("Newer package"),
        Outcome.SAME: _("Here already"),
        Outcome.OLDER: _("Older, not taken"),
        Outcome.ASK: _("Office not known"),
        Outcome.REFUSED: _("Refused"),
    }[outcome]


def round_words(round_: Round) -> str:
    """What a round of points is called."""
    return {
        Round.FIRST: _("Appraisal 1"),
        Round.SECOND: _("Appraisal 2"),
        Round.FINAL: _("Final result"),
    }[round_]
