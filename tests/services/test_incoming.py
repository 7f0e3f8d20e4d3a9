"""The register of incoming papers: numbers, files, tasks, deadlines, what is said twice, and its printed form."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageContent
from cchc_desktop.models.incoming_rows import IncomingFacts
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services import years
from cchc_desktop.services.evidence import add_evidence
from cchc_desktop.services.exchange.packing import _PAPERS
from cchc_desktop.services.exports import expand, export
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.calendar import export_ics, read_due
from cchc_desktop.services.overviews import read_overview
from cchc_desktop.services.papers.incoming import (
    KeptFile,
    add_incoming,
    add_incoming_files,
    incoming_bytes,
    incoming_of_task,
    incoming_years,
    link_tasks,
    next_arrival_number,
    read_incoming,
    read_one_incoming,
    remove_incoming,
    remove_incoming_file,
    same_papers,
    set_done,
    set_incoming,
)
from cchc_desktop.services.papers.plans import remove_plan
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan

DAY = date(YEAR, 9, 1)
LETTER = IncomingFacts(
    "Hướng dẫn báo cáo quý III", DAY, issuer="Sở Nội vụ", number="115/SNV-CCHC", issued_on=date(YEAR, 8, 28),
    kind="Công văn", receiver="Văn phòng", due_on=date(YEAR, 9, 15),
)  # fmt: skip
PDF = KeptFile("115-SNV-CCHC.pdf", b"%PDF-1.7 cong van")
Made = tuple[Dossier, str, list[str]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    dossier, plan, guids = with_plan(tmp_path)
    yield dossier, plan, guids
    dossier.close()


def added(dossier: Dossier, facts: IncomingFacts = LETTER, **more: object) -> str:
    return add_incoming(dossier, facts=facts, **more).created("incoming_paper")[0]  # type: ignore[arg-type]


def test_numbers_go_on_by_the_year_of_arrival_and_never_meet(made: Made) -> None:
    dossier, *_ = made
    added(dossier)
    added(dossier, replace(LETTER, arrival_number="7", subject="Hai"))
    added(dossier, replace(LETTER, arrived_on=date(YEAR + 1, 1, 4), subject="Năm sau"))
    assert [row.facts.arrival_number for row in read_incoming(dossier, YEAR)] == ["01", "07"]
    assert [row.facts.arrival_number for row in read_incoming(dossier, YEAR + 1)] == ["01"]
    assert (next_arrival_number(dossier, YEAR), incoming_years(dossier)) == ("08", (YEAR, YEAR + 1))
    with pytest.raises(UserError, match="07"):
        added(dossier, replace(LETTER, arrival_number=" 007 "))
    with pytest.raises(UserError, match="số đến"):
        added(dossier, replace(LETTER, arrival_number="bảy"))
    with pytest.raises(UserError):
        added(dossier, replace(LETTER, subject=" \n"))
    guid = read_incoming(dossier, YEAR)[1].guid
    with pytest.raises(UserError, match="01"):  # moved into the year in which its number is another's
        set_incoming(
            dossier, incoming_guid=guid, facts=replace(LETTER, arrival_number="01", arrived_on=date(YEAR + 1, 2, 1))
        )
    assert len(read_incoming(dossier, YEAR)) == 2
    set_incoming(dossier, incoming_guid=guid, facts=replace(LETTER, arrived_on=date(YEAR + 1, 2, 1)))
    assert read_one_incoming(dossier, guid).facts.arrival_number == "02"


def test_files_are_kept_once_come_back_whole_and_go_with_the_line_unless_something_else_needs_them(
    made: Made, tmp_path: Path
) -> None:
    dossier, _plan, guids = made
    guid = added(dossier, files=[PDF, KeptFile("ban sao.pdf", PDF.data)])
    add_incoming_files(dossier, incoming_guid=guid, files=[KeptFile("Phụ lục.xlsx", b"PK\3\4"), PDF])
    files = read_one_incoming(dossier, guid).files
    assert [(file.file_name, file.size) for file in files] == [(PDF.name, len(PDF.data)), ("Phụ lục.xlsx", 4)]
    assert incoming_bytes(dossier, files[0].guid) == PDF
    (tmp_path / "x.pdf").write_bytes(PDF.data)
    add_evidence(dossier, owner_guid=guids[0], path=tmp_path / "x.pdf")
    gone = remove_incoming_file(dossier, file_guid=files[1].guid)
    removed = remove_incoming(dossier, incoming_guid=guid)
    assert kept(dossier) == [PDF.data] and read_incoming(dossier, YEAR) == ()
    undo(dossier, removed)
    undo(dossier, gone)
    assert incoming_bytes(dossier, files[1].guid).data == b"PK\3\4"
    assert read_one_incoming(dossier, guid).files == files


def kept(dossier: Dossier) -> list[bytes]:
    with dossier.raw_connection() as plain:
        return [row[0] for row in plain.execute("SELECT data FROM stored_file")]


def test_a_task_shows_the_paper_that_assigned_it_and_the_paper_its_tasks(made: Made) -> None:
    dossier, plan, guids = made
    guid = added(dossier, task_guids=[guids[0]])
    link_tasks(dossier, incoming_guid=guid, task_guids=[guids[2], guids[1]])
    assert [task.guid for task in read_one_incoming(dossier, guid).tasks] == [guids[1], guids[2]]
    assert read_one_incoming(dossier, guid).tasks[0].year == YEAR
    assert [row.guid for row in incoming_of_task(dossier, guids[1])] == [guid]
    assert incoming_of_task(dossier, guids[0]) == ()
    removed = tasks.remove_tasks(dossier, task_guids=[guids[1]])
    assert [task.guid for task in read_one_incoming(dossier, guid).tasks] == [guids[2]]
    undo(dossier, removed)
    assert [row.guid for row in incoming_of_task(dossier, guids[1])] == [guid]
    remove_plan(dossier, plan_guid=plan)
    assert read_one_incoming(dossier, guid).tasks == ()


def test_the_register_is_written_on_in_a_closed_year_but_its_tasks_are_not(made: Made) -> None:
    dossier, _plan, guids = made
    years.close_year(dossier, year=YEAR)
    guid = added(dossier)
    set_done(dossier, incoming_guid=guid, done_on=DAY)
    with pytest.raises(UserError):
        link_tasks(dossier, incoming_guid=guid, task_guids=[guids[0]])


def test_the_same_paper_is_known_by_its_bytes_or_by_number_day_and_issuer(made: Made) -> None:
    dossier, *_ = made
    guid = added(dossier, files=[PDF])
    sha256 = read_one_incoming(dossier, guid).files[0].sha256

    def found(facts: IncomingFacts, *hashes: str) -> list[str]:
        return [row.guid for row in same_papers(dossier, facts, hashes)]

    assert found(replace(LETTER, number="0115/snv-cchc", issuer="")) == [guid]
    assert found(replace(LETTER, issuer="Sở Tài chính")) == found(replace(LETTER, issued_on=DAY)) == []
    assert found(replace(LETTER, number="")) == [] and found(replace(LETTER, number=""), sha256) == [guid]


def test_an_open_deadline_is_due_in_the_overview_the_calendar_and_other_calendars(made: Made, tmp_path: Path) -> None:
    dossier, *_ = made
    guid = added(dossier)
    added(dossier, replace(LETTER, due_on=None))
    next_year = added(dossier, replace(LETTER, due_on=date(YEAR + 1, 1, 10)))
    today = date(YEAR, 9, 17)
    (due,) = [item for item in read_overview(dossier, YEAR, today).due if item.kind == "incoming"]
    assert (due.guid, due.title, due.last, due.days) == (guid, LETTER.subject, LETTER.due_on, -2)
    assert "115/SNV-CCHC" in due.note and "01" in due.note and "Sở Nội vụ" in due.note
    rows = [row for row in read_due(dossier, YEAR, today) if row.kind == "incoming"]
    assert [(row.guid, row.urgency) for row in rows] == [(guid, "late"), (next_year, "none")]
    assert [row.guid for row in read_due(dossier, YEAR + 1, today) if row.kind == "incoming"] == [next_year]
    export_ics(dossier, year=YEAR, path=tmp_path / "a.ics", today=today)
    assert guid in (tmp_path / "a.ics").read_text("utf-8").replace("\r\n ", "")
    set_done(dossier, incoming_guid=guid, done_on=today)
    assert not [item for item in read_overview(dossier, YEAR, today).due if item.kind == "incoming"]
    assert [row.met for row in read_due(dossier, YEAR, today) if row.guid == guid] == [True]


def test_the_register_is_printed_as_the_decree_lays_it_out_and_stays_out_of_packages(
    made: Made, tmp_path: Path
) -> None:
    dossier, *_ = made
    assert Printout.INCOMING not in expand(dossier, Wish(YEAR), ["all"])
    added(dossier, replace(LETTER, note="Bản giấy"))
    list(export(dossier, Wish(YEAR), what=["incoming"], formats=["docx", "xlsx"], out=tmp_path))
    text = zipfile.ZipFile(tmp_path / f"So-van-ban-den-{YEAR}.docx").read("word/document.xml").decode()
    for words in ("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Thời hạn giải quyết", "Công văn hướng dẫn báo cáo quý III", "15/9/2026"):
        assert words in text.replace("\xa0", " ").replace("15/09", "15/9"), words
    assert (tmp_path / f"So-van-ban-den-{YEAR}.xlsx").exists()
    assert Printout.INCOMING in expand(dossier, Wish(YEAR), ["all"])
    assert all(Printout.INCOMING not in _PAPERS[content] for content in PackageContent)
