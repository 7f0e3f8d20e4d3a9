"""Legal bases as views are handed them: plain frozen rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LegalBasisRow:
    """A paper that others cite, with the time in which it is in force; a day that is not known is None."""

    guid: str
    revision: int
    text: str  # without "Căn cứ" and without the mark at its end
    field_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None  # the last day in force
    replaced_by: str = ""
    amended_by: str = ""  # a paper a line, "Nghị định số … (từ 31/12/2025)"
    partly_from: date | None = None  # from here on a part of it is no longer in force
    partly_by: str = ""  # which part, and by what
    source: str = ""  # where this is known from, and what is doubtful
    known_on: date | None = None  # when it was so

    def is_partly_expired(self, on: date) -> bool:
        """Whether a part of it is known to be no longer in force on a day."""
        return self.partly_from is not None and self.partly_from <= on

    def is_expired(self, on: date) -> bool:
        """Whether it is known to be no longer in force on a day."""
        return self.valid_to is not None and self.valid_to < on

    def is_to_come(self, on: date) -> bool:
        """Whether it is known not to be in force yet on a day."""
        return self.valid_from is not None and self.valid_from > on


@dataclass(frozen=True)
class ExpiredCitation:
    """A cited paper that is no longer in force: where in the texts it is cited, and what is known of it."""

    index: int
    basis: LegalBasisRow
