"""Criteria copied in Excel or Word as rows of cells: by their header where they bring one, else by their order."""

from collections.abc import Sequence

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.score_columns import ScoreColumn, score_column_of
from cchc_desktop.rules.criterion_codes import code_alone, code_in_name
from cchc_desktop.services.scoring.criteria_edits import TYPED
from cchc_desktop.text import clean

_MEMBERS = {
    ScoreColumn.CODE: "code",
    ScoreColumn.NAME: "name",
    ScoreColumn.MAX: "max_points",
    ScoreColumn.RULE: "rule",
    ScoreColumn.PROOF: "proof_wanted",
    ScoreColumn.RESPONSIBLE: "responsible",
    ScoreColumn.SCORED_BY: "scored_by",
    ScoreColumn.REQUIREMENT: "requirement",
    ScoreColumn.APPLIES: "applies_to",
}


def pasted_rows(copied: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """The cells of each row by member; raises `UserError` where there is nothing to paste, or more than has a place."""
    rows = [[clean(cell).strip() for cell in row] for row in copied]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise UserError(_("The clipboard holds no rows. Copy criteria in Excel or Word, then paste them."))
    named = [score_column_of(cell) for cell in rows[0]]
    if ScoreColumn.NAME in named and len(rows) > 1:
        members = [_MEMBERS.get(column, "") if column else "" for column in named]
        rows = rows[1:]
    else:
        members = list(TYPED) if any(code_alone(row[0]) for row in rows) else list(TYPED[1:])
    found = []
    for number, row in enumerate(rows, start=1):
        strange = [cell for at, cell in enumerate(row) if cell and (at >= len(members) or not members[at])]
        if strange:
            words = _("Row {number}: there is no column for “{text}”. Copy code, criterion, points, rule and evidence.")
            raise UserError(words.format(number=number, text=strange[0][:60]))
        cells = dict(zip(members, row, strict=False))
        if not cells.get("code") and (inside := code_in_name(cells.get("name", "")))[0]:
            cells["code"], cells["name"] = inside
        cells["code"] = code_alone(cells.get("code", "")) or cells.get("code", "")
        found.append(cells)
    return found
