"""What comes back is held against what was asked for: the one door for rows that others have written.

A row from elsewhere is believed only as far as it answers a row that this dossier asked for. Its identity has to be one
of those, under its own kind; titles, numbers and what stood before are the dossier's own; only the members that were
to be written are taken. Everything else is not taken, and is named with its place in the file.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from cchc_desktop.i18n import _


class Asked(Protocol):
    """A frozen row with an identity."""

    @property
    def guid(self) -> str:
        """The row's identity in the dossier that asked."""
        ...


Row = TypeVar("Row", bound=Asked)


@dataclass(frozen=True)
class Refused:
    """A row that is not taken: its kind, its place in the file counted from 1, its own title and words, and why."""

    kind: str
    place: int
    guid: str
    title: str
    words: str
    reason: str


@dataclass(frozen=True)
class Admitted(Generic[Row]):
    """The rows that answer what was asked, in the order of the file, and those that do not."""

    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]


def admit(
    kind: str,
    asked: Sequence[Row],
    came: Sequence[Row],
    *,
    written: Collection[str],
    words: Callable[[Any], tuple[str, str]],
    wrong: Callable[[Any, Any], str] = lambda _asked, _came: "",
) -> Admitted[Row]:
    """Hold the rows of one kind against those that were asked for.

    `written` names the members that the other side was to write; `words` gives the title and the words of a row from
    elsewhere, for those that are refused; `wrong` says why a row that was asked for cannot be taken all the same, ""
    when it can.
    """
    known = {row.guid: row for row in asked}
    seen: set[str] = set()
    rows: list[Row] = []
    refused: list[Refused] = []
    for place, row in enumerate(came, 1):
        own = known.get(row.guid)
        if own is None:
            reason = _("This unit was not asked for it.")
        elif row.guid in seen:
            reason = _("It stands in the file twice; the first one counts.")
        else:
            reason = wrong(own, row)
        if own is None or reason:
            refused.append(Refused(kind, place, row.guid, *words(row), reason))
            continue
        seen.add(row.guid)
        rows.append(replace(own, **{name: getattr(row, name) for name in written}))  # type: ignore[type-var]
    return Admitted(tuple(rows), tuple(refused))
