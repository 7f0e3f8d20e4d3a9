"""A paper of a year is found by its guid, its number or its title, or the choice is told."""

from collections.abc import Iterator

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.services.papers import papers, plans
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.services.papers.year_papers import find_paper, year_papers
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """The annual plan with its decision 12/QĐ-UBND; two letters, the second with the number 7."""
    made, plan, _tasks = with_plan(tmp_path_factory.mktemp("papers"))
    decision = plans.read_plan(made, plan).decision
    assert decision is not None
    papers.set_paper(made, paper_guid=decision.guid, number="12", symbol="QĐ-UBND")
    for number, subject in (("", "đề nghị cấp máy tính"), ("7", "đề nghị cấp máy tính và máy in")):
        letter = create_from_template(made, year=YEAR, code="letter_request").created("plan")[0]
        guid = plans.read_plan(made, letter).paper.guid
        papers.set_paper(made, paper_guid=guid, number=number, symbol="UBND-VP", subject=subject)
    yield made
    made.close()


def test_all_papers_with_their_kinds_and_numbers(dossier: Dossier) -> None:
    rows = year_papers(dossier, YEAR)
    assert [(row.paper_kind, row.number) for row in rows] == [
        ("plan", "12/QĐ-UBND"),
        ("letter", ""),
        ("letter", "07/UBND-VP"),
    ]
    assert rows[2].words == f"07/UBND-VP {rows[2].plan.title}" and rows[1].words == rows[1].plan.title


def test_a_paper_is_found_by_each_of_its_names(dossier: Dossier) -> None:
    plan, first, second = (row.plan for row in year_papers(dossier, YEAR))
    for wanted in (plan.guid, plan.paper_guid, str(plan.decision_guid), "12/QĐ-UBND", "12/qđ-ubnd", " 12/QĐ-UBND "):
        assert find_paper(dossier, YEAR, wanted) == plan
    assert find_paper(dossier, YEAR, "07/UBND-VP") == find_paper(dossier, YEAR, "may  in") == second
    assert find_paper(dossier, YEAR, first.title.upper()) == first  # the whole title, though another begins so


def test_none_or_several_are_told(dossier: Dossier) -> None:
    for year, wanted in ((YEAR, "99/QĐ-UBND"), (YEAR, "giấy phép"), (YEAR + 1, "máy in")):
        with pytest.raises(UserError) as told:
            find_paper(dossier, year, wanted)
        assert f"“{wanted}”" in str(told.value) and str(year) in str(told.value)
    with pytest.raises(UserError) as told:
        find_paper(dossier, YEAR, "máy tính")
    _plan, first, second = year_papers(dossier, YEAR)
    lines = str(told.value).splitlines()
    assert "2" in lines[0] and lines[1:] == [f"{one.plan.guid}  {one.words}" for one in (first, second)]
