"""Issuing a paper (ban hành): its number and date are fixed, and what was printed is kept, byte for byte."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cchc_desktop import clock
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.issued_rows import IssuedRow, IssueState
from cchc_desktop.models.paper import IssuedPaper, OfficialDocument
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report import Report
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.rules import localised
from cchc_desktop.rules.documents_nd30 import DRAFT, normal_number
from cchc_desktop.rules.issue_numbers import is_number
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.rules.statuses import PlanStatus
from cchc_desktop.services import offices
from cchc_desktop.services.papers import plans, register
from cchc_desktop.services.papers.composing import file_stem, signed_plan, signed_report
from cchc_desktop.services.papers.office_base import base_of
from cchc_desktop.services.papers.paper_numbers import check_number
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.stored_files import drop_unused, keep_bytes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document
    from cchc_desktop.writers.undrawn import Undrawn


@dataclass(frozen=True)
class SignedPaper:
    """What a signed paper is the front of: a plan of the year, or a report."""

    paper: OfficialDocument
    plan: YearPaper | None
    report: Report | None

    @property
    def year(self) -> int:
        """The year whose paper it is: its office is called as in that year."""
        row = self.plan or self.report
        assert row is not None
        return row.year


def issue_paper(dossier: Dossier, *, paper_guid: str, number: str, issued_on: date, today: date) -> Change:
    """Issue a paper under a number and a date; a plan that has a decision is issued by it, both in one file.

    Fixes number and date, writes DOCX and PDF and keeps both under the next version of the paper; the plan is then
    "issued". Later edits do not touch what is kept. Raises `UserError` when the number is taken or missing, the date
    is still to come, or the paper takes no number of its own; nothing is changed then.
    """
    number = normal_number(number)
    if not is_number(number):
        raise UserError(_("To issue a paper, type its number alone, without the symbol: 05. Nothing was changed."))
    if issued_on > today:
        raise UserError(
            _("The date of issue {date} is still to come. Issue the paper on that day; nothing was changed.").format(
                date=localised.full_date(issued_on)
            )
        )
    with dossier.change(_("Issue paper")) as work:
        source = signed_of(work.session, paper_guid)
        if not source.paper.symbol:
            raise UserError(
                _("This paper has no symbol, so it takes no number. Give it a symbol, or issue what it is attached to.")
            )
        source.paper.number, source.paper.issued_on = number, issued_on
        if source.paper.circulation.strip().upper() == DRAFT:
            source.paper.circulation = ""
        check_number(work.session, source.paper)
        if source.plan is not None:
            source.plan.status = PlanStatus.ISSUED
        _keep_version(dossier, work.session, source, issued_on)
    return work.change


def withdraw_issued(dossier: Dossier, *, issued_guid: str) -> Change:
    """Take a version that was issued by mistake out of the register, with its files; undo brings it back.

    What stands on the paper stays as it is; a plan of which no version is left is a draft again. Raises `UserError`
    when the version proves a task or a score.
    """
    with dossier.change(_("Take out of the register")) as work:
        session = work.session
        issued = session.get_one(IssuedPaper, issued_guid)
        if session.scalars(select(Evidence).where(Evidence.issued_guid == issued_guid)).first() is not None:
            raise UserError(
                _("This version is evidence of a task or a score. Remove it there first; nothing was changed.")
            )
        session.delete(issued)
        drop_unused(session, (issued.docx_sha256, issued.pdf_sha256))
        plan = _plan_of(session, issued.paper_guid)
        if plan is not None and not _versions(session, issued.paper_guid):
            plan.status = PlanStatus.DRAFT
    return work.change


def issued_versions(dossier: Dossier, paper_guid: str) -> tuple[IssuedRow, ...]:
    """The versions of a paper that were issued, oldest first."""
    with dossier.read() as session:
        return _versions(session, paper_guid)


def signed_guid(dossier: Dossier, paper_guid: str) -> str:
    """The paper that bears number and signature: of a plan that a decision issues, the decision."""
    with dossier.read() as session:
        return signed_of(session, paper_guid).paper.guid


def carries_plan(dossier: Dossier, paper_guid: str) -> bool:
    """Whether a paper is the decision to which a plan is attached: then both are issued in one file."""
    with dossier.read() as session:
        return session.scalars(select(YearPaper.guid).where(YearPaper.decision_guid == paper_guid)).first() is not None


def issue_state(dossier: Dossier, paper_guid: str, view: YearPaperView | ReportView | None = None) -> IssueState | None:
    """The newest issued version and whether the paper says something else by now; None when it was never issued.

    The paper is composed again and the hash of what it says is compared with the one kept when it was issued. That
    takes in everything printed (number, sections, tasks, figures, signer) and nothing else: progress of a task, a
    font or another version of the program are no edit. A paper that was never issued costs one query; `view` is the
    paper as it was read already, perhaps with what is being typed.
    """
    with dossier.read() as session:
        versions = _versions(session, paper_guid)
        if not versions:
            return None
        source = signed_of(session, paper_guid)
        now = composed(dossier, source, versions[-1].issued_on, view)
        return IssueState(versions[-1], _hash(now) != versions[-1].content_sha256)


def _versions(session: Session, paper_guid: str) -> tuple[IssuedRow, ...]:
    mine = select(IssuedPaper).where(IssuedPaper.paper_guid == paper_guid).order_by(IssuedPaper.version)
    return tuple(register.issued_row(paper) for paper in session.scalars(mine))


def _plan_of(session: Session, paper_guid: str) -> YearPaper | None:
    """The plan whose paper or whose decision this is."""
    mine = or_(YearPaper.paper_guid == paper_guid, YearPaper.decision_guid == paper_guid)
    return session.scalars(select(YearPaper).where(mine)).first()


def signed_of(session: Session, paper_guid: str) -> SignedPaper:
    """The signed paper with what it belongs to; a plan's own paper gives way to the decision that issues it."""
    plan = _plan_of(session, paper_guid)
    if plan is not None:
        signed = plan.decision_guid or plan.paper_guid
        return SignedPaper(session.get_one(OfficialDocument, signed), plan, None)
    report = session.scalars(select(Report).where(Report.paper_guid == paper_guid)).first()
    if report is None:
        raise UserError(_("This dossier has no such paper to issue. Nothing was changed."))
    return SignedPaper(session.get_one(OfficialDocument, paper_guid), None, report)


