"""`cchc rollup`: tables and papers over all offices of a collection."""

import argparse
from collections.abc import Callable
from typing import Any

from cchc_desktop import clock
from cchc_desktop.collection import consolidated, figures, progress, ranking, rollup, scores
from cchc_desktop.collection.rollup import Wanted
from cchc_desktop.collection.store import Collection
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.models.rollup_rows import OfficeScore, RankedOffice, Ranking, ScoreSum, TaskCounts
from cchc_desktop.rules.printouts import FileFormat, Rollup
from cchc_desktop.writers.saving import Existing


def roll_up(chosen: argparse.Namespace) -> Answer:
    """Write what is asked for where a folder is given, and answer with the numbers."""
    what = [Rollup(one) for one in dict.fromkeys(chosen.what)]
    collection = Collection.open(chosen.collection)
    try:
        open_ = Wanted(chosen.year, chosen.as_of or clock.today(), chosen.period or "", chosen.index or "")
        wanted = rollup.settled(collection, open_, what)
        data: dict[str, Any] = {"year": wanted.year, "as_of": to_json(wanted.today)}
        data |= {"period": wanted.period} if wanted.period else {}
        data |= {"index": wanted.index_code} if wanted.index_code else {}
        data |= {str(one): _TOLD[one](collection, wanted) for one in what if one in _TOLD}
        files = _written(collection, wanted, what, chosen) if chosen.out else ()
    finally:
        collection.close()
    data["files"] = [str(path) for path in files]
    lines = [str(path) for path in files] or [line for one in what for line in _lines(one, data)]
    return Answer(data, lines)


def _written(collection: Collection, wanted: Wanted, what: list[Rollup], chosen: argparse.Namespace) -> tuple[Any, ...]:
    formats = [FileFormat(one) for one in chosen.formats]
    return carried_out(
        rollup.write(collection, wanted, what=what, formats=formats, out=chosen.out, existing=Existing(chosen.existing))
    )


def _timeliness(collection: Collection, wanted: Wanted) -> Any:
    return to_json(rollup.read_timeliness(collection, wanted))


def _progress(collection: Collection, wanted: Wanted) -> Any:
    table = progress.read(collection, wanted.year, as_of=wanted.today)
    return {
        "whole": _counts(table.whole),
        "fields": [{"code": one.code, "name": one.name, **_counts(one.counts)} for one in table.fields],
        "offices": [
            {
                "id": one.office_id,
                "office": one.name,
                **_counts(one.counts),
                "fields": {code: _counts(counts) for code, counts in one.fields.items()},
            }
            for one in table.offices
        ],
        "missing": list(table.missing),
    }


def _counts(one: TaskCounts) -> dict[str, Any]:
    shares = {"done_share": to_json(one.done_share), "on_time_share": to_json(one.on_time_share)}
    return {"total": one.total, **one._asdict(), **shares}


def _figures(collection: Collection, wanted: Wanted) -> Any:
    table = figures.read(collection, wanted.period)
    doubts = rollup.read_doubts(collection, wanted.period)
    return {**to_json(table), "doubts": to_json(doubts)}


def _report(collection: Collection, wanted: Wanted) -> Any:
    found = consolidated.read(collection, wanted.period, as_of=wanted.today)
    titles = {item.guid: item for item in found.view.items}
    return [
        {
            "number": titles[draft.item_guid].number,
            "title": titles[draft.item_guid].title,
            "statements": [{"text": one.text, "rows": list(one.rows)} for one in draft.statements],
            "quotes": found.quotes[draft.item_guid],
        }
        for draft in found.drafts
    ]


def _scores(collection: Collection, wanted: Wanted) -> Any:
    found = ranking.read(collection, wanted.year, wanted.index_code)
    weak = scores.weakest(collection, wanted.year, wanted.index_code)
    by_office = {one.office_id: one for one in found.scores.offices}
    return {
        "title": found.title,
        "ranking": [_ranked(one, by_office[one.office_id], found) for one in found.rows],
        "not_ranked": [_ranked(one, by_office[one.office_id], found) for one in found.apart],
        "whole": to_json(found.whole),
        "fields": to_json(found.fields),
        "weakest": to_json(weak),
        "changed": list(found.scores.changed),
        "missing": list(found.scores.missing),
    }


def _ranked(one: RankedOffice, scored: OfficeScore, found: Ranking) -> dict[str, Any]:
    told = to_json(one)
    fields = {
        head.code: _points(scored.fields[head.code]) for head in found.scores.fields if head.code in scored.fields
    }
    return {**told, "self_score": to_json(scored.whole.self_score), "fields": fields}


def _points(one: ScoreSum) -> Any:
    return {**to_json(one), "share": to_json(one.share)}


def _lines(what: Rollup, data: dict[str, Any]) -> list[str]:
    """What people read of it without files: of papers nothing, they are written."""
    told: Any = data.get(str(what))
    match what:
        case Rollup.TIMELINESS:
            return [f"{line['name']}: {'; '.join(line['cells'])}" for line in told["lines"]]
        case Rollup.PROGRESS:
            return [
                _("{name}: {done}/{total} done, {late} late").format(name=one["name"], **_numbers(one))
                for one in told["fields"]
            ]
        case Rollup.FIGURES:
            lines = [f"{one['code']}. {one['name']}: {_value(one)}" for one in told["lines"]]
            return lines + [f"{one['office']}: {one['sentence']}" for one in told["doubts"]]
        case Rollup.REPORT:
            return [f"{one['number']} {one['title']}: {line['text']}" for one in told for line in one["statements"]]
        case Rollup.SCORES:
            return [f"{one['rank']}. {one['name']}: {one['shown']}% {one['band']}" for one in told["ranking"]]
    raise UserError(_("“{what}” is a paper: say with --out into which folder it is written.").format(what=what))


def _numbers(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("done", "total", "late")}


def _value(one: dict[str, Any]) -> str:
    if one["answers"]:
        return "; ".join(f"{words}: {many}" for words, many in one["answers"])
    return "-" if one["value"] is None else f"{one['value']} {one['unit']}"


_TOLD: dict[Rollup, Callable[[Collection, Wanted], Any]] = {
    Rollup.TIMELINESS: _timeliness,
    Rollup.PROGRESS: _progress,
    Rollup.FIGURES: _figures,
    Rollup.REPORT: _report,
    Rollup.SCORES: _scores,
}
