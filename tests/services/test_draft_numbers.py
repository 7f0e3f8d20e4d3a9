"""Every number and count in a drafted sentence is that of the rows it names, whatever the figures and tasks are."""

import re
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.models.draft_rows import FigureFact
from cchc_desktop.rules.sentences import figure_name
from cchc_desktop.services.frame.task_facts import STANDINGS
from tests.services.draft_facts import facts, figure, item, task
from tests.services.test_draft_sentences import DEFINED, known_figure, one

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
# Numbers in names of papers and standards are no figures.
NAMES = re.compile(r"\d+/QĐ-TTg|ISO 9001:2015|15 ngày làm việc|\d tháng đầu năm \d{4}|năm \d{4}|Bộ chỉ số 766")


def value(code: str) -> st.SearchStrategy[str]:
    kind, answers = DEFINED[code]["kind"], known_figure(code, "0").row.choices
    if answers:
        return st.sampled_from([*map(str, answers.words), "7"])
    if kind in ("share", "points"):
        return st.decimals(0, 100, places=2).map(str)
    return st.one_of(st.just(0), st.integers(0, 20), st.integers(0, 2_000_000)).map(str)


@st.composite
def some_figures(draw: st.DrawFn) -> tuple[FigureFact, ...]:
    codes = draw(st.lists(st.sampled_from(sorted(DEFINED)), unique=True, max_size=14))
    made = []
    for code in codes:
        mine = st.none() | value(code)
        now = draw(mine)
        if now is None:
            made.append(figure(code, None, name=DEFINED[code]["name"]))
        else:
            others = {"last_year": draw(mine), "previous": draw(mine), "estimated": draw(st.booleans())}
            made.append(known_figure(code, now, **others))
    return tuple(made)


def values_by_row(figures: tuple[FigureFact, ...]) -> dict[str, Decimal]:
    found = {}
    for fact in figures:
        for guid, number in (
            (fact.row.value_guid, fact.row.value),
            (fact.last_year_guid, fact.last_year),
            (fact.previous_guid, fact.row.previous),
        ):
            if guid and number is not None:
                found[guid] = number
    return found


def numbers_in(text: str) -> Iterator[Decimal]:
    for match in NUMBER.finditer(NAMES.sub("", text)):
        yield Decimal(match[0].replace(".", "").replace(",", "."))


@settings(max_examples=150)
@given(some_figures())
def test_every_number_of_a_sentence_is_that_of_the_rows_it_names(figures: tuple[FigureFact, ...]) -> None:
    rows = values_by_row(figures)
    draft = one(facts(items=(item(field=""),), figures=figures))
    for statement in draft.statements:
        if statement.text.startswith("[cần bổ sung"):
            continue
        assert "=" not in statement.text and "::" not in statement.text.replace(" ", "")
        named = [rows[guid] for guid in statement.rows]
        shares = {round(100 * first / second, 2) for first in named for second in named if second}
        allowed = {*named, *(abs(first - second) for first in named for second in named), *shares}
        assert statement.rows
        text = statement.text
        for fact in figures:
            text = text.replace(figure_name(fact.row.name)[1:], "")  # "… từ 70% - dưới 100% chi thường xuyên"
        for number in numbers_in(text):
            assert number in allowed, (statement, allowed)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(STANDINGS), min_size=1, max_size=25))
def test_every_count_of_tasks_is_the_count_of_the_rows_it_names(standings: list[str]) -> None:
    tasks = tuple(task(number % 26, standing, guid=f"n{number}") for number, standing in enumerate(standings))
    statement = one(facts(tasks=tasks)).statements[0]
    assert statement.rows == tuple(fact.row.guid for fact in tasks)
    words = {"đã hoàn thành": "done", "đang thực hiện": "doing", "quá hạn": "late", "chưa đến hạn": "waiting"}
    for word, standing in words.items():
        found = re.search(rf"{word} (\d+)", statement.text)
        assert int(found[1]) if found else not standings.count(standing)
        assert not found or int(found[1]) == standings.count(standing)
