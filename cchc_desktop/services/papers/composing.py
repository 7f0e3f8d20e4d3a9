"""The one door for composing: what of a dossier can be printed, and how each paper is made into nodes.

Whatever is printed goes through here: exporting, the preview, issuing, packages and commands. A further paper is a
member of `Printout` and an entry of `PRINTABLES`.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop import clock
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.appendix_rows import ReportAppendices, ScoreSheets
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.printouts import FileFormat, Printout
from cchc_desktop.services import offices
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.composed_indices import (
    compose_chart,
    compose_criteria,
    compose_form,
    compose_indices,
    compose_survey,
)
from cchc_desktop.services.papers.incoming import incoming_years
from cchc_desktop.services.papers.incoming_files import incoming_document
from cchc_desktop.services.papers.printable import Printable, Wish, YearContents
from cchc_desktop.services.papers.targets import read_targets
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import slug
from cchc_desktop.writers.pauses import no_collecting

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document

_OF_INDEX = (Printout.INDICES, Printout.CRITERIA, Printout.SELF_SCORE, Printout.INDEX_CHART)
_SLUG = 48  # letters of a title in a file's name


_WITH_TABLE = tuple(FileFormat)  # for what makes sense as a worksheet


@no_collecting()
def compose(dossier: Dossier, what: Printout, wish: Wish) -> "Document":
    """One paper as nodes. Raises `UserError` when the dossier does not hold what it needs."""
    return printable(what).make(dossier, wish)


def printable(what: Printout) -> Printable:
    """What is known of a paper that can be printed."""
    return PRINTABLES[what]


def contents_of(dossier: Dossier, year: int, plan_guid: str | None = None) -> YearContents:
    """What a year has to be printed; of one of its papers, that paper with what belongs to it."""
    from cchc_desktop.services.emulation.award_papers import award_papers
    from cchc_desktop.services.scoring import indices, surveys

    if plan_guid is not None:
        chosen = next((row for row in plans.read_plans(dossier, year) if row.guid == plan_guid), None)
        award = bool(award_papers(dossier, year, plan_guid))
        return YearContents(chosen, frozenset(), False, has_targets=_has_targets(dossier, chosen), has_award=award)
    plan = plans.main_plan(dossier, year)
    return YearContents(
        plan,
        frozenset(row.period for row in reports.read_reports(dossier, year)),
        bool(indices.read_sets(dossier, year)),
        bool(_begun_report(dossier, year)),
        bool(surveys.read_surveys(dossier, year)),
        _has_targets(dossier, plan),
        bool(award_papers(dossier, year)),
        year in incoming_years(dossier),
    )


def _begun_report(dossier: Dossier, year: int) -> str:
    """The self-scoring report of the year's index, as a plan row; "" where none was begun."""
    from cchc_desktop.services.reporting.score_sheets import current_set
    from cchc_desktop.services.reporting.self_scoring import begun_report

    chosen = current_set(dossier, year)
    return begun_report(dossier, chosen) if chosen is not None else ""


def _has_targets(dossier: Dossier, plan: YearPaperRow | None) -> bool:
    return plan is not None and bool(read_targets(dossier, plan.guid))


def signed_plan(view: YearPaperView, office: OfficeRow, scores: ScoreSheets | None = None) -> "Document":
    """All that is signed as one: the decision with the plan attached to it (mẫu 1.3), or the paper, with appendices."""
    from cchc_desktop.documents.decision import compose_decision_with_plan
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.paper import compose_paper

    style = load_house_style()
    if view.decision is not None:
        return compose_decision_with_plan(view, office, style)
    return compose_paper(view, office, style, scores)


def signed_report(view: ReportView, office: OfficeRow, appendices: ReportAppendices) -> "Document":
    """A report with what goes along with it."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.report import compose_report

    return compose_report(view, office, load_house_style(), appendices)


def current_plan(dossier: Dossier, year: int) -> YearPaperRow:
    """The annual plan, or the year's first one. Raises `UserError` when it has none."""
    found = plans.main_plan(dossier, year)
    if found is None:
        raise UserError(_("{year} has no plan yet. Make one on the Plans tab, or import one.").format(year=year))
    return found


