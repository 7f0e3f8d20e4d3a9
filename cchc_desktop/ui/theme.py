"""Colours, fonts and sizes of the window: every widget asks here, none holds a colour or a size of its own."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from cchc_desktop import paths
from cchc_desktop.ui.style_sheet import style_sheet
from cchc_desktop.ui.tokens import DARK, LIGHT, Tokens, of_palette

_UI_FAMILIES = ("Segoe UI", "Open Sans", "Noto Sans", "DejaVu Sans")
_PAPER_FAMILIES = ("Times New Roman", "Liberation Serif")


class _State:
    tokens: Tokens = LIGHT
    dark = False
    zoom = 1.0
    family = ""


_state = _State()
_paper_family = ""


def tokens() -> Tokens:
    """The colours in use."""
    return _state.tokens


def is_dark() -> bool:
    """Whether the dark colours are in use."""
    return _state.dark


def px(size: float) -> int:
    """A size given in pixels at 100 %, at the zoom in use."""
    return max(1, round(size * _state.zoom)) if size > 0 else 0


def font(size_px: float, weight: int = 400) -> QFont:
    """The window's font at a size in pixels at 100 %; weight 400 or 600."""
    return QFont(_made(_ui_family(), px(size_px), weight))


@cache
def _made(family: str, pixels: int, weight: int) -> QFont:
    made = QFont(family)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    return made


def paper_font(size_px: float, bold: bool = False, italic: bool = False) -> QFont:
    """The font of printed pages, size in pixels, not zoomed."""
    made = QFont(_paper_family_name())
    made.setPixelSize(max(1, round(size_px)))
    made.setBold(bold)
    made.setItalic(italic)
    return made


def _load(pattern: str) -> None:
    for path in sorted((paths.resources() / "fonts").glob(pattern)):
        QFontDatabase.addApplicationFont(str(path))


def _first_known(families: tuple[str, ...]) -> str:
    return next((name for name in families if QFontDatabase.hasFamily(name)), "")


def _ui_family() -> str:
    if not _state.family:
        if not QFontDatabase.hasFamily("Segoe UI"):
            _load("OpenSans-*.ttf")
        _state.family = _first_known(_UI_FAMILIES) or QApplication.font().family()
    return _state.family


def _paper_family_name() -> str:
    global _paper_family
    if not _paper_family:
        if not QFontDatabase.hasFamily("Times New Roman"):
            _load("LiberationSerif-*.ttf")
        _paper_family = _first_known(_PAPER_FAMILIES) or "serif"
    return _paper_family


def _palette(colours: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in (
        (roles.Window, colours.bg), (roles.WindowText, colours.text), (roles.Base, colours.surface),
        (roles.AlternateBase, colours.alt), (roles.Text, colours.text), (roles.Button, colours.surface),
        (roles.ButtonText, colours.text), (roles.Highlight, colours.accent), (roles.HighlightedText, colours.on_accent),
        (roles.Link, colours.accent), (roles.LinkVisited, colours.accent), (roles.PlaceholderText, colours.muted),
        (roles.ToolTipBase, colours.surface), (roles.ToolTipText, colours.text), (roles.Mid, colours.line),
        (roles.Light, colours.surface), (roles.Midlight, colours.soft_line), (roles.Dark, colours.field_border),
    ):  # fmt: skip
        palette.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours.muted)
    return palette


def apply(app: QApplication, dark: bool = False, zoom: float = 1.0, contrast: QPalette | None = None) -> None:
    """Dress the whole program; windows made before must be made again to take new icons and sizes.

    `contrast`: the colours of a system set to high contrast, which go before light and dark.
    """
    _state.tokens = of_palette(contrast) if contrast is not None else DARK if dark else LIGHT
    _state.dark = dark if contrast is None else _state.tokens.surface.lightness() < 128
    _state.zoom = zoom
    app.setPalette(_palette(_state.tokens))
    app.setFont(font(12))
    app.setStyleSheet(style_sheet(_state.tokens, px))
