"""Workbooks of a few cells, made part by part, so that each test says what its file looks like inside."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*targets: tuple[str, str, str]) -> str:
    """A relationship part of (id, last word of the type, target)."""
    items = "".join(f'<Relationship Id="{i}" Type="{DOC}/{kind}" Target="{target}"/>' for i, kind, target in targets)
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def styles(codes: Sequence[str], fonts: Sequence[str] = ()) -> str:
    """A style 1, 2, … for each number format, then one for each font."""
    formats = "".join(f'<numFmt numFmtId="{164 + i}" formatCode={quoteattr(c)}/>' for i, c in enumerate(codes))
    named = "".join(f'<font><name val="{name}"/></font>' for name in ("Calibri", *fonts))
    cells = "".join(f'<xf numFmtId="{164 + i}" fontId="0"/>' for i in range(len(codes)))
    cells += "".join(f'<xf numFmtId="0" fontId="{1 + i}"/>' for i in range(len(fonts)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts>{named}</fonts>'
        f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'
    )


def strings(*texts: str) -> str:
    """A part of shared texts."""
    return f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts) + "</sst>"


def sheet(rows: str, after: str = "", before: str = "") -> str:
    """A sheet part with these rows."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{DOC}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def rows_of(table: Sequence[Sequence[object]]) -> str:
    """Rows of inline texts and numbers, without references."""
    return "".join("<row>" + "".join(_cell(value) for value in row) + "</row>" for row in table)


def _cell(value: object) -> str:
    if value in ("", None):
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def workbook(path: Path, parts: Mapping[str, str], names: Sequence[str] = ("Bảng",), properties: str = "") -> Path:
    """A workbook of `xl/worksheets/sheet1.xml` and so on; `parts` may replace each of its parts by name."""
    listed = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, start=1))
    related = [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(names) + 1)]
    related += [("rIdS", "styles", "styles.xml")] if "xl/styles.xml" in parts else []
    related += [("rIdT", "sharedStrings", "sharedStrings.xml")] if "xl/sharedStrings.xml" in parts else []
    whole = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}">{properties}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(*related),
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            if text:
                archive.writestr(name, text)
    return path
