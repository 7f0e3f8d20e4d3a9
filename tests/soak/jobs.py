"""What an officer has the program do with files, one function a job, for campaigns that disturb it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from cchc_desktop import options
from cchc_desktop.exchange.mail.letters import Letter, write_draft
from cchc_desktop.exchange.part_file import write_part
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.printouts import FileFormat
from cchc_desktop.services import evidence, exports, offices, opened_copies
from cchc_desktop.services.exchange import contributions
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.packing import make_package
from cchc_desktop.services.frame import frames, tasks
from cchc_desktop.services.frame.calendar import export_ics
from cchc_desktop.services.papers import issuing, paper_numbers, register
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.rescuing import rescue_dossier
from cchc_desktop.services.sample import SAMPLE_YEAR, create_sample
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage import backup, restoring
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.copies import save_copy
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.writers.saving import Existing

TODAY = date(2026, 9, 8)
PERIOD = "2026-9M"


@contextmanager
def held(path: Path) -> Iterator[Dossier]:
    """The dossier, open for the time of the block."""
    dossier = Dossier.open(path, backup=False)
    try:
        yield dossier
    finally:
        dossier.close()


# Jobs with an open dossier, an existing folder and a name that is new there. They return the file that they made.


def edit(dossier: Dossier, _out: Path, name: str) -> None:
    """Type into three cells, and take half of it back."""
    rows = tasks.read_tasks(dossier, frames.frame_plan(dossier, SAMPLE_YEAR) or "")
    cells = [(row.guid, Column.TASK, f"Việc {name} " + "dài " * 2000) for row in rows[:3]]
    tasks.set_cells(dossier, cells=cells)
    undo(dossier, tasks.set_cells(dossier, cells=[(rows[3].guid, Column.DEADLINE, "Quý IV")]))


def add_evidence(dossier: Dossier, _out: Path, name: str) -> None:
    """A proof of 200 KB for a task."""
    owner = tasks.read_tasks(dossier, frames.frame_plan(dossier, SAMPLE_YEAR) or "")[0].guid
    proof = Path(__file__).parents[2] / "resources" / "fonts"
    font = next(file for file in sorted(proof.glob("*.ttf")) if file.stat().st_size < 10**6)
    evidence.add_evidence(dossier, owner_guid=owner, path=font, title=name, added_at=datetime(2026, 9, 8, 9))


def issue(dossier: Dossier, _out: Path, _name: str) -> None:
    """The report under its next number."""
    row = next(row for row in reports.read_reports(dossier, SAMPLE_YEAR) if row.period == PERIOD)
    number = paper_numbers.offer_number(dossier, row.paper_guid, TODAY).number
    issuing.issue_paper(dossier, paper_guid=row.paper_guid, number=number, issued_on=TODAY, today=TODAY)


def copy(dossier: Dossier, out: Path, name: str) -> Path:
    """A whole copy."""
    return save_copy(dossier, out / f"{name}.cchc")


def move(dossier: Dossier, out: Path, name: str) -> Path:
    """Everything into another file, in which the work goes on."""
    dossier.move_to(out / f"{name}.cchc")
    return dossier.path


def make_backup(dossier: Dossier, _out: Path, _name: str) -> Path:
    """A backup in the officer's own folder."""
    return backup.make_backup(dossier.path)


def export(dossier: Dossier, out: Path, name: str) -> Path:
    """Two papers in all formats."""
    steps = exports.export(
        dossier, Wish(SAMPLE_YEAR, period=PERIOD), what=("plan", "report"), formats=tuple(FileFormat), out=out / name
    )
    for _step in steps:
        pass
    return next((out / name).iterdir())


def export_again(dossier: Dossier, out: Path, _name: str) -> Path:
    """A paper over the one that was written there before."""
    for _step in exports.export(
        dossier, Wish(SAMPLE_YEAR), what=("frame",), formats=("docx",), out=out, existing=Existing.REPLACE
    ):
        pass
    return next(out.glob("*.docx"))


