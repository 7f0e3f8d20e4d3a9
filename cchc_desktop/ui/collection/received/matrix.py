"""The matrix of offices and expected papers as columns of words, icons and grounds."""

from datetime import time

from cchc_desktop.collection.expected import ExpectedPaper
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.timeliness import Cell, Line, Matrix, Standing
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.rules import localised
from cchc_desktop.rules.periods import Period
from cchc_desktop.ui import formats
from cchc_desktop.ui.collection.rows import Column

FIRST_PAPER = 1  # the column of the first paper

_LOOKS = {
    Standing.ON_TIME: ("circle-check", "done", ""),
    Standing.LATE: ("clock", "soon", "soon_tint"),
    Standing.MISSING: ("alert-triangle", "late", "late_tint"),
    Standing.RETURNED: ("arrow-back-up", "accent", "accent_tint"),
    Standing.AWAITED: ("circle-dashed", "muted", ""),
}
_ORDER = (Standing.MISSING, Standing.RETURNED, Standing.LATE, Standing.AWAITED, Standing.ON_TIME)


def state_words(cell: Cell) -> str:
    """Whether a paper came and when, in a word or two."""
    if cell.standing == Standing.LATE:
        return formats.days_late(cell.days)
    return {
        Standing.ON_TIME: _("In time"),
        Standing.MISSING: _("Missing"),
        Standing.RETURNED: _("Returned"),
        Standing.AWAITED: _("Not due yet"),
    }[cell.standing]


def is_short(line: Line) -> bool:
    """Whether an office owes something that is due."""
    return line.count(Standing.MISSING) > 0


def matrix_columns(matrix: Matrix) -> list[Column]:
    """The office, and a column for each paper."""
    return [
        Column(pgettext("column", "Office"), lambda line: line.office, 215, strong=True),
        *(_paper_column(place, matrix) for place in range(len(matrix.papers))),
        Column(
            _("Missing"),
            lambda row: formats.count(number) if (number := _short(row)) else "",
            90,
            order=_short,
            right=True,
            token=lambda _row: "late",
        ),
    ]


def _short(line: Line) -> int:
    return line.count(Standing.MISSING)


def _paper_column(place: int, matrix: Matrix) -> Column:
    def cell(line: Line) -> Cell | None:
        return line.cells[place]

    def order(row: Line) -> tuple[int, int] | None:
        one = cell(row)
        return (_ORDER.index(one.standing), -one.days) if one is not None else None

    def look(row: Line) -> tuple[str, str] | None:
        one = cell(row)
        return _LOOKS[one.standing][:2] if one is not None else None

    return Column(
        paper_title(matrix.papers[place]),
        lambda row: state_words(one) if (one := cell(row)) is not None else "",
        120,
        order=order,
        look=look,
        token=lambda row: "" if (one := cell(row)) is None else "muted" if one.standing == Standing.AWAITED else "",
        ground=lambda row: _LOOKS[one.standing][2] if (one := cell(row)) is not None else "",
        tip=lambda row: cell_tip(one) if (one := cell(row)) is not None else _("Not asked of this office"),
    )


def paper_title(paper: ExpectedPaper) -> str:
    """A paper as the head of a narrow column names it, the last day in time below."""
    name = formats.period_name(Period.parse(paper.key)) if paper.kind == SubmissionKind.REPORT else paper.title
    return f"{name}\n{due_words(paper)}"


def due_words(paper: ExpectedPaper) -> str:
    """The moment from which a paper is late, as regimes say it: "trước 12/3"."""
    if paper.due_at is None:
        return _("no day set")
    day = localised.day_and_month(paper.due_at.date())
    if paper.due_at.time() != time():
        day = f"{paper.due_at:%H:%M} {day}"
    return _("before {day}").format(day=day)


def cell_tip(cell: Cell) -> str:
    """Day and version of what came."""
    if cell.made_at is None:
        return state_words(cell)
    return _("{state}: made {moment}, version {number}").format(
        state=state_words(cell), moment=formats.moment(cell.made_at), number=formats.count(cell.version)
    )
