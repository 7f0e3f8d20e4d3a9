"""The words of the import assistant: what columns, rows and differences are called."""

from cchc_desktop.i18n import _
from cchc_desktop.models.import_rows import ComparedRow, RowState
from cchc_desktop.readers.read_rows import RowKind
from cchc_desktop.rules.assigned import Duty
from cchc_desktop.rules.frame_columns import Column, about
from cchc_desktop.rules.table_columns import Aside, Heading


def heading_words(heading: Heading | None) -> str:
    """What a column of a foreign table can mean."""
    if isinstance(heading, Column):
        return about(heading).name()
    return {
        None: _("(not taken)"),
        Aside.GROUP: _("Group of the task"),
        Aside.SOURCE: _("Paper that assigns it"),
        Aside.START: _("First day"),
    }[heading]


HEADINGS: tuple[Heading | None, ...] = (None, *Column, *Aside)


def kind_words(kind: RowKind) -> str:
    """What a row was taken for."""
    return {
        RowKind.GROUP: _("Group"),
        RowKind.OBJECTIVE: _("Objective"),
        RowKind.TASK: _("Task"),
        RowKind.MORE: _("Goes with the row above"),
        RowKind.LEFT: _("Not taken"),
        RowKind.TEXT: _("Section"),
    }[kind]


def state_words(state: RowState) -> str:
    """How a task of the file and one here stand to each other."""
    return {
        RowState.NEW: _("New"),
        RowState.SAME: _("Same"),
        RowState.CHANGED: _("Different"),
        RowState.HERE: _("Only here"),
    }[state]


def choice_words(row: ComparedRow, taken: bool) -> str:
    """What will be done with a row."""
    match row.state:
        case RowState.NEW:
            return _("Add it") if taken else _("Leave it out")
        case RowState.CHANGED:
            return _("Take the file's") if taken else _("Keep mine")
        case RowState.HERE:
            return _("Delete it here") if taken else _("Keep mine")
    return _("Nothing to do")


def difference_words(row: ComparedRow) -> str:
    """The columns in which the two differ."""
    names = [heading_words(column) for column in row.columns]
    if row.moved:
        names.insert(0, _("Group"))
    return ", ".join(names)


def duty_words(duty: str, words: str) -> str:
    """What a superior's task asks of the communes: "lead: UBND cấp xã"."""
    names = {
        Duty.LEAD: _("Lead"),
        Duty.COORDINATION: _("Coordination"),
        Duty.NAMED: _("In the task"),
        Duty.PERHAPS: _("Perhaps"),
    }
    return f"{names.get(Duty(duty), '')}: {words}"
