"""Which of several versions of one paper is the latest: told by the revisions of their rows, never by the clocks alone.

Every write of a row raises its revision. So of two versions of one history the later one has no row that stands lower
and some that stand higher, whatever the clock of the sender said and in whatever order they came. Where rows say
nothing (the same rows packed twice, a paper begun anew) or contradict each other (two copies of one dossier that were
both worked on), the time at which a package says it was made decides, and then its hash: any rule would do, as long as
it does not go by the order of arrival.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

_TELLING = 8  # bytes of a guid: enough within one paper
_STEP = _TELLING + 4


class Version(NamedTuple):
    """A paper as one package brought it; `revisions` as `pack` packs them, `sha256` is the package's."""

    id: int
    made_at: datetime
    sha256: str
    revisions: bytes


def pack(revisions: Mapping[str, int]) -> bytes:
    """The revision of each row by its guid, in few bytes and always the same order."""
    return b"".join(
        bytes.fromhex(guid)[:_TELLING] + revision.to_bytes(4, "big") for guid, revision in sorted(revisions.items())
    )


def digest(packed: bytes) -> str:
    """What is equal for two versions of which no row was written in between."""
    return sha256(packed).hexdigest()


def latest(versions: Sequence[Version]) -> Version:
    """The one of at least one version that counts, the same in whatever order they are given."""
    rows = [_unpacked(version.revisions) for version in versions]
    standing = [
        version
        for version, mine in zip(versions, rows, strict=True)
        if not any(_is_before(mine, theirs) for theirs in rows if theirs is not mine)
    ]
    return max(standing or versions, key=lambda version: (version.made_at, version.sha256))


def _unpacked(data: bytes) -> dict[bytes, bytes]:
    places: Iterable[int] = range(0, len(data), _STEP)
    return {data[at : at + _TELLING]: data[at + _TELLING : at + _STEP] for at in places}


def _is_before(mine: Mapping[bytes, bytes], theirs: Mapping[bytes, bytes]) -> bool:
    """Whether no row stands higher here than there, and some stand lower."""
    lower = False
    for guid, revision in mine.items():
        other = theirs.get(guid)
        if other is None or other == revision:
            continue
        if other < revision:
            return False
        lower = True
    return lower
