"""The list of legal bases with their validity: the central ones of a dated file, and the office's own.

The list is the file's until the office changes something in it; then the dossier takes a copy and keeps its own.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.legal_rows import ExpiredCitation, LegalBasisRow
from cchc_desktop.models.paper import LegalBasis, OfficialDocument
from cchc_desktop.rules import localised
from cchc_desktop.rules.citations import amendments_in_force, bare_citation, cited_on, papers_cited, with_first_day
from cchc_desktop.rules.roles import LineRole
from cchc_desktop.services import forms
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

FOLDER = "legal_bases"
_NAMESPACE = uuid.UUID("5d1f1d1e-3a0c-4a53-9d55-7c4fd2b0a6c1")  # the file's bases have the same guid in every dossier
_LAW_DAY = re.compile(r"(?<= \d{4})-\d\d-\d\d$")
_KNOWN = ("text", "field_code", "valid_from", "valid_to", "replaced_by", "amended_by", "partly_from", "partly_by")
_FIELDS = (*_KNOWN, "source", "known_on")


def read_legal_bases(dossier: Dossier) -> tuple[LegalBasisRow, ...]:
    """The list in its order. Raises `UserError` when the dossier has none of its own and the file cannot be used."""
    with dossier.read() as session:
        found = session.scalars(select(LegalBasis).order_by(LegalBasis.position, LegalBasis.guid)).all()
        return tuple(map(_row, found)) if found else _of_file()


def bases_of_forms() -> tuple[LegalBasisRow, ...]:
    """The newest list that comes with the program or a pack of forms. Raises `UserError` when it cannot be used."""
    return _of_file()


def _row(basis: LegalBasis) -> LegalBasisRow:
    return LegalBasisRow(
        guid=basis.guid,
        revision=basis.revision,
        **{name: getattr(basis, name) for name in _FIELDS},
    )


def _of_file() -> tuple[LegalBasisRow, ...]:
    """The bases of the newest file, which are not in the dossier yet."""
    code = max((code for code, _title in forms.available(FOLDER)), default="")
    try:
        form = forms.read_form(FOLDER, code)
        known_on = date.fromisoformat(form["known_on"])
        return tuple(_from_form(basis, known_on) for basis in form["bases"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            _("The list of legal bases “{name}” lacks something. Put the original file back, or correct it.").format(
                name=f"{code}.json"
            )
        ) from error


def _from_form(form: dict[str, Any], known_on: date) -> LegalBasisRow:
    return LegalBasisRow(
        guid=uuid.uuid5(_NAMESPACE, form["text"]).hex,
        revision=1,
        text=bare_citation(form["text"]),
        field_code=form.get("field", ""),
        valid_from=_day(form, "valid_from"),
        valid_to=_day(form, "valid_to"),
        replaced_by=form.get("replaced_by", ""),
        amended_by="\n".join(with_first_day(one["text"], _day(one, "from")) for one in form.get("amended_by", ())),
        partly_from=_day(form, "partly_from"),
        partly_by=form.get("partly_by", ""),
        source=form.get("source", ""),
        known_on=known_on,
    )


def _day(form: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(form[name]) if form.get(name) else None


def _own_list(session: Session) -> list[LegalBasis]:
    """The dossier's own list, taken from the file the first time."""
    found = list(session.scalars(select(LegalBasis).order_by(LegalBasis.position, LegalBasis.guid)))
    if not found:
        found = [LegalBasis(position=place, **vars(row)) for place, row in enumerate(_of_file())]
        session.add_all(found)
    return found


def add_legal_basis(dossier: Dossier, *, text: str, **fields: str | date | None) -> Change:
    """Add a paper to the list. Raises `UserError` when it has no text or is in the list already."""
    with dossier.change(_("Add a legal basis")) as work:
        put_legal_basis(work.session, {"text": text, **fields})
    return work.change


def put_legal_basis(session: Session, fields: dict[str, str | date | None]) -> None:
    """Add a paper to the list within a transaction; raises as `add_legal_basis`."""
    present = _own_list(session)
    basis = LegalBasis(position=max((row.position for row in present), default=-1) + 1, text="")
    _write(basis, fields, present)
    session.add(basis)


def set_legal_basis(dossier: Dossier, *, basis_guid: str, **fields: str | date | None) -> Change:
    """Change what is known of a paper in the list. Raises `UserError` as `add_legal_basis` does."""
    with dossier.change(_("Edit a legal basis")) as work:
        present = _own_list(work.session)
        basis = work.session.get_one(LegalBasis, basis_guid)
        _write(basis, fields, [row for row in present if row is not basis])
    return work.change


