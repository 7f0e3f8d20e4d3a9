"""Form: whether headings and points count on, each in its own row."""

import re
from collections.abc import Iterable, Iterator

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity, nd30
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, Part
from cchc_desktop.rules.numbering import LETTERS, from_roman, to_roman
from cchc_desktop.text import fold

_ROMAN, _LETTER, _DECIMAL, _PART = 3, 6, 5, 1
_CARRYING_OUT = "to chuc thuc hien"
_LONGEST_HEADING = 90  # letters
_LAST = re.compile(r"(?<![IVX\d])(?:[IVX]{1,6}|\d{1,4})$")


def _value(line: CheckedLine) -> int | None:
    """What a label counts, None where it is no number of its kind ("f" among the letters of the decree)."""
    if line.level == _LETTER:
        return LETTERS.index(line.label) + 1 if line.label in LETTERS else None
    if line.level == _DECIMAL:
        return int(line.label.rpartition(".")[2])
    if line.level in (_PART, _ROMAN):
        found = _LAST.search(line.label)
        if found is None:
            return None
        return int(found[0]) if found[0].isdigit() else from_roman(found[0])
    return int(line.label) if line.label.isdigit() else None


def _written(line: CheckedLine, value: int) -> str:
    """A number in the way of a line's label."""
    if line.level == _LETTER:
        return LETTERS[value - 1] if value <= len(LETTERS) else "?"
    if line.level == _DECIMAL:
        return f"{line.label.rpartition('.')[0]}.{value}"
    if line.level in (_PART, _ROMAN):
        return (
            _LAST.sub(to_roman(value), line.label)
            if not line.label[-1:].isdigit()
            else _LAST.sub(str(value), line.label)
        )
    return str(value)


def _counting(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Numbers that are there twice, are left out, begin elsewhere than at 1, or are letters that the decree has not."""
    counts: dict[tuple[int, str], int] = {}
    at = -1
    for place, line in enumerate(paper.lines):
        if line.paper != at:
            counts, at = {}, line.paper
        if not line.level or line.part not in (Part.BODY, Part.ARTICLE, Part.APPENDIX):
            continue
        stem = line.label.rpartition(".")[0] if line.level == _DECIMAL else ""
        key = (line.level, stem)
        counts = {other: count for other, count in counts.items() if other[0] < line.level or other == key}
        value, expected = _value(line), counts.get(key, 0) + 1
        begins = key not in counts
        if value != expected:
            yield _wrong(place, line, value, expected, begins=begins)
        counts[key] = expected if value is None or (begins and value > expected) else value


def _wrong(place: int, line: CheckedLine, value: int | None, expected: int, *, begins: bool) -> Hit:
    """What is wrong with a number; another one is put in its place only where those behind it would still count on."""
    right = _written(line, expected)
    start = line.text.find(line.label)
    end = start + len(line.label)
    if value is None:
        said = _("“{label}” is no letter of a point: after the points before it “{right}” follows.")
    elif begins:
        said = _("This row of numbers begins with “{label}” instead of “{right}”.")
    elif value < expected:
        said = _("The number “{label}” is there already: here “{right}” is due.")
    else:
        said = _("After the number before it “{right}” follows, not “{label}”.")
    return Hit(
        place, start, end, said.format(label=line.label, right=right), right if value is None or begins else None
    )


def _jumps(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A number of a deeper level below one that it does not belong to: "1.2" below "3."."""
    above = ""
    at = -1
    for place, line in enumerate(paper.lines):
        if line.paper != at or line.level in (1, 2, 3):
            above, at = "", line.paper
        if line.level == 4:
            above = line.label
        elif line.level == _DECIMAL and above and line.label.partition(".")[0] != above and line.part is Part.BODY:
            said = _("“{label}” stands below heading {above}; it should begin with {above}.").format(
                label=line.label, above=above
            )
            start = line.text.find(line.label)
            right = f"{above}.{line.label.partition('.')[2]}"
            yield Hit(place, start, start + len(line.label), said, right)


def _parts_of_plan(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """In a paper of "Phần I", "Phần II", the section on carrying out as a section of the part on tasks."""
    within = ""
    for place, line in enumerate(paper.lines):
        if line.level == _PART and line.part is Part.BODY:
            title = paper.lines[place + 1].text if place + 1 < len(paper.lines) else ""
            within = fold(f"{line.text} {title}")
        elif within and line.level == _ROMAN and _CARRYING_OUT in fold(line.text) and _CARRYING_OUT not in within:
            said = _("Carrying the plan out is a part of its own beside the one on its tasks.")
            yield Hit(place, 0, len(line.text), said)


def _colons_of_headings(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Short headings that end with a colon where others of their level have no mark."""
    if paper.is_own:
        return
    plain: dict[int, int] = {}
    with_colon: list[int] = []
    for place, line in enumerate(paper.lines):
        if line.level in (2, 3, 4) and len(line.text) < _LONGEST_HEADING and line.part is Part.BODY:
            if line.text.endswith(":"):
                with_colon.append(place)
            elif line.text[-1].isalnum():
                plain[line.level] = plain.get(line.level, 0) + 1
    for place in with_colon:
        line = paper.lines[place]
        if plain.get(line.level, 0) > len(with_colon):
            end = len(line.text)
            yield Hit(place, end - 1, end, _("Other headings of this level have no mark at their end."), "")


RULES = (
    Rule(
        "F20",
        Severity.ERROR,
        lambda: _("Numbers that count on"),
        nd30("Phụ lục I, mục II.6"),
        _counting,
        scope=Scope.PAPER,
    ),
    Rule(
        "F21",
        Severity.WARNING,
        lambda: _("Numbers below their heading"),
        nd30("Phụ lục I, mục II.6"),
        _jumps,
        scope=Scope.PAPER,
    ),
    Rule(
        "F22",
        Severity.HINT,
        lambda: _("Parts of a plan side by side"),
        nd30("Phụ lục I, mục II.6"),
        _parts_of_plan,
        scope=Scope.PAPER,
    ),
    Rule(
        "F23",
        Severity.HINT,
        lambda: _("Headings without a mark at their end"),
        nd30("Phụ lục I, mục II.6"),
        _colons_of_headings,
        scope=Scope.PAPER,
    ),
)
