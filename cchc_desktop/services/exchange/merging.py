"""Merging what came into what stands, row by row and field by field: pure, by revisions and values, never by clocks.

Three states of the same rows are held side by side: `base`, what both sides knew last; `ours`; `theirs`. Rows are
those of the dossier's tables. What only one side changed is its own; what both changed is a conflict for the officer.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

Values = dict[str, Any]
Rows = Mapping[str, Mapping[str, Values]]  # table, guid, column
Key = tuple[str, str, str]  # table, guid, column; "" for the row as a whole

ORDER = "position"  # the column by which the rows of a list are ordered; merged as the list, not as numbers
_NO_VALUES = frozenset({"guid", "revision", ORDER})


class MergeState(StrEnum):
    """What one thing of a package is to what stands here."""

    NEW = "new"  # not here
    CHANGED = "changed"  # changed there alone
    SAME = "same"
    KEPT = "kept"  # changed or removed here alone
    CONFLICT = "conflict"  # changed on both sides
    REMOVED = "removed"  # removed there alone
    REFUSED = "refused"  # not to be taken


SAFE = frozenset({MergeState.NEW, MergeState.CHANGED, MergeState.REMOVED})
CHOOSABLE = SAFE | {MergeState.CONFLICT}


class Why(StrEnum):
    """Why something is refused, or what makes a conflict of it."""

    NONE = ""
    OTHER_KIND = "other_kind"  # its guid is that of a row of another table here
    NOTHING_ABOVE = "nothing_above"  # what it belongs to is neither here nor in the package
    CIRCLE = "circle"  # it would stand under itself
    GONE_HERE = "gone_here"
    GONE_THERE = "gone_there"
    NOT_OURS = "not_ours"  # rows of another office
    NO_FILE = "no_file"  # its file did not come along
    FOLLOWED = "followed"  # reports here follow the form it belongs to


@dataclass(frozen=True)
class Difference:
    """One thing of a package beside what stands: a field, or a row as a whole (`column` is "")."""

    table: str
    guid: str
    column: str
    before: Any
    theirs: Any
    state: MergeState
    why: Why = Why.NONE

    @property
    def key(self) -> Key:
        """What it is chosen by."""
        return self.table, self.guid, self.column


@dataclass(frozen=True)
class Shape:
    """What is known of the tables: what a row belongs to, and within what its place counts."""

    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # table, column, table referred to
    needed: Mapping[str, frozenset[str]] = field(default_factory=dict)  # table, columns that must not refer to nothing
    required: Mapping[str, frozenset[str]] = field(default_factory=dict)  # of these, what no row is without
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # table, columns that tell a list


def values_of(row: Values) -> Values:
    """What a row says, without its identity, revision and place."""
    return {name: value for name, value in row.items() if name not in _NO_VALUES}


def compare(
    base: Rows, ours: Rows, theirs: Rows, shape: Shape, elsewhere: Collection[tuple[str, str]] = ()
) -> tuple[Difference, ...]:
    """Everything that came, told by its state.

    `elsewhere` are the (table, guid) of theirs whose guid is that of a row of another kind here. A row is taken for
    removed where the package holds what it belongs to, and its sender had it.
    """
    found: list[Difference] = []
    absent: dict[tuple[str, str], MergeState] = {}  # what is not here, and whether it comes
    for table in _parents_first(theirs, shape):
        for guid, row in _tree_order(table, theirs[table], shape):
            mine, was = ours.get(table, {}).get(guid), base.get(table, {}).get(guid)
            if (table, guid) in elsewhere:
                found.append(Difference(table, guid, "", None, row, MergeState.REFUSED, Why.OTHER_KIND))
            elif mine is None:
                found.append(_absent(table, guid, was, row, ours, absent, shape))
            else:
                found += _fields(table, guid, was, mine, row, ours, absent, shape)
                continue
            absent[table, guid] = found[-1].state
    found += _removed(base, ours, theirs, shape)
    found += _orders(base, ours, theirs, shape)
    return tuple(_without_circles(found, ours, shape))


def _parents_first(theirs: Rows, shape: Shape) -> list[str]:
    order: list[str] = []

    def put(table: str) -> None:
        if table in order or table not in theirs:
            return
        for above in shape.references.get(table, {}).values():
            if above != table:
                put(above)
        order.append(table)

    for table in theirs:
        put(table)
    return order


def _tree_order(table: str, rows: Mapping[str, Values], shape: Shape) -> list[tuple[str, Values]]:
    """The rows, each behind those that it stands under."""
    ups = shape.references.get(table, {})
    if not ups:
        return list(rows.items())
    placed: dict[str, Values] = {}

    def put(guid: str, below: frozenset[str]) -> None:
        for column in ups:
            up = rows[guid].get(column)
            if up in rows and up not in placed and up not in below:
                put(str(up), below | {guid})
        placed[guid] = rows[guid]

    for guid in rows:
        if guid not in placed:
            put(guid, frozenset({guid}))
    return list(placed.items())


def _above(
    table: str,
    row: Values,
    columns: Collection[str],
    ours: Rows,
    absent: Mapping[tuple[str, str], MergeState],
    shape: Shape,
) -> MergeState | None:
    """What becomes of what a row belongs to by these columns; None where it is here or is new."""
    worst = None
    for column in shape.needed.get(table, frozenset()) & set(columns):
        above, guid = shape.references[table].get(column, ""), row.get(column)
        if guid is None or guid in ours.get(above, {}):
            continue
        state = absent.get((above, guid), MergeState.REFUSED)
        if state in (MergeState.REFUSED, MergeState.KEPT):
            return MergeState.REFUSED
        worst = MergeState.CONFLICT if state == MergeState.CONFLICT else worst
    return worst


def _absent(
    table: str,
    guid: str,
    was: Values | None,
    row: Values,
    ours: Rows,
    absent: Mapping[tuple[str, str], MergeState],
    shape: Shape,
) -> Difference:
    """A row that is not here: new, removed here, or without what it belongs to."""
    above = _above(table, row, row, ours, absent, shape)
    if was is not None and _says(was, row):
        return Difference(table, guid, "", None, row, MergeState.KEPT, Why.GONE_HERE)
    if above == MergeState.REFUSED or not shape.required.get(table, frozenset()) <= set(row):
        return Difference(table, guid, "", None, row, MergeState.REFUSED, Why.NOTHING_ABOVE)
    if was is not None or above == MergeState.CONFLICT:
        return Difference(table, guid, "", None, row, MergeState.CONFLICT, Why.GONE_HERE)
    return Difference(table, guid, "", None, row, MergeState.NEW)


def _says(one: Values, other: Values) -> bool:
    """Whether two states of a row say the same as far as both speak."""
    return all(one[name] == value for name, value in values_of(other).items() if name in one)


def grew_out_of(later: Rows, earlier: Rows) -> bool:
    """Whether one state of rows can have come from another: no revision went back, none has two contents."""
    return all(
        row["revision"] > was["revision"] or (row["revision"] == was["revision"] and _says(was, row))
        for table, rows in later.items()
        for guid, row in rows.items()
        if (was := earlier.get(table, {}).get(guid)) is not None
    )


def _fields(
    table: str,
    guid: str,
    was: Values | None,
    mine: Values,
    row: Values,
    ours: Rows,
    absent: Mapping[tuple[str, str], MergeState],
    shape: Shape,
) -> Iterator[Difference]:
    """The fields in which a row here and its pair differ, or that they are the same."""
    found = False
    for column, value in values_of(row).items():
        if column not in mine or mine[column] == value:
            continue
        found = True
        known = was is not None and column in was
        above = _above(table, row, (column,), ours, absent, shape)
        why = Why.NONE
        if known and was is not None and was[column] == value:
            state = MergeState.KEPT
        elif above == MergeState.REFUSED:
            state, why = MergeState.REFUSED, Why.NOTHING_ABOVE
        elif above is None and known and was is not None and was[column] == mine[column]:
            state = MergeState.CHANGED
        else:
            state = MergeState.CONFLICT
        yield Difference(table, guid, column, mine[column], value, state, why)
    if not found:
        yield Difference(table, guid, "", mine, row, MergeState.SAME)


def _removed(base: Rows, ours: Rows, theirs: Rows, shape: Shape) -> Iterator[Difference]:
    """Rows that the sender had and no longer has; one that something new or changed here hangs on is a conflict."""
    gone = {
        (table, guid)
        for table, rows in base.items()
        for guid, was in rows.items()
        if guid in ours.get(table, {})
        and guid not in theirs.get(table, {})
        and _is_spoken_of(table, was, base, theirs, shape)
    }
    held = {key for key in gone if not _says(base[key[0]][key[1]], ours[key[0]][key[1]])}
    below = below_of(_moved(base, ours, theirs, shape), shape)
    for key in gone:
        for under in closure(key, below):
            if under not in gone or under in held:
                held.add(key)
    for table, guid in sorted(gone):
        state = MergeState.CONFLICT if (table, guid) in held else MergeState.REMOVED
        yield Difference(table, guid, "", ours[table][guid], None, state, Why.GONE_THERE)


def _moved(base: Rows, ours: Rows, theirs: Rows, shape: Shape) -> Rows:
    """Our rows where theirs alone moved them to: what went elsewhere does not hang on what was removed."""
    found: dict[str, dict[str, Values]] = {}
    for table, rows in ours.items():
        columns = shape.references.get(table, {})
        found[table] = dict(rows)
        for guid, row in rows.items():
            there, was = theirs.get(table, {}).get(guid), base.get(table, {}).get(guid)
            if there is not None and was is not None:
                moved = {c: there[c] for c in columns if c in there and c in was and was[c] == row.get(c)}
                found[table][guid] = {**row, **moved}
    return found


def _is_spoken_of(table: str, was: Values, base: Rows, theirs: Rows, shape: Shape) -> bool:
    """Whether the package holds what a row belongs to; what went along with it may stand between."""
    needed = shape.needed.get(table, frozenset())
    links = [(up, was.get(c) or "") for c, up in shape.references.get(table, {}).items() if c in needed]
    above = [(up, guid) for up, guid in links if up != table and guid]
    return bool(above) and all(
        guid in theirs.get(up, {})
        or (guid in base.get(up, {}) and _is_spoken_of(up, base[up][guid], base, theirs, shape))
        for up, guid in above
    )


def below_of(ours: Rows, shape: Shape) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    """What hangs on each row."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for table, rows in ours.items():
        for column, above in shape.references.get(table, {}).items():
            if column in shape.needed.get(table, ()):
                for guid, row in rows.items():
                    if row.get(column):
                        found[above, row[column]].append((table, guid))
    return found


