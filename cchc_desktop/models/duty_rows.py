"""What a report duty looks like to views: plain frozen rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DutyRow:
    """A report owed to a receiver: the days it covers, the day before which it goes, the day it went."""

    guid: str
    revision: int
    year: int
    period: str  # rules.periods.Period code
    receiver: str
    covers_from: date | None
    covers_to: date | None
    due_on: date
    sent_on: date | None = None

    @property
    def standing(self) -> str:
        """open, in_time or late: regimes say "trước ngày", so the day itself is too late."""
        if self.sent_on is None:
            return "open"
        return "in_time" if self.sent_on < self.due_on else "late"
