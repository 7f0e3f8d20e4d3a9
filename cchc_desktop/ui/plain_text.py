"""What is shown is shown as it was typed: no label, tooltip or message takes data for HTML, or loads what it names.

Qt guesses: a text with a tag in it becomes rich text wherever nobody said otherwise, the images it names included. The
guess is switched off for every label, Qt's own tooltips and message boxes among them, before it is first shown. Labels
that do show rich text say so themselves and escape what they quote.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel


class _PlainLabels(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Polish
            and isinstance(watched, QLabel)
            and watched.textFormat() == Qt.TextFormat.AutoText
        ):
            watched.setTextFormat(Qt.TextFormat.PlainText)
        return False


_filter: _PlainLabels | None = None


def install(app: QApplication) -> None:
    """From now on no label guesses. May be called again."""
    global _filter
    if _filter is None:
        _filter = _PlainLabels(app)
        app.installEventFilter(_filter)
