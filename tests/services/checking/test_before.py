"""Before a paper is printed, exported as PDF or packed: quiet where it is clean, a sentence where it is not."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.checking.before import papers_of, pass_over_told, told_before, told_before_printing
from cchc_desktop.services.checking.choices import pass_over, read_choices
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.packing import package_findings
from cchc_desktop.services.frame.tasks import read_tasks, set_cells
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting.reports import read_reports
from cchc_desktop.services.sample import SAMPLE_YEAR
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier


@pytest.fixture(scope="module")
def dossier(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """The sample."""
    with closing(Dossier.open(new_sample(tmp_path_factory.mktemp("before")))) as opened:
        yield opened


@pytest.fixture
def wrong(dossier: Dossier) -> Iterator[str]:
    """The guid of a task with an error in it and a warning, for one test."""
    plan = annual_plan(dossier, SAMPLE_YEAR)
    assert plan is not None
    guid = read_tasks(dossier, plan.guid)[0].guid
    change = set_cells(
        dossier, cells=[(guid, Column.TASK, "Rà soát các xã mới sát nhập , hợp nhất"), (guid, Column.LEAD, "")]
    )
    yield guid
    undo(dossier, change)


def test_clean_papers_are_printed_and_packed_without_a_word(dossier: Dossier) -> None:
    """All that the year has."""
    every = (Printout.DECISION, Printout.PLAN, Printout.FRAME, Printout.REPORT, Printout.CRITERIA)
    assert told_before_printing(dossier, Wish(SAMPLE_YEAR), every) == ()
    assert package_findings(dossier, PackageWish(SAMPLE_YEAR)) == ()


def test_what_is_wrong_is_told_once_for_each_paper(dossier: Dossier, wrong: str) -> None:
    """With its numbers and the first of them; a report that is clean is not spoken of."""
    wish = Wish(SAMPLE_YEAR)
    said = told_before_printing(dossier, wish, (Printout.FRAME, Printout.PLAN, Printout.REPORT))
    assert len(said) == 1 and ": 1 lỗi, 2 cảnh báo." in said[0] and "sáp nhập" in said[0] and "Shift+F7" in said[0]
    assert told_before_printing(dossier, wish, (Printout.REPORT, Printout.CRITERIA)) == ()
    assert package_findings(dossier, PackageWish(SAMPLE_YEAR)) == said
    report = read_reports(dossier, SAMPLE_YEAR)[0]
    assert told_before(dossier, SAMPLE_YEAR, (report.paper_guid,)) == ()
    passed = pass_over(dossier, code="W01", owner_guid="", words="", reason="Tên cũ")
    assert "0 lỗi, 2 cảnh báo" in told_before_printing(dossier, wish, (Printout.PLAN,))[0]
    undo(dossier, passed)


def test_what_is_told_is_passed_over_for_one_reason(dossier: Dossier, wrong: str) -> None:
    """Each place with the reason, as one step; told again when the words change, and when it is undone."""
    frames = papers_of(dossier, Wish(SAMPLE_YEAR), (Printout.PLAN,))
    with pytest.raises(UserError, match="lý do"):
        pass_over_told(dossier, year=SAMPLE_YEAR, paper_guids=frames, reason=" ")
    passed = pass_over_told(dossier, year=SAMPLE_YEAR, paper_guids=frames, reason=" Gấp, sửa sau ")
    kept = read_choices(dossier)
    assert len(kept) == 3 and {(one.owner_guid, one.reason) for one in kept} == {(wrong, "Gấp, sửa sau")}
    assert told_before(dossier, SAMPLE_YEAR, frames) == ()
    change = set_cells(dossier, cells=[(wrong, Column.TASK, "Xử lý kip thời")])
    assert "1 lỗi, 0 cảnh báo" in told_before(dossier, SAMPLE_YEAR, frames)[0]
    undo(dossier, change)
    undo(dossier, passed)
    assert "1 lỗi, 2 cảnh báo" in told_before(dossier, SAMPLE_YEAR, frames)[0]
