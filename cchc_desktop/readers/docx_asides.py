"""What a Word file holds beside its body: headers and footers, notes, comments, the words of charts and diagrams."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cchc_desktop.i18n import _
from cchc_desktop.readers.docx_blocks import BlockReader
from cchc_desktop.readers.docx_changes import as_printed
from cchc_desktop.readers.docx_findings import Findings, Unread
from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.docx_styles import Styles
from cchc_desktop.readers.drawn_words import words_of
from cchc_desktop.readers.office_package import OfficePackage, Relation
from cchc_desktop.readers.source import SourceLine
from cchc_desktop.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_PAGE_PARTS = ("header", "footer")


def read_asides(package: OfficePackage, relations: Mapping[str, Relation], styles: Styles, findings: Findings) -> None:
    """Add the texts outside the body to the findings; page numbers and separators are no text."""
    done: set[str] = set()
    for relation in sorted(relations.values(), key=lambda relation: relation.part):
        if relation.part.lower() in done or relation.kind not in (*_PAGE_PARTS, *_NOTES):
            continue
        done.add(relation.part.lower())
        root = package.root(relation.part)
        if root is None:
            continue
        as_printed(root)
        if relation.kind in _PAGE_PARTS:
            findings.line = 0
            for text in _texts(root, styles, findings, package.name):
                if any(c.isalpha() for c in text) and (0, text, _("Page header or footer")) not in findings.asides:
                    findings.aside(text, _("Page header or footer"), 0)
        else:
            _read_notes(root, _NOTES[relation.kind], styles, findings, package.name)
    for line, kind, identity in findings.parts:
        found = relations.get(identity)
        root = package.root(found.part) if found is not None else None
        if root is not None:
            where = _("Chart") if kind is Unread.CHART else _("SmartArt diagram")
            findings.aside(clean(words_of(root)), where, line)


def _read_notes(root: "_Element", kind: str, styles: Styles, findings: Findings, name: str) -> None:
    """The notes that the text refers to, each at the line of its sign."""
    where = _("Comment") if kind == "comment" else _("Footnote")
    for note in root.iterfind(f"{W}{kind}"):
        line = findings.references.get((kind, note.get(f"{W}id") or ""))
        if line is None:
            continue
        findings.line = line
        for text in _texts(note, styles, findings, name):
            findings.aside(text, where, line)


def _texts(story: "_Element", styles: Styles, findings: Findings, name: str) -> Iterator[str]:
    """The paragraphs and table rows of a story, one text each."""
    reader = BlockReader(None, styles, findings, name, findings.line)
    reader.read(story)
    for block in reader.blocks:
        if isinstance(block, SourceLine):
            yield block.text
        else:
            yield from (" | ".join(filter(None, row.cells)) for row in block.rows)
