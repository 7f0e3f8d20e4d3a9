"""Answers from files: Google Forms exports, tables that colleagues typed, CSV; taken once, and whole."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from cchc_desktop.errors import UserError
from cchc_desktop.models.survey_rows import FormAnswers
from cchc_desktop.rules.survey_columns import NOT_TAKEN, Meaning, Taken
from cchc_desktop.services.scoring import surveys
from cchc_desktop.services.scoring.survey_forms import keep_form, read_forms
from cchc_desktop.services.scoring.survey_import import SurveyPreview, preview_import, read_file, take_answers
from cchc_desktop.storage import changes
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, new_dossier

ASKS = surveys.usual_questionnaire()
COUNT = len(ASKS.questions)
GRID = [f"Ông/bà thấy thế nào? [{one.text}]" for one in ASKS.questions]
HEADINGS = ["Dấu thời gian", "Địa chỉ email", "Giới tính", *GRID, "Ý kiến khác (nếu có)"]
BEGUN = datetime(2026, 7, 1, 8, 0, 0)


def form(number: int, answer: Any = "Hài lòng", said: str = "") -> list[Any]:
    return [BEGUN + timedelta(seconds=137 * number), "a@b.vn", "Nữ", *([answer] * COUNT), said]


def sheet(path: Path, *sheets: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for place, rows in enumerate(sheets, start=1):
        page = book.create_sheet(f"Trang {place}")
        for row in rows:
            page.append(list(row))
        for (cell,) in page.iter_rows(max_col=1):
            if isinstance(cell.value, datetime):
                cell.number_format = "dd/mm/yyyy hh:mm:ss"
    book.save(path)
    return path


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    made = new_dossier(tmp_path)
    yield made
    made.close()


def seen(dossier: Dossier, path: Path, **how: Any) -> SurveyPreview:
    kept = surveys.read_surveys(dossier, YEAR)
    return preview_import(dossier, read_file(path), kept[-1].guid if kept else None, **how)


def taken(dossier: Dossier, path: Path, **how: Any) -> SurveyPreview:
    preview = seen(dossier, path, **how)
    take_answers(dossier, preview=preview, year=YEAR)
    return preview


def forms_in(dossier: Dossier) -> tuple[FormAnswers, ...]:
    kept = surveys.read_surveys(dossier, YEAR)
    return read_forms(dossier, kept[-1].guid) if kept else ()


def test_an_export_of_google_forms_is_taken_with_its_moments_and_respondents(dossier: Dossier, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [HEADINGS, form(0), form(1, "5 - Rất hài lòng", "Thêm ghế"), form(2, 3)])
    preview = taken(dossier, path)
    assert not preview.own_wording and preview.doubts == () and preview.left == ()
    assert [one.heading for one in preview.columns if not one.what] == ["Địa chỉ email"]
    kept = forms_in(dossier)
    assert [one.answers for one in kept] == [(4,) * COUNT, (5,) * COUNT, (3,) * COUNT]
    assert kept[1].told == {"Giới tính": "Nữ", "Ý kiến khác": "Thêm ghế"}
    assert [(one.number, one.source) for one in kept] == [(1, "a.xlsx"), (2, "a.xlsx"), (3, "a.xlsx")]


def test_the_same_file_adds_nothing_a_longer_one_what_is_new_whatever_it_is_called(
    dossier: Dossier, tmp_path: Path
) -> None:
    rows = [HEADINGS, form(0), form(1)]
    taken(dossier, sheet(tmp_path / "a.xlsx", rows))
    again = taken(dossier, sheet(tmp_path / "a.xlsx", rows))
    assert (len(again.forms), again.already) == (0, 2)
    longer = taken(dossier, sheet(tmp_path / "b.xlsx", [*rows, form(2)]))
    assert (len(longer.forms), longer.already) == (1, 2)
    assert [one.number for one in forms_in(dossier)] == [1, 2, 3]


def test_a_form_that_was_mended_here_is_not_taken_in_anew(dossier: Dossier, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [HEADINGS, form(0)])
    taken(dossier, path)
    guid = surveys.read_surveys(dossier, YEAR)[0].guid
    (kept,) = forms_in(dossier)
    keep_form(dossier, survey_guid=guid, number=1, answers=(2,) * COUNT, form_guid=kept.guid)
    assert taken(dossier, path).already == 1
    assert [one.answers for one in forms_in(dossier)] == [(2,) * COUNT]


def test_a_row_that_was_changed_in_the_file_is_shown_and_not_taken(dossier: Dossier, tmp_path: Path) -> None:
    taken(dossier, sheet(tmp_path / "a.xlsx", [HEADINGS, form(0), form(1)]))
    preview = taken(dossier, sheet(tmp_path / "a.xlsx", [HEADINGS, form(0), form(1, "Không hài lòng"), form(2)]))
    assert (len(preview.forms), preview.already) == (1, 1)
    ((line, where),) = ((one.line, one.where) for one in preview.left)
    assert line == 3 and "câu trả lời khác" in where


def test_files_without_moments_are_told_by_their_names_and_rows(dossier: Dossier, tmp_path: Path) -> None:
    rows = [GRID, [4] * COUNT, [4] * COUNT, [5] * COUNT]
    taken(dossier, sheet(tmp_path / "tổ 1.xlsx", rows))
    assert taken(dossier, sheet(tmp_path / "tổ 1.xlsx", rows)).already == 3
    assert taken(dossier, sheet(tmp_path / "tổ 1 (bản sao).xlsx", rows)).already == 3
    other = taken(dossier, sheet(tmp_path / "tổ 2.xlsx", [GRID, [4] * COUNT]))  # other people, the same answers
    assert (len(other.forms), other.already) == (1, 0)
    longer = seen(dossier, sheet(tmp_path / "tổ 2.xlsx", [GRID, [4] * COUNT, [4] * COUNT]))
    assert (len(longer.forms), longer.already) == (1, 1)
    changed = seen(dossier, sheet(tmp_path / "tổ 2.xlsx", [GRID, [3] * COUNT]))
    assert any("không còn trong tệp" in words for words in changed.warnings)


def test_each_doubtful_cell_is_named_with_its_place(dossier: Dossier, tmp_path: Path) -> None:
    odd = form(1)
    odd[3], odd[5] = "tạm được", 7
    preview = taken(dossier, sheet(tmp_path / "a.xlsx", [HEADINGS, form(0), odd]))
    assert [(one.place, one.text) for one in preview.doubts] == [("D3", "tạm được"), ("F3", "7")]
    assert forms_in(dossier)[1].answers[:4] == (None, 4, None, 4)


def test_rows_without_an_answer_and_titles_are_left_with_their_places(dossier: Dossier, tmp_path: Path) -> None:
    empty = [*form(1, "")[:3], *([""] * COUNT), ""]
    preview = taken(dossier, sheet(tmp_path / "a.xlsx", [["TỔNG HỢP Ý KIẾN"], HEADINGS, form(0), empty]))
    assert [(one.line, one.text[:8]) for one in preview.left] == [(1, "TỔNG HỢP"), (4, "01/07/20")]
    assert len(forms_in(dossier)) == 1


def test_a_row_that_numbers_the_columns_is_no_form(dossier: Dossier, tmp_path: Path) -> None:
    counted = [f"({place})" for place in range(1, COUNT + 1)]
    preview = taken(dossier, sheet(tmp_path / "a.xlsx", [GRID, counted, [4] * COUNT]))
    assert [one.line for one in preview.left] == [2]
    assert [one.answers for one in forms_in(dossier)] == [(4,) * COUNT]


def test_a_row_with_answers_is_never_taken_for_headings(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Tiếp cận dịch vụ,Kết quả\nHài lòng,tạm được\nRất hài lòng,2\n", encoding="utf-8")
    preview = taken(dossier, path)
    assert [one.heading for one in preview.columns] == ["Tiếp cận dịch vụ", "Kết quả"]
    assert len(forms_in(dossier)) == 2


def test_a_row_of_factors_over_the_headings_tells_whose_questions_they_are(dossier: Dossier, tmp_path: Path) -> None:
    rows = [["KẾT QUẢ DỊCH VỤ", "", "Góp ý, phản ánh"], ["Câu a", "Câu b", "Câu c"], [4, 5, 3]]
    taken(dossier, sheet(tmp_path / "a.xlsx", rows))
    asks = surveys.open_survey(dossier, surveys.read_surveys(dossier, YEAR)[0].guid).asks
    assert [(factor.name[:7], factor.questions) for factor in asks.factors] == [
        ("Kết quả", ("Câu a", "Câu b")),
        ("Tiếp nh", ("Câu c",)),
    ]
    assert forms_in(dossier)[0].answers == (4, 5, 3)


def test_sheets_with_the_same_headings_are_one_table(dossier: Dossier, tmp_path: Path) -> None:
    other = [["Ghi chú", "Nội dung"], ["a", "b"]]
    preview = taken(dossier, sheet(tmp_path / "a.xlsx", [HEADINGS, form(0)], [HEADINGS, form(1, "?!")], other))
    assert [one.answers[0] for one in forms_in(dossier)] == [4]
    assert [one.where for one in preview.left] == ["Trang 3", "Trang 3", "Phiếu không có câu trả lời nào"]


def test_a_file_of_another_wording_brings_its_own_questions(dossier: Dossier, tmp_path: Path) -> None:
    headings = ["STT", "Tiếp cận dịch vụ", "Thái độ của cán bộ", "Kết quả", "Số lần đến làm thủ tục", "Họ và tên"]
    rows = [[place, "Hài lòng", "Rất hài lòng", "Bình thường", 2, "Nguyễn Văn A"] for place in range(1, 4)]
    preview = taken(dossier, sheet(tmp_path / "a.xlsx", [headings, *rows]))
    assert preview.own_wording
    asks = surveys.open_survey(dossier, surveys.read_surveys(dossier, YEAR)[0].guid).asks
    assert [one.text for one in asks.questions] == ["Tiếp cận dịch vụ", "Thái độ của cán bộ", "Kết quả"]
    assert len(asks.factors) == 3
    assert [one.answers for one in forms_in(dossier)] == [(4, 5, 3)] * 3
    assert [one.heading for one in preview.columns if not one.what] == ["STT", headings[4], headings[5]]


def test_the_questions_of_a_survey_with_forms_are_never_replaced(dossier: Dossier, tmp_path: Path) -> None:
    survey = surveys.add_survey(dossier, year=YEAR).created("survey")[0]
    keep_form(dossier, survey_guid=survey, number=1, answers=(4,) * COUNT)
    path = sheet(tmp_path / "a.xlsx", [["Tiếp cận dịch vụ", "Kết quả"], [4, 5]])
    with pytest.raises(UserError, match="Không cột nào"):
        seen(dossier, path, own_wording=True)
    assert surveys.open_survey(dossier, survey).asks == ASKS


def test_the_officer_says_what_a_column_is(dossier: Dossier, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [[*GRID, "Cảm nhận chung"], [*([4] * COUNT), 5]])
    chosen = {0: NOT_TAKEN, COUNT: Taken(Meaning.QUESTION, 0)}
    taken(dossier, path, own_wording=False, chosen=chosen)
    assert forms_in(dossier)[0].answers == (5, *((4,) * (COUNT - 1)))


def test_a_csv_is_read_as_a_workbook_is(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    answers = ",".join(["4 - Hài lòng"] * COUNT)
    heads = ",".join(f'"{one}"' for one in ["Dấu thời gian", *GRID])
    path.write_text(f"{heads}\n2026/07/01 8:00:00 SA GMT+7,{answers}\n", encoding="utf-8")
    taken(dossier, path)
    assert forms_in(dossier)[0].answers == (4,) * COUNT
    same = sheet(tmp_path / "a.xlsx", [["Dấu thời gian", *GRID], [BEGUN, *(["4 - Hài lòng"] * COUNT)]])
    assert taken(dossier, same).already == 1


def test_what_holds_no_answers_is_refused_and_nothing_is_left_behind(dossier: Dossier, tmp_path: Path) -> None:
    for rows in ([["Tên", "Nơi ở"], ["An", "Thôn 1"]], [["STT", "Tên"], [1, "An"], [2, "Bình"]]):
        with pytest.raises(UserError, match="không có bảng câu trả lời"):
            seen(dossier, sheet(tmp_path / "a.xlsx", rows))
    assert surveys.read_surveys(dossier, YEAR) == ()


def test_taking_in_is_one_step_back(dossier: Dossier, tmp_path: Path) -> None:
    preview = seen(dossier, sheet(tmp_path / "a.xlsx", [HEADINGS, form(0), form(1)]))
    change = take_answers(dossier, preview=preview, year=YEAR)
    assert len(forms_in(dossier)) == 2
    changes.undo(dossier, change)
    assert surveys.read_surveys(dossier, YEAR) == ()
