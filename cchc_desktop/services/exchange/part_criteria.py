"""Missing proof as a share of a unit's part: criteria asked for as headings, and what comes back as evidence.

They travel as `PartItem`s, so that every version of the program can fill them in: the guid is the criterion's.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.index import Criterion, Score
from cchc_desktop.models.part_rows import PartItem
from cchc_desktop.rules.cited_paper import CitedPaper, number_key, read_cited
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services.evidence import add_cited
from cchc_desktop.services.reporting.drafting import lines_of
from cchc_desktop.services.scoring.index_proof import missing_proof
from cchc_desktop.services.scoring.indices import read_sets, set_score
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.writing_order import written


def asked_criteria(dossier: Dossier, year: int, unit: str) -> tuple[PartItem, ...]:
    """The criteria of a year whose proof a unit still owes."""
    found = []
    for set_guid, _code, _title in read_sets(dossier, year):
        for owed in missing_proof(dossier, set_guid).missing:
            if owed.unit and unit_key(owed.unit) == unit_key(unit):
                found += [PartItem(one.guid, one.code, one.name, _guidance(one.wanted), "", "") for one in owed.lines]
    return tuple(found)


def _guidance(wanted: str) -> str:
    how = _(
        "Write each paper that proves it on a line of its own: number, day, issuer, subject. Where there is none, "
        "explain why."
    )
    return f"{wanted}\n{how}".strip()


def standing_words(session: Session, criterion_guid: str) -> str:
    """What proves a criterion now, in lines: its evidence by title, then its explanation."""
    titles = select(Evidence.title).where(Evidence.owner_guid == criterion_guid)
    explained = select(Score.explanation).where(Score.criterion_guid == criterion_guid)
    lines = [*session.scalars(titles.order_by(Evidence.added_at, written(Evidence))), *session.scalars(explained)]
    return "\n".join(line for line in lines if line.strip())


def take_criterion(dossier: Dossier, criterion_guid: str, text: str, now: datetime | None = None) -> None:
    """Take what a unit wrote for a criterion: lines that cite a paper as evidence, the others as its explanation.

    What stands is kept: a paper that is there already is not added again, an explanation is added below the old one.
    """
    with dossier.read() as session:
        there = select(Evidence.number, Evidence.title).where(Evidence.owner_guid == criterion_guid)
        known = {number_key(number or read_cited(title).number) for number, title in session.execute(there).tuples()}
        told = session.scalars(select(Score.explanation).where(Score.criterion_guid == criterion_guid)).first() or ""
    said: list[str] = [told] if told else []
    for line in lines_of(text):
        cited = read_cited(line)
        if cited.number:
            if number_key(cited.number) not in known:
                known.add(number_key(cited.number))
                _add(dossier, criterion_guid, cited, line, now)
        elif line not in said:
            said.append(line)
    if "\n".join(said) != told:
        set_score(dossier, criterion_guid=criterion_guid, explanation="\n".join(said))


def _add(dossier: Dossier, criterion_guid: str, cited: CitedPaper, line: str, now: datetime | None) -> None:
    add_cited(
        dossier,
        owner_guid=criterion_guid,
        title=cited.subject or line,
        number=cited.number,
        issued_on=cited.issued_on,
        issuer=cited.issuer,
        added_at=now,
    )


def is_criterion(session: Session, guid: str) -> bool:
    """Whether the guid of an item is that of a criterion."""
    return session.get(Criterion, guid) is not None
