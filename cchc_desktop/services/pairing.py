"""Which rows go on when a list is written anew: what did not change keeps its row, and with it its guid."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

Child = TypeVar("Child")


def pair(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[int | None]:
    """For each of the new words the place of the old ones that it goes on from; None for what is new.

    The same words go together wherever they stand. What is left between two of them was rewritten, and goes together
    in order.
    """
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for place, words in enumerate(before):
        places[words].append(place)
    found = [places[words].popleft() if places[words] else None for words in after]
    taken = {place for place in found if place is not None}
    low = start = 0
    for end in range(len(after) + 1):
        same = found[end] if end < len(after) else len(before)
        if same is None:
            continue
        free = (place for place in range(low, same) if place not in taken)
        for fresh, place in zip(range(start, end), free, strict=False):
            found[fresh] = place
        taken.update(place for place in found[start:end] if place is not None)
        low, start = same + 1, end + 1
    return found


def paired(
    rows: Sequence[Child], after: Sequence[Hashable], words: Callable[[Child], Hashable]
) -> tuple[list[Child | None], list[Child]]:
    """The row that each of the new words goes on in, None where one has to be made; and the rows that are left over."""
    places = pair([words(row) for row in rows], after)
    kept = set(places)
    return (
        [None if place is None else rows[place] for place in places],
        [row for place, row in enumerate(rows) if place not in kept],
    )


def put_texts(children: list[Any], rows: Sequence[Any], texts: Sequence[str], make: Callable[[], Any]) -> list[Any]:
    """Make these rows among the children of an entity say just these texts in this order; returns the rows that do."""
    ordered = sorted(rows, key=lambda row: row.position)
    found, gone = paired(ordered, texts, lambda row: row.text)
    for row in gone:
        children.remove(row)
    kept = []
    for position, (row, text) in enumerate(zip(found, texts, strict=True)):
        if row is None:
            row = make()
            children.append(row)
        row.position, row.text = position, text
        kept.append(row)
    return kept
