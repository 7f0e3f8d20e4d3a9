"""What the inputs of a rule are called in the words of its criterion: "a là tổng số hồ sơ", "số …/Tổng số …"."""

import re

from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.rules.time_words import same_length_fold

_LETTER = re.compile(r"(?<![\w/])([a-d]) ?(?:la|:|=)(?!\w) ?")
_ENDS = re.compile(r"[;\n]|\.(?: |$)|,? (?:neu|va) (?=[a-d] |b/a)| (?=neu )| \(\d")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_WHOLE = re.compile(r"/ ?(?=tong so )|(?<!\w)(?:so voi|tren) (?=tong so )")
_PART_ENDS = re.compile(r"[.;:(\n]|(?<!\w)(?:ty le(?: %)?|ti le(?: %)?|xac dinh|thong ke|giua)(?!\w)")
_WHOLE_ENDS = re.compile(r"[.;:(\n]|$")
_SHARE = re.compile(r"(?:ty le|ti le|muc do|chi so)(?!\w)")
_LONGEST = 240


def letters_in(text: str) -> tuple[dict[str, str], str]:
    """What each letter of a formula stands for, and the text without these sentences."""
    folded = same_length_fold(text)
    found = list(_LETTER.finditer(folded))
    labels: dict[str, str] = {}
    kept: list[str] = []
    place = 0
    for index, match in enumerate(found):
        limit = found[index + 1].start() if index + 1 < len(found) else len(text)
        stop = _ENDS.search(folded, match.end(), limit)
        end = stop.start() if stop else limit
        label = text[match.end() : end].strip(" ,.;:-")
        if label and match[1] not in labels:
            labels[match[1]] = (label[:1].upper() + label[1:])[:_LONGEST]
            kept.append(text[place : match.start()])
            place = end
    kept.append(text[place:])
    return labels, "".join(kept)


def measure_of(name: str, requirement: str, *, part: str = "", whole: str = "", prefix: str = "") -> Measure:
    """The share that a criterion measures, with the labels that its words give."""
    share = Input(f"{prefix}p", _share_label(name), "percent", "%")
    if not part or not whole:
        found = _part_and_whole(requirement) or _part_and_whole(name)
        if found is None:
            return Measure(share=share)
        part, whole = found
    return Measure(share=share, part=Input(f"{prefix}b", part[:_LONGEST]), whole=Input(f"{prefix}a", whole[:_LONGEST]))


def _share_label(name: str) -> str:
    short = " ".join(name.split("\n")[0].split()).strip(" .;:")[:_LONGEST]
    return short if not short or _SHARE.match(same_length_fold(short)) else f"Tỷ lệ: {short}"


def _part_and_whole(text: str) -> tuple[str, str] | None:
    """The two sides of "số … / Tổng số …"."""
    folded = _IN_BRACKETS.sub(lambda found: " " * len(found.group()), same_length_fold(text))
    match = _WHOLE.search(folded)
    if match is None:
        return None
    begin = max((found.end() for found in _PART_ENDS.finditer(folded, 0, match.start())), default=0)
    end = _WHOLE_ENDS.search(folded, match.end())
    part = text[begin : match.start()].strip(" ,%")
    whole = text[match.end() : end.start() if end else len(text)].strip(" ,")
    if not part or not whole:
        return None
    return part[:1].upper() + part[1:], whole[:1].upper() + whole[1:]
