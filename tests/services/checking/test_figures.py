"""A report whose numbers disagree: with each other, its text, what the dossier counts, what was drafted."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.rules.checks.base import Finding
from cchc_desktop.rules.checks.check import check
from cchc_desktop.rules.checks.figures import RULES
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper
from cchc_desktop.rules.figure_checks import CheckedFigure, PeriodFigures, Rule
from cchc_desktop.services.checking.checking import Checked, check_year
from cchc_desktop.services.frame.results import add_result
from cchc_desktop.services.frame.tasks import read_tasks
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.services.reporting.drafting import write_drafts
from cchc_desktop.services.reporting.figures import read_figures, set_figure
from cchc_desktop.services.reporting.reports import read_report, read_reports, set_item
from cchc_desktop.services.sample import SAMPLE_YEAR
from cchc_desktop.storage.dossier import Dossier

DAY = date(SAMPLE_YEAR, 10, 15)
FIGURES = PeriodFigures(
    (CheckedFigure("1", "count"), CheckedFigure("2", "count"), CheckedFigure("3", "share", "[2] / [1] * 100")),
    (Rule("[2] <= [1]", "Số đúng hạn không lớn hơn tổng số"),),
    {"1": Decimal(1200), "2": Decimal(1180), "3": Decimal("98.33"), "4": None},
    (),
    {
        "1": "Số hồ sơ thủ tục hành chính đã giải quyết",
        "2": "Số hồ sơ giải quyết đúng hạn",
        "3": "Tỷ lệ hồ sơ giải quyết đúng hạn (%)",
        "4": "Số hồ sơ trả lại",
    },
    {"1": Decimal(1200)},
)


def found(text: str, code: str, figures: PeriodFigures = FIGURES) -> list[tuple[str, str]]:
    """What a rule finds in a line: the words of the place, and what is said."""
    paper = CheckedPaper((CheckedLine(0, text, words=text),), is_own=True, figures=figures)
    hits: list[Finding] = check(paper, [rule for rule in RULES if rule.code == code])
    return [(text[one.start : one.end] if one.line >= 0 else "", one.message) for one in hits]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("- Số hồ sơ thủ tục hành chính đã giải quyết là 1.250 hồ sơ", "1.250"),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn năm 2026 đạt 99%.", "99"),
        ("Số hồ sơ giải quyết đúng hạn trong tháng 9: 1.018", "1.018"),
    ],
)
def test_a_number_in_the_text_is_held_against_the_appendix(text: str, wrong: str) -> None:
    """Where the whole name of the figure stands before it."""
    assert [place for place, _said in found(text, "S03")] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "Số hồ sơ thủ tục hành chính đã giải quyết là 1.200 hồ sơ",
        "Tỷ lệ hồ sơ giải quyết đúng hạn năm 2026 đạt 98,3%; 98,33%",
        "Số hồ sơ giải quyết đúng hạn: {2: Số hồ sơ} hồ sơ, tăng 30 hồ sơ",
        "Số hồ sơ giải quyết đúng hạn theo Kế hoạch số 15/KH-UBND ngày 12/01/2026",
        "Số hồ sơ giải quyết đúng hạn tăng; 15 thủ tục được bãi bỏ",
    ],
)
def test_a_number_that_agrees_or_is_another_ones_is_left_alone(text: str) -> None:
    """Rounded as it was typed, quoted, of a paper or day, in the next clause."""
    assert found(text, "S03") == []


def test_figures_and_quotes() -> None:
    """What does not add up, quotes nobody can print, and what the dossier counts otherwise."""
    wrong = PeriodFigures(
        FIGURES.lines, FIGURES.rules, {**FIGURES.values, "2": Decimal(1300)}, (), FIGURES.names, FIGURES.counted
    )
    assert found("x", "S01") == [] and len(found("x", "S01", wrong)) == 2
    assert [place for place, _said in found("đạt {2: Số}, {4: Số}, {99: Số}", "S02")] == ["{4: Số}", "{99: Số}"]
    counted = PeriodFigures(FIGURES.lines, (), FIGURES.values, (), FIGURES.names, {"1": Decimal(3)})
    assert found("x", "S04") == [] and "1.200" in found("x", "S04", counted)[0][1]


@pytest.fixture(scope="module")
def dossier(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """The sample."""
    with closing(Dossier.open(new_sample(tmp_path_factory.mktemp("figures")))) as opened:
        yield opened


def of_report(dossier: Dossier, guid: str) -> Checked:
    """What is found in a report."""
    return next(one for one in check_year(dossier, SAMPLE_YEAR, today=DAY) if one.guid == guid)


def test_a_report_of_the_dossier_is_held_against_its_period(dossier: Dossier) -> None:
    """A share above 100, and a gap that a text still has, stand in the panel beside everything else."""
    report = next(row for row in read_reports(dossier, SAMPLE_YEAR) if row.period == f"{SAMPLE_YEAR}-9M")
    share = next(row for row in read_figures(dossier, report.period) if row.kind == "share" and not row.formula)
    item: ReportItemRow = next(row for row in read_report(dossier, report.guid).items if row.text)
    set_figure(dossier, figure_guid=share.guid, period=report.period, value=Decimal(120))
    set_item(dossier, item_guid=item.guid, text=f"{item.text}\n[cần bổ sung: lý do chậm] {{999: Số}}")
    said = [(one.code, one.message) for one in of_report(dossier, report.guid).findings]
    for code, words in (("S01", "100%"), ("C11", "lý do chậm"), ("S02", "{999}")):
        assert any(one == code and words in message for one, message in said)


def test_a_drafted_sentence_whose_task_went_on_is_told(dossier: Dossier) -> None:
    """Its words are the place; drafted anew it is not told any more."""
    report = next(row for row in read_reports(dossier, SAMPLE_YEAR) if row.period == f"{SAMPLE_YEAR}-Y")
    plan = annual_plan(dossier, SAMPLE_YEAR)
    assert plan is not None
    write_drafts(dossier, report_guid=report.guid, today=DAY)
    assert not [one for one in of_report(dossier, report.guid).findings if one.code == "S05"]
    for task in read_tasks(dossier, plan.guid)[:20]:
        add_result(dossier, task_guid=task.guid, day=date(SAMPLE_YEAR, 10, 1), text="Đã làm xong", percent=100)
    checked = of_report(dossier, report.guid)
    old = [one for one in checked.findings if one.code == "S05"]
    assert old and all(checked.paper.lines[one.line].text[one.start : one.end] for one in old)
