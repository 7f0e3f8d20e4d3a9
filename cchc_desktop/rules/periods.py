"""The four reporting periods of a year, their names and the dates their figures span."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _


class PeriodKind(StrEnum):
    """Which part of the year, always counted from its beginning."""

    Q1 = "Q1"
    H1 = "H1"
    M9 = "9M"
    YEAR = "Y"


PERIOD_KINDS: tuple[PeriodKind, ...] = tuple(PeriodKind)

_TITLES = {
    PeriodKind.Q1: "quý I năm {year}",
    PeriodKind.H1: "6 tháng đầu năm {year}",
    PeriodKind.M9: "9 tháng năm {year}",
    PeriodKind.YEAR: "năm {year}",
}
_FILE_WORDS = {PeriodKind.Q1: "quy-I", PeriodKind.H1: "6-thang", PeriodKind.M9: "9-thang", PeriodKind.YEAR: "ca-nam"}
_LAST_MONTHS = {PeriodKind.Q1: 3, PeriodKind.H1: 6, PeriodKind.M9: 9, PeriodKind.YEAR: 12}
_CODE = re.compile(r"(\d{4})-(Q1|H1|9M|Y)")


@total_ordering
@dataclass(frozen=True)
class Period:
    """One reporting period; `str()` gives its code, such as "2024-9M"."""

    year: int
    kind: PeriodKind

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The period of a code such as "2024-Q1"; raises `UserError` for anything else."""
        match = _CODE.fullmatch(code.strip().upper())
        if match is None or not 1900 <= int(match[1]) <= 2999:
            raise UserError(
                _('"{code}" is not a reporting period. Write for example 2024-Q1, 2024-H1, 2024-9M or 2024-Y.').format(
                    code=code
                )
            )
        return cls(int(match[1]), PeriodKind(match[2]))

    def __str__(self) -> str:
        return f"{self.year}-{self.kind.value}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.year, PERIOD_KINDS.index(self.kind)) < (other.year, PERIOD_KINDS.index(other.kind))

    @property
    def title(self) -> str:
        """As documents name it: "quý I năm 2024"."""
        return _TITLES[self.kind].format(year=self.year)

    @property
    def file_words(self) -> str:
        """As the names of files have it: "quy-I"."""
        return _FILE_WORDS[self.kind]

    @property
    def figures_from(self) -> date:
        """The first day counted: 15 December of the year before (Nghị định 09/2019, Điều 12)."""
        return date(self.year - 1, 12, 15)

    @property
    def figures_to(self) -> date:
        """The last day counted: the 14th of the period's last month (Nghị định 09/2019; 9 months by analogy)."""
        return date(self.year, _LAST_MONTHS[self.kind], 14)

    def previous(self) -> "Period":
        """The period before: 6 months after quarter I; the whole year before quarter I of the next."""
        place = PERIOD_KINDS.index(self.kind)
        if place == 0:
            return Period(self.year - 1, PeriodKind.YEAR)
        return Period(self.year, PERIOD_KINDS[place - 1])

    def same_last_year(self) -> "Period":
        """The same period one year earlier."""
        return Period(self.year - 1, self.kind)

    def covers(self, day: date) -> bool:
        """Whether what happened on this day is counted in the period."""
        return self.figures_from <= day <= self.figures_to


def period_title(year: int, period: str) -> str:
    """What a report or package covers, as documents name it: "9 tháng năm 2026".

    The year alone without a period, and for one that is none of the usual four.
    """
    try:
        return Period.parse(period).title
    except UserError:
        return f"năm {year}"
