"""Reports, figures, indices, the overview."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.office_rows import ReceiverRow
from cchc_desktop.models.report import Outline, Report
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import overviews
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.intake.import_forms import import_figures
from cchc_desktop.services.offices import set_receivers
from cchc_desktop.services.papers.papers import set_paper_lines
from cchc_desktop.services.reporting import figures, reports
from cchc_desktop.services.reporting.figures_sheet import write_figures_sheet
from cchc_desktop.services.reporting.report_facts import read_facts
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.changes import undo
from tests.resource_files import RESOURCES, figure_definitions
from tests.services.helpers import YEAR, content, new_dossier, with_plan


def test_a_report_follows_the_outline_and_its_deadline(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    guid = reports.create_report(dossier, period="2026-9M").created("report")[0]
    view = reports.read_report(dossier, guid)
    assert view.report.due_on == date(2026, 9, 12)
    assert view.paper.subject == "Kết quả công tác cải cách hành chính 9 tháng năm 2026"
    assert [item.number for item in view.items if item.level == 1] == ["I", "II", "III", "IV"]
    with pytest.raises(UserError):
        reports.create_report(dossier, period="2026-9M")
    dossier.close()


def test_a_report_is_addressed_as_the_office_profile_says_and_then_as_the_last_one(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    set_receivers(
        dossier,
        receivers=[
            ReceiverRow("", 0, "UBND tỉnh An Bình", "all"),
            ReceiverRow("", 0, "Sở Nội vụ tỉnh An Bình", "report"),
            ReceiverRow("", 0, "Đảng ủy xã", "plan"),
        ],
    )
    first = reports.read_report(dossier, reports.create_report(dossier, period="2026-Q1").created("report")[0]).paper
    assert first.addressees == ("UBND tỉnh An Bình", "Sở Nội vụ tỉnh An Bình")
    assert (first.recipients[0], first.recipients[-1]) == ("Như trên", "Lưu: VT")
    set_paper_lines(dossier, paper_guid=first.guid, role="recipient", lines=["Như trên", "Đảng ủy xã", "Lưu: VT, VHXH"])
    second = reports.read_report(dossier, reports.create_report(dossier, period="2026-H1").created("report")[0]).paper
    assert second.addressees == first.addressees
    assert second.recipients == ("Như trên", "Đảng ủy xã", "Lưu: VT, VHXH")
    dossier.close()


def test_writing_makes_a_draft_and_the_meter_moves(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    guid = reports.create_report(dossier, period="2026-Q1").created("report")[0]
    item = reports.read_report(dossier, guid).items[1]
    reports.set_item(dossier, item_guid=item.guid, text="- Đã ban hành kế hoạch.")
    assert reports.read_report(dossier, guid).items[1].status == "draft"
    reports.set_item(dossier, item_guid=item.guid, status="done")
    assert reports.read_reports(dossier, 2026)[0].items_done == 1
    reports.set_item(dossier, item_guid=item.guid, status="draft")
    reports.set_item(dossier, item_guid=item.guid, text="")
    assert reports.read_report(dossier, guid).items[1].status == "empty"
    dossier.close()


def test_what_the_last_report_said_stands_beside_the_item(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    first = reports.create_report(dossier, period="2026-Q1").created("report")[0]
    second = reports.create_report(dossier, period="2026-H1").created("report")[0]
    old = reports.read_report(dossier, first).items[1]
    reports.set_item(dossier, item_guid=old.guid, text="Quý I đã làm.")
    new = next(i for i in reports.read_report(dossier, second).items if i.outline_item_guid == old.outline_item_guid)
    facts = read_facts(dossier, second, date(2026, 6, 1)).item(new.guid)
    assert facts.previous_text == "Quý I đã làm."
    dossier.close()


def test_figures_keep_value_estimate_and_the_period_before(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    reports.create_report(dossier, period="2026-Q1")
    line = figures.read_figures(dossier, "2026-Q1")[0]
    figures.set_figure(dossier, figure_guid=line.guid, period="2026-Q1", value=Decimal("62"))
    change = figures.set_figure(dossier, figure_guid=line.guid, period="2026-H1", value=Decimal("63.5"), estimated=True)
    now = figures.read_figures(dossier, "2026-H1")[0]
    assert (now.value, now.estimated, now.previous) == (Decimal("63.5"), True, Decimal("62"))
    undo(dossier, change)
    assert figures.read_figures(dossier, "2026-H1")[0].value is None
    dossier.close()


def test_scores_add_up_and_their_limits_hold(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    indices.add_set_from_resource(dossier, year=YEAR, code="par_index_commune_demo")
    ((guid, _code, _title),) = indices.read_sets(dossier, YEAR)
    view = indices.read_index(dossier, guid)
    assert view.max_total == Decimal(100)
    leaf = next(row for row in view.criteria if row.is_leaf)
    indices.set_score(dossier, criterion_guid=leaf.guid, self_score=leaf.max_points, explanation="Đúng hạn")
    after = indices.read_index(dossier, guid)
    assert after.self_total == leaf.max_points
    assert after.criteria[0].self_score == leaf.max_points
    before = content(dossier)
    with pytest.raises(UserError, match=leaf.code):
        indices.set_score(dossier, criterion_guid=leaf.guid, self_score=leaf.max_points + 1)
    assert content(dossier) == before
    indices.set_score(dossier, criterion_guid=leaf.guid, applicable=False)
    assert indices.read_index(dossier, guid).max_total == Decimal(100) - leaf.max_points
    assert indices.checks(indices.read_index(dossier, guid)) == ()
    dossier.close()


def test_last_years_set_is_copied_without_scores_and_compared(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    indices.add_set_from_resource(dossier, year=2025, code="par_index_commune_demo")
    old = indices.read_index(dossier, indices.read_sets(dossier, 2025)[0][0])
    leaf = next(row for row in old.criteria if row.is_leaf)
    indices.set_score(dossier, criterion_guid=leaf.guid, self_score=Decimal("0.5"), appraised=Decimal("0.25"))
    indices.copy_set(dossier, from_year=2025, to_year=2026, index_code=old.index_code)
    new = indices.read_index(dossier, indices.read_sets(dossier, 2026)[0][0])
    assert [(r.code, r.max_points) for r in new.criteria] == [(r.code, r.max_points) for r in old.criteria]
    twin = next(row for row in new.criteria if row.code == leaf.code)
    assert (twin.self_score, twin.last_year) == (None, Decimal("0.25"))
    assert new.last_year_total == Decimal("0.25")
    top = indices.compare_years(dossier, old.index_code, (2025, 2026))[0]
    assert top.per_cents[2025] == (Decimal("0.25") / old.criteria[0].max_points * 100).quantize(Decimal("0.01"))
    dossier.close()


def test_the_overview_counts_what_is_late_and_what_is_due(tmp_path: Path) -> None:
    dossier, _plan, guids = with_plan(tmp_path)
    reports.create_report(dossier, period="2026-Q1")
    view = overviews.read_overview(dossier, YEAR, date(2026, 4, 2))
    assert [(item.kind, item.days) for item in view.due] == [("report", -22), ("task", -2)]
    assert (view.tasks_total, view.tasks_late, view.progress[0].late) == (4, 1, 1)
    tasks.set_status(dossier, task_guids=[guids[0]], status="done")
    view = overviews.read_overview(dossier, YEAR, date(2026, 4, 2))
    assert (view.tasks_done, view.tasks_late) == (1, 0)
    dossier.close()


def test_a_share_follows_the_figures_it_is_made_of_and_a_typed_one_stays(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    reports.create_report(dossier, period="2026-Q1", outline_code="current")
    codes = {row.code: row.guid for row in figures.read_figures(dossier, "2026-Q1")}

    def put(code: str, value: str, estimated: bool = False) -> None:
        figures.set_figure(
            dossier, figure_guid=codes[code], period="2026-Q1", value=Decimal(value), estimated=estimated
        )

    def share() -> tuple[Decimal | None, bool]:
        row = next(row for row in figures.read_figures(dossier, "2026-Q1") if row.code == "3")
        return row.value, row.estimated

    put("1", "63")
    assert share() == (None, False)
    put("2", "21")
    assert share() == (Decimal("33.33"), False)
    put("2", "31", estimated=True)
    assert share() == (Decimal("49.21"), True)
    put("3", "50")
    put("2", "32")
    assert share() == (Decimal("50"), False)
    dossier.close()


@pytest.mark.parametrize(
    ("period", "outline", "form"),
    [("2025-H1", "current", "cchc_72"), ("2025-9M", "bnv_4625", "bnv_4625"), ("2027-Q1", "bnv_4625", "bnv_4625")],
)
def test_a_report_follows_the_outline_and_the_figures_of_its_time(
    tmp_path: Path, period: str, outline: str, form: str
) -> None:
    dossier = new_dossier(tmp_path)
    guid = reports.create_report(dossier, period=period).created("report")[0]
    with dossier.read() as session:
        followed = session.get_one(Outline, session.get_one(Report, guid).outline_guid)
        assert followed.code == outline
    codes = [row.code for row in figures.read_figures(dossier, period)]
    assert codes == [one["code"] for one in figure_definitions(form)]
    dossier.close()


def test_a_year_goes_on_with_its_outline_and_what_has_values_keeps_its_form(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    reports.create_report(dossier, period="2026-Q1", outline_code="current")
    second = reports.create_report(dossier, period="2026-H1").created("report")[0]
    assert len(reports.read_report(dossier, second).items) == 26
    assert figures.read_figures(dossier, "2026-9M")[0].code == "1"
    first = figures.read_figures(dossier, "2026-Q1")[0]
    figures.set_figure(dossier, figure_guid=first.guid, period="2027-Q1", value=Decimal(3))
    assert [row.value for row in figures.read_figures(dossier, "2027-Q1") if row.code == "1"] == [Decimal(3)]
    reports.create_report(dossier, period="2028-Q1")
    assert figures.read_figures(dossier, "2028-Q1")[0].code == "B1.1"
    assert figures.read_figures(dossier, "2026-Q1") != () and len(figures.read_figures(dossier, "2026-Q1")) == 107
    dossier.close()


def test_the_seven_forms_come_back_from_a_sheet_by_the_numbers_of_their_lines(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    reports.create_report(dossier, period="2027-Q1")
    lines = [row for row in figures.read_figures(dossier, "2027-Q1") if row.kind in ("count", "amount")]
    typed = {row.guid: (Decimal(place), False, "") for place, row in enumerate(lines, 1)}
    figures.set_figures(dossier, period="2027-Q1", values=typed)
    sheet = tmp_path / "so-lieu.xlsx"
    write_figures_sheet(dossier, period="2027-Q1", path=sheet)
    told = {row.code: row.value for row in figures.read_figures(dossier, "2027-Q1")}
    dossier.close()

    (tmp_path / "b").mkdir()
    other = new_dossier(tmp_path / "b")
    reports.create_report(other, period="2027-Q1")
    found = import_figures(other, path=sheet, period="2027-Q1")
    assert {row.code: row.value for row in figures.read_figures(other, "2027-Q1")} == told
    assert not [one for one in found.unplaced if any(row.name in one.text for row in lines)]
    other.close()


def test_outlines_to_begin_with_are_those_of_the_program_and_the_dossiers_own(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    bundled = reports.available_outlines(dossier)
    assert bundled == sorted(bundled) and len(bundled) == len(list((RESOURCES / "outlines").glob("*.json")))
    with dossier.change("x") as work:
        for code, title in (("own", "Đề cương riêng"), (bundled[0][0], "Tên khác")):
            work.session.add(Outline(code=code, title=title, valid_from=None, source=""))
    now = dict(reports.available_outlines(dossier))
    assert len(now) == len(bundled) + 1 and (now["own"], now[bundled[0][0]]) == ("Đề cương riêng", "Tên khác")
    assert reports.usual_outline(dossier, Period.parse("2026-9M")) in now
    dossier.close()


def test_how_far_a_report_is_written(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    guid = reports.create_report(dossier, period="2026-9M").created("report")[0]
    items = [item.guid for item in reports.read_report(dossier, guid).items]

    def done() -> tuple[int, int]:
        (row,) = reports.read_reports(dossier, 2026)
        return row.items_done, row.items_total - len(items)

    before = done()
    assert before[0] == 0
    reports.set_item(dossier, item_guid=items[0], text="x", reason=" vì ")
    assert done() == before, "a draft is not done"
    for place, status, count in ((0, "done", 1), (1, "not_applicable", 2), (0, "draft", 1)):
        reports.set_item(dossier, item_guid=items[place], status=status)
        assert done() == (count, before[1])
    for wrong in (
        lambda: reports.set_item(dossier, item_guid=items[0], status="wish"),
        lambda: reports.set_report_status(dossier, report_guid=guid, status="wish"),
    ):
        with pytest.raises(TypeError, match="wish"):
            wrong()
    reports.set_item(dossier, item_guid=items[2], text="a")
    reports.set_item(dossier, item_guid=items[2], text=" ")
    assert next(item.status for item in reports.read_report(dossier, guid).items if item.guid == items[2]) == "empty"
    reports.set_report_status(dossier, report_guid=guid, status="sent", sent_on=date(2026, 9, 8))
    with pytest.raises(UserError):
        reports.set_item(dossier, item_guid=items[0], text="y")
    assert reports.read_reports(dossier, 2026)[0].sent_on == date(2026, 9, 8)
    dossier.close()
