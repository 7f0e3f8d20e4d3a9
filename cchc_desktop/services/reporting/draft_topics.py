"""Sentences under headings that sum up: what went well, what did not, what comes next."""

from collections.abc import Callable
from typing import Any

from cchc_desktop.models.draft_rows import ReportFacts, Statement, TaskFact
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.models.task_rows import MilestoneRow
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.gaps import gap
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.rules.progress import last_day
from cchc_desktop.rules.sentences import bare, estimate_first, figure_name, fill, form_for, inner, listed, with_unit
from cchc_desktop.services.frame.task_facts import DONE, LATE
from cchc_desktop.services.reporting.draft_figures import moved
from cchc_desktop.services.reporting.draft_tasks import waiting
from cchc_desktop.text import fold


def topic_of(item: ReportItemRow, forms: dict[str, Any]) -> dict[str, Any] | None:
    """The topic that a heading's title names."""
    title = fold(item.title)
    return next((topic for topic in forms["topics"] if any(fold(word) in title for word in topic["words"])), None)


def topic_statements(topic: dict[str, Any], facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    """What is known of a topic; a gap for what the officer alone can say."""
    made = _DRAWN[topic["draws"]](facts, forms) if topic["draws"] in _DRAWN else []
    wanted = topic.get("wanted") or forms[topic["draws"]]["wanted"]
    if made and topic["draws"] != "shortfalls":
        return made
    return [*made, Statement(gap(wanted))]


def _achievements(facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    words = forms["achievements"]
    annual = [fact for fact in facts.tasks if fact.annual]
    done = [fact for fact in annual if fact.standing == DONE]
    made = []
    if done:
        values = {
            "done": format_number(len(done)),
            "count": format_number(len(annual)),
            "year": str(facts.period.year),
        }
        made.append(Statement(fill(words["tasks"], values), tuple(fact.row.guid for fact in annual)))
    return made + _moved(facts, forms, words, better=True)


def _shortfalls(facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    words = forms["shortfalls"]
    made = []
    if facts.tasks:
        late = [fact for fact in facts.tasks if fact.standing == LATE]
        values = {
            "count": format_number(len(late)),
            "day": format_date(facts.as_of),
            "names": listed([bare(fact.row.text) for fact in late], words["most"], words["rest"]),
        }
        rows = late or list(facts.tasks)
        made.append(Statement(fill(form_for(len(late), words), values), tuple(fact.row.guid for fact in rows)))
    return made + _moved(facts, forms, words, better=False)


def _moved(facts: ReportFacts, forms: dict[str, Any], words: dict[str, Any], better: bool) -> list[Statement]:
    made = []
    for fact, difference, other in moved(facts, forms, better)[: words["most"]]:
        row = fact.row
        assert row.value is not None
        form = words["less" if row.code in forms["comparison"]["less_is_better"] else "figure"]
        value = with_unit(row.value, row.unit, False, fact.places)
        text = fill(form, {"name": figure_name(row.name), "value": value, "comparison": difference})
        made.append(Statement(estimate_first(text, row.estimated), (row.value_guid or "", other)))
    return made


def _next(facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    """The late tasks, then those with an open date in the period that comes."""
    words = forms["next"]
    coming = [fact for fact in waiting(facts.tasks) if fact.standing == LATE or _is_due(fact, facts)]
    made = []
    for fact in coming[: words["most"]]:
        row = fact.row
        values = {
            "task": bare(row.text),
            "lead": fill(words["lead"], {"lead": bare(row.lead_text)}) if row.lead_text.strip() else "",
            "deadline": _deadline(fact, facts, words),
        }
        made.append(Statement(fill(words["late" if fact.standing == LATE else "due"], values), (row.guid,)))
    return made


def _is_due(fact: TaskFact, facts: ReportFacts) -> bool:
    return bool(_coming(fact, facts))


def _coming(fact: TaskFact, facts: ReportFacts) -> list[MilestoneRow]:
    """The milestones not met that fall after the day of the report and within the period that comes, by date."""
    if facts.next_to is None:
        return []
    dated = [(last_day(m.date_to, m.exclusive), m) for m in fact.row.milestones if m.date_to and m.done_on is None]
    return [m for day, m in sorted(dated, key=lambda pair: pair[0]) if facts.as_of < day <= facts.next_to]


def _deadline(fact: TaskFact, facts: ReportFacts, words: dict[str, Any]) -> str:
    """The deadline as typed; of several the first that is still to come, by its day."""
    row, coming = fact.row, _coming(fact, facts)
    if not row.deadline.strip():
        return ""
    if len(row.milestones) == 1 or not coming or coming[0].date_to is None:
        return fill(words["deadline"], {"deadline": inner(row.deadline)})
    form = words["before" if coming[0].exclusive else "until"]
    return fill(words["deadline"], {"deadline": fill(form, {"day": format_date(coming[0].date_to)})})


_DRAWN: dict[str, Callable[[ReportFacts, dict[str, Any]], list[Statement]]] = {
    "achievements": _achievements,
    "shortfalls": _shortfalls,
    "next": _next,
}
