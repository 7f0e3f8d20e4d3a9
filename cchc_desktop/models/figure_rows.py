"""Figures of a report as plain frozen rows."""

from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.rules.choices import Choices, choices_of

HEADING = "heading"  # the kind of a line of a form that stands above others and has no value


@dataclass(frozen=True)
class FigureRow:
    """One line of the data appendix with its value in a period and in the one before."""

    guid: str  # of the definition
    code: str
    group: str
    name: str
    unit: str
    kind: str  # count, share, amount, points, yes_no, choice
    value: Decimal | None
    estimated: bool
    note: str
    previous: Decimal | None
    value_guid: str | None = None
    field_code: str = ""
    formula: str = ""
    cumulative: bool = False
    source: str = "typed"  # typed, carried, or what is counted (services.figure_sources)
    revision: int = 0  # of the definition
    value_revision: int = 0

    @property
    def choices(self) -> Choices:
        """The answers that its value is a code of; none where it is a number."""
        return choices_of(self.kind, self.unit, self.name, self.note)
