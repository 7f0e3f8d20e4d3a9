"""The text of a Word paragraph, with bold and italic marked where only some of its words have them."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NO_BREAK_HYPHEN = "\u2011"
_SKIPPED = (_FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr")
_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


@dataclass(frozen=True)
class _Piece:
    text: str
    style: str  # "", "*", "**" or "***"


def paragraph_text(paragraph: "_Element") -> str:
    """The visible text, text boxes inside it included once; text deleted by a tracked change is left out."""
    pieces: list[_Piece] = []
    _collect(paragraph, "", pieces)
    styles = {piece.style for piece in pieces if piece.text.strip()}
    if len(styles) <= 1:
        # A whole paragraph in bold is a heading by its looks; its number says so already.
        return "".join(piece.text for piece in pieces)
    return "".join(
        _styled("".join(piece.text for piece in group), style)
        for style, group in groupby(pieces, key=lambda piece: piece.style)
    )


def _styled(text: str, style: str) -> str:
    """The text in marks, line by line, spaces outside the marks."""
    escaped = text.replace("*", "\\*")
    if not style:
        return escaped
    lines = []
    for line in escaped.split("\n"):
        bare = line.strip()
        before = line[: len(line) - len(line.lstrip())]
        lines.append(f"{before}{style}{bare}{style}{line[len(line.rstrip()) :]}" if bare else line)
    return "\n".join(lines)


def _collect(element: "_Element", style: str, pieces: list[_Piece]) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            pieces.append(_Piece((child.text or "").replace(_NO_BREAK_HYPHEN, "-"), style))
        elif tag in _SIGNS:
            pieces.append(_Piece(_SIGNS[tag], style))
        elif tag == f"{W}txbxContent":
            pieces.append(_Piece("\n", style))
            for inner in child.iter(f"{W}p"):
                _collect(inner, "", pieces)
                pieces.append(_Piece("\n", ""))
        elif tag == f"{W}r":
            _collect(child, _style(child), pieces)
        elif tag not in _SKIPPED:
            _collect(child, style, pieces)


def _style(run: "_Element") -> str:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return ""
    return ("**" if _on(properties.find(f"{W}b")) else "") + ("*" if _on(properties.find(f"{W}i")) else "")


def _on(toggle: "_Element | None") -> bool:
    return toggle is not None and toggle.get(f"{W}val") not in ("0", "false", "none", "off")
