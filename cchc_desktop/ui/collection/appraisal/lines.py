"""The sheet of points: a line an office or a criterion, a column a round; the round at hand is typed into."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from cchc_desktop.collection.kinds import Round
from cchc_desktop.collection.timely_points import TimelyPoints
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.rollup_rows import AppraisedLine
from cchc_desktop.rules.numbers import parse_number, typed_number
from cchc_desktop.text import fold
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.appraisal.typing import Key, Typed, typed_of
from cchc_desktop.ui.collection.received.matrix import state_words
from cchc_desktop.ui.table_models.typed_rows import TypedColumn, TypedRows

Index = QModelIndex | QPersistentModelIndex
POINTS, COMMENT = "points", "comment"
_NOT_ASSESSED = ("x", "kdg", "khong danh gia", "not assessed")


@dataclass(frozen=True)
class Line:
    """A line as it is shown: what is kept, with what was typed over it and is not kept yet."""

    of: AppraisedLine
    round: Round
    typed: Typed | None
    mine: bool  # whether the officer may give its points
    timely: TimelyPoints | None = None  # what it comes to by when its paper was handed in

    @property
    def guid(self) -> str:
        """What makes it the same line when it is read again."""
        return f"{self.of.office_id} {self.of.code}"

    @property
    def said(self) -> Typed:
        """What is said in the round at hand."""
        return self.typed or typed_of(self.of, self.round)

    @property
    def is_given(self) -> bool:
        """Whether points were given in the round at hand, or it was said not to be assessed."""
        said = self.typed or self.of.rounds.get(self.round)
        return said is not None and (said.score is not None or not said.assessed)

    @property
    def can_be_typed(self) -> bool:
        """Whether points can be given."""
        return self.mine and self.of.is_leaf and self.of.applicable


def lines_of(
    found: Sequence[AppraisedLine],
    round_: Round,
    waiting: Mapping[Key, Typed],
    may_appraise: Callable[[str], bool],
    timely: Mapping[tuple[int, str], TimelyPoints],
) -> list[Line]:
    """The lines of a round; `may_appraise` says of a criterion's code whether the officer gives its points."""
    mine = {code: may_appraise(code) for code in {one.code for one in found}}
    return [
        Line(
            one,
            round_,
            waiting.get((one.office_id, one.code, round_)),
            mine[one.code],
            timely.get((one.office_id, one.code)),
        )
        for one in found
    ]


def changed(line: Line, key: str, text: str) -> Typed:
    """What the officer says of a line once a cell was typed into; the text is one that is not refused."""
    said, words = line.said, text.strip()
    if key == COMMENT:
        return replace(said, comment=text)
    if fold(words) in _NOT_ASSESSED:
        return replace(said, score=None, assessed=False)
    return replace(said, score=parse_number(words) if words else None, assessed=True)


class PointsModel(TypedRows):
    """Points are at most what applies to the office; “x” says that a criterion is not assessed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_office = True

    def show_lines(self, lines: Sequence[Line], round_: Round, *, by_office: bool) -> list[TypedColumn]:
        """Show a line for each office, or for each criterion; returns the columns."""
        self._by_office = by_office
        columns = columns_of(round_, by_office, timely=any(line.timely is not None for line in lines))
        self.show_rows(columns, lines, grows=False)
        return columns

    def key_of(self, place: int) -> Any:
        """What a column is: the points or the comment of the round at hand, another round, a part of the head."""
        return self._columns[place].key

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        line = self.row(index.row())
        typed = line is not None and line.can_be_typed
        return flags if typed else flags & ~Qt.ItemFlag.ItemIsEditable

    def refusal(self, index: Index, text: str) -> str:
        line: Line | None = self.row(index.row())
        words = text.strip()
        if line is None or self._columns[index.column()].key != POINTS or not words or fold(words) in _NOT_ASSESSED:
            return ""
        name = line.of.office if self._by_office else line.of.code
        try:
            points = typed_number(words, "1,5")
        except UserError as error:
            return _("{name}: {reason}").format(name=name, reason=error)
        if points > line.of.max_points and not line.of.bonus:
            return _("{name} has {most} points at most here.").format(
                name=name, most=formats.points(line.of.max_points)
            )
        return ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line: Line | None = self.row(index.row())
        if line is not None:
            if role == Qt.ItemDataRole.FontRole and not line.of.is_leaf:
                return theme.font(12, 600)
            if role == Qt.ItemDataRole.BackgroundRole:
                free = line.can_be_typed and self._columns[index.column()].editable
                return QColor(theme.tokens().surface if free else theme.tokens().alt)
            if role == Qt.ItemDataRole.ForegroundRole and not line.of.applicable:
                return QColor(theme.tokens().muted)
        return super().data(index, role)


def timely_words(line: Line) -> str:
    """How its paper was handed in: "Báo cáo quý I năm 2026: Trễ 3 ngày"; "" where nothing is proposed by that."""
    if line.timely is None:
        return ""
    return _("{paper}: {state}").format(paper=line.timely.paper.title, state=state_words(line.timely.cell))


def columns_of(round_: Round, by_office: bool, *, timely: bool = False) -> list[TypedColumn]:
    """The columns: whose line, maximum, self-score, what is proposed by the day where it is `timely`, each round, the
    comment of the round at hand.
    """
    if by_office:
        head = [TypedColumn("office", pgettext("column", "Office"), lambda line: line.of.office, 190, editable=False)]
    else:
        head = [
            TypedColumn("code", _("Code"), lambda line: line.of.code, 66, editable=False),
            TypedColumn("name", _("Criterion"), lambda line: line.of.name, editable=False),
        ]
    head += [
        TypedColumn(
            "max",
            _("Most"),
            lambda line: formats.points(line.of.max_points),
            64,
            False,
            True,
        ),
        TypedColumn(
            "self",
            _("Own points"),
            _self_words,
            78,
            False,
            True,
            tip=lambda line: line.of.explanation,
        ),
    ]
    if timely:
        by_day = TypedColumn(
            "timely",
            _("By the day"),
            lambda line: formats.points(line.timely.points) if line.timely is not None else "",
            84,
            False,
            True,
            tip=timely_words,
        )
        head.append(by_day)
    return [
        *head,
        *(_round_column(one, one == round_) for one in Round),
        TypedColumn(
            COMMENT,
            _("Comment"),
            lambda line: line.said.comment,
            0 if by_office else 120,
            tip=lambda line: line.said.comment,
        ),
    ]


def _round_column(round_: Round, at_hand: bool) -> TypedColumn:
    def words(line: Line) -> str:
        said = line.said if at_hand else typed_of(line.of, round_)
        if not said.assessed:
            return _("Not assessed")
        return formats.points(said.score)

    def look(line: Line) -> tuple[str, str] | None:
        if at_hand and line.typed is not None:
            return "hourglass", "soon"
        return None

    return TypedColumn(
        POINTS if at_hand else str(round_),
        _short(round_),
        words,
        84,
        editable=at_hand,
        centred=True,
        look=look,
        tip=lambda line: _("Not written yet: it is kept here until the server answers.") if look(line) else "",
    )


def _self_words(line: Line) -> str:
    if not line.of.applicable:
        return _("Not applicable")
    if line.of.survey is not None and line.of.self_score is None:
        return formats.points(line.of.survey)
    return formats.points(line.of.self_score)


def _short(round_: Round) -> str:
    return {
        Round.FIRST: _("Round 1"),
        Round.SECOND: _("Round 2"),
        Round.FINAL: _("Final"),
    }[round_]
