"""Criteria sheets: code, criterion, points, self-score and how it is scored."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from cchc_desktop.i18n import _
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.headed_table import HeadedTable
from cchc_desktop.readers.old_fonts import unicode_source
from cchc_desktop.readers.read_rows import ReadCriteria, ReadCriterion, Unplaced
from cchc_desktop.readers.score_columns import ScoreColumn, score_column_of
from cchc_desktop.readers.scored_table import find_frames, row_text, take_title, with_forgotten
from cchc_desktop.readers.source import Source, SourceRow
from cchc_desktop.rules.numbering import from_roman
from cchc_desktop.rules.numbers import format_number, format_points, is_too_large, parse_number
from cchc_desktop.rules.table_columns import is_total

_CODE_IN_NAME = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,6})\s*[.)]?\s+(?=\S)")
_DOTTED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*$")
_WANTED = "STT, Tiêu chí, Điểm tối đa, Điểm tự chấm, Cách tính"


def read_criteria(path: Path) -> ReadCriteria:
    """The criteria set in a Word, Excel or text file; raises UserError where no table has its header."""
    return criteria_from(read_source(path), path.name)


def criteria_from(source: Source, name: str) -> ReadCriteria:
    """The criteria set a source holds; `name` is what error messages call it."""
    source = unicode_source(source)
    found = find_frames(source, name, score_column_of, _fits, _WANTED)
    title = take_title(found.around, found.frames[0].rows[0].number if found.frames[0].rows else 0)
    reading = _Reading()
    for frame in found.frames:
        for row in frame.rows:
            reading.take(frame, row)
    criteria = reading.finish()
    warnings = (*source.warnings, *reading.warnings, *_sum_warnings(criteria))
    unplaced = with_forgotten(source, found, [title, criteria, reading.warnings], reading.unplaced)
    return ReadCriteria(title, tuple(criteria), unplaced, warnings)


def _fits(columns: set[ScoreColumn]) -> bool:
    return ScoreColumn.NAME in columns and ScoreColumn.MAX in columns


@dataclass
class _Draft:
    code: str
    name: str
    max_points: Decimal | None
    self_score: Decimal | None
    rules: list[str]
    line: int


@dataclass
class _Reading:
    """Goes down the rows of the sheets."""

    drafts: list[_Draft] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def take(self, frame: HeadedTable[ScoreColumn], row: SourceRow) -> None:
        """A criterion, a scoring step of the one above, or a line that is neither."""
        values = frame.values(row)
        code = values.get(ScoreColumn.CODE, "").strip(" .)")
        name = " ".join(values.get(ScoreColumn.NAME, "").split())
        extras = frame.extras(row)
        if not code and (inside := _CODE_IN_NAME.match(name)):
            code, name = inside.group(1), name[inside.end() :]
        if not name and len(code) > 8:
            # A heading merged over the whole row stands in the first cell.
            inside = _CODE_IN_NAME.match(code)
            code, name = (inside.group(1), code[inside.end() :]) if inside else ("", code)
        if not name or is_total(name or code) or (not code and not self.drafts):
            self.unplaced.append(row_text(row, frame.where))
            return
        points = self._points(values.get(ScoreColumn.MAX, ""), row, name)
        own = self._points(values.get(ScoreColumn.SELF, ""), row, name)
        rule = values.get(ScoreColumn.RULE, "")
        self.unplaced.extend(Unplaced(row.number, text, f"{code} {name}".strip()) for text in extras)
        if code:
            self.drafts.append(_Draft(code, name, points, own, [rule] if rule else [], row.number))
            return
        step = f"{name}: {format_number(points)}" if points is not None else name
        self.drafts[-1].rules.extend(filter(None, (step, rule)))
        if own is not None and self.drafts[-1].self_score is None:
            self.drafts[-1].self_score = own

    def finish(self) -> list[ReadCriterion]:
        """The criteria with their levels: Roman numbers above Arabic ones, and one more for each dot."""
        roman = any(from_roman(draft.code) for draft in self.drafts)
        criteria = []
        level = 1
        for draft in self.drafts:
            if from_roman(draft.code):
                level = 1
            elif _DOTTED.match(draft.code):
                level = draft.code.count(".") + (2 if roman else 1)
            criteria.append(
                ReadCriterion(
                    draft.code,
                    draft.name,
                    level,
                    draft.max_points,
                    draft.self_score,
                    "\n".join(draft.rules),
                    draft.line,
                )
            )
        return criteria

    def _points(self, text: str, row: SourceRow, name: str) -> Decimal | None:
        if not text:
            return None
        number = parse_number(text)
        if number is None:
            first = re.search(r"\d+(?:[.,]\d+)?", text)
            number = parse_number(first.group()) if first else None
            words = _("Line {line}, “{name}”: the points “{text}” are not a number.")
            if first and is_too_large(first.group()):
                words = _(
                    "Line {line}, “{name}”: “{text}” is larger than a dossier can hold and was not taken; check it."
                )
            self.warnings.append(words.format(line=row.number, name=name[:60], text=" ".join(text.split())[:60]))
        return number


def _sum_warnings(criteria: list[ReadCriterion]) -> list[str]:
    """Where the points of a criterion are not the sum of those right below it."""
    warnings = []
    for position, parent in enumerate(criteria):
        below: list[Decimal] = []
        for child in criteria[position + 1 :]:
            if child.level <= parent.level:
                break
            if child.level == parent.level + 1 and child.max_points is not None:
                below.append(child.max_points)
        if below and parent.max_points is not None and sum(below) != parent.max_points:
            warnings.append(
                _("“{code} {name}” has {points} points, but those below it add up to {sum}.").format(
                    code=parent.code,
                    name=parent.name,
                    points=format_points(parent.max_points),
                    sum=format_points(sum(below, Decimal(0))),
                )
            )
    return warnings
