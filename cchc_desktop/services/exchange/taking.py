"""What stands once chosen things of a package are taken; what they are is told by `merging.compare`."""

from collections.abc import Collection, Sequence

from cchc_desktop.services.exchange.merging import (
    CHOOSABLE,
    ORDER,
    Difference,
    Key,
    Rows,
    Shape,
    Values,
    below_of,
    closure,
    list_guid,
    lists_of,
    only,
)


def merged(ours: Rows, theirs: Rows, found: Collection[Difference], taken: Collection[Key], shape: Shape) -> Rows:
    """What stands once the chosen things are taken; a chosen row takes along what it belongs to.

    A chosen removal takes away what hangs on the row.
    """
    after = {table: {guid: dict(row) for guid, row in rows.items()} for table, rows in ours.items()}
    keys = with_parents(theirs, found, taken, shape)
    chosen = [one for one in found if one.key in keys and one.column != ORDER]
    for one in chosen:
        if one.column:
            after[one.table][one.guid][one.column] = one.theirs
        elif one.theirs is not None:
            after.setdefault(one.table, {})[one.guid] = dict(one.theirs)
    below = below_of(after, shape)
    for one in chosen:
        if not one.column and one.theirs is None:
            for table, guid in ((one.table, one.guid), *closure((one.table, one.guid), below)):
                after[table].pop(guid, None)
    for table in shape.lists:
        _put_in_order(table, after, ours, theirs, taken, shape)
    return after


def with_parents(theirs: Rows, found: Collection[Difference], taken: Collection[Key], shape: Shape) -> frozenset[Key]:
    """The chosen keys, and those of the new rows that chosen rows belong to."""
    absent = {
        (one.table, one.guid)
        for one in found
        if not one.column and one.before is None and one.theirs is not None and one.state in CHOOSABLE
    }
    offered = {one.key for one in found if one.state in CHOOSABLE}
    chosen = set(taken) & offered
    waiting = list(chosen)
    while waiting:
        table, guid, column = waiting.pop()
        row = theirs.get(table, {}).get(guid, {})
        for link, above in shape.references.get(table, {}).items():
            key = (above, row.get(link) or "", "")
            if column in ("", link) and key[:2] in absent and key not in chosen:
                chosen.add(key)
                waiting.append(key)
    return frozenset(chosen)


def _put_in_order(
    table: str,
    after: dict[str, dict[str, Values]],
    ours: Rows,
    theirs: Rows,
    chosen: Collection[Key],
    shape: Shape,
) -> None:
    """Number the rows of the lists that got or lost rows, or whose order was chosen; the others are left alone."""
    before, there = lists_of(ours, table, shape), lists_of(theirs, table, shape)
    for place, guids in lists_of(after, table, shape).items():
        mine, row = before.get(place, []), there.get(place, [])
        as_theirs = (table, list_guid(place), ORDER) in chosen
        if not mine or (set(guids) == set(mine) and not as_theirs):
            continue
        here = [guid for guid in mine if guid in guids]
        others = [guid for guid in guids if guid not in here]
        leading, added = (only(row, guids), here) if as_theirs else (here, only(row, others))
        order = united(leading, added, mine if as_theirs else row)
        order += [guid for guid in guids if guid not in set(order)]
        for number, guid in enumerate(order):
            after[table][guid][ORDER] = number


def united(leading: Sequence[str], added: Sequence[str], among: Sequence[str]) -> list[str]:
    """The leading list with the rows that it lacks, each behind the one that it stands behind `among` the others."""
    order = list(leading)
    for guid in added:
        if guid in order:
            continue
        known = set(among)
        before = among[: among.index(guid)] if guid in known else among
        place = next((order.index(one) + 1 for one in reversed(before) if one in order), 0)
        while place < len(order) and order[place] not in known and order[place] < guid:
            place += 1  # rows that two packages put at one place stand there by their guids, whichever came first
        order.insert(place, guid)
    return order
