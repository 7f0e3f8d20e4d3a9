"""What becomes of packages that come: new, newer, the same, older, asked about, refused; and of all of it undone."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from cchc_desktop.collection import tables
from cchc_desktop.collection.intake import IntakeReport, take_in
from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.undoing import undo_intake
from tests.collection.conftest import empty
from tests.collection.small import Commune


def taken(collection: Collection, files: Iterable[Path], **more: Any) -> IntakeReport:
    """Take files in to the end."""
    steps = take_in(collection, files, by="Lan", **{"new_offices": True, **more})
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: IntakeReport = end.value
            return report


def outcomes(report: IntakeReport) -> list[str]:
    return [str(line.outcome) for line in report.lines]


def contents(collection: Collection) -> dict[str, list[tuple[Any, ...]]]:
    """All tables but whose it is, each row in full."""
    with collection.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in tables.metadata.sorted_tables
            if table is not tables.collection_info
        }


def told(collection: Collection) -> dict[str, list[tuple[Any, ...]]]:
    """What is known of each paper, whatever numbers its rows were given: equal for equal packages."""
    with collection.reading() as connection:
        offices = dict(connection.execute(select(tables.office.c.id, tables.office.c.name)).tuples().all())
        hashes = dict(connection.execute(select(tables.package.c.id, tables.package.c.sha256)).tuples().all())
        papers = {
            row.id: (offices[row.office_id], hashes[row.package_id], row.kind, row.key, row.is_current, row.digest)
            for row in connection.execute(select(tables.submission))
        }
        digests = dict(connection.execute(select(tables.figure.c.id, tables.figure.c.digest)).tuples().all())
        sets = dict(connection.execute(select(tables.criteria_set.c.id, tables.criteria_set.c.digest)).tuples().all())
        found: dict[str, list[tuple[Any, ...]]] = {"submission": sorted(papers.values())}
        for name in ("task", "milestone", "report_item", "figure_value", "criterion_score", "evidence"):
            rows = []
            for row in connection.execute(select(tables.metadata.tables[name])):
                values = {**row._mapping, "submission_id": papers[row.submission_id]}
                values |= {"office_id": offices[row.office_id], "package_id": hashes[row.package_id]}
                if "figure_id" in values:
                    values["figure_id"] = digests[values["figure_id"]]
                if "set_id" in values:
                    values["set_id"] = sets[values["set_id"]]
                rows.append(tuple(values.values()))
            found[name] = sorted(rows, key=repr)
        return found


def current(collection: Collection) -> list[tuple[Any, ...]]:
    """Which packages count for which papers."""
    one = tables.submission.c
    chosen = (
        select(tables.office.c.name, one.kind, tables.package.c.sha256)
        .join(tables.office, tables.office.c.id == one.office_id)
        .join(tables.package, tables.package.c.id == one.package_id)
        .where(one.is_current)
    )
    with collection.reading() as connection:
        return sorted(tuple(row) for row in connection.execute(chosen))


def test_a_package_is_taken_once_and_kept_byte_by_byte(collection: Collection, tmp_path: Path) -> None:
    path = Commune(1).save(tmp_path)
    first = taken(collection, [path])
    before = contents(collection)
    again = taken(collection, [path])
    assert outcomes(first) == ["new"] and outcomes(again) == ["same"]
    assert again.lines[0].package_id == first.lines[0].package_id
    after = contents(collection)
    lines = ("intake", "intake_line")  # what was looked at is noted, and nothing else is changed
    assert {n: rows for n, rows in after.items() if n not in lines} == {
        n: rows for n, rows in before.items() if n not in lines
    }
    assert b"".join(row[3] for row in after["package_bytes"]) == path.read_bytes()


def test_all_that_the_package_says_stands_in_its_tables(collection: Collection, tmp_path: Path) -> None:
    taken(collection, [Commune(7).save(tmp_path)])
    rows = contents(collection)
    assert [(r.kind, r.key, r.is_current) for r in _rows(collection, tables.submission)] == [
        ("plan", Commune(7).guid("plan"), True),
        ("report", "2026-Q1", True),
        ("score", "PAR_INDEX_COMMUNE", True),
    ]
    task = _rows(collection, tables.task)[0]
    assert (task.text, str(task.due_on), task.status) == ("Rà soát văn bản\nlần 1\t\\", "2026-09-11", "in_progress")
    values = [(r.code, r.value) for r in _rows(collection, tables.figure_value)]
    assert values == [("A.1", 7), ("A.2", Decimal("12.5")), ("A.3", None)]
    scores = [(r.code, r.is_leaf, r.max_points, r.self_score) for r in _rows(collection, tables.criterion_score)]
    assert scores == [("1", False, 8, 3), ("1.1", True, 5, 1), ("1.2", True, 3, 2)]
    assert [(r.code, r.parent, r.top) for r in _rows(collection, tables.criterion)] == [
        ("1", None, 0), ("1.1", 0, 0), ("1.2", 0, 0)
    ]  # fmt: skip
    assert len(rows["milestone"]) == 2 and len(rows["report_item"]) == 1 and len(rows["evidence"]) == 2


def _rows(collection: Collection, table: Any) -> list[Any]:
    with collection.reading() as connection:
        return list(connection.execute(select(table)))


def test_equal_forms_of_many_offices_are_one(collection: Collection, tmp_path: Path) -> None:
    taken(collection, [Commune(number).save(tmp_path) for number in range(1, 4)])
    with collection.reading() as connection:
        counted = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.figure, tables.criteria_set, tables.criterion, tables.figure_value)
        ]
    assert counted == [3, 1, 3, 9]


@pytest.mark.parametrize("clocks", [(0, 0), (0, -400), (400, 0)])
def test_the_later_version_counts_whatever_the_clocks_say(
    collection: Collection, tmp_path: Path, clocks: tuple[int, int]
) -> None:
    first, second = Commune(1, 1, clock=clocks[0]), Commune(1, 2, clock=clocks[1])
    report = taken(collection, [first.save(tmp_path), second.save(tmp_path)])
    assert outcomes(report) == ["new", "newer"]
    assert {row[2] for row in current(collection)} == {_hash(collection, report.lines[1].package_id)}


def _hash(collection: Collection, package_id: int | None) -> str:
    with collection.reading() as connection:
        chosen = select(tables.package.c.sha256).where(tables.package.c.id == package_id)
        return str(connection.execute(chosen).scalar_one())


def test_an_older_version_is_left_out_unless_asked_for_and_never_counts(collection: Collection, tmp_path: Path) -> None:
    old, new = Commune(1, 1, clock=90).save(tmp_path), Commune(1, 2).save(tmp_path)
    taken(collection, [new])
    before = current(collection)
    assert outcomes(taken(collection, [old])) == ["older"]
    assert len(_rows(collection, tables.package)) == 1
    assert outcomes(taken(collection, [old], take_older=True)) == ["older"]
    assert len(_rows(collection, tables.package)) == 2 and current(collection) == before


def test_undoing_leaves_no_row_and_brings_back_what_counted(collection: Collection, tmp_path: Path) -> None:
    empty = contents(collection)
    first = taken(collection, [Commune(1).save(tmp_path), Commune(2).save(tmp_path)])
    between = contents(collection)
    second = taken(collection, [Commune(1, 2).save(tmp_path), Commune(3).save(tmp_path)])
    undo_intake(collection, second.intake_id)
    assert contents(collection) == between
    undo_intake(collection, first.intake_id)
    assert contents(collection) == empty


def test_one_bad_file_of_five_refuses_only_itself(collection: Collection, tmp_path: Path) -> None:
    files = [Commune(number).save(tmp_path) for number in range(1, 6)]
    whole = files[2].read_bytes()
    files[2].write_bytes(whole[: len(whole) // 2] + b"\x00" * 8 + whole[len(whole) // 2 + 8 :])
    report = taken(collection, files)
    assert outcomes(report) == ["new", "new", "refused", "new", "new"]
    assert report.of(Outcome.REFUSED)[0].reason
    assert len({row[0] for row in current(collection)}) == 4


_ARRIVALS = st.permutations([(1, 1), (1, 2), (2, 1)]).flatmap(
    lambda order: st.lists(st.sampled_from(order), max_size=2).map(lambda more: [*order, *more])
)


def test_in_any_order_and_any_file_twice_both_databases_hold_the_same(
    on_server: Collection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("packages")
    files = {(n, v): Commune(n, v, clock=-30 * v).save(folder) for n, v in ((1, 1), (1, 2), (2, 1))}
    seen: list[Any] = []

    @settings(max_examples=4)
    @given(_ARRIVALS)
    def arrive(order: list[tuple[int, int]]) -> None:
        empty(on_server)
        in_file = Collection.create(tmp_path_factory.mktemp("kho") / "Kho.cchctong", office_name="Sở Nội vụ")
        for kept in (in_file, on_server):
            taken(kept, [files[one] for one in order], take_older=True)
            seen.append(told(kept))
            assert seen[-1] == seen[0]
        in_file.close()

    arrive()


def test_an_offices_own_units_and_criteria_stand_apart_and_are_kept_as_they_were_sent(
    collection: Collection, tmp_path: Path
) -> None:
    data = Commune(2).data()
    report, scores = data.reports[0], data.indices[0]
    in_millions = replace(report.figures[1], unit="triệu đồng")
    own = replace(scores.criteria[1], name="Tiêu chí của riêng xã", max_points=Decimal(6))
    changed = replace(
        data,
        reports=(replace(report, figures=(report.figures[0], in_millions, report.figures[2])),),
        indices=(replace(scores, criteria=(scores.criteria[0], own, scores.criteria[2])),),
    )
    taken(collection, [Commune(1).save(tmp_path), Commune(2).save(tmp_path, changed)])
    amounts = [(row.unit, row.code) for row in _rows(collection, tables.figure) if row.code == "A.2"]
    assert sorted(amounts) == [("triệu đồng", "A.2"), ("văn bản", "A.2")]
    assert [row.value for row in _rows(collection, tables.figure_value) if row.code == "A.2"] == [Decimal("12.5")] * 2
    assert len(_rows(collection, tables.criteria_set)) == 2
    own_points = {row.name: row.max_points for row in _rows(collection, tables.criterion) if row.code == "1.1"}
    assert own_points == {"Tiêu chí 1.1": 5, "Tiêu chí của riêng xã": 6}
