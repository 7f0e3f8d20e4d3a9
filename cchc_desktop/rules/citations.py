"""Papers that are cited as legal bases (căn cứ): which paper is meant, and in what order they are named.

The order is that of the papers' force (Luật Ban hành văn bản quy phạm pháp luật, the list of its Điều 4), older first.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from cchc_desktop.rules.dates import format_date, make_date
from cchc_desktop.text import clean, fold

_OPENING = re.compile(r"^\s*(?:[-+]\s*)?(?:căn cứ(?: vào)?\s+)?", re.IGNORECASE)
_ENDING = re.compile(r"(?<![\s;.,])[\s;.,]+$")
_SYMBOL = re.compile(r"(?<![\w/])\d{1,5}[a-z]?\s?(?:/\s?\d{4}\s?)?[/-]\s?([a-z][\w/-]*)")
_NO_SYMBOL = re.compile(r"[^\w/-]")
_WORDS_DATE = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_FIGURES_DATE = re.compile(r"(?<![\d/])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_LAW = re.compile(r"\b((?:bo )?luat [^;.()“”\"]{2,160}?),?(?= so \d| ngay \d| nam \d{4}| \d{1,2}[/.]\d)")
_LAW_YEAR = re.compile(r"\s*nam (\d{4})")
_LAW_NUMBER = re.compile(r"\s*so \d{1,3}/(\d{4})/qh")
_FIRST_DAY = re.compile(r" ?\(từ (?:ngày )?[\d/.-]{6,10}\)$")
_RANKS = (
    ("hien phap",),
    ("luat", "bo luat"),
    ("nghi quyet cua quoc hoi",),
    ("phap lenh",),
    ("nghi dinh",),
    ("nghi quyet",),
    ("quyet dinh",),
    ("chi thi",),
    ("thong tu",),
)
_OF_MINISTRY, _LOCAL, _OTHERS, _PROPOSAL = 20, 30, 40, 50
_LOCAL_SYMBOLS = ("ubnd", "hdnd", "ctubnd", "tu", "hu", "du")
_PROPOSALS = ("xet de nghi", "theo de nghi")


def bare_citation(text: str) -> str:
    """A citation without "Căn cứ" before it and the mark behind it."""
    return _ENDING.sub("", _OPENING.sub("", clean(text).replace("\n", " ")))


def as_basis(text: str) -> str:
    """A citation as the line of a paper: "Căn cứ Nghị định …"; a line that begins otherwise on purpose stays."""
    bare = bare_citation(text)
    return bare if fold(bare).startswith(_PROPOSALS) else f"Căn cứ {bare}"


def with_first_day(paper: str, day: date | None) -> str:
    """A paper that amends another, with the day from which it does: "Nghị định số … (từ 31/12/2025)"."""
    return f"{paper} (từ {format_date(day)})" if day else paper


def amendments_in_force(lines: str, on: date) -> tuple[str, ...]:
    """Of the papers that amend another, one a line as `with_first_day` writes them, those in force on a day."""
    found = []
    for line in filter(None, map(str.strip, lines.split("\n"))):
        paper = _FIRST_DAY.sub("", line)
        first = _first_day(line[len(paper) :])
        if first is None or first <= on:
            found.append(paper)
    return tuple(found)


@lru_cache(maxsize=2048)  # a paper is looked at again at each word that is typed, each time beside the whole list
def papers_cited(text: str) -> tuple[str, ...]:
    """What tells the papers cited in a text from others, in the order in which they are named, each once.

    "30/2020/nd-cp"; of a law its name with the day or else the year: "luat luu tru 2024-06-21", "luat luu tru 2024".
    """
    plain = fold(clean(text))
    found = [(match.start(), _NO_SYMBOL.sub("", match[0]).lstrip("0")) for match in _SYMBOL.finditer(plain)]
    for law in _LAW.finditer(plain):
        when = _time_of_law(plain[law.end() : law.end() + 60])
        if when:
            found.append((law.start(), f"{' '.join(law[1].replace(',', ' ').split())} {when}"))
    return tuple(dict.fromkeys(paper for _place, paper in sorted(found)))


def _time_of_law(text: str) -> str:
    """The day or the year of a law from what follows its name: number, day, year."""
    until = re.split(r"[;.] |\bva luat", text)[0]
    day = _first_day(until)
    if day:
        return day.isoformat()
    year = _LAW_NUMBER.match(until) or _LAW_YEAR.match(until)
    return year[1] if year else ""


def cited_on(text: str) -> date | None:
    """The day of the paper that is cited first."""
    return _first_day(fold(clean(text)))


def _first_day(plain: str) -> date | None:
    matches = [match for pattern in (_WORDS_DATE, _FIGURES_DATE) if (match := pattern.search(plain))]
    first = min(matches, key=lambda match: match.start(), default=None)
    return make_date(int(first[3]), int(first[2]), int(first[1])) if first else None


def place_of(text: str) -> tuple[int, date]:
    """The place of a citation among others: laws, decrees, circulars, papers of the locality, proposals."""
    return _rank(fold(bare_citation(text))), cited_on(text) or date.max


def _rank(plain: str) -> int:
    if plain.startswith(_PROPOSALS):
        return _PROPOSAL
    symbol = _SYMBOL.search(plain[:90])
    ending = re.split(r"[/-]", symbol[1])[-1] if symbol else ""
    kind = next((place for place, names in enumerate(_RANKS) if plain.startswith(names)), None)
    if ending in _LOCAL_SYMBOLS:
        return _LOCAL
    if kind is None:
        return _OTHERS
    if _RANKS[kind] == ("nghi quyet",) and re.match(r"(qh|ubtvqh)\d", ending):
        return 2
    if _RANKS[kind] == ("quyet dinh",) and symbol and not ending.startswith("ttg"):
        return _OF_MINISTRY
    return kind


def in_order(present: Sequence[str], added: Iterable[str]) -> list[str]:
    """The lines of a paper with others put among them where they belong; what is cited already is not cited twice."""
    lines = list(present)
    for text in added:
        papers = papers_cited(text)[:1]
        cited = {fold(bare_citation(line)) for line in lines}
        if fold(bare_citation(text)) in cited or (papers and any(papers == papers_cited(line)[:1] for line in lines)):
            continue
        mine = place_of(text)
        behind = [place for place, line in enumerate(lines) if place_of(line) <= mine]
        lines.insert(behind[-1] + 1 if behind else 0, as_basis(text))
    return lines
