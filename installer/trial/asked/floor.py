"""The least of a program with such a window, as benchmarks/bench_startup.py has it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication([])
window = QMainWindow()
window.resize(1366, 728)
window.show()


def ready() -> None:
    """Once it is painted."""
    app.processEvents()
    print("ready", flush=True)
    app.quit()


QTimer.singleShot(0, ready)
app.exec()
