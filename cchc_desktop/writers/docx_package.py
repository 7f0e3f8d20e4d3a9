"""The DOCX package around the text, by python-docx: parts, relationships, content types, properties.

Nothing in it tells of machine or user, and equal documents give equal bytes: the entries of the file have a fixed time
and stand in the order of their names.
"""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package

from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Document
from cchc_desktop.writers import docx_styles
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
class Margins:
    """The relationships of what stands in the margins of the pages."""

    header: str
    first_header: str
    footers: dict[tuple[str, ...], str]  # by the lines of the foot; none where no part has one

    def references(self, contact: tuple[str, ...]) -> str:
        """What a section with this foot on its first page points at."""
        feet = ""
        if self.footers:
            feet = f'<w:footerReference w:type="default" r:id="{self.footers[()]}"/>'
            feet += f'<w:footerReference w:type="first" r:id="{self.footers[contact]}"/>'
        return (
            f'<w:headerReference w:type="default" r:id="{self.header}"/>'
            f'<w:headerReference w:type="first" r:id="{self.first_header}"/>{feet}'
        )


class DocxPackage:
    """A package that is being put together; `written` is its file."""

    def __init__(self, document: Document, style: HouseStyle) -> None:
        self._document = document
        self._style = style
        self._package = Package()
        self._body = self._part(_BODY, CONTENT_TYPE.WML_DOCUMENT_MAIN)
        self._package.relate_to(self._body, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._properties()
        self._add("styles", "STYLES", docx_styles.styles_part(style, document.language))
        self._add("settings", "SETTINGS", docx_styles.settings_part(document.language))
        self._add("fontTable", "FONT_TABLE", docx_styles.font_table_part(style))
        self.margins = self._add_margins()

    def _part(self, name: str, content_type: str, text: str = "") -> PackagePart:
        return PackagePart(PackURI(f"/{name}"), content_type, text.encode("utf-8"), self._package)

    def _add(self, name: str, kind: str, text: str) -> str:
        """A part that the body points at, its `kind` as python-docx names it; the relationship."""
        part = self._part(f"word/{name}.xml", getattr(CONTENT_TYPE, f"WML_{kind}"), text)
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

    def _add_margins(self) -> Margins:
        header = self._add("header1", "HEADER", docx_styles.header_part(numbered=True))
        first = self._add("header2", "HEADER", docx_styles.header_part(numbered=False))
        footers = {
            lines: self._add(f"footer{place}", "FOOTER", docx_styles.footer_part(lines, self._style))
            for place, lines in enumerate(contacts_of(self._document), 1)
        }
        return Margins(header, first, footers)

    def written(self, body: str, numbers: Numbers) -> bytes:
        """The whole file, with `body` as its text and the lists of its `numbers`."""
        self._add("numbering", "NUMBERING", numbering_part(self._style, numbers))
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
            archive.writestr(info, large.get(name) or package.read(name))
    return sealed.getvalue()
