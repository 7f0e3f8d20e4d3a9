"""The search over everything: words that follow each other, with marks or without, in either place of the tone."""

from collections.abc import Iterator

import pytest

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans, sections
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.search.searching import search
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dossier, list[str]]]:
    """Tasks, headings, parts of a report and criteria; each kind has two with "con dấu", of two years or places."""
    dossier, plan, (first, second, *_rest) = with_plan(tmp_path_factory.mktemp("search"))
    texts = [(first, Column.TASK, "Rà soát kế hoạch"), (second, Column.TASK, "Việc khác")]
    tasks.set_cells(dossier, cells=[*texts, (second, Column.ACTIVITY, "Số hoá\nLưu trữ hồ sơ giấy")])
    rows = plans.read_plan(dossier, plan).sections
    sections.set_section(dossier, section_guid=rows[1].guid, body="Thu hồi con dấu cũ")
    sections.set_section(dossier, section_guid=rows[2].guid, title="Về con dấu", body="Đóng\nvào giấy")
    sections.set_section(dossier, section_guid=rows[1].guid, title="")
    report = reports.create_report(dossier, period=f"{YEAR}-Q1").created("report")[0]
    items = reports.read_report(dossier, report).items[1:3]
    for item in items:
        reports.set_item(dossier, item_guid=item.guid, text="Đã thu hồi con dấu")
    indices.add_set_from_resource(dossier, year=YEAR, code="par_index_commune_demo")
    yield dossier, [first, second]
    dossier.close()


def found(dossier: Dossier, query: str) -> list[str]:
    return [hit.guid for hit in search(dossier, query) if hit.kind == "task"]


@pytest.mark.parametrize("query", ["ho so", "hồ sơ", "HỒ  SƠ giấy", "số hóa"])
def test_words_are_found_where_they_follow_each_other(made: tuple[Dossier, list[str]], query: str) -> None:
    dossier, (_first, second) = made
    assert found(dossier, query) == [second]


@pytest.mark.parametrize("query", ["so luu", "hộ sơ", "kế soát", ""])
def test_scattered_syllables_and_other_marks_are_no_hit(made: tuple[Dossier, list[str]], query: str) -> None:
    dossier, _guids = made
    assert found(dossier, query) == []


def test_every_kind_is_found_with_where_it_stands_and_which_tab_shows_it(made: tuple[Dossier, list[str]]) -> None:
    dossier, (first, _second) = made
    hits = search(dossier, "con dau")
    assert [(hit.kind, hit.tab) for hit in hits] == [("section", "plan")] * 2 + [("report_item", "report")] * 2
    assert [hit.title for hit in hits[:2]] == ["Về con dấu", "Thu hồi con dấu cũ"], "a heading, else its text"
    assert hits[0].where.startswith("Công tác") and "quý I" in hits[2].where and hits[2].title
    assert [hit.title for hit in search(dossier, "về con dấu")] == ["Về con dấu"], "its first word, too"
    task, *_of_these_words = search(dossier, "rà soát kế hoạch")
    assert (task.kind, task.guid, task.title, task.tab) == ("task", first, "Rà soát kế hoạch", "frame")
    assert task.where == f"Cải cách thể chế, {YEAR}"
    view = indices.read_index(dossier, indices.read_sets(dossier, YEAR)[0][0])
    one = view.criteria[2]
    (found,) = [hit for hit in search(dossier, f"{one.code} {one.name}") if hit.guid == one.guid]
    assert (found.kind, found.title, found.where, found.tab) == (
        "criterion",
        f"{one.code} {one.name}",
        f"{view.title}, {YEAR}",
        "index",
    )


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 50])
def test_no_more_is_shown_than_asked_for_and_the_best_come_first(made: tuple[Dossier, list[str]], limit: int) -> None:
    dossier, _guids = made
    assert [hit.guid for hit in search(dossier, "con dấu", limit=limit)] == [
        hit.guid for hit in search(dossier, "con dấu")[:limit]
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("giấy hồ lưu", True),  # three syllables may stand in any order, each at the beginning of a word
        ("hồ lưu", False),
        ("giấy hồ ưu", False),
        ("giay ho luu", True),
        ("giấy hồ lứu", False),
        ("giấy hồ khác", True),  # of two cells of one task
        ("giấy hồ thiếu", False),
    ],
)
def test_scattered_words_are_looked_for_from_three_on(made: tuple[Dossier, list[str]], query: str, found: bool) -> None:
    dossier, (_first, second) = made
    assert [hit.guid for hit in search(dossier, query)] == ([second] if found else [])
