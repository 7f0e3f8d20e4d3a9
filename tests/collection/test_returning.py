"""Packages down: what was said of papers goes back to each office once, and a commune takes its own in."""

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from cchc_desktop.collection import expected, tables
from cchc_desktop.collection.expected import ExpectedPaper
from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.outgoing import OutgoingState, read_outgoing, take_receipts, withdraw
from cchc_desktop.collection.returning import ReturnLine, Wish, return_all
from cchc_desktop.collection.store import Collection
from cchc_desktop.commands import main
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageContent, PackageKind
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.exchange.receipt_file import receipt_for, write_receipt
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services.exchange.answers import read_appraisals, read_remarks
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.merging import MergeState
from cchc_desktop.services.exchange.previewing import preview
from cchc_desktop.services.exchange.receiving import keep_made, receive
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.sample import create_sample
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.dossier import Dossier
from tests.collection.conftest import WHOSE
from tests.collection.small import Commune
from tests.services.packed import packed

YEAR, INDEX = 2026, "PAR_INDEX_COMMUNE"
AT = datetime(2026, 12, 20, 9)


def bring(collection: Collection, *paths: Path) -> None:
    for _step in take_in(collection, paths, by="Bình", new_offices=True, now=AT):
        pass


def done(collection: Collection, out: Path, wish: Wish | None = None) -> tuple[ReturnLine, ...]:
    steps = return_all(collection, YEAR, out=out, wish=wish, now=AT)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            lines: tuple[ReturnLine, ...] = end.value
            return lines


def current(collection: Collection, kind: str, office_id: int = 1) -> int:
    one = tables.submission.c
    with collection.reading() as connection:
        chosen = select(one.id).where(one.office_id == office_id, one.kind == kind, one.is_current)
        return int(connection.execute(chosen).scalars().first() or 0)


def give(collection: Collection, code: str, score: str | None, office_id: int = 1, **more: object) -> None:
    values = {"round": "1", "number": 1, "comment": "", "assessed": True, **more}
    told = {"office_id": office_id, "year": YEAR, "index_code": INDEX, "code": code, "by": "Chị Hoa", "at": AT}
    points = None if score is None else Decimal(score)
    with collection.changing() as connection:
        connection.execute(insert(tables.appraisal).values(**told, **values, is_latest=True, score=points))


def say(collection: Collection, submission: int, kind: str, guid: str, text: str, office_id: int = 1) -> None:
    told = {"office_id": office_id, "year": YEAR, "submission_id": submission, "owner_kind": kind, "owner_guid": guid}
    with collection.changing() as connection:
        connection.execute(insert(tables.remark).values(**told, guid=guid[::-1], text=text, author="Anh Bình", at=AT))


def send_back(collection: Collection, submission: int, text: str) -> None:
    told = {"office_id": 1, "year": YEAR, "submission_id": submission, "guid": "9" * 32}
    with collection.changing() as connection:
        connection.execute(insert(tables.returned).values(**told, text=text, by="Anh Bình", at=AT))


def test_a_commune_takes_in_what_was_said_of_two_of_its_packages(tmp_path: Path) -> None:
    """A report and a self-score that came apart are answered in one package; nothing of the commune's is touched."""
    commune = Dossier.open(create_sample(tmp_path), backup=False)
    report = next(row for row in reports.read_reports(commune, YEAR) if row.period == "2026-Q1")
    wishes = (
        PackageWish(YEAR, "2026-Q1", content=PackageContent.REPORT),
        PackageWish(YEAR, content=PackageContent.SCORE),
    )
    sent = [packed(commune, tmp_path / f"{number}.cchcgoi", wish) for number, wish in enumerate(wishes)]
    for info, data in sent:
        keep_made(commune, info=info, data=data)
    item = next(one for one in sent[0][1].reports[0].items if one.text)
    leaves = [row for row in sent[1][1].indices[0].criteria if row.is_leaf and row.score_guid]
    collection = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    bring(collection, *(info.path for info, _data in sent))
    say(collection, current(collection, "report"), "report_item", item.guid, "Bổ sung số liệu so với cùng kỳ")
    send_back(collection, current(collection, "report"), "Thiếu phụ lục số liệu")
    give(collection, leaves[0].code, "0.5", comment="Chưa đủ minh chứng")
    give(collection, leaves[1].code, None, assessed=False)
    give(collection, leaves[2].code, "1.25", round="2")
    give(collection, leaves[3].code, "0.75", round="final")

    (line,) = done(collection, tmp_path / "xuong")
    assert (line.points, line.remarks, line.returned, line.reason) == (4, 1, 1, "")
    assert line.path is not None
    info, data = read_package(line.path)
    assert (info.kind, info.manifest.to, info.short_hash) == (PackageKind.DOWN, commune.guid, line.check_code)
    seen = preview(commune, info, data)
    assert seen.of(MergeState.CONFLICT, MergeState.REFUSED, MergeState.REMOVED) == ()
    receive(commune, info=info, data=data, chosen=seen.proposed)

    points = {(row.code, row.round): row for row in read_appraisals(commune)}
    assert (points[leaves[0].code, 1].score, points[leaves[0].code, 1].comment) == (
        Decimal("0.5"),
        "Chưa đủ minh chứng",
    )
    assert (points[leaves[1].code, 1].score, points[leaves[1].code, 1].comment) == (None, "Không đánh giá.")
    assert points[leaves[2].code, 2].score == Decimal("1.25")
    (set_guid,) = (guid for guid, code, _title in indices.read_sets(commune, YEAR) if code == INDEX)
    settled = {row.code: row.final for row in indices.read_index(commune, set_guid).criteria}
    assert settled[leaves[3].code] == Decimal("0.75")
    (remark,) = read_remarks(commune, [item.guid])
    assert (remark.text, remark.owner_guid) == ("Bổ sung số liệu so với cùng kỳ", item.guid)
    (again,) = (row for row in reports.read_reports(commune, YEAR) if row.guid == report.guid)
    assert again.status == ReportStatus.DRAFTING

    give(collection, leaves[4].code, "0.25", round="final")  # of the self-score alone, when its answer is here already
    (line,) = done(collection, tmp_path / "xuong")
    assert line.path is not None
    seen = preview(commune, *read_package(line.path))
    assert seen.of(MergeState.CONFLICT, MergeState.REFUSED) == ()
    assert {(one.column, one.theirs) for one in seen.of(MergeState.CHANGED)} == {("final", Decimal("0.25"))}
    commune.close()
    collection.close()


