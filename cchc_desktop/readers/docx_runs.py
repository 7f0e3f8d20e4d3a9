"""The text of a Word paragraph, with bold and italic marked where only some of its words have them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from cchc_desktop.i18n import _
from cchc_desktop.readers import docx_drawings
from cchc_desktop.readers.docx_fields import Fields
from cchc_desktop.readers.docx_findings import Findings, Unread
from cchc_desktop.readers.docx_math import linear
from cchc_desktop.readers.docx_names import A, M, V, W
from cchc_desktop.readers.docx_styles import RunStyle, Styles
from cchc_desktop.readers.emphasis import with_emphasis
from cchc_desktop.readers.old_fonts import OldFont, font_of, unicode_runs
from cchc_desktop.readers.symbol_fonts import has_private, symbol_font, unicode_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_BREAK_HYPHEN = "\u2011"
_SKIPPED = frozenset(
    W + name
    for name in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "sectPr", "rubyPr", "delText", "delInstrText"),
        *("footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator", "softHyphen"),
    )
)
_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_OFF = ("0", "false", "none", "off")


@dataclass(frozen=True)
class _Piece:
    text: str
    style: str  # "", "*", "**" or "***"
    old: OldFont | None = None
    capitals: bool = False


@dataclass
class Inline:
    """A paragraph as read: its text, and the text boxes that hang on it, to be read after it."""

    text: str
    boxes: list["_Element"] = field(default_factory=list)
    struck: bool = False
    hidden: bool = False  # it has hidden words and no others


class RunReader:
    """Reads paragraph after paragraph; fields may begin in one and end in another."""

    def __init__(self, styles: Styles, findings: Findings) -> None:
        self.fields = Fields(findings)
        self._styles = styles
        self._findings = findings
        self._style = ""
        self._pieces: list[_Piece] = []
        self._boxes: list[_Element] = []
        self._hidden: list[str] = []
        self._struck = False
        self._handlers: dict[object, Callable[[_Element, RunStyle, str], None]] = {
            f"{W}t": self._text,
            f"{W}r": self._run,
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field_mark,
            f"{W}fldSimple": self._simple_field,
            f"{W}instrText": self._instruction,
            f"{W}txbxContent": self._box,
            f"{M}oMath": self._equation,
            f"{V}textpath": self._word_art,
            f"{A}txBody": self._shape_text,
            f"{W}footnoteReference": self._reference,
            f"{W}endnoteReference": self._reference,
            f"{W}commentReference": self._reference,
            **dict.fromkeys(_SIGNS, self._sign),
            **dict.fromkeys(docx_drawings.TAGS, self._drawing),
        }

    def read(self, paragraph: "_Element", style: str = "") -> Inline:
        """The visible text of a paragraph of a style. Hidden words are noted as asides, drawings as unread."""
        self._pieces, self._boxes, self._hidden, self._struck, self._style = [], [], [], False, style
        look = self._styles.of_paragraph(style)
        loose = self._handlers.get(paragraph.tag)
        if loose is not None:
            loose(paragraph, look, "")  # a run or equation outside any paragraph
        else:
            self._collect(paragraph, look, "")
        hidden = "".join(self._hidden).strip()
        if hidden:
            self._findings.aside(hidden, _("Hidden text"))
        text = with_emphasis([(piece.text, piece.style) for piece in self._in_letters()])
        return Inline(text, self._boxes, self._struck, bool(hidden) and not text.strip())

    def _collect(self, element: "_Element", look: RunStyle, style: str) -> None:
        for child in element:
            handler = self._handlers.get(child.tag)
            if handler is not None:
                handler(child, look, style)
            elif child.tag not in _SKIPPED:
                self._collect(child, look, style)

    def _put(self, text: str, look: RunStyle, style: str) -> None:
        if self.fields.silent or not text:
            return
        if look.hidden:
            self._hidden.append(text)
            return
        if look.struck and text.strip():
            self._struck = True
        self._pieces.append(_Piece(text, style, font_of(look.family), look.capitals))

    def _in_letters(self) -> list[_Piece]:
        """The pieces with the letters that paper shows: those of old fonts in Unicode, then capitals."""
        shown: list[_Piece] = []
        for font, group in groupby(self._pieces, key=lambda piece: piece.old):
            pieces = list(group)
            texts = [piece.text for piece in pieces]
            made = unicode_runs(texts, font) if font is not None else texts
            if made != texts:
                self._findings.in_old_fonts.append((self._findings.line, "".join(texts), "".join(made)))
            shown += [replace(p, text=t.upper() if p.capitals else t) for p, t in zip(pieces, made, strict=True)]
        return shown

    def _text(self, element: "_Element", look: RunStyle, style: str) -> None:
        text = (element.text or "").replace(_NO_BREAK_HYPHEN, "-")
        if look.font or has_private(text):
            text = self._in_unicode(text, look.font)
        self._put(text, look, style)

    def _in_unicode(self, text: str, font: str) -> str:
        text = unicode_of(text, font)
        if "\ufffd" in text and not self.fields.silent:
            self._findings.unread(Unread.SYMBOL)
        return text

    def _run(self, element: "_Element", look: RunStyle, style: str) -> None:
        properties = element.find(f"{W}rPr")
        if properties is not None:
            look = self._styles.of_run(properties, self._style, look)
            style = ("**" if _on(properties.find(f"{W}b")) else "") + ("*" if _on(properties.find(f"{W}i")) else "")
        else:
            style = ""
        self._collect(element, look, style)

    def _sign(self, element: "_Element", look: RunStyle, style: str) -> None:
        self._put(_SIGNS[element.tag], look, style)

    def _symbol(self, element: "_Element", look: RunStyle, style: str) -> None:
        code = element.get(f"{W}char") or ""
        try:
            char = chr(int(code, 16))
        except (ValueError, OverflowError):
            char = "\ufffd"
        font = symbol_font(element.get(f"{W}font") or "")
        text = self._in_unicode(char, font)
        if "\ue000" <= text <= "\uf8ff":
            self._findings.unread(Unread.SYMBOL)
        self._put(text, look, style)

    def _field_mark(self, element: "_Element", look: RunStyle, style: str) -> None:
        self._put(self.fields.mark(element), look, style)

    def _simple_field(self, element: "_Element", look: RunStyle, style: str) -> None:
        if not self.fields.is_contents(element.get(f"{W}instr") or ""):
            self._collect(element, look, style)

    def _instruction(self, element: "_Element", look: RunStyle, style: str) -> None:
        self.fields.instruct(element.text or "")

    def _box(self, element: "_Element", look: RunStyle, style: str) -> None:
        if not self.fields.silent and not look.hidden:
            self._boxes.append(element)

    def _equation(self, element: "_Element", look: RunStyle, style: str) -> None:
        text = linear(element)
        if not text and not self.fields.silent and not look.hidden:
            self._findings.unread(Unread.EQUATION)
        self._put(text, look, style)

    def _word_art(self, element: "_Element", look: RunStyle, style: str) -> None:
        self._put(f"\n{element.get('string') or ''}\n", look, "")

    def _shape_text(self, element: "_Element", look: RunStyle, style: str) -> None:
        """The text of a shape that is drawn without Word's own text boxes."""
        for paragraph in element.iter(f"{A}p"):
            self._put("\n" + "".join(part.text or "" for part in paragraph.iter(f"{A}t")) + "\n", look, "")

    def _reference(self, element: "_Element", look: RunStyle, style: str) -> None:
        kind = str(element.tag)[len(W) :].removesuffix("Reference")
        if not self.fields.silent:
            self._findings.references.setdefault((kind, element.get(f"{W}id") or ""), self._findings.line)

    def _drawing(self, element: "_Element", look: RunStyle, style: str) -> None:
        """Name what is drawn, and read what is written in it."""
        if not self.fields.silent and not look.hidden:
            docx_drawings.note(element, self._findings)
        if docx_drawings.holds_text(element):
            self._collect(element, look, "")


def _on(toggle: "_Element | None") -> bool:
    return toggle is not None and toggle.get(f"{W}val") not in _OFF
