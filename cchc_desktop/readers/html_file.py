"""Web pages as files (.html, .mht), which Excel, Word and many registers also save under .xls and .doc."""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.encodings import decode
from cchc_desktop.readers.guards import MAX_TEXT, check_bytes, too_much
from cchc_desktop.readers.html_tables import split_html
from cchc_desktop.readers.source import Rewritten, Source, SourceLine, SourceTable

_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_-]{2,30})""", re.IGNORECASE)
_HEAD = 4096
_MOST_PAGES = 200  # of one file: the sheets of a workbook
_MOST_PARTS = 3000  # of one file: its pages, pictures and style sheets
_DEEPEST = 50  # parts within parts


def read_html_file(path: Path) -> Source:
    """The lines and tables of a web page; raises `UserError` where it has none."""
    return _whole([check_bytes(path, MAX_TEXT)], path.name)


def read_mht_file(path: Path) -> Source:
    """The lines and tables of the pages that a web archive holds, such as a workbook's sheets."""
    data = check_bytes(path, MAX_TEXT)
    lower = data.lower()
    if lower.count(b"\ncontent-type:") > _MOST_PARTS or lower.count(b"boundary") > _DEEPEST:
        raise too_much(path.name)
    letter = email.message_from_bytes(data, policy=email.policy.compat32)
    return _whole(list(_pages(letter, path.name)), path.name)


def _pages(letter: "Message[str, str]", name: str) -> Iterator[bytes]:
    count = 0
    for part in letter.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            count += 1
            if count > _MOST_PAGES:
                raise too_much(name)
            data = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(data, bytes):
                yield data if charset is None else f"<meta charset={charset}>".encode() + data


def _whole(pages: list[bytes], name: str) -> Source:
    """The pages of a file one after the other, each line and row with a number of its own."""
    blocks: list[SourceLine | SourceTable] = []
    asides: list[tuple[int, str, str]] = []
    warnings: list[str] = []
    rewritten: list[Rewritten] = []
    behind = 0
    for data in pages:
        text, said = _text(data, name)
        found = split_html(text, name)
        warnings += (*said, *found.warnings)
        rewritten += (each._replace(line=each.line + behind) for each in found.rewritten)
        asides += ((behind + line, words, where) for line, words, where in found.asides)
        blocks += (_moved(block, behind) for block in found.blocks)
        behind += max((_last(block) for block in found.blocks), default=0)
    if not blocks and not asides:
        raise UserError(
            _(
                "“{name}” is a web page without text. Its sheets may lie in a folder beside it: "
                "open it in Excel, save it as .xlsx, then take that file in."
            ).format(name=name)
        )
    return Source(tuple(blocks), tuple(dict.fromkeys(warnings)), tuple(asides), tuple(rewritten))


def _moved(block: SourceLine | SourceTable, by: int) -> SourceLine | SourceTable:
    if isinstance(block, SourceLine):
        return replace(block, number=block.number + by)
    return replace(block, rows=tuple(replace(row, number=row.number + by) for row in block.rows))


def _last(block: SourceLine | SourceTable) -> int:
    return block.number if isinstance(block, SourceLine) else block.rows[-1].number


def _text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a page in its encoding: by its mark, its own word, or its letters; and what has to be said of it."""
    said = _CHARSET.search(data[:_HEAD])
    if said is not None and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = said[1].decode("ascii")
        try:
            return data.decode(charset), ()
        except (LookupError, UnicodeError):
            pass  # it is not what it says
    return decode(data, name)
