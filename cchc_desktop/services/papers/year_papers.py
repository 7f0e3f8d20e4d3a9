"""The papers of a year as a list, and the one that is meant by a guid, a number or words of its title."""

from dataclasses import dataclass

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.cited_paper import number_key
from cchc_desktop.rules.finding import places
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.services.papers.papers import read_paper
from cchc_desktop.services.papers.plans import paper_kinds, read_plans
from cchc_desktop.storage.dossier import Dossier

_MOST_NAMED = 5


@dataclass(frozen=True)
class ListedPaper:
    """A paper of the year with its kind of paper (`PaperKind`) and the number that it, or its decision, bears."""

    plan: YearPaperRow
    paper_kind: str
    number: str  # "05/QĐ-UBND"; "" until it has one

    @property
    def words(self) -> str:
        """Number and title in one line."""
        return " ".join(filter(None, (self.number, " ".join(self.plan.title.split()))))


def year_papers(dossier: Dossier, year: int) -> tuple[ListedPaper, ...]:
    """All papers of a year in their order: plans, letters, minutes and the others; reports have a list of their own."""
    kinds = paper_kinds(dossier, year)
    return tuple(
        ListedPaper(row, str(kinds[row.guid]), _number(dossier, row.decision_guid or row.paper_guid))
        for row in read_plans(dossier, year)
    )


def _number(dossier: Dossier, paper_guid: str) -> str:
    paper = read_paper(dossier, paper_guid)
    return full_number(paper.number, paper.symbol) if paper.number else ""


def find_paper(dossier: Dossier, year: int, wanted: str) -> YearPaperRow:
    """The one paper of a year with this guid (its own, its document's or its decision's), number or title.

    A part of the title will do, also without marks. Raises `UserError` where none or several are meant.
    """
    papers, wanted = year_papers(dossier, year), " ".join(wanted.split())
    guids = [one for one in papers if wanted in (one.plan.guid, one.plan.paper_guid, one.plan.decision_guid)]
    numbers = [one for one in papers if one.number and number_key(one.number) == number_key(wanted)]
    titles = [one for one in papers if places(" ".join(one.plan.title.split()), wanted)]
    exact = [one for one in titles if " ".join(one.plan.title.split()).casefold() == wanted.casefold()]
    found = guids or numbers or exact or titles
    if len(found) == 1:
        return found[0].plan
    if not found:
        words = _("{year} has no paper “{wanted}”. “cchc show DOSSIER --year {year} --what papers” lists them.")
        raise UserError(words.format(year=year, wanted=wanted))
    named = "\n".join(f"{one.plan.guid}  {one.words}" for one in found[:_MOST_NAMED])
    words = _("“{wanted}” may be {count} papers. Name one by its guid:\n{papers}")
    raise UserError(words.format(wanted=wanted, count=len(found), papers=named))
