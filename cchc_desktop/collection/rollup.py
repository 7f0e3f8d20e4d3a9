"""What can be made of a collection as papers and tables: each kind composed, with its name and formats."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from cchc_desktop.collection import consolidated, figure_doubts, figures, progress, ranking, result_papers, scores
from cchc_desktop.collection.criteria import known_sets
from cchc_desktop.collection.current import current
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import submission
from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.rollup_rows import FigureDoubt, ScoreTable, TimelinessLine, TimelinessSheet
from cchc_desktop.progress import Progress
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.printouts import ENDINGS, FileFormat, Rollup
from cchc_desktop.writers.saving import Existing, placed

if TYPE_CHECKING:
    from cchc_desktop.collection.expected import ExpectedPaper
    from cchc_desktop.collection.timeliness import Matrix
    from cchc_desktop.documents.nodes import Document


OF_PERIOD = (Rollup.FIGURES, Rollup.REPORT)
OF_INDEX = (Rollup.SCORES, Rollup.HEAT, Rollup.SURVEY, Rollup.DECISION, Rollup.LETTER)
_TABLES = frozenset((FileFormat.XLSX, FileFormat.DOCX, FileFormat.PDF))
_PAPERS = frozenset((FileFormat.DOCX, FileFormat.PDF))
_STEMS = {
    Rollup.TIMELINESS: "Theo-doi-thoi-han",
    Rollup.PROGRESS: "Tong-hop-tien-do",
    Rollup.FIGURES: "Tong-hop-so-lieu",
    Rollup.REPORT: "Bao-cao-tong-hop",
    Rollup.SCORES: "Ket-qua-cham-diem",
    Rollup.HEAT: "So-sanh-linh-vuc",
    Rollup.SURVEY: "Ket-qua-khao-sat",
    Rollup.DECISION: "Quyet-dinh-cong-bo-ket-qua",
    Rollup.LETTER: "Cong-van-khac-phuc",
}


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a year, a period for figures and report, an index for points, and the day of today."""

    year: int
    today: date
    period: str = ""
    index_code: str = ""


def formats_of(what: Rollup) -> frozenset[FileFormat]:
    """The formats in which something is written: tables in a spreadsheet too, papers in DOCX and PDF."""
    return _PAPERS if what in (Rollup.REPORT, Rollup.DECISION, Rollup.LETTER) else _TABLES


def indices_of(collection: Collection, year: int) -> tuple[str, ...]:
    """The indices that offices have sent points of, in the order of their codes."""
    with collection.reading() as connection:
        chosen = select(submission.c.key).distinct().where(current(year, SubmissionKind.SCORE))
        return tuple(sorted(connection.scalars(chosen)))


def periods_of(collection: Collection, year: int) -> tuple[str, ...]:
    """The periods of a year that offices have reported on, in their order."""
    with collection.reading() as connection:
        chosen = select(submission.c.key).distinct().where(current(year, SubmissionKind.REPORT))
        codes = [code for code in connection.scalars(chosen)]
    return tuple(map(str, sorted(map(Period.parse, codes))))


def settled(collection: Collection, wanted: Wanted, what: Sequence[Rollup]) -> Wanted:
    """What is asked for with the period and index that it leaves open: the latest reported one, the only index.

    Raises `UserError` where it needs one and there is none, or several indices to choose from.
    """
    period, index_code = wanted.period, wanted.index_code
    if not period and set(what) & set(OF_PERIOD):
        period = next(reversed(periods_of(collection, wanted.year)), "")
        if not period:
            raise UserError(_("No report of {year} has come yet. Take packages in first.").format(year=wanted.year))
    if not index_code and set(what) & set(OF_INDEX):
        known = indices_of(collection, wanted.year)
        if not known:
            raise UserError(_("No points of {year} have come yet. Take packages in first.").format(year=wanted.year))
        if len(known) > 1:
            raise UserError(
                _("Points of several indices have come. Say which is meant: {indices}.").format(
                    indices=", ".join(known)
                )
            )
        index_code = known[0]
    return Wanted(wanted.year, wanted.today, period, index_code)


def read_surveys(collection: Collection, year: int, index_code: str) -> tuple[ScoreTable, ...]:
    """The points of what surveys score, each topmost criterion of the usual set in a table of its own."""
    with collection.reading() as connection:
        sets = known_sets(connection, year, index_code)
    codes = sets[0].surveyed() if sets else ()
    return tuple(scores.read_below(collection, year, index_code, code) for code in codes)


def read_doubts(collection: Collection, period: str) -> tuple[FigureDoubt, ...]:
    """Lines that do not add up, then values that lie far out."""
    return figure_doubts.read_failing(collection, period) + figure_doubts.read_far(collection, period)


