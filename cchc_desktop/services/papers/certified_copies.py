"""Certified copies of issued papers: sao y, sao lục, trích sao (Nghị định 30/2020, Điều 25 to 27).

A copy is a line of the register, numbered in the one series of all copies; `content_sha256` is that of the paper it
was made from, whose text it bears. Its PDF is the whole copy, its DOCX the block printed below a copied original.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.documents.register import title_of
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.base import new_guid
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules import localised
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.documents_nd30 import CopyForm, copy_form, filed_last, normal_number
from cchc_desktop.rules.issue_numbers import full_number, is_number, next_number, same_number, series
from cchc_desktop.rules.organisation import body_symbol
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services import offices
from cchc_desktop.services.papers.issued_files import read_file
from cchc_desktop.services.papers.papers import usual_signer
from cchc_desktop.services.papers.register import issued_row
from cchc_desktop.services.stored_files import keep_bytes, kept_bytes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


@dataclass(frozen=True)
class CopyWish:
    """What is asked of a copy: the frame of its block, which pages (from 1; none for all, but of an extract), and of
    which file.

    `source` is a PDF of the signed paper, such as a scan; without it the pages are those that were kept when the
    paper was issued, which bear no signature.
    """

    form: CopyForm
    paper: PaperRow
    pages: tuple[int, ...] = ()
    source: Path | None = None
    electronic: bool = False  # a mark in the top margin of the first page instead of the block


def forms_of(row: IssuedRow) -> tuple[CopyForm, ...]:
    """The copies that may be made: true copies and extracts of an original, copies of a true copy, else none."""
    made = copy_form(row.symbol)
    if made is None:
        return CopyForm.TRUE_COPY, CopyForm.EXTRACT
    return (CopyForm.OF_COPY,) if made is CopyForm.TRUE_COPY else ()


def new_copy(dossier: Dossier, row: IssuedRow, form: CopyForm, day: date) -> PaperRow:
    """The frame of a copy as it is offered: next number of all copies, usual signer, the office as who keeps it."""
    with dossier.read() as session:
        office = offices.profile_of(session, day.year)
        symbol = f"{form}-{body_symbol(office.name)}"
        number = next_number(_taken(session, symbol, day.year))
        signing_form, title, name = usual_signer(session, office.name)
    return PaperRow(
        guid="",
        revision=0,
        year=day.year,
        kind=row.kind,
        subject=_cited(row),
        number=number,
        symbol=symbol,
        place=office.place,
        issued_on=day,
        recipients=("Lưu: VT.",),
        signing_form=signing_form,
        signer_title=title,
        signer_name=name,
    )


def pages_of(row: IssuedRow, source: Path | None) -> int:
    """How many pages there are to choose from. Raises `UserError` when the file is no PDF."""
    return row.pages if source is None else _count(read_file(source))


def make_copy(dossier: Dossier, *, issued_guid: str, wish: CopyWish, today: date) -> Change:
    """Make a copy of an issued paper and enter it in the register.

    Raises `UserError` when the number is none or taken, the day lies before the paper's or is still to come, the file
    is no PDF, or the form of copy is not for this paper; nothing is changed then.
    """
    with dossier.change(_("Make a certified copy")) as work:
        session = work.session
        original = session.get_one(IssuedPaper, issued_guid)
        row = issued_row(original)
        paper = _checked(session, row, wish, today)
        day = paper.issued_on or today
        data = read_file(wish.source) if wish.source is not None else kept_bytes(session, row.pdf_sha256)
        pdf, docx, pages = _written(data, wish, paper, offices.read_office(dossier, day.year))
        session.add(
            IssuedPaper(
                paper_guid=new_guid(),
                year=day.year,
                version=1,
                kind=row.kind,
                number=paper.number,
                symbol=paper.symbol,
                issued_on=day,
                subject=_cited(row),
                signer=paper.signer_name,
                recipients="\n".join(paper.recipients),
                pages=pages,
                file_stem=f"{row.file_stem}-{wish.form}-{paper.number}",
                docx_sha256=keep_bytes(session, docx),
                pdf_sha256=keep_bytes(session, pdf),
                made_at=datetime.now(),
                content_sha256=row.content_sha256,
            )
        )
    return work.change


def _checked(session: Session, row: IssuedRow, wish: CopyWish, today: date) -> PaperRow:
    """The frame of the copy with its number as it is printed."""
    paper = wish.paper
    if wish.form not in forms_of(row):
        raise UserError(
            _("Sao y and trích sao are made of an original, sao lục of a sao y. Choose the paper they are made of.")
        )
    if wish.form is CopyForm.EXTRACT and not wish.pages:
        raise UserError(
            _("An extract (trích sao) has a part of the paper. Type its pages, as 1-3, 5; nothing was changed.")
        )
    number, day = normal_number(paper.number), paper.issued_on
    if not is_number(number):
        raise UserError(_("Type the number of the copy alone, without its symbol: 05. Nothing was changed."))
    if day is None or not row.issued_on <= day <= today:
        raise UserError(
            _("The day of a copy is not before that of its paper ({first}) and not still to come.").format(
                first=localised.full_date(row.issued_on)
            )
        )
    if any(same_number(number, other) for other in _taken(session, paper.symbol, day.year)):
        raise UserError(
            _("Number {number} is taken by another copy. Choose another number; nothing was changed.").format(
                number=full_number(number, paper.symbol)
            )
        )
    lines = (line.strip(" -;.") for line in paper.recipients)
    return replace(paper, number=number, recipients=tuple(filed_last(line for line in lines if line)))


def _written(data: bytes, wish: CopyWish, paper: PaperRow, office: OfficeRow) -> tuple[bytes, bytes, int]:
    """The copy as PDF, its block as DOCX, and how many pages the copy has."""
    from cchc_desktop.documents.copy_block import compose_copy_block, compose_copy_mark
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.docx_writer import write_docx
    from cchc_desktop.writers.pdf_pages import with_block, with_mark
    from cchc_desktop.writers.pdf_writer import write_pdf

    style, docx, added = load_house_style(), BytesIO(), BytesIO()
    block = compose_copy_block(paper, wish.form, office)
    write_docx(block, docx, style)
    write_pdf(compose_copy_mark(paper, wish.form, office) if wish.electronic else block, added, style)
    count = _count(data)
    chosen = wish.pages or tuple(range(1, count + 1))
    if max(chosen) > count:
        raise UserError(_("The paper has {count} pages. Choose among them; nothing was changed.").format(count=count))
    pdf = (with_mark if wish.electronic else with_block)(data, chosen, added.getvalue())
    return pdf, docx.getvalue(), _count(pdf)


def _count(data: bytes) -> int:
    from cchc_desktop.writers.pdf_pages import NoPdfError, page_count

    try:
        return page_count(data)
    except NoPdfError as error:
        raise UserError(_("The file of the signed paper is no PDF that can be read. Nothing was changed.")) from error


def _taken(session: Session, symbol: str, year: int) -> list[str]:
    """The numbers that copies have in a year."""
    issued = session.scalars(select(IssuedPaper).where(IssuedPaper.year == year))
    return [one.number for one in issued if series(one.kind, one.symbol) == series("", symbol)]


def _cited(row: IssuedRow) -> str:
    """The paper that is copied in one line; of a copy's copy the line that the register has already."""
    if copy_form(row.symbol) is not None:
        return row.subject
    word = PaperKind(row.kind).word
    number = f"số {full_number(row.number, row.symbol)} ngày {format_date(row.issued_on)}"
    return f"{word} {number}{title_of(row.kind, row.subject).removeprefix(word)}"
