"""The window of surveys: paper forms typed by the keyboard and kept, typed twice, taken in from files, counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from cchc_desktop.services.scoring.survey_forms import SECOND, read_forms
from cchc_desktop.services.scoring.survey_import import preview_import, read_file
from cchc_desktop.services.scoring.surveys import add_survey, open_survey, read_surveys, usual_questionnaire
from cchc_desktop.ui.dialogs.survey.dialog import SurveyDialog
from cchc_desktop.ui.dialogs.survey.importing import ImportAnswersDialog
from cchc_desktop.ui.workspace import Workspace

ASKS = usual_questionnaire()
COUNT = len(ASKS.questions)
ENTER, BACK, ESC = Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Escape


@pytest.fixture
def owner(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, owner: QMainWindow) -> Iterator[SurveyDialog]:
    workspace.run(add_survey, year=2026)
    made = SurveyDialog(workspace, owner)
    made.lives_on = True
    made.show()
    made.pages.setCurrentWidget(made.entry)
    yield made
    made.hide()


def kept(dialog: SurveyDialog, entry: int = 1) -> list[tuple[int, str]]:
    """Each form with its answers as they were typed, a point for none."""
    dossier = dialog._workspace.dossier
    assert dossier is not None
    guid = read_surveys(dossier, 2026)[-1].guid
    forms = read_forms(dossier, guid, entry)
    return [(form.number, "".join(str(step or ".") for step in form.answers)) for form in forms]


def typed(dialog: SurveyDialog, keys: str) -> None:
    QTest.keyClicks(dialog.entry.view, keys)


def test_digits_lead_on_and_enter_keeps_the_form_and_begins_the_next(dialog: SurveyDialog) -> None:
    typed(dialog, "54" + "4" * (COUNT - 2))
    QTest.keyClick(dialog.entry.view, ENTER)
    typed(dialog, "1 0")
    QTest.keyClick(dialog.entry.view, BACK)
    typed(dialog, "3")
    QTest.keyClick(dialog.entry.view, ENTER)
    assert kept(dialog) == [(1, "54" + "4" * (COUNT - 2)), (2, "1.3" + "." * (COUNT - 3))]
    row = dialog.entry.model.row(dialog.entry.view.currentIndex().row())
    assert row is not None and (row.guid, row.number) == ("", 3)
    assert dialog.entry.view.currentIndex().column() == 1


@pytest.mark.parametrize("key", ["6", "9", "a", "%"])
def test_a_wrong_key_is_refused_with_a_word_and_goes_nowhere(dialog: SurveyDialog, key: str) -> None:
    typed(dialog, "5" + key)
    assert f"{key}" in dialog.entry.said.text() and dialog.entry.said.text().endswith(".")
    assert dialog.entry.view.currentIndex().column() == 2
    typed(dialog, "4")
    assert dialog.entry.said.text() == ""
    QTest.keyClick(dialog.entry.view, ENTER)
    assert kept(dialog)[0][1].startswith("54.")


def test_nothing_that_was_begun_is_lost_on_escape(dialog: SurveyDialog) -> None:
    typed(dialog, "523")
    QTest.keyClick(dialog, ESC)
    assert not dialog.isVisible()
    assert kept(dialog) == [(1, "523" + "." * (COUNT - 3))]


def test_what_was_begun_is_kept_at_a_pause_and_goes_on_where_it_was(qtbot: QtBot, dialog: SurveyDialog) -> None:
    dialog.entry._pause.setInterval(1)
    typed(dialog, "52")
    qtbot.waitUntil(lambda: kept(dialog) == [(1, "52" + "." * (COUNT - 2))])
    typed(dialog, "1")
    QTest.keyClick(dialog.entry.view, ENTER)
    assert kept(dialog) == [(1, "521" + "." * (COUNT - 3))]


def test_an_empty_form_is_not_kept_and_a_number_is_gone_to(dialog: SurveyDialog) -> None:
    QTest.keyClick(dialog.entry.view, ENTER)
    assert "chưa có câu trả lời" in dialog.entry.said.text() and kept(dialog) == []
    QTest.keyClicks(dialog.entry.go_to, "40")
    QTest.keyClick(dialog.entry.go_to, ENTER)
    typed(dialog, "4")
    QTest.keyClick(dialog.entry.view, ENTER)
    assert [number for number, _answers in kept(dialog)] == [40]
    typed(dialog, "2")
    QTest.keyClicks(dialog.entry.go_to, "40")
    QTest.keyClick(dialog.entry.go_to, ENTER)
    typed(dialog, "5")
    QTest.keyClick(dialog.entry.view, ENTER)
    assert [(number, answers[0]) for number, answers in kept(dialog)] == [(40, "5"), (41, "2")]


def test_a_form_is_removed_and_ctrl_z_brings_it_back(dialog: SurveyDialog) -> None:
    for digit in "45":
        typed(dialog, digit)
        QTest.keyClick(dialog.entry.view, ENTER)
    before = kept(dialog)
    dialog.entry.view.go(0)
    dialog.entry.remove.click()
    assert kept(dialog) == before[1:]
    assert dialog.entry.model.place_of(1) == -1
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kept(dialog) == before
    assert [dialog.entry.model.place_of(number) for number in (1, 2)] == [0, 1]


def test_the_respondent_is_typed_by_digits_and_in_words(dialog: SurveyDialog) -> None:
    typed(dialog, "4" * COUNT + "12")
    words = dict(dialog.entry.free)["Ý kiến khác"]
    words.setFocus()
    QTest.keyClicks(words, "Can them ghe")
    QTest.keyClick(words, ENTER)
    dossier = dialog._workspace.dossier
    assert dossier is not None
    (form,) = read_forms(dossier, read_surveys(dossier, 2026)[-1].guid)
    assert form.told == {ASKS.respondent[0].question: "Cá nhân", "Giới tính": "Nữ", "Ý kiến khác": "Can them ghe"}
    assert words.text() == ""


def test_a_second_typing_is_compared_and_settled_by_a_digit(dialog: SurveyDialog) -> None:
    for number, digits in (("3", "45"), ("8", "33")):
        QTest.keyClicks(dialog.entry.go_to, number)
        QTest.keyClick(dialog.entry.go_to, ENTER)
        typed(dialog, digits)
        QTest.keyClick(dialog.entry.view, ENTER)
    dialog.entry.typing.setCurrentIndex(1)
    for digits in ("41", "33"):
        typed(dialog, digits)
        QTest.keyClick(dialog.entry.view, ENTER)
    assert [number for number, _answers in kept(dialog, SECOND)] == [3, 8]
    dialog.pages.setCurrentWidget(dialog.compare)
    table = dialog.compare.table
    shown = [table.item(0, column).text() for column in range(4)]  # type: ignore[union-attr]
    assert shown[0] == "3" and shown[1].startswith("1.2.") and shown[2:] == ["5 Rất hài lòng", "1 Rất không hài lòng"]
    QTest.keyClicks(table, "2")
    assert (kept(dialog)[0][1][:2], kept(dialog, SECOND)[0][1][:2]) == ("42", "42")
    dialog._count_soon.timeout.emit()
    assert table.rowCount() == 0 and "giống nhau" in dialog.compare.summary.text()


def test_the_sample_is_shown_as_the_clients_are_typed_and_the_result_says_whether_it_counts(
    dialog: SurveyDialog,
) -> None:
    dialog.pages.setCurrentWidget(dialog.settings)
    dialog.settings.population.setFocus()
    dialog.settings.population.selectAll()
    QTest.keyClicks(dialog.settings.population, "1000")
    assert dialog.settings.needed.text().startswith("Cần 286 phiếu")
    dialog.settings.error.setText("10")
    assert dialog.settings.needed.text().startswith("Cần 100 phiếu")
    assert "= 91 với N = 1.000" in dialog.settings.how.text() and "10%" in dialog.settings.how.text()
    dialog.pages.setCurrentWidget(dialog.entry)
    assert open_survey(dialog._workspace.dossier, dialog._rows[0].guid).row.population == 1000  # type: ignore[arg-type]
    typed(dialog, "4")
    QTest.keyClick(dialog.entry.view, ENTER)
    dialog.pages.setCurrentWidget(dialog.results)
    assert dialog.results.summary.text().startswith("Hài lòng 100%")
    assert "0,1% của 1.000 khách hàng" in dialog.results.counts.text()
    assert dialog.results.table.rowCount() == 1 + len(ASKS.factors) + COUNT


def test_questions_are_worded_anew_and_the_form_is_typed_by_them(dialog: SurveyDialog) -> None:
    typed(dialog, "54")
    dialog.pages.setCurrentWidget(dialog.questions)
    rows = dialog.questions.list.table
    rows.item(0, 0).setText("Chỗ ngồi, lời của tỉnh")  # type: ignore[union-attr]
    dialog.questions.list.move_row(1)
    dialog.pages.setCurrentWidget(dialog.entry)
    asks = dialog._survey.asks  # type: ignore[union-attr]
    assert "Chỗ ngồi, lời của tỉnh" in asks.factors[0].questions
    assert dialog.entry.model.words(1 + asks.factors[0].questions.index("Chỗ ngồi, lời của tỉnh"))[5:] in str(asks)
    assert sorted(kept(dialog)[0][1][:2]) == ["4", "5"]


def test_answers_of_a_file_are_looked_at_before_they_are_taken(
    dialog: SurveyDialog, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "phieu.csv"
    path.write_text(
        "Tiếp cận dịch vụ,Kết quả,Biển số\nHài lòng,tạm được,49\nRất hài lòng,Hài lòng,50\n", encoding="utf-8"
    )
    file = read_file(path)
    assert workspace.dossier is not None
    guid = dialog._rows[0].guid
    asked = ImportAnswersDialog(workspace, file, preview_import(workspace.dossier, file, guid), dialog)
    asked.show()
    shown = [asked.columns.item(row, 2).text() for row in range(3)]  # type: ignore[union-attr]
    assert shown == ["1.1. Tiếp cận dịch vụ", "2.1. Kết quả", "không lấy"]
    assert asked.doubts.item(0, 0).text() == "B2" and asked.own.isChecked()  # type: ignore[union-attr]
    asked.columns.setCurrentCell(1, 0)
    asked.meaning.setCurrentIndex(0)
    asked.meaning.activated.emit(0)
    assert asked.columns.item(1, 2).text() == "không lấy"  # type: ignore[union-attr]
    assert kept(dialog) == []
    asked.take.click()
    assert not asked.isVisible() and [answers for _number, answers in kept(dialog)] == ["4.", "5."]
    assert dialog.entry.model.rowCount() == 3
    workspace.undo()
    assert kept(dialog) == [] and dialog._survey.asks == ASKS  # type: ignore[union-attr]


def test_without_a_survey_there_is_a_way_to_one(qtbot: QtBot, workspace: Workspace, owner: QMainWindow) -> None:
    made = SurveyDialog(workspace, owner)
    made.show()
    assert made.hint.isVisible() and not made.pages.isEnabled()
    made.begin.click()
    assert made.pages.isEnabled() and not made.hint.isVisible()
    made.drop.click()
    assert not made.pages.isEnabled()
    workspace.undo()
    assert made.pages.isEnabled()
    made.hide()


def test_who_types_without_a_stop_has_all_but_the_last_second_kept(qtbot: QtBot, dialog: SurveyDialog) -> None:
    typed(dialog, "54")
    qtbot.wait(dialog.entry._pause.interval() * 3 // 5)
    typed(dialog, "3")
    qtbot.waitUntil(lambda: bool(kept(dialog)), timeout=dialog.entry._pause.interval() * 3 // 5)
    assert kept(dialog)[0][1].startswith("543")


def test_each_digit_settles_the_next_difference(dialog: SurveyDialog) -> None:
    typed(dialog, "4" * COUNT)
    QTest.keyClick(dialog.entry.view, ENTER)
    dialog.entry.typing.setCurrentIndex(dialog.entry.typing.findData(SECOND))
    typed(dialog, "55" + "4" * (COUNT - 2))
    QTest.keyClick(dialog.entry.view, ENTER)
    dialog.pages.setCurrentWidget(dialog.compare)
    QTest.keyClicks(dialog.compare.table, "32")
    assert kept(dialog)[0][1].startswith("324")
