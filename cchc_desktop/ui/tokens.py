"""The palette by meaning, light and dark."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

LEAST_CONTRAST = 4.5  # of words and their ground (WCAG 2.1, AA)


class Tokens(NamedTuple):
    """The palette by meaning; words keep a contrast of at least 4.5 on each ground, frames of fields 3 beside it."""

    bg: QColor
    surface: QColor
    alt: QColor
    band: QColor
    line: QColor
    soft_line: QColor
    field_border: QColor
    text: QColor
    secondary: QColor
    muted: QColor
    accent: QColor
    accent_tint: QColor
    on_accent: QColor  # words on the primary button
    late: QColor
    late_tint: QColor
    soon: QColor
    soon_tint: QColor
    done: QColor
    found: QColor  # behind the words that were searched for
    conflict: QColor
    guidance: QColor
    guidance_line: QColor
    surround: QColor  # around a printed page, which stays white in both themes
    paper: QColor
    ink: QColor  # text on paper


_LIGHT = {
    "bg": "#F1F3F6", "surface": "#FFFFFF", "alt": "#F8F9FB", "band": "#E9EDF3",
    "line": "#D5DAE1", "soft_line": "#E6E9EE", "field_border": "#7F8998",
    "text": "#1A2330", "secondary": "#566273", "muted": "#5F6A79",
    "accent": "#1B5A96", "accent_tint": "#E4EEF8", "on_accent": "#FFFFFF",
    "late": "#B42318", "late_tint": "#FCEDEB", "soon": "#8F5600", "soon_tint": "#FDF3DF", "done": "#1C7040",
    "found": "#FFE08A",
    "conflict": "#7A3A9A", "guidance": "#F6F3EA", "guidance_line": "#E5DFCC",
    "surround": "#DDE2E9", "paper": "#FFFFFF", "ink": "#000000",
}  # fmt: skip
_DARK = {
    "bg": "#191E25", "surface": "#1E242C", "alt": "#222932", "band": "#2D3540",
    "line": "#39434F", "soft_line": "#323B46", "field_border": "#6B7888",
    "text": "#E4E9EF", "secondary": "#A6B1BF", "muted": "#98A4B3",
    "accent": "#7FB6EA", "accent_tint": "#24384D", "on_accent": "#10202F",
    "late": "#FF8A7E", "late_tint": "#432624", "soon": "#F0B95A", "soon_tint": "#3D3220", "done": "#74C795",
    "found": "#4D3C0C",
    "conflict": "#CF9BE8", "guidance": "#2C2A22", "guidance_line": "#454030",
    "surround": "#2A313B", "paper": "#FFFFFF", "ink": "#000000",
}  # fmt: skip


def of_palette(palette: QPalette) -> Tokens:
    """The colours of a system whose user needs high contrast: theirs alone, and nothing told by a colour."""
    ground, words = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.WindowText)
    window = palette.color(QPalette.ColorRole.Window)
    link = palette.color(QPalette.ColorRole.Link)
    accent = link if min(contrast(link, ground), contrast(link, window)) >= LEAST_CONTRAST else words
    grounds = dict.fromkeys(("surface", "alt", "guidance", "late_tint", "soon_tint", "surround"), ground)
    tints = dict.fromkeys(("band", "accent_tint", "found"), _mixed(ground, words, 0.15))
    paper = {"paper": QColor("white"), "ink": QColor("black")}
    named = grounds | tints | paper | {"bg": window, "accent": accent, "on_accent": ground}
    return Tokens(**{name: named.get(name, words) for name in Tokens._fields})


def contrast(one: QColor, other: QColor) -> float:
    """From 1 to 21, by WCAG 2.1."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    parts = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def _tokens_of(values: dict[str, str]) -> Tokens:
    return Tokens(**{name: QColor(values[name]) for name in Tokens._fields})


LIGHT = _tokens_of(_LIGHT)
DARK = _tokens_of(_DARK)
