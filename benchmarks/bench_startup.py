"""From the start of the process to a usable window with the sample open, against the bare floor."""

import sys
import tempfile
from pathlib import Path

from measuring import Table, compile_program, medians, run, until_ready

RUNS = 9
GOAL = 1.5

# The least that any program with this window and this database must pay. SQLAlchemy first, as the program does: after
# PySide6, whose import hook slows it down, the floor would be higher.
FLOOR = """
import sqlalchemy.orm
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 728)
window.show()

def ready():
    app.processEvents()
    print("ready", flush=True)
    app.quit()

QTimer.singleShot(0, ready)
app.exec()
"""


def measure() -> Table:
    """Both processes in turn."""
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "home"
        run([sys.executable, "-m", "cchc_desktop.commands", "sample", folder], home)
        (dossier,) = folder.glob("*.cchc")
        program = [sys.executable, "-m", "cchc_desktop", dossier]
        found = medians(
            {
                "floor": lambda: until_ready([sys.executable, "-c", FLOOR], home),
                "program": lambda: until_ready(program, home, CCHC_QUIT_WHEN_READY="1"),
            },
            RUNS,
        )
    return Table(
        title="Start to usable window",
        notes=(
            "From the start of the process, offscreen. The floor imports SQLAlchemy and shows an empty QMainWindow. "
            "The program opens the sample dossier (lock and verified backup included) and has drawn the overview with "
            f"its data. Median of {RUNS} runs in turn."
        ),
        columns=("process", "seconds"),
        rows=(
            ("bare floor", f"{found['floor']:.3f}"),
            ("CCHC Desktop with the sample open", f"{found['program']:.3f}"),
        ),
        ratio=found["program"] / found["floor"],
        goal=GOAL,
    )
