"""What was published of an index: the office's own result and those of others, goals, and all of it side by side."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index import IndexGoal, IndexResult
from cchc_desktop.models.index_result_rows import Comparison, GoalRow, OfficeResults, PublishedRow, YearOfIndex
from cchc_desktop.rules import localised
from cchc_desktop.rules.numbers import parse_number
from cchc_desktop.rules.scoring import ranks, shares_shown
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.scoring.index_reading import read_reached
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.plain_sql import points, rows
from cchc_desktop.text import clean, fold, sort_key

SHARE, RANK, HIGHER = "share", "rank", "higher"
_HUNDRED = Decimal(100)
_RANK = re.compile(r"(?:top|hang|thu hang|xep hang|xep thu|thuoc nhom|nhom)\D{0,20}(\d{1,4})(?: don vi.*| xa.*)?")
_SHARE = re.compile(r"(?:>=|≥|tu|dat|dat tu|tren|toi thieu|it nhat)? ?(\d[\d.,]*) ?%?(?: diem| tro len| diem tro len)?")
_HIGHER = re.compile(r"(?:cao|tot|tang) ?(?:hon|them)?\b.*")


def set_results(dossier: Dossier, *, results: Sequence[PublishedRow]) -> Change:
    """Keep published results, one for each index, year and office: what is there already takes the new values.

    The office's own name is taken for itself. Raises `UserError` for points above their maximum and ranks that cannot
    be; nothing is changed then.
    """
    words = _("Published result") if len(results) == 1 else _("{count} published results").format(count=len(results))
    with dossier.change(words) as work:
        there = work.session.scalars(select(IndexResult))
        kept = {(row.index_code, row.year, _key(row.office_name)): row for row in there}
        by_guid = {row.guid: row for row in kept.values()}
        for one in results:
            _check(one)
            ensure_year(work, one.year)
            name = _name(work.session, one)
            row = by_guid.get(one.guid) or kept.get((one.index_code, one.year, _key(name)))
            if row is None:
                row = IndexResult(index_code=one.index_code, year=one.year)
                work.session.add(row)
            kept[one.index_code, one.year, _key(name)] = row
            row.office_name, row.points, row.max_points = name, one.points, one.max_points
            row.rank, row.ranked, row.band, row.decision = one.rank, one.ranked, one.band.strip(), one.decision.strip()
    return work.change


def _name(session: Session, one: PublishedRow) -> str:
    """The name of another office; "" for the office whose dossier it is."""
    name = " ".join(clean(one.office_name).split())
    return "" if _key(name) == _key(profile_of(session, one.year).name) else name


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """What two spellings of one office have in common: "UBND xã Tân An" and "Xã Tân An" are one."""
    return unit_key(re.sub(r"^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)\s+", "", name.strip(), flags=re.IGNORECASE))


def _check(one: PublishedRow) -> None:
    told = one.office_name or _("the office itself")
    if one.points is not None and one.max_points is not None and one.points > one.max_points:
        raise UserError(
            _("{office}, {year}: {points} points are more than the highest of {most}. Nothing was changed.").format(
                office=told,
                year=one.year,
                points=localised.points(one.points),
                most=localised.points(one.max_points),
            )
        )
    if (one.rank is not None and one.rank < 1) or (one.rank and one.ranked and one.rank > one.ranked):
        raise UserError(
            _("{office}, {year}: rank {rank} of {ranked} cannot be. Nothing was changed.").format(
                office=told, year=one.year, rank=one.rank, ranked=one.ranked or "…"
            )
        )


def remove_results(dossier: Dossier, *, guids: Sequence[str]) -> Change:
    """Take published results away."""
    with dossier.change(_("Remove published results")) as work:
        for guid in guids:
            work.session.delete(work.session.get_one(IndexResult, guid))
    return work.change


def set_goal(dossier: Dossier, *, goal: GoalRow) -> Change:
    """Keep a goal; a year has one of each kind, which takes the new value. Raises `UserError`."""
    with dossier.change(_("Goal of an index")) as work:
        if goal.kind not in (SHARE, RANK, HIGHER):
            raise ValueError(goal.kind)
        whole = goal.value is not None and goal.value == goal.value.to_integral_value()
        if goal.kind == RANK and (not whole or goal.value is None or goal.value < 1):
            raise UserError(_("A rank is a whole number from 1. Nothing was changed."))
        if goal.kind == SHARE and (goal.value is None or not 0 < goal.value <= _HUNDRED):
            raise UserError(_("A goal is more than 0 and at most 100 per cent. Nothing was changed."))
        ensure_year(work, goal.year)
        chosen = select(IndexGoal).where(
            IndexGoal.index_code == goal.index_code, IndexGoal.year == goal.year, IndexGoal.kind == goal.kind
        )
        row = work.session.scalars(chosen).first()
        if row is None:
            row = IndexGoal(index_code=goal.index_code, year=goal.year, kind=goal.kind)
            work.session.add(row)
        row.value = None if goal.kind == HIGHER else goal.value
    return work.change


def remove_goal(dossier: Dossier, *, goal_guid: str) -> Change:
    """Want this no longer."""
    with dossier.change(_("Goal of an index")) as work:
        work.session.delete(work.session.get_one(IndexGoal, goal_guid))
    return work.change


def typed_goal(text: str, *, index_code: str, year: int) -> GoalRow:
    """A goal as an officer types it: "cao hơn năm trước", "top 5", "≥ 80", "từ 80% trở lên". Raises `UserError`."""
    bare = " ".join(fold(clean(text)).split()).strip(" .;")
    if _HIGHER.fullmatch(bare) and not any(sign.isdigit() for sign in bare):
        return GoalRow(index_code, year, HIGHER)
    if found := _RANK.fullmatch(bare):
        return GoalRow(index_code, year, RANK, Decimal(found[1]))
    found = _SHARE.fullmatch(bare)
    value = parse_number(found[1]) if found else None
    if value is None:
        raise UserError(
            _("“{text}” is no goal of an index. Type such as: higher than last year, top 5, ≥ 80.").format(
                text=text.strip()[:60]
            )
        )
    return GoalRow(index_code, year, SHARE, value)


def read_results(dossier: Dossier, *, index_code: str = "", year: int | None = None) -> tuple[PublishedRow, ...]:
    """The published results, of one index or year where asked, by year and rank."""
    with dossier.raw_connection() as plain:
        found = [_row(row) for row in rows(plain, "SELECT * FROM index_result ORDER BY index_code, year, rank, guid")]
    return tuple(one for one in found if index_code in ("", one.index_code) and (year is None or one.year == year))


def read_goals(dossier: Dossier, *, index_code: str = "", year: int | None = None) -> tuple[GoalRow, ...]:
    """The goals, of one index or year where asked."""
    with dossier.raw_connection() as plain:
        found = _goals(plain)
    return tuple(one for one in found if index_code in ("", one.index_code) and (year is None or one.year == year))


def _goals(plain: sqlite3.Connection) -> list[GoalRow]:
    asked = "SELECT * FROM index_goal ORDER BY index_code, year, kind"
    return [
        GoalRow(row["index_code"], row["year"], row["kind"], points(row["value"]), row["guid"], row["revision"])
        for row in rows(plain, asked)
    ]


def _row(row: sqlite3.Row) -> PublishedRow:
    return PublishedRow(
        row["index_code"],
        row["year"],
        row["office_name"],
        points(row["points"]),
        points(row["max_points"]),
        row["rank"],
        row["ranked"],
        row["band"],
        row["decision"],
        row["guid"],
        row["revision"],
    )


def read_comparison(dossier: Dossier, index_code: str) -> Comparison:
    """An index over all years and offices that anything is known of; a few questions of plain SQL, however many."""
    with dossier.raw_connection() as plain:
        asked = "SELECT * FROM index_result WHERE index_code = ? ORDER BY year, rank, guid"
        found = [_row(row) for row in rows(plain, asked, index_code)]
        goals = [one for one in _goals(plain) if one.index_code == index_code]
        asked = "SELECT guid, year FROM criteria_set WHERE index_code = ? ORDER BY year, guid"
        own = {row["year"]: read_reached(plain, row["guid"]) for row in reversed(rows(plain, asked, index_code))}
    by_office: dict[str, tuple[str, dict[int, PublishedRow]]] = {"": ("", {})}
    for one in found:
        by_office.setdefault(_key(one.office_name), (one.office_name, {}))[1][one.year] = one
    years = sorted({one.year for one in found} | {one.year for one in goals} | set(own))
    mine = by_office[""][1]
    others = sorted((key for key in by_office if key), key=lambda key: sort_key(by_office[key][0]))
    shown, ranked = _standings(found)
    return Comparison(
        index_code,
        tuple(_year(year, found, goals, mine, own) for year in years),
        tuple(OfficeResults(*by_office[key], shown.get(key, {}), ranked.get(key, {})) for key in ("", *others)),
    )


def _standings(found: Sequence[PublishedRow]) -> tuple[dict[str, dict[int, str]], dict[str, dict[int, int]]]:
    """By office and year: the share as it is printed among the others of the year, and the rank."""
    shown: dict[str, dict[int, str]] = {}
    ranked: dict[str, dict[int, int]] = {}
    by_year: dict[int, list[PublishedRow]] = {}
    for one in found:
        by_year.setdefault(one.year, []).append(one)
    for year, mine in by_year.items():
        shares = [one.share for one in mine]
        for one, words, rank in zip(mine, shares_shown(shares), ranks(shares), strict=True):
            key, place = _key(one.office_name), one.rank or rank
            shown.setdefault(key, {})[year] = words
            if place is not None:
                ranked.setdefault(key, {})[year] = place
    return shown, ranked


def _year(
    year: int,
    found: Sequence[PublishedRow],
    goals: Sequence[GoalRow],
    mine: Mapping[int, PublishedRow],
    own: Mapping[int, Decimal | None],
) -> YearOfIndex:
    shares = [one.share for one in found if one.year == year and one.share is not None]
    wanted = tuple(one for one in goals if one.year == year)
    told = YearOfIndex(year, goals=wanted, own=own.get(year))
    reached = {known: row.share for known, row in mine.items()}
    met = tuple(_met(one, reached, mine.get(year)) for one in wanted)
    if not shares:
        return replace(told, met=met)
    return replace(told, met=met, highest=max(shares), lowest=min(shares), mean=sum(shares, Decimal(0)) / len(shares))


def _met(goal: GoalRow, reached: Mapping[int, Decimal | None], result: PublishedRow | None) -> bool | None:
    """Whether a published result is what was wanted; None where what it takes to tell is not known."""
    share = reached.get(goal.year)
    if goal.kind == RANK:
        return None if result is None or result.rank is None or goal.value is None else result.rank <= goal.value
    wanted = reached.get(goal.year - 1) if goal.kind == HIGHER else goal.value
    if share is None or wanted is None:
        return None
    return share > wanted if goal.kind == HIGHER else share >= wanted
