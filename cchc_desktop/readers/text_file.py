"""Plain text, Markdown and clipboard text to lines and tables."""

import csv
import io
import re
from pathlib import Path

from cchc_desktop.readers.encodings import decode
from cchc_desktop.readers.guards import MAX_TEXT
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable

_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-*:?\s*)*\|?$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")


def read_text_file(path: Path) -> Source:
    """The lines and pipe tables of a text file within `guards.MAX_TEXT`; a .csv file is one table."""
    text = decode(path.read_bytes(), path.name)
    if path.suffix.lower() == ".csv":
        first = text.lstrip().split("\n", 1)[0]
        return Source((_separated(text, max("\t;,", key=first.count)),))
    return split_text(text)


def split_text(text: str) -> Source:
    """Lines and tables of NFC text; cells pasted from Excel (tabs) and Markdown pipes become tables."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    if filled and sum(line.count("\t") >= 2 for line in filled) * 2 >= len(filled) and len(filled) > 1:
        return Source((_separated(text, "\t"),))
    blocks: list[SourceLine | SourceTable] = []
    gap = False
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if line.startswith("|") and line.count("|") >= 2:
            rows, at = _pipe_rows(lines, at)
            blocks.append(SourceTable(tuple(rows)))
            gap = True
            continue
        if line:
            blocks.append(SourceLine(at + 1, " ".join(line.split()), gap))
        gap = not line
        at += 1
    return Source(tuple(blocks))


def _pipe_rows(lines: list[str], at: int) -> tuple[list[SourceRow], int]:
    rows: list[SourceRow] = []
    while at < len(lines) and lines[at].strip().startswith("|"):
        line = lines[at].strip()
        if not _RULE.match(line):
            inner = line[1:-1] if line.endswith("|") and not line.endswith("\\|") else line[1:]
            cells = (_BREAK.sub("\n", cell.replace("\\|", "|")) for cell in _PIPE.split(inner))
            rows.append(SourceRow(at + 1, tuple(_tidy(cell) for cell in cells)))
        at += 1
    return rows, at


def _separated(text: str, sign: str) -> SourceTable:
    """Cells copied or saved from Excel: a sign between cells, quotes around cells that hold line breaks."""
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    rows: list[SourceRow] = []
    begin = 1
    csv.field_size_limit(MAX_TEXT)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append(SourceRow(begin, tuple(_tidy(cell) for cell in cells)))
        begin = reader.line_num + 1
    return SourceTable(tuple(rows))


def _tidy(cell: str) -> str:
    lines = (" ".join(line.split()) for line in cell.split("\n"))
    return "\n".join(line for line in lines if line)
