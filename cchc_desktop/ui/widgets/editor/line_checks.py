"""What the checks before issuing find in a paragraph while it is typed: underlined, told in the menu, mended there."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui.check_words import write_words
from cchc_desktop.ui.passed_over import PassedOver
from cchc_desktop.ui.spelling import spelling
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.rules.checks.base import Finding

_SPELLING = "W02"  # which the editor underlines by itself
_FAR = "\ufffd\ufffd"  # in the place of a letter that Qt counts as two


class Spot(NamedTuple):
    """Letters of a document that are to be looked at, and what is found there."""

    start: int
    end: int
    found: "tuple[Finding, ...]"


class LineChecks(QObject):
    """What is found in the paragraphs of one editor; `owner` is the guid of the row whose text it shows.

    Signal: `changed` other places are to be underlined.
    """

    changed = Signal()

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self.owner = ""
        self._editor = editor
        self._workspace: Workspace | None = None
        self._passed: PassedOver | None = None
        spelling.changed.connect(self.changed)

    def follow(self, workspace: Workspace) -> None:
        """Leave out what the office of the dossier at hand passes over."""
        self._workspace, self._passed = workspace, PassedOver(workspace, self)
        self._passed.changed.connect(self.changed)

    def found_in(self, text: str) -> "tuple[Finding, ...]":
        """What is to be underlined in a paragraph by itself, but for spelling; places as Qt counts them."""
        return () if not spelling.on else tuple(one for one in self._left_in(text, self.owner) if one.code != _SPELLING)

    def misspelt_in(self, text: str) -> list[tuple[int, int]]:
        """Where the misspelt words of a paragraph stand, as (start, end); places as Qt counts them."""
        counted, wrong = _as_counted(text), spelling.wrong_in(text)
        return [place for place in wrong if not self._is_passed(_SPELLING, self.owner, counted, place)]

    def finds_in(self, text: str, owner: str) -> bool:
        """Whether there is something to look at in the text of a row, which may not be the one that is shown."""
        return any(self._left_in(line, owner) for line in text.split("\n"))

    def spots(self, document: QTextDocument) -> Iterator[Spot]:
        """Every place to look at, in the order of the document."""
        block = document.begin()
        while block.isValid():
            yield from self.spots_of(block)
            block = block.next()

    def spots_of(self, block: QTextBlock) -> list[Spot]:
        """The places to look at in a paragraph."""
        places: dict[tuple[int, int], list[Finding]] = {}
        for one in self._left_in(block.text(), self.owner):
            places.setdefault((one.start, one.end), []).append(one)
        at = block.position()
        return [Spot(at + start, at + end, tuple(found)) for (start, end), found in sorted(places.items())]

    def mend(self, cursor: QTextCursor, block: int, one: "Finding") -> QTextCursor | None:
        """Write what is proposed, as one step of the editor's own undo; the cursor behind it.

        None where the words are others by now. `block` is the position of the paragraph.
        """
        text = cursor.document().findBlock(block).text()
        if one.fix is None or one not in self._left_in(text, self.owner):
            return None
        chosen = QTextCursor(cursor.document())
        chosen.setPosition(block + one.fix.start)
        chosen.setPosition(block + one.fix.end, QTextCursor.MoveMode.KeepAnchor)
        chosen.insertText(one.fix.text)
        return chosen

    def add_to_menu(self, menu: QMenu, cursor: QTextCursor, writable: bool) -> None:
        """Tell at the head of a menu what was found under the cursor, and offer what to write instead."""
        place, block = cursor.positionInBlock(), cursor.block()
        self._add_misspelt(menu, self.misspelt_word(cursor))
        first = menu.actions()[0]  # the editor's own menu is never empty
        for one in self.found_in(block.text()):
            if not one.start <= place <= one.end:
                continue
            told = QAction(one.message.replace("&", "&&"), menu)
            told.setEnabled(False)
            actions = [told]
            if one.fix is not None and writable:
                mend = QAction(write_words(one).replace("&", "&&"), menu)
                mend.triggered.connect(partial(self._mend, QTextCursor(cursor), block.position(), one))
                actions.append(mend)
            if self._workspace is not None and self.owner and writable:
                over = QAction(_("Pass over…"), menu)
                words = _as_counted(block.text())[one.start : one.end]
                over.triggered.connect(partial(self._pass_over, one, words))
                actions.append(over)
            for action in actions:
                menu.insertAction(first, action)
            menu.insertSeparator(first)

    def misspelt_word(self, cursor: QTextCursor) -> str:
        """The word under a cursor when it is misspelt, else ""."""
        text, place = cursor.block().text(), cursor.positionInBlock()
        return next((text[start:end] for start, end in self.misspelt_in(text) if start <= place <= end), "")

    @staticmethod
    def _add_misspelt(menu: QMenu, word: str) -> None:
        if word:
            first = menu.actions()[0]
            ignore = QAction(_("Ignore “{word}”").format(word=word), menu)
            ignore.triggered.connect(lambda _checked=False: spelling.ignore(word))
            menu.insertAction(first, ignore)
            menu.insertSeparator(first)

    def _mend(self, cursor: QTextCursor, block: int, one: "Finding", _checked: bool = False) -> None:
        self.mend(cursor, block, one)

    def _pass_over(self, one: "Finding", words: str, _checked: bool = False) -> None:
        from cchc_desktop.ui.dialogs.pass_over import ask_to_pass_over

        if self._workspace is not None:
            ask_to_pass_over(self._editor, self._workspace, one, self.owner, words)

    def _left_in(self, text: str, owner: str) -> "tuple[Finding, ...]":
        """All that is found in a paragraph and not passed over."""
        counted = _as_counted(text)
        return tuple(one for one in _found(counted) if not self._is_left_alone(one, owner, counted))

    def _is_left_alone(self, one: "Finding", owner: str, text: str) -> bool:
        if one.code == _SPELLING and spelling.leaves_alone(text[one.start : one.end]):
            return True
        return self._is_passed(one.code, owner, text, (one.start, one.end))

    def _is_passed(self, code: str, owner: str, text: str, place: tuple[int, int]) -> bool:
        return self._passed is not None and self._passed.has(code, owner, text[place[0] : place[1]])


def _as_counted(text: str) -> str:
    """A text in which each letter counts as one for Qt too."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(char if char <= "\uffff" else _FAR for char in text)


@lru_cache(maxsize=2048)
def _found(text: str) -> "tuple[Finding, ...]":
    from cchc_desktop.rules.checks.check import RULES, check_lines
    from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper

    if not text.strip():
        return ()
    paper = CheckedPaper((CheckedLine(0, text, words=text),), is_own=True)
    return tuple(one for one in check_lines(paper, RULES, (0,)) if one.end > one.start)
