"""Points proposed from figures, tasks, reports, the register and other indices; typed values; taking; findings."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.index import Criterion
from cchc_desktop.models.index_result_rows import PublishedRow
from cchc_desktop.models.proposal_rows import Proposal
from cchc_desktop.models.survey import SurveyForm
from cchc_desktop.rules.scoring import (
    Count,
    Input,
    Measure,
    OnTime,
    Options,
    Part,
    Ratio,
    Rule,
    Step,
    Sum,
    Survey,
    YesNo,
    to_json,
)
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.reporting import duties, figures
from cchc_desktop.services.scoring import index_results, index_rules, index_scoring, indices, surveys
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, with_plan
from tests.services.issued import decision_of, issue

D = Decimal
TODAY = date(YEAR, 11, 30)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    made, plan, guids = with_plan(tmp_path)
    indices.add_set_from_resource(made, year=YEAR, code="par_index_commune_demo")
    tasks.set_tracking(made, task_guid=guids[0], status="done", percent=100)
    issue(made, decision_of(made, plan), number="5")
    yield made
    made.close()


def set_guid(dossier: Dossier) -> str:
    return indices.read_sets(dossier, YEAR)[0][0]


def give(dossier: Dossier, code: str, rule: Rule | str) -> str:
    """Give a criterion a rule; its guid."""
    guid = next(row.guid for row in indices.read_index(dossier, set_guid(dossier)).criteria if row.code == code)
    with dossier.change("…") as work:
        work.session.get_one(Criterion, guid).scoring = rule if isinstance(rule, str) else to_json(rule)
    return guid


def proposed(dossier: Dossier) -> dict[str, Proposal]:
    found = index_scoring.read_proposals(dossier, set_guid(dossier), Sources(dossier, YEAR, TODAY))
    return {one.code: one for one in found}


def share(source: str) -> Ratio:
    return Ratio(measure=Measure(share=Input("share", "Tỷ lệ", "percent", source=source)))


def set_figure(dossier: Dossier, code: str, value: str, period: str = "Y") -> None:
    rows = figures.read_figures(dossier, f"{YEAR}-{period}")
    guid = next((row.guid for row in rows if row.code == code), "")
    if not guid:  # the figures of a form are made when the first is typed
        figures.set_figures(dossier, period=f"{YEAR}-{period}", values={})
        guid = next(row.guid for row in figures.read_figures(dossier, f"{YEAR}-{period}") if row.code == code)
    figures.set_figure(dossier, figure_guid=guid, period=f"{YEAR}-{period}", value=D(value))


def test_each_source_gives_what_the_dossier_knows(dossier: Dossier) -> None:
    duties.take_regime(dossier, year=YEAR)
    rows = duties.read_duties(dossier, YEAR)
    for row, day in zip(rows, (date(YEAR, 3, 10), date(YEAR, 6, 20), date(YEAR, 9, 1)), strict=False):
        duties.set_duty(dossier, duty=duties.replace(row, sent_on=day))
    set_figure(dossier, "B1.1", "90", "H1")
    set_figure(dossier, "B1.1", "80")
    index_results.set_results(dossier, results=[PublishedRow("INDEX_766", YEAR, "", D(70), D(100))])
    number = Input("count", "Số báo cáo đúng hạn", source="reports:on_time")
    answer = Input("answer", "Kế hoạch", "choice", source="register:decision:01-31")
    for code, rule in (
        ("1.1.3", share("tasks:percent")),
        ("3.1", share("figure:B1.1")),
        ("3.8", share("index:766")),
        ("1.2.1", Count(input=number, steps=(Step(D("0.5"), low=D(2)), Step(D(0), high=D(2))))),
        ("1.1.1", OnTime(input=answer, full=D(1), late=D("0.5"))),
        ("6.1", OnTime(input=Input("answer", "Quý II", "choice", source="reports:H1"), full=D(2), late=D(1))),
        ("5.3", share("survey:SIPAS")),
        ("5.4", share("figure:không-có")),
    ):
        give(dossier, code, rule)
    found = proposed(dossier)
    assert found["1.1.3"].points == D("0.5") and "1/4" in found["1.1.3"].inputs[0].words
    assert found["3.1"].points == D("1.6")  # the year's value, not that of the half
    assert found["3.8"].points == D("3.5")
    assert (found["1.2.1"].points, found["1.2.1"].inputs[0].value) == (D("0.5"), D(2))
    assert found["1.1.1"].points == D(1) and "31/01/2026" in found["1.1.1"].inputs[0].words
    assert found["6.1"].points == D(1)
    for code in ("5.3", "5.4"):
        assert found[code].points is None and found[code].missing == ("Tỷ lệ",)
        assert found[code].problems
    assert found["1.1.2"].rule == "" and found["1.1.2"].points is None


def test_typed_values_count_before_what_is_known_and_are_told(dossier: Dossier) -> None:
    set_figure(dossier, "B1.1", "80")
    guid = give(dossier, "3.1", share("figure:B1.1"))
    index_scoring.set_inputs(dossier, criterion_guid=guid, inputs={"share": "95,5%"})
    one = proposed(dossier)["3.1"]
    assert one.points == D("1.91") and one.inputs[0].overruled
    (said,) = (f.sentence for f in index_scoring.findings([one]) if f.kind == "overruled")
    assert "95,5%" in said and "80" in said
    index_scoring.set_inputs(dossier, criterion_guid=guid, inputs={"share": "gần hết"})
    one = proposed(dossier)["3.1"]
    assert one.points is None and any("gần hết" in words for words in one.problems)
    index_scoring.set_inputs(dossier, criterion_guid=guid, inputs={"share": None})
    assert proposed(dossier)["3.1"].points == D("1.6")
    before = content(dossier)
    with pytest.raises(UserError, match="lạ"):
        index_scoring.set_inputs(dossier, criterion_guid=guid, inputs={"share": "1%", "lạ": "1"})
    assert content(dossier) == before


def test_a_part_that_a_figure_leaves_out_leaves_the_maximum_as_a_typed_answer_does(dossier: Dossier) -> None:
    set_figure(dossier, "B1.1", "0")
    counted = Measure(part=Input("b", "Đã xử lý"), whole=Input("a", "Tổng số", source="figure:B1.1"))
    parts = (
        Part(D(1), YesNo(input=Input("done", "Có kế hoạch", "yes_no"), yes=D(1)), "a)"),
        Part(D(1), Ratio(measure=counted, options=Options(when_zero="excluded")), "b)"),
    )
    guid = give(dossier, "3.1", Sum(parts=parts))
    index_scoring.set_inputs(dossier, criterion_guid=guid, inputs={"done": True, "b": "0"})
    indices.set_score(dossier, criterion_guid=guid, self_score=D(1))
    whole = indices.read_index(dossier, set_guid(dossier))
    (own, _appraised, reached) = whole.totals
    assert reached.maximum == own.maximum
    set_figure(dossier, "B1.1", "4")
    assert indices.read_index(dossier, set_guid(dossier)).totals[0].maximum == own.maximum + 1
    index_scoring.set_inputs(dossier, criterion_guid=guid, inputs={"a": "0"})
    assert indices.read_index(dossier, set_guid(dossier)).totals[0].maximum == own.maximum


def test_what_is_proposed_is_taken_in_one_step_and_never_over_typed_points_unasked(dossier: Dossier) -> None:
    first = give(dossier, "3.1", YesNo(input=Input("done", "Đã công khai", "yes_no"), yes=D(2)))
    second = give(dossier, "3.2", YesNo(input=Input("done", "Đã rà soát", "yes_no"), yes=D(2)))
    third = give(
        dossier, "3.4", YesNo(input=Input("done", "Có xin lỗi", "yes_no"), yes=D(1), options=Options(not_arising="max"))
    )
    fourth = give(dossier, "3.7", YesNo(input=Input("done"), yes=D(2), options=Options(not_arising="excluded")))
    for guid in (first, second):
        index_scoring.set_inputs(dossier, criterion_guid=guid, inputs={"done": guid == first})
    for guid in (third, fourth):
        indices.set_score(dossier, criterion_guid=guid, not_arising=True)
    indices.set_score(dossier, criterion_guid=second, self_score=D(2))
    (typed,) = index_scoring.differing(dossier, set_guid(dossier))
    assert (typed.code, typed.above) == ("3.2", True)
    assert not replace(typed, points=D("5.66667"), stands=D("5.67")).above  # the same as it is printed
    assert replace(typed, points=D("5.66667"), stands=D("5.68")).above
    (said,) = (f.sentence for f in index_scoring.findings([typed]))
    assert said.startswith("3.2") and "2,00" in said and "0,00" in said
    before = content(dossier)
    change = index_scoring.take_proposed(dossier, set_guid=set_guid(dossier))
    rows = {row.code: row for row in indices.read_index(dossier, set_guid(dossier)).criteria}
    assert [rows[code].self_score for code in ("3.1", "3.2", "3.4")] == [D(2), D(2), D(1)]
    assert not rows["3.7"].applicable
    undo(dossier, change)
    assert content(dossier) == before
    index_scoring.take_proposed(dossier, set_guid=set_guid(dossier), over={second})
    rows = {row.code: row for row in indices.read_index(dossier, set_guid(dossier)).criteria}
    assert rows["3.2"].self_score == 0
    assert not index_scoring.take_proposed(dossier, set_guid=set_guid(dossier))


def test_a_rule_that_cannot_be_read_is_a_problem_of_its_line(dossier: Dossier) -> None:
    give(dossier, "3.1", '{"kind": "weather"}')
    one = proposed(dossier)["3.1"]
    assert one.points is None and one.problems and one.code == "3.1"
    assert [finding.kind for finding in index_scoring.findings([one])] == ["problem"]


def test_rules_are_read_from_the_words_of_the_set_and_kept_where_sure(dossier: Dossier) -> None:
    kept = give(dossier, "3.1", share("tasks:percent"))
    words = {
        "3.2": "- Từ 98% trở lên thì điểm đánh giá là 2.\n- Dưới 98% thì điểm đánh giá là 0.",
        "3.4": "Theo tình hình.",
    }
    with dossier.change("…") as work:
        for row in indices.read_index(dossier, set_guid(dossier)).criteria:
            if row.is_leaf:
                kept_row = work.session.get_one(Criterion, row.guid)
                kept_row.rule = words.get(row.code, "")
                kept_row.scoring = kept_row.scoring if row.code == "3.1" else ""
    found = {one.code: one for one in index_rules.read_rules(dossier, set_guid(dossier))}
    assert found["3.2"].sure and found["3.2"].sentence and not found["3.4"].sure
    before = content(dossier)
    change = index_rules.set_rules(dossier, rules=index_rules.sure_rules(tuple(found.values())))
    rows = {row.code: row for row in indices.read_index(dossier, set_guid(dossier)).criteria}
    assert rows["3.2"].scoring and not rows["3.4"].scoring and rows["3.1"].guid == kept
    assert rows["3.1"].scoring == to_json(share("tasks:percent"))
    undo(dossier, change)
    assert content(dossier) == before
    with pytest.raises(UserError):
        index_rules.set_rules(dossier, rules={kept: "", rows["3.2"].guid: "{}"})
    assert content(dossier) == before


def test_a_survey_gives_its_part_once_enough_have_answered(dossier: Dossier) -> None:
    guid = give(dossier, "8.1", Survey(input=Input("share", "Mức độ hài lòng", "percent", source="survey:SIPAS")))
    with dossier.change("…") as work:
        work.session.get_one(Criterion, guid).scored_by = "survey"
    survey = surveys.add_survey(dossier, year=YEAR).created("survey")[0]
    surveys.set_survey(dossier, survey_guid=survey, population=100, least_share=D(10), least_forms=50)
    count = len(surveys.asked_of(surveys.current_survey(dossier, YEAR)).questions)
    with dossier.change("…") as work:
        for number in range(50):
            steps = [5 if number < 40 else 1] * count
            form = SurveyForm(
                survey_guid=survey, number=number, answers=json.dumps(steps), entered_at=datetime(YEAR, 11, 1)
            )
            work.session.add(form)
    assert proposed(dossier)["8.1"].points == D(4)
    index_scoring.take_proposed(dossier, set_guid=set_guid(dossier))
    row = next(row for row in indices.read_index(dossier, set_guid(dossier)).criteria if row.code == "8.1")
    assert (row.survey, row.self_score, row.reached) == (D(4), None, D(4))
    surveys.set_survey(dossier, survey_guid=survey, population=1000)
    assert proposed(dossier)["8.1"].points is None and proposed(dossier)["8.1"].problems
