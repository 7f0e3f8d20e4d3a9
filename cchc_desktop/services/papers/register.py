"""The register of outgoing papers (sổ đăng ký văn bản đi): one line a number, in the order of the dates."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.issued_rows import IssuedRow, RegisterRow
from cchc_desktop.models.paper import IssuedPaper, OfficialDocument
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.rules.documents_nd30 import copy_form, filed_with, normal_number
from cchc_desktop.rules.issue_numbers import number_order, year_of_number
from cchc_desktop.services import offices
from cchc_desktop.services.papers.papers import paper_row
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

_AS_ARTICLE = re.compile(r"nhu dieu (\d{1,2})\b")
_DUTY = re.compile(r"\b(?:có trách nhiệm|chịu trách nhiệm|căn cứ Quyết định)", re.IGNORECASE)
_LATE = date(9999, 12, 31)  # papers without a date come last


def issued_row(paper: IssuedPaper) -> IssuedRow:
    """A version of an issued paper as a plain row."""
    values = paper.values()
    return IssuedRow(**{**values, "recipients": tuple(line for line in paper.recipients.split("\n") if line)})


def read_issued(session: Session, year: int | None = None) -> tuple[IssuedRow, ...]:
    """All versions of all papers, or those of one year, each paper's oldest first."""
    chosen = select(IssuedPaper).order_by(IssuedPaper.paper_guid, IssuedPaper.version)
    if year is not None:
        chosen = chosen.where(IssuedPaper.year == year)
    return tuple(issued_row(paper) for paper in session.scalars(chosen))


def read_register(dossier: Dossier, year: int) -> tuple[RegisterRow, ...]:
    """The lines of a year: what the program issued, and papers that bear a number without having been issued in it."""
    with dossier.read() as session:
        lines: dict[tuple[str, str, str], RegisterRow] = {}
        for row in read_issued(session, year):
            key = (row.paper_guid, row.number, row.symbol)
            before = lines[key].versions if key in lines else 0
            lines[key] = register_line(row, before + 1)
        for paper in _numbered(session):
            key = (paper.guid, normal_number(paper.number), paper.symbol)
            if key not in lines and year_of_number(paper.year, paper.issued_on) == year:
                lines[key] = _paper_line(session, paper)
    return tuple(sorted(lines.values(), key=_order))


def issued_of_year(dossier: Dossier, year: int) -> tuple[IssuedRow, ...]:
    """All versions of the papers that were issued in a year, each paper's oldest first."""
    with dossier.read() as session:
        return read_issued(session, year)


def issued_in(dossier: Dossier, year: int, first: date, last: date) -> tuple[RegisterRow, ...]:
    """The papers of a year's register dated from one day to another, both included, by date; copies are none."""
    rows = (row for row in read_register(dossier, year) if copy_form(row.symbol) is None)
    return tuple(row for row in rows if row.issued_on is not None and first <= row.issued_on <= last)


def register_years(dossier: Dossier) -> tuple[int, ...]:
    """The years in which any paper bears a number, oldest first."""
    with dossier.read() as session:
        issued = set(session.scalars(select(IssuedPaper.year).distinct()))
        numbered = {year_of_number(paper.year, paper.issued_on) for paper in _numbered(session)}
        return tuple(sorted(issued | numbered))


def export_register(dossier: Dossier, *, year: int, path: Path) -> None:
    """Write the register of a year as .xlsx, .docx or .pdf, by the file's name. Raises `UserError`."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.register import compose_register
    from cchc_desktop.writers.paper_writer import write_paper

    rows = read_register(dossier, year)
    write_paper(compose_register(rows, offices.read_office(dossier, year), year, load_house_style()), path)


def split_recipients(lines: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The recipients, and who keeps the original: ("UBND tỉnh",), "VT, VHXH" from "Lưu: VT, VHXH"."""
    kept = [(line, filed_with(line)) for line in lines]
    return tuple(line for line, by in kept if by is None), "; ".join(by for _line, by in kept if by)


def printed_recipients(session: Session, paper_guid: str) -> tuple[str, ...]:
    """Nơi nhận of a paper; "Như trên" gives way to those it is addressed to, "Như Điều 3" to those named there."""
    paper = paper_row(session, paper_guid)
    found: list[str] = []
    for line in paper.recipients:
        words = fold(line).strip(" -;.")
        article = _AS_ARTICLE.match(words)
        if words == "nhu tren":
            found += paper.addressees
        else:
            found += ((_bound_by(paper.articles, int(article[1])) if article else "") or line,)
    return tuple(line.strip(" ;.") for line in found)


def _bound_by(articles: Sequence[str], number: int) -> str:
    """Who is to carry a decision out by one of its articles; "" where it does not say so."""
    text = articles[number - 1] if 0 < number <= len(articles) else ""
    named = _DUTY.split(" ".join(text.split()), maxsplit=1)
    return named[0].strip(" ,;") if len(named) > 1 else ""


def _numbered(session: Session) -> tuple[OfficialDocument, ...]:
    """The papers that bear a number, without plans whose number is their decision's."""
    attached = select(YearPaper.paper_guid).where(YearPaper.decision_guid.is_not(None))
    return tuple(
        session.scalars(
            select(OfficialDocument).where(OfficialDocument.number != "", OfficialDocument.guid.not_in(attached))
        )
    )


def register_line(row: IssuedRow, versions: int = 1) -> RegisterRow:
    """The line of an issued version."""
    recipients, kept_by = split_recipients(row.recipients)
    return RegisterRow(
        row.number,
        row.symbol,
        row.kind,
        row.subject,
        row.issued_on,
        row.signer,
        recipients,
        kept_by,
        row.paper_guid,
        row,
        versions,
    )


def _paper_line(session: Session, paper: OfficialDocument) -> RegisterRow:
    recipients, kept_by = split_recipients(printed_recipients(session, paper.guid))
    return RegisterRow(
        normal_number(paper.number),
        paper.symbol,
        paper.kind,
        paper.subject,
        paper.issued_on,
        paper.signer_name,
        recipients,
        kept_by,
        paper.guid,
    )


def _order(row: RegisterRow) -> tuple[date, tuple[int, str], str]:
    return row.issued_on or _LATE, number_order(row.number), row.symbol
