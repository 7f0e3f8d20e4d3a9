"""Merging alone: cases as data, and what holds of every merge."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.services.exchange.merging import (
    ORDER,
    MergeState,
    Rows,
    Shape,
    compare,
    in_circle,
    safe_keys,
)
from cchc_desktop.services.exchange.taking import merged

CASES = sorted((Path(__file__).parent / "merge_cases").glob("*.json"))
SHAPE = Shape(
    references={
        "task": {"plan_guid": "plan"},
        "section": {"plan_guid": "plan", "parent_guid": "section"},
        "task_result": {"task_guid": "task"},
    },
    needed={
        "task": frozenset({"plan_guid"}),
        "section": frozenset({"plan_guid", "parent_guid"}),
        "task_result": frozenset({"task_guid"}),
    },
    lists={"task": ("plan_guid",)},
)
Told = dict[str, dict[str, dict[str, Any]]]


def whole(told: Told) -> Told:
    return {t: {g: {"guid": g, "revision": 1, **row} for g, row in rows.items()} for t, rows in told.items()}


def took(ours: Rows, theirs: Rows, base: Rows) -> Rows:
    found = compare(base, ours, theirs, SHAPE)
    return merged(ours, theirs, found, safe_keys(found), SHAPE)


def content(rows: Rows) -> Told:
    """The rows without their numbers; lists by their order alone."""
    bare = {
        t: {g: {k: v for k, v in row.items() if k not in ("guid", "revision", ORDER)} for g, row in some.items()}
        for t, some in rows.items()
        if some
    }
    lists = {t: sorted(some, key=lambda g: (some[g].get(ORDER, 0), g)) for t, some in rows.items() if t in SHAPE.lists}
    return {**bare, "order": {t: dict.fromkeys(guids) for t, guids in lists.items() if guids}}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    told = json.loads(case.read_text(encoding="utf-8"))
    base, ours, theirs = (whole(told[side]) for side in ("base", "ours", "theirs"))
    found = compare(base, ours, theirs, SHAPE)
    after = merged(ours, theirs, found, safe_keys(found), SHAPE)
    assert sorted(d.key for d in found if d.state == MergeState.CONFLICT) == sorted(map(tuple, told["conflicts"]))
    assert content(after) == content(whole(told["expected"])), told["what"]
    orders = [list(content(one)["order"].get("task", {})) for one in (after, whole(told["expected"]))]
    assert orders[0] == orders[1], told["what"]


texts = st.sampled_from(["một", "hai", "ba", ""])


@st.composite
def plans(draw: st.DrawFn, guids: str = "abcdef") -> Told:
    chosen = draw(st.lists(st.sampled_from(guids), unique=True))
    rows = {g: {"plan_guid": "p", ORDER: i, "text": draw(texts), "deadline": draw(texts)} for i, g in enumerate(chosen)}
    above = {g: draw(st.sampled_from([None, *chosen[:i]])) for i, g in enumerate(chosen)}
    sections = {
        "s" + g: {"plan_guid": "p", "parent_guid": up and "s" + up, "title": draw(texts)} for g, up in above.items()
    }
    return whole({"plan": {"p": {}}, "task": rows, "section": sections})


@given(plans())
def test_a_merge_with_itself_is_itself(one: Told) -> None:
    assert took(one, one, one) == took(one, one, {}) == one


@given(plans(), plans(), plans())
def test_twice_is_once_and_no_circle_is_made(base: Told, ours: Told, theirs: Told) -> None:
    once = took(ours, theirs, base)
    assert took(once, theirs, theirs) == once
    sections = once["section"]
    assert not any(in_circle(g, lambda one: sections.get(one, {}).get("parent_guid")) for g in sections)
    assert all(row["parent_guid"] is None or row["parent_guid"] in sections for row in sections.values())


@given(plans("abc"), st.data())
def test_changes_of_different_rows_end_the_same_in_either_order(base: Told, data: st.DataObject) -> None:
    guids = list(base["task"])
    cut = data.draw(st.integers(0, len(guids)))
    sides = []
    for mine, new in ((guids[:cut], "x"), (guids[cut:], "y")):
        there = {t: {g: dict(row) for g, row in rows.items()} for t, rows in base.items()}
        for guid in mine:
            there["task"][guid]["text"] = data.draw(texts)
        for place, guid in enumerate(guids):
            there["task"][guid][ORDER] = 2 * place
        at = 2 * data.draw(st.integers(0, len(guids))) - 1
        there["task"][new] = {"guid": new, "revision": 1, "plan_guid": "p", ORDER: at, "text": new, "deadline": ""}
        sides.append(there)
    first, second = sides
    assert content(took(took(base, first, base), second, base)) == content(took(took(base, second, base), first, base))
