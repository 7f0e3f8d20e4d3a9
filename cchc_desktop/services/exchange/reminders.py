"""Reminding the units whose part of a report has not come: a letter, or words for a message."""

from collections.abc import Sequence

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.part_rows import ContributionRow
from cchc_desktop.models.plan import Plan, Section
from cchc_desktop.models.report import Report
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.roles import LineRole
from cchc_desktop.services.papers.papers import set_paper_lines
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_TEMPLATE = "letter_parts"


def reminder_letter(dossier: Dossier, *, report_guid: str, contributions: Sequence[ContributionRow]) -> Change:
    """A letter (công văn) to these units, naming the report and the day; raises `UserError` without any unit."""
    if not contributions:
        raise UserError(_("All parts have come. There is nobody to remind."))
    with dossier.change(_("Write a reminding letter")) as work:
        report = work.session.get_one(Report, report_guid)
        period = Period.parse(report.period)
        made = create_from_template(
            dossier,
            year=report.year,
            code=_TEMPLATE,
            subject=f"đôn đốc phần báo cáo cải cách hành chính\n{period.title}",
        )
        (plan_guid,) = made.created("plan")
        plan = work.session.get_one(Plan, plan_guid)
        set_paper_lines(
            dossier, paper_guid=plan.paper_guid, role=LineRole.ADDRESSEE, lines=[row.unit_name for row in contributions]
        )
        for section in work.session.query(Section).filter_by(plan_guid=plan_guid):
            section.body = section.body.replace("[kỳ báo cáo]", period.title).replace("[hạn gửi]", _by(contributions))
    return work.change


def reminder_text(period: str, contributions: Sequence[ContributionRow]) -> str:
    """Words for a message, in the language of the office's papers."""
    names = "; ".join(row.unit_name for row in contributions)
    return (
        f"Kính gửi: {names}. Báo cáo cải cách hành chính {Period.parse(period).title} chưa nhận được phần của đơn vị. "
        f"Đề nghị gửi lại tệp phần báo cáo {_by(contributions)}."
    )


def _by(contributions: Sequence[ContributionRow]) -> str:
    days = [row.due_on for row in contributions if row.due_on is not None]
    return f"chậm nhất ngày {format_date(max(days))}" if days else "trong thời gian sớm nhất"
