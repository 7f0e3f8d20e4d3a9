"""The body of a Word part as lines and tables, in reading order, within bounds."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cchc_desktop.i18n import _
from cchc_desktop.readers.docx_findings import Findings, Unread
from cchc_desktop.readers.docx_names import M, R, W
from cchc_desktop.readers.docx_numbering import Numbering
from cchc_desktop.readers.docx_runs import Inline, RunReader
from cchc_desktop.readers.docx_styles import Styles
from cchc_desktop.readers.guards import check_cells, check_lines
from cchc_desktop.readers.old_fonts import keep_hyphens
from cchc_desktop.readers.read_rows import Doubt
from cchc_desktop.readers.source import Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.text import clean, fold

if TYPE_CHECKING:
    from lxml.etree import _Element

Inserted = Source | None

MAX_COLUMNS = 63  # what Word itself allows in a table
_DEEPEST = 40  # tables and text boxes inside one another
_HELD = frozenset((f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}altChunk", f"{W}subDoc"))
_INLINE = frozenset((f"{W}r", f"{W}hyperlink", f"{W}fldSimple", f"{M}oMath", f"{M}oMathPara"))
_PROPERTIES = frozenset(
    W + name for name in ("sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "tblPrEx")
)
_CONTENTS_TITLES = frozenset(("muc luc", "contents", "table of contents"))


class BlockReader:
    """Walks a body once, counting paragraphs and rows as lines; `blocks` is the outcome.

    With `at` all of it belongs to that line of the file: a note stands where its sign does.
    """

    def __init__(
        self, numbering: Numbering | None, styles: Styles, findings: Findings, name: str, at: int | None = None
    ) -> None:
        self.blocks: list[SourceLine | SourceTable] = []
        self._numbering = numbering
        self._styles = styles
        self._findings = findings
        self._name = name
        self._runs = RunReader(styles, findings)
        self._inserted: Callable[[str], Inserted] = lambda _identity: None
        self._at = at
        self._line = 0
        self._cells = 0
        self._depth = 0
        self._gap = False
        self._centred: bool | None = None
        self._in_contents = False

    def read(self, parent: "_Element", inserted: Callable[[str], Inserted] | None = None) -> None:
        """Add what stands below an element; `inserted` gives the file behind the relationship of a w:altChunk."""
        if inserted is not None:
            self._inserted = inserted
        for element in self._flatten(parent):
            if element.tag == f"{W}tbl":
                self._take_table(element)
            elif element.tag in (f"{W}altChunk", f"{W}subDoc"):
                self._take_inserted(element)
            elif element.tag not in (f"{W}tr", f"{W}tc"):
                self._take_paragraph(element)
            else:
                self.read(element)  # a row or cell outside any table

    def _flatten(self, parent: "_Element") -> Iterator["_Element"]:
        """Children, with content controls and whatever else wraps them opened; tables of contents left out."""
        for child in parent:
            if child.tag in _HELD or child.tag in _INLINE:
                yield child
            elif child.tag == f"{W}sdt" and _is_contents(child):
                self._leave_out_contents()
            elif len(child) and child.tag not in _PROPERTIES:
                yield from self._flatten(child)

    def _count_line(self) -> None:
        self._line += 1
        check_lines(self._line, self._name)
        self._findings.line = self._line if self._at is None else self._at

    # Paragraphs

    def _take_paragraph(self, paragraph: "_Element") -> None:
        self._count_line()
        centred = _is_centred(paragraph)
        inline, text = self._paragraph(paragraph)
        if inline.struck:
            self._findings.struck.append(self._findings.line)
        lines = [line for line in text.split("\n") if line.strip()]
        if not lines:
            self._gap = True
        for line in lines:
            self.blocks.append(SourceLine(self._line, line.strip(), self._gap or centred is not self._centred))
            self._gap, self._centred = False, centred
        for box in inline.boxes:
            self._take_box(box)

    def _take_box(self, box: "_Element") -> None:
        """The text box after the paragraph it hangs on; its fields are its own."""
        if not self._enter(box):
            return
        outer, self._runs = self._runs, RunReader(self._styles, self._findings)
        self._gap = True
        self.read(box)
        self._gap = True
        self._runs = outer
        self._depth -= 1

    def _paragraph(self, paragraph: "_Element") -> tuple[Inline, str]:
        """A paragraph and its text with its number; entries of a table of contents are left out."""
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        name = (style.get(f"{W}val") or "") if style is not None else ""
        if self._styles.is_contents(name) and not self._runs.fields.silent:
            return self._entry(paragraph, name)
        began_silent = self._runs.fields.silent
        inline = self._runs.read(paragraph, name)
        if self._runs.fields.contents_begun:
            self._leave_out_contents(named=True)
        self._in_contents = False
        if (began_silent and not inline.text.strip()) or inline.hidden:
            return inline, ""
        text = clean(keep_hyphens(inline.text))
        lines = [" ".join(line.split()) for line in text.split("\n")]
        label = self._numbering.label(properties) if self._numbering is not None else ""
        if any(lines):
            return inline, label + "\n".join(line for line in lines if line)
        # A number alone is seen on paper, a bullet alone says nothing.
        return inline, label.strip() if any(c.isalnum() for c in label) else ""

    def _entry(self, paragraph: "_Element", style: str) -> tuple[Inline, str]:
        """A line of a table of contents: walked for its fields, named once for all lines that follow one another."""
        self._runs.read(paragraph, style)
        if not self._in_contents:
            self._leave_out_contents(named=self._runs.fields.contents_begun)
        self._in_contents = True
        self._runs.fields.contents_begun = False
        return Inline(""), ""

    def _leave_out_contents(self, named: bool = False) -> None:
        """Name a table of contents, and take its title back."""
        if not named:
            self._findings.unread(Unread.CONTENTS)
        self._runs.fields.contents_begun = False
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, SourceLine) and fold(last.text).strip(" *:.") in _CONTENTS_TITLES:
            self.blocks.pop()
        self._gap = True

    # Tables

    def _take_table(self, table: "_Element") -> None:
        if not self._enter(table):
            return
        rows = tuple(self._rows(table))
        if rows:
            self.blocks.append(SourceTable(rows, ruled=self._styles.are_ruled(table)))
        self._gap = True
        self._depth -= 1

    def _rows(self, table: "_Element") -> Iterator[SourceRow]:
        for element in self._flatten(table):
            if element.tag != f"{W}tr":
                continue
            self._count_line()
            properties = element.find(f"{W}trPr")
            before = properties.find(f"{W}gridBefore") if properties is not None else None
            cells = [""] * (_span(before) if before is not None else 0)
            carried: set[int] = set()
            struck = False
            converted = len(self._findings.in_old_fonts)
            for cell in self._flatten(element):
                if cell.tag != f"{W}tc":
                    continue
                struck = self._take_cell(cell, cells, carried) or struck
            if properties is not None and properties.find(f"{W}hidden") is not None:
                self._findings.aside(" | ".join(filter(None, cells)), _("Hidden text"))
                continue
            doubts = (Doubt.STRUCK,) if struck else ()
            if len(self._findings.in_old_fonts) > converted:
                doubts = (*doubts, Doubt.OLD_FONT)
            yield SourceRow(self._line, tuple(cells), frozenset(c for c in carried if not cells[c]), doubts=doubts)

    def _take_cell(self, cell: "_Element", cells: list[str], carried: set[int]) -> bool:
        """Add a cell to its row; whether words in it are struck through."""
        self._cells += 1
        check_cells(self._cells, self._name)
        text, struck = self._cell(cell)
        if len(cells) >= MAX_COLUMNS:
            self._findings.unread(Unread.COLUMNS)
            self._findings.aside(text, _("Columns beyond the last"))
            return struck
        properties = cell.find(f"{W}tcPr")
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        if merge is not None and merge.get(f"{W}val") != "restart":
            carried.add(len(cells))
        aside = properties.find(f"{W}hMerge") if properties is not None else None
        if aside is not None and aside.get(f"{W}val") != "restart" and cells and text:
            cells[-1] = f"{cells[-1]}\n{text}".strip()
            text = ""
        cells.append(text)
        span = properties.find(f"{W}gridSpan") if properties is not None else None
        extra = min(_span(span) - 1, MAX_COLUMNS - len(cells)) if span is not None else 0
        cells.extend([""] * extra)
        return struck

    def _cell(self, cell: "_Element") -> tuple[str, bool]:
        """The text of a cell, paragraphs on lines of their own, a table inside it row by row; whether it is struck."""
        parts: list[str] = []
        struck = False
        for element in self._flatten(cell):
            if element.tag == f"{W}tbl":
                inner = self._inner_rows(element)
                struck = any(row.doubts for row in inner) or struck
                parts.extend(" | ".join(text for text in row.cells if text) for row in inner)
            elif element.tag in (f"{W}altChunk", f"{W}subDoc"):
                parts.append(self._inserted_text(element))
            elif element.tag in (f"{W}tr", f"{W}tc"):
                text, one = self._cell(element)
                struck = struck or one
                parts.append(text)
            else:
                inline, text = self._paragraph(element)
                struck = struck or inline.struck
                parts.append(text)
                for box in inline.boxes:
                    text, one = self._boxed(box)
                    struck = struck or one
                    parts.append(text)
        return "\n".join(part for part in parts if part), struck

    def _inner_rows(self, table: "_Element") -> list[SourceRow]:
        """The rows of a table inside a cell; they belong to the line of the row around them."""
        if not self._enter(table):
            return []
        line, at = self._line, self._at
        self._at = self._findings.line
        rows = list(self._rows(table))
        self._line, self._at = line, at
        self._depth -= 1
        return rows

    def _boxed(self, box: "_Element") -> tuple[str, bool]:
        """The text of a box inside a cell."""
        if not self._enter(box):
            return "", False
        outer, self._runs = self._runs, RunReader(self._styles, self._findings)
        text, struck = self._cell(box)
        self._runs = outer
        self._depth -= 1
        return text, struck

    def _enter(self, element: "_Element") -> bool:
        """Go into a table or text box; what lies too deep is shown as an aside instead."""
        if self._depth >= _DEEPEST:
            self._findings.unread(Unread.NESTED)
            words = " ".join(text.text or "" for text in element.iter(f"{W}t"))
            self._findings.aside(clean(words), _("Inside too many tables or text boxes"))
            return False
        self._depth += 1
        return True

    # Inserted files

    def _take_inserted(self, element: "_Element") -> None:
        source = self._inserted(element.get(f"{R}id") or "")
        if source is None:
            self._findings.unread(Unread.INSERTED)
            return
        for block in source.blocks:
            if isinstance(block, SourceLine):
                self._count_line()
                self.blocks.append(SourceLine(self._line, block.text, block.gap))
                continue
            rows = []
            for row in block.rows:
                self._count_line()
                rows.append(SourceRow(self._line, row.cells, row.carried, row.hidden, row.doubts))
            self.blocks.append(SourceTable(tuple(rows), ruled=block.ruled))
        for _line, text, where in source.asides:
            self._findings.aside(text, where)
        self._findings.said.extend(source.warnings)
        self._gap = True

    def _inserted_text(self, element: "_Element") -> str:
        """An inserted file inside a cell, as text."""
        source = self._inserted(element.get(f"{R}id") or "")
        if source is None:
            self._findings.unread(Unread.INSERTED)
            return ""
        texts = []
        for block in source.blocks:
            rows = (
                [block.text]
                if isinstance(block, SourceLine)
                else [" | ".join(filter(None, r.cells)) for r in block.rows]
            )
            texts.extend(rows)
        return "\n".join(texts)


def _is_contents(control: "_Element") -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "table of contents" in (gallery.get(f"{W}val") or "").lower()


def _is_centred(paragraph: "_Element") -> bool:
    alignment = paragraph.find(f"{W}pPr/{W}jc")
    return alignment is not None and alignment.get(f"{W}val") == "center"


def _span(element: "_Element") -> int:
    text = element.get(f"{W}val") or "1"
    return min(int(text), MAX_COLUMNS) if text.isdecimal() and text.isascii() and len(text) < 4 else 1
