"""From the start of the process to a usable window with the sample open, against the bare floor."""

import sys
import tempfile
from pathlib import Path

from measuring import Table, compile_program, medians, run

RUNS = 9
GOAL = 1.5

# The least that any program with this window and this database must pay: SQLAlchemy first, as the program does,
# because PySide6's import hook would slow it down.
FLOOR = """
import sqlalchemy.orm
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 728)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""


def measure() -> Table:
    """Both processes in turn."""
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run([sys.executable, "-m", "cchc_desktop.commands", "sample", folder], folder / "home")
        (dossier,) = folder.glob("*.cchc")
        found = medians(
            {
                "floor": lambda: run([sys.executable, "-c", FLOOR], folder / "home"),
                "program": lambda: run(
                    [sys.executable, "-m", "cchc_desktop", dossier], folder / "home", CCHC_QUIT_WHEN_READY="1"
                ),
            },
            RUNS,
        )
    return Table(
        title="Start to usable window",
        notes=(
            "Whole processes, offscreen, from start to end. The floor imports SQLAlchemy and shows an empty "
            "QMainWindow. The program opens the sample dossier (lock and verified backup included), shows the "
            f"overview with its data, and quits. Median of {RUNS} runs in turn."
        ),
        columns=("process", "seconds"),
        rows=(
            ("bare floor", f"{found['floor']:.3f}"),
            ("CCHC Desktop with the sample open", f"{found['program']:.3f}"),
        ),
        ratio=found["program"] / found["floor"],
        goal=GOAL,
    )
