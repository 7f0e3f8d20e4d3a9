"""Icons for Windows, drawn from installer/icons/*.svg."""

from pathlib import Path

SIZES = (16, 20, 24, 32, 48, 64, 256)


def make_icons(drawings: Path, folder: Path) -> list[Path]:
    """One .ico for each drawing, with all sizes that Windows asks for at 100 to 200 %."""
    from PIL import Image
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    _application = QGuiApplication.instance() or QGuiApplication([])
    made = []
    for drawing in sorted(drawings.glob("*.svg")):
        renderer = QSvgRenderer(str(drawing))
        pictures = []
        for size in SIZES:
            image = QImage(size, size, QImage.Format.Format_RGBA8888)
            image.fill(0)
            painter = QPainter(image)
            renderer.render(painter)
            painter.end()
            pictures.append(Image.frombytes("RGBA", (size, size), bytes(image.constBits())))
        target = folder / f"{drawing.stem}.ico"
        pictures[-1].save(target, sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])
        made.append(target)
    return made
