"""Words: what is written in one paper in several ways, terms, tones, dashes, days, labels of tasks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity
from cchc_desktop.rules.checks.paper import CheckedPaper, Part
from cchc_desktop.rules.checks.searching import Joined, joined
from cchc_desktop.rules.checks.term_table import DAYS, VARIANTS, WAYS
from cchc_desktop.rules.checks.terms import ORTHOGRAPHY, RUNNING

_Spelt = dict[str, list[tuple[int, int, str]]]  # places by the way of writing: line, letter, as written
# Open syllables that carry their tone on the first vowel ("hóa", "ủy") or on the second one ("hoá", "uỷ").
_ON_FIRST = re.compile(r"(?:[óòỏõọ][ae]|[úùủũụ](?<!q.)y)(?!\w)")
_ON_SECOND = re.compile(r"(?:o[áàảãạéèẻẽẹ]|(?<!q)u[ýỳỷỹỵ])(?!\w)")
_DASH = re.compile(r" [-–] (?=[^\W\d_])")
_AROUND = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]++ )?+[^\W\d_]++$"), re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LONGEST_LABEL = 40  # letters
_FAMILIES = ("chủ trì", "phối hợp", "sản phẩm", "thời gian", "thời hạn")
_LEAST_OTHERS = 4  # times that a label is commoner than another one of its family


def _variants(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A term in several spellings: each but the most common one, where it first stands."""
    places = [place for place, line in enumerate(paper.lines) if line.part in RUNNING]
    _chosen, text = joined(paper, places)
    one_word = _("One word is spelt in two ways in this paper: “{one}” {few} times, “{other}” {many} times.")
    two_ways = _("Two ways of writing stand in this paper: as in “{one}” {few} times, as in “{other}” {many} times.")
    told = list(_rare(places, (_spellings(text, words) for words in VARIANTS), one_word))
    yield from told
    named = {(hit.line, at) for hit in told for at in range(hit.start, hit.end)}
    for hit in _rare(places, (_dashes(text), *(_ways(text, *one) for one in WAYS)), two_ways):
        if (hit.line, hit.start) not in named:
            yield hit
    yield from _tones(places, text)
    bases = [place for place in places if paper.lines[place].part is Part.BASIS]
    for some in (bases, [place for place in places if paper.lines[place].part is not Part.BASIS]):
        yield from _rare(some, (_ways(joined(paper, some)[1], *DAYS),), two_ways)


def _rare(places: list[int], terms: Iterable[_Spelt], said: str) -> Iterator[Hit]:
    for spelt in terms:
        if len(spelt) < 2:
            continue
        *rare, common = sorted(spelt.values(), key=lambda found: (len(found), -found[0][0]))
        for given in rare:
            line, start, written = given[0]
            words = said.format(one=written, few=len(given), other=common[0][2], many=len(common))
            yield Hit(places[line], start, start + len(written), words)


def _spellings(text: Joined, words: tuple[str, ...]) -> _Spelt:
    """Where words stand, by the way they are written; a capital at the beginning is the sentence's."""
    spelt: _Spelt = {}
    for small in words:
        for line, start, given in text.words(small):
            if not given.isupper() or given.isascii():
                spelt.setdefault(given[:1].lower() + given[1:], []).append((line, start, given))
    return spelt


def _ways(text: Joined, parts: tuple[str, ...], pattern: re.Pattern[str]) -> _Spelt:
    """Where a pattern stands, by its group; looked for only where each of the parts is somewhere in the text."""
    spelt: _Spelt = {}
    if not all(part in text.whole for part in parts):
        return spelt
    for line in text.lines_with(parts):
        for found in pattern.finditer(text.texts[line]):
            spelt.setdefault(found[1], []).append((line, found.start(), found[0]))
    return spelt


def _dashes(text: Joined) -> _Spelt:
    """The dashes between words, told with the words around them."""
    spelt: _Spelt = {}
    for line in text.lines_with((" – ",)) and text.lines_with((" – ", " - ")):
        words = text.texts[line]
        for found in _DASH.finditer(words):
            before = _AROUND[0].search(words[max(0, found.start() - 30) : found.start()])
            behind = _AROUND[1].match(words, found.end())
            if before and behind:
                start = found.start() - len(before[0])
                spelt.setdefault(found[0], []).append((line, start, words[start : behind.end()]))
    return spelt


def _tones(places: list[int], text: Joined) -> Iterator[Hit]:
    """ "hoá" in a paper that mostly writes "hóa", "ủy": each word of the rarer way, where it first stands."""
    first, second = (list(pattern.finditer(text.lowered)) for pattern in (_ON_FIRST, _ON_SECOND))
    rare, common = (first, second) if len(first) < len(second) else (second, first)
    words: dict[str, list[int]] = {}
    for found in rare if common else ():
        begin = found.start()
        while begin and text.lowered[begin - 1].isalpha():
            begin -= 1
        words.setdefault(text.lowered[begin : found.end()], []).append(begin)
    for word, begins in words.items():
        line, start = text.place(begins[0])
        given = text.whole[begins[0] : begins[0] + len(word)]
        right = _moved_tone(given)
        said = _(
            "Where the tone stands differs in this paper: “{one}” {few} times; most words are written like “{right}”."
        )
        yield Hit(places[line], start, start + len(given), said.format(one=given, few=len(begins), right=right), right)


def _moved_tone(word: str) -> str:
    """A syllable with its tone on the other one of its last two vowels: "hoá" of "hóa"."""
    letters = normalize("NFD", word[-2:])
    tone = next(mark for mark in letters if mark in _TONES)
    bare = letters.replace(tone, "")
    moved = bare + tone if letters[1] == tone else bare[0] + tone + bare[1:]
    return word[:-2] + normalize("NFC", moved)


@lru_cache(maxsize=512)
def family(label: str) -> str:
    """What a label of a task tells, whatever its words: "Cơ quan phối hợp" and "Bộ phận phối hợp" are one."""
    small = label.lower()
    return next((name for name in _FAMILIES if re.search(rf"{name}(?!\w)", small)), label)


def _labels(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "Cơ quan phối hợp: …" among tasks that say "Bộ phận phối hợp: …": each such label, where it first stands."""
    counts: dict[str, Counter[str]] = {}
    first: dict[str, tuple[int, int, int]] = {}
    for place, line in enumerate(paper.lines):
        at = line.words.find(": ", 0, _LONGEST_LABEL) if line.bullet and line.part is Part.BODY else -1
        label = line.words[: max(at, 0)]
        if label and (name := family(label)) != label:
            counts.setdefault(name, Counter())[label] += 1
            first.setdefault(label, (place, line.start, line.start + len(label)))
    for labels in counts.values():
        (common, many), *others = labels.most_common()
        for label, few in others:
            if many >= _LEAST_OTHERS * few:
                said = _("Other tasks say “{other}” ({many} times), here stands “{label}”.")
                yield Hit(*first[label], said.format(other=common, many=many, label=label))


RULES = (
    Rule("W04", Severity.HINT, lambda: _("One spelling for one term"), ORTHOGRAPHY, _variants, scope=Scope.PAPER),
    Rule("W17", Severity.HINT, lambda: _("One label for one thing"), ORTHOGRAPHY, _labels, scope=Scope.PAPER),
)
