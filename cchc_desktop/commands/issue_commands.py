"""`cchc issue`, `cchc register` and `cchc verify`: papers under their numbers, and files checked."""

import argparse
import re
from dataclasses import replace

from cchc_desktop import clock
from cchc_desktop.commands import answers
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened, output
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.rules import localised
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.rules.printouts import ENDINGS
from cchc_desktop.storage.dossier import Dossier

_GUID = re.compile(r"[0-9a-f]{32}")


def issue(chosen: argparse.Namespace) -> Answer:
    """Issue a paper; without a number, under the next one."""

    from cchc_desktop.services.papers.former_names import former_names_of
    from cchc_desktop.services.papers.issue_checks import day_findings, unwritten_in
    from cchc_desktop.services.papers.issuing import issue_paper, issued_versions, signed_guid, undrawn_in
    from cchc_desktop.services.papers.paper_numbers import offer_number

    with opened(chosen.dossier, chosen.year) as dossier:
        guid = signed_guid(dossier, _paper(dossier, chosen))
        gaps = [gap.sentence for gap in undrawn_in(dossier, guid)]
        gaps += unwritten_in(dossier, guid, chosen.date)
        if gaps and not chosen.with_gaps:
            words = _("Nothing was issued. To issue the paper as it is, add --with-gaps.")
            raise UserError("\n".join((*gaps, words)))
        former = [name.sentence for name in former_names_of(dossier, guid)]
        notes = [*day_findings(dossier, guid, chosen.date), *former, *gaps]
        number = chosen.number or offer_number(dossier, guid, chosen.date).number
        issue_paper(dossier, paper_guid=guid, number=number, issued_on=chosen.date, today=clock.today())
        row = issued_versions(dossier, guid)[-1]
    lines = [
        _("Issued as number {number} on {date}").format(
            number=full_number(row.number, row.symbol), date=localised.full_date(row.issued_on)
        ),
        f"  {row.file_stem}.pdf {row.pdf_sha256}",
        f"  {row.file_stem}.docx {row.docx_sha256}",
    ]
    return Answer(to_json(row), lines, notes)


def _paper(dossier: Dossier, chosen: argparse.Namespace) -> str:
    """The guid of the paper that is meant: by its guid, number or title, the annual plan's, or a report's."""
    from cchc_desktop.services.papers.composing import current_plan, current_report
    from cchc_desktop.services.papers.year_papers import find_paper

    if chosen.paper:
        try:
            return find_paper(dossier, chosen.year, chosen.paper).paper_guid
        except UserError:
            if _GUID.fullmatch(chosen.paper) is None:
                raise
            return str(chosen.paper)  # of a report, or of another year
    if chosen.what == "plan":
        return current_plan(dossier, chosen.year).paper_guid
    return current_report(dossier, chosen.year, chosen.period).paper_guid


def certify(chosen: argparse.Namespace) -> Answer:
    """Make a certified copy of an issued paper; without a number, under the next one."""
    from cchc_desktop.rules.documents_nd30 import CopyForm
    from cchc_desktop.rules.page_ranges import parse_pages
    from cchc_desktop.services.papers.certified_copies import CopyWish, make_copy, new_copy, pages_of
    from cchc_desktop.services.papers.issued_files import read_one

    form = CopyForm(chosen.form)
    with opened(chosen.dossier) as dossier:
        original = read_one(dossier, chosen.issued)
        paper = new_copy(dossier, original, form, chosen.date)
        paper = replace(paper, number=chosen.number or paper.number)
        pages = parse_pages(chosen.pages, pages_of(original, chosen.file)) if chosen.pages else ()
        wish = CopyWish(form, paper, pages, chosen.file, chosen.electronic)
        change = make_copy(dossier, issued_guid=original.guid, wish=wish, today=clock.today())
        row = read_one(dossier, change.created("issued_paper")[0])
    number = full_number(row.number, row.symbol)
    lines = [_("{copy} made as number {number}").format(copy=form.word, number=number), f"  {row.file_stem}.pdf"]
    return Answer(to_json(row), lines)


def show_register(chosen: argparse.Namespace) -> Answer:
    """The register of a year, and as a file where one is asked for."""
    from cchc_desktop.services.papers.register import export_register, read_register

    path = output(chosen.out, chosen, *ENDINGS) if chosen.out is not None else None
    with opened(chosen.dossier) as dossier:
        rows = read_register(dossier, chosen.year)
        if path is not None:
            export_register(dossier, year=chosen.year, path=path)
    lines = [_line(row) for row in rows] or [_("No paper of this year bears a number.")]
    return Answer({"year": chosen.year, "register": to_json(rows)}, lines)


def _line(row: RegisterRow) -> str:
    from cchc_desktop.documents.register import remark_of, title_of

    day = localised.full_date(row.issued_on) if row.issued_on else ""
    parts = (
        full_number(row.number, row.symbol),
        day,
        title_of(row.kind, row.subject, row.symbol),
        row.signer,
        remark_of(row),
    )
    return " | ".join(part for part in parts if part)


def verify(chosen: argparse.Namespace) -> Answer:
    """Check a package, or with a dossier a paper against what that issued."""
    if chosen.dossier is None:
        from cchc_desktop.commands.package_commands import password_in
        from cchc_desktop.exchange.package_reader import verify_package

        return answers.package(verify_package(chosen.file, password_in(chosen.password_file)))
    from cchc_desktop.services.papers.issued_files import match_sentence, verify_file

    with opened(chosen.dossier) as dossier:
        match = verify_file(dossier, chosen.file)
    said = match_sentence(chosen.file.name, match)
    if match is None:
        raise UserError(said)
    return Answer({"file": str(chosen.file), **to_json(match)}, [said])
