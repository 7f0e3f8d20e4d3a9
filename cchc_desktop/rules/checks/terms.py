"""Words: official terms that are misspelt, words in a row, a term in several spellings, abbreviations."""

import re
from collections.abc import Iterable, Iterator
from operator import eq

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity
from cchc_desktop.rules.checks.near_terms import near_terms
from cchc_desktop.rules.checks.paper import CheckedPaper, Part
from cchc_desktop.rules.checks.searching import holding, joined
from cchc_desktop.rules.checks.term_table import (
    KNOWN_SHORT,
    LEFT_OUT,
    NEW_WORDS,
    PAIRS,
    TERMS,
    TWICE_ON_PURPOSE,
    WRONG_HERE,
)
from cchc_desktop.rules.spelling import misspelt

ORTHOGRAPHY = "Quy tắc chính tả tiếng Việt; thuật ngữ của văn bản cải cách hành chính"

_WORD = re.compile(r"[^\W\d_]{2,}$")
_ISSUER_TWICE = re.compile(
    r"(?P<issuer>của (?:Chính phủ|Thủ tướng Chính phủ|(?:UBND|HĐND) (?:tỉnh|huyện|xã))) (?:tại"
    r"|theo)(?: các)? [^.;,]{5,80}"
    r"(?P<again> (?P=issuer))(?!\w)"
)
_NEXT_PAPER = re.compile(
    r"(\d{4}) (Nghị quyết|Quyết định|Kế hoạch|Chương trình|Nghị định|Chỉ thị)(?= (?:số|Đại hội|của)(?!\w))"
)
_SHORT = re.compile(r"[A-ZĐ]{3,8}(?![\w/&-])")
_WITHIN = "/&.-"  # before letters that are part of a symbol
_ROMAN = re.compile(r"[IVXLC]+")
RUNNING = (Part.ADDRESSEE, Part.BASIS, Part.PREAMBLE, Part.ARTICLE, Part.BODY, Part.CELL)
_LONGEST_PHRASE = 3  # words that are looked for twice


