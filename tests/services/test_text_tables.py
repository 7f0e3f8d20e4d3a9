"""A table in the text of a section goes where the text goes: undo, search, replacing, another year, a package."""

from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Table
from cchc_desktop.documents.report import compose_report
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.rules.differences import Kind, differences
from cchc_desktop.rules.figure_quotes import quote
from cchc_desktop.rules.gaps import gaps_in
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.packing import make_package
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.paper_words import find_in_plan, replace_in_texts
from cchc_desktop.services.papers.plan_copies import copy_plan
from cchc_desktop.services.papers.plans import read_plan
from cchc_desktop.services.papers.sections import set_section
from cchc_desktop.services.reporting.figures import read_figures, set_figure
from cchc_desktop.services.reporting.reports import create_report, read_report, set_item
from cchc_desktop.services.search.searching import search
from cchc_desktop.storage.changes import redo, undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, with_plan

TABLE = r"""Chỉ tiêu:
|| Chỉ tiêu | Năm 2025 | Năm 2026 |
| Hồ sơ **đúng** hạn\n(một cửa) | 97 % | [ghi số] |
| a\|b |  |  |
Hết."""


@pytest.fixture
def plan(tmp_path: Path) -> tuple[Dossier, str]:
    dossier, guid, _tasks = with_plan(tmp_path)
    set_section(dossier, section_guid=read_plan(dossier, guid).sections[0].guid, body=TABLE)
    return dossier, guid


def body(dossier: Dossier, guid: str) -> str:
    """The text of the first section."""
    return read_plan(dossier, guid).sections[0].body


def test_a_table_is_undone_and_done_again(plan: tuple[Dossier, str]) -> None:
    dossier, guid = plan
    before = content(dossier)
    change = set_section(dossier, section_guid=read_plan(dossier, guid).sections[0].guid, body=TABLE + "\n|| x | y |")
    undo(dossier, change)
    assert content(dossier) == before
    redo(dossier, change)
    assert body(dossier, guid) == TABLE + "\n|| x | y |"


def test_words_in_cells_are_found_and_replaced_and_the_cells_stay(plan: tuple[Dossier, str]) -> None:
    dossier, guid = plan
    assert [hit.title for hit in search(dossier, "mot cua") if hit.kind == "section"]
    found = find_in_plan(dossier, guid, "hạn", "ngày", True)
    assert [text.count for text in found if text.part == "section"] == [1]
    replace_in_texts(dossier, texts=found, query="hạn", by="ngày\tsớm", exact=True)
    assert body(dossier, guid) == TABLE.replace("hạn", "ngày sớm")
    found = find_in_plan(dossier, guid, "a|b", "", True)
    replace_in_texts(dossier, texts=found, query="a|b", by="", exact=True)
    assert body(dossier, guid).split("\n")[3] == "|  |  |  |"


def test_the_years_of_its_header_move_on(plan: tuple[Dossier, str]) -> None:
    dossier, guid = plan
    copy = copy_plan(dossier, plan_guid=guid, year=YEAR + 1).created("plan")[0]
    assert body(dossier, copy) == TABLE.replace("2026", "2027").replace("2025", "2026")


def test_a_package_brings_it_along(plan: tuple[Dossier, str], tmp_path: Path) -> None:
    dossier, _guid = plan
    *_steps, _last = make_package(dossier, wish=PackageWish(YEAR), out=tmp_path / "gói", note="")
    _info, data = read_package(tmp_path / "gói.cchcgoi")
    assert data.plans[0].sections[0].body == TABLE


def test_gaps_and_changes_are_told_by_its_words() -> None:
    assert gaps_in(plain_text(TABLE)) == ["[ghi số]"]
    found = differences(plain_text(TABLE), plain_text(TABLE.replace("97 %", "98 %")))
    assert [one.kind for one in found].count(Kind.SAME) == len(found) - 1


def test_a_figure_that_a_cell_quotes_is_filled_in(plan: tuple[Dossier, str]) -> None:
    dossier, _guid = plan
    report = create_report(dossier, period=f"{YEAR}-Q1").created("report")[0]
    figure = read_figures(dossier, f"{YEAR}-Q1")[0]
    set_figure(dossier, figure_guid=figure.guid, period=f"{YEAR}-Q1", value=Decimal(4512))
    item = read_report(dossier, report).items[-1]
    set_item(dossier, item_guid=item.guid, text=f"|| Chỉ tiêu | Số |\n| Văn bản | {quote(figure.code, 'a|b')} |")
    paper = compose_report(read_report(dossier, report), read_office(dossier, YEAR), load_house_style())
    table = next(table for table in paper.tables() if table.in_text)
    assert table.rows[0].cells[1].text == "4.512" and table.rows[0].cells[1].number == 4512
    assert isinstance(table, Table)
