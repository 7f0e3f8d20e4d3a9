"""Roll-ups of made-up communes: what the database adds up is what stands in the packages, on a file and on a server."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from cchc_desktop.collection import figure_doubts, figures, progress, ranking, scores, tables
from cchc_desktop.collection.store import Collection
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.rules.scoring.rating import Cap, Gate, Rating, rating_to_json
from cchc_desktop.rules.scoring.standing import ranks
from cchc_desktop.services.frame.progress_sheets import progress_of
from cchc_desktop.services.scoring.index_totals import totals_of
from tests.collection.conftest import WHOSE, empty
from tests.collection.filled import INDEX, YEAR, Sent, sent, take
from tests.collection.small import Commune

PERIOD = "2026-Y"
TODAY = date(2026, 11, 30)


def rollups(collection: Collection) -> dict[str, Any]:
    """All that is read of a collection, without the numbers that its rows have there."""
    return {
        "progress": named(progress.read(collection, YEAR, as_of=TODAY)),
        "figures": figures.read(collection, PERIOD),
        "ranking": named(ranking.read(collection, YEAR, INDEX)),
        "weakest": scores.weakest(collection, YEAR, INDEX),
        "failing": [one[2:3] + one[4:] for one in figure_doubts.read_failing(collection, PERIOD)],
        "far": sorted(one[2:3] + one[4:] for one in figure_doubts.read_far(collection, PERIOD)),
        "values": [one[1:2] + one[3:] for one in figures.read_values(collection, PERIOD, "1")],
    }


def named(table: Any) -> str:
    """A table in words, with offices by their names alone."""
    text = repr(table)
    for number in ("office_id", "submission_id", "set_id"):
        text = "".join(
            part if place == 0 else part[len(part) - len(part.lstrip("0123456789=")) :]
            for place, part in enumerate(text.split(number))
        )
    return text


def one_package(rows: tuple[PackageData, ...]) -> PackageData:
    (only,) = rows
    return only


def test_progress_is_the_sum_of_the_communes_own_sheets(filed: Collection, twelve: Sent) -> None:
    table = progress.read(filed, YEAR, as_of=TODAY)
    own = {
        name: [progress_of(view, TODAY).whole for view in one_package(rows).plans] for name, rows in twelve.rows.items()
    }
    for office in table.offices:
        (sheet,) = own.pop(office.name)
        assert (office.counts.done, office.counts.in_progress, office.counts.late) == (
            sheet.done,
            sheet.in_progress,
            sheet.late,
        )
        assert (office.counts.not_started, office.counts.set_aside) == (sheet.not_started, sheet.set_aside)
    assert all(not sheets for sheets in own.values())  # who sent no plan has no line,
    assert set(table.missing) == set(own)  # but is named
    assert table.whole.late > 0
    assert tuple(sum(column) for column in zip(*(one.counts for one in table.fields), strict=True)) == table.whole
    late = progress.read_tasks(filed, YEAR, as_of=TODAY, late=True)
    assert len(late) == table.whole.late
    assert all(task.days_late > 0 for task in late)
    first = table.offices[0]
    assert len(progress.read_tasks(filed, YEAR, as_of=TODAY, office_id=first.office_id)) == first.counts.total


def test_figures_are_added_by_their_kinds(filed: Collection, twelve: Sent) -> None:
    given: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for rows in twelve.rows.values():
        for view in one_package(rows).reports:
            for row in view.figures:
                if row.value is not None:
                    given[row.code].append((row.unit, row.value))
    table = figures.read(filed, PERIOD)
    assert table.reports + len(table.missing) == table.awaited == 12
    lines = {line.code: line for line in table.lines}
    for code in ("1", "2"):
        assert lines[code].how == figures.SUM
        assert lines[code].value == sum(value for _unit, value in given[code])
    assert lines["3"].how == figures.WEIGHTED  # of the sums, not the mean of the shares
    done, asked = lines["2"].value, lines["1"].value
    assert done is not None and asked is not None
    assert lines["3"].value == (done * 100 / asked).quantize(Decimal("0.01"))
    told = lines["1"].given
    assert len([one for one in figures.read_values(filed, PERIOD, "1") if one.value is not None]) == told


def test_amounts_in_another_unit_are_named_and_not_added(filed: Collection, twelve: Sent) -> None:
    table = figures.read(filed, PERIOD)
    line = next(line for line in table.lines if line.others)
    (other,) = line.others
    usual = {"đồng", "triệu đồng"}
    assert {line.unit, other.unit} <= usual | {unit for unit in (line.unit, other.unit)}
    assert line.unit != other.unit
    assert other.offices == len(other.names) >= 1
    values = figures.read_values(filed, PERIOD, line.code)
    assert {one.office for one in values if one.unit == other.unit} == set(other.names)
    assert line.value == sum(one.value for one in values if one.unit == line.unit and one.value is not None)


def test_each_office_stands_with_its_own_points_against_its_own_maximum(filed: Collection, twelve: Sent) -> None:
    table = scores.read(filed, YEAR, INDEX)
    seen = 0
    for one in table.offices:
        (view,) = one_package(twelve.rows[one.name]).indices
        rows = [replace(row, reached=row.self_score if row.survey is None else row.survey) for row in view.criteria]
        kinds = {total.kind: total for total in totals_of(rows, view.bands, view.rating, view.causes)}
        assert (one.whole.reached, one.whole.maximum) == (kinds["reached"].points, kinds["reached"].maximum)
        assert one.whole.share == kinds["reached"].share
        assert sum(part.reached for part in one.fields.values()) == one.whole.reached
        seen += 1
    assert seen + len(table.missing) == 12
    assert len(table.changed) == 1  # the commune that changed its set is named
    result = ranking.rank(table)
    shares = [row.share for row in result.rows]
    assert shares == sorted(shares, key=lambda share: -(share or Decimal(0)))
    assert [row.rank for row in result.rows] == list(ranks(shares))
    assert result.whole.highest == shares[0]
    assert sum(count.offices for count in result.whole.bands) == len(result.rows)


def test_both_databases_give_equal_tables(filed: Collection, twelve: Sent, on_server: Collection) -> None:
    empty(on_server)
    take(on_server, twelve.files)
    mine, theirs = rollups(filed), rollups(on_server)
    assert mine == theirs
    assert mine["failing"]  # one made-up figure does not add up


def test_a_wrong_figure_is_told_as_the_commune_itself_would_see_it(filed: Collection) -> None:
    found = figure_doubts.read_failing(filed, PERIOD)
    values = {one.office: one for one in figures.read_values(filed, PERIOD, found[0].code)}
    assert found[0].submission_id == values[found[0].office].submission_id
    assert "2, 1" in found[0].sentence  # the lines that do not agree


@pytest.fixture(scope="module")
def by_paper(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    return sent(tmp_path_factory.mktemp("by_paper"), 3, by_paper=True)


@pytest.fixture(scope="module")
def in_order(by_paper: Sent, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return taken(tmp_path_factory.mktemp("kho"), by_paper.files)


def taken(folder: Path, files: Iterable[Path]) -> dict[str, Any]:
    """The roll-ups of a new collection that holds these files."""
    made = Collection.create(folder / "Kho.cchctong", **WHOSE)
    take(made, files)
    found = rollups(made)
    made.close()
    return found


@settings(max_examples=2, deadline=None)
@given(seed=st.integers(0, 2**16))
def test_the_order_of_arrival_does_not_matter_nor_a_file_twice(
    by_paper: Sent, in_order: dict[str, Any], tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    random = Random(seed)
    mixed = [*by_paper.files, *random.sample(by_paper.files, 4)]
    random.shuffle(mixed)
    assert taken(tmp_path_factory.mktemp("kho"), mixed) == in_order


def test_points_too_large_for_sixty_four_bits_together_are_still_added(tmp_path: Path) -> None:
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    for number in (1, 2):
        data = Commune(number).data()
        (view,) = data.indices
        rows = tuple(
            replace(row, max_points=Decimal(9 * 10**14), self_score=Decimal(9 * 10**14)) for row in view.criteria
        )
        take(made, [Commune(number).save(tmp_path, replace(data, indices=(replace(view, criteria=rows),)))])
    table = scores.read(made, YEAR, INDEX)
    assert [one.whole.maximum for one in table.offices] == [Decimal(18 * 10**14)] * 2
    assert scores.weakest(made, YEAR, INDEX) == ()
    made.close()


def with_figure(commune: Commune, **changed: Any) -> PackageData:
    """The commune's package with another first figure."""
    data = commune.data()
    (view,) = data.reports
    first, *others = view.figures
    return replace(data, reports=(replace(view, figures=(replace(first, **changed), *others)),))


