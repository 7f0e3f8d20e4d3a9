"""A part held against what was asked: each row that is taken, and each that is not, with its place and its words."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cchc_desktop.exchange.admission import Refused
from cchc_desktop.exchange.part_admission import UNIT_STATUSES, ReceivedPart, hold_against
from cchc_desktop.models.part_rows import Part, PartFigure
from cchc_desktop.rules.statuses import PartState
from tests.exchange.test_part_file import FIGURE, ITEM, PART, TASK

ASKED = replace(
    PART,
    sender="",
    filled_at=None,
    items=(replace(ITEM, before="cũ", text="cũ"),),
    tasks=(replace(TASK, status="not_started", percent=0),),
    figures=(replace(FIGURE, before=Decimal(1), value=Decimal(1)),),
)
CAME = replace(
    ASKED,
    sender="Ông A",
    filled_at=PART.filled_at,
    items=(replace(ASKED.items[0], text="mới", title="Tên khác"),),
    tasks=(replace(ASKED.tasks[0], status="done", percent=100, result="Xong", text="Tên khác"),),
    figures=(replace(ASKED.figures[0], value=Decimal(5), estimated=True, name="Tên khác"),),
)
NOT_ASKED, TWICE = "Đơn vị này không được", "hai lần"


def held(came: Part = CAME, asked: Part = ASKED, kept: bool = True) -> ReceivedPart:
    return hold_against(asked, came, as_it_went_out=kept)


def test_what_the_unit_was_to_write_is_taken_and_nothing_else() -> None:
    found = held()
    assert found.refused == () and found.apart == frozenset()
    assert found.part == replace(
        ASKED,
        sender="Ông A",
        filled_at=PART.filled_at,
        items=(replace(ASKED.items[0], text="mới"),),
        tasks=(replace(ASKED.tasks[0], status="done", percent=100, result="Xong"),),
        figures=(replace(ASKED.figures[0], value=Decimal(5), estimated=True),),
    )
    assert UNIT_STATUSES == ("not_started", "in_progress", "done")


def test_rows_that_were_not_asked_for_or_come_twice_are_named() -> None:
    strange = replace(ITEM, guid="9" * 32, number="", title="Lạ", text="chữ")
    found = held(
        replace(
            CAME,
            items=(strange, *CAME.items, replace(CAME.items[0], text="sau")),
            tasks=(replace(TASK, guid=ITEM.guid, result="kết quả"), *CAME.tasks),
            figures=(*CAME.figures, replace(FIGURE, guid="8" * 32, value=Decimal("2.5"))),
        )
    )
    assert [row.text for row in found.part.items] == ["mới"]
    told = [replace(one, reason="") for one in found.refused]
    assert told == [
        Refused("item", 1, "9" * 32, "Lạ", "chữ", ""),
        Refused("item", 3, ITEM.guid, "1. Tên khác", "sau", ""),
        Refused("task", 1, ITEM.guid, "1.1. Rà soát", "kết quả", ""),
        Refused("figure", 2, "8" * 32, "26. Số hồ sơ", "2,5 hồ sơ", ""),
    ]
    same = found.refused[0].reason
    assert same and [one.reason == same for one in found.refused] == [True, False, True, True]
    assert found.refused[1].reason not in ("", same)


@pytest.mark.parametrize(
    ("status", "asked", "taken"),
    [
        *((status, "not_started", True) for status in UNIT_STATUSES),
        ("cancelled", "not_started", False),
        ("carried_over", "not_started", False),
        ("cancelled", "cancelled", True),
    ],
)
def test_what_a_unit_may_say_of_a_task(status: str, asked: str, taken: bool) -> None:
    base = replace(ASKED, tasks=(replace(ASKED.tasks[0], status=asked),))
    found = held(replace(CAME, tasks=(replace(CAME.tasks[0], status=status),)), base)
    assert bool(found.part.tasks) is taken and bool(found.refused) is not taken


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        (None, True),
        (Decimal("99999999999999.9"), True),
        (Decimal(10) ** 14, False),
        (Decimal("-99999999999999.9"), True),
        (-(Decimal(10) ** 14), False),
    ],
)
def test_how_large_a_figure_may_be(value: Decimal | None, taken: bool) -> None:
    found = held(replace(CAME, figures=(replace(CAME.figures[0], value=value),)))
    assert bool(found.part.figures) is taken
    assert [bool(one.reason) for one in found.refused] == ([] if taken else [True])


def choice(value: Any, **changed: Any) -> PartFigure:
    return replace(FIGURE, kind="choice", unit="1: Có; 0: Không", name="Mức", before=None, value=value, **changed)


def test_an_answer_is_one_of_those_that_there_are() -> None:
    asked = replace(ASKED, figures=(choice(None),))
    if not asked.figures[0].choices:
        pytest.fail(f"{asked.figures[0]} has no choices")
    assert held(replace(CAME, figures=(choice(Decimal(1)),)), asked).refused == ()
    assert held(replace(CAME, figures=(choice(None),)), asked).refused == ()
    (wrong,) = held(replace(CAME, figures=(choice(Decimal(7)),)), asked).refused
    assert wrong.words == "7" and "Có" in wrong.reason
    (named,) = held(replace(CAME, figures=(choice(Decimal(1), guid="7" * 32),)), asked).refused
    assert named.words == "Có"
    (empty,) = held(replace(CAME, figures=(choice(None, guid="7" * 32, code=""),)), asked).refused
    assert empty.words == "" and empty.title == "Mức"


def test_what_was_left_as_an_earlier_file_gave_it_says_nothing_new() -> None:
    earlier = replace(
        CAME,
        items=(replace(CAME.items[0], before="trước nữa", text="trước nữa"),),
        tasks=(replace(CAME.tasks[0], status_before="done", percent_before=100),),
        figures=(replace(CAME.figures[0], before=Decimal(5)),),
    )
    found = held(earlier)
    assert found.apart == frozenset() and found.part.items[0].text == "cũ"
    assert (found.part.tasks[0].status, found.part.tasks[0].percent, found.part.figures[0].value) == (
        "not_started", 0, Decimal(1)
    )  # fmt: skip


def test_what_was_written_upon_something_else_stands_apart() -> None:
    other = replace(
        CAME,
        items=(replace(CAME.items[0], before="trước nữa"), replace(CAME.items[0], before="cũ")),
        tasks=(replace(CAME.tasks[0], percent_before=50),),
        figures=(replace(CAME.figures[0], before=None),),
    )
    found = held(other)
    assert found.apart == {ITEM.guid, TASK.guid, FIGURE.guid}
    assert found.part.items[0].text == "mới" and found.part.items[0].before == "cũ"
    unknown = held(other, kept=False)  # what went out was not kept: the file alone tells
    assert unknown.apart == frozenset() and unknown.part.items[0].before == "trước nữa"
    assert unknown.part.tasks[0].percent_before == 50 and unknown.part.figures[0].before is None


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "apart", "state"),
    [
        ("a", "a", "a", False, PartState.SAME),
        ("a", "b", "a", False, PartState.SAME),
        ("a", "b", "b", False, PartState.SAME),
        ("a", "a", "b", False, PartState.NEW),
        ("a", "a", "b", True, PartState.CHANGED_HERE),
        ("a", "b", "c", False, PartState.CHANGED_HERE),
        ("a", "b", "c", True, PartState.CHANGED_HERE),
    ],
)
def test_how_a_row_stands(before: str, mine: str, theirs: str, apart: bool, state: PartState) -> None:
    received = ReceivedPart(PART, apart=frozenset({"1"}) if apart else frozenset())
    assert received.state("1", before, mine, theirs) is state
