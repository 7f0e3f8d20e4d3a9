"""What a survey of satisfaction asks: factors with their questions, five steps of answers, who answers."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

STEPS = 5
SATISFIED = (4, 5)  # the steps that count as satisfied
_LONGEST = 1000  # letters of a question
_MOST = 200  # questions of one form


@dataclass(frozen=True)
class Step:
    """An answer, with the other words that files have for it."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Factor:
    """A factor with its questions; `known_by` are words by which a question of another wording is told to be of it."""

    name: str
    questions: tuple[str, ...]
    known_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question about who answers, never the name; without `choices` its answer is written freely."""

    question: str
    choices: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question in the order of the form: its place from 0, its code ("2.1"), the place of its factor, its words."""

    place: int
    code: str
    factor: int
    text: str


@dataclass(frozen=True)
class Questionnaire:
    """All that a form asks; `steps` from the least to the most satisfied, `no_answer` words that say nothing."""

    steps: tuple[Step, ...]
    factors: tuple[Factor, ...]
    respondent: tuple[Asked, ...] = ()
    no_answer: tuple[str, ...] = ()
    introduction: str = ""
    instruction: str = ""
    closing: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order of their answers."""
        found: list[Question] = []
        for factor, one in enumerate(self.factors):
            for number, text in enumerate(one.questions, start=1):
                found.append(Question(len(found), f"{factor + 1}.{number}", factor, text))
        return tuple(found)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many questions each factor has."""
        return tuple(len(factor.questions) for factor in self.factors)

    def with_questions(self, lines: Sequence[tuple[str, str]]) -> "Questionnaire":
        """The same form with these questions, each with the name of its factor; factors stand as they first come."""
        by_factor: dict[str, list[str]] = {}
        for factor, text in lines:
            by_factor.setdefault(factor, []).append(text)
        known = {factor.name: factor.known_by for factor in self.factors}
        factors = tuple(Factor(name, tuple(texts), known.get(name, ())) for name, texts in by_factor.items())
        return replace(self, factors=factors)


def parse_questionnaire(data: dict[str, Any]) -> Questionnaire:
    """The questionnaire in a form's file or in a survey. Raises ValueError, KeyError or TypeError for another shape."""
    found = Questionnaire(
        steps=tuple(Step(_text(one["name"]), _texts(one.get("also", ()))) for one in _list(data["steps"])),
        factors=tuple(
            Factor(_text(one["name"]), _texts(one["questions"]), _texts(one.get("known_by", ())))
            for one in _list(data["factors"])
        ),
        respondent=tuple(
            Asked(_text(one["question"]), _texts(one.get("choices", ())), _texts(one.get("known_by", ())))
            for one in _list(data.get("respondent", ()))
        ),
        no_answer=_texts(data.get("no_answer", ())),
        introduction=str(data.get("introduction", "")),
        instruction=str(data.get("instruction", "")),
        closing=str(data.get("closing", "")),
    )
    if len(found.steps) != STEPS:
        raise ValueError("steps")
    if not 1 <= len(found.questions) <= _MOST or not all(factor.questions for factor in found.factors):
        raise ValueError("factors")
    return found


def questionnaire_of(text: str) -> Questionnaire:
    """The questionnaire that a survey keeps as JSON; raises as `parse_questionnaire`."""
    data = json.loads(text)
    if not isinstance(data, dict):
        raise TypeError("questionnaire")
    return parse_questionnaire(data)


def to_text(questionnaire: Questionnaire) -> str:
    """The questionnaire as a survey keeps it."""
    return json.dumps(asdict(questionnaire), ensure_ascii=False)


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError("list")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(values))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        raise ValueError("text")
    return " ".join(value.split())
