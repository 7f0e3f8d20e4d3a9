"""`cchc backups`: those of a dossier listed, made, compared with it, put in its place."""

import argparse
from pathlib import Path

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.services.backup_compare import compare_with_backup
from cchc_desktop.storage.backup import backups_of, last_good_backup, make_backup
from cchc_desktop.storage.restoring import restore


def backups(chosen: argparse.Namespace) -> Answer:
    """Do what was asked for; without it list the backups, the newest first."""
    if chosen.action == "compare":
        return _compared(chosen)
    if chosen.action == "restore":
        kept = restore(_backup(chosen), chosen.dossier)
        files = [str(chosen.dossier), *([str(kept)] if kept is not None else [])]
        return Answer({"dossier": files[0], "kept": files[1] if len(files) > 1 else None}, files)
    if chosen.action == "make":
        make_backup(chosen.dossier)
    found = backups_of(chosen.dossier)
    data = [{"file": str(one.path), "made_at": to_json(one.made_at), "size": one.size} for one in found]
    lines = [f"{one.made_at:%Y-%m-%d %H:%M:%S} {one.size:>10} {one.path}" for one in found]
    return Answer({"backups": data}, lines or [_("There is no backup of this dossier yet.")])


def _backup(chosen: argparse.Namespace) -> Path:
    """The backup that was named, or the last sound one."""
    if chosen.backup is not None:
        return Path(chosen.backup)
    found = last_good_backup(chosen.dossier)
    if found is None:
        raise UserError(_("There is no sound backup of this dossier on this computer."))
    return found.path


def _compared(chosen: argparse.Namespace) -> Answer:
    backup = _backup(chosen)
    with opened(chosen.dossier) as dossier:
        rows = compare_with_backup(dossier, backup)
    lines = [str(backup)]
    for row in rows:
        lines.append(f"{row.became:8} {row.year or '-':>4} {row.paper} | {row.kind}: {row.words}")
        lines += [f"    {name}: {before or '-'} -> {after or '-'}" for name, before, after in row.values]
    return Answer({"backup": str(backup), "rows": to_json(rows)}, lines)
