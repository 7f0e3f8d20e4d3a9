"""What a rule says of itself in a sentence: each way to count, each option; shares that were divided."""

from decimal import Decimal

import pytest

from cchc_desktop.rules.scoring import compute, describe, faults
from cchc_desktop.rules.scoring.answers import OnTime, YesNo
from cchc_desktop.rules.scoring.base import Case, Deduction, Options, Rule
from cchc_desktop.rules.scoring.clauses import clauses_of
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.rules.scoring.notes import cap_in, is_lead_in
from cchc_desktop.rules.scoring.parts import Council, Manual, Part, PerItem, Sum
from cchc_desktop.rules.scoring.shares import Ratio, Survey, Term, Weighted

D = Decimal
DONE = Input("done", "Có kế hoạch", "yes_no")
COUNT = Input("n", "Hồ sơ trễ")
SHARE = Measure(share=Input("p", "Tỷ lệ", "percent"))


def yes(**options: object) -> Rule:
    return YesNo(input=DONE, yes=D(2), options=Options(**options))  # type: ignore[arg-type]


BARE = "Có kế hoạch: 2 điểm; trường hợp còn lại: 0 điểm"
SENTENCES: list[tuple[Rule, str]] = [
    (yes(), BARE),
    (YesNo(input=DONE, yes=D(2), no=D(1), yes_label="Đã có", no_label="Chưa có"), "Đã có: 2 điểm; Chưa có: 1 điểm"),
    (yes(not_arising="max"), f"{BARE}; không phát sinh: điểm tối đa"),
    (yes(not_arising="zero", not_arising_words="Không có hồ sơ"), f"{BARE}; Không có hồ sơ: 0 điểm"),
    (yes(when_zero="excluded"), f"{BARE}; a = 0: không đánh giá"),
    (yes(cases=(Case(Input("c", "Bị nhắc nhở", "yes_no"), "zero"),)), f"{BARE}; Bị nhắc nhở: 0 điểm"),
    (yes(floor=D("-1")), f"{BARE}; không dưới -1 điểm"),
    (yes(cap=D("1.5")), f"{BARE}; không quá 1,5 điểm"),
    (yes(deductions=(Deduction(COUNT, points=D("0.5")),)), f"{BARE}; mỗi Hồ sơ trễ: trừ 0,5 điểm"),
    (yes(deductions=(Deduction(DONE, points=D("0.5")),)), f"{BARE}; Có kế hoạch: trừ 0,5 điểm"),
    (yes(deductions=(Deduction(DONE, per_cent=D(10), of="max"),)), f"{BARE}; Có kế hoạch: trừ 10% điểm tối đa"),
    (
        yes(deductions=(Deduction(COUNT, per_cent=D(10), of="reached"),)),
        f"{BARE}; mỗi Hồ sơ trễ: trừ 10% số điểm đạt được",
    ),
    (PerItem(input=COUNT, each=D("-0.5"), start=None), "2 điểm, trừ 0,5 điểm cho mỗi Hồ sơ trễ"),
    (PerItem(input=COUNT, each=D("0.5"), start=D(1)), "1 điểm, cộng 0,5 điểm cho mỗi Hồ sơ trễ"),
    (PerItem(input=COUNT, each=D("0.5")), "0,5 điểm cho mỗi Hồ sơ trễ"),
    (Ratio(measure=SHARE), "tỷ lệ × 2 điểm"),
    (Ratio(measure=SHARE, times=D(5)), "tỷ lệ × 5 điểm"),
    (Ratio(measure=SHARE, scaled=True), "tỷ lệ × 2 điểm"),
    (Ratio(measure=SHARE, full_at=D(80)), "tỷ lệ × 2 điểm; từ 80% trở lên đạt điểm tối đa"),
    (Ratio(measure=SHARE, full_at=D(80), scaled=True), "tỷ lệ × 2 điểm / 80%; từ 80% trở lên đạt điểm tối đa"),
    (Ratio(measure=SHARE, least=D(50)), "tỷ lệ × 2 điểm; dưới 50%: 0 điểm"),
    (Ratio(measure=SHARE, least=D(50), least_in=False), "tỷ lệ × 2 điểm; không quá 50%: 0 điểm"),
    (Survey(input=Input("s", "Hài lòng")), "Hài lòng (khảo sát) × 2 điểm"),
    (
        Weighted(whole=Input("a", "Tổng số"), terms=(Term(Input("b", "Tốt"), D(2)), Term(Input("c", "Khá"), D("0.5")))),
        "(Tốt / Tổng số) × 2 điểm + (Khá / Tổng số) × 0,5 điểm",
    ),
    (Sum(parts=(Part(D(1), yes()), Part(D(1), yes(), "Có kế hoạch"))), f"Phần 1 ({BARE}) + ({BARE})"),
    (Council(), "Hội đồng thẩm định chấm"),
    (Council(rule=yes()), f"Hội đồng thẩm định chấm: {BARE}"),
]


@pytest.mark.parametrize(("rule", "words"), SENTENCES)
def test_a_rule_in_a_sentence(rule: Rule, words: str) -> None:
    assert describe(rule, D(2)) == words


