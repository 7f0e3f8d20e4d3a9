"""What the checks before issuing find in a paragraph while it is typed: underlined, told in the menu, mended there."""

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from cchc_desktop.i18n import _
from cchc_desktop.ui.spelling import spelling

if TYPE_CHECKING:
    from cchc_desktop.rules.checks.base import Finding

_SPELLING = "W02"  # which the editor underlines by itself
_FAR = "\ufffd\ufffd"  # in the place of a letter that Qt counts as two


def findings_in(text: str) -> "tuple[Finding, ...]":
    """What is found in a paragraph by itself, none while nothing is to be underlined; places as Qt counts them."""
    if not spelling.on or not text.strip():
        return ()
    if not text.isascii() and max(text) > "\uffff":
        text = "".join(char if char <= "\uffff" else _FAR for char in text)
    return _found(text)


@lru_cache(maxsize=2048)
def _found(text: str) -> "tuple[Finding, ...]":
    from cchc_desktop.rules.checks.check import RULES, check_lines
    from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper

    paper = CheckedPaper((CheckedLine(0, text, words=text),), is_own=True)
    return tuple(one for one in check_lines(paper, RULES, (0,), off=(_SPELLING,)) if one.end > one.start)


def add_to_menu(menu: QMenu, cursor: QTextCursor, writable: bool) -> None:
    """Tell at the head of a menu what was found under the cursor, and offer what to write instead."""
    first = menu.actions()[0]  # the editor's own menu is never empty
    place, block = cursor.positionInBlock(), cursor.block()
    for one in findings_in(block.text()):
        if not one.start <= place <= one.end:
            continue
        told = QAction(one.message.replace("&", "&&"), menu)
        told.setEnabled(False)
        actions = [told]
        if one.fix is not None and writable:
            words = one.fix.text.strip()
            mend = QAction(_("Write “{words}”").format(words=words) if words else _("Take it out"), menu)
            mend.triggered.connect(partial(_mend, QTextCursor(cursor), block.position(), one))
            actions.append(mend)
        for action in actions:
            menu.insertAction(first, action)
        menu.insertSeparator(first)


def _mend(cursor: QTextCursor, block: int, one: "Finding", _checked: bool = False) -> None:
    """One step of the editor's own undo; only where the words are still there."""
    assert one.fix is not None
    if one not in findings_in(cursor.document().findBlock(block).text()):
        return
    chosen = QTextCursor(cursor.document())
    chosen.setPosition(block + one.fix.start)
    chosen.setPosition(block + one.fix.end, QTextCursor.MoveMode.KeepAnchor)
    chosen.insertText(one.fix.text)
