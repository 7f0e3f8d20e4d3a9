"""Points as they are typed: shown at once, written in the background, kept here for as long as the server is away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from cchc_desktop.collection import appraising
from cchc_desktop.collection.appraising import Conflict, Points
from cchc_desktop.collection.failures import ServerGone
from cchc_desktop.collection.kinds import Round
from cchc_desktop.errors import UserError
from cchc_desktop.models.rollup_rows import AppraisedLine
from cchc_desktop.ui import alerts
from cchc_desktop.ui.collection.space import CollectionSpace

Key = tuple[int, str, Round]  # office, code of the criterion, round


@dataclass(frozen=True)
class Typed:
    """What was typed for a criterion of an office in a round, over what number of it was seen before."""

    office_id: int
    office: str
    code: str
    round: Round
    score: Decimal | None
    assessed: bool
    comment: str
    seen: int

    @property
    def key(self) -> Key:
        """What it is said of."""
        return self.office_id, self.code, self.round


class Typing(QObject):
    """Signals: `kept` something was written; `clashed(Conflict, Typed)` somebody else said something meanwhile."""

    kept = Signal()
    clashed = Signal(object, object)

    def __init__(self, space: CollectionSpace, parent: QObject) -> None:
        super().__init__(parent)
        self._space = space
        self._index = ""
        self._waiting: dict[Key, tuple[int, str, Typed]] = {}  # year, index, what was typed
        space.reached.connect(self._try_again)

    @property
    def waiting(self) -> Mapping[Key, Typed]:
        """What is not kept yet."""
        return {key: typed for key, (_year, _index, typed) in self._waiting.items()}

    def put(self, index_code: str, typed: Sequence[Typed]) -> None:
        """Show these as typed, and write them as one step."""
        for one in typed:
            self._waiting[one.key] = (self._space.year, index_code, one)
        self._write([one.key for one in typed])

    def _write(self, keys: Sequence[Key]) -> None:
        """Write what waits of these; where others meanwhile said something of one, each by itself."""
        waiting = [self._waiting[key] for key in keys]
        steps: dict[tuple[int, str], list[Typed]] = {}
        for year, index, typed in waiting:
            steps.setdefault((year, index), []).append(typed)
        for (year, index), group in steps.items():
            self._write_group(year, index, group)

    def _write_group(self, year: int, index: str, group: Sequence[Typed]) -> None:
        collection, by = self._space.collection, self._space.by
        points = tuple(
            Points(one.office_id, one.code, one.round, one.score, one.comment, one.assessed, one.seen) for one in group
        )

        def failed(error: UserError) -> None:
            if isinstance(error, ServerGone):
                return  # it waits, and is shown as waiting
            if isinstance(error, Conflict) and len(group) > 1:
                for one in group:
                    self._write_group(year, index, (one,))
                return
            self._done(group)
            if isinstance(error, Conflict):
                self.clashed.emit(error, group[0])
            else:
                alerts.show_error(None, error)

        self._space.write(
            lambda: appraising.give_points(collection, year=year, index_code=index, points=points, by=by),
            lambda _nothing: self._done(group),
            failed,
        )

    def _done(self, group: Sequence[Typed]) -> None:
        for typed in group:
            waits = self._waiting.get(typed.key)
            if waits is not None and waits[2] is typed:
                del self._waiting[typed.key]
        self.kept.emit()

    def _try_again(self, reached: bool) -> None:
        if reached and self._waiting:
            self._write(list(self._waiting))


def typed_of(line: AppraisedLine, round_: Round) -> Typed:
    """What is said of a line in a round so far, as if it were typed."""
    said = line.rounds.get(round_)
    score, assessed, comment, number = (
        (said.score, said.assessed, said.comment, said.number) if said is not None else (None, True, "", 0)
    )
    return Typed(line.office_id, line.office, line.code, round_, score, assessed, comment, number)
