"""Where the officer's dossiers are: for a script, and for whoever removes the program."""

import argparse
from pathlib import Path

from cchc_desktop import options, paths
from cchc_desktop.commands.answers import Answer
from cchc_desktop.i18n import _


def recent(chosen: argparse.Namespace) -> Answer:
    """List the dossiers opened last that are still there; with `--out` into a text file that Windows shows as it is."""
    files = [str(path) for path in options.load().recent_files()]
    kept = str(paths.home())
    if chosen.out is not None:
        _write(chosen.out, files, kept)
    data = {"dossiers": files, "home": kept}
    return Answer(data, files, [] if files else [_("No dossier was opened here yet, or those that were are gone.")])


def _write(out: Path, files: list[str], kept: str) -> None:
    from cchc_desktop.writers.saving import atomic_write

    lines = [
        _("Dossiers opened on this computer (.cchc files):"),
        *([f"  {file}" for file in files] or ["  " + _("none")]),
        "",
        _("Options and backups:"),
        f"  {kept}",
    ]
    with atomic_write(out, ".txt") as file:
        file.write("".join(f"{line}\r\n" for line in lines).encode("utf-8-sig"))
