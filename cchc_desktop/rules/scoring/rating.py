"""The band of an office: by its share, held back by gates and caps, taken away by what knocks it out."""

import json
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_percent, rounded
from cchc_desktop.rules.scoring.rule_error import RuleError

_LONGEST = 20_000
_LONGEST_WORDS = 300
_MOST = 40

Bands = Sequence[tuple[Decimal, str]]


class Gate(NamedTuple):
    """What the named bands ask for beside the share: no criterion at zero points, a least share of one criterion."""

    bands: tuple[str, ...]
    no_zero: bool = False
    code: str = ""
    least: Decimal | None = None


class Cap(NamedTuple):
    """An event (`cause`, as it is asked) after which an office has at most a band; "": it is not rated at all."""

    cause: str
    band: str = ""


class Rating(NamedTuple):
    """What decides the band beside the share; `most_bonus` and `most_penalty` bound the points beside the total."""

    gates: tuple[Gate, ...] = ()
    caps: tuple[Cap, ...] = ()
    most_bonus: Decimal | None = None
    most_penalty: Decimal | None = None


class Rated(NamedTuple):
    """The band ("" for none) and, in whole sentences, what it was held back by."""

    band: str
    reasons: tuple[str, ...] = ()


def rate(
    share: Decimal | None,
    bands: Bands,
    rating: Rating,
    *,
    zeros: Collection[str] = (),
    shares: dict[str, Decimal] | None = None,
    causes: Collection[str] = (),
) -> Rated:
    """The band of an unrounded share in percent.

    `zeros` are the codes of the criteria at zero points, `shares` the share of each criterion in percent by code,
    `causes` the events that happened. The share is compared as it is published, with two decimals.
    """
    if share is None:
        return Rated("")
    ordered = sorted(bands, reverse=True)
    reached = [name for least, name in ordered if rounded(share, 2) >= least]
    reasons: list[str] = []
    while reached and (closed := _closed(reached[0], rating.gates, zeros, shares or {})):
        reasons.append(closed)
        reached = reached[1:]
    for cap in rating.caps:
        if cap.cause in causes:
            reached, reason = _capped(reached, [name for _least, name in ordered], cap)
            reasons.extend([reason] if reason else [])
    return Rated(reached[0] if reached else "", tuple(reasons))


def _closed(band: str, gates: Sequence[Gate], zeros: Collection[str], shares: dict[str, Decimal]) -> str:
    """Why a band is not open to an office, "" where it is."""
    for gate in gates:
        if band not in gate.bands:
            continue
        if gate.no_zero and zeros:
            return _("Not “{band}”: criteria without points: {codes}.").format(
                band=band, codes=", ".join(sorted(zeros))
            )
        share = shares.get(gate.code)
        if gate.least is not None and share is not None and share < gate.least:
            return _("Not “{band}”: criterion {code} has {share}, at least {least} is asked for.").format(
                band=band, code=gate.code, share=format_percent(rounded(share, 2)), least=format_percent(gate.least)
            )
    return ""


def _capped(reached: list[str], names: list[str], cap: Cap) -> tuple[list[str], str]:
    """The bands that are left after an event, and the sentence for it where it changed something."""
    if not cap.band or cap.band not in names:
        return [], _("{cause}: not rated.").format(cause=cap.cause)
    left = [name for name in reached if names.index(name) >= names.index(cap.band)]
    if left == reached:
        return reached, ""
    return left or [cap.band], _("{cause}: at most “{band}”.").format(cause=cap.cause, band=cap.band)


def rating_to_json(rating: Rating) -> str:
    """The rating as text, as a criteria set keeps it."""
    data: dict[str, Any] = {}
    if rating.gates:
        data["gates"] = [_without_empty(gate._asdict()) for gate in rating.gates]
    if rating.caps:
        data["caps"] = [_without_empty(cap._asdict()) for cap in rating.caps]
    for name in ("most_bonus", "most_penalty"):
        if getattr(rating, name) is not None:
            data[name] = str(getattr(rating, name))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def rating_from_json(text: str) -> Rating:
    """The rating that a text holds; raises `RuleError` for every other text."""
    try:
        if len(text) > _LONGEST:
            raise ValueError
        data = json.loads(text)
        _only(data, {"gates", "caps", "most_bonus", "most_penalty"})
        return Rating(
            tuple(_gates(data.get("gates", []))),
            tuple(_caps(data.get("caps", []))),
            _number(data.get("most_bonus")),
            _number(data.get("most_penalty")),
        )
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise RuleError(
            _("The conditions of the bands cannot be read. Enter them anew in the criteria set.")
        ) from error


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else str(value) if isinstance(value, Decimal) else value
        for name, value in values.items()
        if value not in (None, "", False, ())
    }


def _only(data: Any, known: set[str]) -> None:
    if not isinstance(data, dict) or not set(data) <= known:
        raise ValueError


def _listed(data: Any) -> Iterator[Any]:
    if not isinstance(data, list) or len(data) > _MOST:
        raise ValueError
    yield from data


def _gates(data: Any) -> Iterator[Gate]:
    for item in _listed(data):
        _only(item, {"bands", "no_zero", "code", "least"})
        no_zero = item.get("no_zero", False)
        gate = Gate(
            tuple(map(_words, _listed(item.get("bands")))),
            no_zero,
            _words(item.get("code", "")),
            _number(item.get("least")),
        )
        if not gate.bands or not isinstance(no_zero, bool) or (gate.least is None) == bool(gate.code):
            raise ValueError
        yield gate


def _caps(data: Any) -> Iterator[Cap]:
    for item in _listed(data):
        _only(item, {"cause", "band"})
        cap = Cap(_words(item.get("cause")), _words(item.get("band", "")))
        if not cap.cause:
            raise ValueError
        yield cap


def _words(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_WORDS:
        raise ValueError
    return value


def _number(value: Any) -> Decimal | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > _MOST:
        raise ValueError
    number = Decimal(value)
    if not number.is_finite() or not 0 <= number <= 1_000_000:
        raise ValueError
    return number
