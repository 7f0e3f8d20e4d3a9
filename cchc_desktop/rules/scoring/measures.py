"""What is measured for a rule: a number, a share in percent, or a part of a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.scoring.base import is_share, said_share
from cchc_desktop.rules.scoring.inputs import Given, Input


@dataclass(frozen=True)
class Measured:
    """A value (in percent of shares), and how it is said; None where it is missing, `nothing` where a = 0."""

    value: Fraction | None = None
    said: str = ""
    nothing: bool = False


@dataclass(frozen=True)
class Measure:
    """A share in percent: `share` as it is, or `part` of `whole`; whichever is known is taken."""

    share: Input | None = None
    part: Input | None = None
    whole: Input | None = None

    def inputs(self) -> Iterator[Input]:
        """The inputs, those of which the share is worked out first."""
        for wanted in (self.part, self.whole, self.share):
            if wanted is not None:
                yield wanted

    def of(self, given: Given, places: int = 2) -> Measured:
        """The share; a part greater than its whole is noted as a problem and still counted."""
        part, whole = self.part, self.whole
        if part is None or whole is None or self._share_alone(given):
            return self._typed(given)
        known, total = given.number(part), given.number(whole)
        if known is None or total is None:
            return Measured()
        if total == 0:
            return Measured(said=_("{label} is 0").format(label=whole.title), nothing=True)
        if known > total:
            given.problems.append(
                _("{part} ({known}) is greater than {whole} ({total}). Check both numbers.").format(
                    part=part.title, known=format_value(known), whole=whole.title, total=format_value(total)
                )
            )
        share = Fraction(known) * 100 / Fraction(total)
        sign = "=" if is_share(share, places) else "≈"
        return Measured(share, f"{format_value(known)}/{format_value(total)} {sign} {said_share(share, places)}")

    def _share_alone(self, given: Given) -> bool:
        """Whether the share itself is known and its parts are not."""
        parts = [wanted for wanted in (self.part, self.whole) if wanted is not None and given.has(wanted)]
        return self.share is not None and given.has(self.share) and not parts

    def _typed(self, given: Given) -> Measured:
        value = given.number(self.share) if self.share is not None else None
        if value is None:
            return Measured()
        return Measured(Fraction(value), f"{format_value(value)}%")
