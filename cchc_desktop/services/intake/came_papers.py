"""Papers that came together, each recognised, and taken where the officer says: all of them in one step, or none."""

import hashlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.incoming_rows import IncomingFacts, IncomingRow
from cchc_desktop.progress import Progress
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.paper_card import PaperCard, read_card, with_name
from cchc_desktop.readers.paper_folders import CameFile, Gathered, packed_otherwise
from cchc_desktop.readers.pdf_signatures import PdfSignature, read_signatures
from cchc_desktop.readers.scans import without_recognition
from cchc_desktop.rules.citations import papers_cited
from cchc_desktop.rules.cited_paper import number_key
from cchc_desktop.rules.citing import Head, full_citation, word_of
from cchc_desktop.rules.dates import format_long
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.services.evidence import put_file
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.incoming import KeptFile, put_files, put_incoming, same_papers
from cchc_desktop.services.papers.legal_bases import put_legal_basis, read_legal_bases
from cchc_desktop.services.stored_files import LARGEST, bytes_to_keep
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_LAWS = frozenset(("Luật", "Pháp lệnh", "Nghị định", "Thông tư"))


class Destination(StrEnum):
    """Where a paper that came is taken."""

    INCOMING = "incoming"  # a line of the register of incoming papers, with its file
    ATTACHED = "attached"  # a further file of a paper that came with it
    SUPERIOR = "superior"  # a line of that register, and its tasks are taken by the assistant
    PLAN = "plan"  # a plan, report or other paper of our own, taken by the assistant
    BASIS = "basis"  # the list of legal bases
    EVIDENCE = "evidence"  # of a task or a criterion
    LEFT = "left"  # not taken


REGISTERED = (Destination.INCOMING, Destination.SUPERIOR)
BY_ASSISTANT = (Destination.SUPERIOR, Destination.PLAN)


@dataclass(frozen=True)
class CamePaper:
    """A file that came and what is known of it.

    `unread` says why its words could not be read. `twin` is an earlier file of the same bytes, `registered` the line
    that registers it already, `listed` that the legal bases hold it already.
    """

    file: CameFile
    card: PaperCard
    unread: str = ""
    signatures: tuple[PdfSignature, ...] = ()
    twin: str = ""
    registered: IncomingRow | None = None
    listed: bool = False
    proposed: Destination = Destination.INCOMING

    def facts(self, arrived_on: date) -> IncomingFacts:
        """The card as it is registered."""
        card = self.card
        return IncomingFacts(
            subject=card.subject,
            arrived_on=arrived_on,
            issuer=card.issuer,
            number=card.number,
            issued_on=card.issued_on,
            kind=card.kind,
            due_on=card.due_on,
        )


@dataclass(frozen=True)
class Taking:
    """What is to become of one file: `owner_guid` whose evidence it is; `to` the place in the list of the paper that it
    is attached to.
    """

    file: CameFile
    destination: Destination
    facts: IncomingFacts
    owner_guid: str = ""
    to: int = -1


# Recognised


def recognise(dossier: Dossier, gathered: Gathered, today: date) -> Generator[Progress, None, tuple[CamePaper, ...]]:
    """Every file with what it says of itself and where it might be taken; nothing is written."""
    office = full_name(read_office(dossier, today.year).name).casefold()
    bases = {paper for row in read_legal_bases(dossier) for paper in papers_cited(row.text)[:1]}
    seen: dict[str, str] = {}
    found: list[CamePaper] = []
    for place, file in enumerate(gathered.files):
        yield Progress(place, len(gathered.files), _("Reading {name}").format(name=file.name))
        card, unread, signatures = _read(file)
        paper = CamePaper(
            file,
            card,
            unread,
            signatures,
            twin=seen.get(file.sha256, "") if file.sha256 else "",
            listed=bool(bases & set(papers_cited(basis_text(CamePaper(file, card).facts(today)))[:1])),
        )
        same = same_papers(dossier, paper.facts(today), [file.sha256] if file.sha256 else [])
        paper = replace(paper, registered=same[0] if same else None)
        seen.setdefault(file.sha256, file.place)
        found.append(paper)
    return _with_places(found, office)


