"""Surveys in the dossier: kept form by form, typed twice, reworded without losing an answer, counted for the index."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.services.scoring import surveys
from cchc_desktop.services.scoring.survey_forms import (
    SECOND,
    compare_entries,
    keep_form,
    read_forms,
    remove_forms,
    settle,
    take_second,
)
from cchc_desktop.services.scoring.surveys import QuestionLine
from cchc_desktop.storage import changes
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, new_dossier

COUNT = len(surveys.usual_questionnaire().questions)
ALL_FOUR = (4,) * COUNT


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    made = new_dossier(tmp_path)
    yield made
    made.close()


@pytest.fixture
def survey(dossier: Dossier) -> str:
    return surveys.add_survey(dossier, year=YEAR).created("survey")[0]


def answered(dossier: Dossier, survey: str, count: int, step: int = 4) -> None:
    first = len(read_forms(dossier, survey)) + 1
    for number in range(first, first + count):
        keep_form(dossier, survey_guid=survey, number=number, answers=(step,) * COUNT)


def lines_of(dossier: Dossier, survey: str) -> list[QuestionLine]:
    asks = surveys.open_survey(dossier, survey).asks
    return [QuestionLine(one.place, asks.factors[one.factor].name, one.text) for one in asks.questions]


def test_a_survey_begins_with_five_factors_and_the_two_conditions(dossier: Dossier, survey: str) -> None:
    found = surveys.open_survey(dossier, survey)
    assert [len(factor.questions) for factor in found.asks.factors] == [4, 5, 5, 4, 4]
    assert (found.row.least_share, found.row.least_forms, found.row.index_code) == (Decimal(10), 50, "SIPAS")
    again = surveys.add_survey(dossier, year=YEAR).created("survey")[0]
    assert surveys.open_survey(dossier, again).row.title == f"{found.row.title} (đợt 2)"


def test_a_form_is_kept_with_what_its_respondent_said_and_is_mended_in_place(dossier: Dossier, survey: str) -> None:
    told = (("Giới tính", "Nữ"), ("Ý kiến khác", "  "))
    guid = keep_form(dossier, survey_guid=survey, number=7, answers=ALL_FOUR, respondent=told).created("survey_form")[0]
    mended = (5, None, *ALL_FOUR[2:])
    keep_form(dossier, survey_guid=survey, number=8, answers=mended, respondent=told, form_guid=guid)
    (form,) = read_forms(dossier, survey)
    assert (form.guid, form.number, form.answers, form.respondent) == (guid, 8, mended, (("Giới tính", "Nữ"),))


def test_a_number_is_given_once_and_is_a_number(dossier: Dossier, survey: str) -> None:
    keep_form(dossier, survey_guid=survey, number=1, answers=ALL_FOUR)
    for number, words in ((1, "Phiếu số 1 đã nhập rồi"), (0, "từ 1 đến"), (10**12, "từ 1 đến")):
        with pytest.raises(UserError, match=words):
            keep_form(dossier, survey_guid=survey, number=number, answers=ALL_FOUR)
    keep_form(dossier, survey_guid=survey, number=1, answers=ALL_FOUR, entry=SECOND)
    assert [form.number for form in read_forms(dossier, survey)] == [1]


def test_forms_that_are_removed_come_back(dossier: Dossier, survey: str) -> None:
    answered(dossier, survey, 3)
    before = read_forms(dossier, survey)
    change = remove_forms(dossier, form_guids=[form.guid for form in before[:2]])
    assert read_forms(dossier, survey) == before[2:]
    changes.undo(dossier, change)
    assert read_forms(dossier, survey) == before


def test_typing_twice_tells_what_differs_and_settling_makes_both_alike(dossier: Dossier, survey: str) -> None:
    answered(dossier, survey, 3)
    keep_form(dossier, survey_guid=survey, number=1, answers=ALL_FOUR, entry=SECOND)
    keep_form(dossier, survey_guid=survey, number=2, answers=(5, *ALL_FOUR[1:-1], None), entry=SECOND)
    keep_form(dossier, survey_guid=survey, number=9, answers=ALL_FOUR, entry=SECOND)
    found = compare_entries(dossier, survey)
    assert (found.typed_twice, found.second_alone) == (2, (9,))
    told = [(one.number, one.question, one.first, one.second) for one in found.differences]
    assert told == [(2, 0, 4, 5), (2, COUNT - 1, 4, None)]
    settle(dossier, survey_guid=survey, settled=[(2, 0, 5), (2, COUNT - 1, None)])
    assert compare_entries(dossier, survey).differences == ()
    assert read_forms(dossier, survey)[1].answers == (5, *ALL_FOUR[1:-1], None)
    take_second(dossier, survey_guid=survey, numbers=[9, 2])
    assert [form.number for form in read_forms(dossier, survey)] == [1, 2, 3, 9]
    assert compare_entries(dossier, survey).second_alone == ()


def test_the_second_typing_is_not_counted_twice(dossier: Dossier, survey: str) -> None:
    answered(dossier, survey, 2)
    keep_form(dossier, survey_guid=survey, number=1, answers=(1,) * COUNT, entry=SECOND)
    assert surveys.read_result(dossier, survey).whole.counts == (0, 0, 0, 2 * COUNT, 0)


def test_answers_go_along_when_questions_are_moved_worded_anew_and_added(dossier: Dossier, survey: str) -> None:
    keep_form(dossier, survey_guid=survey, number=1, answers=tuple(range(1, 6)) + (None,) * (COUNT - 5))
    lines = lines_of(dossier, survey)
    first = QuestionLine(0, lines[0].factor, "Chỗ ngồi chờ, lời của tỉnh")
    new = QuestionLine(None, lines[0].factor, "Câu của tỉnh")
    surveys.set_questions(dossier, survey_guid=survey, lines=[lines[1], new, first, *lines[2:]])
    asks = surveys.open_survey(dossier, survey).asks
    assert asks.factors[0].questions[:3] == (lines[1].text, "Câu của tỉnh", "Chỗ ngồi chờ, lời của tỉnh")
    assert read_forms(dossier, survey)[0].answers == (2, None, 1, 3, 4, 5, *([None] * (COUNT - 5)))


def test_a_question_with_answers_is_not_removed_one_without_is(dossier: Dossier, survey: str) -> None:
    keep_form(dossier, survey_guid=survey, number=1, answers=(None, *ALL_FOUR[1:]))
    lines = lines_of(dossier, survey)
    with pytest.raises(UserError, match="1 phiếu đã có câu trả lời"):
        surveys.set_questions(dossier, survey_guid=survey, lines=[lines[0], *lines[2:]])
    assert lines_of(dossier, survey) == lines
    surveys.set_questions(dossier, survey_guid=survey, lines=lines[1:])
    assert read_forms(dossier, survey)[0].answers == ALL_FOUR[1:]
    with pytest.raises(UserError, match="từ 1 đến 200 câu hỏi"):
        surveys.set_questions(dossier, survey_guid=survey, lines=[])


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "  "},
        {"population": -1},
        {"least_forms": 10**10},
        {"least_share": Decimal(101)},
    ],
)
def test_what_a_survey_cannot_have_is_refused_with_a_sentence(
    dossier: Dossier, survey: str, fields: dict[str, object]
) -> None:
    before = surveys.open_survey(dossier, survey)
    with pytest.raises(UserError, match="Không có gì thay đổi"):
        surveys.set_survey(dossier, survey_guid=survey, **fields)
    assert surveys.open_survey(dossier, survey) == before


def test_a_survey_goes_with_its_forms_and_comes_back_with_them(dossier: Dossier, survey: str) -> None:
    answered(dossier, survey, 2)
    before = read_forms(dossier, survey)
    change = surveys.remove_survey(dossier, survey_guid=survey)
    assert surveys.read_surveys(dossier, YEAR) == ()
    changes.undo(dossier, change)
    assert read_forms(dossier, survey) == before


def test_the_index_gets_its_share_only_when_both_conditions_are_met(dossier: Dossier) -> None:
    none = surveys.satisfaction(dossier, YEAR)
    assert none.share is None and "chưa có đợt khảo sát" in none.why
    survey = surveys.add_survey(dossier, year=YEAR).created("survey")[0]
    answered(dossier, survey, 40)
    answered(dossier, survey, 9, step=2)
    assert "Chưa nhập số khách hàng" in surveys.satisfaction(dossier, YEAR).why
    surveys.set_survey(dossier, survey_guid=survey, population=500)
    assert surveys.satisfaction(dossier, YEAR).share is None
    answered(dossier, survey, 1, step=3)
    found = surveys.satisfaction(dossier, YEAR)
    assert (found.share, found.why, found.forms) == (Decimal(80), "", 50)
    surveys.set_survey(dossier, survey_guid=survey, population=501)
    assert surveys.satisfaction(dossier, YEAR).share is None
    assert surveys.satisfaction(dossier, YEAR - 1).share is None


def test_two_surveys_of_a_year_count_together(dossier: Dossier, survey: str) -> None:
    other = surveys.add_survey(dossier, year=YEAR).created("survey")[0]
    answered(dossier, survey, 30)
    answered(dossier, other, 20, step=1)
    for guid in (survey, other):
        surveys.set_survey(dossier, survey_guid=guid, population=250)
    assert surveys.satisfaction(dossier, YEAR).share == Decimal(60)


def test_answers_that_another_program_left_are_read_as_far_as_they_are_steps() -> None:
    assert surveys.read_steps("[5, 9, true, null, 2]", 4) == (5, None, None, None)
    assert surveys.read_steps("[1]", 3) == (1, None, None)
    assert surveys.read_steps("{", 2) == surveys.read_steps('"x"', 2) == (None, None)