def test_what_is_wrong_with_a_rule() -> None:
    assert faults(yes(), D(2)) == [] and faults(Council(rule=yes()), D(2)) == [] and faults(Manual(), D(2)) == []
    (said,) = faults(yes(), D("1.5"))
    assert said == faults(Council(rule=yes()), D("1.5"))[0]
    assert "2" in said and "1,5" in said
    assert faults(yes(), D(-1)) != [] and faults(Ratio(measure=SHARE), D(-1)) == []  # a penalty reaches nothing
    for wrong in ({"full_at": D(0)}, {"least": D(-1)}, {"least": D(81), "full_at": D(80)}):
        assert len(faults(Ratio(measure=SHARE, **wrong), D(2))) == 1  # type: ignore[arg-type]
    assert faults(Ratio(measure=SHARE, least=D(80), full_at=D(80)), D(2)) == []
    assert faults(Sum(parts=(Part(D(1), yes()), Part(D(1), yes()))), D(2)) == [said.replace("1,5", "1")]


@pytest.mark.parametrize(
    ("rule", "given", "points", "how"),
    [
        (Ratio(measure=SHARE, scaled=True), "100%", 2, "100%"),
        (Ratio(measure=SHARE, scaled=True), "50%", 1, "50% × 2 = 1"),
        (Ratio(measure=SHARE, scaled=True, full_at=D(80)), "40%", 1, "40% × 2 / 80% = 1"),
        (Ratio(measure=SHARE, full_at=D(80)), "80%", 2, "từ 80% trở lên: 2"),
        (Ratio(measure=SHARE, full_at=D(80)), "79%", D("1.58"), "79% × 2 = 1,58"),
        (Ratio(measure=SHARE, least=D(50)), "50%", 1, "50% × 2 = 1"),
        (Ratio(measure=SHARE, least=D(50)), "49%", 0, "dưới 50%: 0 điểm"),
        (Ratio(measure=SHARE, least=D(50), least_in=False), "50%", 0, "không quá 50%: 0 điểm"),
        (Ratio(measure=SHARE, times=D(1)), "50%", D("0.5"), "50% × 1 = 0,5"),
    ],
)
def test_shares_of_the_maximum(rule: Rule, given: str, points: Decimal, how: str) -> None:
    outcome = compute(rule, D(2), {"p": given})
    assert outcome.points == points and how in outcome.how


def test_done_in_time_late_or_not_at_all() -> None:
    rule = OnTime(input=Input("t", "Báo cáo", "choice"), full=D(2), late=D(1))
    assert describe(rule, D(2)) == "đúng hạn: 2 điểm; chậm: 1 điểm; không thực hiện: 0 điểm"


@pytest.mark.parametrize(
    "word", ["thì", "được", "đạt", "chấm", "tính", "hưởng", "cho", "cộng", "thêm", "ghi", "là", "bằng"]
)
def test_words_that_lead_to_points_are_no_condition(word: str) -> None:
    (clause,) = clauses_of(f"Có kế hoạch {word} 1 điểm", D(2))[0]
    assert (clause.condition, clause.points) == ("Có kế hoạch", D(1))


@pytest.mark.parametrize("words", ["không đạt", "chưa đạt", "không được", "chưa được"])
def test_words_that_deny_are_the_condition(words: str) -> None:
    (clause,) = clauses_of(f"Hồ sơ {words} 1 điểm", D(2))[0]
    assert clause.condition == f"Hồ sơ {words}"


@pytest.mark.parametrize(
    "words", ["trừ", "trừ đi", "trừ tiếp", "tối đa", "không quá", "không vượt quá", "thang", "thang điểm", "tổng"]
)
def test_points_that_nothing_gives(words: str) -> None:
    (clause,) = clauses_of(f"Có kế hoạch: 1 điểm, {words} 2 điểm", D(2))[0]
    assert clause.points == D(1)


def test_terms_of_a_whole_wait_for_all_numbers() -> None:
    rule = Weighted(whole=Input("a", "A"), terms=(Term(Input("b", "B"), D(2)), Term(Input("c", "C"), D(1))))
    given = ({"a": "4"}, {"a": "4", "b": "2"}, {"b": "2", "c": "2"}, {"a": "4", "b": "2", "c": "2"})
    assert [compute(rule, D(2), values).points for values in given] == [None, None, None, D("1.5")]


def test_the_most_that_words_allow_and_lines_that_only_lead_on() -> None:
    told = ("tối đa 1,5 điểm", "Không vượt quá 2 điểm.", "cao nhất là 3đ", "tối đa 3 lần", "1,5 điểm", "")
    assert [cap_in(words) for words in told] == [D("1.5"), D(2), D(3), None, None, None]
    leads = ("Cách tính như sau:", "Cách tính như sau", "Nếu đạt: 2 điểm")
    assert [is_lead_in(line) for line in leads] == [True, False, False]


def test_what_the_council_does_not_assess_leaves_the_maximum() -> None:
    share = Measure(part=Input("b", "Đúng hạn"), whole=Input("a", "Tổng số"))
    part = Ratio(measure=share, options=Options(when_zero="excluded"))
    rule = Council(rule=Sum(parts=(Part(D(1), part, "X"), Part(D(1), YesNo(input=DONE, yes=D(1)), "Y"))))
    outcome = compute(rule, D(2), {"a": "0", "b": "0", "done": "có"})
    assert (outcome.points, outcome.maximum, outcome.scored_by) == (D(1), D(1), "council")
    assert outcome.how.startswith("Hội đồng thẩm định chấm: ")