def composed(
    dossier: Dossier, source: SignedPaper, day: date, view: YearPaperView | ReportView | None = None
) -> "Document":
    """The whole that is signed: a decision with the plan attached to it and the plan's appendix (mẫu 1.3).

    `day` is the one that a report's appendices look at: that of issue, so that time passing is no edit.
    """
    if source.plan is not None:
        plan = view if isinstance(view, YearPaperView) else plans.read_plan(dossier, source.plan.guid)
        from cchc_desktop.services.reporting.score_sheets import read_score_sheets

        return signed_plan(plan, offices.read_office(dossier, plan.plan.year), read_score_sheets(dossier, plan))
    from cchc_desktop.services.reporting.report_appendices import read_appendices

    assert source.report is not None
    office = offices.read_office(dossier, source.report.year)
    found = view if isinstance(view, ReportView) else reports.read_report(dossier, source.report.guid)
    return signed_report(found, office, read_appendices(dossier, source.report.guid, day))


def undrawn_in(dossier: Dossier, paper_guid: str) -> "tuple[Undrawn, ...]":
    """The letters of a paper, and of what is signed with it, that would leave gaps on the page."""
    from cchc_desktop.writers.undrawn import undrawn

    with dossier.read() as session:
        source = signed_of(session, paper_guid)
        return undrawn(composed(dossier, source, source.paper.issued_on or clock.today()))


def _hash(document: "Document") -> str:
    from cchc_desktop.documents.fingerprint import fingerprint

    return fingerprint(document)


def _keep_version(dossier: Dossier, session: Session, source: SignedPaper, issued_on: date) -> None:
    """Write the paper and keep it as its next version."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.docx_writer import write_docx
    from cchc_desktop.writers.pdf_writer import write_pdf

    document, style, paper = composed(dossier, source, issued_on), load_house_style(), source.paper
    docx, pdf = BytesIO(), BytesIO()
    write_docx(document, docx, style, base=base_of(session, source.year))
    pages = write_pdf(document, pdf, style, to_sign=True).pages
    last = session.scalar(select(func.max(IssuedPaper.version)).where(IssuedPaper.paper_guid == paper.guid))
    session.add(
        IssuedPaper(
            paper_guid=paper.guid,
            year=issued_on.year,
            version=(last or 0) + 1,
            kind=paper.kind,
            number=paper.number,
            symbol=paper.symbol,
            issued_on=issued_on,
            subject=paper.subject,
            signer=paper.signer_name,
            recipients="\n".join(register.printed_recipients(session, paper.guid)),
            pages=pages,
            file_stem=_file_stem(dossier, source),
            docx_sha256=keep_bytes(session, docx.getvalue()),
            pdf_sha256=keep_bytes(session, pdf.getvalue()),
            made_at=datetime.now(),
            content_sha256=_hash(document),
        )
    )


def _file_stem(dossier: Dossier, source: SignedPaper) -> str:
    """The name under which papers are exported, with the number behind it."""
    if source.plan is not None:
        what = Printout.DECISION if source.plan.decision_guid else Printout.PLAN
        stem = file_stem(dossier, what, Wish(source.plan.year, plan_guid=source.plan.guid))
    else:
        assert source.report is not None
        stem = file_stem(dossier, Printout.REPORT, Wish(source.report.year, source.report.period))
    return f"{stem}-so-{source.paper.number}"
