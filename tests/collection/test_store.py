"""Making and opening collections: what is no collection, newer ones, two at once, damage, full drives."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from alembic.operations import Operations
from sqlalchemy import Column, Text, select, update

from cchc_desktop.collection import revisions, store, tables
from cchc_desktop.collection.kinds import Right
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage import lock
from tests.collection.conftest import WHOSE
from tests.collection.server import Server
from tests.collection.small import Commune
from tests.collection.test_intake import outcomes, taken


def test_it_says_whose_it_is_when_it_is_opened_again(tmp_path: Path) -> None:
    made = Collection.create(tmp_path / "Kho", **WHOSE)
    made.close()
    again = Collection.open(made.place)
    assert made.place.endswith("Kho.cchctong") and again.right == Right.OWNER
    assert again.info == made.info and again.info.office_name == WHOSE["office_name"]
    again.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Kho.cchctong"]


def test_one_that_is_there_is_never_made_anew(tmp_path: Path, on_server: Collection, server: Server) -> None:
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    with pytest.raises(UserError, match="Đã có tệp"):
        Collection.create(made.place, **WHOSE)
    with pytest.raises(UserError, match="Đã có kho"):
        Collection.create(server.url(on_server.place.rpartition("/")[2]), **WHOSE)
    made.close()


def test_what_is_no_collection_is_refused(tmp_path: Path) -> None:
    create_dossier(tmp_path / "a.cchc", office="UBND xã", superior="UBND tỉnh", place="Xã", year=2026).close()
    (tmp_path / "b.cchctong").write_text("không phải")
    for name, words in (("a.cchc", "không phải"), ("b.cchctong", "không phải"), ("c.cchctong", "Không có")):
        with pytest.raises(UserError, match=words):
            Collection.open(tmp_path / name)


def test_one_of_a_newer_program_is_refused_politely(collection: Collection, server: Server) -> None:
    with collection.changing() as connection:
        connection.execute(update(tables.collection_info).values(revision=99))
    url = server.url(collection.place.rpartition("/")[2]) if collection.is_server else collection.place
    if not collection.is_server:
        collection.close()
    try:
        with pytest.raises(UserError, match="phiên bản mới hơn"):
            Collection.open(url)
    finally:
        if collection.is_server:
            with collection.changing() as connection:
                connection.execute(update(tables.collection_info).values(revision=1))


def test_a_file_opened_twice_is_read_by_the_second(tmp_path: Path) -> None:
    first = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    second = Collection.open(first.place)
    assert second.right == Right.READER and "đang mở kho" in second.why_read_only
    with pytest.raises(UserError, match="đang mở kho"):
        taken(second, [Commune(1).save(tmp_path)])
    taken(first, [Commune(1).save(tmp_path)])
    with second.reading() as connection:
        assert len(connection.execute(tables.package.select()).all()) == 1
    second.close()
    first.close()
    third = Collection.open(first.place)
    assert third.right == Right.OWNER
    third.close()


def test_a_full_drive_leaves_no_half_of_a_package(tmp_path: Path) -> None:
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    taken(made, [Commune(1).save(tmp_path)])
    big = Commune(2, proof=Random(1).randbytes(200_000)).save(tmp_path)
    with made.changing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
    with pytest.raises(UserError, match="ổ đĩa đầy"):
        taken(made, [big])
    with made.reading() as connection:
        kept = connection.execute(select(tables.package.c.file_name)).all()
        pieces = connection.execute(select(tables.package_bytes.c.package_id).distinct()).all()
    assert kept == [("Xa-1-1.cchcgoi",)] and len(pieces) == 1
    made.close()


def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path) -> None:
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    taken(made, [Commune(1).save(tmp_path)])
    made.close()
    path = Path(made.place)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\xff" * (len(data) - 4096 * 2)
    path.write_bytes(data)
    with pytest.raises(UserError, match="bị hỏng"):
        again = Collection.open(path)
        try:
            outcomes(taken(again, [Commune(2).save(tmp_path)]))
        finally:
            again.close()


def test_one_that_another_computer_has_not_closed_is_taken_over_by_a_word(tmp_path: Path) -> None:
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    taken(made, [Commune(1).save(tmp_path)])
    made.close()
    note = {"user": "Hoa", "computer": "MAY-KHAC", "since": "2026-11-30T08:15", "mark": "0" * 16}
    (tmp_path / "~Kho.cchctong.user").write_text(json.dumps(note))
    reader = Collection.open(made.place)
    assert "Hoa (MAY-KHAC)" in reader.why_read_only and "chưa đóng" in reader.why_read_only
    with reader.reading() as connection:
        assert len(connection.execute(tables.package.select()).all()) == 1
    reader.close()
    mine = Collection.open(made.place, take_over=True)
    assert outcomes(taken(mine, [Commune(2).save(tmp_path)])) == ["new"]
    mine.close()


def test_one_on_a_drive_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    taken(made, [Commune(1).save(tmp_path)])
    made.close()

    def refuses(_path: Path) -> int:
        raise PermissionError

    monkeypatch.setattr(lock, "lock_file", refuses)
    reader = Collection.open(made.place)
    assert "chỉ xem được" in reader.why_read_only
    with reader.reading() as connection:
        assert len(connection.execute(tables.package.select()).all()) == 1
    reader.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Kho.cchctong", "Xa-1-1.cchcgoi"]


def test_one_of_an_earlier_revision_is_brought_up_on_both_databases(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def second(operations: Operations) -> None:
        operations.add_column("office", Column("telephone", Text, nullable=False, server_default=""))

    with server.database() as url:
        places = [str(tmp_path / "Kho.cchctong"), url]
        for place in places:
            made = Collection.create(place, **WHOSE)
            taken(made, [Commune(1).save(tmp_path)])
            made.close()
        for room in (revisions, store):
            monkeypatch.setattr(room, "REVISION", 2)
        monkeypatch.setattr(revisions, "STEPS", {2: second})
        for place in places:
            for _again in range(2):
                opened = Collection.open(place)
                with opened.reading() as connection:
                    told = connection.exec_driver_sql("SELECT telephone, revision FROM office, collection_info").all()
                opened.close()
                assert [tuple(row) for row in told] == [("", 2)]
