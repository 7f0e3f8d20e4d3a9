"""Fields of Word (ECMA-376 part 1, 17.16): which text between their marks paper shows."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_eq import equation_of
from cchc_desktop.readers.docx_findings import Findings, Unread
from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.symbol_fonts import symbol_font, unicode_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENTS = frozenset(("TOC", "INDEX", "TOA"))
# Fields that keep no result in the file, though paper shows one.
_COMPUTED = frozenset(("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "ADVANCE", "BARCODE", "DISPLAYBARCODE"))
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+ ?(.*)", re.DOTALL | re.IGNORECASE)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]{1,4}|\d{1,5})\b", re.IGNORECASE)
_FONT = re.compile(r'\\f\s*"?([^"\\]{1,40})', re.IGNORECASE)
_MOST_INSTRUCTION = 1000


@dataclass
class _Field:
    instruction: str = ""
    in_result: bool = False
    silent: bool = False  # its result is not read
    shows: str = ""  # what it shows without a result


class Fields:
    """The fields that are open while a text is walked."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._open: list[_Field] = []
        self._mute = 0  # how many open fields let nothing through
        self.contents_begun = False  # a table of contents began since somebody looked

    @property
    def silent(self) -> bool:
        """Whether text here is part of an instruction or of a result that is not read."""
        return self._mute > 0

    def instruct(self, text: str) -> None:
        """Take a piece of the innermost field's instruction."""
        if self._open and not self._open[-1].in_result:
            field = self._open[-1]
            field.instruction = (field.instruction + text)[:_MOST_INSTRUCTION]

    def mark(self, char: "_Element") -> str:
        """Take a mark of a field; what the field shows by itself."""
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            data = char.find(f"{W}ffData")
            shows = form_value(data) if data is not None else ""
            self._open.append(_Field(shows=shows, silent=bool(shows)))
            self._mute += 1
        elif kind == "separate" and self._open and not self._open[-1].in_result:
            field = self._open[-1]
            field.in_result = True
            if self._is_contents(field.instruction, outer=self._mute - 1):
                field.silent = True
            if not field.silent:
                self._mute -= 1
        elif kind == "end" and self._open:
            field = self._open.pop()
            if not field.in_result or field.silent:
                self._mute -= 1
            if not self.silent:
                return field.shows if field.in_result else field.shows or self._computed(field.instruction)
        return ""

    def is_contents(self, instruction: str) -> bool:
        """Whether a simple field is a table of contents, which is named and not read."""
        return self._is_contents(instruction, outer=self._mute)

    def _is_contents(self, instruction: str, outer: int) -> bool:
        words = instruction.split(None, 1)
        if not words or words[0].upper() not in _CONTENTS:
            return False
        if outer == 0:
            self._findings.unread(Unread.CONTENTS)
            self.contents_begun = True
        return True

    def _computed(self, instruction: str) -> str:
        """What a field without a result shows."""
        words = instruction.split(None, 1)
        name = words[0].upper() if words else ""
        if button := _BUTTON.match(instruction):
            return button[1]
        if sign := _SYMBOL.match(instruction):
            font = _FONT.search(instruction)
            place = int(sign[1], 16 if sign[1][:2].lower() == "0x" else 10)
            return unicode_of(chr(place), symbol_font(font[1]) if font else "") if 0x20 <= place < 0xD800 else ""
        if name == "EQ":
            if written := equation_of(instruction):
                return written
            self._findings.unread(Unread.EQUATION)
        elif name in _COMPUTED:
            self._findings.unread(Unread.FIELD)
        return ""


def form_value(data: "_Element") -> str:
    """What a check box or drop-down of an old form shows; "" for text fields, whose result is their value."""
    box = data.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        state = state if state is not None else box.find(f"{W}default")
        return "☑" if state is not None and state.get(f"{W}val") not in ("0", "false", "off") else "☐"
    choice = data.find(f"{W}ddList")
    if choice is None:
        return ""
    entries = [entry.get(f"{W}val") or "" for entry in choice.iterfind(f"{W}listEntry")]
    chosen = choice.find(f"{W}result")
    chosen = chosen if chosen is not None else choice.find(f"{W}default")
    at = (chosen.get(f"{W}val") or "0") if chosen is not None else "0"
    return entries[int(at)] if at.isdecimal() and len(at) < 4 and int(at) < len(entries) else "".join(entries[:1])
