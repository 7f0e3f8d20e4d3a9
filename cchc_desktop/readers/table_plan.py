"""The table form of a plan: the eight-column frame and its many cousins, group rows and merged cells included."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cchc_desktop.readers.headed_table import HeadedTable
from cchc_desktop.readers.marks import Mark, is_capitals, read_line
from cchc_desktop.readers.numbered import numbered
from cchc_desktop.readers.old_fonts import unicode_row
from cchc_desktop.readers.paper_lines import begins, is_signing
from cchc_desktop.readers.read_rows import Doubt, ReadGroup, RowKind, RowNote, Unplaced
from cchc_desktop.readers.source import SourceRow
from cchc_desktop.readers.table_draft import BULLET, NUMBERED, TaskDraft, points
from cchc_desktop.readers.tables import Choice
from cchc_desktop.readers.task_list import without_end
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.frame_columns import SHARED, Column
from cchc_desktop.rules.money import is_beyond, money_unit, noted_money_unit, with_unit
from cchc_desktop.rules.table_columns import Aside, Heading, is_total
from cchc_desktop.text import fold

_NUMBER_ONLY = re.compile(r"^\d{1,3}[.)]?$")
_GROUP_NUMBER = re.compile(r"^(?:(?:Phần|PHẦN|Nhóm|NHÓM|Mục|MỤC)\s+(?:[IVX]{1,6}|[A-HĐ]|\d{1,2})|[IVX]{1,6}|[A-HĐ])$")
_EXCEL_DAY = re.compile(r"\d{5}")


@dataclass
class TableResult:
    """What a frame held; `tail` are the rows below it that belong to the paper (receivers, signature)."""

    groups: list[ReadGroup]
    unplaced: list[Unplaced]
    tail: list[SourceRow]
    notes: list[RowNote]


class TableReading:
    """Goes down the rows of a frame once; `place` names the frame in its notes.

    `choice` says whether the numbers in a task cell are tasks, whether rows that Excel hides are taken, and whether
    texts in old fonts become Unicode.
    """

    def __init__(self, frame: HeadedTable[Heading], place: int, choice: Choice) -> None:
        self._frame = frame
        self._place = place
        self._choice = choice
        self._money_unit = _money_unit(frame)
        self._notes: list[RowNote] = []
        self._task_column = _task_column(set(frame.columns.values()))
        self._groups: list[tuple[str, str, int, list[TaskDraft]]] = []
        self._draft: TaskDraft | None = None
        self._objective = ""
        self._dotted = False  # whether the task above was numbered by its objective: "2.1"
        self._idle: Unplaced | None = None  # an objective that no task has followed yet
        self._last: dict[Column, str] = {}
        self._unplaced: list[Unplaced] = []
        self._grouped = any(self._is_bare_group(row) for row in frame.rows)  # whether Roman numbers are groups here

    def read(self) -> TableResult:
        """Groups with their tasks, and what found no place."""
        rows = self._frame.rows
        for position, row in enumerate(rows):
            texts = [text for cell in row.cells if (text := cell.strip())]
            if texts and _is_tail(texts[0]):
                return self._finish(rows[position:])
            self._take(row, rows[position + 1] if position + 1 < len(rows) else None)
        return self._finish([])

    def _finish(self, tail: list[SourceRow]) -> TableResult:
        self._set_objective("", 0)
        groups = []
        for title, number, line, drafts in self._groups:
            if drafts:
                groups.append(ReadGroup(title, number, tuple(draft.finish() for draft in drafts), line))
            elif title:
                self._unplaced.append(Unplaced(line, f"{number}. {title}".removeprefix(". "), self._frame.where))
        return TableResult(groups, self._unplaced, tail, self._notes)

    def _note(self, row: SourceRow, kind: RowKind, doubts: Iterable[Doubt] = ()) -> None:
        self._notes.append(RowNote(self._place, row.number, kind, tuple(doubts)))

    def _take(self, row: SourceRow, below: SourceRow | None) -> None:
        frame = self._frame
        row = unicode_row(row) if self._choice.convert else row
        found = frame.values(row)
        where = " · ".join(filter(None, (frame.where, self._groups[-1][0] if self._groups else "")))
        if row.hidden and not self._choice.hidden:
            self._unplaced.append(Unplaced(row.number, " | ".join(found.values()), where))
            self._note(row, RowKind.LEFT, [Doubt.HIDDEN])
            return
        extras = frame.extras(row)
        self._unplaced.extend(Unplaced(row.number, text, where) for text in extras)
        doubts = [Doubt.HIDDEN, *row.doubts] if row.hidden else [*row.doubts]
        doubts += [Doubt.NO_PLACE] if extras else []
        asides = {aside: found.pop(aside) for aside in Aside if aside in found}
        values = {column: text for column, text in found.items() if isinstance(column, Column)}
        doubts += _join_days(values, asides)
        if Column.BUDGET in values:
            values[Column.BUDGET] = with_unit(values[Column.BUDGET], self._money_unit)
            doubts += [Doubt.BUDGET] if is_beyond(values[Column.BUDGET]) else []
        number = values.pop(Column.NUMBER, "")
        if not values and not number:
            self._note(row, RowKind.LEFT, doubts)
            return
        if _is_total_row(number, values):
            self._unplaced.append(Unplaced(row.number, " | ".join(filter(None, [number, *values.values()])), where))
            self._note(row, RowKind.LEFT, doubts)
            return
        heading = self._heading(number, values)
        if heading is None and self._heads_with_rest(number, values, below):
            heading = " ".join(values.pop(self._task_column).split()), number.rstrip(".) ")
            doubts += self._give_back(values, row.number, where)
        if heading is not None:
            self._set_objective("", row.number)
            self._groups.append((*heading, row.number, []))
            self._draft, self._last = None, {}
            self._note(row, RowKind.GROUP, doubts if heading[1] else [*doubts, Doubt.GUESSED_GROUP])
        elif set(values) == {Column.OBJECTIVE} and self._task_column is not Column.OBJECTIVE:
            self._set_objective(_without_number(values[Column.OBJECTIVE])[1], row.number)
            self._note(row, RowKind.OBJECTIVE, doubts)
        elif self._heads_rows_below(number, values, below):
            self._set_objective(without_end(values[self._task_column]), row.number)
            self._note(row, RowKind.OBJECTIVE, doubts)
        elif values:
            self._enter_group(asides.get(Aside.GROUP, ""), row.number)
            self._take_tasks(row, number, values, asides, doubts)
        else:
            self._unplaced.append(Unplaced(row.number, number, where))
            self._note(row, RowKind.LEFT, doubts)

    def _enter_group(self, title: str, line: int) -> None:
        """Go to the group that a row names in a column of its own."""
        title = without_end(" ".join(title.split()))
        if not title or (self._groups and fold(self._groups[-1][0]) == fold(title)):
            return
        place = next((at for at, group in enumerate(self._groups) if fold(group[0]) == fold(title)), None)
        self._groups.append(self._groups.pop(place) if place is not None else (title, "", line, []))
        self._set_objective("", line)
        self._draft, self._last = None, {}

    def _heading(self, number: str, values: dict[Column, str]) -> tuple[str, str] | None:
        """Title and number of a group row; None for other rows."""
        texts = list(dict.fromkeys(" ".join(text.split()) for text in values.values()))
        bare = number.rstrip(".) ")
        if not texts:
            return _merged_heading(number)
        if len(texts) > 1:
            return None
        if _GROUP_NUMBER.match(bare):
            return texts[0], bare
        if not number:
            return _merged_heading(texts[0])
        return (texts[0], bare) if _NUMBER_ONLY.match(number) and _is_title(texts[0]) else None

    def _is_bare_group(self, row: SourceRow) -> bool:
        values = self._frame.values(row)
        number = values.pop(Column.NUMBER, "").rstrip(".) ")
        return len(values) == 1 and _GROUP_NUMBER.match(number) is not None

    def _heads_with_rest(self, number: str, values: dict[Column, str], below: SourceRow | None) -> bool:
        """Whether a row is a group although other cells hold words: a Roman number where others are groups, and tasks
        with other numbers below it.
        """
        bare = number.rstrip(".) ")
        if not self._grouped or below is None or self._task_column not in values or not _GROUP_NUMBER.match(bare):
            return False
        return not _GROUP_NUMBER.match(self._frame.values(below).get(Column.NUMBER, "").rstrip(".) "))

    def _give_back(self, values: dict[Column, str], line: int, where: str) -> list[Doubt]:
        """Words beside a group's title: the end of a cell that a page cut goes to the task above, the rest is shown."""
        doubts = []
        for column, text in values.items():
            if self._draft is not None and text[0].islower() and self._draft.holds(column):
                self._draft.go_on(column, text)
            else:
                self._unplaced.append(Unplaced(line, text, where))
                doubts.append(Doubt.NO_PLACE)
        return doubts

    def _set_objective(self, text: str, line: int) -> None:
        """The objective of the tasks to come; one that had no task is shown as unplaced."""
        if self._idle is not None:
            self._unplaced.append(self._idle)
        self._objective = text
        where = self._groups[-1][0] if self._groups else self._frame.where
        self._idle = Unplaced(line, text, where) if text else None

    def _heads_rows_below(self, number: str, values: dict[Column, str], below: SourceRow | None) -> bool:
        """Whether a row with nothing but a name is the heading of the numbers below it: "1", then "1.1"."""
        if set(values) != {self._task_column} or below is None or not _NUMBER_ONLY.match(number):
            return False
        return self._frame.values(below).get(Column.NUMBER, "").startswith(number.rstrip(".)") + ".")

    def _take_tasks(
        self, row: SourceRow, number: str, values: dict[Column, str], asides: dict[Aside, str], doubts: list[Doubt]
    ) -> None:
        """A row with values: one task, several where a cell numbers them and the officer wants them apart."""
        several = numbered(values.get(self._task_column, ""))
        if not several or not self._choice.split:
            many = [Doubt.MANY_TASKS] if several else []
            self._take_task(row, number, number, values, asides, [*doubts, *many])
            return
        parts = {column: [text for _label, text in numbered(value)] for column, value in values.items()}
        for place, (label, text) in enumerate(several):
            own: dict[Column, str] = {
                column: parts[column][place] if len(parts[column]) == len(several) else value
                for column, value in values.items()
                if column is not Column.OBJECTIVE and (column is not Column.BUDGET or place == 0)
            }
            if place == 0 and Column.OBJECTIVE in values:
                own[Column.OBJECTIVE] = values[Column.OBJECTIVE]
            printed = number if place == 0 else ""
            self._take_task(row, label, printed, {**own, self._task_column: text}, asides, [*doubts, Doubt.SPLIT])

    def _take_task(
        self,
        row: SourceRow,
        number: str,
        printed: str,
        values: dict[Column, str],
        asides: dict[Aside, str],
        doubts: list[Doubt],
    ) -> None:
        text = values.get(self._task_column, "")
        objective = values.get(Column.OBJECTIVE, "") if self._task_column is not Column.OBJECTIVE else ""
        if objective:
            self._set_objective(_own_number(objective, number), row.number)
        elif self._stands_alone(number, self._frame.carried(row)):
            self._set_objective("", row.number)
        self._dotted = "." in number.strip(" .)")
        if self._draft is not None and not number and self._was_cut(values, self._frame.carried(row)):
            for column, value in values.items():
                self._draft.go_on(Column.TASK if column is self._task_column else column, value)
            self._note(row, RowKind.MORE, doubts)
            self._draft.doubts.extend(doubts)
            return
        if text or objective or self._draft is None or _NUMBER_ONLY.match(number):
            label, bare = _without_number(text) if text else ("", self._objective)
            if not bare:
                # A row that says who and when, but not what.
                shown = " | ".join(filter(None, [number, *values.values()]))
                self._unplaced.append(Unplaced(row.number, shown, self._frame.where))
                self._note(row, RowKind.LEFT, [*doubts, Doubt.NO_TASK])
                return
            self._draft = TaskDraft(bare, label or number.rstrip(".) "), self._objective if text else "", row.number)
            self._draft.printed_number = printed.rstrip(".) ")
            self._draft.source = " ".join(asides.get(Aside.SOURCE, "").split())
            self._idle = None
            if not self._groups:
                self._groups.append(("", "", row.number, []))
            self._groups[-1][3].append(self._draft)
            self._carry(self._draft, values, self._frame.carried(row))
            self._note(row, RowKind.TASK, doubts)
        else:
            self._note(row, RowKind.MORE, doubts)
        self._draft.doubts.extend(doubts)
        self._fill(self._draft, values)

    def _was_cut(self, values: dict[Column, str], carried: set[Heading]) -> bool:
        """Whether a row without a number is the rest of the one above, cut by a page: it begins in mid-sentence."""
        own = values.get(self._task_column, "")[:1].islower() and not values.get(Column.LEAD, "")[:1].isupper()
        return own and Column.OBJECTIVE not in values and not {Column.OBJECTIVE, Column.NUMBER} & carried

    def _stands_alone(self, number: str, carried: set[Heading]) -> bool:
        """Whether a row without an objective of its own has left the one above: "3" below "2.1", no merged cell."""
        return self._dotted and Column.OBJECTIVE not in carried and bool(_NUMBER_ONLY.match(number))

    def _carry(self, draft: TaskDraft, values: dict[Column, str], carried: set[Heading]) -> None:
        """A cell merged over several tasks holds for each of them."""
        for column in (*SHARED, Column.PRODUCT):
            if column in carried and column not in values and column in self._last:
                values[column] = self._last[column]

    def _fill(self, draft: TaskDraft, values: dict[Column, str]) -> None:
        if self._task_column is not Column.ACTIVITY:
            draft.activities.extend(points(values.get(Column.ACTIVITY, "")))
        draft.products.extend(p for p in points(values.get(Column.PRODUCT, "")) if p not in draft.products)
        for column in SHARED:
            value = "\n".join(without_end(BULLET.sub("", line)) for line in values.get(column, "").split("\n"))
            known = draft.shared.setdefault(column, [])
            if value and value not in known:
                known.append(value)
        self._last.update(values)