def test_what_went_back_is_noted_and_not_sent_twice(collection: Collection, tmp_path: Path) -> None:
    first, second = Commune(1), Commune(2)
    bring(collection, first.save(tmp_path), second.save(tmp_path), Commune(3).save(tmp_path))
    give(collection, "1.1", "4.5")
    give(collection, "1.2", "2", office_id=2)
    give(collection, "9.9", "1", office_id=2)
    say(collection, current(collection, "plan", 2), "task", second.guid("t1"), "Chậm", office_id=2)
    lines = done(collection, tmp_path / "xuong")
    assert [(line.office_id, line.points, line.remarks) for line in lines] == [(1, 1, 0), (2, 1, 1)]
    assert lines[0].reason == ""
    assert "1" in lines[1].reason
    with collection.reading() as connection:
        kept = connection.execute(select(tables.outgoing).order_by(tables.outgoing.c.office_id)).all()
        assert [(row.office_id, row.state, row.file_name) for row in kept] == [
            (line.office_id, "made", line.path.name) for line in lines if line.path
        ]
        sent = connection.execute(select(tables.appraisal.c.code, tables.appraisal.c.sent_in)).tuples().all()
        assert dict(sent) == {"1.1": kept[0].id, "1.2": kept[1].id, "9.9": None}
    (left,) = done(collection, tmp_path / "xuong")
    assert (left.office_id, left.path) == (2, None)
    assert withdraw(collection, kept[0].id) == 1
    assert [line.office_id for line in done(collection, tmp_path / "lan-hai") if line.path] == [1]


def test_a_returned_paper_that_came_anew_does_not_go_back(collection: Collection, tmp_path: Path) -> None:
    bring(collection, Commune(1).save(tmp_path))
    send_back(collection, current(collection, "report"), "Thiếu phụ lục")
    bring(collection, Commune(1, version=2).save(tmp_path))
    with pytest.raises(UserError):
        done(collection, tmp_path)


def test_forms_and_deadlines_go_to_all_and_receipts_close_their_lines(tmp_path: Path) -> None:
    collection = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    superior = Dossier.open(create_sample(tmp_path), backup=False)
    given, _data = packed(superior, tmp_path / "giao.cchcgoi", PackageWish(YEAR, kind=PackageKind.DOWN))
    superior.close()
    bring(collection, Commune(1).save(tmp_path), Commune(2).save(tmp_path))
    due = ExpectedPaper(SubmissionKind.REPORT, "2026-H1", datetime(2026, 6, 10, 17))
    with collection.changing() as connection:
        expected.put(connection, YEAR, (due,))
    lines = done(collection, tmp_path / "xuong", Wish(given=given.path, deadlines=True, drafts=True))
    assert [line.office_id for line in lines] == [1, 2]
    for line in lines:
        assert line.path is not None
        info, data = read_package(line.path)
        (duty,) = (row for row in data.duties if row.receiver == WHOSE["office_name"])
        assert (duty.period, str(duty.due_on)) == ("2026-H1", "2026-06-11")
        assert data.outlines
        assert data.assigned
        assert data.plans == data.reports == ()
        write_receipt(tmp_path / f"{line.office_id}.cchcbn", receipt_for(info, line.office, AT))
    forged = replace(receipt_for(read_package(lines[0].path or tmp_path)[0], "", AT), receiver="UBND xã khác")
    write_receipt(tmp_path / "1.cchcbn", forged)
    assert "biên nhận" in take_receipts(collection, [tmp_path / "1.cchcbn"])[tmp_path / "1.cchcbn"].lower()
    assert take_receipts(collection, [tmp_path / "2.cchcbn"]) == {tmp_path / "2.cchcbn": ""}
    refused = take_receipts(collection, [given.path])
    assert refused[given.path] != ""
    states = {one.office_id: one.state for one in read_outgoing(collection, YEAR)}
    assert states == {1: OutgoingState.MADE, 2: OutgoingState.ACKNOWLEDGED}
    with pytest.raises(UserError):
        withdraw(collection, next(one.id for one in read_outgoing(collection, YEAR) if one.office_id == 2))
    collection.close()


def test_the_command_answers_all_offices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    collection = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    bring(collection, Commune(1).save(tmp_path), Commune(2).save(tmp_path))
    give(collection, "1.1", "4.5")
    collection.close()
    words = ["return", str(tmp_path / "Kho.cchctong"), "--year", str(YEAR), "--out", str(tmp_path / "xuong"), "--json"]
    assert main(words) == 0
    (told,) = json.loads(capsys.readouterr().out)["packages"]
    assert (told["office"], told["points"], told["reason"]) == (Commune(1).office, 1, None)
    assert read_package(Path(told["file"]))[1].appraisals[0].score == Decimal("4.5")
    assert main(words) == 1
    assert "gửi lại" in capsys.readouterr().err