def _write(basis: LegalBasis, fields: dict[str, str | date | None], others: Sequence[LegalBasis]) -> None:
    unknown = fields.keys() - set(_FIELDS)
    if unknown:
        raise TypeError(f"a legal basis has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(basis, name, _tidy(name, value) if isinstance(value, str) else value)
    if not basis.text:
        raise UserError(_("Type the paper as it is cited: kind, number, day, who issued it, what it is about."))
    if any(fold(other.text) == fold(basis.text) for other in others):
        raise UserError(_("This paper is in the list already. Search for it by its number; nothing was changed."))
    if basis.valid_from and basis.valid_to and basis.valid_to < basis.valid_from:
        raise UserError(_("The last day in force is before the first. Correct one of the two; nothing was changed."))


def _tidy(name: str, text: str) -> str:
    """The papers that amend one stand a line each."""
    lines = text.split("\n") if name == "amended_by" else [text]
    return "\n".join(line for line in map(bare_citation, lines) if line)


def remove_legal_basis(dossier: Dossier, *, basis_guid: str) -> Change:
    """Take a paper out of the list; papers that cite it are left as they are."""
    with dossier.change(_("Remove a legal basis")) as work:
        _own_list(work.session)
        work.session.delete(work.session.get_one(LegalBasis, basis_guid))
    return work.change


def cited_elsewhere(dossier: Dossier) -> tuple[str, ...]:
    """What papers of the dossier cite and the list does not hold, each once, from the newest year on."""
    listed = read_legal_bases(dossier)
    seen = {fold(row.text) for row in listed} | {paper for row in listed for paper in papers_cited(row.text)[:1]}
    found: list[str] = []
    with dossier.read() as session:
        for paper in session.scalars(select(OfficialDocument).order_by(OfficialDocument.year.desc())):
            for line in paper.lines:
                text = bare_citation(line.text) if line.role == LineRole.LEGAL_BASIS else ""
                names = {fold(text), *papers_cited(text)[:1]}
                if text and "[" not in text and seen.isdisjoint(names):
                    found.append(text)
                    seen |= names
    return tuple(found)


def flag_expired(dossier: Dossier, texts: Iterable[str], on: date) -> tuple[ExpiredCitation, ...]:
    """The papers cited in these texts that the list knows to be no longer in force on a day, in the order of the texts.

    A paper is known by its number and symbol, a law by its name and day (or year, when only one law has both).
    """
    known = _by_name(read_legal_bases(dossier))
    return tuple(
        ExpiredCitation(index, basis)
        for index, text in enumerate(texts)
        for basis in dict.fromkeys(known.get(paper) for paper in papers_cited(text))
        if basis is not None and basis.is_expired(on)
    )


def basis_findings(dossier: Dossier, texts: Iterable[str], on: date) -> tuple[str, ...]:
    """What is to be looked at in the legal bases of one paper, in words, counted as they are printed.

    Papers without their date, no longer or not yet in force, in force in part, amended by others that are not cited.
    """
    lines = list(texts)
    known = _by_name(read_legal_bases(dossier))
    cited = {paper for line in lines for paper in papers_cited(line)}
    found: list[str] = []
    for number, line in enumerate(lines, start=1):
        if papers_cited(line) and cited_on(line) is None and "[" not in line:
            found.append(_("Legal basis {number} is cited without its date").format(number=number))
        for basis in dict.fromkeys(known.get(paper) for paper in papers_cited(line)):
            if basis is not None:
                found += _findings(number, basis, cited, on)
    return tuple(found)


def _findings(number: int, basis: LegalBasisRow, cited: set[str], on: date) -> list[str]:
    if basis.is_expired(on):
        if not basis.replaced_by:
            return [_("Legal basis {number} is no longer in force").format(number=number)]
        words = _("Legal basis {number} is no longer in force, replaced by {paper}")
        return [words.format(number=number, paper=basis.replaced_by)]
    found = []
    if basis.is_to_come(on) and basis.valid_from is not None:
        words = _("Legal basis {number} is not in force before {date}")
        found.append(words.format(number=number, date=localised.full_date(basis.valid_from)))
    if basis.is_partly_expired(on):
        words = _("A part of legal basis {number} is no longer in force: {paper}")
        found.append(words.format(number=number, paper=basis.partly_by))
    for paper in amendments_in_force(basis.amended_by, on):
        if cited.isdisjoint(papers_cited(paper)[:1]):
            words = _("Legal basis {number} was amended by {paper}; cite it with its amendment")
            found.append(words.format(number=number, paper=paper))
    return found


def _by_name(rows: Iterable[LegalBasisRow]) -> dict[str, LegalBasisRow | None]:
    """Each paper by what it is cited by; None for a law's name and year where two laws have both."""
    found: dict[str, LegalBasisRow | None] = {}
    for row in rows:
        for paper in papers_cited(row.text)[:1]:
            found.setdefault(paper, row)
            if day := _LAW_DAY.search(paper):
                by_year = paper[: day.start()]
                found[by_year] = None if by_year in found else row
    return found
