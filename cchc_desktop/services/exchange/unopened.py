"""A package with a password sent once more without it: the log knows what it is, the file has only to be the same."""

from pathlib import Path

from sqlalchemy import select

from cchc_desktop import __version__
from cchc_desktop.exchange.locked_file import MAGIC
from cchc_desktop.exchange.package_format import FORMAT, VERSION, Manifest, PackageInfo
from cchc_desktop.models.exchange import PackageLog
from cchc_desktop.rules.statuses import Direction
from cchc_desktop.services import offices
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.writers import written


def unopened(dossier: Dossier, path: Path) -> PackageInfo | None:
    """What the log says of a locked package that lies byte for byte as the program wrote it there.

    It lists no contents. None of any other file: that has to be opened to be checked.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            locked = file.read(len(MAGIC)) == MAGIC
    except OSError:
        return None  # whoever opens it says why it cannot be read
    if not locked or not written.is_unchanged(path):
        return None
    chosen = select(PackageLog).where(
        PackageLog.direction == Direction.SENT,
        PackageLog.file_name == path.name,
        PackageLog.folder == str(path.absolute().parent),
        PackageLog.size == size,
        PackageLog.sha256 != "",
    )
    with dossier.read() as session:
        row = session.scalars(chosen.order_by(PackageLog.at.desc()).limit(1)).first()
        if row is None:
            return None
        at, year, period, sha256 = row.at, row.year, row.period, row.sha256
    office = offices.read_office(dossier, year)
    manifest = Manifest(
        format=FORMAT,
        version=VERSION,
        program_version=__version__,
        made_at=at,
        dossier_guid=dossier.guid,
        office_guid=office.guid,
        office=office.name,
        superior=office.superior,
        year=year,
        period=period,
        note="",
        entries=(),
    )
    return PackageInfo(path, size, sha256, manifest)
