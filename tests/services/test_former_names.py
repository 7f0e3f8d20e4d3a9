"""Papers begun before the office was renamed: every place of the former name is told before they leave the house."""

from pathlib import Path

import pytest

from cchc_desktop import commands
from cchc_desktop.services import exports, offices, start, years
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.packing import package_findings
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.former_names import former_names_of
from cchc_desktop.services.papers.paper_words import find_in_plan, replace_in_texts
from cchc_desktop.services.papers.papers import set_paper
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.sections import add_section, set_section
from cchc_desktop.services.reporting import reports
from cchc_desktop.storage.dossier import Dossier

WARD = {"name": "UBND phường Bình Minh", "superior": "UBND tỉnh An Bình"}


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """A commune with a plan of 2026 that says its name, which became a ward with that year."""
    made = start.create_dossier(
        tmp_path / "xa.cchc", office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=2025
    )
    years.add_year(made, year=2026)
    guid = plans.create_plan(made, year=2026).created("plan")[0]
    section = add_section(made, plan_guid=guid, title="Tổ chức thực hiện").created("section")[0]
    set_section(made, section_guid=section, body="**UBND** xã Bình Minh và Đảng ủy xã chỉ đạo.")
    view = plans.read_plan(made, guid)
    assert view.decision is not None
    set_paper(made, paper_guid=view.decision.guid, authority="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH")
    return made


def plan_of(dossier: Dossier) -> tuple[str, str]:
    row = plans.annual_plan(dossier, 2026)
    assert row is not None and row.decision_guid is not None
    return row.guid, row.decision_guid


def test_each_place_is_named_before_issuing_and_goes_by_the_common_replacing(dossier: Dossier) -> None:
    plan, decision = plan_of(dossier)
    assert former_names_of(dossier, decision) == ()
    offices.set_office(dossier, from_year=2026, **WARD)
    said = [name.sentence for name in former_names_of(dossier, decision)]
    assert any("“Đảng ủy xã”" in one and "xã Bình Minh và Đảng ủy xã chỉ đạo" in one for one in said)
    assert any("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH" in one for one in said)

    for _round in range(9):
        left = former_names_of(dossier, decision)
        if not left:
            break
        query, by = left[0].before, left[0].now
        replace_in_texts(
            dossier, texts=find_in_plan(dossier, plan, query, by, exact=True), query=query, by=by, exact=True
        )
    assert former_names_of(dossier, decision) == ()
    view = plans.read_plan(dossier, plan)
    assert view.decision is not None
    assert view.decision.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG BÌNH MINH"
    assert view.sections[-1].body == "**UBND** phường Bình Minh và Đảng ủy phường chỉ đạo."


def test_exports_and_packages_name_them_too_and_papers_of_the_year_before_do_not(dossier: Dossier) -> None:
    plans.create_plan(dossier, year=2025)
    offices.set_office(dossier, from_year=2026, **WARD)
    named = exports.print_findings(dossier, Wish(2026), what=["plan"], formats=["docx"])
    assert any("xã Bình Minh" in one for one in named)
    assert set(named) <= set(package_findings(dossier, PackageWish(2026)))
    assert exports.print_findings(dossier, Wish(2025), what=["plan"], formats=["docx", "pdf"]) == ()


def test_a_report_is_looked_through_as_well(dossier: Dossier) -> None:
    guid = reports.create_report(dossier, period="2026-Q1").created("report")[0]
    view = reports.read_report(dossier, guid)
    reports.set_item(dossier, item_guid=view.items[1].guid, text="UBND xã đã chỉ đạo.")
    offices.set_office(dossier, from_year=2026, **WARD)
    assert any("UBND xã đã chỉ đạo" in name.words for name in former_names_of(dossier, view.paper.guid))


def test_the_command_line_tells_them(dossier: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    offices.set_office(dossier, from_year=2026, **WARD)
    dossier.close()
    words = ["issue", str(dossier.path), "--year", "2026", "--date", "2026-01-05", "--with-gaps"]
    assert commands.main(words) == 0
    assert "tên cũ “xã Bình Minh”" in capsys.readouterr().err
