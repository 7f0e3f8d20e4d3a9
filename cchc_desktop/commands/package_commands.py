"""`cchc pack` and `cchc open`: packages made, looked into, and their papers taken out."""

import argparse
from pathlib import Path

from cchc_desktop.commands import answers
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out, opened, output
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import (
    SUFFIX,
    EvidenceMode,
    PackageContent,
    PackageInfo,
    PackageKind,
)
from cchc_desktop.i18n import _
from cchc_desktop.rules.statuses import Direction, PackageStatus
from cchc_desktop.services import offices
from cchc_desktop.services.exchange import log
from cchc_desktop.storage.dossier import Dossier

_LARGEST_PASSWORD_FILE = 10_000  # bytes


def pack(chosen: argparse.Namespace) -> Answer:
    """Make a package and note it in the dossier's log."""
    from cchc_desktop.exchange.package_reader import read_package
    from cchc_desktop.services.exchange.gathering import PackageWish
    from cchc_desktop.services.exchange.packing import make_package, package_findings
    from cchc_desktop.services.exchange.receiving import keep_made

    wanted = chosen.out if chosen.out.suffix == SUFFIX else chosen.out.with_name(chosen.out.name + SUFFIX)
    out = output(wanted, chosen, SUFFIX)
    wish = PackageWish(
        chosen.year,
        chosen.period,
        PackageKind(chosen.kind),
        PackageContent(chosen.content),
        frozenset(chosen.only or ()),
        _evidence(chosen),
        chosen.with_forms,
    )
    password = password_in(chosen.password_file)
    with opened(chosen.dossier, chosen.year) as dossier:
        limit = _limit(dossier, chosen)
        info = carried_out(make_package(dossier, wish=wish, out=out, note=chosen.note, password=password))
        notes = [*package_findings(dossier, wish), *_weighed(info, limit)]
        if dossier.read_only:
            notes.append(_("The dossier is open for reading only, so the package was not noted in its log."))
        else:
            note_made(dossier, info)
            keep_made(dossier, info=info, data=read_package(info.path, password)[1])
    if info.locked:
        notes.append(_("Without its password this package can never be opened. Keep it; the program does not."))
    answer = answers.package(info)
    return Answer(answer.data, answer.lines, notes)


def _limit(dossier: Dossier, chosen: argparse.Namespace) -> int | None:
    """What the receiver's mail takes, in bytes; None where nobody in particular gets it. Raises `UserError`."""
    if chosen.limit is not None:
        return int(chosen.limit) * 1024 * 1024
    receivers = offices.read_receivers(dossier)
    names = [row.name for row in receivers]
    if chosen.receiver is not None and chosen.receiver not in names:
        raise UserError(
            _("“{name}” is none of the receivers of this dossier: {known}. Nothing was made.").format(
                name=chosen.receiver, known="; ".join(names) or "-"
            )
        )
    above = offices.read_office(dossier, chosen.year).superior if chosen.kind == PackageKind.UP else ""
    name = chosen.receiver or above
    return offices.mail_limit(receivers, name) if name else None


def _weighed(info: PackageInfo, limit: int | None) -> list[str]:
    """That the receiver's mail will not take it, and what can be done."""
    from cchc_desktop.services.exchange.weight import too_heavy

    told = info.manifest
    heavy = "" if limit is None else too_heavy(info.size, limit, told.evidence, told.kind, told.content)
    return [heavy] if heavy else []


def _evidence(chosen: argparse.Namespace) -> EvidenceMode:
    if chosen.without_evidence:
        return EvidenceMode.NONE
    return EvidenceMode.SMALLER if chosen.smaller_pictures else EvidenceMode.WHOLE


def password_in(path: Path | None) -> str:
    """The first line of the file: a password among the words of a command would be seen by others."""
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_PASSWORD_FILE)
        line = raw.decode("utf-8-sig").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    if not line:
        raise UserError(_("The first line of “{name}” holds no password. Nothing was done.").format(name=path.name))
    return line


def note_made(dossier: Dossier, info: PackageInfo) -> None:
    """One line in the log for a package that was made."""
    log.add_log(
        dossier,
        direction=Direction.SENT,
        partner=offices.read_office(dossier, info.year).superior if info.kind == PackageKind.UP else "",
        subject=log.subject_of(info),
        file_name=info.path.name,
        sha256=info.sha256,
        size=info.size,
        status=PackageStatus.MADE,
        year=info.year,
        period=info.period,
        folder=str(info.path.absolute().parent),
    )


def open_package(chosen: argparse.Namespace) -> Answer:
    """Check a package and list what is in it; with a folder take its papers and evidence out."""
    from cchc_desktop.exchange.package_reader import verify_package
    from cchc_desktop.services.exchange.extracting import extract

    info = verify_package(chosen.file, password_in(chosen.password_file))
    answer = answers.package(info)
    files = carried_out(extract(info, chosen.extract)) if chosen.extract is not None else ()
    said = [str(path) for path in files]
    return Answer({**answer.data, "files": said}, [*answer.lines, *said])
