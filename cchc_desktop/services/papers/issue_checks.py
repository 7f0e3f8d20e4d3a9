"""What to look at before a paper is issued: gaps that would be printed, and what does not fit the day of issue."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.rules import localised
from cchc_desktop.rules.gaps import gaps_in
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.roles import LineRole
from cchc_desktop.services.papers.issuing import composed, signed_of
from cchc_desktop.services.papers.legal_bases import basis_findings
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import words_around

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Block

_BY_DAY = ("L01",)  # rules of the check that are told by the day of issue: bases
_AROUND = 40  # letters of the line that are shown at either side of a gap


def day_findings(dossier: Dossier, paper_guid: str, day: date) -> tuple[str, ...]:
    """What a day of issue makes doubtful, another year than the paper's, legal bases; and that the check finds more."""
    found = findings_of_day(dossier, paper_guid, day)
    return tuple(dict.fromkeys((*found, *checked_findings(dossier, paper_guid))))


def findings_of_day(dossier: Dossier, paper_guid: str, day: date) -> tuple[str, ...]:
    """What a day of issue makes doubtful: another year than the paper's, legal bases."""
    with dossier.read() as session:
        return tuple(dict.fromkeys(_day_findings(dossier, session, paper_guid, day)))


def checked_findings(dossier: Dossier, paper_guid: str) -> tuple[str, ...]:
    """What the check finds in a paper that is to be issued, whatever the day."""
    from cchc_desktop.services.checking.before import told_before

    return told_before(dossier, _year_of(dossier, paper_guid), (paper_guid,), but=_BY_DAY)


def pass_over_checked(dossier: Dossier, *, paper_guid: str, reason: str) -> Change:
    """Keep that what `checked_findings` tells of is passed over, and why. Raises `UserError` without a reason."""
    from cchc_desktop.services.checking.before import pass_over_told

    year = _year_of(dossier, paper_guid)
    return pass_over_told(dossier, year=year, paper_guids=(paper_guid,), reason=reason, but=_BY_DAY)


def _year_of(dossier: Dossier, paper_guid: str) -> int:
    with dossier.read() as session:
        return signed_of(session, paper_guid).year


def _day_findings(dossier: Dossier, session: Session, paper_guid: str, day: date) -> Iterator[str]:
    source = signed_of(session, paper_guid)
    if source.report is not None:
        period = Period.parse(source.report.period)
        if not period.figures_from <= day <= date(period.year + 1, 12, 31):
            words = _("The report is of {period}; the date {date} does not fit it. Check the date.")
            yield words.format(period=period.title, date=localised.full_date(day))
    elif source.plan is not None and day.year not in (source.plan.year - 1, source.plan.year):
        words = _("The paper is of {year}; the date {date} is of another year. Check the date.")
        yield words.format(year=source.plan.year, date=localised.full_date(day))
    try:
        yield from basis_findings(dossier, _bases(source.paper), day)
    except UserError:  # the list cannot be used: the officer is told when it is opened
        return


def _bases(paper: OfficialDocument) -> tuple[str, ...]:
    return tuple(line.text for line in paper.lines if line.role == LineRole.LEGAL_BASIS)


def unwritten_in(dossier: Dossier, paper_guid: str, day: date) -> tuple[str, ...]:
    """The gaps in brackets, and the headings without a text, that would be printed if the paper were issued now."""
    with dossier.read() as session:
        document = composed(dossier, signed_of(session, paper_guid), day)
    found = (sentence for part in document.parts for sentence in _unwritten(part.blocks))
    return tuple(dict.fromkeys(found))


def _unwritten(blocks: "Sequence[Block]") -> Iterator[str]:
    from cchc_desktop.documents.fingerprint import texts_of
    from cchc_desktop.documents.nodes import Heading
    from cchc_desktop.documents.report import NOTHING_YET

    heading = ""
    for block in blocks:
        texts = list(texts_of(block))
        if isinstance(block, Heading):
            heading = " ".join((block.number, *(run.text for run in block.runs))).strip()
        elif [text.strip() for text in texts if text.strip()] == [NOTHING_YET]:
            yield _("Nothing is written yet under “{heading}”.").format(heading=heading)
        for text in texts:
            for gap in gaps_in(text):
                place = text.find(gap)
                words = words_around(text, place, place + len(gap), _AROUND)
                yield _("A gap is still to be written: {gap} at “{words}”.").format(gap=gap, words=words)
