"""What an office was called before: where a text still says so, and what it is called now.

A paper that is cited keeps the issuer of its day: "Kế hoạch số 12/KH-UBND ngày 05/01/2025 của UBND xã Bình Minh" stays
right.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchc_desktop.rules.finding import places
from cchc_desktop.rules.organisation import area_kind, area_name
from cchc_desktop.text import one_spelling

# What is said with the kind of the area alone: "Đảng ủy xã", "trên địa bàn xã"; "cấp xã" and "các xã" are others.
_WITH_KIND = ("UBND", "HĐND", "Ủy ban nhân dân", "Hội đồng nhân dân", "Đảng ủy", "địa bàn")
_CITED = re.compile(r"\bsố:?\s+\d+\S*\s+(?:ngày\s[^;.\n]{4,36}\s)?của\s+(?:[\w-]+\s+){0,8}$", re.IGNORECASE)
_DATED = re.compile(r",\s+ngày\b", re.IGNORECASE)
_NAMED = re.compile(r"\s+(?:\d|[^\W\d_])")


@dataclass(frozen=True)
class Called:
    """A name of the office, of the level above and of the place in the line of the date."""

    office: str
    superior: str
    place: str


@dataclass(frozen=True)
class Renaming:
    """A name that papers said before, and the one they say now."""

    before: str
    now: str
    how: str = "name"  # "kind": with the kind of the area alone; "place": in the line of the date alone


def renamings(former: Iterable[Called], now: Called) -> tuple[Renaming, ...]:
    """What is said otherwise now, each once: areas and offices by their name, then by the kind of the area alone."""
    found: list[Renaming] = []
    for called in former:
        pairs = ((called.office, now.office), (called.superior, now.superior))
        found += [Renaming(area_name(before), area_name(after)) for before, after in pairs if before.strip()]
        kinds = area_kind(called.office), area_kind(now.office)
        if all(kinds):
            found += [Renaming(f"{body} {kinds[0]}", f"{body} {kinds[1]}", "kind") for body in _WITH_KIND]
        found.append(Renaming(called.place, now.place, "place"))
    said_now = {area_name(now.office).casefold(), area_name(now.superior).casefold()}
    return tuple(
        dict.fromkeys(
            one
            for one in found
            if one.before.strip() and one.now.strip() and one.before.casefold() != one.now.casefold()
            if one.how != "name" or one.before.casefold() not in said_now
        )
    )


def places_of(text: str, renaming: Renaming) -> Iterator[tuple[int, int]]:
    """Where a text says the former name, as (start, end); not within the new name or a word, nor in a citation."""
    plain = re.sub(r"\s", " ", text)
    new = places(plain, renaming.now, exact=True)
    for start, end in places(plain, renaming.before, exact=True):
        inside = any(first <= start and end <= last for first, last in new)
        within_word = (start > 0 and plain[start - 1].isalnum()) or plain[end : end + 1].isalnum()
        if inside or within_word or _CITED.search(plain[:start]):
            continue
        if renaming.how == "kind" and _is_named(plain, start, end):
            continue
        if renaming.how == "place" and (start or not _DATED.match(plain, end)):
            continue
        yield start, end


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether the name of an area follows its kind: then it is another one, or was found by its name."""
    following = _NAMED.match(text, end)
    if following is None:
        return False
    first = following.group()[-1]
    return first.isdigit() or (first.isupper() and not text[start:end].isupper())


def says(text: str, names: Iterable[Renaming]) -> Iterator[tuple[Renaming, int, int]]:
    """The former names in a text with their places, each place once, in reading order."""
    taken: list[tuple[Renaming, int, int]] = []
    spelled = one_spelling(text)
    for one in names:
        for start, end in places_of(spelled, one):
            if not any(first < end and start < last for _one, first, last in taken):
                taken.append((one, start, end))
    return iter(sorted(taken, key=lambda found: found[1]))
