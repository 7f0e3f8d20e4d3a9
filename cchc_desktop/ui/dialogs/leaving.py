"""Whether the dialogs beside a window may go; known without loading what dialogs are made of."""

from PySide6.QtWidgets import QDialog, QWidget


def dialogs_may_go(window: QWidget) -> bool:
    """Whether the dialogs that are open beside a window may go with it."""
    found = window.findChildren(QDialog)
    if not found:
        return True
    from cchc_desktop.ui.dialogs.base import Dialog

    return all(dialog.leave() for dialog in found if isinstance(dialog, Dialog))