def _is_total_row(number: str, values: dict[Column, str]) -> bool:
    """Whether a row only sums up the ones above: "Tổng cộng", with nobody to do it and no time."""
    if {Column.LEAD, Column.COORDINATION, Column.DEADLINE} & set(values):
        return False
    named = [values[column] for column in (Column.TASK, Column.ACTIVITY, Column.OBJECTIVE) if column in values]
    return is_total(number) or (bool(named) and is_total(named[0]))


def _money_unit(frame: HeadedTable[Heading]) -> str:
    """The unit of the budget that its header names, or a line above the table ("Đơn vị tính: triệu đồng")."""
    place = next((at for at, column in frame.columns.items() if column is Column.BUDGET), None)
    if place is None:
        return ""
    unit = money_unit(frame.titles[place]) if place < len(frame.titles) else ""
    notes = (cell for row in frame.before for cell in row.cells if cell)
    return unit or next((unit for note in notes if (unit := noted_money_unit(note))), "")


def _join_days(values: dict[Column, str], asides: dict[Aside, str]) -> list[Doubt]:
    """Bring the first day of a task, which stands in a column of its own, into its deadline; numbers become days."""
    deadline = values.get(Column.DEADLINE, "")
    day, start = _excel_day(deadline), _excel_day(asides.get(Aside.START, ""))
    guessed = (day or deadline) != deadline or (start or "") != ""
    deadline, start = day or deadline, start or asides.get(Aside.START, "")
    if start:
        deadline = f"Từ ngày {start} đến ngày {deadline}" if deadline else f"Từ ngày {start}"
    if deadline:
        values[Column.DEADLINE] = deadline
    return [Doubt.EXCEL_DATE] if guessed else []


