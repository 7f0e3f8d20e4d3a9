"""Which appendices go along with a report, and the rows they show."""

from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import papers
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.targets import add_targets
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.reporting.report_appendices import read_appendices, read_choice, set_appendices
from cchc_desktop.storage.changes import undo
from tests.services.helpers import content, with_plan

TODAY = date(2026, 3, 9)


def test_the_figures_go_along_until_something_else_is_chosen(tmp_path: Path) -> None:
    dossier, _plan, _guids = with_plan(tmp_path)
    guid = reports.create_report(dossier, period="2026-Q1").created("report")[0]
    assert read_choice(dossier, guid) == ("figures",)
    before = content(dossier)
    named = papers.read_paper(dossier, reports.read_report(dossier, guid).paper.guid).recipients
    change = set_appendices(dossier, report_guid=guid, chosen=("papers", "progress"))
    assert read_choice(dossier, guid) == ("progress", "papers")
    none = set_appendices(dossier, report_guid=guid, chosen=())
    assert read_choice(dossier, guid) == ()
    assert papers.read_paper(dossier, reports.read_report(dossier, guid).paper.guid).recipients == named
    undo(dossier, none)
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


def test_tasks_stand_as_of_the_day_and_papers_are_those_of_the_period(tmp_path: Path) -> None:
    dossier, _plan, guids = with_plan(tmp_path)
    guid = reports.create_report(dossier, period="2026-Q1").created("report")[0]
    later = reports.create_report(dossier, period="2026-H1").created("report")[0]
    for report, number, day in ((guid, "31", date(2026, 3, 10)), (later, "68", date(2026, 6, 9))):
        paper = reports.read_report(dossier, report).paper.guid
        papers.set_paper(dossier, paper_guid=paper, number=number, issued_on=day)
    set_appendices(dossier, report_guid=later, chosen=("progress", "papers"))
    along = read_appendices(dossier, later, TODAY)
    assert along.as_of == date(2026, 6, 9)  # the day of issue
    assert [row.number for row in along.papers] == ["31"]  # not the report itself
    (plan,) = along.plans
    assert [fact.row.guid for fact in plan.tasks] == guids
    assert plan.tasks[0].standing == "late"
    tasks.set_tracking(dossier, task_guid=guids[0], status="done")
    assert read_appendices(dossier, later, TODAY).plans[0].tasks[0].standing == "done"
    set_appendices(dossier, report_guid=later, chosen=("figures",))
    assert read_appendices(dossier, later, TODAY).plans == ()
    dossier.close()


def test_the_exported_report_has_what_was_chosen(tmp_path: Path) -> None:
    dossier, plan, _guids = with_plan(tmp_path)
    add_targets(dossier, plan_guid=plan, texts=("Hồ sơ đúng hạn tối thiểu 99%",))
    guid = reports.create_report(dossier, period="2026-Q1").created("report")[0]
    set_appendices(dossier, report_guid=guid, chosen=("progress",))
    document = compose(dossier, Printout.REPORT, Wish(2026, period="2026-Q1", as_of=TODAY))
    assert [part.page for part in document.parts] == ["portrait", "landscape"]
    assert "ĐẾN NGÀY 09/3/2026" in str(document.parts[1])
    set_appendices(dossier, report_guid=guid, chosen=("targets",))
    document = compose(dossier, Printout.REPORT, Wish(2026, period="2026-Q1", as_of=TODAY))
    assert [table.rows[0].cells[1].text for table in document.tables()] == ["Hồ sơ đúng hạn tối thiểu 99%"]
    reports.set_report_status(dossier, report_guid=guid, status="sent", sent_on=TODAY)
    with pytest.raises(UserError):
        set_appendices(dossier, report_guid=guid, chosen=())
    dossier.close()