def _read(file: CameFile) -> tuple[PaperCard, str, tuple[PdfSignature, ...]]:
    """What a file says of itself, why it says nothing, and its signatures."""
    named = with_name(PaperCard(), file.name)
    if file.path is None:
        return named, file.reason, ()
    signatures: tuple[PdfSignature, ...] = ()
    try:
        with file.path.open("rb") as stream:
            head = stream.read(8)
        if packed_otherwise(head):
            return (
                named,
                _("An archive of this kind is not unpacked here. Unpack it with its program, then drop the folder."),
                (),
            )
        if head.startswith(b"%PDF"):
            signatures = read_signatures(file.path.read_bytes())
        with without_recognition():  # a folder may hold hundreds of scanned pages
            return read_card(read_source(file.path), file.name), "", signatures
    except OSError:
        return named, _("The file cannot be read. Check the drive and your rights."), signatures
    except UserError as error:
        return named, str(error).replace(file.path.name, file.name), signatures


def _with_places(papers: list[CamePaper], office: str) -> tuple[CamePaper, ...]:
    """The papers with where they might be taken: first those that say who they are, as others may belong to them."""
    papers = [replace(paper, proposed=Destination.LEFT) for paper in papers]
    said = [bool(paper.card.number) and not paper.unread for paper in papers]
    for place in sorted(range(len(papers)), key=lambda place: not said[place]):
        papers[place] = replace(papers[place], proposed=_proposed(place, papers, office))
    return tuple(papers)


def _proposed(place: int, papers: Sequence[CamePaper], office: str) -> Destination:
    paper = papers[place]
    card = paper.card
    if paper.twin or paper.registered is not None or paper.file.path is None:
        return Destination.LEFT
    nameless = not (paper.unread or card.number or card.kind)
    belongs = _same_paper(place, papers) >= 0 or ((card.annex or nameless) and attached_to(place, papers) >= 0)
    if belongs and keeps(paper.file):
        return Destination.ATTACHED
    if card.kind in _LAWS:
        return Destination.LEFT if paper.listed else Destination.BASIS
    if card.issuer and full_name(card.issuer).casefold() == office:
        return Destination.PLAN if not paper.unread else Destination.LEFT
    if card.assigns and card.issuer:
        return Destination.SUPERIOR
    return Destination.INCOMING


def attached_to(place: int, papers: Sequence[CamePaper]) -> int:
    """The place of the paper that the file at a place belongs to; -1 for none.

    It is the same paper in another form, else the one that came last before it in the same folder and is registered,
    under whatever name.
    """
    same = _same_paper(place, papers)
    if same >= 0:
        return same
    for one in reversed(papers[:place]):
        if one.file.folder == papers[place].file.folder and not one.card.annex:
            wanted = one.twin or one.file.place
            for other, registered in enumerate(papers):
                if registered.file.place == wanted and registered.proposed in REGISTERED:
                    return other
    return -1


def _same_paper(place: int, papers: Sequence[CamePaper]) -> int:
    """The place of the same paper in another form, as a letter that came in Word and signed in PDF; -1 for none."""
    card = papers[place].card
    for other, one in enumerate(papers):
        days = {one.card.issued_on, card.issued_on} - {None}
        alike = bool(card.number) and number_key(one.card.number) == number_key(card.number) and len(days) < 2
        if alike and other != place and one.proposed in REGISTERED:
            return other
    return -1


def here_before(paper: CamePaper) -> tuple[str, ...]:
    """Where a paper is already, a sentence each: why it is left unless somebody says otherwise."""
    found = []
    if paper.twin:
        found.append(_("The same file as “{name}”.").format(name=paper.twin))
    if paper.registered is not None:
        facts = paper.registered.facts
        words = _("Registered already: number of arrival {number} of {year}, {subject}")
        found.append(words.format(number=facts.arrival_number, year=facts.arrived_on.year, subject=facts.subject))
    if paper.listed:
        found.append(_("The list of legal bases holds it already."))
    return tuple(found)


