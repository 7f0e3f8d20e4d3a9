"""What of a dossier travels upward: the rows of a year."""

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.i18n import _
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import evidence, indices, offices
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage.dossier import Dossier


def gather(dossier: Dossier, year: int, period: str | None) -> PackageData:
    """Everything of the year that travels; with a period only its report.

    Raises `UserError` when the period has no report, or the year nothing at all.
    """
    report_rows = reports.read_reports(dossier, year)
    if period is not None:
        wanted = Period.parse(period)
        report_rows = tuple(row for row in report_rows if row.period == str(wanted))
        if not report_rows:
            raise UserError(
                _("There is no report for {period} yet. Make one on the Reports tab.").format(period=wanted.title)
            )
    found = PackageData(
        office=offices.read_office(dossier, year),
        units=offices.read_units(dossier),
        plans=tuple(plans.read_plan(dossier, row.guid) for row in plans.read_plans(dossier, year)),
        reports=tuple(reports.read_report(dossier, row.guid) for row in report_rows),
        indices=tuple(indices.read_index(dossier, row[0]) for row in indices.read_sets(dossier, year)),
    )
    if not (found.plans or found.reports or found.indices):
        raise UserError(_("{year} holds nothing to send yet. Make a plan or a report first.").format(year=year))
    owners = {task.guid for view in found.plans for task in view.tasks}
    owners |= {criterion.guid for view in found.indices for criterion in view.criteria}
    kept = tuple(row for row in evidence.read_evidence(dossier) if row.owner_guid in owners)
    return PackageData(found.office, found.units, found.plans, found.reports, found.indices, kept)
