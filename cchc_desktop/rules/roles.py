"""What a line of a paper, a section of a plan and a unit of a task are there for."""

from enum import StrEnum


class LineRole(StrEnum):
    """The list of a paper that a line belongs to."""

    LEGAL_BASIS = "legal_basis"
    ARTICLE = "article"
    ADDRESSEE = "addressee"
    RECIPIENT = "recipient"
    DATED = "dated"  # not printed: what is known of a date without a day


class SectionRole(StrEnum):
    """What is printed under a heading."""

    TEXT = "text"
    TASKS = "tasks"  # the plan's tasks, in list form or as the way to the frame
    ARTICLE = "article"  # of a template: becomes an article of the decision
    REWARDED = "rewarded"  # of a certificate: who is praised, on a page of its own


class UnitRole(StrEnum):
    """What a unit does for a task."""

    LEAD = "lead"
    COORDINATION = "coordination"
