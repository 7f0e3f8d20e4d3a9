"""A mail shown in the officer's own mail program: asked by MAPI where one is set up, else by opening a draft file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.exchange.mail import mapi
from cchc_desktop.i18n import _
from cchc_desktop.ui.jobs import run_reading


def show_mail(
    parent: QWidget,
    *,
    to: str,
    subject: str,
    body: str,
    attachment: Path,
    on_shown: Callable[[], object],
    otherwise: Callable[[], object],
) -> None:
    """Hand the mail over and wait until it was sent or put away, then `on_shown`; `otherwise` where none takes it."""
    if not mapi.has_mail_program():
        otherwise()
        return
    run_reading(
        parent,
        _("The mail is open in the mail program; send or close it there"),
        lambda: mapi.draft(to=to, subject=subject, body=body, attachment=attachment),
        lambda taken: on_shown() if taken else otherwise(),
    )
