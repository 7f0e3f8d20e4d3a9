"""The order in which rows were written: what tells rows of one moment apart for an officer, as no identity does."""

from sqlalchemy import ColumnElement, literal_column

from cchc_desktop.models.base import Base


def written(kind: type[Base]) -> ColumnElement[int]:
    """The place of a row of this kind among those written before and after it, as SQLite numbers them."""
    return literal_column(f"{kind.__tablename__}.rowid")
