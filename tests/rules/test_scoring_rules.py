"""Rules of scoring: what each family comes to, the sentence of it, and bad input."""

from decimal import Decimal

import pytest

from cchc_desktop.rules.scoring import (
    Answer,
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
    from_json,
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
        ({}, None, "Còn thiếu: hồ sơ đúng hạn; tổng số hồ sơ."),
    ],
)
def test_steps(values: dict[str, object], points: str | None, how: str) -> None:
    found = compute(STEPS, D(3), values)
    assert (found.points, found.how) == (None if points is None else D(points), how)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"kind":"other"}', '{"kind":"manual","x":1}', '{"kind":"yes_no"}', "[" * 5000, "NaN"],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        from_json(text)


def test_deductions() -> None:
    rule = Ratio(measure=SHARE, options=Options(deductions=(Deduction(Input("bad", "x", "yes_no"), per_cent=D(50)),)))
    assert compute(rule, D(2), {"p": "80%", "bad": True}).points == D("0.8")
    found = compute(rule, D(2), {"p": "80%"})
    assert (found.points, found.assumed) == (D("1.6"), ("bad",))
