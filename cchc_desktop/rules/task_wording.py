"""How the cells of a task are worded wherever they are read: in the grid, in the frame on paper, in lists."""

import re
from collections.abc import Sequence

_BULLET = re.compile(r"^\s*[-+*•–]")
_NUMBERED = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3})*\s*[.)](?!\d)")


def points(lines: Sequence[str]) -> str:
    """The activities or products of a cell: one as it is, several on lines of their own, each with one dash."""
    said = [line for line in lines if line.strip()]
    return said[0] if len(said) == 1 else "\n".join(line if _BULLET.match(line) else f"- {line}" for line in said)


def numbered_objective(number: str, objective: str) -> str:
    """Column 1 as printed, "2. Hồ sơ nộp trực tuyến": the number is the first part of the task's ("2.1").

    A text that bears a number of its own keeps that one; a task that is not numbered by its objective gives none.
    """
    if not objective.strip() or "." not in number or _NUMBERED.match(objective):
        return objective
    return f"{number.partition('.')[0]}. {objective}"
