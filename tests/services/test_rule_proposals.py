"""What a rule proposes for a criterion as plain rows: what is taken, what is left, and every finding in words."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.index import Score
from cchc_desktop.models.proposal_rows import InputValue, Proposal
from cchc_desktop.rules.scoring import Input, YesNo, to_json
from cchc_desktop.services.scoring import index_scoring, indices
from cchc_desktop.services.scoring.criteria import set_rule
from cchc_desktop.services.scoring.index_scoring import _goes, findings, said
from tests.services.helpers import YEAR, new_dossier

D = Decimal
BARE = Proposal("g", "1.1", "Kế hoạch", D(2), rule="x", points=D(1), maximum=D(2), how="Có → 1")


@pytest.mark.parametrize(
    ("changed", "over", "goes"),
    [
        ({}, False, True),
        ({"stands": D(1)}, False, False),
        ({"stands": D(1)}, True, False),  # nothing to change
        ({"stands": D(2)}, False, False),
        ({"stands": D(2)}, True, True),
        ({"points": None}, False, False),
        ({"scored_by": "council"}, True, False),
        ({"scored_by": "survey"}, False, True),
        ({"maximum": D(0), "points": None}, False, True),  # not assessed
        ({"maximum": D(0), "points": None, "stands": D(1)}, False, False),
        ({"maximum": D(0), "points": None, "stands": D(1)}, True, True),
        ({"maximum": D(0), "points": None, "problems": ("x",)}, False, False),
        ({"maximum": D(0), "points": None, "missing": ("x",)}, False, False),
        ({"maximum": D(0), "rule": ""}, False, True),
    ],
)
def test_which_proposals_are_taken(changed: dict[str, Any], over: bool, goes: bool) -> None:
    assert _goes(replace(BARE, **changed), ["g"] if over else ["other"]) is goes


def test_what_to_look_at_is_said_line_by_line() -> None:
    typed = InputValue("a", "Số hồ sơ", "number", "", "figure:1", "5", "5", D("4.50"), "Số liệu 1")
    one = replace(BARE, stands=D(2), how="Có → 1.", problems=("Sai 1.", "Sai 2."), missing=("A", "B"), inputs=(typed,))
    found = findings([one, replace(BARE, guid="h")])
    assert [(row.guid, row.code, row.kind) for row in found] == [
        ("g", "1.1", kind) for kind in ("above", "problem", "problem", "input", "overruled")
    ]
    words = [row.sentence for row in found]
    assert words[0].startswith("1.1: ") and "2,00" in words[0] and "1,00" in words[0] and words[0].endswith("Có → 1.")
    assert words[1:3] == ["1.1: Sai 1.", "1.1: Sai 2."] and "A; B" in words[3]
    assert all(part in words[4] for part in ("Số hồ sơ", "5", "4,5", "Số liệu 1"))
    assert findings([replace(BARE, stands=D(1))]) == () == findings([])


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "có"), (False, "không"), (D("4.50"), "4,5"), (D("10.006"), "10,01"), (D(0), "0"), ("x", "x"), (None, "")],
)
def test_a_value_in_words(value: Any, words: str) -> None:
    assert said(value).casefold() == words


def test_typed_values_are_kept_until_they_are_taken_away(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    form = {"index_code": "X", "title": "Bộ", "criteria": [{"code": "1", "name": "A", "max": "2"}]}
    with dossier.change("set") as work:
        guid = indices.add_set(work.session, YEAR, form).guid
    (row,) = indices.read_index(dossier, guid).criteria
    with pytest.raises(UserError, match="“a”"):
        index_scoring.set_inputs(dossier, criterion_guid=row.guid, inputs={"a": "1"})  # it has no rule
    rule = YesNo(input=Input("a", "A", "yes_no"), yes=D(2))
    set_rule(dossier, criterion_guid=row.guid, scoring=to_json(rule))

    def kept(**inputs: Any) -> str:
        index_scoring.set_inputs(dossier, criterion_guid=row.guid, inputs=inputs)
        with dossier.read() as session:
            return session.query(Score).one().inputs

    assert [kept(a=value) for value in (True, " có ", D("1.50"), None, False, "")] == [
        '{"a": true}', '{"a": "có"}', '{"a": "1.50"}', "{}", '{"a": false}', "{}",
    ]  # fmt: skip
    with pytest.raises(UserError, match="“b”"):
        index_scoring.set_inputs(dossier, criterion_guid=row.guid, inputs={"a": "1", "c": "1", "b": "1"})
    kept(a=True)
    (one,) = index_scoring.read_proposals(dossier, guid)
    assert (one.points, one.kind, one.maximum) == (D(2), "yes_no", D(2))
    assert one.rule == "A: 2 điểm; trường hợp còn lại: 0 điểm"
    change = index_scoring.take_proposed(dossier, set_guid=guid, guids=["other"])
    assert not change
    change = index_scoring.take_proposed(dossier, set_guid=guid)
    assert "1" in change.label and indices.read_index(dossier, guid).criteria[0].self_score == 2
    kept(a=False)
    assert [one.points for one in index_scoring.differing(dossier, guid)] == [D(0)]
    assert index_scoring.differing(dossier, guid, ["other"]) == ()
    with dossier.change("x") as work:
        work.session.query(Score).one().inputs = "[1"
    assert kept(a=True) == '{"a": true}'
    dossier.close()
