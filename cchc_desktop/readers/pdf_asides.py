"""What pages hold beside the text of the paper: running heads, page numbers, the words of stamps, footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc_desktop.i18n import _
from cchc_desktop.readers.pdf_lines import Line, as_one
from cchc_desktop.text import fold

_ZONE = 0.1  # share of a page's height in which running heads stand
_MARGIN = 57.0  # points, the narrowest margin of a paper: what stands in it is no text of its
_SAME_PLACE = 3.0  # points
_PAGE_NUMBER = re.compile(r"(?:trang|page)?\s*+[-–—(\[]?\s*+(\d{1,4})\s*+(?:/\s*+\d{1,4}\s*+)?[-–—)\]]?", re.IGNORECASE)
_OF_SIGNATURE = re.compile(
    r"(?:nguoi ky|ky boi|ky so boi|duoc ky boi|da ky so|digitally signed by|signed by|signature (?:not verified|valid))"
)
# What these and arrival stamps begin with, before each line is folded for it.
_MAY_STAMP = re.compile(r"\W*(?:ng[ưu]|k[ýyí]|đ[ưãế]|d[uaei]|sig|c[ôo]ng v|v[ăa]n b)", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:email|co quan|to chuc|don vi|chuc vu|thoi gian ky|ngay ky|gio ky|ngay gio ky|date|reason|location|ly do"
    r"|dia diem|so dien thoai|noi ky|dn:|cn=|c=|o=|ou=)\b"
)
_ARRIVAL = re.compile(r"(?:cong van |van ban )?den\b[\s:]*$")
_OF_ARRIVAL = re.compile(r"(?:so|ngay|chuyen|luu ho so|luu hs|gio)\b.{0,40}")
_FOOT_LINES = 4
_STAMP_LINES, _STAMP_WORDS = 8, 30  # lines; letters by which the first is told
_LEADERS = re.compile(r"(?:(?:\.\s?){4}|…{2}|_{4})\s*\d{1,4}$")
_ENTRY = re.compile(r"\D\s\d{1,4}$")
_CONTENTS_TITLES = frozenset(("muc luc", "contents", "table of contents"))
_LEAST_ENTRIES, _LONG = 3, 30  # entries; letters that no title of them has

Bands = list[list[Line]]


@dataclass
class Asides:
    """Texts beside the paper, in the order found, as (line 0, text, where); `numbers` are those of its pages."""

    texts: list[tuple[int, str, str]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    def put(self, text: str, where: str) -> None:
        """Add a text once."""
        entry = (0, " ".join(text.split()), where)
        if entry[1] and entry not in self.texts:
            self.texts.append(entry)


def without_heads(pages: Sequence[Bands], heights: Sequence[float], asides: Asides) -> list[Bands]:
    """The bands of each page without running heads, feet and page numbers, which go into the asides."""
    sizes: Counter[float] = Counter()
    for line in (line for bands in pages for band in bands for line in band):
        sizes[line.size] += len(line.words[0].text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, bands in enumerate(pages):
        for band in _in_zones(bands, heights[at]):
            places[_text(band)].append((at, _depth(band, heights[at])))
    made = []
    for at, bands in enumerate(pages):
        kept = []
        zone = _in_zones(bands, heights[at])
        for band in bands:
            text = _text(band) if any(band is other for other in zone) else ""
            number = _PAGE_NUMBER.fullmatch(text)
            depth = _depth(band, heights[at])
            if number and len(band) == 1 and (abs(depth) < _MARGIN or int(number.group(1)) in (at, at + 1)):
                asides.numbers.append(number.group(1))
            elif text and _runs(places[text], at, depth, len(pages)):
                asides.put(text, _("Page header or footer"))
            else:
                kept.append(band)
        foot = _foot(kept, heights[at], body)
        for band in kept[len(kept) - foot :]:
            asides.put(_text(band), _("Page header or footer"))
        made.append(kept[: len(kept) - foot])
    return made


def _foot(bands: Bands, height: float, body: float) -> int:
    """How many bands at the end of a page stand below its text, in smaller letters."""
    if not bands or height - bands[-1][0].bottom > _MARGIN:
        return 0
    for count, band in enumerate(reversed(bands[1:]), start=1):
        if count > _FOOT_LINES or any(line.size > body - 1 for line in band):
            return 0
        above = bands[len(bands) - count - 1]
        if band[0].top - max(line.bottom for line in above) > band[0].size:
            return count
    return 0


def _in_zones(bands: Bands, height: float) -> Bands:
    """The bands at the head and the foot of a page."""
    return [band for band in (*bands[:3], *bands[-3:]) if abs(_depth(band, height)) < max(_ZONE * height, _MARGIN)]


def _depth(band: list[Line], height: float) -> float:
    """How far a band is from the head of its page or, below zero, from the foot."""
    below = height - band[0].bottom
    return band[0].bottom if band[0].bottom < below else -below


def _runs(found: list[tuple[int, float]], page: int, depth: float, pages: int) -> bool:
    """Whether a text stands at the same place of so many pages that it runs through the paper."""
    there = {at for at, other in found if abs(other - depth) < _SAME_PLACE}
    near = sum(at in there for at in range(page - 2, page + 3))
    if abs(depth) < _MARGIN:
        return near >= 2
    return near >= 3 and len(there) * 5 >= pages * 3


def ranges(numbers: Sequence[str]) -> list[str]:
    """Numbers that follow one another as one: "2–19"."""
    runs: list[list[int]] = []
    for number in map(int, numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def without_stamps(bands: Bands, asides: Asides) -> Bands:
    """The bands of a page without the words of signature and arrival stamps, which go into the asides."""
    left: set[int] = set()
    lines = [line for band in bands for line in band]
    for at, line in enumerate(lines):
        if not _MAY_STAMP.match(line.words[0].text):
            continue
        text = fold(line.words[0].text[:_STAMP_WORDS]).strip(" :.")
        if id(line) in left:
            continue
        if _OF_SIGNATURE.match(text):
            _take_stamp(lines, at, _GOES_ON, 0, _("Stamp of a digital signature"), left, asides)
        elif _ARRIVAL.fullmatch(text) and line.text.isupper():
            _take_stamp(lines, at, _OF_ARRIVAL, 2, _("Stamp of arrival"), left, asides)
    if not left:
        return bands
    kept = ([line for line in band if id(line) not in left] for band in bands)
    return [band for band in kept if band]


def _take_stamp(
    lines: list[Line], at: int, of_it: re.Pattern[str], least: int, where: str, left: set[int], asides: Asides
) -> None:
    """Take a stamp from its first line on, when at least so many further lines are of it."""
    stamp = [lines[at]]
    for line in lines[at + 1 : at + 6 * _STAMP_LINES]:
        above = stamp[-1]
        if len(stamp) >= _STAMP_LINES:
            break
        beside = line.x0 < above.x1 + above.size and line.x1 > above.x0 - above.size
        if not beside or line.top - above.bottom > 1.2 * above.size:
            continue
        small = line.size <= lines[at].size < 9.5
        if of_it.match(fold(line.text).strip()) or (small and least == 0):
            stamp.append(line)
    if len(stamp) > least:
        left.update(map(id, stamp))
        asides.put(" ".join(line.text for line in stamp), where)


def without_contents(bands: Bands, asides: Asides) -> Bands:
    """The bands of a page without the entries of a table of contents and its title, which go into the asides."""
    texts = [_text(band) for band in bands]
    entries = {at for at, text in enumerate(texts) if text[-1:].isdecimal() and _LEADERS.search(text)}
    titles = {at for at, text in enumerate(texts) if len(text) < _LONG and fold(text).strip(" *:.") in _CONTENTS_TITLES}
    if len(entries) < _LEAST_ENTRIES and not titles:
        return bands
    for title in titles:
        at = title + 1
        while at < len(bands) and (at in entries or _ENTRY.search(texts[at])):
            entries.add(at)
            at += 1
    if not entries:
        return bands
    # Entries that take two lines have their page on the second.
    first, last = min(entries), max(entries)
    between = set(range(first, last + 1))
    entries = between if len(entries) * 2 >= len(between) else entries
    taken = [bands[at] for at in sorted(entries | {at for at in titles if at + 1 in entries})]
    for band in taken:
        asides.put(_LEADERS.sub("", _text(band)).strip(" .…_"), _("Table of contents"))
    return [band for band in bands if not any(band is other for other in taken)]


def _text(band: list[Line]) -> str:
    return as_one(band).text.strip()
