"""Sentences about figures, by their own wording or by their kind, and about the papers issued in the period."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from cchc_desktop.models.draft_rows import FigureFact, ReportFacts, Statement
from cchc_desktop.rules.gaps import gap
from cchc_desktop.rules.numbers import format_number, format_percent
from cchc_desktop.rules.periods import PeriodKind
from cchc_desktop.rules.scoring import percent
from cchc_desktop.rules.sentences import (
    ESTIMATE,
    comparison,
    estimate_first,
    figure_name,
    fill,
    form_for,
    inner,
    listed,
    places_in,
    value_words,
    with_unit,
)

_COMPARED_WITH_ANY_PERIOD = ("share", "points")  # what does not grow from quarter to quarter


def figure_statements(figures: Sequence[FigureFact], facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    """The known figures of one heading; a gap names those that have no value yet."""
    has_plan = any(fact.annual for fact in facts.tasks)
    told_by_plan = {code for form in forms["plan"]["figures"] for code in form} if has_plan else set()
    wanted = [fact for fact in figures if fact.row.code not in told_by_plan]
    known = {fact.row.code: fact for fact in wanted if _is_told(fact)}
    told: list[tuple[int, Statement]] = []
    used: set[str] = set()
    order = [fact.row.code for fact in wanted]
    for template in forms["figures"]:
        codes = _codes(template)
        if codes and not used & set(codes) and all(code in known for code in codes):
            statement, spent = _worded(template, known, facts, forms)
            used |= spent
            if statement is not None:
                told.append((order.index(codes[0]), statement))
    for code, fact in known.items():
        if code not in used:
            told.append((order.index(code), _plain(fact, facts, forms)))
    statements = [statement for _place, statement in sorted(told, key=lambda pair: pair[0])]
    missing = [fact for fact in wanted if not _is_told(fact) and fact.row.code not in used]
    return statements + _missing(missing, forms)


def _is_told(fact: FigureFact) -> bool:
    """Whether there is a value that a sentence can say: a code that stands for no answer is none."""
    return fact.row.value is not None and (not fact.row.choices or fact.row.choices.of(fact.row.value) is not None)


def _codes(template: dict[str, Any]) -> tuple[str, ...]:
    return tuple(template.get("needs", ())) or places_in(template["head"])


def _worded(
    template: dict[str, Any], known: Mapping[str, FigureFact], facts: ReportFacts, forms: dict[str, Any]
) -> tuple[Statement | None, set[str]]:
    """The sentence of a template, None where it has nothing to say of zero; and the codes it has told."""
    codes = _codes(template)
    clauses = [_clause(form) for form in template.get("also", ())]
    estimated = _any_estimated(codes, known)
    if not known[codes[0]].row.value and "zero" in template:
        below = {code for _form, needed in clauses for code in needed}
        void = {code for code in below if code not in known or not known[code].row.value}
        words = template["zero"]
        return Statement(f"{words}.", _guids(known, codes[:1])) if words else None, {*codes, *void}
    clauses = [(form, needed) for form, needed in clauses if all(code in known for code in needed)]
    used = {*codes, *(code for _form, needed in clauses for code in needed)}
    text, rows = estimate_first(_filled(template["head"], known), estimated), [*_guids(known, codes)]
    compared = known.get(template.get("compare", ""))
    difference, row = _compared(compared, facts, forms) if compared and compared.row.code in used else ("", "")
    said = []
    for form, needed in clauses:
        silent = not known[needed[0]].row.value and "zero" in form
        words = form["zero"] if silent else _filled(form["text"], known) + _part(form, needed[0], known, forms)
        if words:
            words = f"{ESTIMATE} {words}" if _any_estimated(needed, known) and not (estimated or silent) else words
            said.append(words)
            rows += _guids(known, needed)
    tail = template["joint"] + ", ".join(said) if said else ""
    if difference and compared is not None:
        text = f"{text}, {difference}{tail}" if compared.row.code in codes else f"{text}{tail}, {difference}"
        return Statement(f"{text}.", (*rows, row)), used
    return Statement(f"{text}{tail}.", tuple(rows)), used


def _clause(form: str | dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """A clause that may follow the head, with the codes it needs."""
    made = {"text": form} if isinstance(form, str) else form
    return made, places_in(made["text"])


def _filled(template: str, known: Mapping[str, FigureFact]) -> str:
    values = {}
    for code in places_in(template):
        row, places = known[code].row, known[code].places
        assert row.value is not None
        answer = row.choices.of(row.value)
        values[code] = inner(answer) if answer is not None else value_words(row.value, row.unit, False, places)
    return fill(template, values)


def _any_estimated(codes: Sequence[str], known: Mapping[str, FigureFact]) -> bool:
    return any(known[code].row.estimated for code in codes)


def _part(form: Mapping[str, str], code: str, known: Mapping[str, FigureFact], forms: dict[str, Any]) -> str:
    """ " (chiếm 35%)": how much of a whole its part is; "" where the template names no whole."""
    whole = known[form["of"]].row.value if form.get("of") in known else None
    part = known[code].row.value
    if not whole or part is None or not 0 <= part <= whole:
        return ""
    return fill(forms["part"], {"share": format_percent(percent(part, whole) or Decimal(0))})


def _guids(known: Mapping[str, FigureFact], codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(known[code].row.value_guid or "" for code in codes)


def _compared(fact: FigureFact, facts: ReportFacts, forms: dict[str, Any]) -> tuple[str, str]:
    """The difference to the same period last year, of what does not grow else to the period before; and its row."""
    words, row = forms["comparison"], fact.row
    if row.value is None:
        return "", ""
    if fact.last_year is not None:
        whole = facts.period.kind is PeriodKind.YEAR
        since = words["whole_last_year" if whole else "last_year"]
        return comparison(row.value, fact.last_year, row.unit, since, words), fact.last_year_guid
    if row.previous is not None and _may_follow(fact, facts, words):
        since = facts.period.previous().title
        return comparison(row.value, row.previous, row.unit, since, words), fact.previous_guid
    return "", ""


def _may_follow(fact: FigureFact, facts: ReportFacts, words: Mapping[str, Any]) -> bool:
    """Whether a figure says something beside the period before: shares and points that do not grow by themselves.

    The period before the first quarter is a whole year, and an index that is found once a year does not move within it.
    """
    if facts.period.previous().year != facts.period.year:
        return False
    apart = (*words["grow_within_the_year"], *words["found_once_a_year"])
    return fact.row.kind in _COMPARED_WITH_ANY_PERIOD and fact.row.code not in apart


def _plain(fact: FigureFact, facts: ReportFacts, forms: dict[str, Any]) -> Statement:
    """A figure that no wording tells: its name and its value."""
    words, row = forms["figure"], fact.row
    assert row.value is not None
    rows = [row.value_guid or ""]
    answer = row.choices.of(row.value)
    if answer is not None:
        form = words["answer"]
    elif row.kind in ("share", "points"):
        form = words["less" if row.code in forms["comparison"]["less_is_better"] else row.kind]
    elif not row.value:
        form = words["count_zero"]
    else:
        form = words["amount" if row.kind == "amount" else "count"]
    value = inner(answer) if answer is not None else with_unit(row.value, row.unit, False, fact.places)
    values = {"name": figure_name(row.name), "value": value}
    return Statement(estimate_first(fill(form, values), row.estimated), tuple(rows))


def _missing(figures: Sequence[FigureFact], forms: dict[str, Any]) -> list[Statement]:
    if not figures:
        return []
    words = forms["figure"]
    names = listed([figure_name(fact.row.name) for fact in figures], words["most"], words["rest"])
    return [Statement(gap(fill(words["missing"], {"names": names})))]


def moved(facts: ReportFacts, forms: dict[str, Any], better: bool) -> list[tuple[FigureFact, str, str]]:
    """Shares and points that got better, or worse, the most first: figure, words of the difference, its other row."""
    words = forms["comparison"]
    found = []
    for fact in facts.figures:
        row, then = fact.row, fact.last_year
        if then is None and _may_follow(fact, facts, words):
            then = row.previous
        if row.kind not in _COMPARED_WITH_ANY_PERIOD or row.value is None or then is None or row.value == then:
            continue
        if ((row.value > then) != (row.code in words["less_is_better"])) == better:
            found.append((abs(row.value - then), fact))
    found.sort(key=lambda pair: -pair[0])
    return [(fact, *_compared(fact, facts, forms)) for _difference, fact in found]


def paper_statements(codes: Sequence[str], facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    """The papers issued in the period, under the heading of the figure that counts them."""
    words = forms["papers"]
    template = form_for(len(facts.papers), words)
    if not template or not set(codes) & set(words["figures"]):
        return []
    names = listed([paper.words for paper in facts.papers], words["most"], words["rest"])
    values = {"count": format_number(len(facts.papers)), "names": names}
    return [Statement(fill(template, values), tuple(paper.guid for paper in facts.papers))]
