"""The rows of a package as the dossier keeps them, and those that were kept read again with their own kinds."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.outline_rows import OutlineItemRow, OutlineSheet
from cchc_desktop.models.package_rows import OutlineView, PeriodFigures, StatementRow, TaskResultRow
from cchc_desktop.models.paper_rows import PaperLineId
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services.exchange.kept_rows import (
    decoded,
    decoded_values,
    encoded,
    kept_rows,
    made_guid,
    shape,
    tables_that_travel,
)
from cchc_desktop.services.frame.results import UNKNOWN_DAY
from cchc_desktop.services.reporting.outlines import code_along
from tests.exchange import honest
from tests.exchange.test_row_json import CRITERION, DATA, INDEX, PAPER, PLAN, REPORT, TASK, guid

DAY = date(2026, 3, 1)
HEADING = OutlineItemRow(guid(16), 1, None, 1, "I", "Chỉ đạo", periods=("Q1", "Y"), tiers=("two",), figures=("1", "2"))
OUTLINE = OutlineView(guid(80), 2, "current", "Đề cương", DAY, "Sở", (HEADING, replace(HEADING, guid=guid(81))))


def rows(**changed: object) -> dict[str, dict[str, dict[str, object]]]:
    return kept_rows(replace(DATA, **changed))  # type: ignore[arg-type, return-value]


def test_lines_of_a_paper_have_guids_and_places_of_their_own() -> None:
    paper = replace(
        PAPER, legal_bases=("Luật", "Nghị định"), recipients=("Như trên", "Lưu: VT"), dated="2026-03",
        line_ids=(PaperLineId(guid(31), 2, "legal_basis"),),
    )  # fmt: skip
    lines = rows(plans=(replace(PLAN, paper=paper),), reports=())["document_line"]
    assert lines[guid(31)] == {
        "guid": guid(31), "revision": 2, "document_guid": paper.guid, "role": "legal_basis", "text": "Luật",
        "position": 0,
    }  # fmt: skip
    told = [(row["role"], row["text"], row["position"], row["revision"]) for row in lines.values()]
    assert told == [
        ("legal_basis", "Luật", 0, 2),
        ("legal_basis", "Nghị định", 1, 1),
        ("recipient", "Như trên", 0, 1),
        ("recipient", "Lưu: VT", 1, 1),
        ("dated", "2026-03", 0, 1),
    ]
    assert made_guid(paper.guid, "legal_basis", 1) in lines


def test_tasks_with_what_hangs_on_them() -> None:
    task = replace(
        TASK, objective_guid=guid(90), objective="Mục tiêu", objective_revision=4, further=(("note", "Ghi"),)
    )
    results = (
        TaskResultRow(guid(91), 1, TASK.guid, None, "Cũ"),
        TaskResultRow(guid(92), 1, TASK.guid, DAY, "Mới", 50),
    )
    found = rows(plans=(replace(PLAN, tasks=(task,)),), results=results)
    assert found["objective"][guid(90)] == {
        "guid": guid(90), "revision": 4, "group_guid": TASK.group_guid, "text": "Mục tiêu", "position": 0,
    }  # fmt: skip
    assert found["task"][TASK.guid]["note"] == "Ghi" and type(found["task"][TASK.guid]["status"]) is str
    assert {row["guid"]: row["day"] for row in found["task_result"].values()} == {guid(91): UNKNOWN_DAY, guid(92): DAY}
    assert [(row["role"], row["text"]) for row in found["task_unit"].values()] == [
        ("lead", "Tư pháp - Hộ tịch"), ("coordination", "Văn phòng"),
    ]  # fmt: skip
    assert "objective" not in rows() and "note" not in rows()["task"][TASK.guid]


def test_units_with_their_other_names_and_fields() -> None:
    unit = UnitRow(guid(1), 3, "Phòng Kinh tế", "KT", aliases=("P. Kinh tế",), fields=("pci",))
    found = rows(units=(unit,))
    assert found["unit"][guid(1)]["key"] == unit_key("Phòng Kinh tế")
    assert found["unit_alias"] == {
        made_guid(guid(1), "P. Kinh tế"): {
            "guid": made_guid(guid(1), "P. Kinh tế"), "revision": 1, "unit_guid": guid(1), "name": "P. Kinh tế",
            "key": unit_key("P. Kinh tế"),
        }
    }  # fmt: skip
    ((field, row),) = found["unit_field"].items()
    assert (field, row["unit_guid"], row["field_code"]) == (made_guid(guid(1), "pci"), guid(1), "pci")


def test_statements_and_figures_of_their_periods() -> None:
    figure = FigureRow(guid(17), "21", "Hồ sơ", "Đúng hạn", "%", "share", Decimal("5"), True, "", None, guid(19))
    statement = StatementRow(guid(60), 2, guid(15), 0, "Câu", ("a", "b"))
    found = rows(statements=(statement,), figures=(PeriodFigures("2026-Q1", (figure,)),))
    assert found["report_statement"][guid(60)]["rows"] == "a,b"
    values = found["figure_value"]
    assert {one: (row["figure_guid"], row["period"]) for one, row in values.items()} == {
        guid(18): (guid(17), "2026-9M"), guid(19): (guid(17), "2026-Q1"),
    }  # fmt: skip
    own = found["figure"][guid(17)]
    assert (own["code"], own["group_title"], own["name"], own["unit"], own["kind"]) == (
        "21", "Hồ sơ", "Đúng hạn", "%", "share",
    )  # fmt: skip


def test_outlines_are_named_by_the_reports_that_follow_them() -> None:
    found = rows(outlines=(OUTLINE,))
    assert found["report"][REPORT.report.guid]["outline_guid"] == guid(80)
    item = found["outline_item"][guid(16)]
    assert (item["periods"], item["tiers"], item["figures"], item["outline_guid"]) == ("Q1,Y", "two", "1,2", guid(80))
    assert "outline_guid" not in rows()["report"][REPORT.report.guid]


def test_an_outline_that_goes_along_with_a_paper() -> None:
    sheet = OutlineSheet("Đề cương báo cáo", (HEADING,))
    found = rows(plans=(replace(PLAN, outline=sheet),))
    code = code_along(PLAN.plan.guid)
    assert found["outline"] == {
        made_guid(code): {
            "guid": made_guid(code), "revision": 1, "code": code, "title": "Đề cương báo cáo", "valid_from": None,
            "source": "",
        }
    }  # fmt: skip
    assert found["outline_item"][guid(16)]["outline_guid"] == made_guid(code)


def test_criteria_with_their_scores() -> None:
    row = replace(CRITERION, own_max=Decimal(9), score_guid=guid(70), score_revision=5)
    found = rows(indices=(replace(INDEX, criteria=(row,)),))
    assert found["criterion"][guid(11)]["max_points"] == Decimal(9)
    assert found["criteria_set"][guid(12)]["bands"] == '[["Tốt", "80"], ["Khá", "65"]]'
    score = found["score"][guid(70)]
    assert (score["criterion_guid"], score["revision"], score["self_score"]) == (guid(11), 5, Decimal(1))
    ((link, pair),) = found["criterion_task"].items()
    assert link == made_guid(guid(11), guid(1)) and (pair["criterion_guid"], pair["task_guid"]) == (guid(11), guid(1))
    assert "score" not in rows(indices=(replace(INDEX, criteria=(replace(row, is_leaf=False),)),))
    assert rows()["criterion"][guid(11)]["max_points"] == Decimal("1.50")


def test_kept_rows_are_read_again_as_they_were() -> None:
    found = rows(results=(TaskResultRow(guid(92), 1, TASK.guid, DAY, "Mới", 50),))
    again = decoded(encoded(found))
    assert again == found and again["evidence"][honest.DATA.evidence[0].guid]["added_at"] == datetime(2026, 3, 4, 8, 0)
    again["task"].clear()
    assert decoded(encoded(found))["task"], "what the caller takes away stays with the caller"
    assert decoded_values("score", {"guid": "a", "self_score": "1.5", "survey": None, "wish": 1}) == {
        "guid": "a", "self_score": Decimal("1.5"), "survey": None,
    }  # fmt: skip
    assert decoded(b'{"wish": {"a": {}}}') == {}
    assert {"task", "unit_alias", "score"} <= set(tables_that_travel())
    assert kept_rows(PackageData(honest.OFFICE)).keys() == {"office_profile"}


def test_what_a_row_must_stand_under() -> None:
    """A criterion needs its set, and may stand alone at the top of it."""
    assert shape().references["criterion"]["parent_guid"] == "criterion"
    assert shape().required["criterion"] == {"set_guid"}
