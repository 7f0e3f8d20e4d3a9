"""What an office's own Word file lends to our papers: headers, footers, page borders, background and styles.

Nothing else of it is carried over: no text, no macros, no settings, no numbering, nothing that leads out of the file.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

from docx import exceptions
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# What python-docx raises for a package that our readers can read and it cannot.
BROKEN = (
    exceptions.PythonDocxError,
    BadZipFile,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
)
# What names a style in parts that are lent.
_STYLE_LINKS = tuple(qn(f"w:{tag}") for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))
_LEADS_OUT = re.compile(
    r"\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)
_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_KINDS = ("default", "first", "even")

Parts = dict[str, XmlPart]  # header or footer by its kind: default, first, even


@dataclass(frozen=True)
class OfficeBase:
    """The parts of an office's file, opened anew for each paper: they become parts of it."""

    document: XmlPart
    section: etree._Element
    headers: Parts
    footers: Parts
    styles: etree._Element
    theme: PackagePart | None
    even_pages: bool  # whether left pages have headers of their own
    shows_background: bool

    @property
    def numbered(self) -> bool:
        """Whether pages that are not the first show their number; True where our own header does."""
        shown = [parts["default"] for parts in (self.headers, self.footers) if "default" in parts]
        return not self.headers or any(_PAGE.match(text) for part in shown for text in _fields(part))

    def distance(self, side: str) -> int | None:
        """How far a "header" or "footer" stands from the edge of the page, in twips; None where it is not said."""
        margins = self.section.find(qn("w:pgMar"))
        said = margins.get(qn(f"w:{side}")) if margins is not None else None
        return int(said) if said is not None and said.isdecimal() else None

    def borders(self) -> str:
        """The borders around the page; "" where it has none."""
        found = self.section.find(qn("w:pgBorders"))
        return etree.tostring(found, encoding="unicode") if found is not None else ""

    def background(self, body: PackagePart) -> str:
        """The background of the pages, its picture related to the body of the paper; "" where it has none."""
        found = self.document.element.find(qn("w:background"))
        if found is None:
            return ""
        lent = deepcopy(found)
        for element in lent.iter():
            for name, value in element.attrib.items():
                if name.startswith(_R):
                    element.set(name, body.relate_to(_picture(self.document, value), RELATIONSHIP_TYPE.IMAGE))
        return etree.tostring(lent, encoding="unicode")

    def with_own(self, own: str) -> bytes:
        """The styles: the office's, and of ours (`own` as text) those that it has none of by name or identity.

        Its styles take the identity of ours that they stand for, which the text names, and our numbering.
        """
        ours = parse_xml(own.encode("utf-8"))
        renamed, missing = _matched(self.styles, ours)
        for root in (self.styles, *(part.element for part in (*self.headers.values(), *self.footers.values()))):
            for element in root.iter(*_STYLE_LINKS):
                name = element.get(qn("w:val"))
                element.set(qn("w:val"), renamed.get(name, name))
        self.styles.extend(missing)
        if self.styles.find(qn("w:docDefaults")) is None:
            self.styles.insert(0, ours.find(qn("w:docDefaults")))
        return etree.tostring(self.styles, encoding="UTF-8", xml_declaration=True, standalone=True)

    def foot_below(self, lines: str, kind: str) -> XmlPart:
        """The footer of a kind with further paragraphs (WordprocessingML) above its own."""
        below = self.footers[kind]
        whole = deepcopy(below.element)
        for place, paragraph in enumerate(parse_xml(lines.encode("utf-8"))):
            whole.insert(place, paragraph)
        made = XmlPart(below.partname, below.content_type, whole, below.package)
        for identity, relation in below.rels.items():
            target = relation.target_ref if relation.is_external else relation.target_part
            made.load_rel(relation.reltype, target, identity, relation.is_external)
        return made


def read_base(data: bytes, name: str) -> OfficeBase:
    """The base in the bytes of a file that has passed the readers' guards; `name` is what error messages call it.

    Raises `UserError` where it is no Word file, or lends what would lead out of the paper or be lost in it.
    """
    try:
        return _read(data, name)
    except BROKEN as error:
        raise UserError(
            _(
                "“{name}” cannot serve as the office's Word template. Open it in Word, save it as a Word document "
                "(.docx) under a new name, then choose that file. Papers stay as they were."
            ).format(name=name)
        ) from error


def _read(data: bytes, name: str) -> OfficeBase:
    document = Package.open(BytesIO(data)).main_document_part
    if not isinstance(document, XmlPart):
        raise ValueError("the main part is no Word document")
    section = next(document.element.iter(qn("w:sectPr")))
    has_first = _switched(section, "titlePg")
    headers, footers = (_margin_parts(document, section, side, has_first=has_first) for side in ("header", "footer"))
    for part in (*headers.values(), *footers.values()):
        _check(part, name)
    settings = _related(document, RELATIONSHIP_TYPE.SETTINGS)
    asked = settings.element if isinstance(settings, XmlPart) else etree.Element("none")
    styles = document.part_related_by(RELATIONSHIP_TYPE.STYLES)
    assert isinstance(styles, XmlPart)
    theme = _related(document, RELATIONSHIP_TYPE.THEME)
    bare = PackagePart(theme.partname, theme.content_type, theme.blob, document.package) if theme is not None else None
    found = OfficeBase(
        document,
        section,
        headers,
        footers,
        styles.element,
        bare,
        _switched(asked, "evenAndOddHeaders"),
        _switched(asked, "displayBackgroundShape"),
    )
    found.background(
        PackagePart(PackURI("/word/tried.xml"), "", b"", document.package)
    )  # raises where it leads nowhere
    return found


