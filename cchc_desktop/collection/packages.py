"""The packages that came: those of an office in a year, and each as the file that it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import office, package, package_bytes, submission
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import SUFFIX, PackageInfo
from cchc_desktop.exchange.package_format import PackageEntry as FileEntry
from cchc_desktop.exchange.package_reader import entry_bytes, verify_package
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder


class KeptPackage(NamedTuple):
    """A package that is kept; `version` counts those of its office, year, period and content."""

    id: int
    office_id: int
    office: str
    year: int
    period: str
    content: str
    version: int
    made_at: datetime
    received_at: datetime
    file_name: str
    size: int
    note: str
    sha256: str


def read_packages(collection: Collection, office_id: int, year: int) -> tuple[KeptPackage, ...]:
    """The packages of an office in a year, the latest first."""
    one = package.c
    version = func.row_number().over(partition_by=(one.period, one.content), order_by=(one.made_at, one.id))
    chosen = (
        select(one.id, one.office_id, office.c.name, one.year, one.period, one.content, version)
        .add_columns(one.made_at, one.received_at, one.file_name, one.size, one.note, one.sha256)
        .join(office, office.c.id == one.office_id)
        .where(one.office_id == office_id, one.year == year)
        .order_by(one.made_at.desc(), one.id.desc())
    )
    with collection.reading() as connection:
        return tuple(KeptPackage(*row) for row in connection.execute(chosen))


def package_of(collection: Collection, submission_id: int) -> int:
    """The package that brought a paper; 0 where it is gone."""
    with collection.reading() as connection:
        found = connection.scalar(select(submission.c.package_id).where(submission.c.id == submission_id))
    return int(found or 0)


@contextmanager
def as_file(collection: Collection, package_id: int) -> Iterator[PackageInfo]:
    """A package as a file of the officer's own, checked anew, for as long as the block lasts. Raises `UserError`."""
    with working_folder() as folder:
        path = folder / f"{package_id}{SUFFIX}"
        write_package(collection, package_id, path)
        yield verify_package(path)


def read_files(collection: Collection, package_id: int) -> tuple[FileEntry, ...]:
    """The papers and the evidence that a package brought, without its rows. Raises `UserError`."""
    with as_file(collection, package_id) as info:
        return tuple(entry for entry in info.entries if not entry.is_data)


def read_file(collection: Collection, package_id: int, wanted: Callable[[FileEntry], bool]) -> tuple[str, bytes]:
    """The name and the bytes of the first file of a package that is wanted. Raises `UserError` where there is none."""
    with as_file(collection, package_id) as info:
        for entry in info.entries:
            if not entry.is_data and wanted(entry):
                return entry.title, entry_bytes(info, entry)
    raise UserError(_("This file did not come with the package; the office sent only its description."))


def write_package(collection: Collection, package_id: int, target: Path) -> None:
    """Write a package into a file as it came. Raises `UserError` where it is gone or cannot be written."""
    pieces = (
        select(package_bytes.c.data)
        .join(
            package, (package.c.id == package_bytes.c.package_id) & (package.c.office_id == package_bytes.c.office_id)
        )
        .where(package.c.id == package_id)
        .order_by(package_bytes.c.position)
    )
    written = 0
    try:
        with collection.reading() as connection, open(target, "wb") as file:
            for (data,) in connection.execution_options(stream_results=True).execute(pieces):
                written += file.write(data)
    except OSError as error:
        words = _("Nothing can be written in {folder}. Choose another folder.")
        raise UserError(words.format(folder=target.parent)) from error
    if not written:
        raise UserError(_("This package is not in the collection any more: its intake was taken back."))