def test_values_far_from_similar_offices_or_from_before_are_marked(collection: Collection, tmp_path: Path) -> None:
    communes = {number: Commune(number) for number in range(1, 10)}
    told: dict[int, dict[str, Any]] = {number: {"value": Decimal(20 + number)} for number in communes}
    told[4] = {"value": Decimal(5000)}
    told[7] |= {"previous": Decimal(3)}
    take(collection, [one.save(tmp_path, with_figure(one, **told[number])) for number, one in communes.items()])
    far = figure_doubts.read_far(collection, f"{YEAR}-Q1")
    assert [(one.office, one.code) for one in far] == [("UBND xã Số 4", "A.1"), ("UBND xã Số 7", "A.1")]
    assert "5.000" in far[0].sentence and "26" in far[0].sentence  # with the median of the others
    assert "27" in far[1].sentence and "3" in far[1].sentence
    # Among offices of its own kind it is not far: each group is held against itself, and four are too few to judge.
    with collection.changing() as connection:
        rows = connection.execute(select(tables.office.c.id, tables.office.c.name)).all()
        groups = {row.id: "lớn" if row.name[-1] in "1234" else "nhỏ" for row in rows}
        connection.execute(
            insert(tables.office_year),
            [{"office_id": one, "year": YEAR, "group_name": name, "causes": "[]"} for one, name in groups.items()],
        )
    assert [one.office for one in figure_doubts.read_far(collection, f"{YEAR}-Q1")] == ["UBND xã Số 7"]


