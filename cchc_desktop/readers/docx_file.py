"""Word documents to lines and tables, straight from their XML so that ten thousand rows stay quick."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.docx_asides import read_asides
from cchc_desktop.readers.docx_blocks import BlockReader, Inserted
from cchc_desktop.readers.docx_changes import as_printed
from cchc_desktop.readers.docx_findings import Findings
from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.docx_numbering import Numbering
from cchc_desktop.readers.docx_styles import Styles
from cchc_desktop.readers.guards import MAX_TEXT, check_archive, damaged, open_archive
from cchc_desktop.readers.html_tables import split_html
from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.readers.source import Rewritten, Source, SourceLine, SourceTable
from cchc_desktop.readers.text_file import split_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 3  # files inserted into one another
_LINE = 80  # letters
_BESIDE = 3  # texts beside an empty body that are named


def read_docx_file(path: Path) -> Source:
    """Paragraphs (with the numbers Word draws) and tables; headers, footers, notes and hidden words as asides.

    What else paper shows is named in the warnings. Raises `UserError` where the file is damaged or holds no text.
    """
    with open_archive(path) as archive:
        source = _read(OfficePackage(archive, path.name), 0)
    words = "\n".join(_texts(source.blocks))
    # A note may be all that the body has; a page header above a scanned picture is no text of its own.
    if not words.strip() and not any(line for line, _text, _where in source.asides):
        raise UserError(_nothing(source, path.name))
    return source


def _nothing(source: Source, name: str) -> str:
    """That a file has no text to take, and what it has instead."""
    words = _("“{name}” holds no text. If it is a scanned picture, type it or run text recognition first.")
    beside = [f"{where}: “{text[:_LINE]}{'…' if len(text) > _LINE else ''}”." for _line, text, where in source.asides]
    return " ".join((words.format(name=name), *beside[:_BESIDE], *source.warnings))


def _read(package: OfficePackage, depth: int) -> Source:
    main, _kind = package.main()
    root = package.root(main)
    bodies = root.findall(f"{W}body") if root is not None else []  # joined files have been seen with several
    if root is None or not bodies:
        raise damaged(package.name)
    relations = {relation.identity: relation for relation in package.relations(main)}
    related = {relation.kind: relation.part for relation in relations.values()}
    folder = main.rpartition("/")[0]

    def part(kind: str) -> "_Element | None":
        """The part of a kind; by its usual name where the file relates nothing at all."""
        return package.root(related.get(kind, "") if related else f"{folder}/{kind}.xml")

    styles = part("styles")
    findings = Findings()
    tracked = as_printed(root)
    reader = BlockReader(Numbering(part("numbering"), styles), Styles(styles), findings, package.name)

    known: dict[str, Inserted] = {}

    def inserted(identity: str) -> Inserted:
        relation = relations.get(identity)
        part = relation.part if relation is not None else ""
        if part not in known:  # it may be named a thousand times
            known[part] = _inserted(package, part, depth)
        source = known[part]
        package.take_letters(_weight(source) if source is not None else 0)
        return source

    for body in bodies:
        reader.read(body, inserted)
    read_asides(package, relations, Styles(styles), findings)
    warnings = list(findings.sentences())
    if tracked:
        warnings.insert(0, _("The document has tracked changes; it was read as if all of them were accepted."))
    rewritten = tuple(Rewritten(*each) for each in findings.in_old_fonts)
    return Source(tuple(reader.blocks), tuple(warnings), tuple(findings.asides), rewritten)


def _inserted(package: OfficePackage, part: str, depth: int) -> Inserted:
    """What a file inserted as it is (w:altChunk) holds: text, a web page or another Word file; None for other kinds."""
    data = package.data(part)
    if data is None or depth >= _DEEPEST or len(data) > MAX_TEXT:
        return None
    head = data[:1000].lstrip().lower()
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                check_archive(archive, package.name)
                return _read(OfficePackage(archive, package.name, package), depth + 1)
        except (zipfile.BadZipFile, OSError, ValueError):
            return None
    if head.startswith((b"{\\rtf", b"mime-version", b"\xd0\xcf\x11\xe0")) or b"\x00" in head[:4]:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if (
        b"<html" in head
        or b"<body" in head
        or b"<!doctype" in head
        or part.lower().endswith((".htm", ".html", ".xhtml"))
    ):
        return split_html(text, package.name)
    return split_text(text) if part.lower().endswith(".txt") else None


def _weight(source: Source) -> int:
    """The letters of a source, each line, row and remark counted as a line of paper at least."""
    remarks = (*source.warnings, *(text for _line, text, _where in source.asides))
    return sum(max(len(text), _LINE) for text in (*_texts(source.blocks), *remarks))


def _texts(blocks: tuple[SourceLine | SourceTable, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, SourceLine):
            yield block.text
        else:
            for row in block.rows:
                yield from row.cells
