"""Totals as they are made: own maximum, surveys that do not count, bonus, gates and caps, published rounding."""

from dataclasses import replace
from decimal import Decimal

from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.rules.scoring import (
    Cap,
    Case,
    Gate,
    Input,
    Options,
    Part,
    Rating,
    Sum,
    YesNo,
    rating_to_json,
    to_json,
)
from cchc_desktop.services.scoring.index_totals import totals_of

D = Decimal
BANDS = ((D(80), "Tốt"), (D(65), "Khá"), (D(50), "Trung bình"), (D(0), "Kém"))
RATING = rating_to_json(Rating((Gate(("Tốt",), no_zero=True),), (Cap("khiển trách", "Khá"), Cap("tham nhũng")), D(3)))


def leaf(code: str, most: str, self_score: str | None, **further: object) -> CriterionRow:
    own = None if self_score is None else D(self_score)
    row = CriterionRow(
        guid=code,
        revision=1,
        parent_guid=None,
        level=1,
        code=code,
        name=code,
        rule="",
        is_leaf=True,
        max_points=D(most),
        self_score=own,
        appraised=None,
        survey=None,
        last_year=None,
        applicable=True,
        explanation="",
        evidence_count=0,
        reached=own,
    )
    return replace(row, **further)  # type: ignore[arg-type]


def test_the_own_maximum_leaves_out_what_is_not_assessed_and_surveys_without_points() -> None:
    rows = [
        leaf("1", "74", "74"),
        leaf("2", "1", None, applicable=False),
        leaf("3", "15", None, scored_by="survey"),
        leaf("4", "10", None, scored_by="survey"),
    ]
    own, appraised, reached = totals_of(rows, BANDS, "{}", "[]")
    assert (own.points, own.maximum, own.share, own.band) == (D(74), D(74), D(100), "Tốt")
    assert (appraised.share, appraised.band) == (None, "")
    rows[2] = replace(rows[2], survey=D("10.25"), reached=D("10.25"))
    assert totals_of(rows, BANDS, "{}", "[]")[1].share is None  # nobody has appraised anything
    reached = totals_of(rows, BANDS, "{}", "[]")[2]  # the survey of clients was not valid: 89 points, not 99
    assert (reached.points, reached.maximum) == (D("84.25"), D(89))
    assert reached.share == D("84.25") * 100 / 89


def test_a_part_that_is_not_assessed_leaves_the_own_maximum() -> None:
    asked = Input("case1", "Không có thủ tục đặc thù", "yes_no")
    rule = Sum(
        parts=(
            Part(D(3), YesNo(input=Input("done", "Có kế hoạch", "yes_no"), yes=D(3))),
            Part(
                D(2),
                YesNo(
                    input=Input("done2", "Có kết quả", "yes_no"),
                    yes=D(2),
                    options=Options(cases=(Case(asked, "excluded"),)),
                ),
            ),
        )
    )
    rows = [leaf("1", "5", "3", scoring=to_json(rule), inputs='{"case1": true, "done": true}'), leaf("2", "5", "5")]
    own = totals_of(rows, BANDS, "{}", "[]")[0]
    assert (own.points, own.maximum, own.share) == (D(8), D(8), D(100))
    rows[0] = replace(rows[0], inputs='{"case1": false, "done": true}')
    assert totals_of(rows, BANDS, "{}", "[]")[0].maximum == D(10)
    rows[0] = replace(rows[0], scoring='{"kind": "excluded"', inputs="[]")  # cannot be read: told at its line
    assert totals_of(rows, BANDS, "{}", "[]")[0].maximum == D(10)


def test_gates_caps_and_bonus_decide_the_band() -> None:
    rows = [leaf("1", "90", "85"), leaf("2", "10", "0"), leaf("9", "5", "5", bonus=True)]
    own = totals_of(rows, BANDS, RATING, "[]")[0]
    assert (own.points, own.maximum) == (D(88), D(100))  # at most three points of bonus
    assert own.band == "Khá" and "2" in own.reasons[0]
    rows[1] = replace(rows[1], self_score=D(1))
    assert totals_of(rows, BANDS, RATING, "[]")[0].band == "Tốt"
    capped = totals_of(rows, BANDS, RATING, '["khiển trách"]')[0]
    assert capped.band == "Khá" and "khiển trách" in capped.reasons[0]
    assert totals_of(rows, BANDS, RATING, '["tham nhũng"]')[0].band == ""
    assert totals_of(rows, BANDS, "hỏng", "hỏng")[0].band == "Tốt"


def test_the_share_is_of_unrounded_points() -> None:
    rows = [leaf("1", "99", None, appraised=D("74.2475"))]
    share = totals_of(rows, BANDS, "", "")[1].share
    assert share is not None and round(share, 3) == D("74.997")
