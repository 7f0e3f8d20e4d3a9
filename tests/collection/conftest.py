"""An empty collection, as a file and on a real server."""

import gc
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from cchc_desktop.collection import tables
from cchc_desktop.collection.store import Collection
from tests.collection.filled import Sent, sent, take
from tests.collection.server import Server, started

WHOSE = {"office_name": "Sở Nội vụ tỉnh An Bình", "superior": "Bộ Nội vụ", "locality": "An Bình"}


@pytest.fixture(autouse=True)
def failed_connections(request: pytest.FixtureRequest) -> Iterator[None]:
    """The driver leaves the socket of a connection that the server refused to the collector: it goes here, not in a
    later test, which would be blamed for it."""
    yield
    if {"server", "on_server"} & set(request.fixturenames):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of its own in a scratch folder, ended with the tests; skips where it cannot be started."""
    with started() as found:
        if isinstance(found, str):
            pytest.skip(found)
        yield found


@pytest.fixture(scope="session")
def on_server(server: Server) -> Iterator[Collection]:
    """A collection on the server, emptied for each test that asks for `collection`."""
    with server.database() as url:
        made = Collection.create(url, **WHOSE)
        yield made
        made.close()


@pytest.fixture(params=["file", "server"])
def collection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Collection]:
    """An empty collection of Sở Nội vụ: the same test on both databases."""
    if request.param == "file":
        made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
        yield made
        made.close()
        return
    kept: Collection = request.getfixturevalue("on_server")
    empty(kept)
    yield kept


@pytest.fixture(scope="session")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The packages of twelve small communes, and what they say."""
    return sent(tmp_path_factory.mktemp("twelve"), 12)


@pytest.fixture(scope="session")
def filed(twelve: Sent, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """A file that holds them; nothing else is written into it."""
    made = Collection.create(tmp_path_factory.mktemp("kho") / "Kho.cchctong", **WHOSE)
    take(made, twelve.files)
    yield made
    made.close()


def empty(kept: Collection) -> None:
    """Take all rows out of a collection on a server, but for whose it is."""
    names = [table.name for table in tables.metadata.sorted_tables if table is not tables.collection_info]
    with kept.changing() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
