"""The palette by meaning, light and dark."""

from dataclasses import dataclass, fields
from typing import Any

from PySide6.QtGui import QColor


@dataclass(frozen=True)
class Tokens:
    """The palette by meaning; the light values keep a contrast of at least 4.5 for text on `surface`."""

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
    "line": "#D5DAE1", "soft_line": "#E6E9EE", "field_border": "#8A94A2",
    "text": "#1A2330", "secondary": "#566273", "muted": "#687383",
    "accent": "#1B5A96", "accent_tint": "#E4EEF8", "on_accent": "#FFFFFF",
    "late": "#B42318", "late_tint": "#FCEDEB", "soon": "#8F5600", "soon_tint": "#FDF3DF", "done": "#1C7040",
    "found": "#FFE08A",
    "conflict": "#7A3A9A", "guidance": "#F6F3EA", "guidance_line": "#E5DFCC",
    "surround": "#DDE2E9", "paper": "#FFFFFF", "ink": "#000000",
}  # fmt: skip
_DARK = {
    "bg": "#191E25", "surface": "#1E242C", "alt": "#222932", "band": "#2D3540",
    "line": "#39434F", "soft_line": "#323B46", "field_border": "#6B7888",
    "text": "#E4E9EF", "secondary": "#A6B1BF", "muted": "#8592A2",
    "accent": "#7FB6EA", "accent_tint": "#24384D", "on_accent": "#10202F",
    "late": "#FF8A7E", "late_tint": "#432624", "soon": "#F0B95A", "soon_tint": "#3D3220", "done": "#74C795",
    "found": "#6B5410",
    "conflict": "#CF9BE8", "guidance": "#2C2A22", "guidance_line": "#454030",
    "surround": "#2A313B", "paper": "#FFFFFF", "ink": "#000000",
}  # fmt: skip


def _tokens_of(values: dict[str, str]) -> Tokens:
    colours: dict[str, Any] = {field.name: QColor(values[field.name]) for field in fields(Tokens)}
    return Tokens(**colours)


LIGHT = _tokens_of(_LIGHT)
DARK = _tokens_of(_DARK)