def package(dossier: Dossier, out: Path, name: str) -> Path:
    """The package of the year, and the mail that takes it."""
    made = out / f"{name}.cchcgoi"
    for _step in make_package(dossier, wish=PackageWish(SAMPLE_YEAR), out=made):
        pass
    return write_draft(out / f"{name}.eml", Letter("", "Gói", "Kính gửi", made))


def calendar(dossier: Dossier, out: Path, name: str) -> Path:
    """The year for other calendars."""
    made = out / f"{name}.ics"
    export_ics(dossier, year=SAMPLE_YEAR, path=made, today=TODAY)
    return made


def write_register(dossier: Dossier, out: Path, name: str) -> Path:
    """The register as a table."""
    made = out / f"{name}.xlsx"
    register.export_register(dossier, year=SAMPLE_YEAR, path=made)
    return made


def ask_part(dossier: Dossier, out: Path, name: str) -> Path:
    """A unit's part, asked for and written."""
    report = next(row for row in reports.read_reports(dossier, SAMPLE_YEAR) if row.period == PERIOD)
    unit = next(row for row in offices.read_units(dossier) if row.fields)
    now = datetime.now(UTC).replace(tzinfo=None)
    change = contributions.ask_part(dossier, report_guid=report.guid, unit_guid=unit.guid, due_on=None, now=now)
    guid = next(entry.guid for entry in change.entries if entry.table == "contribution")
    made = out / f"{name}.cchcphan"
    write_part(contributions.asked_part(dossier, guid), made)
    return made


def look_at_evidence(dossier: Dossier, _out: Path, _name: str) -> Path:
    """A copy of a proof, to be opened."""
    return opened_copies.copy_to_open(*evidence.read_file(dossier, evidence.read_evidence(dossier)[0].guid))


def keep_options(_dossier: Dossier, _out: Path, name: str) -> None:
    """The officer's options."""
    kept = options.load()
    kept.words_left_alone = [f"{name}{number}" for number in range(3000)]
    options.save(kept)


def write_log(_dossier: Dossier, _out: Path, name: str) -> None:
    """Much in the log."""
    from cchc_desktop.app import start_log

    start_log()
    try:
        for number in range(200):
            logging.getLogger("soak").info("%s %d %s", name, number, "x" * 500)
    finally:
        with suppress(OSError):  # as `logging.shutdown` does
            logging.basicConfig(handlers=[logging.NullHandler()], force=True)


# Jobs with a dossier that is closed.


def new(_source: Path, out: Path, name: str) -> Path:
    """A new dossier."""
    made = create_dossier(out / f"{name}.cchc", office="UBND xã A", superior="UBND tỉnh B", place="A", year=2026)
    made.close()
    return made.path


def sample(_source: Path, out: Path, name: str) -> Path:
    """The sample dossier."""
    return create_sample(out / name)


def restore(source: Path, _out: Path, _name: str) -> Path:
    """The last backup in the dossier's place."""
    restoring.restore(backup.backups_of(source)[0].path, source)
    return source


def rescue(source: Path, out: Path, name: str) -> Path:
    """What can be read, in a new dossier."""
    for _step in rescue_dossier(source, out / f"{name}.cchc"):
        pass
    return out / f"{name}.cchc"


def open_it(source: Path, _out: Path, _name: str) -> Path:
    """Open it with its backup, and close it."""
    Dossier.open(source).close()
    return source


WITH_DOSSIER: tuple[Callable[[Dossier, Path, str], Path | None], ...] = (
    edit, add_evidence, issue, copy, move, make_backup, export, export_again, package, calendar, write_register,
    ask_part, look_at_evidence, keep_options, write_log,
)  # fmt: skip
WITH_PATH: tuple[Callable[[Path, Path, str], Path], ...] = (new, sample, restore, rescue, open_it)
