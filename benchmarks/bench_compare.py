"""Two plans compared row by row and word by word, beside difflib on the same pair."""

import difflib
import random
from typing import Any

from measuring import Claim, Table, compile_program, medians, timed

RUNS = 3
YEAR = 2026
FEW, TASKS, MANY = 200, 1_000, 10_000
GOAL = 0.1  # of difflib's time for pairing changed rows and marking their letters, which finds no row that moved
GOAL_MANY, GOAL_UNRELATED = 1.0, 6.0  # of difflib's time for fifty times fewer rows
GOAL_GROWTH = 20.0  # times as long for ten times the rows
_COLUMNS = ("objective", "task", "activity", "product", "lead", "coordination", "deadline", "budget")
_UNITS = ("Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Công an xã")
_WORDS = [f"{start}{end}" for start in "bcdghklmnprstvx" for end in ("an", "ong", "ính", "ủ", "ải", "iện", "ục", "át")]


def measure() -> Table:
    """All in turn within this process; the plans are the same each time."""
    compile_program()
    from cchc_desktop.rules.paper_match import compare_blocks

    few, some, many = _pair(FEW), _pair(TASKS), _pair(MANY)
    strange = (many[0], _pair(MANY, seed=2)[0])
    old, new = ([" | ".join(row.cells) for row in side] for side in few)
    taken = medians(
        {
            "few": timed(lambda: compare_blocks(*few)),
            "ndiff": timed(lambda: list(difflib.ndiff(old, new))),
            "some": timed(lambda: compare_blocks(*some)),
            "many": timed(lambda: compare_blocks(*many)),
            "strange": timed(lambda: compare_blocks(*strange)),
        },
        RUNS,
    )
    told = ", ".join(f"{count} {kind}" for kind, count in compare_blocks(*some).counts.blocks.items() if count)
    rows = (
        (f"{FEW:,} rows, difflib.ndiff", taken["ndiff"]),
        (f"{FEW:,} rows", taken["few"]),
        (f"{TASKS:,} rows", taken["some"]),
        (f"{MANY:,} rows", taken["many"]),
        (f"{MANY:,} rows of two plans that have nothing in common", taken["strange"]),
    )
    return Table(
        title="Comparing two papers",
        notes=(
            "A plan of tasks in eight columns beside that of the next year: the year in each deadline, one task in ten "
            "worded anew, one in twenty each moved, removed and added. Of "
            f"{TASKS:,} tasks are found: {told}. difflib.ndiff, on the rows as lines, pairs changed rows that stand in "
            "the same order and marks letters; it takes the square of the rows and more, and a row that moved is "
            f"removed and added for it. Medians of {RUNS} in turn."
        ),
        columns=("what", "took", "share of difflib.ndiff"),
        rows=tuple((words, f"{took:.2f} s", f"{took / taken['ndiff']:.3f}") for words, took in rows),
        ratio=taken["few"] / taken["ndiff"],
        goal=GOAL,
        further=(
            Claim(f"{MANY:,} rows, share of difflib.ndiff with {FEW}", taken["many"] / taken["ndiff"], GOAL_MANY),
            Claim("Nothing in common, share of the same", taken["strange"] / taken["ndiff"], GOAL_UNRELATED),
            Claim("Ten times the rows, times as long", taken["many"] / taken["some"], GOAL_GROWTH),
        ),
    )


def _pair(count: int, seed: int = 1) -> tuple[list[Any], list[Any]]:
    """A plan of so many tasks, and what became of it."""
    chance = random.Random(seed)
    before = [_row(chance, number) for number in range(count)]
    after = list(before)
    for _change in range(count // 10):
        at = chance.randrange(count)
        cells = list(after[at].cells)
        cells[1] = cells[1].replace(" ", " thêm ", 2)
        after[at] = after[at]._replace(cells=tuple(cells))
    for _move in range(count // 20):
        after.insert(chance.randrange(count), after.pop(chance.randrange(count)))
    for number in range(count // 20):
        after.pop(chance.randrange(len(after)))
        after.insert(chance.randrange(len(after)), _row(chance, count + number))
    return before, [row._replace(cells=tuple(_next_year(cell) for cell in row.cells)) for row in after]


def _next_year(text: str) -> str:
    return text.replace(str(YEAR), str(YEAR + 1))


def _row(chance: random.Random, number: int) -> Any:
    from cchc_desktop.rules.paper_blocks import BlockKind, PaperBlock

    def words(many: int) -> str:
        return " ".join(chance.choices(_WORDS, k=many))

    lead, other = chance.sample(_UNITS, 2)
    deadline = f"Trước ngày {number % 28 + 1}/{number % 12 + 1}/{YEAR}"
    cells = ("Mục tiêu chung", words(16), words(25), words(8), lead, other, deadline, f"{number % 50} triệu đồng")
    return PaperBlock(BlockKind.ROW, cells, str(number), number, _COLUMNS, _COLUMNS)
