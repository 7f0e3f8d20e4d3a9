"""Units whose part has not come are reminded: a letter to them, or words for a message."""

from datetime import date, datetime
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.part_rows import ContributionRow, PartStatus
from cchc_desktop.services.exchange.reminders import reminder_letter, reminder_text
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage.changes import undo
from tests.services.helpers import YEAR, content, new_dossier


def asked(unit: str, due_on: date | None) -> ContributionRow:
    moment = datetime(YEAR, 3, 1)
    return ContributionRow(unit, 1, "", None, unit, moment, due_on, None, "", "", PartStatus.ASKED)


def test_the_letter_names_the_units_the_report_and_the_last_day(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    report = reports.create_report(dossier, period=f"{YEAR}-Q1").created("report")[0]
    before = content(dossier)
    units = [asked("Phòng Kinh tế", date(YEAR, 3, 9)), asked("Công an xã", date(YEAR, 3, 12)), asked("Trạm Y tế", None)]
    change = reminder_letter(dossier, report_guid=report, contributions=units)
    view = plans.read_plan(dossier, change.created("plan")[0])
    assert view.paper.addressees == ("Phòng Kinh tế", "Công an xã", "Trạm Y tế")
    assert view.paper.subject == f"đôn đốc phần báo cáo cải cách hành chính\nquý I năm {YEAR}"
    assert view.sections[0].body.startswith(f"Hoàn thành phần báo cáo quý I năm {YEAR} theo tệp")
    assert f"chậm nhất ngày 12/3/{YEAR}" in view.sections[0].body.replace("/03/", "/3/")
    undo(dossier, change)
    assert content(dossier) == before
    with pytest.raises(UserError, match="đủ"):
        reminder_letter(dossier, report_guid=report, contributions=())
    dossier.close()


def test_words_for_a_message() -> None:
    told = reminder_text(f"{YEAR}-Q1", [asked("Phòng Kinh tế", None), asked("Công an xã", None)])
    assert told.startswith("Kính gửi: Phòng Kinh tế; Công an xã. ") and f"quý I năm {YEAR}" in told
    assert told.endswith("trong thời gian sớm nhất.")
