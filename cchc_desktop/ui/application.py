"""The Qt application itself."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from cchc_desktop import __version__


def make_application(argv: Sequence[str]) -> QApplication:
    """The Qt application, with names that the system shows."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    app.setApplicationName("CCHC Desktop")
    app.setApplicationVersion(__version__)
    return app
