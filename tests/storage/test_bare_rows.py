"""Rows read by plain SQL are those that the mapper reads; a guid is found in whichever table has it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from cchc_desktop.models import tables
from cchc_desktop.models.base import new_guid
from cchc_desktop.services.sample import create_sample
from cchc_desktop.storage import bare_rows
from cchc_desktop.storage.bare_rows import every_row, guids_in_any_table, rows_with
from cchc_desktop.storage.dossier import Dossier

_tables = tables.Base.metadata.tables


def test_every_table_is_read_as_the_mapper_reads_it(sample: Path) -> None:
    dossier = Dossier.open(sample, backup=False)
    with dossier.read() as session:
        connection = session.connection()
        for table in _tables.values():
            wanted = [dict(row) for row in session.execute(select(table)).mappings()]
            assert sorted(every_row(connection, table), key=repr) == sorted(wanted, key=repr)
        criteria = sorted(every_row(connection, _tables["criterion"]), key=lambda row: str(row["guid"]))
        two = [row["guid"] for row in criteria[:2]]
        found = rows_with(connection, _tables["criterion"], "guid", two)
        assert sorted(found, key=lambda row: str(row["guid"])) == criteria[:2]
        assert rows_with(connection, _tables["criterion"], "guid", two[:1], ("code", "max_points")) == [
            {"code": criteria[0]["code"], "max_points": criteria[0]["max_points"]}
        ]
        assert isinstance(criteria[0]["max_points"], Decimal)
        kinds = {type(row["date_to"]) for row in every_row(connection, _tables["milestone"])}
        assert date in kinds and str not in kinds
    dossier.close()


@pytest.mark.parametrize("whole", [0, 4])
def test_guids_are_found_in_large_and_in_small_tables(
    sample: Path, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    monkeypatch.setattr(bare_rows, "_READ_WHOLE", whole)  # 0: every table is searched
    dossier = Dossier.open(sample, backup=False)
    with dossier.read() as session:
        connection = session.connection()
        task, unit = (every_row(connection, _tables[name])[-1]["guid"] for name in ("task", "unit"))
        asked = {task, unit, new_guid()}
        assert set(guids_in_any_table(connection, asked)) == {("task", task), ("unit", unit)}
        assert not list(guids_in_any_table(connection, set()))
    dossier.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return create_sample(tmp_path_factory.mktemp("sample"))
