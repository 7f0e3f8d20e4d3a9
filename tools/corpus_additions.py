"""What LibreOffice writes of a Word file by itself: signs of notes glued to words, generated lists, numbers of pages,
and text that tracked changes deleted. Paper, or our reading by intent, does not have it.
"""

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.office_package import OfficePackage

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = re.compile(r"[^\W_]+")
_SIGNED = re.compile(r"(.*?[^\W\d_])(\d{1,3}|[ivxlc]{1,6})")
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,6}")
_GENERATED = ("TOC", "INDEX", "TOA")
_PAGES = ("PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "NOTEREF", "DATE", "TIME")
_NOTHING = frozenset(["no", "table", "of", "figures", "entries", "found", "contents", "index"])


def words_of(texts: Iterable[str]) -> "Counter[str]":
    """The words in one Unicode form and case; what only formats them, marks of emphasis, is gone."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_WORD.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()))
    return found


@dataclass
class Additions:
    """What of a file LibreOffice adds to: `words` are certain, the rest says what lost words may be."""

    words: "Counter[str]" = field(default_factory=Counter)
    notes: int = 0
    generated: bool = False  # it holds a table of contents or an index
    pages: int = 0  # fields that count pages
    deleted: tuple[str, ...] = ()

    def among(self, lost: "Counter[str]", added: "Counter[str]", ours: "Counter[str]") -> tuple["Counter[str]", ...]:
        """The lost and the added words without LibreOffice's own; `ours` are all words of our reading."""
        lost, added = Counter(lost), Counter(added)
        pages = self.pages
        for word in list(lost):
            while lost[word] > 0:
                whole = self._whole(word, added)
                if whole:
                    added[whole] -= 1
                elif whole is None:
                    if _PAGE.fullmatch(word) and pages > 0:
                        pages -= 1
                    elif not (self.generated and (word in ours or word in _NOTHING or _PAGE.fullmatch(word))):
                        break
                lost[word] -= 1
        return +lost, +added

    def _whole(self, word: str, added: "Counter[str]") -> str | None:
        """The word of ours that has grown into this one; "" where it was nothing but an addition, None for neither."""
        signed = _SIGNED.fullmatch(word) if self.notes else None
        if signed is not None and added[signed[1]] > 0:
            return signed[1]
        if self.notes and _PAGE.fullmatch(word):
            return ""
        for text in self.deleted:
            rest = word.replace(text, "", 1) if text in word else word
            if rest != word and (not rest or added[rest] > 0):
                return rest
        return None


def additions_of(path: Path) -> Additions:
    """What LibreOffice may add to a Word file."""
    with zipfile.ZipFile(path) as archive:
        package = OfficePackage(archive, path.name)
        root = package.root(package.main()[0])
    if root is None:
        return Additions()
    instructions = [*_instructions(root)]
    deleted = [item.text or "" for item in root.iter(f"{W}delText")]
    gone = [*root.iter(f"{W}moveFrom"), *(m.getparent().getparent() for m in root.iter(f"{W}showingPlcHdr"))]
    texts = [*deleted, *(_text(holder) for holder in (*gone, *_contents(root)))]
    return Additions(
        words_of(texts),
        sum(1 for _item in root.iter(f"{W}footnoteReference", f"{W}endnoteReference")),
        any(name in _GENERATED for name in instructions) or next(_contents(root), None) is not None,
        sum(name in _PAGES for name in instructions),
        tuple(filter(None, (text.casefold().strip() for text in deleted))),
    )


def _instructions(root: "_Element") -> Iterator[str]:
    """The first word of each field's instruction."""
    for element in root.iter(f"{W}instrText", f"{W}fldSimple"):
        words = ((element.text if element.tag == f"{W}instrText" else element.get(f"{W}instr")) or "").split()
        if words:
            yield words[0].upper()


def _contents(root: "_Element") -> Iterator["_Element"]:
    """Paragraphs of a table of contents, and controls that hold one."""
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and (style.get(f"{W}val") or "").lower().startswith(("toc", "tableoffigures", "index")):
            yield paragraph


def _text(holder: "_Element") -> str:
    return "".join(part.text or "" for part in holder.iter(f"{W}t"))
