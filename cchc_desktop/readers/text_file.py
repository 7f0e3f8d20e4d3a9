"""Plain text, Markdown and clipboard text to lines and tables."""

import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.encodings import decode
from cchc_desktop.readers.guards import MAX_COLUMNS, MAX_TEXT, check_lines
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable

_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATED = (".csv", ".tsv", ".xls")  # Excel opens texts under its own name too
_SEPARATORS = "\t;,|"
_GUESSED = 500  # rows by which a separator is chosen
_STRAYS = 20  # quotes that nobody closes; with more of them quotes mean nothing in this file
_LONGEST_CELL = 40  # line breaks: a quote that nobody closed swallows all that follows


def read_text_file(path: Path) -> Source:
    """The lines and pipe tables of a text file within `guards.MAX_TEXT`; a .csv or .tsv file is one table."""
    text, warnings = decode(path.read_bytes(), path.name)
    check_lines(text.count("\n"), path.name)
    source = separated(text, path.name) if path.suffix.lower() in _SEPARATED else split_text(text)
    return Source(source.blocks, (*source.warnings, *warnings), source.asides)


def split_text(text: str) -> Source:
    """Lines and tables of NFC text; cells pasted from Excel (tabs) and Markdown pipes become tables."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    if filled and sum(line.count("\t") >= 2 for line in filled) * 2 >= len(filled) and len(filled) > 1:
        return _table(text, "\t")
    blocks: list[SourceLine | SourceTable] = []
    warnings: list[str] = []
    gap = False
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if line.startswith("|") and line.count("|") >= 2:
            rows, at = _pipe_rows(lines, at, warnings)
            blocks.append(SourceTable(tuple(rows)))
            gap = True
            continue
        if line:
            blocks.append(SourceLine(at + 1, " ".join(line.split()), gap))
        gap = not line
        at += 1
    return Source(tuple(blocks), tuple(warnings))


def separated(text: str, name: str) -> Source:
    """The one table of a text whose cells are parted by a sign: the one that Excel names ("sep=;"), or the one by which
    most rows have as many cells as others.
    """
    first, _end, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) == 5:
        return _table(rest, said[4], first_line=2)
    if said == "sep=" and "\t" in first:
        return _table(rest, "\t", first_line=2)
    signs = [sign for sign in _SEPARATORS if sign in text]
    if not text.strip():
        raise UserError(_("“{name}” is empty. Nothing was taken in; choose another file.").format(name=name))
    return _table(text, max(signs, key=lambda sign: _agreement(text, sign), default=","))


def _agreement(text: str, sign: str) -> int:
    """How many cells stand in rows of the width that most rows with several cells have."""
    try:
        widths = Counter(len(cells) for cells in islice(_rows(text, sign), _GUESSED) if len(cells) > 1)
    except csv.Error:
        return 0
    width, count = max(widths.items(), key=lambda found: found[0] * found[1], default=(0, 0))
    return (width - 1) * count


def _pipe_rows(lines: list[str], at: int, warnings: list[str]) -> tuple[list[SourceRow], int]:
    rows: list[SourceRow] = []
    while at < len(lines) and lines[at].strip().startswith("|"):
        line = lines[at].strip()
        if not _is_rule(line):
            inner = line[1:-1] if line.endswith("|") and not line.endswith("\\|") else line[1:]
            cells = (_BREAK.sub("\n", cell.replace("\\|", "|")) for cell in _PIPE.split(inner))
            rows.append(_row(at + 1, list(cells), warnings))
        at += 1
    return rows, at


def _is_rule(line: str) -> bool:
    """Whether a row only draws the line below a header: "| --- | :-: |"."""
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    bare = [cell.removeprefix(":").removesuffix(":") for cell in cells]
    return len(bare[0]) >= 2 and all(not cell.strip("-") for cell in bare)


def _table(text: str, sign: str, first_line: int = 1) -> Source:
    """Cells copied or saved from Excel: a sign between cells, quotes around cells that hold line breaks.

    A quote that is not closed would swallow what follows: its line is read as it stands, and the rest anew.
    """
    warnings: list[str] = []
    rows: list[SourceRow] = []
    lines = text.split("\n")
    at = strays = 0
    while at < len(lines):
        quoting = csv.QUOTE_MINIMAL if strays <= _STRAYS else csv.QUOTE_NONE
        stray = _take_rows(rows, lines[at:], sign, quoting, at + first_line, warnings)
        if stray is None:
            break
        strays += 1
        at += stray
        _take_rows(rows, lines[at : at + 1], sign, csv.QUOTE_NONE, at + first_line, warnings)
        at += 1
    if strays:
        warnings.append(_("A quotation mark in the text is not closed; quotation marks were read as they stand."))
    return Source((SourceTable(tuple(rows)),) if rows else (), tuple(warnings))


def _take_rows(
    rows: list[SourceRow], lines: list[str], sign: str, quoting: int, first_line: int, warnings: list[str]
) -> int | None:
    """Add the rows of the lines; returns the line, from 0, at which a quote begins that nobody closes."""
    reader = _rows("\n".join(lines), sign, quoting)
    begin = 0
    try:
        for cells in reader:
            if any(cell.count("\n") > _LONGEST_CELL for cell in cells):
                return begin
            if any(cell.strip() for cell in cells):
                rows.append(_row(begin + first_line, cells, warnings))
            begin = reader.line_num
    except csv.Error:
        return begin
    return None


def _rows(text: str, sign: str, quoting: int = csv.QUOTE_MINIMAL) -> "csv._reader":  # type: ignore[name-defined]
    csv.field_size_limit(MAX_TEXT)
    return csv.reader(io.StringIO(text), delimiter=sign, quoting=quoting)  # type: ignore[arg-type]


def _row(number: int, cells: list[str], warnings: list[str]) -> SourceRow:
    """A row no wider than tables are; what stands farther right goes into its last cell, and is told."""
    if len(cells) > MAX_COLUMNS:
        if len(warnings) < _LONGEST_CELL:
            warnings.append(
                _("Line {line} has {count} cells; those behind the first {limit} were read as one.").format(
                    line=number, count=len(cells), limit=MAX_COLUMNS
                )
            )
        cells = [*cells[: MAX_COLUMNS - 1], " ".join(filter(None, cells[MAX_COLUMNS - 1 :]))]
    return SourceRow(number, tuple(_tidy(cell) for cell in cells))


def _tidy(cell: str) -> str:
    if "\n" not in cell:
        return " ".join(cell.split())
    lines = (" ".join(line.split()) for line in cell.split("\n"))
    return "\n".join(line for line in lines if line)
