"""Run by itself: shows every dialog on screens of 1366 x 768 at several scales and zooms, prints what does not fit.

A process of its own, because Qt reads its screens when it starts; arguments: dossier, folder for files.
"""

import json
import os
import sys
from itertools import product
from pathlib import Path

SCALES = (1.0, 1.25, 1.5, 1.75)
ZOOMS = (0.9, 1.0, 1.5, 2.0)
COMMON = ((1.0, 1.0), (1.25, 1.0), (1.5, 1.0))  # (scale, zoom) at which the main button has to be in view
_TASKBAR = 40


def tell_screens(folder: Path) -> None:
    """Tell Qt of a screen for each scale, in the pixels that are left at that scale."""
    shown, left = [], 0
    for scale in SCALES:
        width, height = round(1366 / scale), round((768 - _TASKBAR) / scale)
        shown.append({"name": str(scale), "x": left, "y": 0, "width": width, "height": height, "dpr": 1})
        left += 6000  # no dialog reaches into the next one
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": shown}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def main(dossier: Path, folder: Path, combinations: list[tuple[float, float]]) -> list[str]:
    """The sentences about what does not fit."""
    from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow

    from cchc_desktop.ui import qt_translator, theme
    from cchc_desktop.ui.application import make_application
    from cchc_desktop.ui.workspace import Workspace
    from tests.ui.every_dialog import CLASSES, MAKERS, Maker, let_go

    app = make_application(["cchc"])
    qt_translator.install(app, "vi")
    workspace = Workspace()
    workspace.open(dossier)
    found: list[str] = []
    for scale, zoom in combinations:
        theme.apply(app, zoom=zoom)
        window = QMainWindow()
        maker = Maker(workspace, window, folder)
        for kind in CLASSES:
            dialog = MAKERS[kind](maker)
            space = next(one.availableGeometry() for one in app.screens() if one.name() == str(scale))
            dialog.move(space.topLeft())
            dialog.show()
            QApplication.processEvents()
            name = f"{kind.__name__} at {scale:.0%}, zoom {zoom:.0%}"
            if not space.contains(dialog.frameGeometry()):
                found.append(f"{name}: {dialog.frameGeometry()} outside {space}")
            if dialog.size().width() > dialog.room().width() or dialog.size().height() > dialog.room().height():
                found.append(f"{name}: {dialog.size()} is more than {dialog.room()}")
            if (scale, zoom) in COMMON:
                tables = dialog.findChildren(QAbstractItemView)
                wide = [one for one in tables if one.isVisible() and one.horizontalScrollBar().maximum() > 0]
                found += [f"{name}: {one.accessibleName()} scrolls sideways" for one in wide]
            button = dialog.agree_button()
            if (scale, zoom) in COMMON and button is not None and button.visibleRegion().isEmpty():
                found.append(f"{name}: “{button.text()}” is out of view")
            let_go(dialog)
        let_go(window)
        while workspace.can_undo:  # papers issued and parts asked for by some
            workspace.undo()
    workspace.close()
    return found


if __name__ == "__main__":
    tell_screens(Path(sys.argv[2]))
    wanted = list(product(SCALES, ZOOMS)) if "all" in sys.argv else [(1.5, 1.0), (1.0, 2.0), (1.75, 2.0)]
    troubles = main(Path(sys.argv[1]), Path(sys.argv[2]), wanted)
    print("\n".join(troubles))
    sys.stdout.flush()
    os._exit(bool(troubles))  # without waiting for Qt to take everything apart
