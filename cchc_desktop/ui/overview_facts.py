"""What the overview says, in words: the sentence of the day, the six steps, the groups of what is due."""

from datetime import date
from typing import NamedTuple

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.overview_rows import DueItem, Overview
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.rules.statuses import PlanStatus, ReportStatus
from cchc_desktop.ui.formats import days_late, long_date, period_name, plain_points, points, weekday

WEEK_DAYS = 7


class Place(NamedTuple):
    """Where a link leads: a tab and a row in it, or "incoming" and a line of that register."""

    tab: str
    guid: str = ""


class FactLine(NamedTuple):
    """One link with its icon, a note under it and a word at the right; `token` is the colour of icon and word."""

    icon: str
    token: str
    title: str
    note: str
    right: str
    place: Place


class Step(NamedTuple):
    """One of the six steps of the year; `share` of it that is done, 0 to 1; `warning` is coloured by `token`."""

    title: str
    note: str
    warning: str
    token: str
    icon: str
    icon_token: str
    share: float
    place: Place


class Today(NamedTuple):
    """The sentence of the day, the one below it, and the button that follows from them."""

    sentence: str
    detail: str
    button: str
    place: Place


def days_left(days: int) -> str:
    """ "Còn 3 ngày", "Trễ 24 ngày", "Hôm nay"."""
    if days < 0:
        return days_late(-days)
    if days == 0:
        return _("Today")
    return ngettext("{count} day left", "{count} days left", days).format(count=days)


def report_name(period: str) -> str:
    """ "Báo cáo CCHC 9 tháng"."""
    short = period_name(Period.parse(period))
    return _("Reform report, {period}").format(period=short[:1].lower() + short[1:])


def _next_report(overview: Overview) -> DueItem | None:
    return next((item for item in overview.due if item.kind == "report"), None)


def report_of(overview: Overview, guid: str) -> ReportRow | None:
    """The report with this guid, where the year has it."""
    return next((report for report in overview.reports if report.guid == guid), None)


def today_of(overview: Overview, today: date) -> Today:
    """What matters most today."""
    details = [_("{weekday}, {date}.").format(weekday=weekday(today), date=long_date(today))]
    late = overview.tasks_late
    report = _next_report(overview)
    row = report_of(overview, report.guid) if report else None
    if row is not None:
        details.append(
            _("The report has {done} of {total} items done.").format(done=row.items_done, total=row.items_total)
        )
    if late:
        details.append(ngettext("{count} task is overdue.", "{count} tasks are overdue.", late).format(count=late))
    sentence, button, place = _most_important(overview, report)
    return Today(sentence, " ".join(details), button, place)


def _most_important(overview: Overview, report: DueItem | None) -> tuple[str, str, Place]:
    frame = Place("frame")
    tasks = [item for item in overview.due if item.kind == "task"]
    if overview.plan is None:
        return _("There is no plan for {year} yet").format(year=overview.year), _("Begin the plan"), Place("plan")
    if report is not None:
        row = report_of(overview, report.guid)
        name = report_name(row.period) if row else report.title
        return _report_sentence(report, name), _("Go on with the report"), Place("report", report.guid)
    if overview.tasks_late:
        late = overview.tasks_late
        sentence = ngettext("{count} task is overdue", "{count} tasks are overdue", late).format(count=late)
        return sentence, _("Look at the tasks"), Place("frame", tasks[0].guid if tasks else "")
    week = sum(0 <= item.days <= WEEK_DAYS for item in tasks)
    if week:
        sentence = ngettext("{count} task is due this week", "{count} tasks are due this week", week)
        return sentence.format(count=week), _("Look at the tasks"), Place("frame", tasks[0].guid)
    if tasks:
        return _("Nothing is due this week"), _("Look at the tasks"), frame
    return _("Nothing is due in the next 30 days"), _("Look at the tasks"), frame


