"""What a year offers to be printed: each paper with what it needs, its name, its formats; no dossier is opened."""

from typing import Any

import pytest

from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.printouts import FileFormat, Printout
from cchc_desktop.services.papers.composing import PRINTABLES
from cchc_desktop.services.papers.printable import Wish, YearContents

WITH_TABLE = {
    Printout.FRAME,
    Printout.PROGRESS,
    Printout.INDICES,
    Printout.CRITERIA,
    Printout.SURVEY,
    Printout.TARGETS,
} | {Printout.INDEX_CHART, Printout.INCOMING}


def plan(decision: str | None, count: int) -> YearPaperRow:
    row: Any = YearPaperRow.__new__(YearPaperRow)
    for name, value in (("decision_guid", decision), ("task_count", count)):
        object.__setattr__(row, name, value)
    made: YearPaperRow = row
    return made


@pytest.mark.parametrize(
    ("has", "offered"),
    [
        ({}, set()),
        ({"plan": plan(None, 0)}, {Printout.PLAN}),
        ({"plan": plan("d", 0)}, {Printout.PLAN, Printout.DECISION}),
        ({"plan": plan(None, 1)}, {Printout.PLAN, Printout.FRAME, Printout.PROGRESS}),
        ({"periods": frozenset({"2026-Q1"})}, {Printout.REPORT}),
        ({"has_criteria": True}, {Printout.INDICES, Printout.CRITERIA, Printout.INDEX_CHART}),
        ({"has_self_score": True}, {Printout.SELF_SCORE}),
        ({"has_survey": True}, {Printout.SURVEY, Printout.SURVEY_FORM}),
        ({"has_targets": True}, {Printout.TARGETS}),
        ({"has_award": True}, {Printout.AWARD}),
        ({"has_incoming": True}, {Printout.INCOMING}),
    ],
)
def test_a_paper_is_offered_where_the_year_has_what_it_needs(has: dict[str, Any], offered: set[Printout]) -> None:
    year = YearContents(**{"plan": None, "periods": frozenset(), "has_criteria": False, **has})
    assert {code for code, one in PRINTABLES.items() if one.there(year, Wish(2026))} == offered
    assert not year.has_report(Wish(2026, period="2026-H1"))
    assert year.has_report(Wish(2026, period="2026-Q1")) is (Printout.REPORT in offered)


def test_each_has_a_name_of_its_own_a_plain_file_name_and_its_formats() -> None:
    assert len({one.name() for one in PRINTABLES.values()}) == len(PRINTABLES) == len(Printout)
    assert {str(code): one.stem.format(year=2026, period="quy-I") for code, one in PRINTABLES.items()} == {
        "decision": "Quyet-dinh-ban-hanh-ke-hoach-2026",
        "plan": "Ke-hoach-CCHC-2026",
        "frame": "Khung-nhiem-vu-2026",
        "progress": "Tong-hop-tien-do-2026",
        "report": "Bao-cao-CCHC-quy-I-2026",
        "indices": "Bang-cham-diem-2026",
        "criteria": "Bo-tieu-chi-2026",
        "self_score": "Bao-cao-tu-cham-diem-2026",
        "index_chart": "Bieu-do-chi-so-2026",
        "survey_form": "Phieu-khao-sat-2026",
        "survey": "Ket-qua-khao-sat-2026",
        "targets": "Bang-chi-tieu-2026",
        "award": "Ho-so-khen-thuong-2026",
        "incoming": "So-van-ban-den-2026",
    }
    assert {code for code, one in PRINTABLES.items() if FileFormat.XLSX in one.formats} == WITH_TABLE
    assert all({FileFormat.DOCX, FileFormat.PDF} <= set(one.formats) for one in PRINTABLES.values())
    assert [code for code, one in PRINTABLES.items() if not one.of_office] == [Printout.CRITERIA]
