"""An open collection: a file (`.cchctong`, SQLite) or a database on a server (PostgreSQL), reached in transactions."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from cchc_desktop.storage.engine import open_engine

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SUFFIX = ".cchctong"
_SERVER = "postgresql://"


class CollectionInfo(NamedTuple):
    """Whose collection it is."""

    guid: str
    office_name: str
    superior: str
    place: str


class Collection:
    """An open collection; `place` is the path of a file or the URL of a server's database."""

    def __init__(self, place: str, engine: "Engine") -> None:
        self.place, self._engine = place, engine
        with self.reading() as connection:
            self.info = _read_info(connection)

    @classmethod
    def create(cls, place: Path | str, *, office_name: str, superior: str = "", locality: str = "") -> Self:
        """Make an empty collection of an office."""
        from cchc_desktop.collection.tables import collection_info, metadata

        engine = _engine(str(place), new=True)
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.execute(
                collection_info.insert().values(
                    guid=uuid.uuid4().hex,
                    office_name=office_name,
                    superior=superior,
                    place=locality,
                    created_at=datetime.now().replace(microsecond=0),
                )
            )
        return cls(str(place), engine)

    @classmethod
    def open(cls, place: Path | str) -> Self:
        """Open a collection that is there."""
        return cls(str(place), _engine(str(place)))

    @property
    def is_server(self) -> bool:
        """Whether several may write at once."""
        return self.place.startswith(_SERVER)

    @contextmanager
    def reading(self) -> Iterator["Connection"]:
        """A connection in one transaction, for reading."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator["Connection"]:
        """A connection in one transaction: all of it is kept when the block ends well, else nothing."""
        with self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()


def _engine(place: str, *, new: bool = False) -> "Engine":
    from sqlalchemy import create_engine

    if place.startswith(_SERVER):
        return create_engine(place.replace(_SERVER, "postgresql+pg8000://", 1), hide_parameters=True)
    if new:
        sqlite3.connect(place).close()
    return open_engine(Path(place))


def _read_info(connection: "Connection") -> CollectionInfo:
    from sqlalchemy import select

    from cchc_desktop.collection.tables import collection_info

    found = connection.execute(select(collection_info)).one()
    return CollectionInfo(found.guid, found.office_name, found.superior, found.place)
