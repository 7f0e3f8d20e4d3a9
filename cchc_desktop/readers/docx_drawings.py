"""What is drawn in a Word file: pictures, shapes, charts, diagrams, embedded objects and form controls, by their kind.

Plain lines and connectors are rules like those of a table and are not named.
"""

from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_findings import Findings, Unread
from cchc_desktop.readers.docx_names import CHART, CHART_2014, DIAGRAM, PIC, WPS, A, O, R, V, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_INK = "{http://schemas.microsoft.com/office/word/2010/wordprocessingInk}contentPart"
_VML_SHAPES = frozenset(V + name for name in ("shape", "rect", "roundrect", "oval", "polyline", "arc", "curve"))
TAGS = frozenset(
    (
        *(f"{PIC}pic", f"{V}imagedata", f"{CHART}chart", f"{CHART_2014}chart", f"{DIAGRAM}relIds", f"{WPS}wsp"),
        *(f"{W}object", f"{W}control", f"{W}contentPart", f"{W}subDoc", f"{V}shapetype", f"{A}sp", _INK),
        *_VML_SHAPES,
    )
)
_TEXT = frozenset((f"{W}txbxContent", f"{V}textpath", f"{A}txBody"))
_PARTS = {
    f"{CHART}chart": (Unread.CHART, f"{R}id"),
    f"{CHART_2014}chart": (Unread.CHART, f"{R}id"),
    f"{DIAGRAM}relIds": (Unread.DIAGRAM, f"{R}dm"),
}
_KINDS = {
    f"{PIC}pic": Unread.PICTURE,
    f"{V}imagedata": Unread.PICTURE,
    f"{W}contentPart": Unread.SHAPE,
    _INK: Unread.SHAPE,
    f"{W}control": Unread.CONTROL,
    f"{W}subDoc": Unread.INSERTED,
}
_RULES = ("line", "straightConnector", "bentConnector", "curvedConnector")
_VML_CONNECTORS = ("#_x0000_t20", "#_x0000_t32", "#_x0000_t34")


def note(element: "_Element", findings: Findings) -> None:
    """Name a drawing; text within it is read elsewhere."""
    tag = element.tag
    if tag in _PARTS:
        kind, reference = _PARTS[tag]
        findings.unread(kind)
        findings.parts.append((findings.line, kind, element.get(reference) or ""))
    elif tag in _KINDS:
        findings.unread(_KINDS[tag])
    elif tag == f"{W}object":
        findings.unread(_object_kind(element))
    elif tag in (f"{WPS}wsp", f"{A}sp"):
        form = element.find(f".//{A}prstGeom")
        is_rule = form is not None and (form.get("prst") or "").startswith(_RULES)
        if not is_rule and not _has(element, _TEXT):
            findings.unread(Unread.SHAPE)
    elif tag in _VML_SHAPES:
        is_rule = element.get(f"{O}hr") in ("t", "true") or element.get("type") in _VML_CONNECTORS
        if not is_rule and not _has(element, (*_TEXT, f"{V}imagedata")):
            findings.unread(Unread.SHAPE)


def holds_text(element: "_Element") -> bool:
    """Whether the reader has to look inside; shape types only describe shapes, embedded objects show a picture."""
    return element.tag in _VML_SHAPES or element.tag in (f"{WPS}wsp", f"{A}sp", f"{V}imagedata", f"{W}control")


def _object_kind(element: "_Element") -> Unread:
    link = element.find(f".//{O}OLEObject")
    program = (link.get("ProgID") or "").lower() if link is not None else ""
    if program.startswith("equation"):
        return Unread.EQUATION
    if program.startswith("excel"):
        return Unread.SHEET
    if element.find(f".//{W}control") is not None:
        return Unread.CONTROL
    return Unread.OBJECT


def _has(element: "_Element", tags: "frozenset[str] | tuple[str, ...]") -> bool:
    return next(element.iter(*tags), None) is not None