def closure(key: tuple[str, str], below: Mapping[tuple[str, str], Sequence[tuple[str, str]]]) -> set[tuple[str, str]]:
    """A row's descendants, without itself."""
    found: set[tuple[str, str]] = set()
    waiting = [key]
    while waiting:
        for under in below.get(waiting.pop(), ()):
            if under not in found:
                found.add(under)
                waiting.append(under)
    return found - {key}


def lists_of(rows: Rows, table: str, shape: Shape) -> dict[tuple[Any, ...], list[str]]:
    """The guids of each list of a table, in their order."""
    columns = shape.lists[table]
    found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for guid, row in rows.get(table, {}).items():
        if ORDER in row:
            found[tuple(row.get(column) for column in columns)].append(guid)
    for guids in found.values():
        guids.sort(key=lambda guid: (rows[table][guid][ORDER], guid))
    return found


def list_guid(place: tuple[Any, ...]) -> str:
    """What the order of a list is called by: the row it belongs to, and what tells it from that row's other lists."""
    return "/".join(str(one) for one in place)


def _orders(base: Rows, ours: Rows, theirs: Rows, shape: Shape) -> Iterator[Difference]:
    """Lists whose common rows stand in another order."""
    for table in shape.lists:
        mine_all, was_all = lists_of(ours, table, shape), lists_of(base, table, shape)
        for place, row in lists_of(theirs, table, shape).items():
            mine, was = mine_all.get(place, []), was_all.get(place)
            common = set(mine) & set(row)
            if only(mine, common) == only(row, common):
                continue
            if was is None:
                state = MergeState.CONFLICT
            elif only(was, common) == only(row, common & set(was)) and common <= set(was):
                state = MergeState.KEPT
            elif only(was, common) == only(mine, common & set(was)) and common <= set(was):
                state = MergeState.CHANGED
            else:
                state = MergeState.CONFLICT
            yield Difference(table, list_guid(place), ORDER, tuple(mine), tuple(row), state)


