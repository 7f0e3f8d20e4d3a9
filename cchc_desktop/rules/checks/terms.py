"""Words: official terms that are misspelt, words in a row, a term in two spellings, sentences that end early."""

import re
from collections.abc import Iterable, Iterator

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Severity
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, Part
from cchc_desktop.rules.checks.term_table import NEW_WORDS, OPEN_ENDS, TERMS, TWICE_ON_PURPOSE, VARIANTS, WRONG_HERE
from cchc_desktop.rules.spelling import misspelt

_ORTHOGRAPHY = "Quy tắc chính tả tiếng Việt; thuật ngữ của văn bản cải cách hành chính"

_CUT = re.compile(
    r"(?<!\w)(?:triển khai thực|tổ chức thực|thủ tục hành|cải cách hành|cán bộ, công|cơ quan, đơn|nhiệm)$"
)
_ENDS = '.;:,!?…)]”"/'


_WORD = re.compile(r"[^\W\d_]{2,}$")
_LONGEST_PHRASE = 3  # words that are looked for twice


def _terms(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    chosen = list(lines)
    whole = "\n".join(paper.lines[place].text for place in chosen).lower()
    present = [term for term in TERMS if term in whole]  # most papers have none of them
    for place in chosen:
        text = paper.lines[place].text
        lowered = text.lower()
        for term in present:
            for start, end in _whole_words(lowered, term):
                wrong, right = text[start:end], TERMS[term]
                if wrong[:1].isupper() and right[:1].islower():
                    right = right[:1].upper() + right[1:]
                said = _("“{wrong}” is most likely meant as “{right}”.").format(wrong=wrong, right=right)
                yield Hit(place, start, end, said, right)
        for pattern, term in WRONG_HERE:
            for found in pattern.finditer(paper.lines[place].text):
                right = term[:1].upper() + term[1:] if found["word"][:1].isupper() else term
                said = _("“{wrong}” is most likely meant as “{right}”.").format(wrong=found["word"], right=right)
                yield Hit(place, *found.span("word"), said, right)


def _whole_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, not inside longer ones."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, end
        start = text.find(words, end)


def _syllables(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        text = paper.lines[place].text
        for start, end in misspelt(text):
            said = _("No Vietnamese word is written “{word}”.").format(word=text[start:end])
            yield Hit(place, start, end, said)


def _twice(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        text = paper.lines[place].text
        words = text.split(" ")
        for at in range(1, len(words)):
            for size in range(1, _LONGEST_PHRASE + 1):
                if words[at - size : at] == words[at : at + size] and at >= size:
                    hit = _said_twice(place, text, words, at, size)
                    if hit is not None:
                        yield hit
                    break


def _said_twice(place: int, text: str, words: list[str], at: int, size: int) -> Hit | None:
    """The words from `at`, which the same ones stand before; None where that is meant."""
    again = words[at : at + size]
    behind = " ".join(words[at:]).lower()
    if not all(map(_WORD.match, again)) or again[0].lower() in TWICE_ON_PURPOSE or behind.startswith(NEW_WORDS):
        return None
    start = len(" ".join(words[:at]))
    said = _("“{word}” stands twice in a row.").format(word=" ".join(again))
    return Hit(place, start, start + 1 + len(" ".join(again)), said, "")


def _variants(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A term in two spellings: the one that is written less often, where it first stands."""
    text = "\n".join(line.text for line in paper.lines)
    for spellings in VARIANTS:
        counts = [text.count(one) for one in spellings]
        if not all(counts):
            continue
        rare = counts.index(min(counts))
        place = next(place for place, line in enumerate(paper.lines) if spellings[rare] in line.text)
        start = paper.lines[place].text.find(spellings[rare])
        said = _("One word is spelt in two ways in this paper: “{one}” {few} times, “{other}” {many} times.")
        words = said.format(one=spellings[rare], few=counts[rare], other=spellings[1 - rare], many=counts[1 - rare])
        yield Hit(place, start, start + len(spellings[rare]), words)


def _goes_on(paper: CheckedPaper, place: int) -> CheckedLine | None:
    """The line that goes on with the text of another one, where none of its own begins."""
    following = paper.lines[place + 1] if place + 1 < len(paper.lines) else None
    if following is None or following.part is not Part.BODY or following.label or following.bullet:
        return None
    return following


def _cut(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A line that ends in the middle of a sentence though nothing goes on with it, or that a page cut in two."""
    for place, line in enumerate(paper.lines):
        if line.part is not Part.BODY or len(line.text) < 25 or line.text[-1] in _ENDS or line.text.isupper():
            continue
        following = _goes_on(paper, place)
        last = line.text.rsplit(" ", 1)[-1].lower()
        if following is None and not line.level and (last in OPEN_ENDS or _CUT.search(line.text)):
            said = _("The sentence ends in its middle: “…{end}”.").format(end=" ".join(line.text.split()[-4:]))
            yield Hit(place, max(0, len(line.text) - 20), len(line.text), said)
        elif following is not None and len(line.text) > 80 and not line.level:
            said = _("The sentence is cut in two: it goes on with “{words}” in the next line.").format(
                words=" ".join(following.text.split()[:4])
            )
            yield Hit(place, max(0, len(line.text) - 20), len(line.text), said)


def _unended(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """An item or paragraph without any mark at its end."""
    if paper.is_own:
        return
    for place, line in enumerate(paper.lines):
        if line.part is not Part.BODY or len(line.text) < 60 or line.text[-1] in _ENDS or line.text.isupper():
            continue
        is_heading = bool(line.level) and len(line.text) < 200
        is_label = (
            line.bullet == "-" and _goes_on(paper, place) is None and len(line.text) < 100 and ":" not in line.text
        )
        if is_heading or (is_label and not _says_much(line)) or _goes_on(paper, place) is not None:
            continue
        text = line.text
        yield Hit(place, len(text), len(text), _("The mark at the end of the sentence is missing."), ".")


def _says_much(line: CheckedLine) -> bool:
    """Whether an item is a sentence, not the heading of the items below it ("- Về cải cách thể chế")."""
    return not line.words.startswith(("Về ", "Công tác ", "Đối với "))


RULES = (
    Rule("W01", Severity.ERROR, lambda: _("Official terms"), _ORTHOGRAPHY, _terms),
    Rule("W02", Severity.WARNING, lambda: _("Syllables that can be written"), _ORTHOGRAPHY, _syllables),
    Rule("W03", Severity.WARNING, lambda: _("Words in a row"), _ORTHOGRAPHY, _twice),
    Rule("W04", Severity.HINT, lambda: _("One spelling for one term"), _ORTHOGRAPHY, _variants, by_line=False),
    Rule("W05", Severity.ERROR, lambda: _("Whole sentences"), _ORTHOGRAPHY, _cut, by_line=False),
    Rule("W06", Severity.HINT, lambda: _("Marks at the end of sentences"), _ORTHOGRAPHY, _unended, by_line=False),
)
