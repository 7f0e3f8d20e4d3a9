"""A dossier of six years of reports: 500 tasks, the data appendix filled in, four reports a year. `… FILE`"""

import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from big_dossier import YEAR, task_read
from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.report import Figure, FigureValue, Report, ReportItem
from cchc_desktop.models.task import Task
from cchc_desktop.readers.read_rows import ReadGroup, ReadPaper, ReadPlan, ReadSection
from cchc_desktop.rules.fields import FIELDS
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.services.intake.imports import keep_plan
from cchc_desktop.services.reporting.drafting import write_drafts
from cchc_desktop.services.reporting.reports import new_report
from cchc_desktop.services.start import create_dossier
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.dossier import Dossier

PAST = 5  # years before the year of work
_STATUSES = ("done", "done", "in_progress", "in_progress", "not_started")


def make(path: Path, tasks: int = 500) -> Path:
    """Make the dossier; the year's own report is begun and empty. Returns its path."""
    dossier = create_dossier(
        path, office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=YEAR
    )
    try:
        keep_plan(dossier, read=_plan(tasks), year=YEAR)
        with dossier.change("Years of reports") as work:
            _follow_tasks(work.session)
            for year in range(YEAR - PAST, YEAR + 1):
                ensure_year(work, year)
                _write_year(work.session, year)
        draft_last_year(dossier)
    finally:
        dossier.close()
    return path


def _plan(tasks: int) -> ReadPlan:
    fields = FIELDS[:7]
    each = -(-tasks // len(fields))
    groups = tuple(
        ReadGroup(
            title=field.name,
            number=str(place + 1),
            tasks=tuple(task_read(number) for number in range(place * each, min((place + 1) * each, tasks))),
        )
        for place, field in enumerate(fields)
    )
    return ReadPlan(
        decision=None,
        paper=ReadPaper(kind="plan", subject=f"Cải cách hành chính xã Bình Minh năm {YEAR}"),
        sections=(ReadSection("I", "NHIỆM VỤ", 1, "", role="tasks"),),
        groups=groups,
        unplaced=(),
        warnings=(),
        form="table",
    )


def _follow_tasks(session: Session) -> None:
    """Results for most tasks, a piece of evidence for every third."""
    for number, task in enumerate(session.scalars(select(Task).order_by(Task.guid))):
        task.status = _STATUSES[number % len(_STATUSES)]
        task.percent = {"done": 100, "in_progress": number % 90 + 5}.get(task.status, 0)
        if task.status != "not_started":
            task.result = f"Quyết định số {number + 1}/QĐ-UBND ngày 15/3/{YEAR}; đã rà soát {number % 40} hồ sơ."
        if number % 3 == 0:
            session.add(
                Evidence(
                    owner_guid=task.guid,
                    title=f"Biên bản số {number}",
                    file_name="bien-ban.pdf",
                    sha256="0" * 64,
                    size=1,
                    added_at=datetime(YEAR, 3, 15),
                )
            )


def _write_year(session: Session, year: int) -> None:
    for place, kind in enumerate(PERIOD_KINDS):
        report = new_report(session, Period(year, kind), "current")
        for number, figure in enumerate(session.scalars(select(Figure).order_by(Figure.position))):
            value = (
                Decimal(number % 97) if figure.kind == "share" else Decimal((number + 1) * (place + 1) * 3 + year % 7)
            )
            session.add(
                FigureValue(
                    figure_guid=figure.guid, period=str(Period(year, kind)), value=value, estimated=number % 9 == 0
                )
            )
        if year < YEAR:
            _write_text(session, report, year, place)


def _write_text(session: Session, report: Report, year: int, place: int) -> None:
    for number, item in enumerate(session.scalars(select(ReportItem).where(ReportItem.report_guid == report.guid))):
        lines = (
            f"- Việc thứ {n} của mục {number} năm {year}: đã thực hiện {(n + 1) * (place + 2)} lượt, đúng kế hoạch."
            for n in range(12)
        )
        item.text, item.status = "\n".join(lines), "done"
    report.status, report.sent_on = "sent", date(year, 3 * place + 3, 10)


def draft_last_year(dossier: Dossier) -> None:
    """The nine months of the year of work hold their drafts: a report of about forty pages."""
    with dossier.read() as session:
        guid = session.scalars(select(Report.guid).where(Report.period == f"{YEAR}-9M")).one()
    write_drafts(dossier, report_guid=guid, today=date(YEAR, 9, 8))


if __name__ == "__main__":
    print(make(Path(sys.argv[1])))
