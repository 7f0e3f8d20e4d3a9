"""Taking in what was chosen of a package, as one step that can be taken back days later."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from cchc_desktop.errors import UserError
from cchc_desktop.exchange import row_json
from cchc_desktop.exchange.package_format import PackageData, PackageInfo
from cchc_desktop.exchange.package_reader import entries_bytes
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _
from cchc_desktop.models import tables
from cchc_desktop.models.base import new_guid
from cchc_desktop.models.evidence import StoredFile
from cchc_desktop.models.exchange import ExchangedPackage, PackageLog
from cchc_desktop.models.history import HistoryEntry
from cchc_desktop.rules.statuses import Direction, PackageStatus, ReportStatus
from cchc_desktop.services import years
from cchc_desktop.services.exchange.kept_rows import encoded, kept_rows, made_guid, shape
from cchc_desktop.services.exchange.log import add_log, subject_of
from cchc_desktop.services.exchange.merging import Key, MergeState, Rows, Values
from cchc_desktop.services.exchange.previewing import ASSIGNED, FILES, Preview, preview
from cchc_desktop.services.exchange.taking import merged, with_parents
from cchc_desktop.services.exchange.undoing import STOOD, Link, standing_links
from cchc_desktop.services.frame.task_cells import SEARCHED_TEXTS, folded_of
from cchc_desktop.services.intake.import_merge import take_rows
from cchc_desktop.services.stored_files import intact_bytes, keep_bytes
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.bare_rows import rows_with
from cchc_desktop.storage.changes import Change, RowChange
from cchc_desktop.storage.dossier import Dossier, Work
from cchc_desktop.storage.recorder import replay
from cchc_desktop.writers.pauses import no_collecting

_tables = tables.Base.metadata.tables


def keep_made(dossier: Dossier, *, info: PackageInfo, data: PackageData) -> Change:
    """Keep the rows of a package that was made here: what answers it is compared against them."""
    with dossier.change(_("Log package")) as work:
        _keep(work, info, Direction.SENT, kept_rows(data), "")
    return work.change


@no_collecting()
def receive(
    dossier: Dossier,
    *,
    info: PackageInfo,
    data: PackageData,
    chosen: Collection[Key],
    now: datetime | None = None,
    backup: bool = True,
) -> Change:
    """Take the chosen differences in: after a backup, in one transaction, noted in the log and in the history.

    A dossier that nobody works on yet does without the `backup`.

    What is chosen without being offered any more is refused with a `UserError`, and nothing is changed. The same
    package again with nothing chosen changes nothing.
    """
    seen = preview(dossier, info, data)
    if seen.again and not chosen:
        return Change(_("Receive a package"))
    offered = {one.key for one in seen.differences if one.state in (MergeState.CONFLICT, *_TAKEN)}
    if not offered.issuperset(chosen):
        raise UserError(
            _("What stands in the dossier has changed since the package was shown. Nothing was changed. Open it again.")
        )
    if backup:
        make_backup(dossier.path)
    label = _("Receive a package of {office}").format(office=info.office)
    with dossier.change(label) as work:
        entries = _entries(seen, chosen)
        for year in sorted(_years(entries)):
            years.ensure_year(work, year)
        work.session.flush()
        _keep_files(work.session, info, data, entries)
        stood = standing_links(work.session.connection(), entries)
        work.recorder.note_written(_written(work.session.connection(), entries))
        _take_assigned(dossier, seen, chosen)
        _note_losers(work.session.connection(), seen, chosen, label, dossier.who)
        _note_arrival(dossier, work.session, info, now)
        work.session.flush()
        change = encoded_change(work.recorder.entries(), stood)
        _keep(work, info, Direction.RECEIVED, seen.theirs, keep_bytes(work.session, change))
    return work.change


def _written(connection: Connection, entries: Collection[RowChange]) -> tuple[RowChange, ...]:
    """Write the rows. Raises `UserError` where together they do not fit what stands here."""
    try:
        done = replay(connection, list(entries))
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    except IntegrityError as error:
        raise _unfit() from error
    if broken is not None:
        raise _unfit()
    return done


def _unfit() -> UserError:
    return UserError(
        _(
            "What was chosen does not fit together with what stands in the dossier. Nothing was changed. Tick what "
            "belongs together, or ask the sender for the whole package."
        )
    )


_TAKEN = (MergeState.NEW, MergeState.CHANGED, MergeState.REMOVED)


def _keep(work: Work, info: PackageInfo, direction: Direction, rows: Rows, change_sha256: str) -> None:
    last = work.session.scalar(select(func.max(ExchangedPackage.number))) or 0
    work.session.add(
        ExchangedPackage(
            number=last + 1,
            direction=direction,
            sha256=info.sha256,
            dossier_guid=info.manifest.dossier_guid,
            office=info.office,
            rows_sha256=keep_bytes(work.session, encoded(rows)),
            change_sha256=change_sha256,
        )
    )


def _entries(seen: Preview, chosen: Collection[Key]) -> list[RowChange]:
    """The rows to write, in the order in which they can be."""
    ours = {table: rows for table, rows in seen.ours.items()}
    rowed = [one for one in seen.differences if one.table != ASSIGNED]
    after = merged(ours, seen.theirs, rowed, chosen, shape())
    rows = {table: dict(some) for table, some in after.items()}
    _follow(seen, with_parents(seen.theirs, rowed, chosen, shape()), rows)
    found: list[RowChange] = []
    for table in (*rows, *(t for t in ours if t not in rows)):
        before, now = ours.get(table, {}), rows.get(table, {})
        for guid, row in now.items():
            was = before.get(guid)
            if was is None:
                found.append(RowChange(table, guid, None, _whole(table, row, rows)))
            elif was != row:
                found.append(RowChange(table, guid, dict(was), dict(row)))
        found += [RowChange(table, guid, dict(was), None) for guid, was in before.items() if guid not in now]
    return _folded(found, rows)


def _follow(seen: Preview, chosen: Collection[Key], rows: dict[str, dict[str, Values]]) -> None:
    """What follows from what is taken: a returned report is drafted again, appraised points stand beside our own."""
    taken = [one for one in seen.differences if one.key in chosen and not one.column and one.theirs is not None]
    for one in sorted((o for o in taken if o.table == "appraisal"), key=lambda o: o.theirs["round"]):
        criterion = one.theirs["criterion_guid"]
        scores = rows.setdefault("score", {})
        guid = next((g for g, row in scores.items() if row["criterion_guid"] == criterion), made_guid(criterion))
        mine = scores.setdefault(guid, {"guid": guid, "revision": 0, "criterion_guid": criterion})
        mine["appraised"] = one.theirs["score"]
    for one in taken:
        report = rows.get("report", {}).get(one.theirs.get("report_guid") or "")
        if one.table == "returned_report" and report is not None:
            report["status"] = str(ReportStatus.DRAFTING)
            told = one.theirs
            remark = {"owner_kind": "report", "owner_guid": told["report_guid"], "text": told["text"]}
            guid = made_guid(one.guid)
            rows.setdefault("remark", {})[guid] = {
                "guid": guid,
                "revision": 1,
                **remark,
                "author": told["by"],
                "at": told["at"],
            }


def _whole(table: str, row: Values, rows: Mapping[str, Mapping[str, Values]]) -> Values:
    """A new row with all columns of its table; a link to a unit that is not here is left out, its words stay."""
    usual = {
        column.key: column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
        for column in _tables[table].columns
    }
    loose = [c for c, up in shape().references[table].items() if c not in shape().needed[table] and row.get(c)]
    gone = {c: None for c in loose if row[c] not in rows.get(shape().references[table][c], {})}
    return {**usual, **row, **gone}


def _folded(entries: list[RowChange], rows: Mapping[str, Mapping[str, Values]]) -> list[RowChange]:
    """The entries with the search texts of the tasks that they touch."""
    touched = {e.guid for e in entries if e.table == "task" and e.after is not None}
    touched |= {(e.after or e.before or {})["task_guid"] for e in entries if e.table in ("activity", "product")} & set(
        rows.get("task", {})
    )
    by_task: dict[str, dict[str, list[str]]] = {guid: {"activity": [], "product": []} for guid in touched}
    for table in ("activity", "product"):
        for row in rows.get(table, {}).values():
            if row["task_guid"] in by_task:
                by_task[row["task_guid"]][table].append(row["text"])
    there = {e.guid: e for e in entries if e.table == "task"}
    for guid, words in by_task.items():
        row = rows["task"][guid]
        texts = [row.get(name) or "" for name in SEARCHED_TEXTS.values()]
        folded = folded_of(texts, words["activity"], words["product"])
        if guid in there and (after := there[guid].after) is not None:
            after["folded"] = folded
        elif row.get("folded") != folded:
            entries.append(RowChange("task", guid, dict(row), {**row, "folded": folded}))
    return entries


def _years(entries: Collection[RowChange]) -> set[int]:
    return {e.after["year"] for e in entries if e.after is not None and e.table in ("plan", "report", "criteria_set")}


def _keep_files(session: Session, info: PackageInfo, data: PackageData, entries: Collection[RowChange]) -> None:
    """Keep the files of new evidence and issued papers. Raises `UserError` for one that did not travel."""
    inside = {entry.sha256: entry for entry in info.entries if not entry.is_data}
    smaller = {copy.sha256: copy.copy_sha256 for copy in data.copies}
    wanted = {
        (row["guid"], column): row
        for table, row in ((one.table, one.after) for one in entries if one.before is None)
        if row is not None
        for column in FILES.get(table, ())
        if row[column]
    }
    here = _files_here(session, {row[column] for (_guid, column), row in wanted.items()})
    coming = {key: smaller.get(row[key[1]], row[key[1]]) for key, row in wanted.items() if row[key[1]] not in here}
    for key, sha256 in coming.items():
        if sha256 not in inside:
            row = wanted[key]
            raise UserError(
                _(
                    "The file of “{title}” did not travel with the package, so it cannot be taken in. "
                    "Nothing was changed. Leave it out, or ask the sender for the package with its evidence."
                ).format(title=row.get("title") or row.get("file_stem") or "")
            )
    if not coming:
        return
    files = dict.fromkeys(coming.values())
    sizes = {}
    for sha256, data_of_file in zip(files, entries_bytes(info, map(inside.__getitem__, files)), strict=True):
        keep_bytes(session, data_of_file)
        sizes[sha256] = len(data_of_file)
    for key, sha256 in coming.items():
        wanted[key][key[1]] = sha256
        if "size" in wanted[key]:
            wanted[key]["size"] = sizes[sha256]
    session.flush()


def _files_here(session: Session, hashes: Collection[str]) -> frozenset[str]:
    """Those of the files with these hashes that are kept and are what was kept."""
    table = _tables[StoredFile.__tablename__]
    kept = {row["sha256"] for row in rows_with(session.connection(), table, "sha256", hashes, ("sha256",))}
    return frozenset(sha256 for sha256 in kept if intact_bytes(session, sha256) is not None)


def _take_assigned(dossier: Dossier, seen: Preview, chosen: Collection[Key]) -> None:
    guids = {key[1] for key in chosen if key[0] == ASSIGNED}
    if not guids:
        return
    told = [one.guid for one in seen.differences if one.table == ASSIGNED]
    taken = [place for place, guid in enumerate(told) if guid in guids]
    source = next((row.theirs.source for row in seen.assigned if row.theirs is not None), "")
    take_rows(dossier, plan_guid=seen.plan_guid, rows=seen.assigned, taken=taken, source=source)


def _note_losers(connection: Connection, seen: Preview, chosen: Collection[Key], label: str, who: str) -> None:
    """Of each conflict the side that was not chosen goes into the history."""
    rows = []
    for one in seen.of(MergeState.CONFLICT):
        if not one.column or one.table == ASSIGNED:
            continue
        mine, theirs = (
            json.dumps(to_json(v), ensure_ascii=False) if not isinstance(v, str) else v
            for v in (one.before, one.theirs)
        )
        lost, stays = (mine, theirs) if one.key in chosen else (theirs, mine)
        rows.append(
            {
                "guid": new_guid(),
                "revision": 1,
                "at": datetime.now(),
                "who": who,
                "label": label,
                "owner_guid": _owner(seen.ours, one.table, one.guid),
                "what": f"{one.table}.{one.column}",
                "before": lost,
                "after": stays,
            }
        )
    if rows:
        connection.execute(insert(HistoryEntry), rows)


def _owner(ours: Rows, table: str, guid: str) -> str:
    row = ours.get(table, {}).get(guid, {})
    return str(row.get("task_guid") or guid)[:32]


def _note_arrival(dossier: Dossier, session: Session, info: PackageInfo, now: datetime | None) -> None:
    noted = select(PackageLog.guid).where(PackageLog.sha256 == info.sha256, PackageLog.direction == Direction.RECEIVED)
    if session.scalars(noted.limit(1)).first() is not None:
        return
    add_log(
        dossier,
        direction=Direction.RECEIVED,
        partner=info.office,
        subject=subject_of(info),
        file_name=safe_file_name(info.path.name),
        sha256=info.sha256,
        size=info.size,
        status=PackageStatus.RECEIVED,
        year=info.year,
        period=info.period,
        folder=str(info.path.absolute().parent),
        at=now,
    )


def encoded_change(entries: Collection[RowChange], stood: Collection[Link] = ()) -> bytes:
    """What taking in changed, as bytes to be kept; files are told by their hash alone.

    Behind it `stood`: the links to what came that were here before it.
    """
    changed = [[e.table, e.guid, _without_files(e.before), _without_files(e.after)] for e in entries]
    return row_json.encoded([*changed, *([STOOD, *link] for link in stood)])


def _without_files(row: Values | None) -> Values | None:
    return row and {name: value for name, value in row.items() if not isinstance(value, bytes)}
