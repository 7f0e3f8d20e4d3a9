"""The DOCX package around the text: content types, relationships, properties; nothing about machine or user."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Document
from cchc_desktop.writers import docx_styles
from cchc_desktop.writers.docx_numbering import Numbers, numbering_part
from cchc_desktop.writers.docx_xml import DECLARATION

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)
HEADER_ID, FIRST_HEADER_ID = "rId4", "rId5"

# Parts of word/, their content type and the relationship from the document.
_PARTS = (
    ("styles.xml", "styles", "rId1"),
    ("numbering.xml", "numbering", "rId2"),
    ("settings.xml", "settings", "rId3"),
    ("header1.xml", "header", HEADER_ID),
    ("header2.xml", "header", FIRST_HEADER_ID),
    ("fontTable.xml", "fontTable", "rId6"),
)

Contacts = tuple[tuple[str, ...], ...]


def contacts_of(document: Document) -> Contacts:
    """The feet of the first pages, each once, after the empty foot; nothing where no part has one."""
    found = tuple(dict.fromkeys(part.contact for part in document.parts if part.contact))
    return ((), *found) if found else ()


def footer_id(place: int) -> str:
    """The relationship of a foot by its place in `contacts_of`."""
    return f"rId{len(_PARTS) + 1 + place}"


def _all_parts(contacts: Contacts) -> tuple[tuple[str, str, str], ...]:
    feet = ((f"footer{place + 1}.xml", "footer", footer_id(place)) for place in range(len(contacts)))
    return (*_PARTS, *feet)


def _content_types(contacts: Contacts) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind, _id in _all_parts(contacts)
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _root_relations() -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATIONS}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )


def _document_relations(contacts: Contacts) -> str:
    relations = "".join(
        f'<Relationship Id="{identifier}" Type="{_RELATIONS}/{kind}" Target="{name}"/>'
        for name, kind, identifier in _all_parts(contacts)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _core(document: Document) -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:creator>{escape(document.author)}</dc:creator>"
        f"<dc:language>{document.language}</dc:language></cp:coreProperties>"
    )


def _app() -> str:
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>CCHC Desktop</Application></Properties>"
    )


def package(document: Document, body: str, numbers: Numbers, style: HouseStyle) -> bytes:
    """The whole file, with `body` as word/document.xml and its `numbers`; equal documents give equal bytes."""
    contacts = contacts_of(document)
    parts = {
        "[Content_Types].xml": _content_types(contacts),
        "_rels/.rels": _root_relations(),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _document_relations(contacts),
        "word/styles.xml": docx_styles.styles_part(style, document.language),
        "word/numbering.xml": numbering_part(style, numbers),
        "word/settings.xml": docx_styles.settings_part(document.language),
        "word/header1.xml": docx_styles.header_part(numbered=True),
        "word/header2.xml": docx_styles.header_part(numbered=False),
        "word/fontTable.xml": docx_styles.font_table_part(style),
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _app(),
    }
    for place, lines in enumerate(contacts):
        parts[f"word/footer{place + 1}.xml"] = docx_styles.footer_part(lines, style)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in parts.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # the same bytes on Windows as on Linux
            archive.writestr(info, text.encode("utf-8"))
    return stream.getvalue()
