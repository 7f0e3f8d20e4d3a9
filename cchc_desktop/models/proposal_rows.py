"""Rows of proposed points: what a criterion comes to by its rule, from which values, and what is missing."""

from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.rules.numbers import parse_number, rounded


@dataclass(frozen=True)
class InputValue:
    """One input of a rule with its value.

    `value` is what counts: what was typed, else what was found. `found` is what the dossier knows (a figure, tasks,
    reports, the register, a survey, another index), `words` from where, or why it is not known.
    """

    name: str
    title: str
    kind: str  # "number", "percent", "yes_no", "choice"
    unit: str
    source: str  # "figure:26"; "" where it is typed
    value: str | bool | Decimal | None = None
    typed: str | bool | None = None
    found: str | bool | Decimal | None = None
    words: str = ""

    @property
    def overruled(self) -> bool:
        """Whether something else was typed than the dossier knows."""
        return self.typed is not None and self.found is not None and not _same(self.typed, self.found)


def _same(typed: str | bool, found: str | bool | Decimal) -> bool:
    if isinstance(found, Decimal):
        return isinstance(typed, str) and parse_number(typed) == found
    return typed == found


@dataclass(frozen=True)
class Proposal:
    """What one leaf comes to by its rule.

    `points` are unrounded, None where they cannot be worked out; `how` is one sentence. `missing` are the titles of
    inputs without a value, `problems` sentences about values and the rule, `assumed` the titles of exceptions that
    nobody answered and that count as "no". `maximum` is what counts in the denominator. `rule` is "" of a leaf without
    one. `stands` is what is scored now: of a survey's part its points, else the self-scored ones.
    """

    guid: str
    code: str
    name: str
    max_points: Decimal
    rule: str = ""
    kind: str = ""  # of the rule, as `rules.scoring.KINDS` calls it
    points: Decimal | None = None
    how: str = ""
    maximum: Decimal = Decimal(0)
    inputs: tuple[InputValue, ...] = ()
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    scored_by: str = "self"
    stands: Decimal | None = None

    @property
    def differs(self) -> bool:
        """Whether something else is scored than the rule gives, to the four decimals that are kept."""
        if self.points is None or self.stands is None:
            return False
        return abs(self.stands - self.points) >= Decimal("0.0001")

    @property
    def above(self) -> bool:
        """Whether more is claimed than the rule gives; its points rounded to two decimals are no more."""
        if self.stands is None or self.points is None or not self.differs:
            return False
        return self.stands > self.points and self.stands != rounded(self.points, 2)


@dataclass(frozen=True)
class Finding:
    """Something to look at before a criteria set goes out; `kind` is "above", "input", "problem" or "overruled"."""

    guid: str  # of the criterion
    code: str
    kind: str
    sentence: str


@dataclass(frozen=True)
class ReachTask:
    """A task that mends a criterion."""

    guid: str
    text: str
    percent: int
    done: bool
    deadline: str


@dataclass(frozen=True)
class Reachable:
    """Points that a leaf has not reached, and how hard they are to win before the lock.

    `ease` is 1 where the rule gives them already, 2 where a task is well on its way, 3 where one is begun or waits, 4
    where none is linked, 5 where the rule's day has passed and nothing can be won any more; `words` says it.
    """

    guid: str
    code: str
    name: str
    lost: Decimal
    ease: int
    words: str
    tasks: tuple[ReachTask, ...] = ()