def compose(collection: Collection, what: Rollup, wanted: Wanted) -> "Document":
    """One of them as a document of the house style; `wanted` as `settled` gives it."""
    from cchc_desktop.documents import results_decision, rollup_scores, rollup_sheets
    from cchc_desktop.documents.paper import compose_paper
    from cchc_desktop.documents.report import compose_report

    style, info = load_house_style(), collection.info
    own = result_papers.receiving_office(info)
    match what:
        case Rollup.TIMELINESS:
            return rollup_sheets.compose_timeliness(read_timeliness(collection, wanted), own, style)
        case Rollup.PROGRESS:
            table = progress.read(collection, wanted.year, as_of=wanted.today)
            return rollup_sheets.compose_progress(table, own, style)
        case Rollup.FIGURES:
            doubts = read_doubts(collection, wanted.period)
            return rollup_sheets.compose_figures(figures.read(collection, wanted.period), doubts, own, style)
        case Rollup.REPORT:
            return compose_report(consolidated.read(collection, wanted.period, as_of=wanted.today).view, own, style)
        case Rollup.SURVEY:
            surveys = read_surveys(collection, wanted.year, wanted.index_code)
            if not surveys:
                raise UserError(_("This index has no criteria that a survey scores. Nothing was written."))
            return rollup_scores.compose_survey_scores(surveys, own, style)
    found = ranking.read(collection, wanted.year, wanted.index_code)
    if what is Rollup.HEAT:
        return rollup_scores.compose_heat(found, own, style)
    issuer = result_papers.issuing_office(info)
    if what is Rollup.DECISION:
        surveys = read_surveys(collection, wanted.year, wanted.index_code)
        by = _set_decision(collection, wanted)
        paper = result_papers.results_decision(found, info, by, wanted.today, surveyed=bool(surveys))
        return results_decision.compose_results_decision(paper, found, surveys, issuer, style)
    weak = scores.weakest(collection, wanted.year, wanted.index_code)
    if what is Rollup.LETTER:
        return compose_paper(result_papers.remedy_letter(found, weak, info, wanted.today), issuer, style)
    return rollup_scores.compose_scores(found, weak, own, style)


def read_timeliness(collection: Collection, wanted: Wanted) -> TimelinessSheet:
    """Who sent what, in the words that a table prints."""
    from cchc_desktop.collection import timeliness

    matrix = timeliness.read(collection, wanted.year, now=datetime.combine(wanted.today, datetime.now().time()))
    return _sheet(matrix)


def _sheet(matrix: "Matrix") -> TimelinessSheet:
    from cchc_desktop.collection.timeliness import Standing

    def words(standing: Standing, days: int) -> str:
        if standing is Standing.LATE:
            return f"trễ {days} ngày"
        told = {
            Standing.ON_TIME: "đúng hạn",
            Standing.RETURNED: "đã trả lại",
            Standing.MISSING: "còn thiếu",
            Standing.AWAITED: "chưa đến hạn",
        }
        return told[standing]

    lines = tuple(
        TimelinessLine(
            line.office,
            tuple("" if cell is None else words(cell.standing, cell.days) for cell in line.cells),
            line.count(Standing.ON_TIME),
            line.count(Standing.LATE),
            line.count(Standing.MISSING, Standing.RETURNED),
        )
        for line in matrix.lines
    )
    counts = [matrix.counts(place) for place in range(len(matrix.papers))]
    totals = tuple(
        (one[Standing.ON_TIME], one[Standing.LATE], one[Standing.MISSING] + one[Standing.RETURNED]) for one in counts
    )
    return TimelinessSheet(matrix.year, matrix.at.date(), tuple(map(_heading, matrix.papers)), lines, totals)


def _heading(paper: "ExpectedPaper") -> str:
    """As papers name it, whatever language the window has."""
    names = {SubmissionKind.PLAN: "Kế hoạch", SubmissionKind.SCORE: "Tự chấm điểm"}
    words = names.get(paper.kind) or f"Báo cáo {Period.parse(paper.key).title}"
    return f"{words} (trước {format_date(paper.due_at.date())})" if paper.due_at else words


def write(
    collection: Collection,
    wanted: Wanted,
    *,
    what: Sequence[Rollup],
    formats: Sequence[FileFormat],
    out: Path,
    existing: Existing = Existing.REFUSE,
) -> Generator[Progress, None, tuple[Path, ...]]:
    """Write what is asked for into a folder, one file a step, each whole or not at all. Raises `UserError`."""
    from cchc_desktop.writers.paper_writer import write_paper

    ready = settled(collection, wanted, what)
    steps = [(one, form) for one in dict.fromkeys(what) for form in formats if form in formats_of(one)]
    if not steps:
        raise UserError(_("Nothing of this is written in that format: papers are DOCX and PDF. Choose another one."))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(_("Nothing can be written in {folder}. Choose another folder.").format(folder=out)) from error
    files = [placed(out / f"{stem_of(one, ready)}.{form}", existing, *ENDINGS) for one, form in steps]
    composed: dict[Rollup, Document] = {}
    for done, ((one, _form), path) in enumerate(zip(steps, files, strict=True)):
        yield Progress(done, len(steps), path.name)
        if one not in composed:
            composed[one] = compose(collection, one, ready)
        write_paper(composed[one], path)
    yield Progress(len(steps), len(steps), "")
    return tuple(files)


def stem_of(what: Rollup, wanted: Wanted) -> str:
    """The name of a file without its ending: "Tong-hop-so-lieu-2026-9-thang"."""
    words = [_STEMS[what], str(wanted.year)]
    if what in OF_PERIOD:
        words.append(Period.parse(wanted.period).file_words)
    return "-".join(words)


def _set_decision(collection: Collection, wanted: Wanted) -> str:
    with collection.reading() as connection:
        sets = known_sets(connection, wanted.year, wanted.index_code)
    return sets[0].decision if sets else ""