# Taken


def basis_text(facts: IncomingFacts) -> str:
    """A paper as a legal basis cites it: "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về …"."""
    number, _slash, symbol = facts.number.partition("/")
    about = facts.subject
    if symbol:
        about = about[:1].lower() + about[1:] if about.startswith(("Về ", "Ban hành ")) else about
        text = full_citation(Head(number, symbol, facts.issued_on, facts.issuer), about)
        word = word_of(symbol)
        return facts.kind + text.removeprefix(word) if facts.kind and text.startswith(word) else text
    day = format_long(facts.issued_on) if facts.issued_on is not None else ""
    if facts.kind and not about.casefold().startswith(facts.kind.casefold()):
        about = f"{facts.kind} {about}"
    return " ".join(part for part in (about, day) if part)


def take(dossier: Dossier, *, takings: Sequence[Taking]) -> Change:
    """Take all files where they are to go, in one step; those for the assistant are registered here at most.

    Raises `UserError` where one of them cannot be taken, with its name: then none is.
    """
    with dossier.change(_("Take papers in")) as work:
        lines: dict[int, str] = {}
        for place, taking in enumerate(takings):
            with _named(taking):
                _take(work.session, place, taking, lines)
        for taking in takings:
            if taking.destination is Destination.ATTACHED:
                with _named(taking):
                    _attach(work.session, taking, lines)
    return work.change


def taken_lines(change: Change, takings: Sequence[Taking]) -> dict[int, str]:
    """The guids of the lines that a step of `take` registered, by their places in the list."""
    places = [place for place, one in enumerate(takings) if one.destination in REGISTERED]
    return dict(zip(places, change.created("incoming_paper"), strict=True))


@contextmanager
def _named(taking: Taking) -> Iterator[None]:
    """Say of which file it is told that it cannot be taken."""
    try:
        yield
    except UserError as error:
        if taking.file.name in str(error):
            raise
        words = _("“{name}”: {reason}\nNone of the papers was taken in.")
        raise UserError(words.format(name=taking.file.name, reason=error)) from error


def _take(session: Session, place: int, taking: Taking, lines: dict[int, str]) -> None:
    if taking.destination in REGISTERED:
        lines[place] = put_incoming(session, taking.facts)
        if keeps(taking.file):
            put_files(session, lines[place], [KeptFile(taking.file.name, _bytes(taking.file))])
    elif taking.destination is Destination.BASIS:
        put_legal_basis(session, {"text": basis_text(taking.facts)})
    elif taking.destination is Destination.EVIDENCE:
        if not taking.owner_guid:
            raise UserError(_("Choose the task or criterion that it proves."))
        facts = taking.facts
        made = put_file(session, taking.owner_guid, taking.file.name, _bytes(taking.file), facts.subject)
        made.number, made.issued_on, made.issuer = facts.number, facts.issued_on, facts.issuer


def _attach(session: Session, taking: Taking, lines: dict[int, str]) -> None:
    if taking.to not in lines:
        raise UserError(_("Choose the incoming paper that it belongs to; that one is to be registered too."))
    put_files(session, lines[taking.to], [KeptFile(taking.file.name, _bytes(taking.file))])


def keeps(file: CameFile) -> bool:
    """Whether the dossier can keep a file: its bytes are at hand and not too many."""
    return file.path is not None and file.size <= LARGEST


def _bytes(file: CameFile) -> bytes:
    """The bytes that were recognised. Raises `UserError` where they are gone, are others now, or are too many."""
    if file.path is None:
        raise UserError(file.reason)
    data = bytes_to_keep(file.path)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise UserError(_("The file was changed since it was read. Drop it again."))
    return data