def current_report(dossier: Dossier, year: int, period: str | None) -> ReportRow:
    """The report of the period; without a period the one that is worked on. Raises `UserError` without any."""
    rows = reports.read_reports(dossier, year)
    if period is not None:
        rows = tuple(row for row in rows if row.period == str(Period.parse(period)))
    chosen = reports.current(rows)
    if chosen is None:
        raise UserError(
            _("There is no report for {period} yet. Make one on the Reports tab.").format(period=period or year)
        )
    return chosen


def file_stem(dossier: Dossier, what: Printout, wish: Wish) -> str:
    """The file name of a paper, without its ending; one that is not the annual plan by its kind and subject."""
    stem = printable(what).stem
    if what is Printout.REPORT:
        period = wish.period
        if period is None:
            row = reports.current(reports.read_reports(dossier, wish.year))
            period = row.period if row else f"{wish.year}-Y"
        return stem.format(year=wish.year, period=Period.parse(period).file_words)
    name = stem.format(year=wish.year)
    if wish.plan_guid is not None and what not in _OF_INDEX:
        plan = next((row for row in plans.read_plans(dossier, wish.year) if row.guid == wish.plan_guid), None)
        if plan is not None and plan.kind != "annual":
            if what is Printout.PLAN:
                name = f"{plans.paper_kinds(dossier, wish.year)[plan.guid].facts.stem}-{wish.year}"
            return f"{name}-{slug(plan.title, _SLUG)}"
    return name


# How each is made


def _view(dossier: Dossier, wish: Wish) -> tuple[YearPaperView, OfficeRow]:
    guid = wish.plan_guid or current_plan(dossier, wish.year).guid
    return plans.read_plan(dossier, guid), offices.read_office(dossier, wish.year)


def _decision(dossier: Dossier, wish: Wish) -> "Document":
    from cchc_desktop.documents.decision import compose_decision
    from cchc_desktop.documents.house_style import load_house_style

    view, office = _view(dossier, wish)
    if view.decision is None:
        raise UserError(_("This plan is not issued by a decision, so there is no decision to write."))
    return compose_decision(view, office, load_house_style())


def _plan(dossier: Dossier, wish: Wish) -> "Document":
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.paper import compose_paper
    from cchc_desktop.services.reporting.score_sheets import read_score_sheets

    view, office = _view(dossier, wish)
    return compose_paper(view, office, load_house_style(), read_score_sheets(dossier, view))


def _frame(dossier: Dossier, wish: Wish) -> "Document":
    from cchc_desktop.documents.frame_appendix import compose_frame
    from cchc_desktop.documents.house_style import load_house_style

    return compose_frame(*_view(dossier, wish), load_house_style())


def _progress(dossier: Dossier, wish: Wish) -> "Document":
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.progress_sheet import compose_progress_sheet
    from cchc_desktop.services.frame.progress_sheets import progress_of

    view, office = _view(dossier, wish)
    return compose_progress_sheet(progress_of(view, wish.as_of or clock.today()), office, load_house_style())


def _report(dossier: Dossier, wish: Wish) -> "Document":
    from cchc_desktop.services.reporting.report_appendices import read_appendices

    guid = current_report(dossier, wish.year, wish.period).guid
    appendices = read_appendices(dossier, guid, wish.as_of or clock.today())
    return signed_report(reports.read_report(dossier, guid), offices.read_office(dossier, wish.year), appendices)


def _self_score(dossier: Dossier, wish: Wish) -> "Document":
    guid = _begun_report(dossier, wish.year)
    if not guid:
        raise UserError(_("{year} has no self-scoring report yet. Begin it on the Indices tab.").format(year=wish.year))
    return _plan(dossier, replace(wish, plan_guid=guid))


def _targets(dossier: Dossier, wish: Wish) -> "Document":
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.targets_sheet import compose_targets

    view, office = _view(dossier, wish)
    if not view.targets:
        raise UserError(_("This paper has no targets yet. Add them under Plan, This paper, “Targets over years…”."))
    return compose_targets(view, office, load_house_style())


def _incoming(dossier: Dossier, wish: Wish) -> "Document":
    """The register of the year, with or without lines: an empty one is printed at its beginning."""
    return incoming_document(dossier, wish.year)