def test_gates_caps_and_points_beside_the_maximum_are_those_of_the_set(tmp_path: Path) -> None:
    bands = ((Decimal(60), "Tốt"), (Decimal(50), "Khá"), (Decimal(0), "Kém"))
    rating = Rating(
        gates=(Gate(("Tốt",), no_zero=True), Gate(("Tốt",), code="1", least=Decimal(70))),
        caps=(Cap("Có cán bộ bị kỷ luật", "Khá"),),
        most_bonus=Decimal(1),
    )
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    # The points of 1.1 (of 5), 1.2 (of 3) and of what is added or taken away beside them.
    told = {1: ("5", "0", "4"), 2: ("5", "3", "-2"), 3: ("5", "3", "0"), 4: ("2", "3", "4")}
    for number, (first, second, beside) in told.items():
        data = Commune(number).data()
        (view,) = data.indices
        scored = zip(view.criteria[1:], (first, second), strict=True)
        leaves = [replace(row, self_score=Decimal(points)) for row, points in scored]
        more = replace(
            leaves[0],
            guid=f"{number:032}",
            score_guid=f"{number:031}a",
            code="1.3",
            bonus=True,
            self_score=Decimal(beside),
        )
        # A survey that gave no points leaves the maximum.
        asked = replace(
            more, guid=f"{number:030}bb", score_guid=f"{number:030}cc", code="1.4", bonus=False, scored_by="survey",
            self_score=None,
        )  # fmt: skip
        ruled = replace(
            view, criteria=(view.criteria[0], *leaves, more, asked), bands=bands, rating=rating_to_json(rating)
        )
        take(made, [Commune(number).save(tmp_path, replace(data, indices=(ruled,)))])
    with made.changing() as connection:
        chosen = select(tables.office.c.id).where(tables.office.c.name == "UBND xã Số 3")
        office_id = connection.execute(chosen).scalar_one()
        causes = json.dumps(["Có cán bộ bị kỷ luật"], ensure_ascii=False)
        connection.execute(insert(tables.office_year).values(office_id=office_id, year=YEAR, causes=causes))
    found = ranking.read(made, YEAR, INDEX)
    assert {row.name[-1]: (row.points, row.maximum, row.band, len(row.reasons)) for row in found.rows} == {
        "3": (Decimal(8), Decimal(8), "Khá", 1),  # held back by what happened
        "2": (Decimal(6), Decimal(8), "Tốt", 0),  # two points taken away
        "1": (Decimal(6), Decimal(8), "Khá", 1),  # at most one point added; a criterion without points
        "4": (Decimal(6), Decimal(8), "Khá", 1),  # 62,5% of the field, where 70% are asked for
    }
    made.close()


def test_a_task_is_late_by_its_first_open_milestone(tmp_path: Path) -> None:
    made = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    for number, met in ((1, None), (2, date(YEAR, 9, 1))):
        data = Commune(number).data()
        (plan,) = data.plans
        first, second = plan.tasks
        (past,) = first.milestones
        to_come = replace(past, guid=f"{number:032}", date_to=date(YEAR, 12, 31))
        tasks = (replace(first, milestones=(replace(past, done_on=met), to_come)), replace(second, milestones=()))
        take(made, [Commune(number).save(tmp_path, replace(data, plans=(replace(plan, tasks=tasks),)))])
    table = progress.read(made, YEAR, as_of=TODAY)
    assert [(one.name, one.counts.late) for one in table.offices] == [("UBND xã Số 1", 1), ("UBND xã Số 2", 0)]
    made.close()
