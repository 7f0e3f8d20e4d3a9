"""The words for what a package would do: every field and every kind of row has its own."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cchc_desktop.i18n import set_language
from cchc_desktop.services.exchange.kept_rows import tables_that_travel
from cchc_desktop.services.exchange.merging import Difference, MergeState, Why
from cchc_desktop.services.exchange.why_words import kind_words, state_words, told, why_words
from cchc_desktop.services.row_words import column_words

# What is written into these columns is compared word by word, so each is named to whoever decides.
NAMED = (
    "position", "text", "title", "name", "body", "number", "symbol", "subject", "status", "percent", "result",
    "reason", "deadline", "lead_text", "coordination_text", "budget_text", "budget_amount", "note", "value",
    "estimated", "planned", "actual", "forecast", "self_score", "appraised", "survey", "final", "not_arising",
    "inputs", "points", "rank", "band", "decision", "issuer", "applicable", "explanation", "max_points", "rule",
    "due_on", "sent_on", "done_on", "date_from", "date_to", "day", "issued_on", "email", "parent_guid",
    "group_guid", "objective_guid", "unit_guid", "signer_name", "signer_title", "preamble", "closing",
)  # fmt: skip


def test_every_field_that_is_compared_has_its_name() -> None:
    assert column_words("") == "" and column_words("something_newer") == "Chi tiết khác"
    found = Counter(column_words(name) for name in NAMED)
    assert "Chi tiết khác" not in found and "" not in found


def test_every_kind_of_row_that_travels_has_its_name() -> None:
    assert kind_words("something_newer") == "something_newer"
    assert [name for name in tables_that_travel() if kind_words(name) == name] == ["work_year"]  # never shown


def difference(**changes: Any) -> Difference:
    return replace(Difference("task", "g", "text", None, None, MergeState.CHANGED), **changes)


def test_every_state_and_every_reason_has_words_of_its_own() -> None:
    assert len({state_words(state) for state in MergeState}) == len(MergeState)
    reasons = {why: why_words(difference(why=why)) for why in Why}
    assert len(set(reasons.values())) == len(Why) and [why for why, words in reasons.items() if not words] == [Why.NONE]


@pytest.mark.parametrize(
    ("changes", "value", "words"),
    [
        ({}, None, ""),
        ({}, "Rà soát", "Rà soát"),
        ({}, True, "Có"),
        ({}, False, "Không"),
        ({}, 0, "0"),
        ({}, Decimal("1234.50"), "1.234,5"),
        ({}, date(2026, 9, 8), "08/9/2026"),
        ({}, ("a", "b", "c"), "3 dòng theo thứ tự khác"),
        ({"column": "unit_guid"}, "abc", "(chuyển sang chỗ khác)"),
        ({"table": "assigned_task"}, {"a": "Việc", "b": "", "c": "Quý I"}, "Việc\nQuý I"),
        ({"column": "", "table": "plan"}, {"kind": "annual"}, "Kế hoạch cải cách hành chính"),
        ({"column": "", "table": "milestone"}, {"kind": "date"}, "Một ngày"),
        ({"column": "", "table": "index_goal"}, {"kind": "rank"}, "Thứ hạng này hoặc cao hơn"),
        ({"column": "status"}, "in_progress", "Đang thực hiện"),
        ({"column": ""}, {"text": "Chữ", "title": "Tên", "percent": 5, "comment": "", "by": None}, "Tên\nChữ"),
        (
            {"column": ""},
            {"year": 2026, "rank": 0, "points": Decimal("81.50"), "office_name": "Xã A"},
            "Xã A\n2026\n81,5\n0",
        ),
    ],
)
def test_a_value_is_told_as_the_page_shows_it(changes: dict[str, Any], value: Any, words: str) -> None:
    assert told(difference(**changes), value) == words


def test_in_english_too() -> None:
    set_language("en")
    assert (column_words("due_on"), kind_words("survey"), told(difference(), True)) == (
        "Due on",
        "Satisfaction survey",
        "Yes",
    )
