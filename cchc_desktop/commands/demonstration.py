"""The sample commune through the whole chain: papers, package, mail draft, pictures of the window."""

import os
from collections.abc import Iterator
from pathlib import Path

from cchc_desktop.commands.opening import carried_out, opened
from cchc_desktop.exchange.mail.letters import Letter, write_draft
from cchc_desktop.exchange.mail.wording import mail_text
from cchc_desktop.exchange.package_format import file_name
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.rules.printouts import FileFormat, Printout
from cchc_desktop.services import exports, offices
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.packing import make_package
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.sample import SAMPLE_YEAR, create_sample
from cchc_desktop.storage.dossier import Dossier

# The day on which the sample's year stands: some tasks are done, some late, the report of 9 months is being written.
SAMPLE_TODAY = "2026-09-08"


def demonstrate(folder: Path) -> Iterator[Path]:
    """Make everything in the folder, and yield each file once it is there. Raises `UserError`."""
    sample = create_sample(folder / "sample")
    yield sample
    with opened(sample, SAMPLE_YEAR) as dossier:
        yield from _papers(dossier, folder / "papers")
        yield from _package(dossier, folder)
    yield from _pictures(sample, folder / "screens")


def _papers(dossier: Dossier, folder: Path) -> Iterator[Path]:
    """Every paper of the year in every format, the reports of all periods among them."""
    wish = Wish(SAMPLE_YEAR)
    texts = [what for what in exports.expand(dossier, wish, [exports.ALL]) if what is not Printout.REPORT]
    yield from carried_out(exports.export(dossier, wish, what=texts, formats=tuple(FileFormat), out=folder))
    for row in reports.read_reports(dossier, SAMPLE_YEAR):
        yield from carried_out(
            exports.export(
                dossier,
                Wish(SAMPLE_YEAR, row.period),
                what=[Printout.REPORT],
                formats=(FileFormat.DOCX, FileFormat.PDF),
                out=folder,
            )
        )


def _package(dossier: Dossier, folder: Path) -> Iterator[Path]:
    """The package of the report that is worked on, checked, and the mail that takes it upward."""
    office = offices.read_office(dossier, SAMPLE_YEAR)
    report = reports.current(reports.read_reports(dossier, SAMPLE_YEAR))
    period = report.period if report else None
    made = carried_out(
        make_package(
            dossier, wish=PackageWish(SAMPLE_YEAR, period), out=folder / file_name(office.name, SAMPLE_YEAR, period)
        )
    )
    info = verify_package(made.path)
    yield info.path
    subject, body = mail_text(info, office)
    receivers = [row.email for row in offices.read_receivers(dossier) if row.email]
    yield write_draft(
        info.path.with_suffix(".eml"), Letter(receivers[0] if receivers else "", subject, body, info.path)
    )


def _pictures(sample: Path, folder: Path) -> Iterator[Path]:
    """The window's tabs, drawn without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("CCHC_TODAY", SAMPLE_TODAY)
    from cchc_desktop.ui.snapshots import take_snapshots

    yield from take_snapshots(sample, folder)
