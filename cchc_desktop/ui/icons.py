"""Icons from resources/icons, drawn in a colour of the theme at the sharpness of the screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cchc_desktop import paths
from cchc_desktop.ui import theme


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    svg = _source(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.8"')
    side = max(1, round(pixels * ratio))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _ratio() -> float:
    screens = QGuiApplication.screens()
    return max((screen.devicePixelRatio() for screen in screens), default=1.0)


def pixmap(name: str, token: str = "text", size: int = 17, device_ratio: float | None = None) -> QPixmap:
    """The icon `name` in the colour of a token, `size` in pixels at 100 %."""
    colour = getattr(theme.tokens(), token).name()
    return _drawn(name, colour, theme.px(size), device_ratio or _ratio())


def _with_gap(picture: QPixmap, gap: int) -> QPixmap:
    """The picture on a wider, transparent canvas."""
    ratio = picture.devicePixelRatio()
    canvas = QPixmap(picture.width() + round(theme.px(gap) * ratio), picture.height())
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return canvas


def icon(name: str, token: str = "text", size: int = 17, gap: int = 0) -> QIcon:
    """The icon `name` for actions and buttons, grey when disabled; `gap` keeps the word beside it at a distance."""
    made = QIcon(_with_gap(pixmap(name, token, size), gap) if gap else pixmap(name, token, size))
    grey = pixmap(name, "line", size)
    made.addPixmap(_with_gap(grey, gap) if gap else grey, QIcon.Mode.Disabled)
    return made
