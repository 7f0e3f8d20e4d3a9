"""A collection on a real server: who may do what, two who write at once, a server that goes away, addresses."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text

from cchc_desktop.collection import tables
from cchc_desktop.collection.failures import Collided, PasswordWanted, ServerGone
from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.kinds import Right
from cchc_desktop.collection.roles import grant
from cchc_desktop.collection.server import parse_address
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.writing import put_rows
from cchc_desktop.errors import UserError
from tests.collection.conftest import empty
from tests.collection.server import OVER_TLS, Server
from tests.collection.small import BEGIN, Commune
from tests.collection.test_intake import contents, current, outcomes, taken
from tests.exchange.certificates import make_certificate

_POINTS = {"office_id": 1, "year": 2026, "index_code": "X", "code": "1.1", "round": "1", "number": 1}
_POINTS |= {"is_latest": True, "score": 1, "by": "Lan", "at": BEGIN}


def _as(server: Server, kept: Collection, user: str, right: Right | None) -> Collection:
    """The collection as a user of the server sees it."""
    server.run(f"DROP ROLE IF EXISTS {user}", f"CREATE ROLE {user} LOGIN PASSWORD 'mat khau'")
    grant(kept, user, right)
    return Collection.open(server.url(kept.where.database, user, "mat%20khau"))  # type: ignore[union-attr]


def test_each_may_do_what_the_servers_own_rights_say(server: Server, tmp_path: Path) -> None:
    with server.database() as url:
        kept = Collection.create(url, office_name="Sở Nội vụ")
        taken(kept, [Commune(1).save(tmp_path)])
        reader, appraiser, owner = (_as(server, kept, f"nguoi_{right}", right) for right in Right)
        assert [one.right for one in (reader, appraiser, owner)] == list(Right)
        assert current(reader) == current(kept)
        with pytest.raises(UserError, match="không được sửa"):
            taken(reader, [Commune(2).save(tmp_path)])
        with pytest.raises(UserError, match="không được sửa"):
            taken(appraiser, [Commune(2).save(tmp_path)])
        with appraiser.changing() as connection:
            connection.execute(insert(tables.appraisal).values(**_POINTS))
        assert outcomes(taken(owner, [Commune(2).save(tmp_path)])) == ["new"]
        grant(kept, "nguoi_owner", Right.READER)
        with pytest.raises(UserError, match="không được sửa"):
            taken(owner, [Commune(3).save(tmp_path)])
        for one in (reader, appraiser, owner, kept):
            one.close()


def test_over_a_network_the_way_is_secret_and_the_servers_name_is_checked(
    server: Server, on_server: Collection, tmp_path: Path
) -> None:
    database = on_server.where.database  # type: ignore[union-attr]
    far = server.url(database).replace("127.0.0.1", OVER_TLS)
    with pytest.raises(UserError, match="không được nơi nào tin cậy"):
        Collection.open(far)
    other, _key = make_certificate(tmp_path, "localhost")
    with pytest.raises(UserError, match="không được nơi nào tin cậy"):
        Collection.open(f"{far}?sslrootcert={other}")
    opened = Collection.open(f"{far}?sslmode=verify-full&sslrootcert={server.certificate}")
    with opened.reading() as connection:
        assert connection.exec_driver_sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").scalar_one()
    opened.close()


def test_a_wrong_password_and_a_database_that_is_not_there_are_said(server: Server, on_server: Collection) -> None:
    with pytest.raises(PasswordWanted, match="mật khẩu sai"):
        Collection.open(server.url("postgres", password="sai"))
    with pytest.raises(UserError, match="khong_co"):
        Collection.open(server.url("khong_co"))
    with pytest.raises(UserError, match="không phải kho"):
        Collection.open(server.url("postgres"))
    with pytest.raises(PasswordWanted):
        Collection.open(on_server.place)


def test_two_who_take_the_same_in_at_once_take_it_once(server: Server, on_server: Collection, tmp_path: Path) -> None:
    empty(on_server)
    files = [Commune(number, version).save(tmp_path) for number in (1, 2, 3) for version in (1, 2)]
    other = Collection.open(server.url(on_server.where.database))  # type: ignore[union-attr]
    found: list[list[str]] = []
    both = [
        threading.Thread(target=lambda c=one, f=order: found.append(outcomes(taken(c, f, take_older=True))))
        for one, order in ((on_server, files), (other, list(reversed(files))))
    ]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert len(found) == 2 and "refused" not in found[0] + found[1]
    with on_server.reading() as connection:
        assert len(connection.execute(select(tables.package)).all()) == 6
        assert len(connection.execute(select(tables.office)).all()) == 3
    latest = {row[0]: {r[2] for r in current(on_server) if r[0] == row[0]} for row in current(on_server)}
    assert all(len(hashes) == 1 for hashes in latest.values()) and len(current(on_server)) == 9
    other.close()


def test_who_writes_the_same_row_second_is_told(on_server: Collection) -> None:
    empty(on_server)
    with on_server.changing() as connection:
        connection.execute(insert(tables.office).values(id=1, name="UBND xã", known_since=BEGIN))
        connection.execute(insert(tables.appraisal).values(**_POINTS))
    with pytest.raises(Collided, match="Người khác"), on_server.changing() as connection:
        connection.execute(insert(tables.appraisal).values(**_POINTS))


def test_a_server_that_goes_away_leaves_nothing_half_and_comes_back(
    server: Server, on_server: Collection, tmp_path: Path
) -> None:
    empty(on_server)
    taken(on_server, [Commune(1).save(tmp_path)])
    with pytest.raises(ServerGone, match="không trả lời"), on_server.changing() as connection:
        connection.execute(insert(tables.intake).values(at=BEGIN))
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cchc'")
        connection.execute(insert(tables.intake).values(at=BEGIN))
    with on_server.reading() as connection:
        assert len(connection.execute(select(tables.intake)).all()) == 1
    assert outcomes(taken(on_server, [Commune(2).save(tmp_path)])) == ["new"]


def test_a_server_that_is_not_there_is_said() -> None:
    import socket

    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServerGone, match="không trả lời"):
        Collection.open(f"postgresql://lan:x@127.0.0.1:{port}/kho")


_STRANGE = """
postgresql://
postgresql://lan@/kho
postgresql://db/kho
postgresql://lan@db/
postgresql://lan@db:0x/k
postgresql://lan@db:99999/kho
postgresql://lan@db/a/b
postgresql://lan@db/kho?sslmode=disable
postgresql://lan@db/kho?host=evil
postgresql://lan@-db/kho
"""


@pytest.mark.parametrize("url", _STRANGE.split())
def test_addresses_that_lead_nowhere_or_give_the_way_away_are_refused(url: str) -> None:
    with pytest.raises(UserError):
        parse_address(url)


def test_an_address_is_told_again_without_its_password() -> None:
    url = "postgresql://l%C3%AA:m%40t@db.anbinh.gov.vn/kho?sslrootcert=/etc/ca.pem"
    found = parse_address(url)
    assert (found.user, found.password, found.port) == ("lê", "m@t", 5432)
    assert found.place == "postgresql://l%C3%AA@db.anbinh.gov.vn:5432/kho?sslrootcert=/etc/ca.pem"
    assert parse_address(found.place) == found and "m@t" not in repr(found)


def test_a_dump_is_restored_with_every_row(server: Server, on_server: Collection, tmp_path: Path) -> None:
    empty(on_server)
    taken(on_server, [Commune(number).save(tmp_path) for number in (1, 2)])
    dump = str(tmp_path / "kho.dump")
    with server.database() as fresh:
        name = on_server.where.database  # type: ignore[union-attr]
        server.program("pg_dump", "--format=custom", f"--file={dump}", f"--dbname={server.url(name)}")
        server.program("pg_restore", "--no-owner", f"--dbname={fresh}", dump)
        restored = Collection.open(fresh)
        assert contents(restored) == contents(on_server) and restored.info == on_server.info
        assert outcomes(taken(restored, [Commune(3).save(tmp_path)])) == ["new"]
        restored.close()


def test_rows_that_break_off_leave_a_connection_that_goes_on(on_server: Collection) -> None:
    empty(on_server)

    def broken() -> Iterator[tuple[object, ...]]:
        yield (1, 1, 0, b"a" * 300_000)
        yield (1, 1, 1, b"a" * 300_000)
        raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="stick"), on_server.changing() as connection:
        put_rows(connection, (tables.package_bytes, broken()))
    twice = [(1, 1, 0, b"a"), (1, 1, 0, b"a")]
    with pytest.raises(Collided), on_server.changing() as connection:
        put_rows(connection, (tables.seen, [("a", "b", "2026-01-01 00:00:00")]), (tables.package_bytes, twice))
    with pytest.raises(ZeroDivisionError), on_server.changing() as connection:
        put_rows(connection, (tables.package_bytes, twice[:1]))
        raise ZeroDivisionError
    with on_server.changing() as connection:
        put_rows(connection, (tables.package_bytes, twice[:1]), (tables.seen, [("a", "b", "2026-01-01 00:00:00")]))
    with on_server.reading() as connection:
        assert connection.execute(select(tables.package_bytes.c.data)).all() == [(b"a",)]
        assert len(connection.execute(select(tables.seen)).all()) == 1


@pytest.mark.parametrize("files", [2, 3])
def test_whatever_an_intake_reports_is_on_the_servers_drive(on_server: Collection, tmp_path: Path, files: int) -> None:
    empty(on_server)
    sent = [Commune(number).save(tmp_path) for number in (1, 2, 3)]
    steps = take_in(on_server, sent, by="Lan", new_offices=True, workers=0)
    for _file in range(files):
        next(steps)
    asked = text("SELECT pg_current_wal_insert_lsn(), pg_current_wal_flush_lsn()")
    with on_server.reading() as connection:
        written = connection.execute(asked).one()[0]
    steps.close()
    with on_server.reading() as connection:
        on_drive = connection.execute(asked).one()[1]
        compared = text("SELECT CAST(:on_drive AS pg_lsn) >= CAST(:written AS pg_lsn)")
        assert connection.scalar(compared, {"on_drive": on_drive, "written": written})
        assert connection.scalar(select(func.count()).select_from(tables.package)) == files - 1
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"
