"""A unit's part of a report, as it travels, and as it is shown beside what stands: plain frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cchc_desktop.rules.choices import Choices, choices_of
from cchc_desktop.rules.statuses import PartState, PartStatus


@dataclass(frozen=True)
class PartItem:
    """A report item to write: `before` stood when the part was asked for, `text` is what the unit writes (markup).

    It may also be a criterion of an index whose proof the unit owes; the guid is then the criterion's.
    """

    guid: str
    number: str
    title: str
    guidance: str
    before: str
    text: str


@dataclass(frozen=True)
class PartTask:
    """A task to tell of: how it stood when the part was asked for, and how it stands by the unit."""

    guid: str
    number: str
    text: str
    deadline: str
    status_before: str
    percent_before: int
    status: str
    percent: int
    result: str = ""  # what was reached, new


@dataclass(frozen=True)
class PartFigure:
    """A figure to fill in."""

    guid: str
    code: str
    name: str
    unit: str
    kind: str
    before: Decimal | None
    value: Decimal | None
    estimated: bool = False

    @property
    def choices(self) -> Choices:
        """The answers that its value is a code of; none where it is a number."""
        return choices_of(self.kind, self.unit, self.name)


@dataclass(frozen=True)
class Part:
    """A unit's part of a report; `guid` is the asking's, `sender` and `filled_at` are the unit's."""

    guid: str
    dossier_guid: str
    report_guid: str
    year: int
    period: str
    office: str
    unit: str
    due_on: date | None
    asked_at: datetime
    sender: str = ""
    filled_at: datetime | None = None
    items: tuple[PartItem, ...] = ()
    tasks: tuple[PartTask, ...] = ()
    figures: tuple[PartFigure, ...] = ()


@dataclass(frozen=True)
class ContributionRow:
    """One asking and what came of it."""

    guid: str
    revision: int
    report_guid: str
    unit_guid: str | None
    unit_name: str
    asked_at: datetime
    due_on: date | None
    received_at: datetime | None
    sender: str
    sha256: str
    status: PartStatus

    def is_late(self, today: date) -> bool:
        """Whether it came after its day, or has not come by then."""
        came = self.received_at.date() if self.received_at is not None else today
        return self.due_on is not None and came > self.due_on


@dataclass(frozen=True)
class PartDifference:
    """One thing of a part beside what stands now, in words.

    `kind` is item, criterion, task or figure. What is refused is so for `reason`; its title is then the file's own.
    """

    kind: str
    guid: str
    title: str
    mine: str
    theirs: str
    state: PartState
    reason: str = ""
