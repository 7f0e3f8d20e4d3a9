"""Rows of a package that are here under another guid take the guid that they have here, wherever they are named."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, select

from cchc_desktop.models.office import Unit
from cchc_desktop.models.report import Figure, FigureValue
from cchc_desktop.services.exchange.standing_rows import elsewhere, paired, standing
from cchc_desktop.services.forms import ensure_figures
from cchc_desktop.services.reporting.figures import put_value
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan

PERIOD = f"{YEAR}-9M"
FORM = {"index_code": "X", "title": "Bộ", "criteria": [{"code": "1", "name": "A", "max": "1"}]}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    made, _plan, _tasks = with_plan(tmp_path_factory.mktemp("here"))
    with made.change("x") as work:
        ensure_figures(work.session)
        figure = work.session.scalars(select(Figure)).first()
        assert figure is not None
        put_value(work.session, figure.guid, PERIOD, Decimal(5), False, "")
        indices.add_set(work.session, YEAR, FORM)
    yield made
    made.close()


@pytest.fixture
def connection(dossier: Dossier) -> Iterator[Connection]:
    with dossier.read() as session:
        yield session.connection()


def one(connection: Connection, table: Any, *columns: Any) -> Any:
    return connection.execute(select(*columns).select_from(table)).first()


def test_rows_are_paired_by_what_tells_them_and_named_so_by_others(connection: Connection) -> None:
    value = one(connection, FigureValue, FigureValue.guid, FigureValue.figure_guid)
    code = connection.execute(select(Figure.code).where(Figure.guid == value.figure_guid)).scalar_one()
    theirs: dict[str, dict[str, Any]] = {
        "figure": {"f1": {"guid": "f1", "code": code}, "f2": {"guid": "f2", "code": "new"}},
        "figure_value": {
            "v1": {"guid": "v1", "figure_guid": "f1", "period": PERIOD},
            "v2": {"guid": "v2", "figure_guid": "f2", "period": PERIOD},
            "v3": {"guid": "v3", "figure_guid": "f1", "period": f"{YEAR}-Q1"},
        },
        "criteria_set": {"s1": {"guid": "s1", "index_code": "X", "year": YEAR}},
        "criterion": {"c1": {"guid": "c1", "set_guid": "s1", "code": "1"}},
        "evidence": {"e1": {"guid": "e1", "owner_guid": "c1"}, "e2": {"guid": "e2", "owner_guid": "z"}},
        "remark": {"r1": {"guid": "r1", "owner_guid": "c1"}},
        "task": {"t1": {"guid": "t1", "owner_guid": "c1"}},
    }
    found = paired(connection, theirs)
    assert set(found["figure"]) == {value.figure_guid, "f2"}
    assert found["figure"][value.figure_guid]["guid"] == value.figure_guid
    assert found["figure_value"] == {
        value.guid: {"guid": value.guid, "figure_guid": value.figure_guid, "period": PERIOD},
        "v2": theirs["figure_value"]["v2"],
        "v3": {"guid": "v3", "figure_guid": value.figure_guid, "period": f"{YEAR}-Q1"},
    }
    ((here, criterion),) = found["criterion"].items()
    assert here != "c1" and criterion == {"guid": here, "set_guid": next(iter(found["criteria_set"])), "code": "1"}
    assert found["evidence"]["e1"]["owner_guid"] == found["remark"]["r1"]["owner_guid"] == here
    assert found["evidence"]["e2"]["owner_guid"] == "z" and found["task"] == theirs["task"]
    assert theirs["criterion"]["c1"]["set_guid"] == "s1", "what came stays as it came"


def test_what_is_here_under_its_own_guid_or_lacks_what_tells_it_stays(connection: Connection) -> None:
    guid, code = one(connection, Figure, Figure.guid, Figure.code)
    theirs = {"figure": {guid: {"guid": guid, "code": "other"}, "f1": {"guid": "f1"}}}
    assert paired(connection, theirs) == theirs
    assert paired(connection, {"figure": {}}) == {"figure": {}}
    assert paired(connection, {"figure": {guid: {"guid": guid, "code": code}}})["figure"].keys() == {guid}


def test_what_stands_beside_and_above(connection: Connection) -> None:
    (unit,) = one(connection, Unit, Unit.guid)
    guid, of = one(connection, FigureValue, FigureValue.guid, FigureValue.figure_guid)
    found = standing(connection, {"figure_value": {guid: {"guid": guid, "figure_guid": of}}}, {})
    assert set(found["figure_value"]) == {guid} and of in found["figure"]
    remark = {"remark": {"r1": {"guid": "r1", "owner_kind": "unit", "owner_guid": unit}}}
    assert unit in standing(connection, remark, {})["unit"]


def test_a_guid_that_is_of_another_kind_here(connection: Connection) -> None:
    (unit,) = one(connection, Unit, Unit.guid)
    theirs = {"task": {unit: {"guid": unit}, "new": {"guid": "new"}}, "unit": {unit: {"guid": unit}}}
    assert elsewhere(connection, theirs, {"unit": {unit: {}}}) == {("task", unit)}
    assert elsewhere(connection, theirs, {"unit": {unit: {}}, "task": {unit: {}, "new": {}}}) == set()
    assert elsewhere(connection, {"task": {"new": {}}}, {}) == set()
