"""What the columns of a criteria sheet are for: levels of names, points of steps, rules beside evidence."""

from collections.abc import Sequence
from dataclasses import replace

from cchc_desktop.readers.headed_table import HeadedTable
from cchc_desktop.readers.score_columns import ScoreColumn, says_how, score_column_of
from cchc_desktop.readers.source import SourceRow
from cchc_desktop.rules.criterion_codes import code_alone
from cchc_desktop.text import fold

_LEVELS = ("linh vuc", "tieu chi", "tieu chi thanh phan")


def are_coded(frame: HeadedTable[ScoreColumn]) -> bool:
    """Whether the column of codes holds those of criteria, and no numbers that count rows."""
    at = next((at for at, column in frame.columns.items() if column == ScoreColumn.CODE), None)
    if at is None:
        return False
    codes = [code_alone(row.cells[at]) for row in frame.rows if at < len(row.cells)]
    return 2 * sum("." in code for code in codes) > len(codes)


def one_named(row: SourceRow, levels: Sequence[int]) -> SourceRow | None:
    """The row with its one name in the first of the columns for names; None where more of them are filled."""
    filled = [at for at in levels if at < len(row.cells) and row.cells[at].strip()]
    if len(filled) != 1:
        return None
    cells = list(row.cells)
    name, cells[filled[0]] = cells[filled[0]], ""
    cells[levels[0]] = name
    return replace(row, cells=tuple(cells))


def name_levels(frame: HeadedTable[ScoreColumn]) -> list[int]:
    """The columns of fields, criteria and what is under them, where each level has one of its own."""
    named = [at for at, column in frame.columns.items() if column == ScoreColumn.NAME]
    named += [at for at, title in frame.others.items() if score_column_of(title) == ScoreColumn.NAME]
    levels = [
        at for at in sorted(named) if any(fold(frame.titles[at]).strip(" .*:").startswith(one) for one in _LEVELS)
    ]
    further = [at for at in named if at in frame.others and at not in levels]
    stepped = ScoreColumn.RULE not in frame.columns.values() and _has_steps(frame)
    for at in further[:1]:
        wanted = ScoreColumn.RULE if stepped else ScoreColumn.REQUIREMENT
        if wanted not in frame.columns.values():
            frame.columns[at] = wanted
    return levels if len(levels) > 1 else []


def rule_with_proof(frame: HeadedTable[ScoreColumn]) -> None:
    """A column of evidence and of how points are given holds rules, where no other one does."""
    if ScoreColumn.RULE in frame.columns.values():
        return
    for at, column in frame.columns.items():
        if column == ScoreColumn.PROOF and says_how(frame.titles[at]):
            frame.columns[at] = ScoreColumn.RULE


def _has_steps(frame: HeadedTable[ScoreColumn]) -> bool:
    """Whether steps of rules have points of their own beside the highest ones."""
    points = [
        at for at, title in enumerate(frame.titles) if score_column_of(title) in (ScoreColumn.MAX, ScoreColumn.STEP)
    ]
    return len(points) > 1


def second_points(frame: HeadedTable[ScoreColumn]) -> None:
    """Of two columns with points the one that says so has the highest ones, the other those of the steps."""
    known = {column: at for at, column in frame.columns.items()}
    for at, title in list(frame.others.items()):
        if score_column_of(title) == ScoreColumn.MAX and ScoreColumn.STEP not in known and ScoreColumn.MAX in known:
            first = known[ScoreColumn.MAX]
            words = fold(title)
            swap = ("toi da" in words or "chuan" in words) and "toi da" not in fold(frame.titles[first])
            frame.columns[first], frame.columns[at] = (
                (ScoreColumn.STEP, ScoreColumn.MAX) if swap else (ScoreColumn.MAX, ScoreColumn.STEP)
            )
            return
