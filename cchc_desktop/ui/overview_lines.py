"""The lists of the overview, line by line: what is due, the reports, the points that are lost, what came in."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.models.overview_rows import DueItem, Overview
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.progress import report_days_left
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.ui.formats import long_date, period_name, points, sentence_case, short_date
from cchc_desktop.ui.overview_facts import WEEK_DAYS, FactLine, Place, days_left, report_name, report_of

_OPENINGS = ("Công tác ", "Cải cách ", "Xây dựng và phát triển ", "Xây dựng, phát triển ", "Xây dựng ")
_LONGEST_PHRASE = 32  # letters of a deadline that a line has room for


def due_groups(overview: Overview, room: int) -> list[tuple[str, str, list[FactLine]]]:
    """What is due as (heading, colour of the heading, lines), at most `room` lines, each kind with its part."""
    due = [_named(item, overview) for item in overview.due]
    # What others wait for is seen first: there is room for a few lines only.
    late = sorted((item for item in due if item.days < 0), key=lambda item: item.kind == "task")
    week = [item for item in due if 0 <= item.days <= WEEK_DAYS]
    later = [item for item in due if item.days > WEEK_DAYS]
    part = max(1, room // 3)
    shown_late = late[: max(part + 1, room - min(len(week), part) - min(len(later), part))]
    shown_week = week[: max(part, room - len(shown_late) - min(len(later), part))]
    shown_later = later[: max(0, room - len(shown_late) - len(shown_week))]
    groups = [
        (_("Overdue"), "late", [_due_line(item, "alert-triangle", "late") for item in shown_late]),
        (_("This week"), "soon", [_due_line(item, "clock", "soon") for item in shown_week]),
        (_("Later"), "secondary", [_due_line(item, "circle-dashed", "secondary") for item in shown_later]),
    ]
    return [group for group in groups if group[2]]


def _named(item: DueItem, overview: Overview) -> DueItem:
    """A report by its short name."""
    row = report_of(overview, item.guid) if item.kind == "report" else None
    return item._replace(title=report_name(row.period)) if row else item


def _due_line(item: DueItem, icon: str, token: str) -> FactLine:
    show = long_date if item.days < 0 else short_date
    right = show(item.last) if item.days > WEEK_DAYS else days_left(item.days)
    if item.kind == "report":
        note = _("Report, to be sent before {date}").format(date=show(item.named))
        right = _("Before {date}").format(date=show(item.named)) if item.days > WEEK_DAYS else right
        place = Place("report", item.guid)
    elif item.kind == "part":
        period = period_name(Period.parse(item.note))
        note = _("Part of the report, {period}, due {date}").format(
            period=period[:1].lower() + period[1:], date=show(item.last)
        )
        place = Place("report", item.guid)
    elif item.kind == "incoming":
        note = _("Incoming paper, due {date}: {note}").format(date=show(item.last), note=item.note)
        place = Place("incoming", item.guid)
    else:
        number, _comma, lead = item.note.partition(", ")
        said = (number, _deadline(item, show(item.last)), lead)  # where there is little room, the lead is cut first
        note = _("Task {note}").format(note=", ".join(filter(None, said)))
        place = Place("frame", item.guid)
    return FactLine(icon, token, item.title, note, right, place)


def _deadline(item: DueItem, last: str) -> str:
    """The deadline in the words of the plan, or by its last day where it says more than a day."""
    words = " ".join(item.phrase.split())
    if words and len(words) <= _LONGEST_PHRASE and str(item.named.day) in words:
        return words[0].lower() + words[1:] if words[1:2].islower() else words
    return _("due {date}").format(date=last)


def report_lines(overview: Overview, today: date) -> list[FactLine]:
    """The four reports of the year with where they stand; one that is not begun leads to the reports."""
    lines = []
    owed = {item.period: item for item in overview.due if item.kind == "report"}
    for kind in PERIOD_KINDS:
        period = str(Period(overview.year, kind))
        report = next((row for row in overview.reports if row.period == period), None)
        if report is not None:
            lines.append(_report_line(report, today))
        else:
            title = period_name(Period.parse(period))
            due = owed.get(period)
            if due is not None and due.days < 0:
                words = days_left(due.days)
                lines.append(FactLine("alert-triangle", "late", title, _("Not begun"), words, Place("report")))
            else:
                lines.append(FactLine("circle-dashed", "secondary", title, _("Not begun"), "", Place("report")))
    return lines


def _report_line(report: ReportRow, today: date) -> FactLine:
    place = Place("report", report.guid)
    title = period_name(Period.parse(report.period))
    progress = _("{done}/{total} items done").format(done=report.items_done, total=report.items_total)
    if report.status == ReportStatus.SENT:
        right = _("Sent {date}").format(date=short_date(report.sent_on)) if report.sent_on else _("Sent")
        return FactLine("circle-check", "done", title, progress, right, place)
    right = _("Before {date}").format(date=short_date(report.due_on)) if report.due_on else ""
    days = report_days_left(report.due_on, today) if report.due_on else WEEK_DAYS + 1
    if report.status == ReportStatus.NOT_BEGUN and days > WEEK_DAYS:
        return FactLine("circle-dashed", "secondary", title, _("Not begun"), right, place)
    note = _("Not begun") if report.status == ReportStatus.NOT_BEGUN else progress
    if report.status == ReportStatus.FOR_SIGNATURE:
        note = _("Waiting for signature")
    if report.status == ReportStatus.WAITING:
        note = _("{progress}, waiting for others").format(progress=progress)
    if days < 0:
        return FactLine("alert-triangle", "late", title, note, days_left(days), place)
    token = "soon" if days <= WEEK_DAYS else "accent"
    return FactLine("clock" if days <= WEEK_DAYS else "progress", token, title, note, right, place)


def lost_lines(lost: Sequence[CriterionRow], room: int) -> list[FactLine]:
    """The criteria with most points to win back."""
    return [_lost_line(row) for row in lost[:room]]


def _lost_line(row: CriterionRow) -> FactLine:
    missing = row.max_points - (row.self_score or Decimal(0))
    tasks = len(row.task_guids)
    note = ngettext("{count} task mends it", "{count} tasks mend it", tasks).format(count=tasks)
    if not tasks:
        note = _("No task mends it yet")
    title = f"{row.code} {row.name}".strip()
    return FactLine("arrow-down-right", "late", title, note, f"-{points(missing)}", Place("index", row.guid))


def received_lines(received: Sequence[PackageLogRow]) -> list[FactLine]:
    """The packages that came in last."""
    return [
        FactLine("mail-down", "accent", row.subject or row.file_name, row.partner, short_date(row.at.date()),
             Place("exchange", row.guid))
        for row in received
    ]  # fmt: skip


def field_title(title: str) -> str:
    """A group's title, short: no capitals throughout, without the words that all of them begin with."""
    title = sentence_case(title)
    for opening in _OPENINGS:
        title = title.removeprefix(opening)
    return title[:1].upper() + title[1:]
