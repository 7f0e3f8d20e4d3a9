"""Goes down the rows of criteria sheets: what is a criterion, what belongs to the one above, what found no place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.readers.criteria_columns import are_coded, name_levels, one_named, rule_with_proof, second_points
from cchc_desktop.readers.criteria_drafts import TEXTS, Below, Draft, draft_of, labelled, scorer_of, taken_points
from cchc_desktop.readers.headed_table import HeadedTable
from cchc_desktop.readers.marks import is_capitals
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.readers.score_columns import ScoreColumn, score_column_of
from cchc_desktop.readers.scored_table import row_text
from cchc_desktop.readers.source import SourceRow
from cchc_desktop.rules.criterion_codes import Nesting, code_alone, code_in_name, day_as_code
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.table_columns import is_total
from cchc_desktop.text import fold

_PART = re.compile(
    r"(?:diem )?(?:thuong|tru|cong)(?: diem)?\b|(?:diem )?(?:dieu tra xa hoi hoc|dtxhh)\b|sipas\b|chi so hai long"
)
_NOTE = re.compile(r"(?:ghi chu|luu y|noi nhan)\b|\(?\*+\)?|xep loai\b")
_SUM = re.compile(r"(?:tong cong|tong(?: so)? diem|diem tong|cong (?:linh vuc|phan|muc|diem))\b")
_LONGEST_REMARK = 40  # letters of a cell that says who scores
_LONGEST_CODE = 8  # letters that a cell for codes has beside a name


@dataclass
class CriteriaRows:
    """Takes the frames of a file one after the other; `consumed` are texts that say what is kept under another form."""

    drafts: list[Draft] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    totals: list[Decimal] = field(default_factory=list)
    consumed: list[str] = field(default_factory=list)
    _nesting: Nesting = field(default_factory=Nesting)
    _columns: frozenset[ScoreColumn] = frozenset()
    _ended: bool = False  # a total stood above: what has no code goes on with no criterion
    _again: bool = False  # the frame tells of criteria that an earlier one had

    def take_frame(self, frame: HeadedTable[ScoreColumn]) -> None:
        """All rows of a frame."""
        levels = name_levels(frame)
        second_points(frame)
        self._columns = frozenset(frame.columns.values())
        without_points = ScoreColumn.MAX not in self._columns and bool(self.drafts)
        self._again = without_points or self._tells_again(frame)
        coded = are_coded(frame)
        begun = False
        for row in frame.rows:
            if not begun and len(row.cells) - row.cells.count("") > 1:  # headings of fields may stand before it
                if self._parts_points(frame, row) or self._names_below(frame, row) or self._titles_below(frame, row):
                    continue
                begun = True
                rule_with_proof(frame)
                self._columns = frozenset(frame.columns.values())
            if coded and len(levels) > 1 and (named := one_named(row, levels)) is not None:
                self._take(frame, named)
            elif len(levels) > 1:
                self._take_levels(frame, row, levels)
            else:
                self._take(frame, row)

    def _parts_points(self, frame: HeadedTable[ScoreColumn], row: SourceRow) -> bool:
        """Whether the first row parts the highest points: those that the office scores, and those of a survey."""
        code, name, _values = _told(frame, row)
        at = next((at for at, column in frame.columns.items() if column == ScoreColumn.MAX), len(row.cells))
        named = {place: score_column_of(cell) for place, cell in enumerate(row.cells) if place >= at and cell.strip()}
        if code or name or named.get(at) not in (ScoreColumn.SELF, ScoreColumn.APPRAISED, ScoreColumn.MAX):
            return False
        for place, column in named.items():
            if place in frame.others and column == ScoreColumn.SURVEY:
                del frame.others[place]
                frame.columns[place] = column
        self.consumed.extend(cell for cell in row.cells if cell.strip())
        return True

    def _names_below(self, frame: HeadedTable[ScoreColumn], row: SourceRow) -> bool:
        """Whether the first row still belongs to the header: what stands below a heading over two columns."""
        code, name, _values = _told(frame, row)
        named = {place: score_column_of(cell) for place, cell in enumerate(row.cells) if cell.strip()}
        if code or name or len(named) < 2 or None in named.values():
            return False
        kept = {place: column for place, column in frame.columns.items() if place not in named}
        for place, column in named.items():
            if column == ScoreColumn.MAX and column in kept.values():
                column = ScoreColumn.STEP
            if column is not None and column not in kept.values():
                kept[place] = column
                frame.others.pop(place, None)
        frame.columns.clear()
        frame.columns.update(kept)
        self._columns = frozenset(kept.values())
        self.consumed.extend(cell for cell in row.cells if cell.strip())
        return True

    def _titles_below(self, frame: HeadedTable[ScoreColumn], row: SourceRow) -> bool:
        """Whether a row right below the header is a part of it, cells of which reach into it: it names columns."""
        if not row.carried or any(row.cells[at].strip() for at in row.carried if at < len(row.cells)):
            return False
        for at, cell in enumerate(row.cells):
            if cell.strip():
                self.consumed.append(cell)
                above = next((title for title in reversed(frame.titles[: at + 1]) if title), "")
                frame.others.update({at: f"{above} - {cell}"} if at not in frame.columns else {})
        return True

    def _tells_again(self, frame: HeadedTable[ScoreColumn]) -> bool:
        """Whether the first criterion of a frame is one that was read before, by code and name."""
        for row in frame.rows:
            code, name, _values = _told(frame, row)
            if code and name:
                return any(one.printed == code and fold(one.name) == fold(name) for one in self.drafts)
        return False

    def _take(self, frame: HeadedTable[ScoreColumn], row: SourceRow) -> None:
        code, name, values = _told(frame, row)
        if code and (printed := values.get(ScoreColumn.NAME, "")) and len(printed) > len(name):
            self.consumed.append(printed)  # "Lĩnh vực 1: …": the code once more
        if is_total(name or code) or (not code and _SUM.match(fold(name)) and not values.get(ScoreColumn.RULE)):
            self._take_total(values)
            self._ended = bool(self.totals) and fold(name or code).startswith("tong")  # "cộng lĩnh vực I" ends no set
            self.unplaced.append(row_text(row, frame.where))
            return
        said = bool(name or any(values.get(one) for one in TEXTS))
        beyond = self._ended and not (
            _is_heading(name, values) and (_PART.match(fold(name)) or ScoreColumn.MAX in values)
        )
        if not code and (not said or beyond or _NOTE.match(fold(name))):
            self.unplaced.append(row_text(row, frame.where))
            return
        if self._again:
            self._take_again(frame, row, code, name, values)
            return
        if code and self._goes_on(code, name, values):
            self._put_below("", self._further(values), row)
            self._note_extras(frame, row, self.drafts[-1].name)
            return
        heading = not code and _is_heading(name, values)
        if not code and not heading and not self.drafts:
            self.unplaced.append(row_text(row, frame.where))
            return
        if code or heading:
            draft = self._begin(code, name, values, row)
            self._note_extras(frame, row, f"{draft.printed} {draft.name}".strip(), draft)
        else:
            self._put_below(name, values, row)
            self._note_extras(frame, row, self.drafts[-1].name)

    def _note_extras(
        self, frame: HeadedTable[ScoreColumn], row: SourceRow, where: str, draft: Draft | None = None
    ) -> None:
        """What stands in columns without a meaning; a remark that only says who scores is taken for that."""
        for at, text in _extras(frame, row):
            said = row.cells[at]
            if draft is not None and _is_remark(said) and (scorer := scorer_of(said)) == "survey":
                draft.scored_by = scorer
                self.consumed.append(said)
            else:
                self.unplaced.append(Unplaced(row.number, text, where))

    def declared(self, tops: Sequence[Decimal]) -> Decimal | None:
        """The points that the file says in all, `tops` being those of its fields; None where it only says these."""
        if len(self.totals) > 1 and all(total in tops for total in self.totals):
            together = sum(self.totals, Decimal(0))
            return together if together == sum(tops, Decimal(0)) else None
        return max(self.totals, default=None)

    def _goes_on(self, code: str, name: str, values: dict[ScoreColumn, str]) -> bool:
        """Whether a row has the code and the name of the one above filled in once more, and says more of it."""
        if not name or not self.drafts or self.drafts[-1].printed != code or fold(self.drafts[-1].name) != fold(name):
            return False
        return not self.drafts[-1].bare and any(values.get(column) for column in (*TEXTS, ScoreColumn.STEP))

    def _further(self, values: dict[ScoreColumn, str]) -> dict[ScoreColumn, str]:
        """What a row says that has its criterion filled in once more, without what was said above."""
        last = self.drafts[-1]
        points = taken_points(values[ScoreColumn.MAX])[0] if ScoreColumn.MAX in values else None
        repeated = {
            column for column in TEXTS if values.get(column) and fold(values[column]) == fold(last.text(column))
        }
        repeated |= {ScoreColumn.CODE, ScoreColumn.NAME}
        if points == last.max_points and ScoreColumn.STEP in values:
            repeated.add(ScoreColumn.MAX)
        self.consumed += [values[column] for column in repeated if column in values]
        return {column: said for column, said in values.items() if column not in repeated}

    def _take_total(self, values: dict[ScoreColumn, str]) -> None:
        points, _sign, _doubt = (
            taken_points(values.get(ScoreColumn.MAX, "")) if values.get(ScoreColumn.MAX) else (None, "", "")
        )
        if points is not None:
            self.totals.append(points)

    def _begin(self, code: str, name: str, values: dict[ScoreColumn, str], row: SourceRow, level: int = 0) -> Draft:
        self._ended = False
        draft = draft_of(code, name, values, row, self.consumed, self._columns)
        draft.alone = bool(code) and len(row.cells) - row.cells.count("") == 1
        if code and not level:
            self._replace_heading(draft)
        if level:
            draft.level = level
        elif code:
            self.consumed.append(values.get(ScoreColumn.CODE, ""))
            meant = self._nesting.repaired(code)
            if meant != code:
                words = _("the code “{code}” was read as {meant}: Excel made a number or a day of it; check it.")
                draft.doubts.append(words.format(code=code, meant=meant))
            draft.printed = meant
            draft.level = self._nesting.level(meant)
        else:
            draft.level = 1
            draft.doubts.append(_("this field has no code in the file; one was given."))
        self.drafts.append(draft)
        return draft

    def _replace_heading(self, draft: Draft) -> None:
        """Forget the heading of a field that stands once more as a row, in whichever way it is counted there."""
        heading = self.drafts[-1] if self.drafts else None
        if heading is None or not heading.alone or not heading.bare or fold(heading.name) != fold(draft.name):
            return
        if heading.max_points not in (None, draft.max_points):
            return
        self._nesting.forget()
        self.drafts.pop()
        self.consumed += [heading.printed, heading.name]

    def _put_below(self, name: str, values: dict[ScoreColumn, str], row: SourceRow) -> None:
        """A row that goes on with the criterion above."""
        last = self.drafts[-1]
        target = labelled(name) if name else None
        step = values.get(ScoreColumn.MAX) or values.get(ScoreColumn.STEP) or ""
        if target is not None and not step:
            last.add(target, name)
            name = ""
        draft = draft_of("", name, values, row, self.consumed, self._columns)
        last.doubts.extend(draft.doubts)
        rule = draft.text(ScoreColumn.RULE)
        for column in TEXTS:
            if column != ScoreColumn.RULE and draft.text(column):
                last.add(column, draft.text(column))
        for column, score in draft.scores.items():
            last.scores.setdefault(column, score)
        if name or rule or draft.max_points is not None:
            last.below.append(Below(name, draft.max_points, rule, row.number, draft))

    def _take_again(
        self, frame: HeadedTable[ScoreColumn], row: SourceRow, code: str, name: str, values: dict[ScoreColumn, str]
    ) -> None:
        """Words of a further table for a criterion that stands already."""
        known = [one for one in self.drafts if one.printed == code] if code else self.drafts[-1:]
        if code and len(known) > 1:
            known = [one for one in known if fold(one.name) == fold(name)]
        if len(known) != 1 or (not code and (name or not self.drafts)):
            self.unplaced.append(row_text(row, frame.where))
            return
        draft = draft_of(code, name, values, row, self.consumed, self._columns)
        (one,) = known
        for column in TEXTS:
            if draft.text(column) and fold(draft.text(column)) != fold(one.text(column)):
                one.add(column, draft.text(column))
        if draft.max_points is not None and one.max_points is not None and draft.max_points != one.max_points:
            words = _("another table of the file gives it {points} points; check it.")
            one.doubts.append(words.format(points=format_value(draft.max_points)))
        for column, score in draft.scores.items():
            one.scores.setdefault(column, score)
        self.consumed += [code, name]
        if fold(name) != fold(one.name) and name:
            self.unplaced.append(Unplaced(row.number, name, f"{code} {one.name}"))
        self._note_extras(frame, row, f"{code} {name}".strip())

    def _take_levels(self, frame: HeadedTable[ScoreColumn], row: SourceRow, levels: Sequence[int]) -> None:
        """A row of a table that has a column for fields, one for criteria and one for what is under them."""
        cells = [
            (depth, " ".join(row.cells[at].replace("**", "").split()))
            for depth, at in enumerate(levels, start=1)
            if at < len(row.cells)
        ]
        filled = [(depth, text) for depth, text in cells if text]
        values = frame.values(row)
        if filled and is_total(filled[0][1]):
            self._take_total(values)
            self.unplaced.append(row_text(row, frame.where))
            return
        number = values.pop(ScoreColumn.CODE, "")
        values.pop(ScoreColumn.NAME, "")
        self.unplaced.extend(
            Unplaced(row.number, text, filled[-1][1] if filled else "")
            for at, text in _extras(frame, row)
            if at not in levels
        )
        self.consumed.append(number)
        for depth, text in filled[:-1]:
            code, name = code_in_name(text)
            self._begin(code, name, {}, row, depth)
        if filled:
            depth, text = filled[-1]
            code, name = code_in_name(text)
            dotted = code_alone(number) if not code and "." in number else code
            self._begin(dotted, name, values, row, depth)
        elif self.drafts:
            self._put_below("", values, row)
        else:
            self.unplaced.append(row_text(row, frame.where))


def _is_remark(said: str) -> bool:
    """Whether a cell only says who scores; "Điểm ĐTXHH: 2" is of one of the parts."""
    return len(said) < _LONGEST_REMARK and not any(map(str.isdecimal, said))


def _extras(frame: HeadedTable[ScoreColumn], row: SourceRow) -> list[tuple[int, str]]:
    return [
        (at, f"{frame.others.get(at, '')}: {' '.join(cell.split())}".removeprefix(": "))
        for at, cell in enumerate(row.cells)
        if at not in frame.columns and cell.strip()
    ]


def _told(frame: HeadedTable[ScoreColumn], row: SourceRow) -> tuple[str, str, dict[ScoreColumn, str]]:
    """The code and the name that a row says, and its cells; a code may stand at the beginning of the name."""
    values = frame.values(row)
    cell = " ".join(values.get(ScoreColumn.CODE, "").split())
    name = values.get(ScoreColumn.NAME, "")
    code = code_alone(cell)
    if not code and day_as_code(cell):
        code = cell
    if cell and not code:
        if not name and (len(cell) > _LONGEST_CODE or code_in_name(cell)[0]):
            # A heading merged over the whole row stands in the first cell.
            code, name = code_in_name(cell)
        elif not name:
            name = cell if any(map(str.isalpha, cell)) else ""
        elif any(map(str.isalnum, cell)):
            name = f"{cell} {name}"
    first, *rest = name.split("\n") if name else [""]
    if rest and not code and (alone := code_alone(first)):
        code, (first, *rest) = alone, rest
    inside, bare = code_in_name(" ".join(first.split()))
    if inside and (not code or code == inside):
        code, first = inside, bare
    name = "\n".join([" ".join(first.split()), *rest])
    return code, name.strip(), values


def _is_heading(name: str, values: dict[ScoreColumn, str]) -> bool:
    """Whether a row without a code is a field: in capitals, or a part that stands outside the others."""
    if not name or values.get(ScoreColumn.RULE):
        return False
    words = " ".join(fold(name).split())
    return (is_capitals(name) and len(name) >= 6) or (bool(_PART.match(words)) and bool(values.get(ScoreColumn.MAX)))
