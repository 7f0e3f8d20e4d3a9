"""Places in a text counted as Qt counts them, in UTF-16 units: "😀" is two."""

from collections.abc import Iterable

from cchc_desktop.rules import finding


def in_units(text: str, found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places, as (start, end), in UTF-16 units."""
    if max(text, default="") <= "\uffff":
        return list(found)
    return [(_units(text[:start]), _units(text[:end])) for start, end in found]


def places(text: str, query: str) -> list[tuple[int, int]]:
    """Where a query stands in a text, as `rules.finding.places`; in UTF-16 units."""
    return in_units(text, finding.places(text, query))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
