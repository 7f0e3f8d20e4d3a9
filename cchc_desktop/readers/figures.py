"""The data appendix of a report: number, indicator, unit, figure, note."""

import re
from decimal import Decimal
from pathlib import Path

from cchc_desktop.i18n import _
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.headed_table import HeadedTable
from cchc_desktop.readers.old_fonts import unicode_source
from cchc_desktop.readers.read_rows import ReadFigure, ReadFigures, Unplaced
from cchc_desktop.readers.score_columns import FigureColumn, figure_column_of
from cchc_desktop.readers.scored_table import find_frames, with_forgotten
from cchc_desktop.readers.source import Source, SourceRow
from cchc_desktop.rules.choices import YES_NO, Choices, choices_of
from cchc_desktop.rules.money import money_scale
from cchc_desktop.rules.numbers import is_too_large, parse_number
from cchc_desktop.text import fold

_WANTED = "STT, Chỉ tiêu, Đơn vị tính, Số liệu, Ghi chú"
_ESTIMATED = re.compile(r"\buoc\b")
_ROMAN = re.compile(r"^(?:[IVX]{1,6}|[A-H])$")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*")


def read_figures(path: Path) -> ReadFigures:
    """The data appendix in a Word, Excel or text file; raises UserError where no table has its header."""
    return figures_from(read_source(path), path.name)


def figures_from(source: Source, name: str) -> ReadFigures:
    """The figures a source holds; `name` is what error messages call it."""
    source = unicode_source(source)
    found = find_frames(source, name, figure_column_of, _fits, _WANTED)
    reading = _Reading()
    for frame in found.frames:
        for row in frame.rows:
            reading.take(frame, row)
    unplaced = with_forgotten(source, found, [reading.figures, reading.understood], reading.unplaced)
    if any(FigureColumn.PREVIOUS in frame.columns.values() for frame in found.frames):
        reading.warnings.append(
            _("Figures of the earlier period were not taken in; take in the report of that period for them.")
        )
    return ReadFigures(tuple(reading.figures), unplaced, (*source.warnings, *reading.warnings))


def _fits(columns: set[FigureColumn]) -> bool:
    return {FigureColumn.NAME, FigureColumn.VALUE} <= columns and len(columns) >= 3


class _Reading:
    """Goes down the rows of the tables."""

    def __init__(self) -> None:
        self.figures: list[ReadFigure] = []
        self.unplaced: list[Unplaced] = []
        self.warnings: list[str] = []
        self.understood: list[str] = []  # texts that became numbers, or that a warning names
        self._group = ""

    def take(self, frame: HeadedTable[FigureColumn], row: SourceRow) -> None:
        """A figure, or a group row, which has neither unit nor figure."""
        values = frame.values(row)
        self.understood.append(values.pop(FigureColumn.PREVIOUS, ""))
        code = values.get(FigureColumn.CODE, "").strip(" .)")
        name = " ".join(values.get(FigureColumn.NAME, "").split())
        self.unplaced.extend(Unplaced(row.number, text, name or frame.where) for text in frame.extras(row))
        if not values:
            return
        unit, text = values.get(FigureColumn.UNIT, ""), values.get(FigureColumn.VALUE, "")
        note = values.get(FigureColumn.NOTE, "")
        alone = not unit and not text and not note
        if alone and (_ROMAN.match(code) or not name or not code):
            self._group = f"{code}. {name}".strip(". ") if _ROMAN.match(code) else name or code
            return
        if not name:
            shown = " | ".join(values.values())
            self.unplaced.append(Unplaced(row.number, shown, frame.where))
            return
        value = self._value(text, row, name, choices_of("", unit, name) or YES_NO)
        if own := _own_unit(text):
            self.understood.append(unit)  # the value says it otherwise
            unit = own
        estimated = bool(_ESTIMATED.search(fold(f"{text} {note}")))
        self.figures.append(ReadFigure(code, name, unit, value, note, estimated, self._group, row.number))

    def _value(self, text: str, row: SourceRow, name: str, answers: Choices) -> Decimal | None:
        if not text:
            return None
        self.understood.append(text)
        number = answers.code(text)
        number = parse_number(text) if number is None else number
        if number is not None:
            return number
        first = _NUMBER.search(text)
        number = parse_number(first.group().rstrip(".,")) if first else None
        rest = _ESTIMATED.sub("", fold(_NUMBER.sub("", text)))
        if first and is_too_large(first.group().rstrip(".,")):
            self.warnings.append(
                _(
                    "Line {line}, “{name}”: “{text}” is larger than a dossier can hold and was not taken; check it."
                ).format(line=row.number, name=name[:60], text=" ".join(text.split())[:60])
            )
        elif (any(c.isalnum() for c in rest) and not _own_unit(text)) or number is None:
            self.warnings.append(
                _("Line {line}, “{name}”: the figure “{text}” is more than a number; check it.").format(
                    line=row.number, name=name[:60], text=" ".join(text.split())
                )
            )
        return number


def _own_unit(text: str) -> str:
    """The unit of money that a value says itself: "7,6 tỷ đồng" says "tỷ đồng"; "" for none."""
    rest = text[first.end() :].strip() if (first := _NUMBER.search(text)) else ""
    return rest if rest and money_scale(rest) is not None else ""
