"""Rules of scoring: what each family comes to, the sentence of it, and bad input."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules.scoring import (
    Answer,
    Case,
    Choice,
    Council,
    Count,
    Deduction,
    Input,
    Manual,
    Measure,
    OnTime,
    Options,
    Part,
    PerItem,
    Ratio,
    Rule,
    RuleError,
    Step,
    Steps,
    Sum,
    Survey,
    Term,
    Weighted,
    YesNo,
    compute,
    describe,
    faults,
    from_json,
    inputs_of,
    to_json,
)

D = Decimal
SHARE = Measure(
    share=Input("p", "tỷ lệ", "percent"), part=Input("b", "hồ sơ đúng hạn"), whole=Input("a", "tổng số hồ sơ")
)
STEPS = Steps(measure=SHARE, steps=(Step(D(3), D(98)), Step(D("1.5"), D(95), D(98)), Step(D(0), None, D(95))))
RULES: tuple[Rule, ...] = (
    STEPS,
    YesNo(input=Input("done", "Có thực hiện", "yes_no"), yes=D("0.5")),
    OnTime(input=Input("time", "Kế hoạch", "choice"), full=D(1), late=D("0.5")),
    Choice(input=Input("level", "Thu", "choice"), answers=(Answer("vượt dự toán", D(3)), Answer("đạt", D("1.5")))),
    Count(input=Input("n", "sáng kiến"), steps=(Step(D(3), D(3)), Step(D(2), D(2), D(2), True, True))),
    Ratio(measure=SHARE, least=D(70), options=Options(when_zero="max")),
    Ratio(measure=SHARE, full_at=D(80), scaled=True),
    Weighted(whole=Input("a", "tổng"), terms=(Term(Input("b", "đúng hạn"), D(1)), Term(Input("c", "trễ"), D("0.5")))),
    PerItem(input=Input("n", "lần chậm"), each=D("-0.5"), start=None),
    PerItem(input=Input("n", "mô hình"), each=D("0.25"), options=Options(cap=D(1))),
    Survey(input=Input("s", "SIPAS", "percent", source="survey:SIPAS"), options=Options(not_arising="excluded")),
    Council(rule=STEPS),
    Manual(),
    Sum(parts=(Part(D(1), YesNo(input=Input("x", "A", "yes_no"), yes=D(1)), "a)"), Part(D(3), STEPS, "b)"))),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_rules_are_kept_as_text(rule: Rule) -> None:
    assert from_json(to_json(rule)) == rule
    assert describe(rule, D(3))


@pytest.mark.parametrize(
    ("values", "points", "how"),
    [
        ({"a": 100, "b": 95}, "1.5", "95/100 = 95% → từ 95% đến dưới 98%: 1,5 điểm"),
        ({"a": 100, "b": 98}, "3", "98/100 = 98% → từ 98% trở lên: 3 điểm"),
        ({"a": "99.999", "b": "97.999"}, "1.5", "97.999/99.999 ≈ 97,99998% → từ 95% đến dưới 98%: 1,5 điểm"),
        ({"p": "94,9%"}, "0", "94,9% → dưới 95%: 0 điểm"),
        ({"a": 3, "b": 2}, "0", "2/3 ≈ 66,67% → dưới 95%: 0 điểm"),
        ({}, None, "Còn thiếu: hồ sơ đúng hạn; tổng số hồ sơ."),
    ],
)
def test_steps(values: dict[str, object], points: str | None, how: str) -> None:
    found = compute(STEPS, D(3), values)
    assert (found.points, found.how) == (None if points is None else D(points), how)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"kind":"other"}',
        '{"kind":["manual"]}',
        '{"kind":"manual","x":1}',
        '{"kind":"yes_no"}',
        "[" * 5000,
        "NaN",
        '{"kind":"yes_no","input":{"name":"done"},"yes":1}',
        '{"kind":"yes_no","input":{"name":"done"},"yes":"1e999999"}',
        '{"kind":"yes_no","input":{"name":"done"},"yes":"NaN"}',
        '{"kind":"yes_no","input":{"name":"Đạt"},"yes":"1"}',
        '{"kind":"yes_no","input":{"name":"a","kind":"date"},"yes":"1"}',
        '{"kind":"yes_no","input":{"name":"a","source":"https://x"},"yes":"1"}',
        '{"kind":"steps","measure":{"share":{"name":"p"}},"steps":[]}',
        '{"kind":"steps","measure":{},"steps":[{"points":"1"}]}',
        '{"kind":"steps","measure":{"part":{"name":"b"}},"steps":[{"points":"1"}]}',
        '{"kind":"ratio","measure":{"share":{"name":"p"}},"full_at":"0"}',
        '{"kind":"manual","options":{"not_arising":"perhaps"}}',
        '{"kind":"manual","options":{"deductions":[{"input":{"name":"a"}}]}}',
        '{"kind":"sum","parts":[]}',
        '{"kind":"sum","parts":[{"max":"1","rule":{"kind":"survey","input":{"name":"a"}}},'
        '{"max":"1","rule":{"kind":"survey","input":{"name":"a","label":"b"}}}]}',
        '{"kind":"council","rule":' * 6 + '{"kind":"manual"}' + "}" * 6,
        '{"kind":"yes_no","yes":"1","input":{"name":"a","label":"' + "x" * 3000 + '"}}',
    ],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="Không đọc được cách chấm điểm"):
        from_json(text)


def test_a_rule_that_could_not_be_read_back_is_not_kept() -> None:
    with pytest.raises(RuleError):
        to_json(YesNo(input=Input("Không tên", kind="yes_no"), yes=D(1)))


@pytest.mark.parametrize(
    ("value", "points", "said"),
    [
        ("95,0 %", "0.95", ""),
        ("95", "0.95", ""),
        (D("95.5"), "0.955", ""),
        (95, "0.95", ""),
        ("0,95", None, "“0,95” là 0,95% hay 95%"),
        ("0.95", None, "“0.95” là 0,95% hay 95%"),
        ("0,95%", "0.0095", ""),
        (D("0.95"), "0.0095", ""),
        ("chín mươi", None, "“chín mươi” không phải là số"),
        ("97.999", None, "sẽ thành 97999%"),
        ("-5%", None, "nhỏ hơn 0"),
        (D("NaN"), None, "không phải là số để chấm điểm được"),
        (D("1E-999999"), None, "không phải là số để chấm điểm được"),
        (D("1E+999999"), None, "không phải là số để chấm điểm được"),
        (True, None, "không phải là số để chấm điểm được"),
        ("", None, ""),
    ],
)
def test_a_share_as_it_is_given(value: object, points: str | None, said: str) -> None:
    found = compute(Ratio(measure=Measure(share=Input("p", "tỷ lệ", "percent"))), D(1), {"p": value})
    assert found.points == (None if points is None else D(points))
    assert said in found.how
    assert found.missing == (("p",) if value == "" else ())


def test_nothing_to_count() -> None:
    nothing = {"a": 0, "b": 0}
    silent = compute(STEPS, D(3), nothing)
    assert silent.points is None and "tổng số hồ sơ bằng 0" in silent.how
    full = Ratio(measure=SHARE, options=Options(when_zero="max"))
    assert compute(full, D(3), nothing).points == 3
    arising = Ratio(measure=SHARE, options=Options(not_arising="excluded"))
    assert not compute(arising, D(3), nothing).applicable
    assert compute(arising, D(3), {}, not_arising=True).how == (
        "Không phát sinh trong năm: không đánh giá, không tính vào tổng điểm tối đa."
    )
    assert compute(STEPS, D(3), {}, not_arising=True).points is None


def test_a_part_greater_than_its_whole_is_said() -> None:
    found = compute(STEPS, D(3), {"a": 3, "b": 4})
    assert (found.points, found.problems) == (
        3,
        ("hồ sơ đúng hạn (4) lớn hơn tổng số hồ sơ (3). Anh/chị kiểm tra lại hai số liệu.",),
    )


def test_a_case_of_its_own_goes_before_the_rule() -> None:
    rule = YesNo(
        input=Input("bad", "Có vi phạm", "yes_no"),
        yes=D(0),
        no=D(1),
        options=Options(cases=(Case(Input("own", "Tự phát hiện", "yes_no")),)),
    )
    assert compute(rule, D(1), {"bad": True}).points == 0
    assert compute(rule, D(1), {"bad": True, "own": "có"}).how == "Tự phát hiện → đạt điểm tối đa: 1 điểm"
    assert compute(rule, D(1), {"bad": "có lẽ"}).how == "Có vi phạm: “có lẽ” không phải là “có” hay “không”."


def test_parts() -> None:
    optional = Part(
        D(1),
        Ratio(measure=Measure(share=Input("p", "tỷ lệ", "percent")), options=Options(not_arising="excluded")),
        "b)",
    )
    asked = Part(
        D(2), YesNo(input=Input("x", "Báo cáo", "yes_no"), yes=D(2)), "a)", when=Input("k", "Có kế hoạch", "yes_no")
    )
    rule = Sum(parts=(asked, optional))
    assert [wanted.name for wanted in inputs_of(rule)] == ["k", "x", "p"]
    assert compute(rule, D(3), {"k": True, "x": True, "p": "50%"}).points == D("2.5")
    assert compute(rule, D(3), {"k": False, "p": "50%"}).points == D("0.5")
    assert compute(rule, D(3), {"p": "50%"}).missing == ("k",)
    measured = Measure(part=Input("b", "số"), whole=Input("a", "tổng"))
    left = Sum(parts=(Part(D(1), Ratio(measure=measured, options=Options(not_arising="excluded")), "a)"), asked))
    found = compute(left, D(3), {"a": 0, "b": 0, "k": "có", "x": "có"})
    assert (found.points, found.maximum) == (2, 2)


def test_a_deduction_for_each_and_its_bounds() -> None:
    late = Deduction(Input("late", "báo cáo chậm"), points=D("0.5"))
    rule = Ratio(measure=SHARE, options=Options(deductions=(late,), floor=D("0.5")))
    found = compute(rule, D(2), {"p": "100%", "late": 2})
    assert (found.points, found.how) == (
        1,
        "100% → 100% × 2 = 2 điểm; báo cáo chậm: 2, mỗi trường hợp trừ 0,5 điểm → 1 điểm",
    )
    assert compute(rule, D(2), {"p": "100%", "late": 9}).points == D("0.5")
    penalty = PerItem(input=Input("n", "vi phạm"), each=D(-1), options=Options(floor=D(-3)))
    assert [compute(penalty, D(3), {"n": n}).points for n in (0, 1, 9)] == [0, -1, -3]


def test_the_council_scores_by_its_rule() -> None:
    found = compute(Council(rule=STEPS), D(3), {"p": "98%"})
    assert (found.points, found.scored_by) == (3, "council")
    assert compute(Council(), D(3), {}).how == "Hội đồng thẩm định chấm"
    assert compute(Manual(), D(3), {}).how == "Chấm bằng tay"


def test_what_is_wrong_with_a_rule_is_said() -> None:
    gap = Steps(measure=SHARE, steps=(Step(D(3), D(98)), Step(D(0), None, D(95))))
    assert faults(gap, D(3)) == ["Không mức nào chứa 95%.", "Không mức nào chứa 96,5%."]
    twice = Steps(
        measure=SHARE, steps=(Step(D(3), D(90)), Step(D(1), D(80), D(90), True, True), Step(D(0), None, D(80)))
    )
    assert faults(twice, D(3)) == ["Hai mức cùng chứa 90%: “từ 90% trở lên” và “từ 80% đến 90%”."]
    assert faults(STEPS, D(2)) == ["Cách chấm cho đến 3 điểm; tiêu chí có 2 điểm."]
    assert faults(STEPS, D(3)) == []


shares = st.decimals(0, 100, places=4)
counts = st.integers(0, 10**6)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(RULES), shares, counts, counts, counts)
def test_points_lie_between_zero_and_the_maximum(rule: Rule, share: Decimal, part: int, whole: int, more: int) -> None:
    values = {"p": share, "s": share, "a": whole, "b": part, "c": more, "n": part, "done": True, "x": False}
    for given_values in (values, {**values, "time": "late", "level": "1"}, {"p": share}):
        found = compute(rule, D(3), given_values)
        assert found.points is None or 0 <= found.points <= 3
        assert found.how


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(RULES[:1] + RULES[5:7]), shares, shares)
def test_a_higher_share_never_gives_less(rule: Rule, one: Decimal, other: Decimal) -> None:
    low, high = (compute(rule, D(3), {"p": share}).points for share in sorted((one, other)))
    assert low is not None and high is not None and low <= high


@settings(max_examples=30, deadline=None)
@given(counts, st.integers(1, 10**6), st.integers(2, 9))
def test_a_ratio_grows_with_its_maximum(part: int, whole: int, factor: int) -> None:
    rule = Ratio(measure=SHARE, full_at=D(80), scaled=True)
    once, often = (compute(rule, D(most), {"a": whole, "b": part}).points for most in (1, factor))
    assert once is not None and often is not None and abs(once * factor - often) < D("1e-24")


@settings(max_examples=30, deadline=None)
@given(shares, st.booleans())
def test_a_sum_is_the_sum_of_its_parts(share: Decimal, answer: bool) -> None:
    rule = RULES[-1]
    assert isinstance(rule, Sum)
    values = {"p": share, "x": answer}
    parts = [compute(part.rule, part.max, values).points for part in rule.parts]
    assert compute(rule, D(4), values).points == sum(parts)  # type: ignore[arg-type]


def test_deductions_by_per_cent() -> None:
    rule = Ratio(measure=SHARE, options=Options(deductions=(Deduction(Input("bad", "x", "yes_no"), per_cent=D(50)),)))
    assert compute(rule, D(2), {"p": "80%", "bad": True}).points == D("0.8")
    found = compute(rule, D(2), {"p": "80%"})
    assert (found.points, found.assumed) == (D("1.6"), ("bad",))
    each = Deduction(Input("late", "trễ"), per_cent=D(10))
    assert compute(
        Ratio(measure=SHARE, options=Options(deductions=(each,))), D(2), {"p": "80%", "late": 3}
    ).points == D("1.12")
    whole = Deduction(Input("late", "trễ"), per_cent=D(10), of="max")
    found = compute(Ratio(measure=SHARE, options=Options(deductions=(whole,))), D(2), {"p": "80%", "late": 3})
    assert found.points == 1 and "trễ: 3, mỗi trường hợp trừ 10%" in found.how


def test_the_example_in_a_refusal_is_of_the_kind_that_is_wanted() -> None:
    assert "95%" in compute(Ratio(measure=SHARE), D(1), {"p": "nhiều"}).problems[0]
    (problem,) = compute(PerItem(input=Input("n", "lần"), each=D(1)), D(1), {"n": "nhiều"}).problems
    assert "1,5" in problem and "X" not in problem
