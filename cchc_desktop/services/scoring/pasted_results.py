"""A pasted table of published results: which column says what is told by its heading, or by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.models.index_result_rows import PastedResults, PublishedRow
from cchc_desktop.rules.numbers import holds, parse_number
from cchc_desktop.text import clean, fold

_SUMMARY = re.compile(r"(?:chi so |diem )?(?:cao nhat|trung binh|thap nhat)|tong (?:so|cong)|tong")
# What a column says, by what its folded heading is, begins with, or holds; the first that fits.
_HEADINGS: Sequence[tuple[str, frozenset[str], tuple[str, ...], tuple[str, ...]]] = (
    ("", frozenset({"stt", "tt", "so tt", "so thu tu", "ghi chu"}), (), ()),
    ("rank", frozenset({"hang", "rank"}), ("thu hang", "xep hang", "xep thu"), ()),
    ("band", frozenset({"loai"}), ("xep loai", "ket qua xep loai", "xep muc", "muc xep loai"), ()),
    ("max_points", frozenset(), ("diem chuan",), ("toi da",)),
    ("share", frozenset(), ("chi so", "ty le", "ti le", "ket qua"), ("index", "%")),
    ("points", frozenset(), ("diem", "tong diem", "so diem", "tong so diem"), ()),
    (
        "office_name",
        frozenset(),
        ("ten xa",),
        ("don vi", "dia phuong", "co quan", "xa, phuong", "xa/phuong", "xa phuong"),
    ),
)
_ORDER = ("rank", "office_name", "points", "band")  # where no heading says what is what


def read_pasted(text: str, *, index_code: str, year: int, decision: str = "") -> PastedResults:
    """The results in a table pasted from a sheet or a paper; what is not understood is told with its line.

    Without a heading the columns are rank, office, points, band. Points that stand alone under "Chỉ số" are per cent.
    Rows of highest, mean and lowest values are passed over; `ranked` is the number of offices that have a rank, or
    the last rank where only a part of the table was copied.
    """
    columns: dict[str, int] = {}
    found: list[PublishedRow] = []
    failed: list[tuple[int, str, str]] = []
    lines = [(place, line) for place, line in enumerate(clean(text).splitlines(), start=1) if line.strip()]
    for place, line in lines:
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        if not found and len(told := _headings(cells)) > 1:
            columns = told
            continue
        here = columns or _guessed(cells)
        if _is_summary(cells, here):
            continue
        row, why = _row(cells, here, index_code, year, decision)
        if row is None:
            failed.append((place, " ".join(line.split()), why))
        else:
            found.append(row)
    ranks = [row.rank for row in found if row.rank is not None]
    ranked = max(len(ranks), *ranks) if ranks else None
    return PastedResults(
        tuple(replace(row, ranked=ranked) if row.rank else row for row in found),
        tuple(failed),
    )


def _is_summary(cells: Sequence[str], columns: Mapping[str, int]) -> bool:
    """Whether a row is of highest, mean or lowest values; "TRUNG BÌNH" is a grade too, where grades stand."""
    band = columns.get("band")
    return any(_SUMMARY.fullmatch(fold(cell)) for place, cell in enumerate(cells) if place != band)


def _headings(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _heading(fold(cell).strip(" .:"))
        if name and name not in found:
            found[name] = place
    return found


def _heading(folded: str) -> str:
    """What a column with this heading says; "" for nothing of a result."""
    for name, whole, begins, holds_ in _HEADINGS:
        if folded in whole or folded.startswith(begins) or any(words in folded for words in holds_):
            return name
    return ""


def _guessed(cells: Sequence[str]) -> dict[str, int]:
    if len(cells) > 1 and parse_number(cells[0]) is None:
        return {"office_name": 0, "points": 1, "band": 2}
    return {name: place for place, name in enumerate(_ORDER)}


def _row(
    cells: Sequence[str], columns: Mapping[str, int], index_code: str, year: int, decision: str
) -> tuple[PublishedRow | None, str]:
    """The result in a row, or why it is none."""
    told = {name: cells[place] for name, place in columns.items() if place < len(cells) and cells[place]}
    if not told.get("office_name"):
        return None, _("There is no name of an office.")
    numbers: dict[str, Decimal] = {}
    for name in ("rank", "points", "max_points", "share"):
        if name not in told:
            continue
        value = parse_number(told[name])
        if value is None or not holds(value) or value < 0 or (name == "rank" and value != value.to_integral_value()):
            return None, _("“{text}” is not a number.").format(text=told[name][:40])
        numbers[name] = value
    if "points" not in numbers and "share" not in numbers:
        return None, _("There are no points.")
    points, most = numbers.get("points"), numbers.get("max_points")
    if points is None:
        points, most = numbers["share"], Decimal(100)
    elif most is None and "share" in numbers:
        most = _own_maximum(points, numbers["share"])
        if most is None:
            points, most = numbers["share"], Decimal(100)
    if most is not None and points > most:
        return None, _("The points are more than the highest points.")
    rank = int(numbers["rank"]) if "rank" in numbers else None
    name = told["office_name"]
    return PublishedRow(index_code, year, name, points, most, rank, None, told.get("band", ""), decision), ""


def _own_maximum(points: Decimal, share: Decimal) -> Decimal | None:
    """The own maximum that points and per cent come to, to a quarter of a point; None where they fit none."""
    if not share:
        return None
    guessed = (points * 400 / share).quantize(Decimal(1)) / 4
    fits = guessed > 0 and abs(points * 100 / guessed - share) < Decimal("0.02")
    return guessed if fits else None
