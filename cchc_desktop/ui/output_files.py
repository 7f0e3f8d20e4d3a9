"""Where the officer's files go: asked for once, never over something else, what stands in the way is asked about."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop import options as kept_options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.options import Options
from cchc_desktop.ui import alerts
from cchc_desktop.ui.places import Purpose, ask_new_file


def ask_output(parent: QWidget, title: str, proposed: Path, kinds: str, *endings: str) -> Path | None:
    """Ask for a file to be written; None where the officer thinks better of it.

    A name without one of the endings (".xlsx") gets the first of them, or that of the kind chosen. The dialog itself
    asks before a file is replaced; a file of another kind is never offered up, and it is said why.
    """
    from cchc_desktop.writers.saving import agree_to_replace

    path, kind = ask_new_file(parent, Purpose.PAPERS, title, proposed, kinds)
    if path is None:
        return None
    if path.suffix.lower() not in endings:
        ending = next((one for one in endings if f"*{one}" in kind), endings[0])
        return path.with_name(f"{path.name}{ending}")
    try:
        agree_to_replace(path)
    except UserError as error:
        alerts.show_error(parent, error)
        return None
    return path


def ask_about_existing(parent: QWidget | None, files: Iterable[Path], options: Options | None = None) -> str | None:
    """What is to become of files in the way: "refuse" (none is), "rename" or "replace"; None to leave all as it is.

    An answer that is to be remembered is kept in the options.
    """
    from cchc_desktop.writers.saving import in_the_way

    standing = [path for path in files if in_the_way(path)]
    if not standing:
        return "refuse"
    options = kept_options.load() if options is None else options
    if options.existing_files:
        return options.existing_files
    names = "\n".join(path.name for path in standing[:8]) + ("\n…" if len(standing) > 8 else "")
    words = ngettext(
        "This file is there already, and was edited since the program wrote it or comes from elsewhere:",
        "These files are there already, and were edited since the program wrote them or come from elsewhere:",
        len(standing),
    )
    answer, remember = alerts.choose_for_good(
        parent,
        _("A file is there already"),
        f"{words}\n\n{names}",
        (_("Write under a new name"), _("Overwrite"), _("Cancel")),
        _("Do the same from now on without asking"),
    )
    if answer not in (0, 1):
        return None
    chosen = ("rename", "replace")[answer]
    if remember:
        options.existing_files = chosen
        kept_options.save(options)
    return chosen


def save_into(parent: QWidget, folder: Path, name: str, data: bytes) -> Path | None:
    """Write a file that came from elsewhere into a folder, never over another one; None where it is said why not."""
    from cchc_desktop.files import safe_file_name
    from cchc_desktop.writers.saving import atomic_write, free_name

    path = free_name(folder / safe_file_name(name))
    try:
        with atomic_write(path, path.suffix.lower()) as file:
            file.write(data)
    except UserError as error:
        alerts.show_error(parent, error)
        return None
    return path