def _terms(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    places, text = joined(paper, lines)
    for line, start, given, term in near_terms(text):
        yield _instead(places[line], start, given, term)
    for words, term in TERMS.items():
        for line, start, given in text.words(words):
            yield _instead(places[line], start, given, term)
    for part, pattern, term in WRONG_HERE:
        for place in holding(paper, places, part):
            for found in pattern.finditer(paper.lines[place].text):
                yield _instead(place, found.start("word"), found["word"], term)


def _instead(place: int, start: int, wrong: str, term: str) -> Hit:
    """A term in the place of what was most likely meant as it, with the capitals of the place."""
    said = _("“{wrong}” is most likely meant as “{right}”.")
    right = _in_case(wrong, term)
    return Hit(place, start, start + len(wrong), said.format(wrong=wrong, right=right), right)


def _in_case(given: str, term: str) -> str:
    if given.isupper() and len(given) > 1:
        return term.upper()
    given_words, words = given.split(), term.split()
    if len(given_words) != len(words):
        return term[:1].upper() + term[1:] if given[:1].isupper() else term
    pairs = zip(given_words, words, strict=True)
    return " ".join(word[:1].upper() + word[1:] if one[:1].isupper() else word for one, word in pairs)


def _pairs(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "cơ quan đơn vị", "kinh tế xã hội": the mark between two words that always has one."""
    places, text = joined(paper, lines)
    for words, pair in PAIRS.items():
        for line, start, given in text.words(words):
            right = _in_case(given, pair)
            said = _("This is written with its mark: “{right}”.").format(right=right)
            yield Hit(places[line], start, start + len(given), said, right)
    for place in holding(paper, places, "nhiệm kỳ ", "giai đoạn "):
        for found in _NEXT_PAPER.finditer(paper.lines[place].text):
            right = f"{found[1]}, {found[2]}"
            said = _("A comma is missing before the next paper: “{right}”.").format(right=right)
            yield Hit(place, *found.span(), said, right)


def _syllables(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Each word is looked at once, then only the lines that hold one which is wrong."""
    chosen, joint = joined(paper, lines)
    wrong = [word for word in set(joint.whole.split()) if any(misspelt(word))]
    for place in holding(paper, chosen, *wrong):
        text = paper.lines[place].text
        for start, end in misspelt(text):
            said = _("No Vietnamese word is written “{word}”.").format(word=text[start:end])
            yield Hit(place, start, end, said)


def _twice(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    chosen = list(lines)
    for place in chosen:
        text = paper.lines[place].text
        words = text.split(" ")
        for size in range(1, _LONGEST_PHRASE + 1):
            same = list(map(eq, words, words[size:]))  # whether each word comes again that many words later
            for at in _runs(same, size) if True in same else ():
                hit = _said_twice(place, text, words, at + size, size)
                if hit is not None:
                    yield hit
    for place in holding(paper, chosen, *(f" của {who}" for who in ("người dân", "doanh nghiệp", "tổ chức, cá nhân"))):
        for found in _OWN_AGAIN.finditer(paper.lines[place].text):
            said = _("“{word}” stands twice in one clause.").format(word=found["who"])
            yield Hit(place, *found.span("again"), said)


def _runs(same: list[bool], size: int) -> Iterator[int]:
    """Where so many words in a row come again."""
    for at in range(len(same) - size + 1):
        if same[at] and all(same[at : at + size]):
            yield at


_OWN_AGAIN = re.compile(
    r"(?P<who>người dân|doanh nghiệp|tổ chức, cá nhân)(?: [^\W\d_]+,?){2,6} (?P<again>của (?P=who))(?!\w)"
)


def _left_out(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "Kế hoạch UBND xã": a small word that ties two names is missing."""
    chosen = list(lines)
    for parts, pattern, word in LEFT_OUT:
        for place in holding(paper, chosen, *parts):
            text = paper.lines[place].text
            for found in pattern.finditer(text):
                start, end = found.span("gap")
                right = f"{text[found.start() : start]} {word} {text[end : found.end()]}"
                said = _("A word is missing here: “{right}”.").format(right=right)
                yield Hit(place, start, end, said, f" {word} ")


def _issuer_twice(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "của Chính phủ tại Nghị quyết … của Chính phủ": who issued a paper is told once."""
    for place in holding(paper, lines, "của Chính phủ t", "của Thủ tướng", "của UBND", "của HĐND"):
        for found in _ISSUER_TWICE.finditer(paper.lines[place].text):
            said = _("“{words}” was said just before.").format(words=found["again"].strip())
            yield Hit(place, *found.span("again"), said, "")


def _said_twice(place: int, text: str, words: list[str], at: int, size: int) -> Hit | None:
    """The words from `at`, which the same ones stand before; None where that is meant."""
    again = words[at : at + size]
    behind = " ".join(words[at:]).lower()
    if not all(map(_WORD.match, again)) or again[0].lower() in TWICE_ON_PURPOSE or behind.startswith(NEW_WORDS):
        return None
    if " ".join((*again, *again)).lower() in TERMS:  # told as the term that was meant
        return None
    start = len(" ".join(words[:at]))
    said = _("“{word}” stands twice in a row.").format(word=" ".join(again))
    return Hit(place, start, start + 1 + len(" ".join(again)), said, "")


def _unexplained(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """An abbreviation before, or without, the place that says its whole words, or after a second such place."""
    if paper.is_own:
        return
    explained: dict[str, int] = {}
    told: set[str] = set()
    for place, line in enumerate(paper.lines):
        if line.part in (Part.HEAD, Part.SIGNING, Part.RECIPIENT, Part.CELL) or line.text.isupper():
            continue
        for found in _SHORT.finditer(line.text):
            short = found[0]
            before = line.text[max(0, found.start() - 1) : found.start()]
            if before.isalnum() or (before and before in _WITHIN):
                continue
            if short in KNOWN_SHORT or short.lower() in TERMS or _ROMAN.fullmatch(short):
                continue
            if before == "(" and line.text[found.end() : found.end() + 1] in ",)":
                explained[short] = explained.get(short, 0) + 1
                if explained[short] == 2 and line.level != 4:
                    said = _("“{short}” was explained before; here the abbreviation alone is enough.")
                    yield Hit(place, *found.span(), said.format(short=short))
            elif short not in explained and short not in told and line.part in RUNNING:
                told.add(short)
                said = _("“{short}” stands here before its whole words; the first time they are written out.")
                yield Hit(place, *found.span(), said.format(short=short))


RULES = (
    Rule("W01", Severity.ERROR, lambda: _("Official terms"), ORTHOGRAPHY, _terms),
    Rule("W02", Severity.WARNING, lambda: _("Syllables that can be written"), ORTHOGRAPHY, _syllables),
    Rule("W03", Severity.WARNING, lambda: _("Words in a row"), ORTHOGRAPHY, _twice),
    Rule("W18", Severity.HINT, lambda: _("Small words between names"), ORTHOGRAPHY, _left_out),
    Rule("W14", Severity.HINT, lambda: _("Who issued a paper, told once"), ORTHOGRAPHY, _issuer_twice),
    Rule("W07", Severity.HINT, lambda: _("Marks between words of a pair"), ORTHOGRAPHY, _pairs),
    Rule(
        "W08", Severity.HINT, lambda: _("Abbreviations explained first"), ORTHOGRAPHY, _unexplained, scope=Scope.PAPER
    ),
)
