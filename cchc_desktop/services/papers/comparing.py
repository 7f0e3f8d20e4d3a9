"""Two papers beside each other: of the dossier as they are now, as they were issued, or in anyone's file."""

import re
from collections.abc import Generator, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from cchc_desktop import clock
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.progress import Progress
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.forms import readable
from cchc_desktop.readers.source_blocks import blocks_of
from cchc_desktop.rules import localised
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.paper_blocks import Comparison, PaperBlock
from cchc_desktop.rules.paper_match import comparing
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services.opened_copies import copy_to_open
from cchc_desktop.services.papers.composing import current_plan, current_report
from cchc_desktop.services.papers.issued_files import issued_bytes
from cchc_desktop.services.papers.issuing import composed, signed_of
from cchc_desktop.services.papers.register import issued_of_year, register_years
from cchc_desktop.services.papers.year_papers import find_paper, year_papers
from cchc_desktop.services.reporting.reports import read_reports
from cchc_desktop.services.years import read_years
from cchc_desktop.storage.dossier import Dossier

_GUID = re.compile(r"[0-9a-f]{32}")
_OF_YEAR = re.compile(r"(20\d\d)(?:\s*:\s*(.*))?")
_PERIOD = re.compile(r"20\d\d-\w\w?")
_STEP = 200  # blocks between two words about the progress


class PaperChoice(NamedTuple):
    """A paper that can be compared: one of the dossier as it is now, a version as it was issued, or a file.

    `title` says which one it is; exactly one of `paper_guid`, `issued_guid` and `path` is given.
    """

    title: str
    year: int = 0
    paper_guid: str = ""
    issued_guid: str = ""
    path: Path | None = None
    is_report: bool = False


class ReadPaper(NamedTuple):
    """A paper as it is compared, with what its reader warns of."""

    title: str
    blocks: tuple[PaperBlock, ...]
    warnings: tuple[str, ...] = ()


class ComparedPapers(NamedTuple):
    """Both papers and how they differ; `pass_years` says that years were not looked at."""

    before: ReadPaper
    after: ReadPaper
    found: Comparison
    pass_years: bool = False


def chosen_file(path: Path) -> PaperChoice:
    """Anyone's file as one that can be compared."""
    return PaperChoice(path.name, path=path)


def papers_to_compare(dossier: Dossier) -> tuple[PaperChoice, ...]:
    """Everything of the dossier that can be compared, the latest year first: papers, reports, issued versions."""
    return tuple(choice for year in _years(dossier) for choice in _of_year(dossier, year))


def _years(dossier: Dossier) -> list[int]:
    """Those of papers and those of the register, into which a paper of December may come in January."""
    return sorted({*read_years(dossier), *register_years(dossier)}, reverse=True)


def _of_year(dossier: Dossier, year: int) -> Iterator[PaperChoice]:
    for paper in year_papers(dossier, year):
        yield PaperChoice(_("{year}: {paper}").format(year=year, paper=paper.words), year, paper.plan.paper_guid)
    for report in read_reports(dossier, year):
        if report.status != ReportStatus.NOT_BEGUN:
            words = " ".join(report.title.split())
            title = _("{year}: {paper}").format(year=year, paper=words)
            yield PaperChoice(title, year, report.paper_guid, is_report=True)
    for issued in issued_of_year(dossier, year):
        yield _issued(issued)


def _issued(row: IssuedRow) -> PaperChoice:
    words = _("{year}: as issued, {number} of {date}, version {version}: {subject}").format(
        year=row.year,
        number=full_number(row.number, row.symbol),
        date=localised.full_date(row.issued_on),
        version=row.version,
        subject=" ".join(row.subject.split()),
    )
    return PaperChoice(words, row.year, issued_guid=row.guid)


def find_choice(dossier: Dossier | None, wanted: str) -> PaperChoice:
    """A file by its place; of the dossier "2025" (its plan), "2025: words, number", a period "2026-Q1", or a guid.

    Raises `UserError` where none or several are meant.
    """
    if dossier is None or Path(wanted).exists() or readable(Path(wanted)):
        return chosen_file(Path(wanted))
    known = papers_to_compare(dossier)
    if _GUID.fullmatch(wanted):
        guid = wanted
    elif of_year := _OF_YEAR.fullmatch(wanted):
        year, words = int(of_year[1]), of_year[2] or ""
        guid = (find_paper(dossier, year, words) if words else current_plan(dossier, year)).paper_guid
    elif _PERIOD.fullmatch(wanted):
        period = Period.parse(wanted)
        guid = current_report(dossier, period.year, str(period)).paper_guid
    else:
        guid = ""
    for choice in known:
        if guid and guid in (choice.paper_guid, choice.issued_guid):
            return choice
    raise UserError(
        _(
            "“{wanted}” is no paper of this dossier and no file. Name a file, a year (2025), a year with words or a "
            "number (2025: 05/KH-UBND), a period (2025-Q1), or a guid."
        ).format(wanted=wanted)
    )


def read_choice(dossier: Dossier | None, choice: PaperChoice) -> ReadPaper:
    """A paper as it is compared; what stands in the dossier goes through the same Word file as what is issued.

    Raises `UserError` where it cannot be read.
    """
    if choice.path is not None:
        source = read_source(choice.path)
    else:
        assert dossier is not None
        name = f"{choice.paper_guid or choice.issued_guid}.docx"
        data = issued_bytes(dossier, choice.issued_guid, "docx") if choice.issued_guid else _drawn(dossier, choice)
        path = copy_to_open(name, data)
        try:
            source = read_source(path)
        finally:
            path.unlink(missing_ok=True)
    return ReadPaper(choice.title, blocks_of(source), source.warnings)


def _drawn(dossier: Dossier, choice: PaperChoice) -> bytes:
    """The Word file that would be issued now."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.docx_writer import write_docx

    with dossier.read() as session:
        signed = signed_of(session, choice.paper_guid)
        document = composed(dossier, signed, signed.paper.issued_on or clock.today())
    stream = BytesIO()
    write_docx(document, stream, load_house_style())
    return stream.getvalue()


def comparison(
    dossier: Dossier | None, before: PaperChoice, after: PaperChoice, pass_years: bool = False
) -> Generator[Progress, None, ComparedPapers]:
    """Both papers read and compared. Raises `UserError` where one cannot be read."""
    yield Progress(0, 0, _("Reading {name}…").format(name=before.title))
    old = read_choice(dossier, before)
    yield Progress(0, 0, _("Reading {name}…").format(name=after.title))
    return (yield from compared_again(old, read_choice(dossier, after), pass_years))


def compared_again(before: ReadPaper, after: ReadPaper, pass_years: bool) -> Generator[Progress, None, ComparedPapers]:
    """Two papers that were read already."""
    whole = max(len(before.blocks), len(after.blocks))
    steps = comparing(before.blocks, after.blocks, pass_years)
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            found: Comparison = end.value
            return ComparedPapers(before, after, found, pass_years)
        if done % _STEP == 0:
            yield Progress(min(done, whole), whole, _("Comparing…"))


def write_comparison(compared: ComparedPapers, out: Path, only_differences: bool = True, small: bool = True) -> Path:
    """Both papers beside each other as a Word or PDF file, by the name's ending.

    `only_differences` leaves out what is the same; `small` counts numbers of rows, capitals, blanks, places of tones.
    """
    from cchc_desktop.documents.comparison import compose_comparison
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.paper_writer import write_paper

    before, after, found, pass_years = compared
    sheet = compose_comparison(
        (before.title, after.title), found, load_house_style(), only_differences, small, pass_years
    )
    write_paper(sheet, out)
    return out