def _excel_day(text: str) -> str:
    """The day that a bare number stands for in Excel, from 2000 to 2099; "" for every other text."""
    if not _EXCEL_DAY.fullmatch(text) or not 36526 <= int(text) < 73051:
        return ""
    return format_date(date(1899, 12, 30) + timedelta(days=int(text)))


def _without_number(text: str) -> tuple[str, str]:
    """The frame's own number of a cell ("2.1") and its text on one line."""
    flat = " ".join(text.split())
    found = NUMBERED.match(flat)
    return (found.group(1), without_end(flat[found.end() :])) if found else ("", without_end(flat))


def _own_number(objective: str, number: str) -> str:
    """An objective without its number: its own "1.1.", or "2." where its task is numbered "2.1"."""
    label, text = _without_number(objective)
    first = number.partition(".")[0]
    if not label and "." in number.strip(" .)") and text.startswith(f"{first}. "):
        return text.removeprefix(f"{first}. ")
    return text


def _task_column(columns: set[Heading]) -> Column:
    """The column that says what is to be done; a frame without tasks names it activity or content."""
    return next(c for c in (Column.TASK, Column.ACTIVITY, Column.OBJECTIVE) if c in columns)


def _merged_heading(text: str) -> tuple[str, str] | None:
    """Title and number of a group row merged into one cell: "I. CHỈ ĐẠO, ĐIỀU HÀNH"."""
    line = read_line(0, " ".join(text.split()), False)
    if line.mark in (Mark.PART, Mark.CAPITAL, Mark.ROMAN) and line.text:
        return line.text, line.label
    return (line.plain, "") if _is_title(line.plain) else None


def _is_title(text: str) -> bool:
    """Whether a lone text looks like a group title: in capitals, and more than an abbreviation."""
    return is_capitals(text) and len(text) > 6


def _is_tail(text: str) -> bool:
    first = text.split("\n")[0].strip()
    return begins(first, "Nơi nhận") or is_signing(first)
