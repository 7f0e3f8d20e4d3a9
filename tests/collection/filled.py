"""Made-up communes in a collection, and what their packages say, read from the packages themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cchc_desktop.collection import intake
from cchc_desktop.collection.made_up.communes import communes
from cchc_desktop.collection.made_up.office_rows import SMALL
from cchc_desktop.collection.store import Collection
from cchc_desktop.commands.opening import carried_out
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.exchange.package_reader import read_package

YEAR = 2026
INDEX = "PAR_INDEX_COMMUNE"


@dataclass(frozen=True)
class Sent:
    """The files of some communes, and the rows that each sent, by the commune's name."""

    files: tuple[Path, ...]
    rows: dict[str, tuple[PackageData, ...]]


# With it one of twelve communes has no plan, one a figure that does not add up, one amounts in đồng, one its own set.
SEED = 262


def sent(folder: Path, count: int, *, by_paper: bool = False) -> Sent:
    """Write the packages of so many small communes."""
    files: list[Path] = []
    rows: dict[str, tuple[PackageData, ...]] = {}
    for one in communes(count, seed=SEED, size=SMALL, by_paper=by_paper):
        mine = []
        for package in one.packages:
            files.append(folder / package.file_name)
            files[-1].write_bytes(package.data)
            mine.append(read_package(files[-1])[1])
        rows[one.name] = tuple(mine)
    return Sent(tuple(files), rows)


def take(collection: Collection, files: Iterable[Path]) -> None:
    """Take files in, senders that nobody knows as new offices."""
    carried_out(intake.take_in(collection, files, by="Trần Thị Bình", new_offices=True, workers=1))
