"""What a rule of scoring is given: named inputs, and the values that were typed or found for them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_value, holds, typed_number
from cchc_desktop.text import clean, fold

KINDS = ("number", "percent", "yes_no", "choice")
SOURCES = ("figure", "tasks", "reports", "register", "survey", "index")

_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
_SOURCE = re.compile(rf"(?:{'|'.join(SOURCES)}):[\w.:/ -]{{1,80}}")
_MOST_DECIMALS = 20
_SHOWN = 40
_YES = frozenset(("co", "yes", "y", "x", "true", "dung", "dat", "1"))
_NO = frozenset(("khong", "no", "n", "false", "sai", "khong_dat", "chua", "0"))

Values = Mapping[str, object]


@dataclass(frozen=True)
class Input:
    """One figure or answer that a rule asks for.

    `kind` is one of `KINDS`; `unit` what is counted; `source` where the value comes from, such as "figure:26",
    "reports:on_time" or "survey:SIPAS", "" where it is typed.
    """

    name: str
    label: str = ""
    kind: str = "number"
    unit: str = ""
    source: str = ""

    @property
    def title(self) -> str:
        """How an officer is asked for it."""
        return self.label or self.name

    def faults(self) -> list[str]:
        """What is wrong with the input itself, in whole sentences."""
        found = []
        if not _NAME.fullmatch(self.name):
            found.append(_("“{name}” cannot be the name of an input.").format(name=self.name[:_SHOWN]))
        if self.kind not in KINDS:
            found.append(_("“{kind}” is no kind of input.").format(kind=self.kind[:_SHOWN]))
        if self.source and not _SOURCE.fullmatch(self.source):
            found.append(_("“{source}” is no place that an input can come from.").format(source=self.source[:_SHOWN]))
        return found


class Given:
    """The values for the inputs of one rule, and what was found of them: missing, taken as "no", not to be used."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self.missing: list[Input] = []
        self.assumed: list[Input] = []
        self.problems: list[str] = []

    def has(self, wanted: Input) -> bool:
        """Whether there is a value at all."""
        value = self._values.get(wanted.name)
        return value is not None and (not isinstance(value, str) or bool(clean(value).strip()))

    def number(self, wanted: Input, *, optional: bool = False) -> Decimal | None:
        """The number, in percent of an input of that kind; None where it is missing or no number, which is noted."""
        if not self._there(wanted, optional):
            return None
        try:
            value = _as_number(wanted, self._values[wanted.name])
        except UserError as error:
            self._refuse(str(error))
            return None
        if value < 0:
            self._refuse(
                _("{label}: {value} is below zero. Check the number.").format(
                    label=wanted.title, value=format_value(value)
                )
            )
            return None
        return value

    def yes(self, wanted: Input, *, optional: bool = False) -> bool | None:
        """The answer; None where it is missing or neither yes nor no, which is noted."""
        if not self._there(wanted, optional):
            return None
        value = self._values[wanted.name]
        if isinstance(value, bool):
            return value
        word = "_".join(fold(clean(str(value))).split())
        if word in _YES or word in _NO:
            return word in _YES
        self._refuse(
            _("{label}: “{value}” is neither yes nor no.").format(label=wanted.title, value=str(value)[:_SHOWN])
        )
        return None

    def choice(self, wanted: Input, answers: Mapping[str, str]) -> str | None:
        """The key of the answer, given by key or by label; None where there is none, which is noted."""
        if not self._there(wanted, False):
            return None
        word = " ".join(fold(clean(str(self._values[wanted.name]))).split())
        for key, label in answers.items():
            if word in (key, " ".join(fold(label).split())):
                return key
        self._refuse(
            _("{label}: “{value}” is none of the answers: {answers}.").format(
                label=wanted.title, value=str(self._values[wanted.name])[:_SHOWN], answers="; ".join(answers.values())
            )
        )
        return None

    def _there(self, wanted: Input, optional: bool) -> bool:
        if self.has(wanted):
            return True
        noted = self.assumed if optional else self.missing
        if wanted not in noted:
            noted.append(wanted)
        return False

    def _refuse(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


_MOST_PER_CENT = 1000  # "97.999" is a number of thousands to a Vietnamese eye, and no share


def _as_number(wanted: Input, value: object) -> Decimal:
    if isinstance(value, str):
        number = typed_number(value, "95%" if wanted.kind == "percent" else "1,5")
        if wanted.kind == "percent" and 0 < number <= 1 and "%" not in clean(value):
            raise UserError(
                _("{label}: is “{value}” {small}% or {large}%? Type the share with its sign, such as {large}%.").format(
                    label=wanted.title,
                    value=value.strip(),
                    small=format_value(number),
                    large=format_value(number * 100),
                )
            )
        if wanted.kind == "percent" and number >= _MOST_PER_CENT:
            raise UserError(
                _("{label}: “{value}” would be {large}%. Type a share with a comma, such as 97,5%.").format(
                    label=wanted.title, value=value.strip(), large=f"{number:f}"
                )
            )
        return number
    known = isinstance(value, Decimal | int | float) and not isinstance(value, bool)
    number = Decimal(str(value)) if known else Decimal("NaN")
    exponent = number.as_tuple().exponent
    if not number.is_finite() or not holds(number) or not isinstance(exponent, int) or exponent < -_MOST_DECIMALS:
        raise UserError(
            _("{label}: “{value}” is not a number that can be scored.").format(
                label=wanted.title, value=str(value)[:_SHOWN]
            )
        )
    return number
