"""What stands in each cell of the task frame: as it is shown, and as it is typed."""

import re
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules import localised
from cchc_desktop.rules.frame_columns import USUAL, Column, about
from cchc_desktop.rules.numbers import format_number, parse_money
from cchc_desktop.rules.task_wording import numbered_objective, points

# Columns of the grid from left to right: TT, 1 to 8 and the further ones as printed, then the one that never is.
COLUMNS: tuple[Column, ...] = tuple(Column)
TRACKING = len(COLUMNS)
COLUMN_COUNT = TRACKING + 1
NAMES = (*COLUMNS, "tracking")  # as the options keep them
NUMBER, OBJECTIVE, TASK, ACTIVITY, PRODUCT, LEAD, COORDINATION, DEADLINE, BUDGET = (
    COLUMNS.index(column) for column in USUAL
)

_BARE_NUMBER = re.compile(r"\d{1,6}([.,]\d{1,2})?")
_WHOLE_AMOUNT = re.compile(r"\d{7,15}|[1-9]\d{0,2}(\.\d{3}){2,4}")


def header_of(column: int) -> str:
    """The words over a column; a line break where the header has two lines."""
    return _("Status, progress") if column == TRACKING else about(COLUMNS[column]).header()


def name_of(column: int) -> str:
    """The header on one line, for messages and copies."""
    return header_of(column).replace("\n", " ")


def typed_text(task: TaskRow, column: int) -> str:
    """The cell as the officer typed it; one activity or product a line. Nothing is typed into the last column."""
    if column == TRACKING:
        return ""
    return task.number if column == NUMBER else task.cells.get(COLUMNS[column], "")


def shown_text(task: TaskRow, column: int) -> str:
    """The cell as it is read: the objective with its number, several activities with dashes, money in millions."""
    if column == OBJECTIVE:
        return numbered_objective(task.number, task.objective)
    if column in (ACTIVITY, PRODUCT):
        return points([line.text for line in (task.activities if column == ACTIVITY else task.products)])
    if column == BUDGET:
        return money_text(task)
    return typed_text(task, column)


def money_text(task: TaskRow) -> str:
    """A cell that holds an amount alone in millions of đồng; one that says more, as typed."""
    if task.budget_amount is None or parse_money(task.budget_text)[1]:
        return task.budget_text
    return millions(task.budget_amount)


def budget_words(task: TaskRow) -> str:
    """The budget in full with its source: "Kinh phí: 24.500.000 đồng, ngân sách xã"; as typed where it is no amount."""
    if task.budget_amount is None:
        return _("Budget: {words}").format(words=task.budget_text)
    source = parse_money(task.budget_text)[1]
    amount = _("Budget: {amount} VND").format(amount=localised.number(task.budget_amount))
    return f"{amount}, {source}" if source else amount


def origin_words(task: TaskRow) -> str:
    """Which paper assigned the task, and under which number it stands there; "" where neither is known."""
    said = [_("Assigned by: {paper}").format(paper=task.source)] if task.source else []
    if task.printed_number:
        said.append(_("Number in the paper it came from: {number}").format(number=task.printed_number))
    return "\n".join(said)


def millions(amount: int) -> str:
    """24_500_000 đồng as "24,5"."""
    return format_number(Decimal(amount) / 1_000_000, 0 if amount % 1_000_000 == 0 else 2 if amount % 100_000 else 1)


def budget_to_keep(text: str) -> str:
    """What is kept when this is typed into column 8: a bare number counts millions, as the header says.

    From seven digits on it can only be đồng, and is written as such: "1.500.000 đồng".
    """
    bare = text.strip()
    if _WHOLE_AMOUNT.fullmatch(bare):
        return f"{format_number(int(bare.replace('.', '')))} đồng"
    return f"{bare} triệu đồng" if _BARE_NUMBER.fullmatch(bare) else text
