"""The words of a rule taken apart: lines, and in each what is asked and the points that it gives.

Patterns read folded text of the same length (`time_words.same_length_fold`) in which every run of blanks is one space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.rules.scoring.proportions import Formula, formulas_in
from cchc_desktop.rules.time_words import same_length_fold
from cchc_desktop.text import clean

MOST_LETTERS = 6_000

_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "×": "*", "✕": "*", "∗": "*", "÷": "/", "→": ":", "“": '"', "”": '"'}
)
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r" ?\n[ \n]*")
_ITEM = re.compile(r"(?<=[.;:),])[ ]?(?<! )[ ][-+•●▪] ?(?=\S)|(?<=[.;:)]) [-+•●▪] ?(?=\S)")
_LINE_ITEM = re.compile(r"(?<=\n)[-+•●▪*] ?(?=\S)")
_LETTER_ITEM = re.compile(r"(?<=[.;:,)\d]) (?=[a-hđ]\) )|(?<=điểm) (?=[a-hđ]\) )")
_SENTENCE = re.compile(r"(?<!\n\d[.])(?<!\n\d\d[.])(?<=[.;]) (?=[A-ZÀ-ỸĐ\d(])")
_BEGUN = re.compile(r" (?=(?:Nếu|Trường hợp|Trong đó|Đối với) )")
_WRAPPED = re.compile(r"(?<![.;:\n])\n(?=[a-zà-ỹđ](?!\) )[^\n])")
_MARK = re.compile(r"(?:[-+•●▪*] ?|(?:[a-hđ]|\d{1,2})[).] |\(\d{1,2}\) )+")
_NOTE = re.compile(r"diem|khong danh gia|khong tinh(?!\w)|(?<!\w)tru (?:di )?\d")

_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?(?!\d| ?%|/\d)"
_LED_BY = frozenset(("thì", "được", "đạt", "chấm", "tính", "hưởng", "cho", "cộng", "thêm", "ghi", "là", "bằng"))
_SIGNS_BEFORE = ("=>", "->", "=", ":")
_STATED = re.compile(
    rf"(?<!\w)(?:so )?diem(?: (?:danh gia|dat duoc|dat|cham|so|thanh phan|tieu chi|tuong ung))*+"
    r" ?(?:la|bang|=|:|cong them)"
    rf"(?: ?(?:cong them|la|bang|=|:))*+ ?(?P<number>{_NUMBER})(?: ?(?:diem|d)(?!\w))?"
)
_COUNTED = re.compile(rf"(?:(?<!\w)|(?=[:=]))(?<![\d.,/])(?P<number>{_NUMBER}) ?(?:diem|d)(?!\w)(?! toi da| chuan)")
_BARE = re.compile(rf"(?:=>|->|:|=) ?(?P<number>{_NUMBER})(?= ?(?:$|[;,.)]| [-+] ))")
_OF_MAXIMUM = re.compile(
    r"(?<!\w)(?:(?P<share>\d{1,3}) ?% (?:tong )?(?:so )?diem(?: toi da| chuan| so)?|"
    r"(?P<half>1/2|mot nua|nua) (?:tong )?(?:so )?diem(?: toi da| chuan| so)?|"
    r"(?:tron |du )?(?:so )?diem (?:toi da|chuan|tuyet doi))(?!\w)"
)
_NONE = re.compile(r"(?<!\w)khong (?:duoc )?(?:co |cho |cham |cong |ghi |tinh )?diem(?!\w)")
_TAKEN_OFF = (
    "tru",
    "tru di",
    "tru tiep",
    "giam",
    "giam di",
    "toi da",
    "khong qua",
    "khong vuot qua",
    "thang",
    "thang diem",
    "tong",
)
_BOUND_BEFORE = ("tu", "dat tu", "tren", "duoi", "den", "den duoi", ">=", "<=", ">", "<", "it nhat", "toi thieu")
_BOUND_AFTER = re.compile(r" ?(?:tro len|tro xuong|den (?:duoi )?\d|- ?(?:duoi |<)? ?\d)")
_AFTERWARDS = re.compile(r"[ ,]*(?:neu|khi|trong truong hop|cho truong hop|doi voi) ")
_EDGES = ' ,.:;-+()\n"'
_FORMULA_LEAD = re.compile(r"(?<!\w)(?:thi|(?:so )?diem|(?:duoc )?tinh (?:diem )?theo|cong thuc)(?!\w)")
_CONDITION = re.compile(r"(?:(?:nếu|khi|với|thì|cụ thể|trong đó|ghi chú|lưu ý)(?!\w)[ ,:]*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """What is asked, and its points or the formula that gives them; `text` is all of it."""

    condition: str
    text: str
    points: Decimal | None = None
    formula: Formula | None = None

    @property
    def folded(self) -> str:
        """The condition without diacritics."""
        return same_length_fold(self.condition)


@dataclass(frozen=True)
class _Phrase:
    start: int
    end: int
    points: Decimal | None = None
    formula: Formula | None = None


def prepared(words: str) -> str:
    """The words in one form: one space between words, plain dashes and signs, one line for each sentence or item."""
    text = clean(words[:MOST_LETTERS]).translate(_SIGNS).replace("≥", ">=").replace("≤", "<=").replace("< =", "<=")
    text = _BLANKS.sub(" ", text.replace("> =", ">=")).strip()
    text = _WRAPPED.sub(" ", _EMPTY_LINES.sub("\n", text))
    text = _notes_apart(f"\n{text}")
    for pattern in (_ITEM, _LETTER_ITEM, _SENTENCE, _BEGUN):
        text = pattern.sub(lambda found: f"\n{found.group().strip()}", text)
    return _EMPTY_LINES.sub("\n", text.replace(";", ";\n")).strip()


def bare(line: str) -> str:
    """A line without the mark of a list before it."""
    found = _MARK.match(line)
    return line[found.end() :].strip() if found else line.strip()


def mark_of(line: str) -> str:
    """The mark of a list that a line begins with: "-", "+", "a)", "" for none."""
    found = _MARK.match(line)
    return found.group().strip() if found else ""


def clauses_of(line: str, maximum: Decimal) -> tuple[list[Clause], str]:
    """The clauses of a line in their order, and what is left of it."""
    line = bare(line)
    phrases = list(_phrases(line, maximum))
    if not phrases:
        return [], trimmed(line)
    found = []
    first = not line[: phrases[0].start].strip(_EDGES)
    if first and line[phrases[0].end :].strip(_EDGES):
        ends = [phrase.start for phrase in phrases[1:]] + [len(line)]
        for phrase, end in zip(phrases, ends, strict=True):
            found.append(_clause(line[phrase.end : end], line[phrase.start : end], phrase))
        return found, ""
    place = 0
    for phrase in phrases:
        found.append(_clause(line[place : phrase.start], line[place : phrase.end], phrase))
        place = phrase.end
    rest = line[place:]
    if _AFTERWARDS.match(same_length_fold(rest)):
        last = found[-1]
        found[-1] = Clause(
            f"{last.condition} {rest.strip(_EDGES)}".strip(), last.text + rest, last.points, last.formula
        )
        rest = ""
    return found, trimmed(rest)


def _clause(condition: str, text: str, phrase: _Phrase) -> Clause:
    if phrase.formula and (led := _FORMULA_LEAD.search(same_length_fold(condition))):
        condition = condition[: led.start()]
    words = bare(trimmed(condition))
    begun = _CONDITION.match(words)
    return Clause(words[begun.end() :] if begun else words, text.strip(), phrase.points, phrase.formula)


def trimmed(words: str) -> str:
    """Words without what stands at their edges; a bracket that is closed within them stays."""
    found = words.strip(_EDGES)
    return f"{found})" if found.count("(") == found.count(")") + 1 and f"{found})" in words else found


def _phrases(line: str, maximum: Decimal) -> Iterator[_Phrase]:
    """The places of a line that give points, in their order, none within another."""
    folded = same_length_fold(line)
    found = [_Phrase(formula.start, formula.end, formula=formula) for formula in formulas_in(line)]
    for pattern in (_OF_MAXIMUM, _STATED, _COUNTED, _NONE, _BARE):
        for match in pattern.finditer(folded):
            if pattern is not _NONE and _is_other(folded, match):
                continue
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(_Phrase(_led(line, match.start()), match.end(), _points(match, maximum)))
    return iter(sorted(found, key=lambda phrase: phrase.start))


def _led(line: str, start: int) -> int:
    """Where a phrase begins with the words that lead to its points ("thì được", ":").

    Letters are read with their marks, as "chậm" is no "chấm" and "tỉnh" no "tính".
    """
    while True:
        before = line[:start].rstrip(" ,")
        sign = next((sign for sign in _SIGNS_BEFORE if before.endswith(sign)), "")
        if sign:
            return len(before) - len(sign)
        word = before.rpartition(" ")[2]
        if word.lower() not in _LED_BY or before.lower().endswith(("không đạt", "chưa đạt", "không được", "chưa được")):
            return start
        start = len(before) - len(word)


def _is_other(folded: str, match: re.Match[str]) -> bool:
    """Whether a number of points is taken off, a bound, or the highest that can be had."""
    before = folded[: match.start()].rstrip(" :")
    if any(before == word or before.endswith(f" {word}") for word in _TAKEN_OFF):
        return True
    if any(before == word or before.endswith(word if word in "<>=" else f" {word}") for word in _BOUND_BEFORE):
        return True
    return _BOUND_AFTER.match(folded, match.end()) is not None


def _points(match: re.Match[str], maximum: Decimal) -> Decimal:
    groups = match.groupdict()
    if groups.get("number"):
        return Decimal(groups["number"].replace(",", "."))
    if match.re is _NONE:
        return Decimal(0)
    if groups.get("half"):
        return maximum / 2
    return maximum * Decimal(groups.get("share") or 100) / 100


def _notes_apart(text: str) -> str:
    """The text with the brackets that say how to score on lines of their own."""
    pieces: list[str] = []
    opened: list[int] = []
    place = 0
    for index, sign in enumerate(text):
        if sign == "(":
            opened.append(index)
        elif sign == ")" and opened:
            begin = opened.pop()
            inside = text[begin + 1 : index]
            alone = (
                not opened and begin >= place and not text[index + 1 : index + 4].lstrip().startswith(("*", "x ", "/"))
            )
            if alone and len(inside) > 20 and _NOTE.search(same_length_fold(inside)):
                pieces += [text[place:begin], "\n", inside, "\n"]
                place = index + 1
    return "".join([*pieces, text[place:]])
