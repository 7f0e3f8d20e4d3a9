"""Offices by rank, as decisions publish them: from unrounded points, equal ones sharing a rank, and how they spread."""

from collections.abc import Sequence
from decimal import Decimal

from cchc_desktop.collection import scores
from cchc_desktop.collection.store import Collection
from cchc_desktop.models.rollup_rows import BandCount, OfficeScore, RankedOffice, Ranking, ScoreTable, Spread
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.rules.scoring.rating import Rating, rate
from cchc_desktop.rules.scoring.standing import ranks, shares_shown
from cchc_desktop.rules.scoring.sums import percent

# As provinces publish them where a set says nothing of its own.
USUAL_BANDS = ((Decimal(80), "Tốt"), (Decimal(65), "Khá"), (Decimal(50), "Trung bình"), (Decimal(0), "Kém"))
_MOST_NAMED = 3


def read(collection: Collection, year: int, index_code: str) -> Ranking:
    """The ranking of an index in a year. Raises `UserError` where no self-score has come."""
    return rank(scores.read(collection, year, index_code))


def rank(table: ScoreTable) -> Ranking:
    """The ranking of points that have been read; who is not ranked, or has no share, stands apart."""
    bands = table.bands or USUAL_BANDS
    rating = scores.rating_of(table.rating)
    inside = [one for one in table.offices if one.ranked and one.whole.share is not None]
    outside = [one for one in table.offices if not one.ranked or one.whole.share is None]
    rows = _lines(inside, ranks([one.whole.share for one in inside]), bands, rating)
    rows.sort(key=lambda row: row.rank or 0)  # equal ones stay in the order of their names
    apart = _lines(outside, [None] * len(outside), bands, rating)
    whole = _spread("", table.title, [(one.name, one.whole.share) for one in inside], bands, [row.band for row in rows])
    fields = tuple(
        _spread(
            head.code,
            head.name,
            [(one.name, one.fields[head.code].share) for one in inside if head.code in one.fields],
            bands,
        )
        for head in table.fields
    )
    return Ranking(
        table.index_code, table.year, table.title, tuple(rows), tuple(apart), whole, fields, table, tuple(bands)
    )


def _lines(
    offices: Sequence[OfficeScore], places: Sequence[int | None], bands: scores.Bands, rating: Rating
) -> list[RankedOffice]:
    shown = shares_shown([one.whole.share for one in offices])
    found = []
    for one, place, words in zip(offices, places, shown, strict=True):
        rated = rate(one.whole.share, bands, rating, zeros=one.zeros, shares=dict(one.shares), causes=one.causes)
        found.append(
            RankedOffice(
                place,
                one.office_id,
                one.name,
                one.group_name,
                one.whole.maximum,
                one.whole.reached,
                one.whole.share,
                words,
                rated.band,
                rated.reasons,
                one.whole.open,
            )
        )
    return found


def _spread(
    code: str,
    name: str,
    indices: Sequence[tuple[str, Decimal | None]],
    bands: scores.Bands,
    reached: Sequence[str] | None = None,
) -> Spread:
    """How the offices stand in a field, by their shares alone; in all by the bands that they were given."""
    known = [(office, index) for office, index in indices if index is not None]
    values = [index for _office, index in known]
    if not values:
        return Spread(code, name, None, None, None, (), (), (), 0)
    given = _by_share(values, bands) if reached is None else reached
    highest, lowest = max(values), min(values)
    return Spread(
        code,
        name,
        sum(values, Decimal(0)) / len(values),
        highest,
        lowest,
        tuple(office for office, index in known if index == highest)[:_MOST_NAMED],
        tuple(office for office, index in known if index == lowest)[:_MOST_NAMED],
        _counted(given, bands),
        len(values),
    )


def _by_share(values: Sequence[Decimal], bands: scores.Bands) -> list[str]:
    """The bands of many shares at once, by nothing but the shares as they are published."""
    ordered = sorted(bands, reverse=True)
    shown = [rounded(value, 2) for value in values]
    return [next((name for least, name in ordered if value >= least), "") for value in shown]


def _counted(given: Sequence[str], bands: scores.Bands) -> tuple[BandCount, ...]:
    found = []
    below: Decimal | None = None
    for least, name in sorted(bands, reverse=True):
        count = sum(one == name for one in given)
        share = percent(Decimal(count), Decimal(len(given))) or Decimal(0)
        found.append(BandCount(name, least, below, count, share))
        below = least
    return tuple(found)
