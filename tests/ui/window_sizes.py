"""Run by itself: shows the six tabs on screens of 1366 x 768 at several scales and zooms, prints what does not fit.

A process of its own, because Qt reads its screens when it starts; arguments: dossier, folder for files, "all" for
every scale with every zoom.
"""

import os
import sys
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

from tests.ui.dialog_sizes import SCALES, tell_screens

ZOOMS = (0.9, 1.0, 1.25, 1.5, 1.75, 2.0)
_FEW = ((1.0, 1.0), (1.25, 1.25), (1.5, 1.5), (1.75, 2.0))


def main(dossier: Path, wanted: list[tuple[float, float]]) -> list[str]:
    """The sentences about what does not fit."""
    from PySide6.QtWidgets import QApplication

    from cchc_desktop.options import Options
    from cchc_desktop.ui import qt_translator, theme
    from cchc_desktop.ui.application import make_application
    from cchc_desktop.ui.main_window import MainWindow
    from cchc_desktop.ui.workspace import Workspace

    app = make_application(["cchc"])
    qt_translator.install(app, "vi")
    workspace = Workspace()
    workspace.open(dossier)
    found: list[str] = []
    for scale, zoom in wanted:
        theme.apply(app, zoom=zoom)
        space = next(one.availableGeometry() for one in app.screens() if one.name() == str(scale))
        window = MainWindow(workspace, Options(zoom=zoom))
        window.move(space.topLeft())
        window.resize(space.width(), space.height() - 30)  # as it is maximised, below its title
        window.show()
        for name in window.tab_names:
            window.show_tab(name)
            for _round in range(3):
                QApplication.processEvents()
            here = f"{name} at {scale:.0%}, zoom {zoom:.0%}"
            least = window.minimumSizeHint()
            if least.width() > space.width() or least.height() > space.height() - 30:
                found.append(f"{here}: the window needs {least} of {space.size()}")
            if window.width() > space.width() or window.height() > space.height():
                found.append(f"{here}: the window grew to {window.size()} on {space.size()}")
            found += [f"{here}: {trouble}" for trouble in _troubles(window)]
        window.hide()
        window.deleteLater()
    return found


def _troubles(window: object) -> Iterator[str]:
    """What overlaps, lies outside, or has its word cut in the rows of tools."""
    from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

    from cchc_desktop.ui.widgets.one_line import OneLine

    assert isinstance(window, QWidget)
    for row in window.findChildren(QFrame):
        if row.property("box") not in ("toolbar", "tabrow") or not row.isVisible():
            continue
        shown = [one for one in row.findChildren(QWidget) if one.parentWidget() is row and one.isVisible()]
        for one, other in combinations(shown, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"{_name(one)} {one.geometry()} over {_name(other)} {other.geometry()}"
        for one in shown:
            if not row.rect().contains(one.geometry()):
                yield f"{_name(one)} {one.geometry()} outside its row {row.rect()}"
            worded = isinstance(one, QPushButton | QLabel | QToolButton)
            if worded and not isinstance(one, OneLine) and one.width() < one.sizeHint().width() - 1:
                yield f"{_name(one)} is cut: {one.width()} of {one.sizeHint().width()}"


def _name(widget: object) -> str:
    said = getattr(widget, "text", None)
    name = getattr(widget, "accessibleName", None)
    return f"“{(said() if said else '') or (name() if name else '') or type(widget).__name__}”"


if __name__ == "__main__":
    tell_screens(Path(sys.argv[2]))
    troubles = main(Path(sys.argv[1]), list(product(SCALES, ZOOMS)) if "all" in sys.argv else list(_FEW))
    print("\n".join(troubles))
    sys.stdout.flush()
    os._exit(bool(troubles))  # without waiting for Qt to take everything apart
