"""A table of answers: one form a row, one question a column, as Google Forms exports it or colleagues typed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.old_fonts import unicode_source
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.readers.sheet_rows import column_letters
from cchc_desktop.readers.source import Source, SourceRow, SourceTable
from cchc_desktop.rules.questionnaires import Questionnaire
from cchc_desktop.rules.survey_answers import AnswerReader
from cchc_desktop.rules.survey_columns import Meaning, counts_rows, match_columns

_WITHIN = 12  # rows of a sheet in which its header must stand
_LOOKED_AT = 100  # rows by which columns of answers are told
_FEW = 3
_ENOUGH = 0.5  # of a column's cells that have to be answers


@dataclass(frozen=True)
class AnswerColumn:
    """A column: its letters, its heading, what stands over it; `answers`: it holds steps, `worded`: in words."""

    letters: str
    heading: str
    above: str
    answers: bool
    worded: bool


@dataclass(frozen=True)
class AnswerRow:
    """A form: the sheet and the row in which it stands, a text for each column."""

    sheet: str
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ReadAnswers:
    """All forms of a file; `left` are rows that are no part of the table, `warnings` what is said of its cells."""

    columns: tuple[AnswerColumn, ...]
    rows: tuple[AnswerRow, ...]
    left: tuple[Unplaced, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    table: SourceTable
    at: int  # the row of the headings
    columns: tuple[AnswerColumn, ...]
    score: int

    @property
    def first(self) -> int:
        """The row of the first form."""
        below = self.at + 1
        return below + 1 if below < len(self.table.rows) and _counts_columns(self.table.rows[below]) else below


def read_answers(path: Path, usual: Questionnaire) -> ReadAnswers:
    """The answers in an Excel, CSV or Word file; `usual` is the form by whose words they are told.

    Sheets with the same headings are one table. Raises `UserError` where no table holds answers.
    """
    source = unicode_source(read_source(path))
    reader = AnswerReader(usual)
    found = [one for table in source.tables() if (one := _find(table, usual, reader)) is not None]
    if not found:
        raise UserError(
            _(
                "“{name}” holds no table of answers. It needs a row of headings with one question a column, and below "
                "it one form a row. Nothing was taken in."
            ).format(name=path.name)
        )
    best = max(found, key=lambda one: (one.score, len(one.table.rows)))
    headings = [column.heading for column in best.columns]
    joined = [one for one in found if [column.heading for column in one.columns] == headings]
    rows = tuple(row for one in joined for row in _rows(one, len(headings)))
    return ReadAnswers(best.columns, rows, _left(source, joined), source.warnings)


def _find(table: SourceTable, usual: Questionnaire, reader: AnswerReader) -> _Found | None:
    """The row that says most as a header, of several the last: titles and groups stand above it."""
    best: _Found | None = None
    for at in range(min(_WITHIN, len(table.rows) - 1)):
        if any(reader.read(text).step is not None for text in table.rows[at].cells):
            break  # a form: the headings stand above it
        columns = _columns(table, at, reader)
        matched = match_columns([column.heading for column in columns], usual)
        questions = sum(taken.meaning is Meaning.QUESTION for taken in matched)
        score = questions + sum(column.answers for column in columns)
        if score and (best is None or score >= best.score):
            best = _Found(table, at, columns, score)
    return best


def _columns(table: SourceTable, at: int, reader: AnswerReader) -> tuple[AnswerColumn, ...]:
    below = table.rows[at + 1 : at + 1 + _LOOKED_AT]
    width = max(len(row.cells) for row in (table.rows[at], *below))
    groups = _groups(table.rows[at - 1], width) if at else [""] * width
    made = []
    for place in range(width):
        heading = _cell(table.rows[at], place)
        texts = [text for row in below if (text := _cell(row, place))]
        answered = sum(reader.read(text).step is not None for text in texts)
        answers = bool(heading) and not counts_rows(heading) and answered > 0 and answered >= len(texts) * _ENOUGH
        worded = answers and any(reader.says_in_words(text) for text in texts)
        made.append(AnswerColumn(column_letters(place), " ".join(heading.split()), groups[place], answers, worded))
    while made and not made[-1].heading and not any(_cell(row, len(made) - 1) for row in table.rows):
        made.pop()
    return tuple(made)


def _groups(row: SourceRow, width: int) -> list[str]:
    """What stands over each heading: a merged cell over all that it spans; one title alone is no group."""
    texts = [" ".join(_cell(row, place).split()) for place in range(width)]
    if sum(bool(text) for text in texts) < 2:
        return [""] * width
    for place in range(1, width):
        texts[place] = texts[place] or texts[place - 1]
    return texts


def _rows(found: _Found, width: int) -> list[AnswerRow]:
    return [
        AnswerRow(found.table.where, row.number, tuple(_cell(row, place) for place in range(width)))
        for row in found.table.rows[found.first :]
        if any(row.cells)
    ]


def _counts_columns(row: SourceRow) -> bool:
    """Whether the row below the headings only numbers the columns: (1), (2), (3) …"""
    texts = [text.strip("() ") for text in row.cells if text]
    numbers = [int(text) if text.isdecimal() and len(text) < _FEW else -1 for text in texts]
    return len(numbers) >= _FEW and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] >= 0


def _left(source: Source, joined: Sequence[_Found]) -> tuple[Unplaced, ...]:
    """The rows above the headings, other tables and texts outside them."""
    frames = {id(one.table): one for one in joined}
    left = []
    for block in source.blocks:
        if not isinstance(block, SourceTable):
            left.append(Unplaced(block.number, block.text))
            continue
        frame = frames.get(id(block))
        rows = block.rows if frame is None else block.rows[: frame.at] + block.rows[frame.at + 1 : frame.first]
        left += [Unplaced(row.number, " | ".join(dict.fromkeys(filter(None, row.cells))), block.where) for row in rows]
    left += [Unplaced(line, text, where) for line, text, where in source.asides]
    return tuple(one for one in left if one.text)


def _cell(row: SourceRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""
