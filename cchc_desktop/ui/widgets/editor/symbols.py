"""Characters of Word's symbol fonts, which stand in HTML as if they were letters: "³" in Symbol is "≥"."""

import re
import unicodedata

# The place of a character in the font, as Windows keeps it, and the Unicode character that looks like it.
_SYMBOL = {
    **{0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×"},
    **{0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xDE: "⇒", 0xE5: "∑", 0x2D: "-"},
}
_WINGDINGS = {0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xE0: "→", 0xE8: "→", 0xFB: "✗"}
_BULLET = "•"
_FAMILY = re.compile(r"(?<![\w-])font-family\s*:\s*[\"']?\s*([^;,\"']+)|(?<![\w-])font\s*:([^;]*)")


def symbol_font(style: str, face: str, outer: str) -> str:
    """ "symbol" or "wingdings" when text of this style is set in such a font, else ""; `outer` is that around it."""
    named = _FAMILY.search(style)
    if not named and not face:
        return outer
    family = (named[1] or named[2] or "").strip() if named else face.strip()
    return next((font for font in ("symbol", "wingdings") if font in family), "")


def unicode_of(text: str, font: str) -> str:
    """The text in characters that every font has; a lone sign of Wingdings that is not known is a bullet."""
    text = unicodedata.normalize("NFC", text)
    if font == "symbol":
        return "".join(_SYMBOL.get(_place(char), char) for char in text)
    sign = text.strip()
    if font == "wingdings" and len(sign) == 1 and not sign.isdigit():
        return text.replace(sign, _WINGDINGS.get(_place(sign), _BULLET))
    return text


def _place(char: str) -> int:
    """Where a character stands in its font; Word moves the places of symbol fonts into Unicode's private area."""
    return ord(char) - 0xF000 if "\uf000" <= char <= "\uf0ff" else ord(char)
