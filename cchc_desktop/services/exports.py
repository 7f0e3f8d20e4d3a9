"""Papers out of the dossier: composed once, written as DOCX, PDF and XLSX."""

from collections.abc import Generator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop import clock
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.rows import PlanRow, ReportRow
from cchc_desktop.progress import Progress
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import indices, offices
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import slug
from cchc_desktop.writers.pauses import no_collecting
from cchc_desktop.writers.saving import Existing, placed

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document
    from cchc_desktop.writers.undrawn import Undrawn

WHATS = ("decision", "plan", "frame", "progress", "report", "indices")
FORMATS = ("docx", "pdf", "xlsx")
ENDINGS = tuple(f".{form}" for form in FORMATS)
_WITH_TABLES = ("frame", "progress", "indices")  # the papers that make sense as a worksheet

# Names without diacritics: some mail systems still break the others.
_FILE_NAMES = {
    "decision": "Quyet-dinh-ban-hanh-ke-hoach-{year}",
    "plan": "Ke-hoach-CCHC-{year}",
    "frame": "Khung-nhiem-vu-{year}",
    "progress": "Tong-hop-tien-do-{year}",
    "report": "Bao-cao-CCHC-{period}-{year}",
    "indices": "Bang-cham-diem-{year}",
}
_SLUG = 48


@no_collecting()
def compose(
    dossier: Dossier,
    *,
    year: int,
    what: str,
    period: str | None = None,
    plan_guid: str | None = None,
    as_of: date | None = None,
) -> "Document":
    """One paper of the year as nodes.

    `what` is one of `WHATS`; a report needs its `period`; `plan_guid` chooses another plan than the annual one;
    the progress sheet is `as_of` a day, today where none is given.
    Raises `UserError` when the dossier does not hold what the paper needs.
    """
    from cchc_desktop.documents import criteria_sheet, decision, frame_appendix, paper, report
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.services.reporting.score_sheets import read_score_sheets, set_at_hand

    style = load_house_style()
    office = offices.read_office(dossier, year)
    if what == "report":
        from cchc_desktop.services.reporting.report_appendices import read_appendices

        guid = report_at_hand(dossier, year, period).guid
        along = read_appendices(dossier, guid, as_of or clock.today())
        return report.compose_report(reports.read_report(dossier, guid), office, style, along)
    if what == "indices":
        chosen = set_at_hand(dossier, year)
        if chosen is None:
            raise UserError(_("{year} has no criteria set yet. Add one on the Indices tab.").format(year=year))
        return criteria_sheet.compose_criteria_sheet(indices.read_index(dossier, chosen), office, style)
    view = plans.read_plan(dossier, plan_guid or plan_at_hand(dossier, year).guid)
    if what == "progress":
        from cchc_desktop.documents.progress_sheet import compose_progress_sheet
        from cchc_desktop.services.frame.progress_sheets import progress_of

        return compose_progress_sheet(progress_of(view, as_of or clock.today()), office, style)
    if what == "decision":
        if view.decision is None:
            raise UserError(_("This plan is not issued by a decision, so there is no decision to write."))
        return decision.compose_decision(view, office, style)
    if what == "plan":
        return paper.compose_paper(view, office, style, read_score_sheets(dossier, view))
    return frame_appendix.compose_frame(view, office, style)


def plan_at_hand(dossier: Dossier, year: int) -> PlanRow:
    """The annual plan, or the year's first one. Raises `UserError` when it has none."""
    found = plans.main_plan(dossier, year)
    if found is None:
        raise UserError(_("{year} has no plan yet. Make one on the Plans tab, or import one.").format(year=year))
    return found


def report_at_hand(dossier: Dossier, year: int, period: str | None) -> ReportRow:
    """The report of the period; without a period the one that is worked on. Raises `UserError` without any."""
    rows = reports.read_reports(dossier, year)
    if period is not None:
        rows = tuple(row for row in rows if row.period == str(Period.parse(period)))
    chosen = reports.at_hand(rows)
    if chosen is None:
        raise UserError(
            _("There is no report for {period} yet. Make one on the Reports tab.").format(period=period or year)
        )
    return chosen


def expand(dossier: Dossier, year: int, what: Sequence[str], period: str | None = None) -> list[str]:
    """ "all" as the papers that the year really has; anything else as it is, each once."""
    if "all" not in what:
        return list(dict.fromkeys(what))
    plan = plans.main_plan(dossier, year)
    periods = {row.period for row in reports.read_reports(dossier, year)}
    has = {
        "decision": plan is not None and plan.decision_guid is not None,
        "plan": plan is not None,
        "frame": plan is not None and plan.task_count > 0,
        "progress": plan is not None and plan.task_count > 0,
        "report": bool(periods) if period is None else str(Period.parse(period)) in periods,
        "indices": bool(indices.read_sets(dossier, year)),
    }
    return [name for name in WHATS if has[name]]


