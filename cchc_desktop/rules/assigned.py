"""Which tasks of a superior's plan concern the communes, and in which words: "giao UBND cấp xã", "các xã, phường"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from cchc_desktop.rules.time_words import same_length_fold


class Duty(StrEnum):
    """What a superior's task asks of a commune."""

    LEAD = "lead"  # it leads
    COORDINATION = "coordination"  # it takes part
    NAMED = "named"  # the task itself speaks of it
    PERHAPS = "perhaps"  # "các địa phương", "các cơ quan, đơn vị": look and decide
    NONE = "none"


@dataclass(frozen=True)
class Concern:
    """A duty and the words that say so, as they stand in the plan."""

    duty: Duty
    words: str = ""


_COMMITTEE = r"(?:ubnd|uy ban nhan dan|chu tich ubnd|chu tich uy ban nhan dan)"
_LEVELS = r"(?:xa|phuong|thi tran|dac khu)"
_COMMUNES = re.compile(
    rf"{_COMMITTEE}\s+(?:cac\s+|cap\s+|\d+\s+)?{_LEVELS}(?:\s*,\s*(?:cac\s+)?{_LEVELS}|\s+va\s+{_LEVELS})*(?!\w)"
    rf"|\b(?:cap\s+(?:huyen,\s*(?:cap\s+)?)?{_LEVELS})\b"
    rf"|\bcac\s+{_LEVELS}(?:\s*,\s*(?:cac\s+)?{_LEVELS}|\s+va\s+{_LEVELS})+\b"
    rf"|\bcac\s+(?:xa|phuong)\b"
    rf"|\b{_LEVELS}\s*,\s*{_LEVELS}(?:\s*,\s*{_LEVELS})*\b"
)
_PERHAPS = re.compile(
    r"\bcac\s+dia\s+phuong\b|\bchinh\s+quyen\s+dia\s+phuong\b|\bcac\s+co\s+quan,\s*don\s+vi(?:,\s*dia\s+phuong)?\b"
    r"|\b(?:cac\s+)?dia\s+phuong\s+(?:co\s+)?lien\s+quan\b"
)
_WORD = re.compile(r"\w+")
# Other words that are a level's name once their marks are taken away.
_NO_LEVEL = frozenset(("phương", "phượng", "phướng", "phưởng", "xa", "xà", "xá", "xả", "xạ"))
_ONE_LEVEL = re.compile(rf"{_COMMITTEE}\s+{_LEVELS}")


def concern(*, lead: str, coordination: str, texts: str, office: str = "") -> Concern:
    """What a task asks of `office` ("UBND xã Bình Minh"): who leads before who takes part before what the task says."""
    for duty, text in ((Duty.LEAD, lead), (Duty.COORDINATION, coordination), (Duty.NAMED, texts)):
        words = _names_communes(text, office)
        if words:
            return Concern(duty, words)
    for text in (lead, coordination, texts):
        words = _found(_PERHAPS, text)
        if words:
            return Concern(Duty.PERHAPS, words)
    return Concern(Duty.NONE)


def _names_communes(text: str, office: str) -> str:
    folded = same_length_fold(text)
    own = same_length_fold(" ".join(office.split()))
    if own and (at := folded.find(own)) >= 0:
        return text[at : at + len(own)]
    for match in _COMMUNES.finditer(folded):
        words = _WORD.findall(text[match.start() : match.end()].lower())
        if any(word in _NO_LEVEL for word in words):
            continue  # "các phương án"
        named = text[match.end() :].lstrip()[:1].isupper()
        # "UBND xã An Lạc" is another commune by its name; its neighbours are not meant.
        if not (named and _ONE_LEVEL.fullmatch(match[0])):
            return text[match.start() : match.end()]
    return ""


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(same_length_fold(text))
    return text[match.start() : match.end()] if match else ""