def only(guids: Sequence[str], these: Collection[str]) -> list[str]:
    """The guids that are among these, in their order."""
    return [guid for guid in guids if guid in these]


def _without_circles(found: Sequence[Difference], ours: Rows, shape: Shape) -> Iterator[Difference]:
    """Rows that both sides moved under one another would be in a circle: theirs is then a conflict."""
    trees = {
        (table, column) for table, columns in shape.references.items() for column, up in columns.items() if up == table
    }
    above = {
        (one.table, one.column): {guid: row.get(one.column) for guid, row in ours.get(one.table, {}).items()}
        for one in found
        if (one.table, one.column) in trees
    }
    for one in found:
        tree = above.get((one.table, one.column))
        if tree is None or one.state != MergeState.CHANGED:
            yield one
            continue
        before, tree[one.guid] = tree[one.guid], one.theirs
        if in_circle(one.guid, tree.get):
            tree[one.guid] = before
            yield replace(one, state=MergeState.CONFLICT, why=Why.CIRCLE)
        else:
            yield one


def in_circle(guid: str, above: Callable[[str], str | None]) -> bool:
    """Whether the way up from a row leads back to it."""
    seen, up = {guid}, above(guid)
    while up:
        if up in seen:
            return True
        seen.add(up)
        up = above(up)
    return False


def safe_keys(found: Collection[Difference]) -> frozenset[Key]:
    """What can be taken without choosing: nothing here is lost by it."""
    return frozenset(one.key for one in found if one.state in SAFE)
