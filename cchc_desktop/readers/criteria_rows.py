"""Goes down the rows of criteria sheets: what is a criterion, what belongs to the one above, what found no place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.readers.headed_table import HeadedTable
from cchc_desktop.readers.marks import is_capitals
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.readers.score_columns import ScoreColumn, score_column_of
from cchc_desktop.readers.scored_table import row_text
from cchc_desktop.readers.source import SourceRow
from cchc_desktop.rules.criterion_codes import Nesting, code_alone, code_in_name, day_as_code
from cchc_desktop.rules.numbers import format_number, format_value, is_too_large, parse_number
from cchc_desktop.rules.table_columns import is_total
from cchc_desktop.text import fold

_TEXTS = (
    ScoreColumn.REQUIREMENT,
    ScoreColumn.RULE,
    ScoreColumn.PROOF,
    ScoreColumn.RESPONSIBLE,
    ScoreColumn.APPLIES,
)
# A line that says what follows it, in a cell or a row below the criterion.
_LABELS = (
    (ScoreColumn.PROOF, r"(tai lieu|ho so|van ban)? ?(kiem chung|minh chung|chung minh)\b|tlkc\b"),
    (ScoreColumn.REQUIREMENT, r"yeu cau\b"),
    (ScoreColumn.RULE, r"(cach|quy dinh|phuong phap|huong dan) (tinh|cham)\b|thang diem\b"),
    (ScoreColumn.RESPONSIBLE, r"(don vi|co quan|bo phan) (chu tri|phu trach|thuc hien)\b|phan cong\b"),
    (ScoreColumn.APPLIES, r"(doi tuong|pham vi) ap dung\b"),
)
_PART = re.compile(
    r"(?:diem )?(?:thuong|tru|cong)(?: diem)?\b|(?:diem )?(?:dieu tra xa hoi hoc|dtxhh)\b|sipas\b|chi so hai long"
)
_NOTE = re.compile(r"(?:ghi chu|luu y|noi nhan)\b|\(?\*+\)?|xep loai\b")
_NUMBER = r"\d{1,9}(?:[.,]\d{1,9})?"
_POINTS = re.compile(
    rf"^(?:toi da|khong qua|den|≤|<=)?\s*(?P<sign>[-+±−–]?)\s*\(?\s*"
    rf"(?P<sign2>[-+±−–]?)(?P<number>{_NUMBER})\s*\)?\s*(?:diem|d|đ)?\s*\.?$"
)
_RANGE = re.compile(rf"^(?:tu\s+)?{_NUMBER}\s*(?:-|–|den)\s*(?P<number>{_NUMBER})\s*(?:diem|d|đ)?$")
_IN_NAME = re.compile(rf"\s*[(\[]\s*(?:tối đa\s+)?({_NUMBER})\s*(?:điểm|đ)\s*[)\]]|\s*[:–-]\s*({_NUMBER})\s*điểm\s*$")
_FIRST = re.compile(_NUMBER)
_LEVELS = ("linh vuc", "tieu chi", "tieu chi thanh phan")
_LONGEST_CODE = 8  # letters that a cell for codes has beside a name


@dataclass
class Below:
    """A row without a code under a criterion: a step of its rule, or a part with points of its own."""

    name: str
    points: Decimal | None
    rule: str
    line: int
    taken: "Draft"  # where it would be a criterion itself


@dataclass
class Draft:
    """A criterion as far as it was read; `level` is known at once only where the columns say it."""

    printed: str
    name: str
    line: int
    level: int = 0
    max_points: Decimal | None = None
    scores: dict[ScoreColumn, Decimal] = field(default_factory=dict)
    texts: dict[ScoreColumn, list[str]] = field(default_factory=dict)
    below: list[Below] = field(default_factory=list)
    scored_by: str = ""  # where a column says it
    survey: bool = False
    bonus: bool = False
    doubts: list[str] = field(default_factory=list)

    def text(self, column: ScoreColumn) -> str:
        """What was read of a column, one line each."""
        return "\n".join(self.texts.get(column, ()))

    def add(self, column: ScoreColumn, text: str, columns: frozenset[ScoreColumn] = frozenset()) -> None:
        """Add the lines of a cell, those after the first each to where its label points, unless that has a column."""
        for at, line in enumerate(filter(None, map(str.strip, text.split("\n")))):
            target = labelled(line) if at else None
            if target is not None and target not in columns:
                column = target
            self.texts.setdefault(column, []).append(line)


def labelled(line: str) -> ScoreColumn | None:
    """The column that a line names before its colon: "Yêu cầu: …", "Tài liệu kiểm chứng:"."""
    head, colon, _rest = line.partition(":")
    if not colon or len(head) > 60:
        return None
    words = " ".join(fold(head).split()).lstrip("-+* ")
    return next((column for column, pattern in _LABELS if re.match(pattern, words)), None)


def taken_points(text: str) -> tuple[Decimal | None, str, str]:
    """Points, their sign ("", "-" or "±") and why they are doubtful; "1,5", "1 điểm", "-2", "±3", "tối đa 2"."""
    bare = " ".join(text.split())
    folded = fold(bare)
    found = _POINTS.match(folded)
    if found is not None and (number := parse_number(found["number"])) is not None:
        sign = found["sign"] or found["sign2"]
        return number, "-" if sign in ("-", "−", "–") and sign else "±" if sign else "", ""
    number = parse_number(bare)
    if number is not None:
        return abs(number), "-" if number < 0 else "", "" if "%" not in bare else _taken(bare, number)
    picked = _RANGE.match(folded) or _FIRST.search(folded)
    said = picked["number"] if picked is not None and picked.re is _RANGE else picked.group() if picked else ""
    number = parse_number(said)
    if number is not None:
        return number, "", _taken(bare, number)
    if is_too_large(said or bare):
        words = _("“{text}” is larger than a dossier can hold and was not taken; check it.")
        return None, "", words.format(text=bare[:60])
    return None, "", _("the points “{text}” are not a number and were not taken.").format(text=bare[:60])


def _taken(text: str, number: Decimal) -> str:
    return _("of the points “{text}” {number} was taken; check it.").format(text=text[:60], number=format_value(number))


@dataclass
class CriteriaRows:
    """Takes the frames of a file one after the other; `consumed` are texts that say what is kept under another form."""

    drafts: list[Draft] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    totals: list[Decimal] = field(default_factory=list)
    consumed: list[str] = field(default_factory=list)
    _nesting: Nesting = field(default_factory=Nesting)
    _columns: frozenset[ScoreColumn] = frozenset()
    _again: bool = False  # the frame tells of criteria that an earlier one had

    def take_frame(self, frame: HeadedTable[ScoreColumn], rows: Sequence[SourceRow]) -> None:
        """All rows of a frame; `rows` may begin with a heading that stood above it."""
        levels = _name_levels(frame)
        _second_points(frame)
        self._columns = frozenset(frame.columns.values())
        self._again = ScoreColumn.MAX not in frame.columns.values() or self._tells_again(frame, rows)
        for at, row in enumerate(rows):
            if not at and self._parts_points(frame, row):
                continue
            if len(levels) > 1:
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

    def _tells_again(self, frame: HeadedTable[ScoreColumn], rows: Iterable[SourceRow]) -> bool:
        """Whether the first criterion of a frame is one that was read before, by code and name."""
        for row in rows:
            code, name, _values = _told(frame, row)
            if code and name:
                return any(one.printed == code and fold(one.name) == fold(name) for one in self.drafts)
        return False

    def _take(self, frame: HeadedTable[ScoreColumn], row: SourceRow) -> None:
        code, name, values = _told(frame, row)
        if is_total(name or code):
            self._take_total(values)
            self.unplaced.append(row_text(row, frame.where))
            return
        said = bool(name or any(values.get(one) for one in _TEXTS))
        if not code and (not said or _NOTE.match(fold(name))):
            self.unplaced.append(row_text(row, frame.where))
            return
        if self._again:
            self._take_again(frame, row, code, name, values)
            return
        heading = not code and _is_heading(name, values)
        if not code and not heading and not self.drafts:
            self.unplaced.append(row_text(row, frame.where))
            return
        self._note_extras(frame, row, f"{code} {name}".strip())
        if code or heading:
            self._begin(code, name, values, row)
        else:
            self._put_below(name, values, row)

    def _note_extras(self, frame: HeadedTable[ScoreColumn], row: SourceRow, where: str) -> None:
        self.unplaced.extend(Unplaced(row.number, text, where) for text in frame.extras(row))

    def _take_total(self, values: dict[ScoreColumn, str]) -> None:
        points, _sign, _doubt = (
            taken_points(values.get(ScoreColumn.MAX, "")) if values.get(ScoreColumn.MAX) else (None, "", "")
        )
        if points is not None:
            self.totals.append(points)

    def _begin(self, code: str, name: str, values: dict[ScoreColumn, str], row: SourceRow, level: int = 0) -> Draft:
        draft = _draft(code, name, values, row, self.consumed, self._columns)
        if level:
            draft.level = level
        elif code:
            meant = self._nesting.repaired(code)
            if meant != code:
                words = _("the code “{code}” was read as {meant}: Excel made a number or a day of it; check it.")
                draft.doubts.append(words.format(code=code, meant=meant))
                self.consumed.append(code)
            draft.printed = meant
            draft.level = self._nesting.level(meant)
        else:
            draft.level = 1
            draft.doubts.append(_("this field has no code in the file; one was given."))
        self.drafts.append(draft)
        return draft

    def _put_below(self, name: str, values: dict[ScoreColumn, str], row: SourceRow) -> None:
        """A row that goes on with the criterion above."""
        last = self.drafts[-1]
        target = labelled(name) if name else None
        step = values.get(ScoreColumn.MAX) or values.get(ScoreColumn.STEP) or ""
        if target is not None and not step:
            last.add(target, name)
            name = ""
        draft = _draft("", name, values, row, self.consumed, self._columns)
        last.doubts.extend(draft.doubts)
        rule = draft.text(ScoreColumn.RULE)
        for column in _TEXTS:
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
        draft = _draft(code, name, values, row, self.consumed, self._columns)
        (one,) = known
        for column in _TEXTS:
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


def _draft(
    code: str,
    name: str,
    values: dict[ScoreColumn, str],
    row: SourceRow,
    consumed: list[str],
    columns: frozenset[ScoreColumn],
) -> Draft:
    """What a row says of a criterion."""
    draft = Draft(code, "", row.number)
    lines = [line for line in name.split("\n") if line.strip()]
    own = next((at for at, line in enumerate(lines) if at and labelled(line)), len(lines))
    draft.name = " ".join(" ".join(lines[:own]).split())
    for line in lines[own:]:
        draft.add(labelled(line) or ScoreColumn.RULE, line)
    for column in _TEXTS:
        if values.get(column):
            draft.add(column, values[column], columns)
    step = values.get(ScoreColumn.STEP, "")
    if step and values.get(ScoreColumn.MAX):  # the first step stands beside the criterion itself
        rules = draft.texts.setdefault(ScoreColumn.RULE, [])
        rules[-1:] = [f"{rules[-1]}: {step}" if rules else step]
    points = values.get(ScoreColumn.MAX) or step
    if points:
        draft.max_points, sign, doubt = taken_points(points)
        draft.doubts.extend([doubt] if doubt else [])
        if draft.max_points is not None:
            consumed.append(points)
        else:
            draft.add(ScoreColumn.RULE, " ".join(points.split()))
        if sign:
            draft.bonus = True
            words = _("the points “{text}” were taken as bonus or penalty points up to {number}; check it.")
            draft.doubts.append(words.format(text=points, number=format_value(draft.max_points or Decimal(0))))
    elif code and (found := _IN_NAME.search(draft.name)):
        draft.max_points = parse_number(found[1] or found[2])
        consumed.append(found.group())
        draft.name = (draft.name[: found.start()] + draft.name[found.end() :]).strip()
    if said := values.get(ScoreColumn.SCORED_BY, ""):
        draft.scored_by = _scorer(said)
        if draft.scored_by:
            consumed.append(said)
        else:
            draft.add(ScoreColumn.RULE, said)
    for column in (ScoreColumn.SELF, ScoreColumn.APPRAISED, ScoreColumn.SURVEY):
        text = values.get(column, "")
        if not text:
            continue
        score, sign, doubt = taken_points(text)
        draft.doubts.extend([doubt] if doubt else [])
        if score is None:
            draft.add(ScoreColumn.RULE, text)
        elif column == ScoreColumn.SURVEY and draft.max_points is None and not points:
            draft.max_points, draft.survey = score, True
        else:
            draft.scores[column] = -score if sign == "-" else score
    return draft


def _scorer(text: str) -> str:
    """Who scores by the words of a cell; "" where they say nobody."""
    words = fold(text)
    if "dieu tra" in words or "khao sat" in words or "xhh" in words:
        return "survey"
    if "hoi dong" in words or "tham dinh" in words:
        return "council"
    return "self" if words.startswith("tu ") else ""


def step_text(below: Below) -> list[str]:
    """A row below a criterion as lines of its rule: "Đúng hạn: 1"."""
    words = below.name or below.rule
    if below.points is not None and words:
        words = f"{words}: {format_number(below.points)}"
    return [words, *([below.rule] if below.name and below.rule else [])]


def _name_levels(frame: HeadedTable[ScoreColumn]) -> list[int]:
    """The columns of fields, criteria and what is under them, where each level has one of its own."""
    named = [at for at, column in frame.columns.items() if column == ScoreColumn.NAME]
    named += [at for at, title in frame.others.items() if score_column_of(title) == ScoreColumn.NAME]
    levels = [
        at for at in sorted(named) if any(fold(frame.titles[at]).strip(" .*:").startswith(one) for one in _LEVELS)
    ]
    further = [at for at in named if at in frame.others and at not in levels]
    for at in further[:1]:
        if ScoreColumn.REQUIREMENT not in frame.columns.values():
            frame.columns[at] = ScoreColumn.REQUIREMENT
    return levels if len(levels) > 1 else []


def _second_points(frame: HeadedTable[ScoreColumn]) -> None:
    """Of two columns with points the one that says so has the highest ones, the other those of the steps."""
    known = {column: at for at, column in frame.columns.items()}
    for at, title in list(frame.others.items()):
        if score_column_of(title) == ScoreColumn.MAX and ScoreColumn.STEP not in known and ScoreColumn.MAX in known:
            first = known[ScoreColumn.MAX]
            words = fold(title)
            swap = ("toi da" in words or "chuan" in words) and "toi da" not in fold(frame.titles[first])
            frame.columns[first], frame.columns[at] = (
                (ScoreColumn.STEP, ScoreColumn.MAX) if swap else (ScoreColumn.MAX, ScoreColumn.STEP)
            )
            return
