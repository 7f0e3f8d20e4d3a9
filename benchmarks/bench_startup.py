"""From the start of the process to a usable window with the sample open, against the bare floor."""

import sys
import tempfile
from pathlib import Path

from measuring import Claim, Table, compile_program, medians, run, until_ready

RUNS = 9
WINDOW_GOAL, GOAL = 1.3, 2.5

# The least of a program with such a window: QtWidgets, QApplication, an empty QMainWindow shown and painted.
FLOOR = """
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
        program: list[str | Path] = [sys.executable, "-m", "cchc_desktop", dossier]
        found = medians(
            {
                "floor": lambda: until_ready([sys.executable, "-c", FLOOR], home),
                "window": lambda: until_ready(program, home, CCHC_QUIT_WHEN="window"),
                "program": lambda: until_ready(program, home, CCHC_QUIT_WHEN="ready"),
                "loaded": lambda: until_ready(program, home, CCHC_QUIT_WHEN="loaded"),
            },
            RUNS,
        )
    return Table(
        title="Start to usable window",
        notes=(
            "From the start of the process, offscreen. The floor shows an empty QMainWindow until that is painted. "
            "The first window is painted before the dossier is asked for. Usable: the program has locked, checked and "
            "opened the sample dossier and has painted the overview with its data, which it reads by plain SQL; "
            "SQLAlchemy, the entities and the services are loaded in the background once the window stands, and the "
            "backup of the start is made there too. The last line is the time until all of that is loaded: a tab that "
            "is chosen earlier waits for its part of it. The ratio is that of the usable window to the floor. Median "
            f"of {RUNS} runs in turn."
        ),
        columns=("process", "seconds"),
        rows=(
            ("bare floor", f"{found['floor']:.3f}"),
            ("first window of CCHC Desktop", f"{found['window']:.3f}"),
            ("CCHC Desktop with the sample open", f"{found['program']:.3f}"),
            ("everything else loaded in the background", f"{found['loaded']:.3f}"),
        ),
        ratio=found["program"] / found["floor"],
        goal=GOAL,
        further=(Claim("First window", found["window"] / found["floor"], WINDOW_GOAL),),
    )
