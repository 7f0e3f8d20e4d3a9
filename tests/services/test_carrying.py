"""What goes on from a former office is named by it: plans, sources, units and reports, as plain rows."""

from dataclasses import replace
from datetime import date

from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.services.archive.carrying import _cited, _named, _report_subject, _source
from tests.exchange.test_row_json import PAPER, PLAN, TASK

OFFICE = "UBND xã An Bình"


def test_a_plan_is_cited_by_its_number_or_by_its_office() -> None:
    numbered = replace(PLAN, paper=replace(PAPER, number="5", symbol="KH-UBND", issued_on=date(2025, 1, 15)))
    assert _cited(numbered, OFFICE) == "Kế hoạch số 5/KH-UBND ngày 15/01/2025 của UBND xã An Bình"
    decision = replace(PAPER, number="9", symbol="QĐ-UBND", issued_on=None)
    assert _cited(replace(numbered, decision=decision), OFFICE) == "Quyết định số 9/QĐ-UBND của UBND xã An Bình"
    bare = replace(PLAN, plan=replace(PLAN.plan, title="Kế hoạch\n CCHC"))
    assert _cited(bare, OFFICE) == "Kế hoạch CCHC của UBND xã An Bình"


def test_a_task_always_names_the_office_it_came_from() -> None:
    assert _source(TASK, f"Kế hoạch của {OFFICE}", OFFICE) == f"Kế hoạch của {OFFICE}"
    assert _source(replace(TASK, source="Công văn số 5"), "x", OFFICE) == f"Công văn số 5 ({OFFICE})"
    assert _report_subject("Báo cáo", OFFICE) == f"Báo cáo (dự thảo của {OFFICE})"


def test_a_unit_is_told_apart_by_its_area() -> None:
    unit = UnitRow("u", 1, "Phòng Kinh tế", "KT", aliases=("P. Kinh tế",), fields=("pci",))
    found = _named(unit, OFFICE)
    assert (found.name, found.aliases, found.fields) == ("Phòng Kinh tế (xã An Bình)", ("P. Kinh tế (xã An Bình)",), ())
    assert (found.guid, found.short_code) == ("u", "KT")
