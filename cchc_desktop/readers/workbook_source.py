"""The sheets of a workbook of any form as one source, with what has to be said of their cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.sheet_rows import SheetContent, column_letters, column_number
from cchc_desktop.readers.source import Source, SourceTable
from cchc_desktop.readers.workbook import Book, Findings

_CELL = re.compile(r"!([A-Z]{1,3})(\d{1,7})")
_PLACES = 8  # single cells or ranges that a warning names


def workbook_source(book: Book, sheets: Sequence[SheetContent], warnings: Sequence[str] = ()) -> Source:
    """The sheets with text, hidden ones too, in their order; raises UserError where none has any."""
    tables = tuple(SourceTable(sheet.rows, sheet.title) for sheet in sheets if sheet.rows)
    asides = tuple(aside for sheet in sheets for aside in sheet.asides)
    hidden = [sheet.title for sheet in sheets if sheet.hidden and (sheet.rows or sheet.asides)]
    said = (*warnings, *(words for sheet in sheets for words in sheet.warnings))
    if not tables and not asides:
        raise UserError(
            " ".join((_nothing(book), *_warnings(replace(book.findings, without_result=[]), hidden), *said))
        )
    return Source(tables, (*_warnings(book.findings, hidden), *said), asides, tuple(book.findings.rewritten))


def _nothing(book: Book) -> str:
    """Why a workbook has no text."""
    name, unsolved = book.name, book.findings.without_result
    if unsolved:
        return _(
            "“{name}” holds formulas without results and nothing else ({places}). "
            "Open it in Excel, save it, then take it in again."
        ).format(name=name, places=_listed(ranges(unsolved)))
    return _("“{name}” has no cells with text. Choose another file.").format(name=name)


def _warnings(findings: Findings, hidden_sheets: list[str]) -> list[str]:
    warnings = []
    if findings.hidden_rows:
        words = ngettext(
            "{count} hidden row was read too; check whether it belongs here.",
            "{count} hidden rows were read too; check whether they belong here.",
            findings.hidden_rows,
        )
        warnings.append(words.format(count=findings.hidden_rows))
    if hidden_sheets:
        warnings.append(_("Hidden sheets were read too: {sheets}.").format(sheets=", ".join(hidden_sheets)))
    told = (
        (_words_on_errors, [f"{kind} {place}" for place, kind in findings.errors]),
        (_words_on_results, findings.without_result),
        (_words_on_range, [f"{place} ({value})" for place, value in findings.out_of_range]),
        (_words_on_rounding, [f"{place} ({words})" for place, words in findings.rounded]),
        (_words_on_colors, findings.colored),
        (_words_on_lost_texts, findings.without_text),
        (_words_on_old_fonts, findings.in_old_fonts),
    )
    return warnings + [
        words(len(cells)).format(count=len(cells), places=_listed(ranges(cells))) for words, cells in told if cells
    ]


def _words_on_errors(count: int) -> str:
    return ngettext(
        "{count} cell holds an error of Excel and was read as empty: {places}. "
        "Correct its formula in Excel, or type the value yourself.",
        "{count} cells hold an error of Excel and were read as empty: {places}. "
        "Correct their formulas in Excel, or type the values yourself.",
        count,
    )


def _words_on_results(count: int) -> str:
    return ngettext(
        "{count} formula has no stored result and was read as empty: {places}. "
        "Open the file in Excel and save it, then try again.",
        "{count} formulas have no stored result and were read as empty: {places}. "
        "Open the file in Excel and save it, then try again.",
        count,
    )


def _words_on_range(count: int) -> str:
    return ngettext(
        "{count} cell holds a number or a day that Excel cannot show; its number was read as it stands: {places}.",
        "{count} cells hold numbers or days that Excel cannot show; their numbers were read as they stand: {places}.",
        count,
    )


def _words_on_rounding(count: int) -> str:
    return ngettext(
        "{count} cell shows its number rounded (in thousands, millions, powers of ten or as a fraction), and was read "
        "as shown: {places}.",
        "{count} cells show their numbers rounded (in thousands, millions, powers of ten or as fractions), and were "
        "read as shown: {places}.",
        count,
    )


def _words_on_colors(count: int) -> str:
    return ngettext(
        "{count} cell shows by its color alone that its number is below zero; it was read with a minus sign: {places}.",
        "{count} cells show by their color alone that their numbers are below zero; they were read with minus signs: "
        "{places}.",
        count,
    )


def _words_on_lost_texts(count: int) -> str:
    return ngettext(
        "{count} cell lost its text, because the file is damaged: {places}. Ask the sender for the file again.",
        "{count} cells lost their text, because the file is damaged: {places}. Ask the sender for the file again.",
        count,
    )


def _words_on_old_fonts(count: int) -> str:
    return ngettext(
        "{count} cell in an old font (TCVN3 or VNI) was made Unicode: {places}. Compare it with the file.",
        "{count} cells in old fonts (TCVN3 or VNI) were made Unicode: {places}. Compare them with the file.",
        count,
    )


def ranges(places: Iterable[str]) -> list[str]:
    """Cells that lie side by side as one range: "Sheet1!B2", "Sheet1!B3", "Sheet1!B4" become "Sheet1!B2:B4"."""
    found: list[str] = []
    for sheet, group in groupby(places, key=lambda place: place.rpartition("!")[0]):
        names = list(group)
        cells = [_CELL.fullmatch(name[len(sheet) :]) for name in names]
        if not all(cells):
            found += names  # with words of their own
            continue
        at = sorted({(int(cell[2]), column_number(cell[1])) for cell in cells if cell})
        found += [f"{sheet}!{block}" for block in _blocks(at)]
    return found


def _blocks(cells: list[tuple[int, int]]) -> Iterator[str]:
    """The rectangles of cells, given as (row, column) in the order of reading."""
    blocks: list[list[int]] = []  # left, right, top, bottom
    open_blocks: dict[tuple[int, int], list[int]] = {}
    for row, group in groupby(cells, key=lambda cell: cell[0]):
        above, open_blocks = open_blocks, {}
        for _number, run in groupby(enumerate(group), key=lambda pair: pair[1][1] - pair[0]):
            columns = [column for _place, (_row, column) in run]
            span = columns[0], columns[-1]
            block = above.get(span)
            if block is None or block[3] != row - 1:
                block = [*span, row, row]
                blocks.append(block)
            block[3] = row
            open_blocks[span] = block
    for left, right, top, bottom in blocks:
        begin, end = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
        yield begin if begin == end else f"{begin}:{end}"


def _listed(places: list[str]) -> str:
    shown = ", ".join(places[:_PLACES])
    return f"{shown}, …" if len(places) > _PLACES else shown
