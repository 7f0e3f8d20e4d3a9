"""The frame of official documents: number, date, subject, legal bases, recipients, signer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.office import Officer
from cchc_desktop.models.paper import DocumentLine, OfficialDocument
from cchc_desktop.models.paper_rows import PaperLineId, PaperRow
from cchc_desktop.rules.documents_nd30 import (
    SigningForm,
    body_of,
    filed_last,
    symbol,
    symbol_of_body,
    title_of_body,
)
from cchc_desktop.rules.organisation import body_symbol, head_title, is_collegiate
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.roles import LineRole
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.pairing import put_texts
from cchc_desktop.services.papers.paper_numbers import check_number
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

ROLES = ("legal_basis", "article", "addressee", "recipient")
_FIELDS = {
    "subject",
    "number",
    "symbol",
    "place",
    "issued_on",
    "authority",
    "secretary",
    "preamble",
    "closing",
    "signing_form",
    "signer_title",
    "signer_name",
    "urgency",
    "secrecy",
    "circulation",
    "drafter_mark",
    "contact_footer",
    "dated",
}


def read_paper(dossier: Dossier, paper_guid: str) -> PaperRow:
    """One paper's frame."""
    with dossier.read() as session:
        return paper_row(session, paper_guid)


def paper_row(session: Session, paper_guid: str) -> PaperRow:
    """One paper's frame, within a reading session."""
    paper = session.get_one(OfficialDocument, paper_guid)
    lines: dict[str, list[str]] = {role: [] for role in ROLES}
    line_ids: list[PaperLineId] = []
    dated = next((line.text for line in paper.lines if line.role == LineRole.DATED), "")
    for line in paper.lines:
        if line.role in lines:  # what goes along with a report is a role of its own (services.report_appendices)
            lines[line.role].append(line.text)
            line_ids.append(PaperLineId(line.guid, line.revision, line.role))
    return PaperRow(
        guid=paper.guid,
        revision=paper.revision,
        year=paper.year,
        kind=paper.kind,
        subject=paper.subject,
        number=paper.number,
        symbol=paper.symbol,
        place=paper.place,
        issued_on=paper.issued_on,
        authority=paper.authority,
        secretary=paper.secretary,
        preamble=paper.preamble,
        closing=paper.closing,
        legal_bases=tuple(lines["legal_basis"]),
        articles=tuple(lines["article"]),
        addressees=tuple(lines["addressee"]),
        recipients=tuple(lines["recipient"]),
        signing_form=paper.signing_form,
        signer_title=paper.signer_title,
        signer_name=paper.signer_name,
        urgency=paper.urgency,
        secrecy=paper.secrecy,
        circulation=paper.circulation,
        drafter_mark=paper.drafter_mark,
        contact_footer=paper.contact_footer,
        dated=dated,
        line_ids=tuple(line_ids),
    )


def new_paper(session: Session, *, year: int, kind: PaperKind, subject: str, **fields: Any) -> OfficialDocument:
    """A paper of the office with its symbol, place and usual signer, added to the session."""
    profile = profile_of(session, year)
    paper = OfficialDocument(
        year=year,
        kind=str(kind),
        subject=subject,
        symbol=symbol(kind, body_symbol(profile.name)),
        place=profile.place,
    )
    paper.signing_form, paper.signer_title, paper.signer_name = usual_signer(session, profile.name)
    paper.signing_form = kind.facts.signing or paper.signing_form
    for name, value in fields.items():
        setattr(paper, name, value)
    session.add(paper)
    return paper


def usual_signer(session: Session, office_name: str) -> tuple[str, str, str]:
    """Form, title and name of who signs the office's papers; without a signer in the profile its head, unnamed."""
    signer = session.scalars(select(Officer).where(Officer.signing_form != "").order_by(Officer.position)).first()
    if signer is not None:
        return signer.signing_form, signer.title.upper(), signer.name
    if not is_collegiate(office_name):  # the others are signed TM. by their chairman
        return str(SigningForm.HEAD), head_title(office_name), ""
    return str(SigningForm.COLLECTIVE), "CHỦ TỊCH", ""


def put_lines(paper: OfficialDocument, role: str, texts: Iterable[str]) -> None:
    """Make the paper's lines of one role say just these texts, each row staying with its words."""
    wanted = [text.strip() for text in texts if text.strip()]
    if role == LineRole.RECIPIENT:
        wanted = filed_last(wanted)
    present = [line for line in paper.lines if line.role == role]
    put_texts(paper.lines, present, wanted, lambda: DocumentLine(role=role, position=0, text=""))


def put_dated(paper: OfficialDocument, known: str) -> None:
    """Keep what is known of a date without a day: "2026-03", "2026"; "" for nothing."""
    put_lines(paper, LineRole.DATED, [known])


def set_paper(dossier: Dossier, *, paper_guid: str, **fields: str | date | bool | None) -> Change:
    """Change fields of a paper's frame. Raises `UserError` when the number is taken in the year.

    Symbol and signer's title follow another issuing body as far as they are those that the former one gives; who
    decides says nothing of them.
    """
    unknown = fields.keys() - _FIELDS
    if unknown:
        raise TypeError(f"a paper has no {', '.join(sorted(unknown))}")
    with dossier.change(_("Edit paper")) as work:
        paper = work.session.get_one(OfficialDocument, paper_guid)
        before = _body_of(work.session, paper)
        for name, value in fields.items():
            if name == LineRole.DATED:
                put_dated(paper, str(value or ""))
            else:
                setattr(paper, name, value.strip() if isinstance(value, str) else value)
        body = _body_of(work.session, paper)
        if body != before and paper.kind != PaperKind.DECISION:
            paper.symbol = symbol_of_body(paper.symbol, before, body)
            paper.signer_title = title_of_body(paper.signer_title, before, body)
        check_number(work.session, paper)
    return work.change


def set_paper_lines(dossier: Dossier, *, paper_guid: str, role: str, lines: Sequence[str]) -> Change:
    """Replace a paper's legal bases, articles, addressees or recipients."""
    if role not in ROLES:
        raise TypeError(f"no role {role}")
    with dossier.change(_("Edit paper")) as work:
        put_lines(work.session.get_one(OfficialDocument, paper_guid), role, lines)
    return work.change


def _body_of(session: Session, paper: OfficialDocument) -> str:
    """The body that issues a paper, the office where no other is named."""
    office = profile_of(session, paper.year).name
    return body_of(paper.kind, paper.authority, office) or office


def set_paper_details(
    dossier: Dossier,
    *,
    paper_guid: str,
    fields: Mapping[str, str | date | bool | None],
    lines: Mapping[str, Sequence[str]],
) -> Change:
    """Change fields of a paper's frame and its lines by their role, as one step; raises as `set_paper` does."""
    with dossier.change(_("Edit paper")) as work:
        if fields:
            set_paper(dossier, paper_guid=paper_guid, **fields)
        for role, texts in lines.items():
            set_paper_lines(dossier, paper_guid=paper_guid, role=role, lines=texts)
    return work.change
