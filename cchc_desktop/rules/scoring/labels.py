"""What the inputs of a rule are called in the words of its criterion: "a là tổng số hồ sơ", "số …/Tổng số …"."""

import re

from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.text import fold_in_place

_FRACTION = re.compile(r"(?<!\w)([a-z]) ?[/:] ?([a-z])(?!\w)")
_LETTER = re.compile(r"(?<![\w/])([a-z]) ?(?:la|:|=)(?!\w) ?")
_ENDS = re.compile(r"[;\n]|\.(?: |$)|,? (?:neu|va) (?=[a-z] |[a-z]/[a-z])| (?=neu )| \(\d")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_WHOLE = re.compile(r"/ ?(?=tong so )|(?<!\w)(?:so voi|tren) (?=tong so )")
_PART_ENDS = re.compile(r"[.;:(\n]|(?<!\w)(?:ty le(?: %)?|ti le(?: %)?|xac dinh|thong ke|giua)(?!\w)")
_WHOLE_ENDS = re.compile(r"[.;:(\n]|$")
_SHARE = re.compile(r"(?:ty le|ti le|muc do|chi so)(?!\w)")
_LONGEST = 240


def fraction_in(text: str) -> tuple[str, str] | None:
    """The letters of the fraction that a text names: "b" and "a" of "(b/a) * 100%"; None where there is none."""
    found = _FRACTION.search(fold_in_place(text))
    return (found[1], found[2]) if found else None


def letters_in(text: str) -> tuple[dict[str, str], str]:
    """What each letter of the fractions of a text stands for, and the text without these sentences."""
    folded = fold_in_place(text)
    used = {letter for match in _FRACTION.finditer(folded) for letter in match.groups()}
    found = [match for match in _LETTER.finditer(folded) if match[1] in used]
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
    return short if not short or _SHARE.match(fold_in_place(short)) else f"Tỷ lệ: {short}"


def _part_and_whole(text: str) -> tuple[str, str] | None:
    """The two sides of "số … / Tổng số …"."""
    folded = _IN_BRACKETS.sub(lambda found: " " * len(found.group()), fold_in_place(text))
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
