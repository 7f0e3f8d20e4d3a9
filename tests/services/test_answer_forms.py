"""An answer is kept as it is written, whatever becomes of the window; what it cannot say is refused with the reason."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.wording import mail_text
from cchc_desktop.exchange.package_format import FORMAT, VERSION, Manifest, PackageData, PackageInfo
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.services.exchange.answer_forms import AnswerForm, Appraised, answer_lines, keep_answer, read_answer
from cchc_desktop.services.exchange.answers import answer_name, appraisal_problem, return_package
from cchc_desktop.services.exchange.log import subject_of
from tests.exchange.test_row_json import CRITERION, DATA, INDEX, REPORT, TASK, guid

SHA256 = "0af9" * 16
MANIFEST = Manifest(
    FORMAT,
    VERSION,
    "",
    datetime(2026, 9, 8),
    guid(90),
    DATA.office.guid,
    DATA.office.name,
    "UBND tỉnh",
    2026,
    "",
    "",
    (),
)
INFO = PackageInfo(Path("Gói.cchcgoi"), 1, SHA256, MANIFEST)
FORM = AnswerForm(
    "Sở Nội vụ",
    "Hai điểm cần sửa",
    {guid(15): "Nêu rõ số liệu.\nĐối chiếu lại.", guid(1): "Ghi sản phẩm"},
    {guid(13): ""},
    {(guid(11), 1): Appraised(Decimal("1.125"), "Chưa đủ"), (guid(11), 2): Appraised(None, "Chờ bổ sung")},
    {guid(14): "Chưa trả lại"},
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "home"))


def test_what_is_written_is_there_again() -> None:
    assert read_answer(SHA256) == AnswerForm() and not read_answer(SHA256)
    keep_answer(SHA256, FORM)
    assert read_answer(SHA256) == FORM
    keep_answer(SHA256, AnswerForm("Sở Nội vụ"))
    assert read_answer(SHA256) == AnswerForm("Sở Nội vụ")


@pytest.mark.parametrize("kept", ["{", "[]", '{"author": "A"}'])
def test_what_cannot_be_read_is_put_aside_and_not_written_over(kept: str) -> None:
    keep_answer(SHA256, FORM)
    (path,) = (paths.home() / "answers").iterdir()
    path.write_text(kept, encoding="utf-8")
    assert read_answer(SHA256) == AnswerForm()
    keep_answer(SHA256, FORM)
    assert read_answer(SHA256) == FORM
    assert path.with_suffix(".unread").read_text(encoding="utf-8") == kept


def test_a_drive_that_takes_nothing_is_said() -> None:
    paths.home().mkdir()
    (paths.home() / "answers").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="chưa lưu được"):
        keep_answer(SHA256, FORM)


def test_the_lines_of_a_package_stand_under_their_papers() -> None:
    lines = {line.guid: line for line in answer_lines(DATA)}
    item, task, criterion = lines[guid(15)], lines[TASK.guid], lines[CRITERION.guid]
    assert (item.table, item.above, item.title) == ("report_item", REPORT.report.guid, "I. Chỉ đạo")
    assert item.text == "- Đã họp hai lần", "without the marks of its markup"
    assert (task.table, task.above) == ("task", TASK.group_guid) and task.title == "I.1.1 Rà soát văn bản\nnăm 2026"
    assert "trước ngày 12/9" in task.text and "Kết quả: Đã xong" in task.text
    assert (criterion.above, criterion.is_scored) == (INDEX.guid, True)
    assert not lines[guid(2)].table, "a group of tasks is a heading alone"


def test_points_are_held_against_the_criterion() -> None:
    parent = replace(CRITERION, is_leaf=False)
    penalty = replace(CRITERION, bonus=True)
    assert appraisal_problem(CRITERION, Decimal("1.5")) == appraisal_problem(CRITERION, None) == ""
    assert appraisal_problem(penalty, Decimal(-1)) == "" and appraisal_problem(parent, None) == ""
    assert "từ 0" in appraisal_problem(CRITERION, Decimal("1.51"))
    assert "từ 0" in appraisal_problem(CRITERION, Decimal("-0.5"))
    assert "tổng" in appraisal_problem(parent, Decimal(1))


def answered(form: AnswerForm, folder: Path) -> tuple[PackageInfo, PackageData]:
    out = folder / answer_name(INFO)
    for _step in return_package(INFO, DATA, form=form.told(), out=out):
        pass
    return read_package(out)


def test_a_form_becomes_the_package_that_answers(tmp_path: Path) -> None:
    reasoned = replace(FORM, returned={guid(13): "Sửa rồi gửi lại."})
    info, data = answered(reasoned, tmp_path)
    assert info.manifest.answers == INFO.sha256 and info.path.name.startswith("Tra-loi-")
    assert {one.owner_guid: one.text for one in data.remarks} == FORM.remarks
    assert [(one.round, one.score, one.comment) for one in data.appraisals] == [
        (1, Decimal("1.125"), "Chưa đủ"),
        (2, None, "Chờ bổ sung"),
    ]
    assert [one.text for one in data.returned] == ["Sửa rồi gửi lại."]
    assert (subject_of(INFO), subject_of(info)) == ("CCHC năm 2026", "Trả lời: CCHC năm 2026")
    letter = mail_text(info, replace(DATA.office, name="Sở Nội vụ"), receiver=DATA.office.name)[1]
    assert letter.startswith(f"Kính gửi: {DATA.office.name}\n")
    assert "gồm 2 ý kiến, 2 điểm thẩm định và 1 báo cáo trả lại." in letter
    assert mail_text(info, DATA.office)[1].startswith("Kính gửi: Quý cơ quan\n"), "an answer does not go up"
    with pytest.raises(UserError, match="từ 0"):
        answered(AnswerForm(appraised={(guid(11), 1): Appraised(Decimal(2))}), tmp_path)
    with pytest.raises(UserError):
        answered(FORM, tmp_path)  # a report goes back without a reason


WRONG = {
    "vòng": {"appraisals": [{"guid": guid(11), "round": True, "score": "0.5"}]},
    "không phải là điểm": {"appraisals": [{"guid": guid(11), "score": "0.12345"}]},
    "“0,5,1” không phải": {"appraisals": [{"guid": guid(11), "score": "0,5,1"}]},
    "nhận xét nào": {"appraisals": [{"guid": guid(11), "round": 2}]},
    "hai lần": {"appraisals": [{"guid": guid(11), "score": "0.5"}, {"guid": guid(11), "round": 1, "comment": "a"}]},
    "hai lần.": {"returned": [{"guid": guid(13), "text": "a"}, {"guid": guid(13), "text": "b"}]},
    "“text” phải là": {"remarks": [{"guid": guid(15), "text": 5}]},
    "“note” phải là": {"note": ["a"], "remarks": [{"guid": guid(15), "text": "a"}]},
    "ai trả lời": {"author": "a" * 501, "remarks": [{"guid": guid(15), "text": "a"}]},
    "“I.1.1”": {"remarks": [{"kind": "task", "name": "I.1.1", "text": "a"}]},
}


@pytest.mark.parametrize("said", WRONG)
def test_a_form_that_says_nothing_or_two_things_is_refused_with_its_reason(said: str, tmp_path: Path) -> None:
    """A number that two plans have names no task."""
    (plan,) = DATA.plans
    twin = replace(TASK, guid=guid(71))
    both = replace(DATA, plans=(plan, replace(plan, plan=replace(plan.plan, guid=guid(70)), tasks=(twin,))))
    with pytest.raises(UserError) as told:
        for _step in return_package(INFO, both, form=WRONG[said], out=tmp_path / "ve.cchcgoi"):
            pass
    assert said.rstrip(".") in str(told.value) and not list(tmp_path.iterdir())


def test_points_with_a_comma_are_points(tmp_path: Path) -> None:
    out = tmp_path / "ve.cchcgoi"
    for _step in return_package(INFO, DATA, form={"appraisals": [{"guid": guid(11), "score": "0,50"}]}, out=out):
        pass
    assert [one.score for one in read_package(out)[1].appraisals] == [Decimal("0.5")]
