"""How a dialog of a collection keeps what was typed: it goes once that is written, and not before."""

from collections.abc import Callable

from shiboken6 import isValid

from cchc_desktop.errors import UserError
from cchc_desktop.ui import alerts
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog


def write_and_leave(dialog: Dialog, space: CollectionSpace, verb: Callable[[], object], said: str) -> None:
    """Write in the background; where that fails the dialog stays as it is, and says why."""
    agree = dialog.agree_button()
    if agree is not None:
        agree.setEnabled(False)

    def done(_nothing: object) -> None:
        space.say(said)
        if isValid(dialog):
            dialog.dismiss()

    def failed(error: UserError) -> None:
        if isValid(dialog) and agree is not None:
            agree.setEnabled(True)
        alerts.show_error(dialog if isValid(dialog) else None, error)

    space.write(verb, done, failed)
