"""Points of those who appraise: what counts, what leaves the maximum, and that nobody writes over another."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import delete, insert, select

from cchc_desktop.collection import appraising, assignments, ranking, saying, scores, tables, timeliness
from cchc_desktop.collection.appraising import Conflict, Points
from cchc_desktop.collection.kinds import Round
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from tests.collection.conftest import WHOSE, empty
from tests.collection.filled import take
from tests.collection.small import YEAR, Commune

INDEX = "PAR_INDEX_COMMUNE"
NOW = datetime(2026, 12, 14, 9, 30)


@pytest.fixture(scope="module", params=["file", "server"])
def three(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Three communes with 4, 5 and 6 points of 8 as they score themselves, on both databases."""
    folder: Path = tmp_path_factory.mktemp("three")
    if request.param == "file":
        made = Collection.create(folder / "Kho.cchctong", **WHOSE)
    else:
        made = request.getfixturevalue("on_server")
        empty(made)
    take(made, [Commune(number, version=number + 1).save(folder) for number in (1, 2, 3)])
    yield made
    if request.param == "file":
        made.close()


@pytest.fixture(autouse=True)
def unsaid(three: Collection) -> None:
    """Nothing has been said yet."""
    with three.changing() as connection:
        for table in (tables.appraisal, tables.assignment, tables.office_year, tables.returned):
            connection.execute(delete(table))


def office_id(collection: Collection, number: int) -> int:
    with collection.reading() as connection:
        chosen = select(tables.office.c.id).where(tables.office.c.name == f"UBND xã Số {number}")
        return int(connection.execute(chosen).scalar_one())


def give(collection: Collection, number: int, code: str, score: str | None, **more: object) -> None:
    one = Points(office_id(collection, number), code, Round.FIRST, None if score is None else Decimal(score))
    by = more.pop("by", "Lê Văn Cường")
    given = one._replace(**more)  # type: ignore[arg-type]
    appraising.give_points(collection, year=YEAR, index_code=INDEX, points=[given], by=str(by), now=NOW)


def whole(collection: Collection, number: int) -> scores.ScoreSum:
    table = scores.read(collection, YEAR, INDEX)
    return next(one.whole for one in table.offices if one.name == f"UBND xã Số {number}")


def test_the_last_round_that_gave_points_counts(three: Collection) -> None:
    assert (whole(three, 1).reached, whole(three, 1).maximum, whole(three, 1).open) == (Decimal(4), Decimal(8), 2)
    give(three, 1, "1.1", "1")
    assert (whole(three, 1).reached, whole(three, 1).self_score, whole(three, 1).open) == (Decimal(3), Decimal(4), 1)
    give(three, 1, "1.1", "1.5", round=Round.SECOND)
    give(three, 1, "1.1", "0.5", seen=1)  # the first round mended: the second still counts
    assert whole(three, 1).reached == Decimal("3.5")
    give(three, 1, "1.1", None, round=Round.SECOND, seen=1)  # taken back
    assert whole(three, 1).reached == Decimal("2.5")
    give(three, 1, "1.1", "5", round=Round.FINAL)
    assert whole(three, 1).reached == Decimal(7)
    said = appraising.read_history(three, YEAR, INDEX, office_id(three, 1), "1.1")
    assert [(one.round, one.said.number, one.said.score) for one in said] == [
        ("1", 1, Decimal(1)),
        ("1", 2, Decimal("0.5")),
        ("2", 1, Decimal("1.5")),
        ("2", 2, None),
        ("final", 1, Decimal(5)),
    ]


def test_what_is_not_assessed_leaves_the_maximum(three: Collection) -> None:
    give(three, 2, "1.1", None, assessed=False, comment="Không quy định đánh giá")
    assert (whole(three, 2).reached, whole(three, 2).maximum) == (Decimal(2), Decimal(3))
    (line,) = [one for one in appraising.read_criterion(three, YEAR, INDEX, "1.1") if one.office == "UBND xã Số 2"]
    assert not line.assessed
    give(three, 2, "1.1", "2", round=Round.SECOND)
    assert (whole(three, 2).reached, whole(three, 2).maximum) == (Decimal(4), Decimal(8))


def test_two_at_a_time_are_told_of_each_other_and_nothing_is_lost(three: Collection) -> None:
    give(three, 3, "1.1", "2", by="Trần Thị Bình", comment="thiếu kế hoạch")
    with pytest.raises(
        Conflict, match=r"Trần Thị Bình.*09:30.*14/12/2026.*1\.1.*UBND xã Số 3.*2,00.*thiếu kế hoạch"
    ) as told:
        give(three, 3, "1.1", "3", by="Lê Văn Cường")
    assert (told.value.theirs.score, told.value.theirs.number) == (Decimal(2), 1)
    give(three, 3, "1.1", "3", by="Lê Văn Cường", seen=told.value.theirs.number)
    said = appraising.read_history(three, YEAR, INDEX, office_id(three, 3), "1.1")
    assert [(one.said.by, one.said.score) for one in said] == [
        ("Trần Thị Bình", Decimal(2)),
        ("Lê Văn Cường", Decimal(3)),
    ]


def test_several_points_are_written_together_or_not_at_all(three: Collection) -> None:
    give(three, 1, "1.2", "1", by="Trần Thị Bình")
    here = office_id(three, 1)
    both = [Points(here, "1.1", Round.FIRST, Decimal(1)), Points(here, "1.2", Round.FIRST, Decimal(2))]
    with pytest.raises(Conflict):
        appraising.give_points(three, year=YEAR, index_code=INDEX, points=both, by="Lê Văn Cường", now=NOW)
    assert appraising.read_history(three, YEAR, INDEX, here, "1.1") == ()


