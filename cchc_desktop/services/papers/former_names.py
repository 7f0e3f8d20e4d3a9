"""Papers that were begun before the office got its name: where their text still says what it was called."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop import clock
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.former_names import Called, Renaming, renamings, says
from cchc_desktop.services.offices import read_office, read_offices
from cchc_desktop.services.papers.issuing import composed, signed_of
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import words_around

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document

_AROUND = 40  # letters of the line that are shown at either side


@dataclass(frozen=True)
class FormerName:
    """A place of a paper that says a former name, with the words around it."""

    before: str
    now: str
    words: str

    @property
    def sentence(self) -> str:
        """The finding in words."""
        return _("The paper still says “{before}”, which is “{now}” now, at “{words}”. Find and replace it.").format(
            before=self.before, now=self.now, words=self.words
        )


def former_names(dossier: Dossier, year: int) -> tuple[Renaming, ...]:
    """What the office, the level above and the place were called in earlier papers, and are in those of the year."""
    now = read_office(dossier, year)
    offices = read_offices(dossier)
    known = [office.guid for office in offices]
    earlier = offices[: known.index(now.guid)] if now.guid in known else ()
    return renamings(map(_called, earlier), _called(now))


def _called(office: OfficeRow) -> Called:
    return Called(office.name, office.superior, office.place)


def former_names_of(dossier: Dossier, paper_guid: str) -> tuple[FormerName, ...]:
    """Where a paper, and what is signed with it, still says a former name; nothing is composed where there is none."""
    with dossier.read() as session:
        source = signed_of(session, paper_guid)
        names = former_names(dossier, source.year)
        if not names:
            return ()
        document = composed(dossier, source, source.paper.issued_on or clock.today())
    return former_names_in(document, names)


def former_names_in(document: "Document", names: tuple[Renaming, ...]) -> tuple[FormerName, ...]:
    """Where a composed paper says these names, in reading order, equal places once."""
    return tuple(dict.fromkeys(_found(document, names)))


def _found(document: "Document", names: tuple[Renaming, ...]) -> Iterator[FormerName]:
    from cchc_desktop.documents.fingerprint import lines_of

    for part in document.parts:
        for text in lines_of(part):
            for one, start, end in says(text, names):
                yield FormerName(one.before, one.now, words_around(text, start, end, _AROUND))
