"""Answers as files write them: "4", "Hài lòng", "4 - Hài lòng", "Mức 4/5", to a step of the questionnaire."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cchc_desktop.i18n import _
from cchc_desktop.rules.questionnaires import STEPS, Questionnaire
from cchc_desktop.text import fold

_NUMBER = re.compile(r"(?<![\w.,])\d{1,9}(?:[.,]\d{1,9})?(?!\w|[.,]\d)")
_BELOW_ZERO = re.compile(r"\s*[-−]\s?\d")
_NOTHING = frozenset("-–—−_.…/\\ \t\n")  # of which a cell may be made that says nothing
_OF_ALL = re.compile(rf"(?<=\d)\s?/\s?{STEPS}(?!\d)")
_AROUND = re.compile(r"\b(?:muc do|muc|diem|sao|lua chon|dap an|chon)\b|[^\w/]+")
_LONGEST = 200  # letters: no answer is longer


class Doubtful(StrEnum):
    """Why an answer was not understood, or not for certain."""

    UNKNOWN = "unknown"  # no step says so
    OUT_OF_RANGE = "out_of_range"  # a number that is no step
    CONTRADICTION = "contradiction"  # the number says another step than the words, which were taken

    @property
    def sentence(self) -> str:
        """For the officer."""
        return {
            Doubtful.UNKNOWN: _("No step of the questionnaire is called so; counted as no answer."),
            Doubtful.OUT_OF_RANGE: _("Not a step from 1 to 5; counted as no answer."),
            Doubtful.CONTRADICTION: _("Number and words say different steps; the words were taken."),
        }[self]


@dataclass(frozen=True)
class Reading:
    """The step that a text says, None for no answer, and what is doubtful about it."""

    step: int | None
    doubt: Doubtful | None = None


class AnswerReader:
    """Reads the answers to one questionnaire; the same words come ten thousand times and are read once."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._steps: dict[str, int] = {}
        for number, step in enumerate(questionnaire.steps, start=1):
            for name in (step.name, *step.also):
                self._steps.setdefault(_bare(fold(name)), number)
        self._nothing = {_bare(fold(words)) for words in questionnaire.no_answer}
        self._known: dict[str, Reading] = {}

    def read(self, text: str) -> Reading:
        """What a cell says."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._read(text)
        return found

    def says_in_words(self, text: str) -> bool:
        """Whether a cell names a step by words, and not by its number alone."""
        reading = self.read(text)
        return reading.step is not None and any(char.isalpha() for char in _bare(fold(text)))

    def _read(self, text: str) -> Reading:
        folded = _OF_ALL.sub("", fold(text)) if len(text) <= _LONGEST else ""
        words = _bare(folded)
        if words in self._nothing or _NOTHING.issuperset(text):
            return Reading(None)
        if words in self._steps:
            return Reading(self._steps[words])
        numbers = _NUMBER.findall(folded)
        rest = _bare(_NUMBER.sub(" ", folded))
        if len(numbers) != 1 or (rest and rest not in self._steps and rest not in self._nothing):
            return Reading(None, Doubtful.UNKNOWN)
        if rest in self._nothing:
            return Reading(None)
        number = Decimal(numbers[0].replace(",", "."))
        said = self._steps.get(rest)
        if said is not None:
            return Reading(said, None if number == said else Doubtful.CONTRADICTION)
        if number == 0:
            return Reading(None)
        if number != int(number) or not 1 <= number <= STEPS or _BELOW_ZERO.match(text):
            return Reading(None, Doubtful.OUT_OF_RANGE)
        return Reading(int(number))


def _bare(folded: str) -> str:
    """Words alone, without what stands around a step: "mức", "điểm", dashes, stars."""
    return " ".join(_AROUND.sub(" ", folded).split())
