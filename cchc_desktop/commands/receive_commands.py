"""`cchc receive`, `cchc undo-receive` and `cchc return`: what comes in packages, and what is sent back."""

import argparse
from pathlib import Path
from typing import Any

from cchc_desktop.collection.store import SUFFIX as COLLECTION_SUFFIX
from cchc_desktop.commands.answers import Answer, package
from cchc_desktop.commands.opening import carried_out, opened, output
from cchc_desktop.commands.package_commands import password_in
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageInfo
from cchc_desktop.exchange.package_reader import read_package, verify_package
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.services.exchange.merging import CHOOSABLE, Difference, Key, MergeState
from cchc_desktop.services.exchange.previewing import Preview, preview
from cchc_desktop.services.exchange.receiving import receive as take_package
from cchc_desktop.services.exchange.undoing import undo_receive as take_back
from cchc_desktop.services.exchange.why_words import state_words, why_words
from cchc_desktop.services.row_words import column_words


def receive(chosen: argparse.Namespace) -> Answer:
    """Take packages in, in their order; with several the answer is that of each under `packages`."""
    if isinstance(chosen.dossier, str) or chosen.dossier.suffix.lower() == COLLECTION_SUFFIX:
        from cchc_desktop.commands.collection_commands import receive as collect

        return collect(chosen)
    answers, password = [], password_in(chosen.password_file)
    with opened(chosen.dossier) as dossier:
        for file in chosen.file:
            info, data = read_package(file, password)
            seen = preview(dossier, info, data)
            keys = _chosen(seen, chosen.take)
            if not chosen.dry_run and chosen.take != "none":
                take_package(dossier, info=info, data=data, chosen=keys)
            answers.append(_answer(info, seen, frozenset() if chosen.dry_run else keys))
    if len(answers) == 1:
        return answers[0]
    return Answer(
        {"packages": [one.data for one in answers]},
        [line for one in answers for line in one.lines],
        [note for one in answers for note in one.notes],
    )


def _chosen(seen: Preview, take: str | None) -> frozenset[Key]:
    if take is None:
        return seen.proposed
    if take == "none":
        return frozenset()
    if take == "safe":
        return seen.safe
    return frozenset(one.key for one in seen.differences if one.state in CHOOSABLE)


def _answer(info: PackageInfo, seen: Preview, taken: frozenset[Key]) -> Answer:
    conflicts = seen.of(MergeState.CONFLICT)
    refused = [{**_change(seen, one), "reason": why_words(one)} for one in seen.of(MergeState.REFUSED)]
    data = {
        "package": package(info).data,
        "changes": [_change(seen, one) for one in seen.differences],
        "taken": len(taken),
        "conflicts": len(conflicts),
        "refused": refused,
    }
    lines = [
        _("{office}, check code {code}: {count} taken.").format(
            office=info.office, code=info.short_hash, count=len(taken)
        ),
        *(
            f"  {state_words(one.state)}: {seen.titles.of(one.table, one.guid)} "
            f"{column_words(one.column, one.table)}".rstrip()
            for one in seen.differences
            if one.state != MergeState.SAME
        ),
    ]
    notes = []
    if seen.again:
        notes.append(_("This package was taken in before. There is nothing to do."))
    if seen.older:
        notes.append(
            _("A later package of the same sender was taken in already. Of this one nothing is taken unasked.")
        )
    if conflicts:
        words = ngettext(
            "{count} thing was changed on both sides and has to be chosen.",
            "{count} things were changed on both sides and have to be chosen.",
            len(conflicts),
        )
        notes.append(words.format(count=len(conflicts)))
    return Answer(data, lines, notes)


def _change(seen: Preview, one: Difference) -> dict[str, Any]:
    return {
        "kind": one.table,
        "guid": one.guid,
        "title": seen.titles.of(one.table, one.guid),
        "field": one.column,
        "before": _told(one.before),
        "theirs": _told(one.theirs),
        "state": str(one.state),
    }


def _told(value: Any) -> Any:
    """A value as JSON; a whole row without its search text."""
    if isinstance(value, dict):
        return {name: to_json(one) for name, one in value.items() if name != "folded"}
    return to_json(value)


def undo_receive(chosen: argparse.Namespace) -> Answer:
    """Take the intake of a package back."""
    with opened(chosen.dossier) as dossier:
        change = take_back(dossier, package=chosen.package)
    count = sum(e.table not in ("stored_file", "package_log", "exchanged_package") for e in change.entries)
    words = ngettext("{count} row is as it was before.", "{count} rows are as they were before.", count)
    return Answer({"package": chosen.package, "rows": count}, [words.format(count=count)])


def send_back(chosen: argparse.Namespace) -> Answer:
    """Write the package that answers one that came, or those that answer all offices of a collection."""
    if isinstance(chosen.file, str) or chosen.file.suffix.lower() == COLLECTION_SUFFIX:
        from cchc_desktop.commands.return_commands import return_all

        return return_all(chosen)
    if chosen.remarks is None:
        raise UserError(_("Say in a file what is sent back: --remarks FILE, as docs/commands.md describes."))
    from cchc_desktop.exchange.package_format import SUFFIX
    from cchc_desktop.services.exchange.answers import read_form, return_package

    password = password_in(chosen.password_file)
    info, data = read_package(chosen.file, password)
    form = read_form(chosen.remarks)
    wanted: Path = chosen.out if chosen.out.suffix == SUFFIX else chosen.out.with_name(chosen.out.name + SUFFIX)
    made = carried_out(return_package(info, data, form=form, out=output(wanted, chosen, SUFFIX), password=password))
    return package(verify_package(made, password))
