"""The parts of a Word or Excel file as Open Packaging Conventions (ECMA-376 part 2) name and relate them.

Part names mean the same in any case, and the main part is the one that the package's relationships lead to, wherever
it lies; Strict files are read under the Transitional names of the same things.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cchc_desktop.errors import UserError
from cchc_desktop.readers.guards import MAX_TEXT, MEGABYTE, damaged, harmful, parse_xml, read_member, too_much

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|[a-z]{1,20}ml)/")
# Tags that are parsed: some for every file, and more for every megabyte on the disk.
_ELEMENTS, _ELEMENTS_PER_MEGABYTE = 1_500_000, 3_000_000
_LARGEST_TREE = 2_000_000  # tags of a part that is held in memory as a whole
_CONTENT_TYPES = "[content_types].xml"
# Where writers put the main part when they name none in their relationships.
_USUAL = ("word/document.xml", "xl/workbook.xml")


@dataclass(frozen=True)
class Relation:
    """A relationship of a part: `kind` is the last word of its type ("worksheet"), `part` where it leads."""

    identity: str
    kind: str
    part: str


@dataclass
class _Budget:
    """What a file may still ask for, packages inside it included."""

    elements: int
    letters: int = MAX_TEXT  # of the files inserted into it


class OfficePackage:
    """An open archive read as a package; `name` is what error messages call the file, `outer` the one it lies in.

    What may be unpacked of it goes by its size: a small file that unpacks to millions of elements is no honest one.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str, outer: "OfficePackage | None" = None) -> None:
        self.archive = archive
        self.name = name
        self.megabytes = sum(entry.compress_size for entry in archive.infolist()) / MEGABYTE
        self._members = {member.replace("\\", "/").lstrip("/").lower(): member for member in archive.namelist()}
        own = _Budget(int(_ELEMENTS + _ELEMENTS_PER_MEGABYTE * self.megabytes))
        self._budget: _Budget = outer._budget if outer is not None else own

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    def data(self, part: str) -> bytes | None:
        """The bytes of a part, Strict names made Transitional; None where there is none."""
        member = self._members.get(part.lower())
        if member is None:
            return None
        data = read_member(self.archive, member, self.name)
        if b"purl.oclc.org" in data[:4096]:
            data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
        return data

    def root(self, part: str) -> "_Element | None":
        """The root of an XML part; None where there is none."""
        data = self.data(part)
        if data is None:
            return None
        if self._counted(data) > _LARGEST_TREE:
            raise too_much(self.name)
        return parse_xml(data, self.name)

    def stream(self, part: str, tags: tuple[str, ...]) -> "Iterator[_Element]":
        """The elements with these tags as they end, each forgotten behind the reader; none where there is no part."""
        from lxml import etree

        data = self.data(part)
        if data is None:
            return
        self._counted(data)
        events = etree.iterparse(
            io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        )
        checked = False
        try:
            for _event, element in events:
                checked = checked or self._is_harmless(element)
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self.name) from error
        if not checked:
            self._is_harmless(events.root)

    def _is_harmless(self, element: "_Element") -> bool:
        if element.getroottree().docinfo.internalDTD is not None:
            raise harmful(self.name)
        return True

    def _counted(self, data: bytes) -> int:
        """How many tags a part has, before it is parsed; raises UserError where the file has none left."""
        tags = data.count(b"<")
        self._budget.elements -= tags
        if self._budget.elements < 0:
            raise too_much(self.name)
        return tags

    def take_letters(self, count: int) -> None:
        """Count the letters of an inserted file; raises UserError where there are more than any text has."""
        self._budget.letters -= count
        if self._budget.letters < 0:
            raise too_much(self.name)

    def relations(self, part: str = "") -> list[Relation]:
        """What a part refers to inside the package; without a part, what the package itself does."""
        folder, file = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = []
        for item in root if root is not None else ():
            if item.get("TargetMode") != "External" and (target := item.get("Target")):
                kind = (item.get("Type") or "").rstrip("/").rpartition("/")[2]
                found.append(Relation(item.get("Id") or "", kind, self._target(folder, target)))
        return found

    def main(self) -> tuple[str, str]:
        """The main part and its content type ("" where nobody says); raises UserError where there is none."""
        types = self._content_types()
        related = [relation.part for relation in self.relations() if relation.kind == "officeDocument"]
        typed = [part for part, kind in types.items() if kind.endswith(".main+xml")]
        for part in (*related, *typed, *_USUAL):
            if part in self:
                return part, types.get(part.lower(), "")
        raise damaged(self.name)

    def kind(self) -> str:
        """What the main part is: "docx", "xlsx", "xlsb" (Excel's binary form), or "" for any other package."""
        try:
            part, content_type = self.main()
        except UserError:
            return ""
        said = content_type.lower()
        if "sheet.binary" in said or part.lower().endswith(".bin"):
            return "xlsb"
        if "wordprocessingml" in said or "ms-word" in said:
            return "docx"
        if "spreadsheetml" in said or "ms-excel" in said:
            return "xlsx"
        folder = part.lower().partition("/")[0]
        return {"word": "docx", "xl": "xlsx"}.get(folder, "") if not said or said.endswith("/xml") else ""

    def _content_types(self) -> dict[str, str]:
        root = self.root(_CONTENT_TYPES)
        found = {}
        for item in root if root is not None else ():
            if name := item.get("PartName"):
                found[name.lstrip("/").lower()] = item.get("ContentType") or ""
        return found

    def _target(self, folder: str, target: str) -> str:
        """Where a target leads: against the folder of its part, "/" being the package itself."""
        target = unquote(target.replace("\\", "/").partition("#")[0])
        joined = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if joined not in self and target.lstrip("/") in self:
            return target.lstrip("/")  # some writers mean the package where they forget the stroke
        return joined
