"""Papers begun from the bundled templates."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.fields import FIELDS, field_of
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services import start
from cchc_desktop.services.papers import papers, plans, sections
from cchc_desktop.services.papers.composing import compose, file_stem
from cchc_desktop.services.papers.papers_from_templates import (
    available_templates,
    create_from_template,
    numbered_anew,
    subject_of,
)
from cchc_desktop.services.papers.plan_copies import copy_plan
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.sections import NewSection
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier

CODES = [template.code for template in available_templates()]


def begin(dossier: Dossier, code: str, subject: str = "") -> YearPaperView:
    guid = create_from_template(dossier, year=YEAR, code=code, subject=subject).created("plan")[0]
    return plans.read_plan(dossier, guid)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """A commune whose dossier each test leaves as it was."""
    dossier = new_dossier(tmp_path_factory.mktemp("templates"))
    yield dossier
    dossier.close()


@pytest.mark.parametrize("code", CODES)
def test_every_template_makes_a_paper_that_can_be_taken_back(office: Dossier, code: str) -> None:
    dossier = office
    before = content(dossier)
    change = create_from_template(dossier, year=YEAR, code=code)
    view = plans.read_plan(dossier, change.created("plan")[0])
    template = next(template for template in available_templates() if template.code == code)
    assert (view.paper.kind, view.plan.kind) == (template.paper_kind, template.plan_kind)
    assert view.paper.subject == subject_of(dossier, template, YEAR)
    everything = repr((view.paper, view.decision, view.sections))
    assert "{" not in everything and str(YEAR) in everything
    compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=view.plan.guid))
    undo(dossier, change)
    assert content(dossier) == before


def test_numbers_close_up_where_a_section_is_left_out() -> None:
    levels = [(1, "II"), (2, "2"), (3, "b"), (2, "4"), (1, ""), (1, "V"), (2, "3")]
    found = numbered_anew([NewSection(level, number, "") for level, number in levels])
    assert [one.number for one in found] == ["I", "1", "1", "2", "", "II", "1"]


def test_what_the_chairman_decides_he_signs_alone(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    award, team = begin(dossier, "decision_award").paper, begin(dossier, "decision_team").paper
    assert (award.authority, award.signing_form) == ("Chủ tịch Ủy ban nhân dân xã Bình Minh", "head")
    assert (team.authority, team.signing_form) == ("", "collective")
    dossier.close()


def test_the_annual_plan_comes_with_the_decision_that_issues_it(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    view = begin(dossier, "plan_annual")
    assert view.decision is not None and view.paper.recipients == () and view.paper.legal_bases == ()
    assert view.decision.recipients[0] == "Như Điều 3" and len(view.decision.articles) == 3
    assert view.decision.legal_bases[0].startswith("Căn cứ Luật Tổ chức chính quyền địa phương")
    assert view.decision.legal_bases[-1].startswith("Theo đề nghị của ")
    assert [(s.number, s.title) for s in view.sections if s.level == 1] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU"),
        ("II", "NỘI DUNG, NHIỆM VỤ TRỌNG TÂM"),
        ("III", "NHIỆM VỤ CỤ THỂ"),
        ("IV", "KINH PHÍ THỰC HIỆN"),
        ("V", "THEO DÕI, KIỂM TRA, ĐÔN ĐỐC"),
        ("VI", "TỔ CHỨC THỰC HIỆN"),
    ]
    assert [s.number for s in view.sections if s.role == "tasks"] == ["III"]
    contents = [s.title for s in view.sections if s.level == 2][2:]
    assert [field_of(title) for title in contents] == [field.code for field in FIELDS[:7]]
    dossier.close()


@pytest.mark.parametrize(("code", "later"), [("plan_annual", "282/QĐ-TTg"), ("plan_emulation", "23 tháng 4 năm 2026")])
def test_a_paper_cites_what_there_was_when_its_year_began(tmp_path: Path, code: str, later: str) -> None:
    dossier = new_dossier(tmp_path)
    for year in (2026, 2027):
        guid = create_from_template(dossier, year=year, code=code).created("plan")[0]
        view = plans.read_plan(dossier, guid)
        bases = " ".join((view.decision or view.paper).legal_bases)
        assert (later in bases) == (year == 2027)
        assert code != "plan_emulation" or "152/2025/NĐ-CP" in bases
    dossier.close()


def test_a_letter_bears_its_drafting_unit_and_is_no_plan_of_the_year(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    letter = begin(dossier, "letter_request")
    assert letter.paper.symbol == "UBND-VHXH" and letter.paper.recipients[-1] == "Lưu: VT, VHXH"
    assert plans.main_plan(dossier, YEAR) is None
    assert file_stem(dossier, Printout.PLAN, Wish(YEAR, None, letter.plan.guid)).startswith(
        "Cong-van-2026-xay-dung-ke-hoach"
    )
    plan = begin(dossier, "plan_propaganda")
    found = plans.main_plan(dossier, YEAR)
    assert found is not None and found.guid == plan.plan.guid
    sections.add_section(dossier, plan_guid=letter.plan.guid, title="Việc khác")
    assert plans.read_plan(dossier, letter.plan.guid).sections[-1].number == "4"
    dossier.close()


def test_a_submission_is_addressed_to_the_superior_by_its_full_name(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    view = begin(dossier, "submission_award", "Về việc khen thưởng")
    assert view.paper.subject == "Về việc khen thưởng"
    assert view.paper.addressees == ("Ủy ban nhân dân tỉnh An Bình",)
    assert view.paper.recipients[:2] == ("Như trên", "Sở Nội vụ")
    dossier.close()


def test_a_copied_letter_keeps_its_unit_and_addressees(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    letter = begin(dossier, "letter_reminder")
    guid = copy_plan(dossier, plan_guid=letter.plan.guid, year=YEAR + 1).created("plan")[0]
    copied = plans.read_plan(dossier, guid).paper
    assert (copied.symbol, copied.addressees) == (letter.paper.symbol, letter.paper.addressees)
    assert copied.subject == "đôn đốc thực hiện nhiệm vụ\ncải cách hành chính năm 2027"
    dossier.close()


@pytest.mark.parametrize(
    ("office", "title"),
    [("Sở Nội vụ", "GIÁM ĐỐC"), ("Phòng Kinh tế", "TRƯỞNG PHÒNG"), ("Thanh tra tỉnh", "THỦ TRƯỞNG")],
)
def test_a_department_speaks_and_signs_as_one(tmp_path: Path, office: str, title: str) -> None:
    dossier = start.create_dossier(
        tmp_path / "so.cchc", office=office, superior="UBND tỉnh An Bình", place="An Bình", year=YEAR
    )
    for code in CODES:
        view = begin(dossier, code)
        signed = view.decision or view.paper
        everything = repr((view.paper, view.decision, view.sections))
        assert f"UBND {office}" not in everything and f"nhân dân {office}" not in everything, code
        assert not re.search(rf"\w{office}", everything), code
        assert "Phó Chủ tịch" not in everything and f"HĐND {office}" not in everything, code
        assert (signed.signing_form, signed.signer_title, signed.authority) == ("head", title, ""), code
    dossier.close()


def test_numbers_are_unique_per_symbol_and_year(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    first, second, notice = (begin(dossier, c) for c in ("letter_request", "letter_reminder", "notice_conclusion"))
    papers.set_paper(dossier, paper_guid=first.paper.guid, number="12")
    papers.set_paper(dossier, paper_guid=notice.paper.guid, number="12")
    with pytest.raises(UserError, match="12/UBND-VHXH"):
        papers.set_paper(dossier, paper_guid=second.paper.guid, number="12")
    dossier.close()


def test_a_damaged_template_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = new_dossier(tmp_path)
    folder = tmp_path / "resources"
    shutil.copytree(paths.resources(), folder)
    path = folder / "templates" / "notice_conclusion.json"
    form = json.loads(path.read_text(encoding="utf-8"))
    del form["sections"]
    path.write_text(json.dumps(form), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: folder)
    before = content(dossier)
    with pytest.raises(UserError, match="notice_conclusion"):
        create_from_template(dossier, year=YEAR, code="notice_conclusion")
    assert content(dossier) == before
    dossier.close()
