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
from cchc_desktop.rules.citations import bare_citation, papers_cited
from cchc_desktop.services import forms
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

FOLDER = "legal_bases"
_NAMESPACE = uuid.UUID("5d1f1d1e-3a0c-4a53-9d55-7c4fd2b0a6c1")  # the file's bases have the same guid in every dossier
_LAW_DAY = re.compile(r"(?<= \d{4})-\d\d-\d\d$")
_FIELDS = {"text", "field_code", "valid_from", "valid_to", "replaced_by"}


def read_legal_bases(dossier: Dossier) -> tuple[LegalBasisRow, ...]:
    """The list in its order. Raises `UserError` when the dossier has none of its own and the file cannot be used."""
    with dossier.read() as session:
        found = session.scalars(select(LegalBasis).order_by(LegalBasis.position, LegalBasis.guid)).all()
        return tuple(_row(basis) for basis in found or _of_file())


def _row(basis: LegalBasis) -> LegalBasisRow:
    return LegalBasisRow(
        guid=basis.guid,
        revision=basis.revision,
        text=basis.text,
        field_code=basis.field_code,
        valid_from=basis.valid_from,
        valid_to=basis.valid_to,
        replaced_by=basis.replaced_by,
    )


def _of_file() -> list[LegalBasis]:
    """The bases of the newest file, as rows that are not yet in the dossier."""
    code = max((code for code, _title in forms.available(FOLDER)), default="")
    try:
        return [_from_form(place, form) for place, form in enumerate(forms.read_form(FOLDER, code)["bases"])]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            _("The list of legal bases “{name}” lacks something. Put the original file back, or correct it.").format(
                name=f"{code}.json"
            )
        ) from error


def _from_form(position: int, form: dict[str, Any]) -> LegalBasis:
    def day(name: str) -> date | None:
        return date.fromisoformat(form[name]) if form.get(name) else None

    return LegalBasis(
        guid=uuid.uuid5(_NAMESPACE, form["text"]).hex,
        position=position,
        text=bare_citation(form["text"]),
        field_code=form.get("field", ""),
        valid_from=day("valid_from"),
        valid_to=day("valid_to"),
        replaced_by=form.get("replaced_by", ""),
    )


def _own_list(session: Session) -> list[LegalBasis]:
    """The dossier's own list, taken from the file the first time."""
    found = list(session.scalars(select(LegalBasis).order_by(LegalBasis.position, LegalBasis.guid)))
    if not found:
        found = _of_file()
        session.add_all(found)
        session.flush()
    return found


def add_legal_basis(dossier: Dossier, *, text: str, **fields: str | date | None) -> Change:
    """Add a paper to the list. Raises `UserError` when it has no text or is in the list already."""
    with dossier.change(_("Add a legal basis")) as work:
        present = _own_list(work.session)
        basis = LegalBasis(position=max((row.position for row in present), default=-1) + 1, text="")
        _write(basis, {"text": text, **fields}, present)
        work.session.add(basis)
    return work.change


def set_legal_basis(dossier: Dossier, *, basis_guid: str, **fields: str | date | None) -> Change:
    """Change what is known of a paper in the list. Raises `UserError` as `add_legal_basis` does."""
    with dossier.change(_("Edit a legal basis")) as work:
        present = _own_list(work.session)
        basis = work.session.get_one(LegalBasis, basis_guid)
        _write(basis, fields, [row for row in present if row is not basis])
    return work.change


def _write(basis: LegalBasis, fields: dict[str, str | date | None], others: Sequence[LegalBasis]) -> None:
    unknown = fields.keys() - _FIELDS
    if unknown:
        raise TypeError(f"a legal basis has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(basis, name, bare_citation(value) if isinstance(value, str) else value)
    if not basis.text:
        raise UserError(_("Type the paper as it is cited: kind, number, day, who issued it, what it is about."))
    if any(fold(other.text) == fold(basis.text) for other in others):
        raise UserError(_("This paper is in the list already. Search for it by its number; nothing was changed."))
    if basis.valid_from and basis.valid_to and basis.valid_to < basis.valid_from:
        raise UserError(_("The last day in force is before the first. Correct one of the two; nothing was changed."))


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
                text = bare_citation(line.text) if line.role == "legal_basis" else ""
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


def expired_sentences(dossier: Dossier, texts: Iterable[str], on: date) -> tuple[str, ...]:
    """What `flag_expired` finds in the legal bases of one paper, in words, counted as they are printed."""
    sentence = _("Legal basis {number} is no longer in force")
    replaced = _("Legal basis {number} is no longer in force, replaced by {paper}")
    return tuple(
        (replaced if note.basis.replaced_by else sentence).format(number=note.index + 1, paper=note.basis.replaced_by)
        for note in flag_expired(dossier, texts, on)
    )


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
