"""Emulation (thi đua): what a participant reached of a target, who meets all of them, the papers of an award dossier.

Forms by Nghị định 152/2025/NĐ-CP: 01 (submission), 04 (collective), 05 (person), 08 (by theme).
"""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import parse_number
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.targets import Goal, reached, read_actual
from cchc_desktop.text import clean, fold


class Who(StrEnum):
    """What a participant is."""

    COLLECTIVE = "collective"
    PERSON = "person"


class AwardPaper(StrEnum):
    """A paper of a movement, in the order of its dossier; the plan opens the movement and is no part of it."""

    PLAN = "plan"
    SUBMISSION = "submission"
    LIST = "list"
    MINUTES = "minutes"
    REPORT = "report"
    CERTIFICATE = "certificate"


DOSSIER = tuple(role for role in AwardPaper if role is not AwardPaper.PLAN)


class Outcome(StrEnum):
    """What is known of a target, or of all targets of a participant."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    NOT_ASKED = "not_asked"


PURPOSE = "emulation"  # of plans and papers of a movement


def reports_achievement(kind: PaperKind | str, purpose: str) -> bool:
    """Whether a paper reports the achievement of somebody, who signs beside the head that confirms it."""
    return kind == PaperKind.REPORT and purpose == PURPOSE


_MET = ("dat", "co", "x", "v", "hoan thanh", "dat yeu cau", "1", "✓", "✔")
_MISSED = ("khong dat", "chua dat", "khong", "chua", "khong hoan thanh", "chua hoan thanh", "0", "✗")
_NOT_ASKED = ("khong ap dung", "kad", "khong thuoc", "khong xet", "-")
_PERSON = ("ca nhan", "cn", "nguoi")
_COLLECTIVE = ("tap the", "tt", "don vi")
_VOTES = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})(?:\s*phieu)?")


def judged(text: str, goal: Goal | None) -> Outcome:
    """What a typed result says of a target: "97 %" beside its goal, "đạt", "không đạt", "không áp dụng"."""
    words = fold(clean(text)).strip(" .")
    if not words:
        return Outcome.OPEN
    if words in _NOT_ASKED:
        return Outcome.NOT_ASKED
    if goal is not None:
        value = value_in(text)
        if value is not None:
            return Outcome.MET if reached(goal, value) else Outcome.MISSED
    if words in _MET:
        return Outcome.MET
    return Outcome.MISSED if words in _MISSED else Outcome.OPEN


def value_in(text: str) -> Decimal | None:
    """The number that a result is; None for words."""
    plain = parse_number(text)
    if plain is not None:
        return plain
    try:
        return read_actual(text)[0]
    except UserError:
        return None


def verdict(outcomes: Iterable[Outcome]) -> Outcome:
    """Who meets all targets that are asked of them; missed as soon as one is, open while one is not known."""
    known = [one for one in outcomes if one is not Outcome.NOT_ASKED]
    if Outcome.MISSED in known:
        return Outcome.MISSED
    return Outcome.OPEN if not known or Outcome.OPEN in known else Outcome.MET


def read_who(text: str) -> Who:
    """Collective or person as it is typed; raises `UserError` for anything else."""
    words = fold(clean(text)).strip()
    if words in _PERSON:
        return Who.PERSON
    if words in _COLLECTIVE or not words:
        return Who.COLLECTIVE
    raise UserError(_("“{text}” is neither “tập thể” nor “cá nhân”. Type one of them.").format(text=text.strip()[:40]))


def read_votes(text: str) -> tuple[int | None, int | None]:
    """Votes and voters, "5/7"; raises `UserError` for anything else, and where there are more votes than voters."""
    words = fold(clean(text)).strip()
    if not words:
        return None, None
    found = _VOTES.fullmatch(words)
    if found is None:
        raise UserError(_("Type the votes as 5/7: votes for, then votes cast."))
    votes, voters = int(found[1]), int(found[2])
    if votes > voters or not voters:
        raise UserError(_("{votes} of {voters} votes cannot be. Check the count.").format(votes=votes, voters=voters))
    return votes, voters


def check_rewarded(proposed: int, most: int | None) -> None:
    """Raise `UserError` where more are proposed than may be rewarded."""
    if most is not None and proposed > most:
        raise UserError(
            _(
                "At most {most} may be rewarded, and this would be {count}. Nothing was changed. Take another one off "
                "the proposals first, or raise the number under Movement."
            ).format(most=most, count=proposed)
        )


def measure_of(source: str) -> str:
    """What a target of a movement is compared with, as it is kept; "" where it is judged by hand."""
    return json.dumps({"source": source}) if source else ""


def source_of(measure: str) -> str:
    """The source of a kept measure; "" for none, and for what is not understood."""
    try:
        found = json.loads(measure) if measure else {}
    except ValueError:
        return ""
    return str(found.get("source", "")) if isinstance(found, dict) else ""
