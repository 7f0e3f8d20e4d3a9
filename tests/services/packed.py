"""The rows and the evidence of a dossier as a package, without its printed papers, which take seconds."""

from datetime import datetime
from pathlib import Path

from cchc_desktop.exchange.package_format import FORMAT, VERSION, Manifest, PackageData, PackageInfo
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.services.exchange import packing
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.storage.dossier import Dossier

Came = tuple[PackageInfo, PackageData]


def packed(dossier: Dossier, path: Path, wish: PackageWish, made_at: datetime = datetime(2026, 9, 8, 16, 5)) -> Came:
    """What a dossier packs now, read as its receiver reads it."""
    data = gather(dossier, wish)
    files = [*packing._issued_files(dossier, data), *packing._evidence_files(data, ())]
    manifest = Manifest(
        format=FORMAT,
        version=VERSION,
        program_version="",
        made_at=made_at,
        dossier_guid=dossier.guid,
        office_guid=data.office.guid,
        office=data.office.name,
        superior=data.office.superior,
        year=wish.year,
        period=wish.period or "",
        note="",
        entries=(),
        kind=wish.kind,
        content=wish.content,
    )
    for _step in packing.written(path, manifest, data, files, dossier):
        pass
    return read_package(path)
