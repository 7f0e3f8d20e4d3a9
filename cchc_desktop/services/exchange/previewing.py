"""What a package would do to this dossier, before anything is done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import Manifest, PackageData, PackageInfo, PackageKind
from cchc_desktop.i18n import _
from cchc_desktop.models import tables
from cchc_desktop.models.evidence import StoredFile
from cchc_desktop.models.exchange import ExchangedPackage
from cchc_desktop.models.import_rows import ComparedRow, IncomingTask, RowState
from cchc_desktop.models.report import Report
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.statuses import Direction
from cchc_desktop.services.exchange.kept_rows import decoded, kept_rows, shape, told_whole
from cchc_desktop.services.exchange.merging import (
    CHOOSABLE,
    ORDER,
    Difference,
    Key,
    MergeState,
    Rows,
    Why,
    compare,
    grew_out_of,
    safe_keys,
)
from cchc_desktop.services.exchange.row_titles import Titles
from cchc_desktop.services.exchange.standing_rows import Standing, elsewhere, paired, standing
from cchc_desktop.services.intake.comparing import compare_with
from cchc_desktop.services.papers.plans import plans_with_tasks
from cchc_desktop.services.stored_files import kept_bytes
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.writers.pauses import no_collecting

# What the level above may bring that is new here: its forms and its answers. Our own rows it may only have mended.
_ANSWERS = frozenset({"remark", "appraisal", "returned_report"})
_FROM_ABOVE = _ANSWERS | {"criteria_set", "criterion", "outline", "outline_item", "report_duty", "legal_basis"}
_NEVER_FROM_ABOVE = frozenset({"office_profile", "unit", "unit_alias", "unit_field", "officer", "receiver"})
_TOPS = ("plan", "report", "criteria_set", "outline")  # of what is another office's only these are named
ASSIGNED = "assigned_task"
# The columns that name files kept by their hash.
FILES: Mapping[str, tuple[str, ...]] = {"evidence": ("sha256",), "issued_paper": ("docx_sha256", "pdf_sha256")}
_LOOKED_AT = 20  # kept packages among which what the sender had is looked for


@dataclass(frozen=True)
class Preview:
    """A package beside the dossier.

    `again`: it was taken in before; `older`: a later one of the same sender was. `assigned` are tasks of the superior
    beside those of the plan `plan_guid`; their differences are of the table "assigned_task", by their place.
    """

    info: PackageInfo
    differences: tuple[Difference, ...]
    titles: Titles
    ours: Rows
    theirs: Rows
    again: bool = False
    older: bool = False
    assigned: tuple[ComparedRow, ...] = ()
    plan_guid: str = ""

    @property
    def safe(self) -> frozenset[Key]:
        """What may be taken without choosing."""
        return safe_keys(self.differences)

    @property
    def proposed(self) -> frozenset[Key]:
        """What is taken unless the officer says otherwise: nothing of an older package."""
        return frozenset() if self.older or self.again else self.safe

    def of(self, *states: MergeState) -> tuple[Difference, ...]:
        """The differences of these states."""
        return tuple(one for one in self.differences if one.state in states)


@no_collecting()
def preview(dossier: Dossier, info: PackageInfo, data: PackageData) -> Preview:
    """Compare a checked package with the dossier; raises `UserError` for one that is meant for another dossier."""
    manifest = info.manifest
    if manifest.to and manifest.to != dossier.guid:
        raise UserError(
            _(
                "This package of {office} is meant for another dossier. Nothing was changed. "
                "Open the dossier from which the package was sent that it answers."
            ).format(office=manifest.office)
        )
    with dossier.read() as session:
        connection = session.connection()
        came_rows = paired(connection, kept_rows(data))
        theirs, strange = _admitted(dossier, session, manifest, came_rows)
        base = _base(session, manifest, theirs)
        if manifest.kind == PackageKind.DOWN:
            _add_sent(session, dossier, theirs, base)
        ours = standing(connection, theirs, base)
        _add_stated(base, data, ours)
        found = compare(base, ours, theirs, shape(), elsewhere(connection, theirs, ours))
        found = tuple(_said_once(one, ours, theirs) for one in found)
        came = {entry.sha256 for entry in info.entries} | {copy.sha256 for copy in data.copies}
        found = tuple(_with_file(session, _checked(one, ours), came) for one in found)
        found = _forms_kept(session, found, ours, theirs)
        again = _kept(session, sha256=info.sha256, direction=Direction.RECEIVED) is not None
        older = not again and _is_older(session, manifest, theirs)
    plan_guid, rows = _assigned(dossier, info.year, data)
    differences = (*found, *strange, *_of_assigned(data, rows))
    return Preview(info, differences, Titles(data, ours, came_rows), ours, theirs, again, older, rows, plan_guid)


def _admitted(
    dossier: Dossier, session: Session, manifest: Manifest, theirs: Standing
) -> tuple[Standing, tuple[Difference, ...]]:
    """The rows that may be taken at all, and what is named of the others."""
    if manifest.dossier_guid == dossier.guid and manifest.kind != PackageKind.DOWN:
        return theirs, ()
    if manifest.kind == PackageKind.HANDOVER:
        if _is_empty(session):
            return theirs, ()
        raise UserError(
            _(
                "This package hands over the whole dossier of {office}, and the dossier that is open holds papers "
                "already. Nothing was changed. When offices are joined, put it into the archive (Tools, Archive of "
                "former offices); the next officer of one office begins a new dossier and opens the package there."
            ).format(office=manifest.office)
        )
    ours = standing(session.connection(), theirs, {})
    kept: Standing = {}
    strange: list[Difference] = []
    for table, rows in theirs.items():
        for guid, row in rows.items():
            new = guid not in ours.get(table, {})
            if (
                manifest.kind == PackageKind.DOWN
                and table not in _NEVER_FROM_ABOVE
                and (table in _FROM_ABOVE or not new)
            ):
                kept.setdefault(table, {})[guid] = row
            elif table in _TOPS:
                strange.append(Difference(table, guid, "", None, row, MergeState.REFUSED, Why.NOT_OURS))
    return kept, tuple(strange)


def _is_empty(session: Session) -> bool:
    """Whether the dossier holds nothing yet that a handover could collide with."""
    every = tables.Base.metadata.tables
    names = ("plan", "report", "criteria_set", "official_document", "issued_paper")
    return all(session.execute(select(every[name].c.guid).limit(1)).first() is None for name in names)


def _kept(session: Session, **told: str) -> ExchangedPackage | None:
    """The newest package that is kept and is told by these."""
    chosen = select(ExchangedPackage).filter_by(**told).order_by(ExchangedPackage.number.desc()).limit(1)
    return session.scalars(chosen).first()


def _base(session: Session, manifest: Manifest, theirs: Rows) -> Standing:
    """What the sender had: the package that this one answers, else the newest kept one that it grew out of.

    Colleagues' copies of a dossier have its guid, so the last package of a sender may be a stranger to the next: it is
    told by the revisions. Empty where nothing that is kept is its ancestor.
    """
    known = _kept(session, sha256=manifest.answers) if manifest.answers else None
    if known is not None:
        rows = decoded(kept_bytes(session, known.rows_sha256))
        return told_whole(rows) if known.direction == Direction.SENT else rows
    chosen = select(ExchangedPackage.rows_sha256).where(ExchangedPackage.dossier_guid == manifest.dossier_guid)
    for sha256 in session.scalars(chosen.order_by(ExchangedPackage.number.desc()).limit(_LOOKED_AT)):
        rows = decoded(kept_bytes(session, sha256))
        if grew_out_of(theirs, rows):
            return rows
    return {}


def _add_sent(session: Session, dossier: Dossier, theirs: Rows, base: Standing) -> None:
    """Rows that came back in the answer to another package stand as they were sent, told by their revisions.

    Who answers several packages of an office at once answers the last of them, and lets the papers of the others go
    along.
    """
    strange = {
        (table, guid)
        for table, rows in theirs.items()
        if table not in _ANSWERS
        for guid in rows
        if guid not in base.get(table, {})
    }
    if not strange:
        return
    mine = select(ExchangedPackage.rows_sha256).filter_by(dossier_guid=dossier.guid, direction=Direction.SENT)
    for sha256 in session.scalars(mine.order_by(ExchangedPackage.number.desc()).limit(_LOOKED_AT)):
        sent = told_whole(decoded(kept_bytes(session, sha256)))
        for table, guid in tuple(strange):
            was = sent.get(table, {}).get(guid)
            if was is not None and was["revision"] == theirs[table][guid]["revision"]:
                base.setdefault(table, {})[guid] = was
                strange.discard((table, guid))
        if not strange:
            return


def _add_stated(base: Standing, data: PackageData, ours: Rows) -> None:
    """Rows here whose revision is the one that the sender names stand as the sender had them."""
    for told in data.base:
        mine = ours.get(told.table, {}).get(told.guid)
        if mine is not None and mine["revision"] == told.revision:
            base.setdefault(told.table, {})[told.guid] = dict(mine)


def _said_once(one: Difference, ours: Rows, theirs: Rows) -> Difference:
    """What an answer says once more is known by its words: that it was said at another moment is no change."""
    if one.table not in _ANSWERS or one.column != "at":
        return one
    return Difference(one.table, one.guid, "", ours[one.table][one.guid], theirs[one.table][one.guid], MergeState.SAME)


def _checked(one: Difference, ours: Rows) -> Difference:
    """A remark that speaks of nothing here is refused."""
    speaks = one.table != "remark" or one.state != MergeState.NEW
    if speaks or one.theirs["owner_guid"] in ours.get(one.theirs["owner_kind"], {}):
        return one
    return replace(one, state=MergeState.REFUSED, why=Why.NOTHING_ABOVE)


def _with_file(session: Session, one: Difference, came: Collection[str]) -> Difference:
    """New evidence or a new issued paper is refused where its file neither came nor is here."""
    if one.table not in FILES or one.column or one.before is not None or one.theirs is None:
        return one
    missing = {one.theirs[column] for column in FILES[one.table]} - {"", *came}  # "": what is no file
    if one.state not in CHOOSABLE or all(session.get(StoredFile, sha256[:32]) is not None for sha256 in missing):
        return one
    return replace(one, state=MergeState.REFUSED, why=Why.NO_FILE)


def _forms_kept(session: Session, found: Iterable[Difference], ours: Rows, theirs: Rows) -> tuple[Difference, ...]:
    """What would change an outline that reports here follow is refused: old reports keep the form they began with."""
    followed = set(session.scalars(select(Report.outline_guid)))
    outline_of = {
        guid: row.get("outline_guid", guid)
        for rows in (theirs, ours)
        for table in ("outline", "outline_item")
        for guid, row in rows.get(table, {}).items()
    }

    def kept(one: Difference) -> Difference:
        if one.state not in CHOOSABLE or one.table not in ("outline", "outline_item"):
            return one
        guids = (one.guid,) if one.column != ORDER else (*one.before, *one.theirs)
        if followed.isdisjoint(outline_of.get(guid) for guid in guids):
            return one
        return replace(one, state=MergeState.REFUSED, why=Why.FOLLOWED)

    return tuple(map(kept, found))


def _is_older(session: Session, manifest: Manifest, theirs: Rows) -> bool:
    """Whether a later package of the same sender was taken in: told by the revisions of the rows in both."""
    last = _kept(session, dossier_guid=manifest.dossier_guid, direction=Direction.RECEIVED)
    if last is None:
        return False
    before = decoded(kept_bytes(session, last.rows_sha256))
    steps = {
        (row["revision"] > known["revision"]) - (row["revision"] < known["revision"])
        for table, rows in theirs.items()
        for guid, row in rows.items()
        if (known := before.get(table, {}).get(guid)) is not None
    }
    return -1 in steps and 1 not in steps


def _assigned(dossier: Dossier, year: int, data: PackageData) -> tuple[str, tuple[ComparedRow, ...]]:
    """The superior's tasks beside those of the year's first plan that carries tasks."""
    plans = plans_with_tasks(dossier, year) if data.assigned else ()
    if not plans:
        return "", ()
    theirs = [
        IncomingTask(dict(row.cells), row.group, source=row.source, printed_number=row.printed_number)
        for row in data.assigned
    ]
    return plans[0].guid, compare_with(dossier, plan_guid=plans[0].guid, theirs=theirs)


def _of_assigned(data: PackageData, rows: Sequence[ComparedRow]) -> list[Difference]:
    """One difference for each task that is assigned; without a plan here they are refused."""
    if not rows:
        why = Why.NOTHING_ABOVE
        return [
            Difference(ASSIGNED, row.guid, "", None, _cells(row.cells), MergeState.REFUSED, why)
            for row in data.assigned
        ]
    states: Mapping[RowState, MergeState] = {
        RowState.NEW: MergeState.NEW,
        RowState.SAME: MergeState.SAME,
        RowState.CHANGED: MergeState.CONFLICT,  # what stands here is ours: of it nothing is written over unasked
    }
    found = []
    for one, row in zip(data.assigned, rows, strict=False):  # the tasks that are here alone stand behind them
        told = _cells(one.cells)
        mine = {str(c): row.mine.cells.get(c, "") for c in row.columns} if row.mine is not None else None
        if mine:
            told = {column: told.get(column, "") for column in mine}
        found.append(Difference(ASSIGNED, one.guid, "", mine, told, states[row.state]))
    return found


def _cells(cells: Iterable[tuple[Column, str]]) -> dict[str, str]:
    return {str(column): words for column, words in cells}
