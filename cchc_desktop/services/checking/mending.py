"""What a finding says to write instead, written into the dossier as one step that can be undone."""

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.paper import DocumentLine
from cchc_desktop.rules.checks.base import Finding, Fix
from cchc_desktop.rules.checks.check import mended
from cchc_desktop.rules.checks.paper import CheckedLine
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.checking.checking import Checked
from cchc_desktop.services.frame.task_rows import read_cell
from cchc_desktop.services.frame.tasks import set_cells
from cchc_desktop.services.papers.paper_words import FoundText, find_in_plan, find_in_report, replace_in_texts
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def can_mend(checked: Checked, finding: Finding) -> bool:
    """Whether the dossier can be mended here; files of others come back with comments instead."""
    return bool(checked.guid) and finding.fix is not None and bool(checked.paper.lines[finding.line].owner)


def mend(dossier: Dossier, *, checked: Checked, finding: Finding, year: int) -> Change:
    """Put the right words in their place. Raises `UserError` where the text is no longer as it was checked."""
    assert finding.fix is not None
    line = checked.paper.lines[finding.line]
    if line.column:
        return mend_cell(dossier, task_guid=line.owner, column=Column(line.column), text=line.text, fix=finding.fix)
    is_plan = any(row.guid == checked.guid for row in read_plans(dossier, year))
    find = find_in_plan if is_plan else find_in_report
    after = mended(line.text, finding.fix)[line.start :]
    texts = [one for one in find(dossier, checked.guid, line.words, after, True) if _is_of(dossier, one, line)]
    if not texts:
        raise _changed()
    return replace_in_texts(dossier, texts=texts[:1], query=line.words, by=after, exact=True)


def mend_cell(dossier: Dossier, *, task_guid: str, column: Column, text: str, fix: Fix) -> Change:
    """Mend the line of a cell that says this text. Raises `UserError` where no line says it any more."""
    lines = read_cell(dossier, task_guid, column).split("\n")
    at = next((place for place, line in enumerate(lines) if line.strip() == text), None)
    if at is None:
        raise _changed()
    lines[at] = mended(text, fix)
    return set_cells(dossier, cells=[(task_guid, column, "\n".join(lines))])


def _is_of(dossier: Dossier, text: FoundText, line: CheckedLine) -> bool:
    """Whether a text is that of the line's row: a section, an item, or a line of the paper that the row is."""
    if text.guid == line.owner:
        return True
    if text.table != DocumentLine.__tablename__:
        return False
    with dossier.read() as session:
        return bool(session.get_one(DocumentLine, text.guid).document_guid == line.owner)


def _changed() -> UserError:
    return UserError(_("This text was changed since it was checked. Check again, then mend what is still found."))
