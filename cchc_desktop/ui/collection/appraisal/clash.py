"""Two who said something of the same: both are named with what they said, and one of them is chosen."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from cchc_desktop.collection.appraising import Conflict
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts, formats
from cchc_desktop.ui.collection.appraisal.typing import Typed


def ask_clash(parent: QWidget, clash: Conflict, typed: Typed) -> Typed | None:
    """What is to be written over theirs; None where theirs is left as it is."""
    theirs = clash.theirs
    text = _(
        "{office}, criterion {code}\n\n{by} wrote at {moment}: {theirs}\nYou typed meanwhile: {mine}\n\n"
        "Both stay in the history if yours is written."
    ).format(
        office=clash.office_name,
        code=clash.code,
        by=theirs.by,
        moment=formats.moment(theirs.at),
        theirs=_words(theirs.score is None, formats.points(theirs.score), theirs.assessed, theirs.comment),
        mine=_words(typed.score is None, formats.points(typed.score), typed.assessed, typed.comment),
    )
    answers = (_("Leave what {by} wrote").format(by=theirs.by), _("Write mine over it"))
    if alerts.choose(parent, _("Somebody else wrote meanwhile"), text, answers) == 1:
        return replace(typed, seen=theirs.number)
    return None


def _words(is_empty: bool, points: str, assessed: bool, comment: str) -> str:
    words = _("not assessed") if not assessed else _("no points") if is_empty else points
    return f"{words} ({comment})" if comment else words
