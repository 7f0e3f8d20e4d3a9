"""Numbers of papers: what is taken in a year, what is next, and that none is given twice."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.issued_rows import NumberOffer
from cchc_desktop.models.paper import IssuedPaper, OfficialDocument
from cchc_desktop.rules import localised
from cchc_desktop.rules.issue_numbers import next_number, same_number, series, year_of_number
from cchc_desktop.storage.dossier import Dossier


@dataclass(frozen=True)
class _Holder:
    """Who has a number: a paper, or, where that is gone or renumbered, a line of the register alone."""

    number: str
    symbol: str
    subject: str
    registered_on: date | None = None  # set for what only the register holds


def check_number(session: Session, paper: OfficialDocument) -> None:
    """A number is given once per year and symbol, to all official letters in one series.

    Raises `UserError` that names who holds it, the register included.
    """
    if not paper.number:
        return
    twin = next((held for held in _held(session, paper) if same_number(held.number, paper.number)), None)
    if twin is None:
        return
    words = {"number": paper.number, "symbol": twin.symbol, "subject": " ".join(twin.subject.split())}
    if twin.registered_on is None:
        raise UserError(_("Number {number}/{symbol} is taken by “{subject}”. Choose another number.").format(**words))
    raise UserError(
        _(
            "Number {number}/{symbol} stands in the register for “{subject}” of {date}. Choose another number; "
            "nothing was changed."
        ).format(date=localised.full_date(twin.registered_on), **words)
    )


def offer_number(dossier: Dossier, paper_guid: str, issued_on: date) -> NumberOffer:
    """The number that the paper has, or else the next one of its series in the year of the date."""
    with dossier.read() as session:
        paper = session.get_one(OfficialDocument, paper_guid)
        if paper.number:
            return NumberOffer("given", paper.number)
        if not paper.symbol:
            return NumberOffer("blank", "")
        return NumberOffer("suggested", next_number(h.number for h in _held(session, paper, issued_on)))


def _held(session: Session, paper: OfficialDocument, day: date | None = None) -> list[_Holder]:
    """Who else has a number in the paper's series, in the year of the day or else of the paper."""
    year = year_of_number(paper.year, day or paper.issued_on)
    mine = series(paper.kind, paper.symbol)
    others = session.scalars(
        select(OfficialDocument).where(OfficialDocument.number != "", OfficialDocument.guid != paper.guid)
    )
    found = [
        _Holder(other.number, other.symbol, other.subject)
        for other in others
        if year_of_number(other.year, other.issued_on) == year and series(other.kind, other.symbol) == mine
    ]
    issued = session.scalars(select(IssuedPaper).where(IssuedPaper.year == year, IssuedPaper.paper_guid != paper.guid))
    return found + [
        _Holder(one.number, one.symbol, one.subject, one.issued_on)
        for one in issued
        if series(one.kind, one.symbol) == mine
    ]
