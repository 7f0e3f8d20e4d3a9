"""Drawings in the cells of a table to DrawingML: one inline group of lines, sharp at every size."""

from html import escape

from cchc_desktop.documents.nodes import Drawing, Stroke
from cchc_desktop.writers.page_rules import grey

_EMU = 12700  # English metric units in a point
_OFFICE = "http://schemas.microsoft.com/office/word/2010"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("wpg", f"{_OFFICE}/wordprocessingGroup"),
        ("wps", f"{_OFFICE}/wordprocessingShape"),
    )
)


def drawing_xml(drawing: Drawing, width: float, number: int) -> str:
    """A run that holds the drawing, `width` points wide; `number` is its own within the paper."""
    size = f'cx="{_emu(width)}" cy="{_emu(drawing.height)}"'
    words = escape(drawing.words)
    frame = Stroke(0, 0, 1, drawing.height, 0)  # unseen: word processors make a group as large as what is in it
    lines = "".join(_line(stroke, width) for stroke in (frame, *drawing.strokes))
    # What has no lines drawn by this markup is of before 2010, and shows the words of the cells beside alone.
    return (
        f'<w:r><mc:AlternateContent {_NAMES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{number}" descr="{words}"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_OFFICE}/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr>'
        f"{lines}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _line(stroke: Stroke, width: float) -> str:
    left, right = sorted((stroke.x0, stroke.x1))
    top, bottom = sorted((stroke.y0, stroke.y1))
    turned = ' flipV="1"' if (stroke.x1 - stroke.x0) * (stroke.y1 - stroke.y0) < 0 else ""
    fill = f'<a:solidFill><a:srgbClr val="{grey(stroke.ink) or "000000"}"/></a:solidFill><a:miter lim="800000"/>'
    return (
        "<wps:wsp><wps:cNvCnPr/><wps:spPr>"
        f'<a:xfrm{turned}><a:off x="{_emu(left * width)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{_emu((right - left) * width)}" cy="{_emu(bottom - top)}"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{_emu(stroke.thickness)}" cap="flat">'
        f"{fill if stroke.thickness else '<a:noFill/>'}</a:ln>"
        "</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _emu(points: float) -> int:
    return round(points * _EMU)