def _report_sentence(report: DueItem, name: str) -> str:
    if report.days < 0:
        late = days_left(report.days)
        return f"{name}: {late[:1].lower()}{late[1:]}"  # in the words of the list below
    if report.days == 0:
        return _("{title} is to be sent today").format(title=name)
    sentence = ngettext("{count} day left to send {title}", "{count} days left to send {title}", report.days)
    return sentence.format(title=name, count=report.days)


def steps_of(overview: Overview) -> list[Step]:
    """Plan, tasks, evidence, reports, score, next plan."""
    return [
        _plan_step(overview.plan, overview.year, _("Not begun")),
        _task_step(overview),
        _evidence_step(overview),
        _report_step(overview),
        _score_step(overview),
        _plan_step(overview.next_plan, overview.year + 1, _("Written from December on"))._replace(place=Place("plan")),
    ]


def _share(done: float, total: float) -> float:
    return min(1.0, done / total) if total else 0.0


def _mark(share: float) -> tuple[str, str]:
    """Icon and colour for a step by how much of it is done."""
    if share >= 1:
        return "circle-check", "done"
    return ("progress", "accent") if share > 0 else ("circle-dashed", "muted")


def _plan_step(plan: YearPaperRow | None, year: int, none_yet: str) -> Step:
    if plan is None:
        note, share, mark = none_yet, 0.0, ("circle-dashed", "muted")
    elif plan.status == PlanStatus.ISSUED:
        note, share, mark = _("Issued"), 1.0, ("circle-check", "done")
    else:
        note, share, mark = _("Being written"), 0.5, ("progress", "accent")
    title = _("Plan {year}").format(year=year)
    return Step(title, note, "", "soon", *mark, share, Place("plan", plan.guid if plan else ""))


def _task_step(overview: Overview) -> Step:
    late = overview.tasks_late
    share = _share(overview.tasks_done, overview.tasks_total)
    warning = ngettext("{count} overdue", "{count} overdue", late).format(count=late) if late else ""
    mark = ("alert-triangle", "late") if late else _mark(share)
    note = _("{done}/{total} done").format(done=overview.tasks_done, total=overview.tasks_total)
    if not overview.tasks_total:
        note = _("No tasks yet")
    return Step(_("Tasks"), note, warning, "late", *mark, share, Place("frame"))


def _evidence_step(overview: Overview) -> Step:
    share = _share(overview.tasks_with_evidence, overview.tasks_total)
    note = _("{done}/{total} tasks have it").format(done=overview.tasks_with_evidence, total=overview.tasks_total)
    if not overview.tasks_total:
        note = _("None yet")
    return Step(_("Evidence"), note, "", "soon", *_mark(share), share, Place("frame"))


def _report_step(overview: Overview) -> Step:
    sent = sum(report.status == ReportStatus.SENT for report in overview.reports)
    total = max(len(PERIOD_KINDS), len(overview.reports))
    due = _next_report(overview)
    share = _share(sent, total)
    note = _("{done}/{total} sent").format(done=sent, total=total)
    if due is None:
        return Step(_("Reports"), note, "", "soon", *_mark(share), share, Place("report"))
    token = "late" if due.days < 0 else "soon"
    icon = "alert-triangle" if due.days < 0 else "clock"
    warning = days_left(due.days)
    return Step(
        _("Reports"), note, warning[:1].lower() + warning[1:], token, icon, token, share, Place("report", due.guid)
    )


def _score_step(overview: Overview) -> Step:
    index = overview.index_view
    if index is None:
        return Step(_("Self-scoring"), _("Not begun"), "", "soon", "circle-dashed", "muted", 0.0, Place("index"))
    share = _share(float(index.self_total), float(index.own_max))
    note = _("{score}/{max} points").format(score=points(index.self_total), max=plain_points(index.own_max))
    mark = ("progress", "accent") if share else ("circle-dashed", "muted")
    return Step(_("Self-scoring"), note, "", "soon", *mark, share, Place("index", index.guid))
