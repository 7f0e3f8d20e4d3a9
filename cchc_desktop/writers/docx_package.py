"""The DOCX package around the text, by python-docx: parts, relationships, content types, properties.

Nothing in it tells of machine or user, and equal documents give equal bytes: the entries of the file have a fixed time
and stand in the order of their names.
"""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.opc.part import XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties

from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Document
from cchc_desktop.writers import docx_styles
from cchc_desktop.writers.docx_base import OfficeBase
from cchc_desktop.writers.docx_numbering import Numbers, numbering_part
from cchc_desktop.writers.docx_xml import DECLARATION

_EPOCH = (1980, 1, 1, 0, 0, 0)
_BODY = "word/document.xml"
_TYPES_FIRST = "[Content_Types].xml"  # where programs look that tell the kind of a file by its first bytes
_LONGEST = 255  # characters that a property may have
_APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>CCHC Desktop</Application></Properties>"
)


def contacts_of(document: Document) -> tuple[tuple[str, ...], ...]:
    """The feet of the first pages, each once, after the empty foot; nothing where no part has one."""
    found = tuple(dict.fromkeys(part.contact for part in document.parts if part.contact))
    return ((), *found) if found else ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the text of the pages: the relationships of headers and feet by their kind, and the rest."""

    headers: dict[str, str]  # kind (default, first, even): relationship
    feet: dict[tuple[str, ...], dict[str, str]]  # by the lines of the foot; none where no part has one
    header_from: int | None = None  # distance from the edge of the page in twips, where it is not the house style's
    footer_from: int | None = None
    borders: str = ""
    background: str = ""

    def references(self, contact: tuple[str, ...]) -> str:
        """What a section with this foot on its first page points at."""
        pointed = (("header", self.headers), ("footer", self.feet.get(contact, {})))
        return "".join(
            f'<w:{side}Reference w:type="{kind}" r:id="{identity}"/>'
            for side, parts in pointed
            for kind, identity in parts.items()
        )


class DocxPackage:
    """A package that is being put together; `written` is its file."""

    def __init__(self, document: Document, style: HouseStyle, base: OfficeBase | None = None) -> None:
        self._document = document
        self._style = style
        self._base = base
        self._package = package.Package()
        self._body = self._part(_BODY, CONTENT_TYPE.WML_DOCUMENT_MAIN)
        self._package.relate_to(self._body, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._properties()
        styles, language = docx_styles.styles_part(style, document.language), document.language
        if base is None:
            self._add("styles", "STYLES", styles)
            self._add("settings", "SETTINGS", docx_styles.settings_part(language))
        else:
            self._add("styles", "STYLES", base.with_own(styles))
            settings = docx_styles.settings_part(language, background=base.shows_background, even_pages=base.even_pages)
            self._add("settings", "SETTINGS", settings)
            if base.theme is not None:
                self._body.relate_to(base.theme, RELATIONSHIP_TYPE.THEME)
        self._add("fontTable", "FONT_TABLE", docx_styles.font_table_part(style))
        self.surroundings = self._surroundings()

    def _part(self, name: str, content_type: str, data: str | bytes = b"") -> PackagePart:
        data = data.encode("utf-8") if isinstance(data, str) else data
        return PackagePart(PackURI(f"/{name}"), content_type, data, self._package)

    def _add(self, name: str, kind: str, data: str | bytes) -> str:
        """A part that the body points at, its `kind` as python-docx names it; the relationship."""
        part = self._part(f"word/{name}.xml", getattr(CONTENT_TYPE, f"WML_{kind}"), data)
        return self._body.relate_to(part, getattr(RELATIONSHIP_TYPE, kind))

    def _properties(self) -> None:
        core = CorePropertiesPart(
            PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, CT_CoreProperties.new(), self._package
        )
        told = core.core_properties
        told.title, told.author = self._document.title[:_LONGEST], self._document.author[:_LONGEST]
        told.language = self._document.language
        self._package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        program = self._part("docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _APP)
        self._package.relate_to(program, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)

    def _surroundings(self) -> Surroundings:
        base = self._base
        headers = self._lent("HEADER", base.headers) if base and base.headers else self._own_headers()
        feet = self._lent_feet(base) if base and base.footers else self._own_feet()
        if base is None:
            return Surroundings(headers, feet)
        return Surroundings(
            headers,
            feet,
            base.distance("header") if base.headers else None,
            base.distance("footer") if base.footers else None,
            base.borders(),
            base.background(self._body),
        )

    def _own_headers(self) -> dict[str, str]:
        numbered = self._add("header1", "HEADER", docx_styles.header_part(numbered=True))
        first = self._add("header2", "HEADER", docx_styles.header_part(numbered=False))
        even = {"even": numbered} if self._base and self._base.even_pages else {}
        return {"default": numbered, "first": first, **even}

    def _own_feet(self) -> dict[tuple[str, ...], dict[str, str]]:
        added = {
            lines: self._add(f"footer{place}", "FOOTER", docx_styles.footer_part(lines, self._style))
            for place, lines in enumerate(contacts_of(self._document), 1)
        }
        return {lines: {"default": added[()], "first": identity} for lines, identity in added.items()}

    def _lent(self, kind: str, parts: dict[str, XmlPart]) -> dict[str, str]:
        relation = getattr(RELATIONSHIP_TYPE, kind)
        return {place: self._body.relate_to(part, relation) for place, part in parts.items()}

    def _lent_feet(self, base: OfficeBase) -> dict[tuple[str, ...], dict[str, str]]:
        """The office's feet; below the lines of a part's own foot stands the office's."""
        lent = self._lent("FOOTER", base.footers)
        feet: dict[tuple[str, ...], dict[str, str]] = {(): lent}
        for place, lines in enumerate(contacts_of(self._document)[1:], 1):
            own = docx_styles.footer_part(lines, self._style)
            if "first" not in base.footers:
                identity = self._add(f"footer{place}", "FOOTER", own)
            else:
                part = base.foot_below(own, "first")
                part.partname = PackURI(f"/word/footer{place}.xml")
                identity = self._body.relate_to(part, RELATIONSHIP_TYPE.FOOTER)
            feet[lines] = {**lent, "first": identity}
        return feet

    def written(self, body: str, numbers: Numbers) -> bytes:
        """The whole file, with `body` as its text and the lists of its `numbers`."""
        font = self._style.font if self._base is None else ""
        self._add("numbering", "NUMBERING", numbering_part(self._style, numbers, font=font))
        stream = BytesIO()
        self._package.save(stream)
        return _sealed(stream, {_BODY: body.encode("utf-8")})


def _sealed(stream: BytesIO, large: dict[str, bytes]) -> bytes:
    """The package with entries of a fixed time in a fixed order; what is `large` is packed here alone, not twice."""
    sealed = BytesIO()
    with ZipFile(stream) as package, ZipFile(sealed, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(package.namelist(), key=lambda name: (name != _TYPES_FIRST, name)):
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # the same bytes on Windows as on Linux
            archive.writestr(info, large.get(name) or package.read(name))
    return sealed.getvalue()
