"""Fields of a criteria set that stand as headings above its tables, made the first rows of the tables below them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cchc_desktop.readers.headed_table import find_header, plain_cell
from cchc_desktop.readers.score_columns import ScoreColumn, score_column_of
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.rules.criterion_codes import code_alone, code_in_name, kind_of, named_code
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.text import fold

_WITHIN = 4  # lines right above a table among which its headings are looked for
_LONGEST = 200
_POINTS = re.compile(r"\d ?(?:diem|d)\b|(?:toi da|chuan|diem) ?:? ?\d")
_REMARK = re.compile(r"^\(.*\d.*\)$|^(?:tong )?diem(?: toi da| chuan)? ?: ?\d")
_UNIT = re.compile(r"^\(?don vi tinh\b")
_TITLE = re.compile(
    r"^(?:(?:bo|bang|he thong|danh muc|noi dung|cac|khung) )+(?:tieu chi|chi so|cham diem|diem|danh gia)\b"
)


@dataclass(frozen=True)
class _Heading:
    """A heading that may name a field: the places of its lines, what they say together, and whether that is plain."""

    places: tuple[int, ...]
    code: str
    text: str
    named: bool  # "Lĩnh vực 1", "Phần A"
    sure: bool


@dataclass(frozen=True)
class _Place:
    """A table with the lines right above it and the kinds of codes in it; `at` is the row below its header, or None."""

    table: SourceTable
    above: tuple[SourceLine, ...]
    kinds: frozenset[str]
    at: int | None


def with_headings(source: Source) -> tuple[Source, list[str]]:
    """The source with the headings of fields within its tables, and the texts that say more than is left of them.

    What stands above a header goes below it; a table without a header of its own goes on with the one before.
    """
    blocks: list[SourceLine | SourceTable] = []
    consumed: list[str] = []
    places = _places(source)
    found = {at: _headings_of(place) for at, place in places.items()}
    several = _several(heading for at, headings in found.items() for heading in headings)
    for at, block in enumerate(source.blocks):
        if isinstance(block, SourceLine):
            blocks.append(block)
            continue
        kept = [heading for heading in found[at] if heading.sure or (kind_of(heading.code) in several)]
        rows = _rows_of(kept, places[at], consumed)
        taken = {row.number for heading in kept for row in _lines(places[at], heading)}
        blocks = [one for one in blocks if not (isinstance(one, SourceLine) and one.number in taken)]
        _put(blocks, block, places[at].at, rows, taken)
    return replace(source, blocks=tuple(blocks)), consumed


def _places(source: Source) -> dict[int, _Place]:
    """Each table by its place among the blocks."""
    found = {}
    above: list[SourceLine] = []
    for at, block in enumerate(source.blocks):
        if isinstance(block, SourceLine):
            above.append(block)
            continue
        header = find_header(block, score_column_of, fits)
        first = header.at + header.height if header is not None else None
        column = 0
        if header is not None:
            inside = [row for row in block.rows[: header.at] if any(cell.strip() for cell in row.cells)]
            above.extend(SourceLine(row.number, _only_cell(row)) for row in inside)
            column = next((place for place, one in header.columns.items() if one == ScoreColumn.CODE), 0)
        codes = [code_alone(row.cells[column]) for row in block.rows[first or 0 :] if column < len(row.cells)]
        kinds = frozenset(kind_of(code) for code in codes if code)
        found[at] = _Place(block, tuple(above[-_WITHIN:]), kinds, first)
        above = []
    return found


def fits(columns: set[ScoreColumn]) -> bool:
    """Whether a header is one of criteria: with points, or of a further one with rules and evidence by code."""
    told = columns & {ScoreColumn.RULE, ScoreColumn.PROOF, ScoreColumn.REQUIREMENT}
    return ScoreColumn.NAME in columns and (ScoreColumn.MAX in columns or bool(told))


def _only_cell(row: SourceRow) -> str:
    """What a row says that has one cell alone, "" for others."""
    filled = [cell for cell in row.cells if cell.strip()]
    return filled[0] if len(filled) == 1 else ""


def _headings_of(place: _Place) -> list[_Heading]:
    """The headings right above a table, the outermost first, without those that name no field of it."""
    texts = [" ".join(plain_cell(line.text).split()) for line in place.above]
    found: list[_Heading] = []
    end = len(texts)
    while end:
        heading = _heading(texts, end)
        if heading is None or (kind_of(heading.code) in place.kinds and not heading.named):
            break
        found.insert(0, heading)
        end = heading.places[0]
    return found


def _heading(texts: Sequence[str], end: int) -> _Heading | None:
    """The heading whose last line is the one before `end`, lines that only say points or their unit passed over."""
    remarks: list[int] = []
    at = end - 1
    while at >= 0 and (_REMARK.match(fold(texts[at])) or _UNIT.match(fold(texts[at]))):
        remarks[:0] = [at] if _REMARK.match(fold(texts[at])) else []
        at -= 1
    if at < 0 or not texts[at] or len(texts[at]) >= _LONGEST:
        return None
    code, name = code_in_name(texts[at])
    places, named = [at], bool(code) and named_code(texts[at])
    if not code and at and (code := code_alone(texts[at - 1])) and named_code(texts[at - 1]):
        name, places, named = texts[at], [at - 1, at], True
    if not code or not name or _TITLE.match(fold(name)):
        return None
    text = ": ".join(texts[place].rstrip(" :.") for place in places[:-1])
    text = f"{text}: {texts[at]}" if text else texts[at]
    for remark in remarks:
        text += f" ({texts[remark].strip('() ')})"
    sure = named or name == name.upper() or _POINTS.search(fold(text)) is not None
    return _Heading((*places, *remarks), code, text, named, sure)


def _several(headings: Iterable[_Heading]) -> set[str]:
    """The kinds of codes that more than one heading has: what is counted through is a field."""
    codes: dict[str, set[str]] = {}
    for heading in headings:
        codes.setdefault(kind_of(heading.code), set()).add(heading.code)
    return {kind for kind, told in codes.items() if len(told) > 1}


def _lines(place: _Place, heading: _Heading) -> list[SourceLine]:
    return [place.above[at] for at in heading.places]


def _rows_of(headings: Sequence[_Heading], place: _Place, consumed: list[str]) -> list[SourceRow]:
    """Headings as rows of their table; one that is counted as its criteria are gets a Roman number."""
    width = max((len(row.cells) for row in place.table.rows), default=1)
    rows = []
    for heading in headings:
        text = heading.text
        if heading.code.isdecimal() and "number" in place.kinds and not _stands_within(heading, place):
            consumed.extend(line.text for line in _lines(place, heading))
            text = f"{to_roman(int(heading.code))}. {code_in_name(text)[1]}"
        rows.append(SourceRow(_lines(place, heading)[0].number, (text, *[""] * (width - 1))))
    return rows


def _stands_within(heading: _Heading, place: _Place) -> bool:
    """Whether the field stands once more as a row of the table, by its code alone or its name."""
    name = fold(code_in_name(heading.text)[1])
    for row in place.table.rows[place.at or 0 :]:
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) > 1 and name.startswith(fold(" ".join(plain_cell(filled[1]).split()))):
            return True
    return False


def _put(
    blocks: list[SourceLine | SourceTable],
    table: SourceTable,
    at: int | None,
    headings: Sequence[SourceRow],
    taken: set[int],
) -> None:
    """The table with its headings below its header, or behind the table before where it has none."""
    if not headings:
        blocks.append(table)
        return
    before = blocks[-1] if blocks else None
    if at is None and isinstance(before, SourceTable):
        blocks[-1] = replace(before, rows=(*before.rows, *headings, *table.rows))
        return
    at = at or 0
    head = [row for row in table.rows[:at] if row.number not in taken]
    blocks.append(replace(table, rows=(*head, *headings, *table.rows[at:])))
