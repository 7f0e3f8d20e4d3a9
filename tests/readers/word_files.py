"""Small Word files put together from their XML, as other programs than python-docx write them."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.source import Source, SourceLine

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
HEADER = ("TT", "Nhiệm vụ", "Kết quả, sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành")
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word_file(
    path: Path,
    body: str,
    related: Mapping[str, tuple[str, str | bytes]] | None = None,
    main: str = "word/document.xml",
) -> Path:
    """Write a file whose body is `body`; `related` are its parts by name, each with kind and content.

    The content of an XML part may be given without its root. Relationships are named rId1, rId2 … in their order.
    """
    folder = main.rpartition("/")[0]
    relations = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        override = f'<Override PartName="/{main}" ContentType="{MAIN}"/>'
        default = '<Default Extension="xml" ContentType="application/xml"/>'
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}">{default}{override}</Types>')
        link = f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="{main}"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_RELATIONS}">{link}</Relationships>')
        archive.writestr(main, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for number, (name, (kind, content)) in enumerate((related or {}).items(), start=1):
            target = f'Type="{_OFFICE}/relationships/{kind}" Target="{name}"'
            relations.append(f'<Relationship Id="rId{number}" {target}/>')
            archive.writestr(f"{folder}/{name}", content)
        rels = f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'
        archive.writestr(f"{folder}/_rels/{main.rpartition('/')[2]}.rels", rels)
    return path


def part(root: str, content: str) -> str:
    """An XML part: root element with its namespaces around a content."""
    return f"<{root} {NAMESPACES}>{content}</{root}>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of runs; what does not begin with a tag is text."""
    runs = "".join(each if each.startswith("<") else run(each) for each in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(*rows: "tuple[str, ...] | str") -> str:
    """A table; a row that is no tuple, and a cell that begins with a tag, are taken as XML."""
    written = []
    for row in rows:
        if isinstance(row, str):
            written.append(row)
            continue
        cells = (cell if cell.startswith("<w:tc>") else f"<w:tc>{_cell(cell)}</w:tc>" for cell in row)
        written.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(written)}</w:tbl>"


def _cell(content: str) -> str:
    return content if content.startswith("<w:p>") else paragraph(content)


def field(instruction: str, result: str | None, begin: str = "") -> str:
    """A complex field with its marks; without a result there is no separator."""
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>{instruction}{middle}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def instruct(text: str) -> str:
    """A piece of a field's instruction."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def numbered(num: int, depth: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'


def read_body(folder: Path, body: str, related: Mapping[str, tuple[str, str | bytes]] | None = None) -> Source:
    """A body written to a file and read again."""
    return read_source(word_file(folder / "van-ban.docx", body, related))


def texts(source: Source) -> list[str | list[list[str]]]:
    """The blocks of a source: lines as text, tables as rows of cells."""
    return [
        block.text if isinstance(block, SourceLine) else [list(row.cells) for row in block.rows]
        for block in source.blocks
    ]


def math(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def letters(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


FRACTION = (
    f"<m:f><m:fPr/><m:num>{letters('số đúng hạn')}</m:num><m:den>{letters('tổng số')}</m:den></m:f>{letters('×2')}"
)
LISTS = part(
    "w:numbering",
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
