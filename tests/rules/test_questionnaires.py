"""The form of a satisfaction survey: what is taken from a file or a survey, what is refused, how answers are read."""

from dataclasses import asdict
from typing import Any

import pytest

from cchc_desktop.rules.questionnaires import parse_questionnaire, questionnaire_of, to_text
from cchc_desktop.rules.survey_answers import AnswerReader, Doubtful, Reading

STEPS = [{"name": name} for name in ("Rất kém", "Kém", "Bình thường", "Tốt", "Rất tốt")]
FORM: dict[str, Any] = {
    "steps": [*STEPS[:4], {"name": "Rất  tốt", "also": ["Tuyệt vời"]}],
    "factors": [
        {"name": "Tiếp cận", "questions": ["Dễ tìm", "Sạch sẽ"], "known_by": ["noi tiep dan"]},
        {"name": "Kết quả", "questions": ["Đúng hẹn"]},
    ],
    "respondent": [{"question": "Giới tính", "choices": ["Nam", "Nữ"]}],
    "no_answer": ["Không ý kiến"],
}


def test_a_form_is_the_same_after_writing_and_reading() -> None:
    form = parse_questionnaire(FORM)
    assert questionnaire_of(to_text(form)) == form and "Tiếp cận" in to_text(form)
    assert (form.introduction, form.instruction, form.closing) == ("", "", "")
    assert [(one.place, one.code, one.factor) for one in form.questions] == [
        (0, "1.1", 0),
        (1, "1.2", 0),
        (2, "2.1", 1),
    ]
    assert form.sizes == (2, 1) and form.steps[4].name == "Rất tốt"
    texts = {name: f"Chữ {name}" for name in ("introduction", "instruction", "closing")}
    assert {name: asdict(parse_questionnaire(FORM | texts))[name] for name in texts} == texts
    other = form.with_questions([("Kết quả", "Đủ"), ("Tiếp cận", "Gần"), ("Kết quả", "Rõ"), ("Mới", "Hay")])
    assert [(one.name, one.questions, one.known_by) for one in other.factors] == [
        ("Kết quả", ("Đủ", "Rõ"), ()),
        ("Tiếp cận", ("Gần",), ("noi tiep dan",)),
        ("Mới", ("Hay",), ()),
    ]


def with_questions(count: int, length: int = 5) -> dict[str, Any]:
    return FORM | {"factors": [{"name": "A", "questions": [f"{place:0{length}}" for place in range(count)]}]}


@pytest.mark.parametrize("data", [with_questions(1), with_questions(200), with_questions(1, 1_000)])
def test_the_largest_and_smallest_forms_are_taken(data: dict[str, Any]) -> None:
    assert parse_questionnaire(data).questions


@pytest.mark.parametrize(
    "data",
    [
        with_questions(0),
        FORM | {"factors": [*FORM["factors"], {"name": "Trống", "questions": []}]},
        FORM | {"factors": []},
        FORM | {"factors": {}},
        FORM | {"steps": STEPS[:4]},
        FORM | {"steps": [*STEPS, {"name": "Sáu"}]},
        FORM | {"steps": [*STEPS[:4], {"name": " "}]},
        FORM | {"steps": [*STEPS[:4], {"name": 5}]},
        FORM | {"no_answer": "không"},
        FORM | {"respondent": [{"choices": []}]},
        with_questions(1, 1_001),
        with_questions(201),
    ],
)
def test_another_shape_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_questionnaire(data)


@pytest.mark.parametrize("text", ["[]", "1", "x"])
def test_what_a_survey_keeps_is_an_object(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        questionnaire_of(text)


@pytest.mark.parametrize(
    ("text", "reading", "in_words"),
    [
        ("Tốt", Reading(4), True),
        ("tuyệt vời", Reading(5), True),
        ("4", Reading(4), False),
        ("4 - Tốt", Reading(4), True),
        ("3 - Tốt", Reading(4, Doubtful.CONTRADICTION), True),
        ("Mức 1", Reading(1), False),
        ("5,0", Reading(5), False),
        ("0", Reading(None), False),
        ("6", Reading(None, Doubtful.OUT_OF_RANGE), False),
        ("3.5", Reading(None, Doubtful.OUT_OF_RANGE), False),
        ("-3", Reading(None, Doubtful.OUT_OF_RANGE), False),
        ("không ý kiến", Reading(None), False),
        ("9 không ý kiến", Reading(None), False),
        ("", Reading(None), False),
        ("3 hoặc 4", Reading(None, Doubtful.UNKNOWN), False),
        ("4 người", Reading(None, Doubtful.UNKNOWN), False),
        ("Hay", Reading(None, Doubtful.UNKNOWN), False),
        ("4" + " " * 5_000, Reading(None, Doubtful.UNKNOWN), False),
    ],
)
def test_answers_are_steps_by_word_or_number_or_said_to_be_doubtful(
    text: str, reading: Reading, in_words: bool
) -> None:
    reader = AnswerReader(parse_questionnaire(FORM))
    assert reader.read(text) == reading == reader.read(text)
    assert reader.says_in_words(text) is in_words