@pytest.mark.parametrize("score", ["-0.5", "5.01", "9999999999999999"])
def test_points_beyond_a_criterion_are_refused(three: Collection, score: str) -> None:
    with pytest.raises(UserError):
        give(three, 1, "1.1", score)
    assert whole(three, 1).open == 2


def test_criteria_of_others_are_refused_unless_meant(three: Collection) -> None:
    assignments.assign(three, year=YEAR, index_code=INDEX, appraiser="Trần Thị Bình", codes=["1"])
    assignments.assign(three, year=YEAR, index_code=INDEX, appraiser="Lê Văn Cường", codes=["1.2"])
    with pytest.raises(assignments.NotYours, match="Trần Thị Bình"):
        give(three, 1, "1.1", "1")
    give(three, 1, "1.2", "1")
    here = [Points(office_id(three, 1), "1.1", Round.FIRST, Decimal(1))]
    appraising.give_points(three, year=YEAR, index_code=INDEX, points=here, by="Lê Văn Cường", now=NOW, for_others=True)
    assert whole(three, 1).open == 0


def test_a_criterion_in_all_offices_and_an_office_down_its_criteria(three: Collection) -> None:
    lines = appraising.read_criterion(three, YEAR, INDEX, "1.1")
    assert [(one.office, one.self_score, one.reached) for one in lines] == [
        (f"UBND xã Số {number}", Decimal(number + 1), Decimal(number + 1)) for number in (1, 2, 3)
    ]
    assert [piece.title for piece in appraising.read_evidence(three, lines[0])] == ["Trang web"]
    give(three, 2, "1.2", "1.5", comment="ít minh chứng")
    office = appraising.read_office(three, YEAR, INDEX, office_id(three, 2))
    assert [(one.code, one.is_leaf, one.explanation) for one in office] == [
        ("1", False, "Giải trình"),
        ("1.1", True, "Giải trình"),
        ("1.2", True, "Giải trình"),
    ]
    assert office[2].rounds[str(Round.FIRST)].comment == "ít minh chứng"
    assert office[2].reached == Decimal("1.5")


def test_equal_points_share_a_rank_and_who_is_not_ranked_stands_apart(three: Collection) -> None:
    give(three, 1, "1.1", "5")
    give(three, 2, "1.1", "5")
    found = ranking.read(three, YEAR, INDEX)
    assert [(row.rank, row.name, row.shown, row.band) for row in found.rows] == [
        (1, "UBND xã Số 1", "87,50", "Tốt"),
        (1, "UBND xã Số 2", "87,50", "Tốt"),
        (3, "UBND xã Số 3", "75,00", "Kém"),
    ]
    assert (found.whole.highest, found.whole.lowest) == (Decimal("87.5"), Decimal(75))
    with three.changing() as connection:
        connection.execute(
            insert(tables.office_year).values(office_id=office_id(three, 1), year=YEAR, ranked=False, causes="[]")
        )
    found = ranking.read(three, YEAR, INDEX)
    assert [(row.rank, row.name) for row in found.rows] == [(1, "UBND xã Số 2"), (2, "UBND xã Số 3")]
    assert [(row.rank, row.name, row.band) for row in found.apart] == [(None, "UBND xã Số 1", "Tốt")]


def test_a_paper_goes_back_with_its_reason(three: Collection) -> None:
    with three.reading() as connection:
        chosen = select(tables.submission.c.id).where(
            tables.submission.c.office_id == office_id(three, 1), tables.submission.c.kind == "report"
        )
        paper = int(connection.execute(chosen).scalar_one())
    saying.return_paper(three, submission_id=paper, text="Thiếu số liệu mục 2", by="Lê Văn Cường", now=NOW)
    matrix = timeliness.read(three, YEAR, now=NOW)
    line = next(line for line in matrix.lines if line.office == "UBND xã Số 1")
    assert timeliness.Standing.RETURNED in [cell.standing for cell in line.cells if cell]
    with pytest.raises(UserError):
        saying.return_paper(three, submission_id=paper, text="  ", by="Lê Văn Cường")


def test_many_who_write_in_one_moment_are_told_apart(three: Collection) -> None:
    """Of two that give the same round one is told of the other; who gives another round beside them is not."""
    offices = [office_id(three, number) for number in (1, 2, 3)]
    outcomes: list[tuple[int, str, str]] = []

    def giving(who: str, round_: Round, score: str, ready: Barrier) -> None:
        for place in offices:
            ready.wait()
            points = [Points(place, "1.1", round_, Decimal(score))]
            try:
                appraising.give_points(three, year=YEAR, index_code=INDEX, points=points, by=who, now=NOW)
                outcomes.append((place, who, "given"))
            except Conflict as told:
                outcomes.append((place, who, told.theirs.by))

    ready = Barrier(3)
    told = (("An", Round.FIRST, "1"), ("Bình", Round.FIRST, "2"), ("Cường", Round.SECOND, "3"))
    threads = [Thread(target=giving, args=(*one, ready)) for one in told]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for place in offices:
        of_first = sorted(outcome for where, who, outcome in outcomes if where == place and who != "Cường")
        assert of_first in (["An", "given"], ["Bình", "given"])
        assert (place, "Cường", "given") in outcomes
    assert all(whole(three, number).reached == Decimal(5) for number in (1, 2, 3))  # the second round counts
