"""The dossier file: made, opened, refused, locked, kept whole."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.models.office import Unit
from cchc_desktop.models.tables import Base
from cchc_desktop.storage import backup, schema
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.dossier import Dossier

OLD = Path(__file__).parent.parent / "old_dossiers"


def add_unit(dossier: Dossier, name: str) -> None:
    with dossier.change("thêm") as work:
        work.session.add(Unit(position=0, name=name, key=name))


def units(dossier: Dossier) -> list[str]:
    with dossier.read() as session:
        return list(session.scalars(select(Unit.name).order_by(Unit.name)))


def test_what_is_written_is_there_after_reopening(tmp_path: Path) -> None:
    dossier = Dossier.create(tmp_path / "xã.cchc")
    add_unit(dossier, "Phòng Kinh tế")
    guid = dossier.guid
    dossier.close()
    again = Dossier.open(tmp_path / "xã.cchc")
    assert units(again) == ["Phòng Kinh tế"]
    assert again.guid == guid
    again.close()
    assert os.listdir(tmp_path) == ["xã.cchc"]


def test_a_statement_is_compiled_once_for_all_dossiers(tmp_path: Path) -> None:
    known = []
    for name in ("a.cchc", "b.cchc"):
        dossier = Dossier.create(tmp_path / name)
        add_unit(dossier, name)
        assert units(dossier) == [name]
        known.append(dict(dossier._engine.get_execution_options()["compiled_cache"].items()))
        dossier.close()
    assert known[0] == known[1] != {}


def test_the_file_carries_our_mark_and_safe_settings(tmp_path: Path) -> None:
    dossier = Dossier.create(tmp_path / "a.cchc")
    with dossier.read() as session:
        connection = session.connection()
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == 0x43434843
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    dossier.close()


def test_text_is_kept_in_nfc_without_control_characters(tmp_path: Path) -> None:
    dossier = Dossier.create(tmp_path / "a.cchc")
    add_unit(dossier, "Pho\u0300ng\x07 Kinh te\u0302\u0301\u200b")
    assert units(dossier) == ["Phòng Kinh tế"]
    dossier.close()


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.cchc"
    path.write_text("của người khác")
    with pytest.raises(UserError, match=r"a\.cchc"):
        Dossier.create(path)
    assert path.read_text() == "của người khác"


def test_a_file_where_the_folder_should_be_is_not_called_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("của người khác")
    with pytest.raises(UserError, match="Không ghi được vào"):
        Dossier.create(tmp_path / "b" / "a.cchc")


def test_a_dossier_that_names_a_shape_it_has_outgrown_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.cchc"
    Dossier.create(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(Damaged):
        Dossier.open(path)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 something", b"SQLite format 3\x00" + bytes(200), "không phải".encode()]
)
def test_a_strangers_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "la.cchc"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"la\.cchc"):
        Dossier.open(path)
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["la.cchc"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"mất\.cchc"):
        Dossier.open(tmp_path / "mất.cchc")


NEXT = f"{int(schema.HEAD_REVISION) + 1:04d}"


@pytest.mark.parametrize("revision", [NEXT, "9999", "0000", ""])
def test_a_newer_or_unknown_shape_is_refused(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "a.cchc"
    Dossier.create(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", [revision])
    before = path.read_bytes()
    with pytest.raises(UserError, match=r"a\.cchc") as told:
        Dossier.open(path)
    assert path.read_bytes() == before
    assert ("phiên bản mới hơn" in str(told.value)) == (revision == NEXT)


def test_a_damaged_dossier_is_told_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.cchc"
    Dossier.create(path).close()
    content = bytearray(path.read_bytes())
    content[200:4096] = os.urandom(3896)
    path.write_bytes(content)
    with pytest.raises(UserError):
        Dossier.open(path)
    assert path.read_bytes() == bytes(content)


def test_a_second_reader_sees_who_has_it_and_cannot_write(tmp_path: Path) -> None:
    first = Dossier.create(tmp_path / "a.cchc")
    add_unit(first, "A")
    second = Dossier.open(tmp_path / "a.cchc")
    assert second.read_only
    assert second.holder.endswith(")")
    assert units(second) == ["A"]
    with pytest.raises(UserError):
        add_unit(second, "B")
    add_unit(first, "C")
    assert units(second) == ["A", "C"]
    second.close()
    first.close()
    third = Dossier.open(tmp_path / "a.cchc")
    assert not third.read_only
    third.close()


def test_another_process_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.cchc"
    Dossier.create(path).close()
    script = (
        "import sys; from pathlib import Path; from cchc_desktop.storage.dossier import Dossier;"
        "d = Dossier.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read(); d.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdin is not None
        assert other.stdout.readline() == "open\n"
        mine = Dossier.open(path)
        assert mine.read_only
        mine.close()
        other.stdin.close()
        assert other.wait() == 0
    mine = Dossier.open(path)
    assert not mine.read_only
    mine.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a file's size is not limited so easily there")
def test_a_look_by_plain_sql_sees_what_is_written_and_keeps_nobody_from_writing(tmp_path: Path) -> None:
    dossier = Dossier.create(tmp_path / "a.cchc")
    add_unit(dossier, "A")
    with dossier.raw_connection() as plain:
        assert plain.execute("SELECT name FROM unit").fetchall() == [("A",)]
    add_unit(dossier, "B")
    with dossier.raw_connection() as plain:
        assert plain.execute("SELECT count(*) FROM unit").fetchone() == (2,)
    dossier.close()
    assert os.listdir(tmp_path) == ["a.cchc"]


def test_a_full_drive_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    import resource
    import signal

    path = tmp_path / "a.cchc"
    dossier = Dossier.create(path)
    add_unit(dossier, "A")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
        with pytest.raises(UserError, match=r"a\.cchc"):
            add_unit(dossier, "B" * 3_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert units(dossier) == ["A"]
    add_unit(dossier, "C")
    dossier.close()
    again = Dossier.open(path)
    assert units(again) == ["A", "C"]
    again.close()


def test_opening_makes_a_verified_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.cchc"
    dossier = Dossier.create(path)
    add_unit(dossier, "A")
    dossier.close()
    assert backup.backups_of(path) == []
    Dossier.open(path).close()
    (kept,) = backup.backups_of(path)
    with closing(sqlite3.connect(kept.path)) as raw:
        assert raw.execute("SELECT name FROM unit").fetchall() == [("A",)]
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Hồ sơ 2026.cchc"
    folder.mkdir()
    with pytest.raises(UserError, match=r"“Hồ sơ 2026\.cchc” là thư mục"):
        Dossier.open(folder)


def test_migrations_lead_to_the_shape_that_new_dossiers_are_born_with(tmp_path: Path) -> None:
    """Every frozen old dossier, brought up, has exactly the tables and columns of a new one."""
    new = Dossier.create(tmp_path / "new.cchc")
    new.close()
    with closing(sqlite3.connect(tmp_path / "new.cchc")) as raw:
        wanted = _shape(raw)
    frozen = sorted(OLD.glob("*.cchc"))
    assert {path.stem.removeprefix("revision_") for path in frozen} == set(schema.REVISIONS)
    for path in frozen:
        shutil.copy(path, tmp_path / path.name)
        opened = Dossier.open(tmp_path / path.name)
        with opened.read() as session:
            counts = {
                name: session.connection().exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
                for name in Base.metadata.tables
            }
        opened.close()
        with closing(sqlite3.connect(tmp_path / path.name)) as raw:
            assert _shape(raw) == wanted
        assert counts["task"] >= 60
        assert counts["report_item"] > 0
        assert counts["score"] > 0


def test_the_secretary_of_minutes_leaves_the_field_of_who_decides(tmp_path: Path) -> None:
    """Revision 0005, on a dossier of revision 0004 with minutes in it."""
    path = Path(shutil.copy(OLD / "revision_0004.cchc", tmp_path / "xa.cchc"))
    with closing(sqlite3.connect(path)) as raw, raw:
        kept = raw.execute("SELECT * FROM official_document WHERE kind = 'decision'").fetchone()
        columns = [row[1] for row in raw.execute("PRAGMA table_info(official_document)")]
        minutes = {**dict(zip(columns, kept, strict=True)), "guid": "0a" * 16, "kind": "minutes"}
        minutes |= {"number": "", "authority": "Đỗ Quang Huy", "signer_name": "Nguyễn Văn An"}
        raw.execute(f"INSERT INTO official_document VALUES ({', '.join('?' * len(columns))})", list(minutes.values()))
        before = raw.execute("SELECT guid, authority FROM official_document WHERE kind <> 'minutes'").fetchall()
        tasks = raw.execute("SELECT guid, text FROM task ORDER BY guid").fetchall()
    Dossier.open(path).close()
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute("SELECT authority, secretary, signer_name FROM official_document WHERE kind = 'minutes'")
        assert found.fetchall() == [("", "Đỗ Quang Huy", "Nguyễn Văn An")]
        assert sorted(raw.execute("SELECT guid, authority FROM official_document WHERE kind <> 'minutes'")) == sorted(
            before
        )
        assert raw.execute("SELECT count(*) FROM official_document WHERE secretary <> ''").fetchone() == (1,)
        assert raw.execute("SELECT guid, text FROM task ORDER BY guid").fetchall() == tasks
        assert set(raw.execute("SELECT note FROM task")) == {("",)}
        assert set(raw.execute("SELECT further_columns FROM plan")) == {("",)}


# Of each migration that dossiers may have been through: its newest revision is free until the next one follows it.
FROZEN = {
    "v0001_first.py": "bd91d91c11e78a456202c8cb63b4b5a6dfc5ad778170cc62cd097b48baf4ebec",
    "v0002_issuing_and_following.py": "b6ed1661fc678c50f22095c3be01e06a639fa031a74a1aae58aee78f8279507b",
    "v0003_parts_as_asked.py": "9bd39291d78894b247fd8fb992c665d37b6687e6c79623f60159a1d9f6b63d0e",
    "v0004_printed_numbers.py": "8763eb9783ea46afcba394523d3b1a9f1c93a6e17b76d456a1e757f282a5264f",
    "v0005_notes_and_secretaries.py": "1e5fcc939bc9dca732cbe63abc4ec513e1e524a3fb99c6846b63fbaec65f6a98",
    "v0006_sending_and_receiving.py": "7ec2c0ed2917bc5b0710377103e9d80249e3119a02dbd69c9ca9da0dce7f6c60",
    "v0007_scoring_by_rules.py": "21c18a19507811a0fc0de25f0c1ff510c73fe5c2d3771b506a611e331baa32ef",
    "v0008_choices_of_checks.py": "a31dc02912c69525c33970dd6c070f87c709f898a9dea33f91cf252047f507b2",
}


def test_migrations_that_dossiers_have_been_through_are_never_edited() -> None:
    folder = Path(schema.__file__).parent / "migrations" / "versions"
    found = {
        path.name: hashlib.sha256(path.read_text("utf-8").encode()).hexdigest() for path in sorted(folder.glob("v*.py"))
    }
    newest = next(name for name in found if name.startswith(f"v{schema.HEAD_REVISION}"))
    assert {name: sha256 for name, sha256 in found.items() if name != newest} == FROZEN


def _shape(raw: sqlite3.Connection) -> dict[str, list[tuple[str, str, int]]]:
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: sorted((row[1], row[2], row[3]) for row in raw.execute(f'PRAGMA table_info("{table}")'))
        for table in tables
    }
