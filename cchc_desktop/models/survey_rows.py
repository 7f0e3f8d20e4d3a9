"""What surveys of satisfaction look like to views: plain frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cchc_desktop.rules.questionnaires import Questionnaire


@dataclass(frozen=True)
class SurveyRow:
    """A survey of a year; `questionnaire` is JSON as it is kept, `least_share` per cent of the `population`."""

    guid: str
    revision: int
    year: int
    index_code: str
    title: str
    questionnaire: str
    population: int | None
    least_share: Decimal | None
    least_forms: int | None
    opened_on: date | None
    closed_on: date | None


@dataclass(frozen=True)
class SurveyFormRow:
    """A form as it is kept: `answers` and `respondent` as JSON, `entry` 1 or, typed again for comparison, 2."""

    guid: str
    revision: int
    survey_guid: str
    number: int
    entry: int
    answers: str
    respondent: str
    source: str
    source_key: str
    entered_at: datetime


@dataclass(frozen=True)
class FormAnswers:
    """A form to look at: a step or None for each question, and what was asked of the respondent with its answer."""

    guid: str
    number: int
    answers: tuple[int | None, ...]
    respondent: tuple[tuple[str, str], ...] = ()
    source: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What the respondent said of himself, by the question."""
        return dict(self.respondent)


@dataclass(frozen=True)
class EntryDifference:
    """A question of a form that was answered in two ways when it was typed twice; `question` from 0."""

    number: int
    question: int
    first: int | None
    second: int | None


@dataclass(frozen=True)
class EntryComparison:
    """What typing twice brought: how many forms were, what differs, which were typed for the second time alone."""

    typed_twice: int
    differences: tuple[EntryDifference, ...]
    second_alone: tuple[int, ...]


@dataclass(frozen=True)
class Satisfaction:
    """The share of the satisfied in a year in per cent, not rounded; None with the reason where it does not count."""

    share: Decimal | None
    why: str = ""
    forms: int = 0


@dataclass(frozen=True)
class OpenSurvey:
    """A survey with what it asks and how many forms it has."""

    row: SurveyRow
    asks: Questionnaire
    forms: int
