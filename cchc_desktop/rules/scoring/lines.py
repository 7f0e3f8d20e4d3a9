"""The words of a rule as lines, one for each sentence or item of a list, however they were typed or wrapped."""

import re

from cchc_desktop.text import clean, fold_in_place

MOST_LETTERS = 6_000

_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "×": "*", "✕": "*", "∗": "*", "÷": "/", "→": ":", "“": '"', "”": '"'}
)
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r" ?\n[ \n]*")
_ITEM = re.compile(r"(?<=[.;),]) (?=[-+•●▪] ?\S)|(?<=:) (?=[-+•●▪](?: \S|[^\s\d]))")
_LETTER_ITEM = re.compile(r"(?:(?<=[.;:,)\d])|(?<=điểm)) (?=[a-hđ]\) )")
_SENTENCE = re.compile(r"(?<=[.;]) (?=\S)")
_BEGUN = re.compile(r" (?=(?:Nếu|Trường hợp|Trong đó|Đối với) )")
_WRAPPED = re.compile(r"(?<![.;:\n])\n(?=\w(?!\) ))")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.")
_MARK = re.compile(r"(?:[-+•●▪*] ?|(?:[a-hđ]|\d{1,2}(?:\.\d{1,2}){0,3})[).] |\(\d{1,2}\) )+")
_NOTE = re.compile(r"diem|khong danh gia|khong tinh(?!\w)|(?<!\w)tru (?:di )?\d")
_GOES_ON = (":", "=", "*", "/", "x ", "thì ", "được ", "đạt ")
_SHORTEST_NOTE = 20


def prepared(words: str) -> str:
    """The words in one form: one space between words, plain dashes and signs, one line for each sentence or item."""
    text = clean(words[:MOST_LETTERS]).translate(_SIGNS).replace("≥", ">=").replace("≤", "<=").replace("< =", "<=")
    text = _BLANKS.sub(" ", text.replace("> =", ">=")).strip()
    text = _WRAPPED.sub(_unwrapped, _EMPTY_LINES.sub("\n", text))
    text = _notes_apart(text)
    for pattern in (_ITEM, _LETTER_ITEM, _BEGUN):
        text = pattern.sub("\n", text)
    text = _SENTENCE.sub(_between_sentences, text)
    return _EMPTY_LINES.sub("\n", text.replace(";", ";\n")).strip()


def bare(line: str) -> str:
    """A line without the mark of a list before it."""
    found = _MARK.match(line)
    return line[found.end() :].strip() if found else line.strip()


def mark_of(line: str) -> str:
    """The mark of a list that a line begins with: "-", "+", "a)", "" for none."""
    found = _MARK.match(line)
    return found.group().strip() if found else ""


def _unwrapped(found: re.Match[str]) -> str:
    """A line that goes on with a small letter belongs to the one before it."""
    return " " if found.string[found.end()].islower() else "\n"


def _between_sentences(found: re.Match[str]) -> str:
    """A new line after a sentence; "1. Ban hành" and "v.v. nếu" are none."""
    text, place = found.string, found.start()
    begins = text[found.end()]
    line = text[text.rfind("\n", 0, place) + 1 : place]
    new = begins.isupper() or begins.isdecimal() or begins == "("
    return "\n" if new and not _NUMBERED.fullmatch(line) else " "


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
            alone = not opened and begin >= place and not text[index + 1 : index + 8].lstrip().startswith(_GOES_ON)
            if alone and len(inside) > _SHORTEST_NOTE and _NOTE.search(fold_in_place(inside)):
                pieces += [text[place:begin], "\n", inside, "\n"]
                place = index + 1
    return "".join([*pieces, text[place:]])
