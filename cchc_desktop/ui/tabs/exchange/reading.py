"""A package read off the window's thread; one with a password asks for it."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from cchc_desktop.exchange.package_format import PackageData, PackageInfo
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.ui.dialogs.ask_one import AskOneDialog
from cchc_desktop.ui.jobs import run_job


def open_checked(
    parent: QWidget, path: Path, on_done: Callable[[PackageInfo, PackageData], object], password: str = ""
) -> None:
    """Check the package and hand it over; asks for the password until it is right or the officer gives up."""
    from cchc_desktop.exchange.package_reader import PasswordNeeded, reading

    def steps() -> Generator[Progress, None, tuple[PackageInfo, PackageData] | PasswordNeeded]:
        try:
            return (yield from reading(path, password))
        except PasswordNeeded as error:
            return error

    def done(found: tuple[PackageInfo, PackageData] | PasswordNeeded) -> None:
        if isinstance(found, tuple):
            on_done(*found)
            return
        typed = ask_password(parent, str(found))
        if typed:
            open_checked(parent, path, on_done, typed)

    run_job(parent, _("Checking {name}").format(name=path.name), steps, done, reads_only=True)


def ask_password(parent: QWidget, why: str) -> str:
    """The password as it was typed; "" when the officer thinks better of it."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
    dialog = AskOneDialog(parent, _("Password of the package"), why, field)
    dialog.agree.setText(_("Open"))
    agreed, typed = dialog.exec(), field.text()
    return typed if agreed else ""
