"""Cells of a workbook as LibreOffice writes them beside ours: what only differs in its form is one cell."""

import csv
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.readers.sheet_rows import column_number
from cchc_desktop.readers.source import Source, SourceTable
from cchc_desktop.readers.xlsx_book import open_book

# What the Vietnamese LibreOffice says for what we write as Excel does.
_WORDS = {"ĐÚNG": "Có", "SAI": "Không", "TRUE": "Có", "FALSE": "Không"}
_OUR_DAY = re.compile(r"(?:(\d\d)/)?(\d\d)/(\d{4})")
_MONTH = re.compile(r"(?:tháng|thg)\s*", re.IGNORECASE)
_HALF = re.compile(r"\b(sáng|chiều|am|pm)\b", re.IGNORECASE)
_RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")

_NUMBER = re.compile(r"-?\d{1,20}(?:,\d{1,20})?")
_GENERAL = 9  # signs and more that a number with decimals has

Place = tuple[str, int, int]  # sheet, row and column, counted from 1 and 0


def cells_of(source: Source) -> Iterator[tuple[Place | None, str]]:
    """Our cells with their places; what stands beside the cells has none."""
    for block in source.blocks:
        if isinstance(block, SourceTable):
            for row in block.rows:
                yield from (((block.where, row.number, column), text) for column, text in enumerate(row.cells))
    yield from ((None, text) for _line, text, _where in source.asides)


def written_cells(files: Iterable[tuple[str, str]]) -> Iterator[tuple[Place | None, str]]:
    """The cells of LibreOffice's sheets, given by their titles, with their places."""
    csv.field_size_limit(sys.maxsize)
    for title, content in files:
        for number, row in enumerate(csv.reader(content.replace("\0", "").splitlines(keepends=True)), start=1):
            yield from (((title, number, column), text) for column, text in enumerate(row))


def remade(path: Path) -> list[tuple[str, int, int, int, int]]:
    """Sheet, first and last row, first and last column of each pivot table: LibreOffice makes them anew."""
    found = []
    with zipfile.ZipFile(path) as archive:
        package = OfficePackage(archive, path.name)
        for sheet in open_book(package).sheets:
            for relation in package.relations(sheet.part):
                root = package.root(relation.part) if relation.kind == "pivotTable" else None
                location = root.find("{*}location") if root is not None else None
                area = _RANGE.fullmatch((location.get("ref") or "") if location is not None else "")
                if area:
                    left, top, right, bottom = area.groups()
                    columns = column_number(left), column_number(right or left)
                    found.append((sheet.title, int(top), int(bottom or top), *columns))
    return found


def counted(
    cells: Iterable[tuple[Place | None, str]], aside: Iterable[tuple[str, int, int, int, int]]
) -> "Counter[str]":
    """How often each text stands in the cells, those in areas that are set aside left out."""
    aside = list(aside)
    return Counter(
        text
        for place, cell in cells
        if not (place and any(_within(place, area) for area in aside))
        and (text := " ".join(unicodedata.normalize("NFKC", cell).split()))
    )


def _within(place: Place, area: tuple[str, int, int, int, int]) -> bool:
    sheet, row, column = place
    return sheet == area[0] and area[1] <= row <= area[2] and area[3] <= column <= area[4]


def apart(lost: "Counter[str]", added: "Counter[str]") -> tuple["Counter[str]", "Counter[str]"]:
    """Lost and added cells without the pairs of one content in two forms."""
    lost, added = Counter(lost), Counter(added)
    for theirs in list(lost):
        for ours in list(added):
            pairs = min(lost[theirs], added[ours])
            if pairs > 0 and is_same(theirs, ours):
                lost[theirs] -= pairs
                added[ours] -= pairs
    return +lost, +added


def is_same(theirs: str, ours: str) -> bool:
    """Whether two texts are one value in two forms: words for true and false, a day, half of it, a minus sign."""
    if _WORDS.get(theirs) == ours or _plain(theirs) == _plain(ours) or _is_rounded(theirs, ours):
        return True
    day = _OUR_DAY.search(ours)
    if day is None:
        return False
    numbers = [int(n) for n in re.findall(r"\d+", _MONTH.sub("", theirs))]
    said = [int(n) for n in re.findall(r"\d+", ours)]
    year = int(day[3])
    return len(numbers) > 1 and all(n in said or n == year % 100 for n in numbers)


def _is_rounded(theirs: str, ours: str) -> bool:
    """Whether ours is their number with as many digits as General has room for in Excel."""
    if len(ours) < _GENERAL or not (_NUMBER.fullmatch(theirs) and _NUMBER.fullmatch(ours)):
        return False
    long, short = (Decimal(text.replace(",", ".")) for text in (theirs, ours))
    return len(theirs) > len(ours) and abs(long - short) <= Decimal(1).scaleb(int(short.as_tuple().exponent)) / 2


def _plain(text: str) -> str:
    """Without blanks; a minus sign for brackets; halves of a day by one word."""
    halves = {"sáng": "am", "chiều": "pm"}
    text = _HALF.sub(lambda half: halves.get(half[0].lower(), half[0].lower()), text)
    text = re.sub(r"^\((.*)\)$", r"-\1", re.sub(r"\s", "", text))
    return text.removesuffix("₫").removesuffix("đ")
