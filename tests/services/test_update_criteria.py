"""A newer version of a set taken in over the one that stands: lines by their places, rules, codes and what goes."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.readers.read_rows import ReadCriteria, ReadCriterion
from cchc_desktop.services.intake.update_criteria import lines_of, preview_update, standing_set, update_criteria
from cchc_desktop.services.scoring import criteria_sets, indices
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier

D = Decimal


def one(level: int, code: str, name: str, points: str | None = "1", rule: str = "", **more: Any) -> ReadCriterion:
    return ReadCriterion(code, name, level, D(points) if points else None, more.pop("own", None), rule, **more)


def read(*criteria: ReadCriterion, title: str = "", **more: Any) -> ReadCriteria:
    return ReadCriteria(title, criteria, (), (), **more)


def test_lines_stand_under_what_is_above_them() -> None:
    told = ((1, "1", None), (2, "1.1", "1"), (4, "1.1.1", "1"), (2, "1.2", "1"), (1, "2", "1"))
    found = lines_of(read(*(one(level, code, "A", points) for level, code, points in told)))
    assert [(row.guid, row.parent_guid, row.level, row.is_leaf) for row in found] == [
        ("0", None, 1, False),
        ("1", "0", 2, False),
        ("2", "1", 3, True),
        ("3", "0", 2, True),
        ("4", None, 1, True),
    ]
    assert [row.max_points for row in found] == [D(0), D(1), D(1), D(1), D(1)] and lines_of(read()) == []


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    made = new_dossier(tmp_path)
    children = [
        {"code": "1.1", "name": "Kế hoạch", "max": "2", "rule": "Có: 2"},
        {"code": "1.2", "name": "Báo cáo", "max": "1"},
    ]
    fields = [
        {"code": "1", "name": "Chỉ đạo", "max": "3", "children": children},
        {"code": "2", "name": "Bỏ", "max": "1"},
    ]
    form = {"index_code": "X", "title": "Bộ cũ", "decision": "QĐ 1", "criteria": fields}
    with made.change("set") as work:
        indices.add_set(work.session, YEAR, form)
    yield made
    made.close()


def test_what_stays_goes_and_comes(dossier: Dossier) -> None:
    guid = standing_set(dossier, "X", YEAR)
    assert guid and standing_set(dossier, "X", YEAR + 1) == standing_set(dossier, "Y", YEAR) == ""
    kept = {row.code: row.guid for row in criteria_sets.read_table(dossier, guid).lines}
    indices.set_score(dossier, criterion_guid=kept["1.1"], self_score=D(1))
    newer = read(
        one(1, "1", "Chỉ đạo", "4"),
        one(2, "1.1", "Báo cáo", "1"),  # the two have changed places
        one(2, "1.2", "Kế hoạch", "2", rule="Có: 2", responsible="VP"),
        one(2, "1.3", "Mới", "1", own=D(1)),
        title="Bộ mới", decision="", version="2", declared_max=D(4),
    )  # fmt: skip
    before = content(dossier)
    seen = preview_update(dossier, newer, guid)
    assert [tuple(map(str, row.kinds)) for row in seen] == [
        ("points",), ("code",), ("code", "words"), ("added",), ("removed",),
    ]  # fmt: skip
    result = update_criteria(dossier, read=newer, set_guid=guid)
    table = criteria_sets.read_table(dossier, guid)
    assert [(row.code, row.name, row.level) for row in table.lines] == [
        ("1", "Chỉ đạo", 1), ("1.1", "Báo cáo", 2), ("1.2", "Kế hoạch", 2), ("1.3", "Mới", 2),
    ]  # fmt: skip
    now = {row.name: row for row in table.lines}
    assert (now["Báo cáo"].guid, now["Kế hoạch"].guid) == (kept["1.2"], kept["1.1"])
    assert (table.head.title, table.head.decision, table.head.version, table.head.declared_max) == (
        "Bộ mới",
        "QĐ 1",
        "2",
        D(4),
    )
    assert now["Kế hoạch"].responsible == "VP" and result.criteria == 4
    view = indices.read_index(dossier, guid)
    assert {row.name: row.self_score for row in view.criteria if row.is_leaf}["Kế hoạch"] == 1
    assert any("1 tiêu chí" in words for words in result.warnings)
    undo(dossier, result.change)
    assert content(dossier) == before