def export(
    dossier: Dossier,
    *,
    year: int,
    what: Sequence[str],
    formats: Sequence[str],
    out: Path,
    period: str | None = None,
    plan_guid: str | None = None,
    as_of: date | None = None,
    existing: Existing = Existing.REFUSE,
) -> Generator[Progress, None, tuple[Path, ...]]:
    """Write the papers into a folder, one file a step; each file appears whole or not at all.

    `existing` says what becomes of files there that the program did not write or that were changed since; where it
    refuses, nothing has been written yet. Closing the generator between two steps stops it; files written by then stay.
    Returns the files in the order they were written. Raises `UserError`.
    """
    steps = files_of(dossier, year=year, what=what, formats=formats, out=out, period=period, plan_guid=plan_guid)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(_("Nothing can be written in {folder}. Choose another folder.").format(folder=out)) from error
    steps = [(paper, placed(path, existing, *ENDINGS)) for paper, path in steps]
    composed: dict[str, Document] = {}
    for done, (paper, path) in enumerate(steps):
        yield Progress(done, len(steps), path.name)
        if paper not in composed:
            composed[paper] = compose(dossier, year=year, what=paper, period=period, plan_guid=plan_guid, as_of=as_of)
        write(composed[paper], path)
    yield Progress(len(steps), len(steps), "")
    return tuple(path for _paper, path in steps)


def files_of(
    dossier: Dossier,
    *,
    year: int,
    what: Sequence[str],
    formats: Sequence[str],
    out: Path,
    period: str | None = None,
    plan_guid: str | None = None,
) -> list[tuple[str, Path]]:
    """Each paper with the file that `export` would write it to. Raises `UserError` when there is none."""
    unknown = (set(what) - {*WHATS, "all"}) | (set(formats) - set(FORMATS))
    if unknown:
        raise UserError(_("Unknown paper or format: {names}.").format(names=", ".join(sorted(unknown))))
    papers = expand(dossier, year, what, period)
    steps = [(paper, form) for paper in papers for form in formats if form != "xlsx" or paper in _WITH_TABLES]
    if not steps:
        raise UserError(
            _("There is nothing to write: as Excel there are task frame, progress sheet and criteria sheet.")
        )
    stems = {paper: file_stem(dossier, paper, year, period, plan_guid) for paper in papers}
    return [(paper, out / f"{stems[paper]}.{form}") for paper, form in steps]


def undrawn_in(
    dossier: Dossier,
    *,
    year: int,
    what: Sequence[str],
    formats: Sequence[str],
    period: str | None = None,
    plan_guid: str | None = None,
) -> "tuple[Undrawn, ...]":
    """The letters that would leave gaps on the pages of these papers; none where no PDF is wanted."""
    from cchc_desktop.writers.undrawn import undrawn

    if "pdf" not in formats:
        return ()
    papers = expand(dossier, year, what, period)
    made = (compose(dossier, year=year, what=paper, period=period, plan_guid=plan_guid) for paper in papers)
    return tuple(found for document in made for found in undrawn(document))


def write(document: "Document", path: Path) -> None:
    """Write one composed paper in the format that the file's name asks for.

    Raises `UserError` where the name asks for none, and where the file must not be replaced.
    """
    from cchc_desktop.documents.house_style import load_house_style

    style = load_house_style()
    match path.suffix.lower():
        case ".docx":
            from cchc_desktop.writers.docx_writer import write_docx

            write_docx(document, path, style)
        case ".pdf":
            from cchc_desktop.writers.pdf_writer import write_pdf

            write_pdf(document, path, style, to_sign=True)
        case ".xlsx":
            from cchc_desktop.writers.xlsx_writer import write_xlsx

            write_xlsx(document, path, style)
        case _:
            placed(path, Existing.REFUSE, *ENDINGS)


def file_stem(dossier: Dossier, what: str, year: int, period: str | None = None, plan_guid: str | None = None) -> str:
    """The file name of a paper, without its ending; one that is not the annual plan by its kind and subject."""
    if what == "report":
        chosen = period
        if chosen is None:
            row = reports.at_hand(reports.read_reports(dossier, year))
            chosen = row.period if row else f"{year}-Y"
        return _FILE_NAMES[what].format(year=year, period=Period.parse(chosen).file_words)
    name = _FILE_NAMES[what].format(year=year)
    if plan_guid is not None and what != "indices":
        plan = next((row for row in plans.read_plans(dossier, year) if row.guid == plan_guid), None)
        if plan is not None and plan.kind != "annual":
            if what == "plan":
                name = f"{plans.paper_kinds(dossier, year)[plan.guid].facts.stem}-{year}"
            return f"{name}-{slug(plan.title, _SLUG)}"
    return name
