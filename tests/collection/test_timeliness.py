"""Who handed in what and when, told by the packages that came, on both databases alike."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from cchc_desktop.collection import expected, tables, timeliness
from cchc_desktop.collection.expected import ExpectedPaper
from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.made_up.communes import Commune, communes
from cchc_desktop.collection.made_up.office_rows import SMALL
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.timeliness import Standing
from cchc_desktop.errors import UserError
from tests.collection.small import Commune as Small

YEAR = 2026
AT_THE_END = datetime(2026, 12, 31, 17)
PLAN, SCORE = (SubmissionKind.PLAN, ""), (SubmissionKind.SCORE, "PAR_INDEX_COMMUNE")
REPORT = (SubmissionKind.REPORT, "2026-Y")


@pytest.fixture(scope="module")
def province() -> list[Commune]:
    """Five communes, each of which sends a plan, the year's report and a self-score, when each is due."""
    return list(communes(5, seed=27, size=SMALL, by_paper=True))


def bring(collection: Collection, *paths: Path) -> None:
    for _step in take_in(collection, paths, by="Bình", new_offices=True, now=AT_THE_END):
        pass


def test_each_cell_says_what_became_of_the_paper(
    collection: Collection, province: list[Commune], tmp_path: Path
) -> None:
    packages = [package for one in province for package in one.packages]
    for package in packages:
        (tmp_path / package.file_name).write_bytes(package.data)
    bring(collection, *(tmp_path / package.file_name for package in packages))
    matrix = timeliness.read(collection, YEAR, now=AT_THE_END)
    places = {(paper.kind, paper.key): place for place, paper in enumerate(matrix.papers)}
    lines = {line.office: line for line in matrix.lines}
    assert set(lines) == {one.name for one in province if one.packages}
    assert any(one.late for one in province)
    assert any(one.missing for one in province)
    for one in province:
        sent = {paper: package.made_at for package in reversed(one.packages) for paper in package.papers}
        for paper in (PLAN, REPORT, SCORE):
            cell = lines[one.name].cells[places[paper]]
            assert cell is not None
            if paper in one.missing:
                assert cell == timeliness.Cell(Standing.MISSING)
            else:
                assert (cell.made_at, cell.days) == (sent[paper], one.late.get(paper, 0))
                assert cell.standing == (Standing.LATE if paper in one.late else Standing.ON_TIME)
                assert cell.received_at == AT_THE_END
                comes_again = paper == PLAN and REPORT not in one.missing
                assert cell.version == (2 if comes_again else 1)
        quarter = lines[one.name].cells[places[SubmissionKind.REPORT, "2026-Q1"]]
        assert quarter is not None
        assert quarter.standing == Standing.MISSING
    assert sum(matrix.counts(places[REPORT]).values()) == len(lines)
    assert matrix.missing([places[SCORE]]) == tuple(
        line for line in matrix.lines if SCORE in next(one for one in province if one.name == line.office).missing
    )

    (place,) = (place for place, paper in enumerate(matrix.papers) if paper.key == "2026-Q1")
    for at, standing in ((datetime(2026, 3, 11, 23, 59), Standing.AWAITED), (datetime(2026, 3, 12), Standing.MISSING)):
        then = timeliness.read(collection, YEAR, now=at)
        assert then.counts(place)[standing] == len(then.lines)


def test_a_group_may_have_days_and_papers_of_its_own(collection: Collection, tmp_path: Path) -> None:
    bring(collection, Small(1).save(tmp_path), Small(2).save(tmp_path))
    report = (SubmissionKind.REPORT, "2026-Q1")
    asked = (
        ExpectedPaper(*report, datetime(2026, 4, 1)),
        ExpectedPaper(*report, datetime(2026, 3, 1), "Vùng cao"),
        ExpectedPaper(*REPORT, None, "Vùng cao"),
    )
    with collection.changing() as connection:
        expected.put(connection, YEAR, asked)
        connection.execute(insert(tables.office_year).values(office_id=2, year=YEAR, group_name="Vùng cao"))
    matrix = timeliness.read(collection, YEAR, now=AT_THE_END)
    assert [(paper.kind, paper.key) for paper in matrix.papers] == [report, REPORT]
    plain, high = matrix.lines
    assert plain.cells[0] is not None
    assert high.cells[0] is not None
    assert (plain.cells[0].days, plain.cells[1]) == (0, None)
    assert (high.group, high.cells[0].days) == ("Vùng cao", 11)
    assert high.cells[1] is not None
    assert high.cells[1].standing == Standing.AWAITED


def test_a_returned_paper_is_told_until_a_newer_one_comes(collection: Collection, tmp_path: Path) -> None:
    expect = (ExpectedPaper(SubmissionKind.REPORT, "2026-Q1", datetime(2026, 4, 1)),)
    with collection.changing() as connection:
        expected.put(connection, YEAR, expect)
    bring(collection, Small(1).save(tmp_path))
    (line,) = timeliness.read(collection, YEAR).lines
    (cell,) = line.cells
    assert cell is not None
    assert (cell.standing, cell.version) == (Standing.ON_TIME, 1)
    with collection.changing() as connection:
        values = {"guid": "ab" * 16, "year": YEAR, "text": "Thiếu phụ lục", "by": "Bình", "at": datetime(2026, 4, 2)}
        connection.execute(insert(tables.returned).values(office_id=1, submission_id=cell.submission_id, **values))
    (line,) = timeliness.read(collection, YEAR).lines
    assert line.cells[0] is not None
    assert (line.cells[0].standing, line.cells[0].returned_at) == (Standing.RETURNED, datetime(2026, 4, 2))
    bring(collection, Small(1, version=2).save(tmp_path))
    (line,) = timeliness.read(collection, YEAR).lines
    assert line.cells[0] is not None
    assert (line.cells[0].standing, line.cells[0].version) == (Standing.ON_TIME, 2)
    assert line.cells[0].made_at == cell.made_at


@pytest.mark.parametrize(
    ("made", "due", "days"),
    [
        (datetime(2026, 3, 11, 23, 59), datetime(2026, 3, 12), 0),
        (datetime(2026, 3, 12), datetime(2026, 3, 12), 1),
        (datetime(2026, 3, 14, 9), datetime(2026, 3, 12), 3),
        (datetime(2026, 12, 5, 16, 59), datetime(2026, 12, 5, 17), 0),
        (datetime(2026, 12, 5, 17, 0), datetime(2026, 12, 5, 17), 1),
        (datetime(2026, 12, 6, 8), datetime(2026, 12, 5, 17), 1),
        (datetime(2026, 12, 6, 8), None, 0),
    ],
)
def test_days_are_counted_as_regimes_count_them(made: datetime, due: datetime | None, days: int) -> None:
    assert timeliness.days_late(made, due) == days


def test_what_is_expected_is_kept_and_checked(collection: Collection) -> None:
    plan = ExpectedPaper(*PLAN, datetime(2026, 2, 1))
    with collection.changing() as connection:
        assert [paper.kind for paper in expected.read(connection, YEAR)] == ["plan", *["report"] * 4, "score"]
        expected.put(connection, YEAR, (ExpectedPaper(*SCORE), plan))
        assert expected.read(connection, YEAR) == (plan, ExpectedPaper(*SCORE))
        for wrong in ((), (plan, plan), (ExpectedPaper(SubmissionKind.REPORT, "2025-Q1"),)):
            with pytest.raises(UserError):
                expected.put(connection, YEAR, wrong)
        assert expected.read(connection, YEAR) == (plan, ExpectedPaper(*SCORE))
