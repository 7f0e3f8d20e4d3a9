"""The rows and the evidence of a dossier as a package, without its printed papers, which take seconds."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

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


@cache
def of_a_colleague(dossier: Dossier, year: int) -> Came:
    """A colleague's copy of the year, which says something else of a task; made once of each dossier, beside it."""
    info, data = packed(dossier, Path(mkdtemp(dir=dossier.path.parent)) / "Gói.cchcgoi", PackageWish(year))
    view = data.plans[0]
    tasks_there = (replace(view.tasks[0], text="Bản của đồng nghiệp"), *view.tasks[1:])
    return info, replace(data, plans=(replace(view, tasks=tasks_there), *data.plans[1:]))
