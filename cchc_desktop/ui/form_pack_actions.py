"""Packs of forms from the menu and by double click: looked at, taken in, taken back."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import Purpose, ask_file

PACK_SUFFIX = ".cchcmau"  # `exchange.form_pack` is not loaded with the window


def ask_pack(window: QWidget) -> None:
    """Ask for a pack and show what it would change."""
    kinds = _("Packs of forms (*{suffix})").format(suffix=PACK_SUFFIX)
    path = ask_file(window, Purpose.TAKEN_IN, _("Take in a pack of forms"), kinds)
    if path is not None:
        open_pack(window, path)


def open_pack(window: QWidget, path: Path) -> None:
    """Show what a pack would change, and take it in if the officer agrees; of a file that is none it is said why."""
    from cchc_desktop.exchange.form_pack import read_pack
    from cchc_desktop.services.form_packs import PackPreview, preview, take
    from cchc_desktop.ui.dialogs.form_pack import FormPackDialog
    from cchc_desktop.ui.jobs import run_reading

    def show(seen: PackPreview) -> None:
        dialog = FormPackDialog(window, seen)
        dialog.agreed.connect(lambda: take_in(seen))
        dialog.open()

    def take_in(seen: PackPreview) -> None:
        try:
            made = take(seen)
        except UserError as error:
            alerts.show_error(window, error)
            return
        said = _("“{title}” was taken in. New papers and reports follow its forms from now on.")
        alerts.leave_note(window, _("Take in a pack of forms"), said.format(title=made.title))

    run_reading(window, _("Reading {name}").format(name=path.name), lambda: preview(read_pack(path)), show)


def take_back(window: QWidget) -> None:
    """Put the forms back as they were before the last pack, once the officer agrees."""
    from cchc_desktop.services import form_packs

    packs = form_packs.taken()
    if not packs:
        alerts.show_note(
            window,
            _("Take back the last pack"),
            _("No pack of forms was taken in: the program's own forms are in use."),
        )
        return
    text = _("The forms become as they were before “{title}” was taken in. Reports that were begun stay as they are.")
    yes, no = _("Take it back"), _("Cancel")
    title = _("Take back the last pack")
    if alerts.ask(window, title, text.format(title=packs[-1].title), yes, no, enter_agrees=False):
        try:
            form_packs.take_back()
        except UserError as error:
            alerts.show_error(window, error)
