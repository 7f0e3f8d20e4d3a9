"""What the dossier knows of a year by itself: shares of tasks, figures, indices, reports; and what to choose from."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.models.index_result_rows import PublishedRow
from cchc_desktop.models.task import Milestone, Task
from cchc_desktop.rules.periods import PERIOD_KINDS
from cchc_desktop.rules.scoring import Input
from cchc_desktop.services import known_values
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import papers
from cchc_desktop.services.reporting import figure_sources, figures, reports
from cchc_desktop.services.scoring import index_results, index_source_choices, index_sources, indices
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan
from tests.services.issued import letter

D = Decimal
CODE = "PAR_INDEX_COMMUNE"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """Four tasks: one done, one cancelled; results published for this year."""
    made, _plan, guids = with_plan(tmp_path_factory.mktemp("known"))
    tasks.set_tracking(made, task_guid=guids[0], status="done", percent=100)
    tasks.set_tracking(made, task_guid=guids[1], status="cancelled", reason="Không còn")
    report = reports.create_report(made, period=f"{YEAR}-H1").created("report")[0]
    row = next(one for one in reports.read_report(made, report).figures if one.kind == "count" and not one.formula)
    figures.set_figure(made, figure_guid=row.guid, period=f"{YEAR}-H1", value=D(7))
    figures.set_figure(made, figure_guid=row.guid, period=f"{YEAR}-Q1", value=D(3))
    index_results.set_results(
        made,
        results=[
            PublishedRow(CODE, YEAR, "", D(81), D(90), 4, 20, decision="519/QĐ-UBND"),
            PublishedRow(CODE, YEAR, "Xã A", D(10), D(90), 9, 20),
            PublishedRow("SIPAS", YEAR, "", D("88.5"), None),
            PublishedRow("INDEX_766", YEAR, "", D("70"), None),
        ],
    )
    yield made
    made.close()


def figure_code(dossier: Dossier) -> str:
    with dossier.raw_connection() as plain:
        asked = "SELECT code FROM figure JOIN figure_value ON figure.guid = figure_guid"
        return str(plain.execute(asked).fetchone()[0])


def known(dossier: Dossier, source: str, year: int = YEAR, **how: Any) -> tuple[str, str] | None:
    with dossier.read() as session:
        found = known_values.known_value(session, source, year, **how)
    return None if found is None else (str(found.value), found.words)


def test_what_targets_are_compared_with(dossier: Dossier) -> None:
    code = figure_code(dossier)
    assert known(dossier, "tasks") == ("33.33", f"Theo kết quả thực hiện nhiệm vụ: hoàn thành 1/3 nhiệm vụ năm {YEAR}")
    assert known(dossier, "tasks", YEAR + 1) is None and known(dossier, "tasks", led_by="nobody") is None
    assert known(dossier, f"figure:{code}") == ("7", f"Theo số liệu {code} của báo cáo 6 tháng đầu năm {YEAR}")
    assert known(dossier, "figure:gone") is None and known(dossier, "nonsense") is None
    words = f"Theo kết quả công bố Chỉ số năm {YEAR} (519/QĐ-UBND)"
    assert known(dossier, f"index:{CODE}", unit="%") == ("90.00", words)
    assert known(dossier, f"index:{CODE}") == ("81", words)
    assert known(dossier, f"index:{CODE}", unit="hạng") == ("4", words)
    assert known(dossier, "index:SIPAS", unit="%") == ("88.5", f"Theo kết quả công bố Chỉ số năm {YEAR}")
    assert known(dossier, "index:SIPAS", unit="hạng") is None and known(dossier, "index:gone") is None
    assert known(dossier, "index:gone", unit="hạng") is None


def test_the_sources_that_may_be_chosen(dossier: Dossier) -> None:
    chosen = known_values.source_choices(dossier, YEAR)
    assert [one.code for one in chosen[:4]] == ["tasks", "index:INDEX_766", f"index:{CODE}", "index:SIPAS"]
    assert f"figure:{figure_code(dossier)}" in [one.code for one in chosen] and all(one.name for one in chosen)
    offered = index_source_choices.source_choices(dossier, YEAR)
    codes = [code for code, _words in offered]
    assert codes[0] == "" and len(set(codes)) == len(codes) and len({words for _code, words in offered}) == len(offered)
    assert {f"reports:{kind}" for kind in PERIOD_KINDS} <= set(codes)
    assert any(f"năm {YEAR}" in words for code, words in offered if code == "reports:Q1")
    sources = Sources(dossier, YEAR, date(YEAR, 11, 30))
    for code in filter(None, codes):  # each of them is read by what reads them
        assert sources.find(Input("a", "A", "percent", source=code))[1], code
    assert sources.find(Input("a", "A", source="nonsense:1")) == (None, "")


@pytest.mark.parametrize(
    ("source", "kind", "value"),
    [
        ("tasks:percent", "number", D(100) / 3),
        ("tasks:done", "number", D(1)),
        ("tasks:total", "number", D(3)),
        ("tasks:done", "percent", D(100) / 3),
        ("tasks:done", "yes_no", False),
        ("tasks:nonsense", "number", None),
        ("tasks:propaganda.percent", "percent", None),
        ("tasks:annual.total", "number", D(3)),
        (f"index:{CODE}", "percent", D(90)),
        ("index:SIPAS", "percent", D("88.5")),
        ("index:766", "percent", D(70)),
        ("index:gone", "percent", None),
        ("figure:gone", "number", None),
        ("survey:SIPAS", "percent", None),
        ("register:plan", "yes_no", None),
        ("register:plan", "number", D(0)),
    ],
)
def test_what_scoring_rules_are_given(dossier: Dossier, source: str, kind: str, value: object) -> None:
    found, words = Sources(dossier, YEAR, date(YEAR, 11, 30)).find(Input("a", "A", kind, source=source))
    assert found == value and words


def test_figures_by_period_and_the_tasks_of_a_criterion(dossier: Dossier) -> None:
    sources, code = Sources(dossier, YEAR, date(YEAR, 11, 30)), figure_code(dossier)
    for source, value in ((f"figure:{code}", D(7)), (f"figure:{code}:Q1", D(3)), (f"figure: {code}:9M", None)):
        found, words = sources.find(Input("a", "A", source=source))
        assert found == value and code in words and str(YEAR) in words
    assert sources.figure(code) == 7 and sources.figure("gone") is None
    with dossier.raw_connection() as plain:
        guids = [row[0] for row in plain.execute("SELECT guid FROM task ORDER BY percent DESC")]
    linked = Input("a", "A", source="tasks:linked.total")
    assert sources.find(linked, guids[:1])[0] == 1 and sources.find(linked)[0] is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("03-31", date(YEAR, 3, 31)), ("02-30", None), ("", None), ("3", None), ("a-1", None), ("1-b", None)],
)
def test_a_day_of_the_year(text: str, day: date | None) -> None:
    assert index_sources._day_of(YEAR, text) == day


def test_figures_are_filled_with_what_is_known_and_what_was_typed_stays(dossier: Dossier) -> None:
    change = figure_sources.fill_figures(dossier, period=f"{YEAR}-9M")
    assert change.label and change
    with dossier.raw_connection() as plain:
        asked = "SELECT source, value FROM figure JOIN figure_value ON figure.guid = figure_guid WHERE period = ?"
        found = dict(plain.execute(asked, [f"{YEAR}-9M"]).fetchall())
    assert {found[name] for name in ("tasks.total", "tasks.done")} == {3 * 10_000, 1 * 10_000}, "one is set aside"
    assert "assigned.total" not in found and "papers.issued" not in found, "nothing is known of these"
    assert not figure_sources.fill_figures(dossier, period=f"{YEAR}-9M"), "what has a value stays"
    undo(dossier, change)


@pytest.fixture(scope="module")
def under_orders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """Tasks that the superior assigned: one in time, one late, one open, one cancelled; the third is our own."""
    made, _plan, guids = with_plan(tmp_path_factory.mktemp("orders"))
    with made.change("x") as work:
        rows = [work.session.get_one(Task, guid) for guid in guids]
        for row, status in zip(rows, ("done", "done", "in_progress", "cancelled"), strict=True):
            row.status, row.source = status, "Công văn số 5"
        for row, done_on in ((rows[0], date(YEAR, 3, 31)), (rows[1], date(YEAR, 4, 1))):
            due = date(YEAR, 3, 31)
            row.milestones = [Milestone(position=0, kind="date", label="", date_to=due, done_on=done_on)]
    yield made
    made.close()


def test_what_the_superior_assigned_is_counted_by_how_it_stands(under_orders: Dossier) -> None:
    with under_orders.read() as session:
        known = figure_sources._Known(session, figures.Period.parse(f"{YEAR}-9M"))
        names = ("total", "done_in_time", "done_late", "open")
        assert [known.count(f"assigned.{name}") for name in names] == [3, 1, 1, 1]
        assert known.count("tasks.total") is not None and known.count("nonsense") is None
        other = figure_sources._Known(session, figures.Period.parse(f"{YEAR + 1}-9M"))
        assert [other.count(f"assigned.{name}") for name in names] == [None] * 4
        assert other.count("tasks.done") is None and other.count("papers.issued") is None


def test_a_day_that_is_not_counted_in_makes_a_task_late_a_day_sooner() -> None:
    due = date(YEAR, 3, 31)
    told = [figure_sources._was_late(due, exclusive, due) for exclusive in (False, True)]
    assert told == [False, True]
    assert not figure_sources._was_late(None, False, due) and not figure_sources._was_late(due, False, None)


@pytest.fixture(scope="module")
def with_register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """Two letters in the register, of 5 January and of 1 April, and one without a day; a set of criteria."""
    made, _plan, _tasks = with_plan(tmp_path_factory.mktemp("register"))
    for number, subject, day in (
        ("1", "rà soát quý I", date(YEAR, 1, 5)),
        ("2", "đôn đốc", date(YEAR, 4, 1)),
        ("3", "x", None),
    ):
        guid = letter(made)
        papers.set_paper(made, paper_guid=guid, number=number, symbol="UBND-VP", subject=subject, issued_on=day)
    indices.add_set_from_resource(made, year=YEAR, code="par_index_commune_demo")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("source", "kind", "value", "words"),
    [
        ("register:letter", "number", D(2), "2 văn bản"),
        ("register:letter:01-31", "number", D(1), "1"),
        ("register:letter:01-05", "number", D(1), "05/01"),
        ("register:letter:01-04", "number", D(0), "04/01"),
        ("register:letter:12-31:ra soat", "number", D(1), "1 văn bản"),
        ("register:letter::đôn đốc", "number", D(1), "1 văn bản"),
        ("register:letter:01-31", "choice", "on_time", ""),
        ("register:letter:01-04", "choice", "late", ""),
        ("register:letter:01-04", "yes_no", False, ""),
        ("register:letter:01-05", "yes_no", True, ""),
        ("register:plan", "choice", None, "0 văn bản"),
        ("index:COMMUNE", "percent", None, "COMMUNE"),
    ],
)
def test_what_the_register_says_by_a_day(
    with_register: Dossier, source: str, kind: str, value: object, words: str
) -> None:
    found, told = Sources(with_register, YEAR, date(YEAR, 11, 30)).find(Input("a", "A", kind, source=source))
    assert found == value and words in told and str(YEAR) in told


def test_an_index_that_is_scored_here_is_known_by_its_points(with_register: Dossier) -> None:
    wanted = Input("a", "A", "percent", source=f"index:{CODE}")
    sources = Sources(with_register, YEAR, date(YEAR, 11, 30))
    ((guid, _code, _title),) = indices.read_sets(with_register, YEAR)
    leaf = next(row for row in indices.read_index(with_register, guid).criteria if row.is_leaf and row.max_points >= 1)
    change = indices.set_score(with_register, criterion_guid=leaf.guid, self_score=D(1))
    found, words = sources.find(wanted)
    assert isinstance(found, D) and 0 < found < 100 and CODE in words and str(YEAR) in words
    undo(with_register, change)
    caused = indices.set_causes(with_register, set_guid=guid, causes=["b", "a", "b"])
    with with_register.raw_connection() as plain:
        assert plain.execute("SELECT causes FROM criteria_set").fetchone()[0] == '["a", "b"]' and caused.label
    undo(with_register, caused)
    indices.copy_set(with_register, from_year=YEAR, to_year=YEAR + 1, index_code=CODE)
    with with_register.raw_connection() as plain:
        asked = "SELECT causes FROM criteria_set WHERE year = ?"
        assert plain.execute(asked, [YEAR + 1]).fetchone()[0] == "[]"


def test_figures_that_no_report_has_brought_yet_are_filled(tmp_path: Path) -> None:
    made, _plan, _guids = with_plan(tmp_path)
    change = figure_sources.fill_figures(made, period=f"{YEAR}-Q1")
    assert change.created("figure") and change.created("figure_value")
    made.close()
