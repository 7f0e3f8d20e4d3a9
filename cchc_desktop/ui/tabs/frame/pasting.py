"""What rows on the clipboard mean for the task frame: header, column numbers, group rows, tasks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cchc_desktop.rules.frame_columns import USUAL, Column
from cchc_desktop.rules.numbering import from_roman
from cchc_desktop.rules.table_columns import column_of
from cchc_desktop.services.frame.frames import PastedGroup
from cchc_desktop.ui.table_models.frame_cells import budget_to_keep

_NUMBER = re.compile(r"\(?\d{1,3}(\.\d{1,3})*[.)]?")
_WITHOUT_NUMBER = USUAL[1:]
# Where a narrow table without a header has no number column, the officer's own lists look like this.
_BY_WIDTH: dict[int, tuple[Column, ...]] = {
    4: (Column.TASK, Column.PRODUCT, Column.LEAD, Column.DEADLINE),
    5: (Column.TASK, Column.PRODUCT, Column.LEAD, Column.COORDINATION, Column.DEADLINE),
    6: (Column.TASK, Column.ACTIVITY, Column.PRODUCT, Column.LEAD, Column.COORDINATION, Column.DEADLINE),
    7: _WITHOUT_NUMBER[1:],
    8: _WITHOUT_NUMBER,
}


def looks_like_tasks(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are tasks of their own and not texts for single cells."""
    return bool(rows) and (_header(rows) is not None or max(len(row) for row in rows) >= 4)


class RowKind(StrEnum):
    """What a row on the clipboard is taken for."""

    HEADER = "header"
    BLANK = "blank"
    GROUP = "group"
    TASK = "task"


@dataclass
class PastedRows:
    """The rows by group, what each row is, and which column each cell goes to."""

    groups: list[PastedGroup]
    kinds: list[RowKind]
    columns: dict[int, Column]


def groups_of(rows: Sequence[Sequence[str]], columns: Mapping[int, Column] | None = None) -> PastedRows:
    """The rows by group, with texts of merged cells carried down; rows without any text are left out.

    `columns` says where each cell goes; without it the header does, or the usual order of the columns.
    """
    header = _header(rows)
    start = 0 if header is None else header[0] + 1
    found = dict(columns) if columns is not None else header[1] if header else _by_place(rows)
    pasted = PastedRows([PastedGroup()], [RowKind.HEADER] * start, found)
    for row in rows[start:]:
        pasted.kinds.append(_take(row, found, pasted.groups))
    pasted.groups = [group for group in pasted.groups if group.rows or group.title]
    return pasted


def _take(row: Sequence[str], columns: Mapping[int, Column], groups: list[PastedGroup]) -> RowKind:
    """Put a row where it belongs."""
    if _is_column_numbers(row):
        return RowKind.HEADER
    if title := _group_title(row):
        groups.append(PastedGroup(title))
        return RowKind.GROUP
    cells = {column: row[place].strip() for place, column in columns.items() if place < len(row)}
    if not any(text for column, text in cells.items() if column is not Column.NUMBER):
        return RowKind.BLANK
    _carry_down(cells, groups[-1].rows)
    cells[Column.BUDGET] = budget_to_keep(cells.get(Column.BUDGET, ""))
    groups[-1].rows.append(cells)
    return RowKind.TASK


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, Column]] | None:
    """The row among the first five in which at least three cells name columns, and what they name."""
    for number, row in enumerate(rows[:5]):
        named = {place: column for place, cell in enumerate(row) if (column := column_of(cell)) is not None}
        if len(set(named.values())) >= 3:
            return number, named
    return None


def _by_place(rows: Sequence[Sequence[str]]) -> dict[int, Column]:
    width = max((len(row) for row in rows), default=0)
    numbered = bool(rows) and all(
        not row[0].strip() or _NUMBER.fullmatch(row[0].strip()) or _group_title(row) for row in rows if row
    )
    if numbered and width > 4:
        rest = _BY_WIDTH.get(width - 1, _WITHOUT_NUMBER)
        return {0: Column.NUMBER, **{place: column for place, column in enumerate(rest, 1)}}
    columns = _BY_WIDTH.get(width, _WITHOUT_NUMBER if width > 4 else (Column.TASK, Column.LEAD, Column.DEADLINE))
    return dict(enumerate(columns))


def _is_column_numbers(row: Sequence[str]) -> bool:
    """The row under a header: 1, 2, 3 ... or (1), (2) ..."""
    numbers = [cell.strip(" ()") for cell in row if cell.strip()]
    return len(numbers) >= 3 and all(number.isdecimal() for number in numbers)


def _group_title(row: Sequence[str]) -> str:
    """The title of a group row: a roman number and one text, in two cells or in one; "" for any other row."""
    texts = [cell.strip() for cell in row if cell.strip()]
    if len(texts) == 2 and from_roman(texts[0].rstrip(".")) is not None:
        return texts[1]
    if len(set(texts)) == 1:
        number, stop, rest = texts[0].partition(".")
        if stop and from_roman(number.strip()) is not None:
            return rest.strip()
        if len(row) > 3 and row[0].strip() and texts[0].isupper():  # a title over all columns, without its number
            return texts[0]
    return ""


def _carry_down(cells: dict[Column, str], above: Sequence[object]) -> None:
    """A blank column 1 belongs to the objective above; a blank column 2 to the task above, if the row has more."""
    if not above or not isinstance(above[-1], dict):
        return
    last = above[-1]
    if not cells.get(Column.OBJECTIVE) and last.get(Column.OBJECTIVE):
        cells[Column.OBJECTIVE] = last[Column.OBJECTIVE]
    if Column.TASK in cells and not cells[Column.TASK] and cells.get(Column.ACTIVITY):
        cells[Column.TASK] = last.get(Column.TASK, "")