def _award(dossier: Dossier, wish: Wish) -> "Document":
    """The papers of the award dossier as one."""
    from cchc_desktop.documents.nodes import Document

    papers = [_plan(dossier, paper) for _stem, paper in award_steps(dossier, wish)]
    return Document(papers[0].title, papers[0].author, tuple(part for paper in papers for part in paper.parts))


def award_steps(dossier: Dossier, wish: Wish) -> list[tuple[str, Wish]]:
    """Each paper of the award dossier, with the name of its file, in the order in which they are handed in.

    Raises `UserError` where none was made yet.
    """
    from cchc_desktop.services.emulation.award_papers import award_papers

    found = award_papers(dossier, wish.year, wish.plan_guid)
    if not found:
        raise UserError(
            _("No award dossier was made in {year} yet. Make it under Indices, “Emulation, awards…”.").format(
                year=wish.year
            )
        )
    wishes = [replace(wish, plan_guid=guid) for guid in found]
    return [(f"{n:02d}-{file_stem(dossier, Printout.PLAN, one)}", one) for n, one in enumerate(wishes, start=1)]


PRINTABLES: dict[Printout, Printable] = {
    one.code: one
    for one in (
        Printable(
            Printout.DECISION,
            lambda: _("Decision that issues the plan"),
            "Quyet-dinh-ban-hanh-ke-hoach-{year}",
            lambda year, _wish: year.plan is not None and year.plan.decision_guid is not None,
            _decision,
        ),
        Printable(
            Printout.PLAN,
            lambda: _("Plan"),
            "Ke-hoach-CCHC-{year}",
            lambda year, _wish: year.plan is not None,
            _plan,
        ),
        Printable(
            Printout.FRAME,
            lambda: _("Task frame (appendix)"),
            "Khung-nhiem-vu-{year}",
            lambda year, _wish: year.has_tasks,
            _frame,
            _WITH_TABLE,
        ),
        Printable(
            Printout.PROGRESS,
            lambda: _("Progress sheet"),
            "Tong-hop-tien-do-{year}",
            lambda year, _wish: year.has_tasks,
            _progress,
            _WITH_TABLE,
        ),
        Printable(
            Printout.REPORT,
            lambda: _("Report"),
            "Bao-cao-CCHC-{period}-{year}",
            YearContents.has_report,
            _report,
        ),
        Printable(
            Printout.INDICES,
            lambda: _("Scoring sheet"),
            "Bang-cham-diem-{year}",
            lambda year, _wish: year.has_criteria,
            compose_indices,
            _WITH_TABLE,
        ),
        Printable(
            Printout.CRITERIA,
            lambda: _("Criteria set with rules and evidence"),
            "Bo-tieu-chi-{year}",
            lambda year, _wish: year.has_criteria,
            compose_criteria,
            _WITH_TABLE,
            of_office=False,
        ),
        Printable(
            Printout.SELF_SCORE,
            lambda: _("Self-scoring report with its appendices"),
            "Bao-cao-tu-cham-diem-{year}",
            lambda year, _wish: year.has_self_score,
            _self_score,
        ),
        Printable(
            Printout.INDEX_CHART,
            lambda: _("Chart of the index"),
            "Bieu-do-chi-so-{year}",
            lambda year, _wish: year.has_criteria,
            compose_chart,
            _WITH_TABLE,
        ),
        Printable(
            Printout.SURVEY_FORM,
            lambda: _("Survey form"),
            "Phieu-khao-sat-{year}",
            lambda year, _wish: year.has_survey,
            compose_form,
        ),
        Printable(
            Printout.SURVEY,
            lambda: _("Result of the survey"),
            "Ket-qua-khao-sat-{year}",
            lambda year, _wish: year.has_survey,
            compose_survey,
            _WITH_TABLE,
        ),
        Printable(
            Printout.TARGETS,
            lambda: _("Targets over years"),
            "Bang-chi-tieu-{year}",
            lambda year, _wish: year.has_targets,
            _targets,
            _WITH_TABLE,
        ),
        Printable(
            Printout.AWARD,
            lambda: _("Award dossier"),
            "Ho-so-khen-thuong-{year}",
            lambda year, _wish: year.has_award,
            _award,
        ),
        Printable(
            Printout.INCOMING,
            lambda: _("Register of incoming papers"),
            "So-van-ban-den-{year}",
            lambda year, _wish: year.has_incoming,
            _incoming,
            _WITH_TABLE,
        ),
    )
}
