"""Tables of targets (chỉ tiêu): what is to be reached, by when, in which unit, and who watches over it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from cchc_desktop.readers.headed_table import HeadedTable, find_headed, goes_on
from cchc_desktop.readers.read_rows import ReadTarget
from cchc_desktop.readers.source import SourceLine, SourceRow, SourceTable
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.table_columns import column_of
from cchc_desktop.rules.targets import read_goal
from cchc_desktop.text import fold

# What a column of such a table holds; values stand under one title or more ("Năm 2026", "Năm 2027").
_NUMBER, _NAME, _UNIT, _WATCH, _NOTE = ("number", ""), ("name", ""), ("unit", ""), ("watch", ""), ("note", "")
_VALUE = "value"
_TITLES = (
    (_NUMBER, r"tt|stt|so tt|so thu tu|ma so|ma"),
    (_NAME, r"(?:ten |noi dung |cac )?(?:chi tieu|muc tieu)(?: cu the| chu yeu| thanh phan| nhiem vu)?"),
    (_UNIT, r"don vi|don vi tinh|dvt|dv tinh"),
    (_WATCH, r"(?:.*\b)?(?:theo doi|danh gia|chu tri|phu trach|dau moi|chiu trach nhiem)\b.*"),
    (_NOTE, r"ghi chu"),
)
_VALUES = re.compile(
    r"(?:(?:den|het|trong|cuoi|giai doan)\s+)*(?:nam\s+)?20\d\d(?:\s*[-–]\s*20\d\d)?|(?:ket qua|gia tri|muc)(?:\W+.*)?"
    r"|(?:thuc hien|uoc(?: thuc hien)?|ke hoach|chi tieu|muc tieu)\s+(?:nam\s+)?20\d\d.*"
    r"|(?:ke hoach|chi tieu|muc tieu)\s+(?:giao|dat|phan dau|nam|den|can dat).*|phan dau.*|yeu cau"
)


def read_targets(table: SourceTable) -> tuple[HeadedTable[tuple[str, str]], list[ReadTarget]] | None:
    """The table and its targets; None where it is none: it names tasks or deadlines, or most values are no amounts."""
    frame = find_headed(table, _column_of, _fits)
    if frame is None or any(column_of(title) in _OF_TASKS for title in frame.titles if title):
        return None
    targets: list[ReadTarget] = []
    group = ""
    for row in _whole_rows(frame):
        group = _take(frame, row, group, targets)
    amounts = sum(target.value is not None for target in targets)
    # Of several columns of values each is told as a whole.
    order = {group: at for at, group in enumerate(dict.fromkeys(target.group for target in targets))}
    targets.sort(key=lambda target: order[target.group])
    return (frame, targets) if targets and amounts * 2 > len(targets) else None


def as_one_page(table: SourceTable) -> SourceTable:
    """A table of targets without the marks of its pages: headers printed again, and rows that a page break cut."""
    frame = find_headed(table, _column_of, _fits)
    if frame is None or not frame.rows:
        return table
    above = [row for row in table.rows if row.number < frame.rows[0].number]
    return replace(table, rows=(*above, *_whole_rows(frame)))


def _whole_rows(frame: HeadedTable[tuple[str, str]]) -> list[SourceRow]:
    """The rows; one without number and values whose name goes on in small letters is the rest of the row above."""
    whole: list[SourceRow] = []
    for row in frame.rows:
        cells = frame.values(row)
        cut = cells.get(_NAME, "")[:1].islower() and not any(kind in (_NUMBER[0], _VALUE) for kind, _title in cells)
        if not (cut and whole):
            whole.append(row)
            continue
        pairs = zip_longest(whole[-1].cells, row.cells, fillvalue="")
        whole[-1] = replace(whole[-1], cells=tuple(" ".join(filter(None, pair)) for pair in pairs))
    return whole


def with_rest(blocks: Sequence[SourceLine | SourceTable], place: int) -> tuple[SourceTable, int]:
    """The table of targets at a place with what follows it over page breaks, the header printed again or not, and the
    place behind it.
    """
    first = blocks[place]
    assert isinstance(first, SourceTable)
    frame = find_headed(first, _column_of, _fits)
    after, rows = place + 1, list(first.rows)
    while frame is not None and after < len(blocks) and (rest := _rest(first, frame, blocks[after])) is not None:
        rows.extend(rest.rows)
        after += 1
    return replace(first, rows=tuple(rows)), after


def _rest(
    first: SourceTable, frame: HeadedTable[tuple[str, str]], below: SourceLine | SourceTable
) -> SourceTable | None:
    """A table that goes on with the first one: as wide, under the same header or none, most of its values amounts."""
    if isinstance(below, SourceLine) or not goes_on(frame, below):
        return None
    own = find_headed(below, _column_of, _fits)
    if own is not None and own.titles != frame.titles:
        return None
    begin = frame.rows[0].number if frame.rows else 0
    head = [] if own is not None else [row for row in first.rows if row.number < begin]
    return below if read_targets(replace(first, rows=(*head, *below.rows))) is not None else None


_OF_TASKS = (Column.TASK, Column.ACTIVITY, Column.DEADLINE, Column.BUDGET)


def _column_of(title: str) -> tuple[str, str] | None:
    folded = re.sub(r"[^\w\s/,–-]", " ", fold(title))
    bare = " ".join(re.sub(r"^\W*\d{1,2}\s*[-–.)]\s*", "", folded).split()).strip(" /,-–")
    for meaning, pattern in _TITLES:
        if re.fullmatch(pattern, bare):
            return meaning
    return (_VALUE, " ".join(title.split())) if _VALUES.fullmatch(bare) else None


def _fits(columns: set[tuple[str, str]]) -> bool:
    values = sum(kind == _VALUE for kind, _title in columns)
    return _NAME in columns and values > 0 and (_UNIT in columns or _WATCH in columns or values > 1)


def _take(frame: HeadedTable[tuple[str, str]], row: SourceRow, group: str, targets: list[ReadTarget]) -> str:
    """Add the targets of a row; the group that goes on below it."""
    cells = {meaning: " ".join(text.split()) for meaning, text in frame.values(row).items()}
    name = cells.get(_NAME, "")
    values = {title: text for (kind, title), text in cells.items() if kind == _VALUE}
    if not values:
        # A row without any value is a heading: "I. Đến năm 2027".
        rest = [text for meaning, text in cells.items() if meaning not in (_NUMBER, _NAME)]
        return ". ".join(filter(None, [cells.get(_NUMBER, "").strip(" .)"), " ".join([name, *rest]).strip()]))
    several = sum(kind == _VALUE for kind, _title in frame.columns.values()) > 1
    for place, (title, text) in enumerate(values.items()):
        comparator, low, high, sign = _amount(text)
        parts = [title] if several else []
        first = [cells.get(_NOTE, ""), *frame.extras(row)] if place == 0 else []
        targets.append(
            ReadTarget(
                text=name,
                group=", ".join(filter(None, [group, *parts])),
                comparator=comparator,
                value=low,
                value_to=high,
                said=text,
                unit=cells.get(_UNIT, "") or sign,
                watched_by=cells.get(_WATCH, ""),
                note="; ".join(filter(None, first)),
                number=cells.get(_NUMBER, "").strip(" .)"),
                line=row.number,
            )
        )
    return group


def _amount(text: str) -> tuple[str, Decimal | None, Decimal | None, str]:
    """Comparator, amount, upper end of a range, and the unit behind it; no amount for words."""
    goal = read_goal(text)
    return ("", None, None, "") if goal is None else (str(goal.comparator), goal.value, goal.value_to, goal.unit)
