"""Sentences about tasks: how the plan and a field stand, and what each task reached."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from cchc_desktop.models.draft_rows import FigureFact, ReportFacts, Statement, TaskFact
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.gaps import gap
from cchc_desktop.rules.numbers import format_number, format_percent, format_value
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.sentences import bare, estimate_first, fill, form_for, inner, value_words
from cchc_desktop.services.frame.task_facts import DOING, DONE, LATE, STANDINGS, WAITING
from cchc_desktop.text import fold

_DROPPED = (TaskStatus.CANCELLED, TaskStatus.CARRIED_OVER)
_TOLD_ALONE = (DONE, DOING, LATE, *_DROPPED)  # a task that has not begun, or does not apply, is only counted


def plan_statements(facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    """How many tasks the year's plan has and how they stand; where the appendix tells another number, a gap says so."""
    annual = [fact for fact in facts.tasks if fact.annual]
    if not annual:
        return []
    words = forms["plan"]
    told = _counted(annual, words, forms["standing"], facts)
    by_code = {fact.row.code: fact for fact in facts.figures}
    done = sum(fact.standing == DONE for fact in annual)
    codes = next((form for form in words["figures"] if form[0] in by_code), words["figures"][0])
    for code, counted in zip(codes, (len(annual), done), strict=False):
        figure = by_code.get(code)
        if figure is not None and figure.row.value is not None and figure.row.value != counted:
            values = {"figure": format_value(figure.row.value), "counted": format_number(counted)}
            told.append(Statement(gap(fill(words["differs"], values)), (figure.row.value_guid or "",)))
    return told + _share_of_plan([by_code.get(code) for code in codes], words)


def _share_of_plan(figures: Sequence[FigureFact | None], words: dict[str, Any]) -> list[Statement]:
    """How much of the plan is done, with the tasks it is reckoned on: figures of all tasks, those done, the share."""
    known = [fact.row for fact in figures if fact is not None and fact.row.value is not None]
    if not known or figures[-1] is None or known[-1].code != figures[-1].row.code:
        return []
    numbers = [value_words(row.value or Decimal(0), row.unit, False) for row in known]
    values = dict(zip(("count", "done", "share"), numbers, strict=False)) if len(known) == len(figures) else {}
    form = words["share"] if values else words["share_alone"]
    text = fill(form, values or {"share": numbers[-1]})
    rows = known if values else known[-1:]
    return [Statement(estimate_first(text, rows[-1].estimated), tuple(row.value_guid or "" for row in rows))]


def field_statements(tasks: Sequence[TaskFact], facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    """How the tasks of one field stand; nothing without a plan of the year."""
    if not any(fact.annual for fact in facts.tasks):
        return []
    annual = [fact for fact in tasks if fact.annual]
    name = field_name(annual[0].row.field_code) if annual else ""
    return _counted(annual, forms["field"], forms["standing"], facts, name)


def _counted(
    tasks: Sequence[TaskFact], words: dict[str, str], standings: dict[str, str], facts: ReportFacts, field: str = ""
) -> list[Statement]:
    counts = {name: sum(fact.standing == name for fact in tasks) for name in STANDINGS}
    rows = tuple(fact.row.guid for fact in tasks)
    return counted_statements(counts, words, standings, facts, field, rows)


def counted_statements(
    counts: Mapping[str, int],
    words: Mapping[str, str],
    standings: Mapping[str, str],
    facts: ReportFacts,
    field: str,
    rows: tuple[str, ...],
) -> list[Statement]:
    """How many tasks there are and how they stand (`counts` by `STANDINGS`), resting on these rows; or nothing."""
    whole = sum(counts.values())
    template = form_for(whole, words)
    if not template:
        return []
    total = format_number(whole)
    parts = [
        fill(standings[name], {"count": format_number(count), "total": total})
        for name, count in counts.items()
        if count
    ]
    values = {
        "field": field,
        "year": str(facts.period.year),
        "day": format_date(facts.as_of),
        "count": total,
        "parts": ", ".join(parts),
    }
    return [Statement(fill(template, values), rows)]


def task_statements(tasks: Sequence[TaskFact], forms: dict[str, Any]) -> list[Statement]:
    """One sentence for each task that is done, begun, late or given up."""
    return [_task(fact, forms) for fact in tasks if fact.standing in _TOLD_ALONE]


def _task(fact: TaskFact, forms: dict[str, Any]) -> Statement:
    words, row = forms["task"], fact.row
    result = bare(row.result)
    proof = [piece for piece in fact.proof if _adds(piece.title, result)]
    values = {
        "task": bare(row.text),
        "result": result,
        "percent": format_percent(row.percent),
        "deadline": inner(row.deadline),
        "reason": inner(row.reason),
        "evidence": fill(
            form_for(len(proof), forms["evidence"]),
            {"names": "; ".join(bare(piece.title) for piece in proof), "count": format_number(len(proof))},
        ),
    }
    text = fill(words[_form(fact, result)], values)
    rows = [row.guid, *([fact.result_guid] if fact.result_guid else []), *(piece.guid for piece in proof)]
    wanted = []
    if fact.standing in _DROPPED:
        wanted += [] if row.reason.strip() else [words["set_aside_wanted"]]
    elif not result and not (fact.standing == DONE and proof):
        wanted.append(words["result_wanted"])
    if fact.standing == LATE:
        wanted.append(words["reason_wanted"])
    return Statement(" ".join([text, *(gap(want) for want in wanted)]), tuple(rows))


def _form(fact: TaskFact, result: str) -> str:
    """The name of the wording: by standing, and by what is known."""
    if fact.standing in _DROPPED:
        return fact.standing if fact.row.reason.strip() else f"{fact.standing}_without_reason"
    if fact.standing != DOING:
        return fact.standing if result else f"{fact.standing}_without_result"
    if result:
        return "doing" if fact.row.percent else "doing_without_percent"
    return "doing_without_result" if fact.row.percent else "doing_alone"


def _adds(title: str, result: str) -> bool:
    """Whether the name of a piece of evidence says what the result does not say already."""
    number = fold(title).partition("(")[0].strip()
    return number not in fold(result)


def waiting(tasks: Sequence[TaskFact]) -> list[TaskFact]:
    """Those that are still to be done, the late ones first."""
    return sorted((f for f in tasks if f.standing in (LATE, DOING, WAITING)), key=lambda f: f.standing != LATE)
