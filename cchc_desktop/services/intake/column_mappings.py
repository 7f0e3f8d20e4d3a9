"""What the officer taught about tables of other offices: which heading means which column, by the whole header row."""

from sqlalchemy import select

from cchc_desktop.i18n import _
from cchc_desktop.models.column_mapping import ColumnMapping
from cchc_desktop.readers.tables import Meaning, TaskTable
from cchc_desktop.rules.table_columns import heading_from
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def learned_columns(dossier: Dossier) -> dict[str, Meaning]:
    """The meanings that were taught, by header row."""
    with dossier.read() as session:
        rows = session.execute(select(ColumnMapping.headings, ColumnMapping.columns)).all()
    return {headings: tuple(heading_from(code) for code in columns.split(",")) for headings, columns in rows}


def learn_columns(dossier: Dossier, *, tables: tuple[TaskTable, ...]) -> Change:
    """Keep the meanings of these tables for the next file with such a header; those that are known already stay."""
    with dossier.change(_("Remember the columns")) as work:
        for table in tables:
            columns = ",".join(str(heading or "") for heading in table.columns)
            if not table.key or not any(table.columns):
                continue
            known = work.session.scalars(select(ColumnMapping).where(ColumnMapping.headings == table.key)).first()
            if known is None:
                work.session.add(ColumnMapping(headings=table.key, columns=columns))
            else:
                known.columns = columns
    return work.change
