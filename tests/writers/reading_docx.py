"""A written DOCX as lines a reviewer can read: style, list and number of each paragraph, tables cell by cell."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from cchc_desktop.documents.nodes import Document
from cchc_desktop.readers.docx_findings import Findings
from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.docx_numbering import Numbering
from cchc_desktop.readers.docx_runs import RunReader
from cchc_desktop.readers.docx_styles import Styles
from cchc_desktop.writers.docx_writer import write_docx
from tests.writers.papers import STYLE


def parts_of(document: Document) -> dict[str, bytes]:
    """The parts of the written file."""
    stream = BytesIO()
    write_docx(document, stream, STYLE)
    with ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def structure_of(document: Document) -> str:
    """The body line by line: "[Heading1] {I.} MỤC ĐÍCH", rows with bars; a no-break space is shown as "·"."""
    parts = parts_of(document)
    reading = _Reading(
        Numbering(etree.fromstring(parts["word/numbering.xml"]), etree.fromstring(parts["word/styles.xml"]))
    )
    body = etree.fromstring(parts["word/document.xml"]).find(f"{W}body")
    assert body is not None
    feet = [name for name in sorted(parts) if name.startswith("word/footer")]
    lines = list(reading.blocks(body))
    for name in feet:
        lines += [f"{name}:", *reading.blocks(etree.fromstring(parts[name]), "  ")]
    return "\n".join(lines) + "\n"


class _Reading:
    """Goes through the XML once, counting as a word processor does."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._runs = RunReader(Styles(None), Findings())

    def blocks(self, parent: etree._Element, indent: str = "") -> Iterator[str]:
        """The paragraphs, tables and page setups below an element."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, indent)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, indent)
            elif element.tag == f"{W}sectPr":
                yield self._section(element)

    def _paragraph(self, element: etree._Element, indent: str) -> Iterator[str]:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return
        style = properties.find(f"{W}pStyle")
        names = [style.get(f"{W}val") or "" if style is not None else "-"]
        names += [tag for tag in ("keepNext", "keepLines", "pBdr", "jc") if properties.find(f"{W}{tag}") is not None]
        label = self._numbering.label(properties)
        text = _plain(self._runs.read(element).text)
        shown = f"{{{_plain(label.strip())}}} {text}" if label else text
        if text or len(names) > 1 or style is not None:
            yield f"{indent}[{' '.join(names)}] {shown}".rstrip()
        section = properties.find(f"{W}sectPr")
        if section is not None:
            yield self._section(section)

    def _table(self, element: etree._Element, indent: str) -> Iterator[str]:
        yield f"{indent}table"
        for row in element.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not element:
                continue
            marks = [tag for tag in ("tblHeader", "cantSplit") if row.find(f"{W}trPr/{W}{tag}") is not None]
            yield f"{indent}  row {' '.join(marks)}".rstrip()
            for cell in row.findall(f"{W}tc"):
                yield f"{indent}    cell{_merged(cell)}"
                yield from self.blocks(cell, indent + "      ")

    def _section(self, element: etree._Element) -> str:
        size = element.find(f"{W}pgSz")
        assert size is not None
        turned = "landscape" if size.get(f"{W}orient") else "portrait"
        return f"=== {turned}, {'with' if element.find(f'{W}footerReference') is not None else 'without'} foot"


def _merged(cell: etree._Element) -> str:
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    found = f" over {span.get(f'{W}val')}" if span is not None else ""
    return found + (f" {merge.get(f'{W}val') or 'goes on'}" if merge is not None else "")


def _plain(text: str) -> str:
    return text.replace("\u00a0", "·").replace("\u2011", "‑")
