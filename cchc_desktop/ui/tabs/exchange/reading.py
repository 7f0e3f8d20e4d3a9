"""A package read off the window's thread; one with a password asks for it."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.exchange.package_format import PackageData, PackageInfo
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.ui.dialogs.ask_one import AskOneDialog
from cchc_desktop.ui.jobs import run_job

Checked = tuple[PackageInfo, PackageData]


def open_checked(
    parent: QWidget,
    path: Path,
    on_done: Callable[[PackageInfo, PackageData], object],
    password: str = "",
    on_left: Callable[[UserError | Cancelled], object] | None = None,
) -> None:
    """Check the package and hand it over; asks for the password until it is right or the officer gives up.

    With `on_left` a package that is refused is handed there instead of being shown, and so is a stop by the officer.
    """
    from cchc_desktop.exchange.package_reader import PasswordNeeded, reading

    def steps() -> Generator[Progress, None, Checked | UserError]:
        try:
            return (yield from reading(path, password))
        except UserError as error:
            if on_left is None and not isinstance(error, PasswordNeeded):
                raise
            return error

    def done(found: Checked | UserError) -> None:
        if isinstance(found, tuple):
            on_done(*found)
            return
        typed = ask_password(parent, str(found)) if isinstance(found, PasswordNeeded) else ""
        if typed:
            open_checked(parent, path, on_done, typed, on_left)
        elif on_left is not None:
            on_left(found)

    job = run_job(parent, _("Checking {name}").format(name=path.name), steps, done, reads_only=True)
    if on_left is not None:
        job.rejected.connect(lambda: on_left(Cancelled()))


def ask_password(parent: QWidget, why: str) -> str:
    """The password as it was typed; "" when the officer thinks better of it."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
    dialog = AskOneDialog(parent, _("Password of the package"), why, field)
    dialog.agree.setText(_("Open"))
    agreed, typed = dialog.exec(), field.text()
    return typed if agreed else ""
