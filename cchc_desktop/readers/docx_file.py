"""Word documents to lines and tables, straight from their XML so that ten thousand rows stay quick."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.docx_numbering import Numbering, W
from cchc_desktop.readers.docx_runs import paragraph_text
from cchc_desktop.readers.encodings import refuse_old_fonts
from cchc_desktop.readers.guards import damaged, open_archive, parse_part
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMNS = 63  # what Word itself allows in a table
_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"}


def read_docx_file(path: Path) -> Source:
    """Paragraphs (with the numbers Word draws), tables, and as asides headers, footers and footnotes."""
    with open_archive(path) as archive:
        root = parse_part(archive, "word/document.xml", path.name)
        body = root.find(f"{W}body") if root is not None else None
        if root is None or body is None:
            raise damaged(path.name)
        reading = _Reading(
            Numbering(
                parse_part(archive, "word/numbering.xml", path.name), parse_part(archive, "word/styles.xml", path.name)
            )
        )
        for element in _flatten(body):
            reading.take(element)
        asides = tuple(_asides(archive, path.name))
    words = "\n".join(_texts(reading.blocks))
    if not words.strip():
        raise UserError(
            _("“{name}” holds no text. If it is a scanned picture, type it or run text recognition first.").format(
                name=path.name
            )
        )
    refuse_old_fonts(words, path.name)
    warnings = []
    if root.find(f".//{W}del") is not None or root.find(f".//{W}ins") is not None:
        warnings.append(_("The document has tracked changes; it was read as if all of them were accepted."))
    return Source(tuple(reading.blocks), tuple(warnings), asides)


class _Reading:
    """Walks the body once, counting paragraphs and rows as lines; `blocks` is the outcome."""

    def __init__(self, numbering: Numbering) -> None:
        self.blocks: list[SourceLine | SourceTable] = []
        self._numbering = numbering
        self._line = 0
        self._gap = False
        self._centred: bool | None = None

    def take(self, element: "_Element") -> None:
        """Add one paragraph or table of the body."""
        if element.tag == f"{W}p":
            self._take_paragraph(element)
        elif element.tag == f"{W}tbl":
            rows = tuple(self._rows(element))
            if rows:
                self.blocks.append(SourceTable(rows))
            self._gap = True

    def _take_paragraph(self, paragraph: "_Element") -> None:
        self._line += 1
        centred = _is_centred(paragraph)
        lines = [line for line in self._paragraph(paragraph).split("\n") if line.strip()]
        if not lines:
            self._gap = True
            return
        for line in lines:
            self.blocks.append(SourceLine(self._line, line.strip(), self._gap or centred is not self._centred))
            self._gap, self._centred = False, centred

    def _paragraph(self, paragraph: "_Element") -> str:
        text = clean(paragraph_text(paragraph))
        lines = [" ".join(line.split()) for line in text.split("\n")]
        label = self._numbering.label(paragraph.find(f"{W}pPr"))
        return label + "\n".join(line for line in lines if line) if any(lines) else ""

    def _cell(self, cell: "_Element") -> str:
        """The text of a cell, paragraphs on lines of their own; a table inside it row by row."""
        parts: list[str] = []
        for element in _flatten(cell):
            if element.tag == f"{W}p":
                parts.append(self._paragraph(element))
            elif element.tag == f"{W}tbl":
                for row in (r for r in _flatten(element) if r.tag == f"{W}tr"):
                    inner = [self._cell(c) for c in _flatten(row) if c.tag == f"{W}tc"]
                    parts.append(" | ".join(text for text in inner if text))
        return "\n".join(part for part in parts if part)

    def _rows(self, table: "_Element") -> Iterator[SourceRow]:
        for element in _flatten(table):
            if element.tag != f"{W}tr":
                continue
            self._line += 1
            cells: list[str] = []
            carried: set[int] = set()
            before = element.find(f"{W}trPr/{W}gridBefore")
            cells.extend([""] * (_span(before) if before is not None else 0))
            for cell in _flatten(element):
                if cell.tag != f"{W}tc":
                    continue
                if len(cells) >= MAX_COLUMNS:
                    cells[-1] = f"{cells[-1]}\n{self._cell(cell)}".strip()
                    continue
                properties = cell.find(f"{W}tcPr")
                merge = properties.find(f"{W}vMerge") if properties is not None else None
                if merge is not None and merge.get(f"{W}val") != "restart":
                    carried.add(len(cells))
                cells.append(self._cell(cell))
                span = properties.find(f"{W}gridSpan") if properties is not None else None
                extra = min(_span(span) - 1, MAX_COLUMNS - len(cells)) if span is not None else 0
                cells.extend([""] * extra)
            yield SourceRow(self._line, tuple(cells), frozenset(c for c in carried if not cells[c]))


def _flatten(parent: "_Element") -> Iterator["_Element"]:
    """Children, with content controls and tracked insertions opened."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _flatten(child)
        else:
            yield child


def _is_centred(paragraph: "_Element") -> bool:
    alignment = paragraph.find(f"{W}pPr/{W}jc")
    return alignment is not None and alignment.get(f"{W}val") == "center"


def _span(element: "_Element") -> int:
    text = element.get(f"{W}val") or "1"
    return int(text) if text.isdecimal() and len(text) < 4 else 1


def _texts(blocks: list[SourceLine | SourceTable]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, SourceLine):
            yield block.text
        else:
            for row in block.rows:
                yield from row.cells


def _asides(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[int, str, str]]:
    """Texts of headers, footers and notes; page numbers and separators are no text."""
    for part in sorted(archive.namelist()):
        stem = part.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
        if part.count("/") != 1 or stem not in ("header", "footer", "footnotes", "endnotes", "comments"):
            continue
        root = parse_part(archive, part, name)
        for paragraph in root.iter(f"{W}p") if root is not None else ():
            text = " ".join(clean(paragraph_text(paragraph)).split())
            if any(c.isalpha() for c in text):
                yield 0, text, _aside_name(stem)


def _aside_name(stem: str) -> str:
    if stem == "comments":
        return _("Comment")
    return _("Page header or footer") if stem in ("header", "footer") else _("Footnote")
