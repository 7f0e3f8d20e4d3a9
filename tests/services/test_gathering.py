"""What of a dossier goes into a package: its outlines by the reports that follow them, lines of the register, plans."""

from collections.abc import Iterator

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageContent, PackageKind
from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.services.exchange.gathering import PackageWish, _goes, gather
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import drafting, outlines, reports
from cchc_desktop.storage.dossier import Dossier
from tests.exchange.test_row_json import DATA, PAPER, PLAN, REPORT
from tests.services.helpers import YEAR, with_plan


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """A plan, a report that follows one of two outlines."""
    made, _plan, _tasks = with_plan(tmp_path_factory.mktemp("gather"))
    outlines.take_outline(made, code="old_2024")
    reports.create_report(made, period=f"{YEAR}-Q1", outline_code="current")
    yield made
    made.close()


def test_outlines_go_along_with_the_reports_that_follow_them(dossier: Dossier) -> None:
    def codes(wish: PackageWish) -> set[str]:
        return {one.code for one in gather(dossier, wish).outlines}

    both = {"current", "old_2024"}
    report = PackageWish(YEAR, content=PackageContent.REPORT, period=f"{YEAR}-Q1", forms=True)
    assert codes(report) == codes(PackageWish(YEAR, forms=True)) == {"current"}
    assert codes(PackageWish(YEAR, content=PackageContent.PLAN, forms=True)) == both, "no report says which"
    assert codes(PackageWish(YEAR)) == set()
    for kind in (PackageKind.HANDOVER, PackageKind.DOWN):
        assert codes(PackageWish(YEAR, kind=kind)) == both


def test_statements_go_along_with_the_rows_that_they_rest_on(dossier: Dossier) -> None:
    (report,) = reports.read_reports(dossier, YEAR)
    item = reports.read_report(dossier, report.guid).items[0]
    said = [Statement("Câu một.", ("a", "b")), Statement("Câu hai.")]
    drafting.add_statements(dossier, item_guid=item.guid, text="Câu một. Câu hai.", statements=said)
    found = gather(dossier, PackageWish(YEAR)).statements
    assert [(one.item_guid, one.text, one.rows) for one in found] == [(item.guid, one.text, one.rows) for one in said]


def test_a_content_has_what_it_is_about(dossier: Dossier) -> None:
    def counts(content: PackageContent) -> tuple[int, int]:
        data = gather(dossier, PackageWish(YEAR, content=content))
        return len(data.plans), len(data.reports)

    assert counts(PackageContent.YEAR) == (1, 1) and counts(PackageContent.PLAN) == (1, 0)
    chosen = frozenset({plans.read_plans(dossier, YEAR)[0].guid})
    assert len(gather(dossier, PackageWish(YEAR, content=PackageContent.PLAN, chosen=chosen)).plans) == 1
    with pytest.raises(UserError, match=str(YEAR + 1)):
        gather(dossier, PackageWish(YEAR + 1))


@pytest.mark.parametrize(
    ("wish", "paper", "year", "goes"),
    [
        (PackageWish(YEAR), "x", YEAR, True),
        (PackageWish(YEAR), PAPER.guid, YEAR - 1, False),
        (PackageWish(YEAR, chosen=frozenset({"p"})), "x", YEAR, False),
        (PackageWish(YEAR, chosen=frozenset({"p"})), PAPER.guid, YEAR - 1, True),
        (PackageWish(YEAR, content=PackageContent.REPORT), REPORT.paper.guid, YEAR, True),
        (PackageWish(YEAR, content=PackageContent.PLAN), PLAN.paper.guid, YEAR, True),
        (PackageWish(YEAR, content=PackageContent.PLAN), "x", YEAR, False),
    ],
)
def test_which_lines_of_the_register_go_along(wish: PackageWish, paper: str, year: int, goes: bool) -> None:
    assert _goes(paper, year, wish, DATA) is goes


def test_tasks_that_are_given_to_others_cite_their_paper(dossier: Dossier) -> None:
    data = gather(dossier, PackageWish(YEAR, kind=PackageKind.DOWN))
    assert [(row.printed_number, row.group) for row in data.assigned] == [
        ("I.1.1", "Cải cách thể chế"),
        ("I.1.2", "Cải cách thể chế"),
        ("I.2", "Cải cách thể chế"),
        ("II.1", "Cải cách thủ tục hành chính"),
    ]
    assert all(words for row in data.assigned for _column, words in row.cells)
    assert {row.source for row in data.assigned} == {data.assigned[0].source} != {""}
