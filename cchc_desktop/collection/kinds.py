"""What a collection tells apart: the papers that offices owe, what became of a file that came, the rounds of points."""

from enum import StrEnum


class SubmissionKind(StrEnum):
    """What an office hands in; which one of its kind is told by a key."""

    PLAN = "plan"  # key: the plan's guid; what is expected is one plan of the year, key ""
    REPORT = "report"  # key: the period, "2026-9M"
    SCORE = "score"  # key: the index's code, "PAR_INDEX_COMMUNE"


class Outcome(StrEnum):
    """What became of a file that was to be taken in."""

    NEW = "new"
    NEWER = "newer"  # a later version of what the office has sent
    SAME = "same"  # the very package is there: nothing to do
    OLDER = "older"  # made before what is there; taken only when asked for
    ASK = "ask"  # its office is not known, or not surely: somebody has to say which one it is
    REFUSED = "refused"


class Round(StrEnum):
    """Who gave the points, in the order in which they count: the last one that gave any."""

    FIRST = "1"
    SECOND = "2"
    FINAL = "final"