def _switched(element: etree._Element, name: str) -> bool:
    """Whether a switch stands in an element and is on."""
    found = element.find(qn(f"w:{name}"))
    return found is not None and found.get(qn("w:val"), "1") in ("1", "true", "on")


def _related(part: PackagePart, kind: str) -> PackagePart | None:
    """The first part related by a kind; None where there is none."""
    found = (relation for relation in part.rels.values() if relation.reltype == kind and not relation.is_external)
    return next((relation.target_part for relation in found), None)


def _picture(part: PackagePart, identity: str) -> PackagePart:
    relation = part.rels[identity]
    if relation.is_external or relation.reltype != RELATIONSHIP_TYPE.IMAGE:
        raise ValueError("a background leads out of the file")
    return relation.target_part


def _margin_parts(document: XmlPart, section: etree._Element, side: str, *, has_first: bool) -> Parts:
    """The headers or footers of a section; where the first page has none of its own it shows the others'."""
    found: Parts = {}
    for reference in section.iterchildren(qn(f"w:{side}Reference")):
        part = document.rels[reference.get(f"{_R}id")].target_part
        assert isinstance(part, XmlPart)
        found[reference.get(qn("w:type"), "default")] = part
    if not has_first:
        found.pop("first", None)
        if "default" in found:
            found["first"] = found["default"]
    renumbered = dict.fromkeys(found[kind] for kind in _KINDS if kind in found)
    for place, part in enumerate(renumbered, 1):
        part.partname = PackURI(f"/word/office_{side}{place}.xml")
    return {kind: found[kind] for kind in _KINDS if kind in found}


def _fields(part: XmlPart) -> Iterable[str]:
    """The instructions of the fields in a part."""
    yield from (element.get(qn("w:instr"), "") for element in part.element.iter(qn("w:fldSimple")))
    spoken = ""
    for element in part.element.iter(qn("w:instrText"), qn("w:fldChar")):
        if element.tag == qn("w:instrText"):
            spoken += element.text or ""
        elif spoken:
            yield spoken
            spoken = ""


def _check(part: XmlPart, name: str) -> None:
    """Raise `UserError` where a header or footer holds what a paper cannot carry on."""
    for relation in part.rels.values():
        link = relation.is_external and relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
        if not link and (relation.is_external or relation.reltype != RELATIONSHIP_TYPE.IMAGE):
            raise _unfit(name)
    lists = any(number.get(qn("w:val")) != "0" for number in part.element.iter(qn("w:numId")))
    changes = next(part.element.iter(qn("w:ins"), qn("w:del")), None) is not None
    if lists or changes or any(_LEADS_OUT.match(text) for text in _fields(part)):
        raise _unfit(name)


def _unfit(name: str) -> UserError:
    return UserError(
        _(
            "The header or footer of “{name}” holds a linked or embedded object, a numbered list or tracked changes, "
            "which papers cannot carry on. Take them out in Word, save the file, then choose it again. Papers stay as "
            "they were."
        ).format(name=name)
    )


def _name_of(style: etree._Element) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), "paragraph"), (name.get(qn("w:val")) or "").casefold() if name is not None else ""


def _matched(theirs: etree._Element, ours: etree._Element) -> tuple[dict[str, str], list[etree._Element]]:
    """Give their styles the identity of ours that they stand for; returns what was renamed, and ours without a match.

    A style of the same name stands for ours, else one of the same identity; Word in another language has identities of
    its own ("u1" is "heading 1").
    """
    by_name: dict[tuple[str, str], etree._Element] = {}
    by_id: dict[str, etree._Element] = {}
    for style in theirs.iterchildren(qn("w:style")):
        by_name.setdefault(_name_of(style), style)
        by_id.setdefault(style.get(qn("w:styleId")), style)
        for number in list(style.iter(qn("w:numPr"))):  # of lists that stay behind
            number.getparent().remove(number)
    pairs: dict[str, etree._Element] = {}
    missing = []
    for own in list(ours.iterchildren(qn("w:style"))):
        identity, name = own.get(qn("w:styleId")), _name_of(own)
        there = by_id.get(identity)
        match = by_name.get(name, there if there is not None and _name_of(there)[0] == name[0] else None)
        if match is None:
            missing.append(own)
        else:
            pairs[identity] = match
            _number_as(match, own)
    wanted = {style.get(qn("w:styleId")): identity for identity, style in pairs.items()}
    taken = {*by_id, *pairs, *(own.get(qn("w:styleId")) for own in missing)}
    for identity, style in by_id.items():
        ours_too = identity in pairs or any(own.get(qn("w:styleId")) == identity for own in missing)
        if identity not in wanted and ours_too:
            wanted[identity] = _free(identity, taken)
        style.set(qn("w:styleId"), wanted.get(identity, identity))
    return wanted, missing


def _free(identity: str, taken: set[str]) -> str:
    """An identity that no style has."""
    return next(name for place in range(len(taken) + 1) if (name := f"{identity}Office{place}") not in taken)


def _number_as(style: etree._Element, own: etree._Element) -> None:
    """Count the paragraphs of a style as ours are counted."""
    number = own.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if number is None:
        return
    properties = style.get_or_add_pPr()
    before = [child for child in properties if child.tag in _BEFORE_NUMBERS]
    properties.insert(len(before), number)


_BEFORE_NUMBERS = frozenset(
    qn(f"w:{tag}") for tag in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
