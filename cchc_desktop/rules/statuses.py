"""Where papers, parts and packages stand; where a task stands is in `rules.progress`."""

from enum import StrEnum


class PlanStatus(StrEnum):
    """A plan is written until it is issued."""

    DRAFT = "draft"
    ISSUED = "issued"


class ReportStatus(StrEnum):
    """A report from its first day to the day it leaves."""

    NOT_BEGUN = "not_begun"
    DRAFTING = "drafting"
    WAITING = "waiting"  # for the parts of units
    FOR_SIGNATURE = "for_signature"
    SENT = "sent"


class ItemStatus(StrEnum):
    """What is under a heading of a report."""

    EMPTY = "empty"
    DRAFT = "draft"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class PartStatus(StrEnum):
    """A unit's part of a report."""

    ASKED = "asked"
    RECEIVED = "received"
    TAKEN = "taken"


class PartState(StrEnum):
    """How one thing of a unit's part stands to what is here now."""

    NEW = "new"  # takes the place of what stood when it was asked for
    CHANGED_HERE = "changed_here"  # what stands was changed meanwhile: choose
    SAME = "same"  # nothing new
    REFUSED = "refused"  # not to be taken


class Direction(StrEnum):
    """Which way a package went."""

    SENT = "sent"
    RECEIVED = "received"


class PackageStatus(StrEnum):
    """What became of a package."""

    MADE = "made"
    MAILED = "mailed"  # a draft was handed to the mail program: nobody knows whether it went
    WAITING = "waiting"  # in the outbox
    SENT = "sent"  # the server took it
    UNCERTAIN = "uncertain"  # handed over whole, and the server did not answer
    FAILED = "failed"  # it did not go, and does not go by itself
    SAVED = "saved"  # copied to a folder or a USB drive, and read back
    ACKNOWLEDGED = "acknowledged"  # the receiver's receipt came
    RECEIVED = "received"
