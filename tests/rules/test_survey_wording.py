"""Answers and headings of files, in all the words that they come in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.questionnaires import Questionnaire, questionnaire_of, to_text
from cchc_desktop.rules.survey_answers import AnswerReader, Doubtful
from cchc_desktop.rules.survey_columns import Meaning, heading_of, match_columns, questions_of
from cchc_desktop.rules.survey_moments import moment_of
from cchc_desktop.services.scoring.surveys import usual_questionnaire

ASKS = usual_questionnaire()
READER = AnswerReader(ASKS)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Hài lòng", 4),
        ("RẤT HÀI LÒNG ", 5),
        ("Rat hai long", 5),
        ("4 - Hài lòng", 4),
        ("5. Rất hài lòng", 5),
        ("(3) Bình thường", 3),
        ("Hài lòng (4)", 4),
        ("4", 4),
        ("4.0", 4),
        ("5,0", 5),
        ("4/5", 4),
        ("1 / 5", 1),
        ("Mức 4", 4),
        ("Mức độ 2", 2),
        ("4 điểm", 4),
        ("Chưa hài lòng", 2),
        ("Rất không hài lòng", 1),
        ("Hoàn toàn đồng ý", 5),
        ("Tốt", 4),
        ("", None),
        ("-", None),
        ("…", None),
        ("0", None),
        ("Không ý kiến", None),
        ("0 - Không biết", None),
        ("N/A", None),
    ],
)
def test_an_answer_is_understood_without_doubt(text: str, step: int | None) -> None:
    reading = READER.read(text)
    assert (reading.step, reading.doubt) == (step, None)


@pytest.mark.parametrize(
    ("text", "step", "doubt"),
    [
        ("6", None, Doubtful.OUT_OF_RANGE),
        ("-4", None, Doubtful.OUT_OF_RANGE),
        ("4,5", None, Doubtful.OUT_OF_RANGE),
        ("85", None, Doubtful.OUT_OF_RANGE),
        ("tạm được", None, Doubtful.UNKNOWN),
        ("3 lần", None, Doubtful.UNKNOWN),
        ("4 hoặc 5", None, Doubtful.UNKNOWN),
        ("Hài lòng, Rất hài lòng", None, Doubtful.UNKNOWN),
        ("★★★★", None, Doubtful.UNKNOWN),
        ("2 - Hài lòng", 4, Doubtful.CONTRADICTION),
    ],
)
def test_what_is_doubtful_is_said_and_never_guessed(text: str, step: int | None, doubt: Doubtful) -> None:
    reading = READER.read(text)
    assert (reading.step, reading.doubt) == (step, doubt)
    assert doubt.sentence


@given(st.text("0123456789 .,-/()hàilòngrấtkM", max_size=12))
def test_any_text_is_a_step_or_nothing(text: str) -> None:
    reading = READER.read(text)
    assert reading.step in (None, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("heading", "meaning", "place"),
    [
        ("Dấu thời gian", Meaning.AT, -1),
        ("Timestamp", Meaning.AT, -1),
        ("Ông/bà thấy thế nào? [Phí, lệ phí phải nộp đúng quy định]", Meaning.QUESTION, 7),
        ("2.3. Mẫu đơn, tờ khai rõ ràng và dễ điền", Meaning.QUESTION, 6),
        ("Câu 5: Thủ tục được niêm yết công khai, đầy đủ, dễ thấy *", Meaning.QUESTION, 4),
        ("NƠI NGỒI CHỜ LÀM THỦ TỤC ĐỦ CHỖ, SẠCH SẼ, THOÁNG MÁT", Meaning.QUESTION, 0),
        ("3.2", Meaning.QUESTION, 10),
        ("Câu 22", Meaning.QUESTION, 21),
        ("Giới tính của ông/bà", Meaning.RESPONDENT, 1),
        ("Nhóm tuổi", Meaning.RESPONDENT, 2),
        ("Ý kiến khác (nếu có)", Meaning.RESPONDENT, 5),
        ("Địa chỉ email", Meaning.NOTHING, -1),
        ("Họ và tên", Meaning.NOTHING, -1),
        ("Phường đẹp nhất", Meaning.NOTHING, -1),
        ("", Meaning.NOTHING, -1),
    ],
)
def test_a_heading_is_known_by_its_wording(heading: str, meaning: Meaning, place: int) -> None:
    (taken,) = match_columns([heading], ASKS)
    assert (taken.meaning, taken.place) == (meaning, place)


def test_no_question_has_two_columns() -> None:
    words = ASKS.questions[0].text
    first, second = match_columns([words, words], ASKS)
    assert (first.place, second.meaning) == (0, Meaning.NOTHING)


def test_our_own_questions_are_all_known_again_and_for_certain() -> None:
    taken = match_columns([f"Đánh giá [{one.code}. {one.text}]" for one in ASKS.questions], ASKS)
    assert [(one.place, one.sure) for one in taken] == [(place, True) for place in range(len(ASKS.questions))]


def test_headings_of_another_wording_become_questions_of_their_factors() -> None:
    headings = [
        "Ông/bà có hài lòng chung không?",
        "Chỗ ngồi chờ",
        "Thái độ của cán bộ",
        "Thành phần hồ sơ",
        "Câu hỏi nối theo",
        "Trả kết quả đúng hẹn",
        "Đường dây nóng",
    ]
    asks, places = questions_of(headings, [""] * len(headings), ASKS)
    factors = [asks.factors[asks.questions[place].factor].name[:8] for place in places]
    assert factors == ["Tiếp cận", "Tiếp cận", "Công chứ", "Thủ tục ", "Thủ tục ", "Kết quả ", "Tiếp nhậ"]
    assert [asks.questions[place].text for place in places] == headings
    assert [factor.name for factor in asks.factors] == [factor.name for factor in ASKS.factors]


def test_what_stands_over_the_headings_tells_the_factor() -> None:
    asks, _places = questions_of(["Câu a", "Câu b"], ["KẾT QUẢ DỊCH VỤ", "Góp ý, phản ánh"], ASKS)
    assert [factor.name[:8] for factor in asks.factors] == ["Kết quả ", "Tiếp nhậ"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Đánh giá [1.2. Trang thiết bị]", ("Đánh giá", "1.2", "Trang thiết bị")),
        ("7) Thái độ", ("", "7", "Thái độ")),
        ("24 giờ", ("", "24", "giờ")),
        ("Cán bộ", ("", "", "Cán bộ")),
    ],
)
def test_a_heading_comes_apart(words: str, parts: tuple[str, str, str]) -> None:
    found = heading_of(words)
    assert (found.group, found.code, found.text) == parts


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("15/11/2025 9:12:33", "2025-11-15T09:12:33"),
        ("2025/11/15 2:07:01 CH GMT+7", "2025-11-15T14:07:01"),
        ("2025/11/15 12:07:01 SA GMT+7", "2025-11-15T00:07:01"),
        ("11/25/2025 14:22:10", "2025-11-25T14:22:10"),
        ("2025-11-15T08:00:00", "2025-11-15T08:00:00"),
        ("15/11/2025", None),
        ("9:12:33", None),
        ("31/02/2025 9:12", None),
        ("15/11/2025 29:12", None),
        ("", None),
    ],
)
def test_the_moment_a_form_was_sent(text: str, moment: str | None) -> None:
    found = moment_of(text)
    assert (found.isoformat() if found else None) == moment


def test_a_questionnaire_is_kept_whole_and_nothing_else_is_taken_for_one() -> None:
    assert questionnaire_of(to_text(ASKS)) == ASKS
    kept = json.loads(to_text(ASKS))
    for broken in ({**kept, "steps": kept["steps"][:4]}, {**kept, "factors": []}, {**kept, "factors": "x"}, {}):
        with pytest.raises((ValueError, KeyError, TypeError)):
            questionnaire_of(json.dumps(broken))
    assert isinstance(ASKS, Questionnaire) and len(ASKS.factors) == 5
