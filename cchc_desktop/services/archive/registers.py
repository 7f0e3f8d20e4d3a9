"""The registers of outgoing papers of this office and of those in its archive, in one search."""

from collections.abc import Iterator
from contextlib import closing

from cchc_desktop.errors import UserError
from cchc_desktop.models.archive_rows import RegisterHit
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.rules.documents_nd30 import word_for
from cchc_desktop.rules.finding import has_marks
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.services import offices
from cchc_desktop.services.archive.archives import file_of, read_archives
from cchc_desktop.services.papers.register import read_register, register_years
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, fold


def read_registers(dossier: Dossier, year: int | None = None) -> tuple[tuple[RegisterHit, ...], tuple[str, ...]]:
    """Every line of all registers, this office's first, then by office, year and number; and the offices whose archive
    cannot be read now.
    """
    hits = list(_lines(dossier, offices.read_office(dossier).name, "", year))
    missing = []
    for row in read_archives(dossier):
        file = file_of(dossier, row)
        try:
            if file is None:
                raise UserError("")
            with closing(Dossier.open(file, backup=False)) as former:
                hits += _lines(former, row.office, row.guid, year)
        except UserError:
            missing.append(row.office)
    return tuple(hits), tuple(missing)


def _lines(dossier: Dossier, office: str, archive_guid: str, year: int | None) -> Iterator[RegisterHit]:
    for one in register_years(dossier) if year is None else (year,):
        for line in read_register(dossier, one):
            yield RegisterHit(office, archive_guid, one, line)


def holds(hit: RegisterHit, words: str) -> bool:
    """Whether a line, or the name of its office, holds all the words; diacritics count in words typed with them."""
    text = f"{hit.office} {number_of(hit.line)} {hit.line.subject} {hit.line.signer} {hit.year}"
    lower, folded = text.casefold(), fold(text)
    return all(word in (lower if has_marks(word) else folded) for word in clean(words).casefold().split())


def number_of(line: RegisterRow) -> str:
    """ "Kế hoạch 05/KH-UBND"."""
    return f"{word_for(line.kind, line.symbol)} {full_number(line.number, line.symbol)}"
