"""Letters that no face of a paper can draw: they would leave gaps on the page, so they are named before it is made."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from cchc_desktop.documents.nodes import Document
from cchc_desktop.i18n import _
from cchc_desktop.text import words_around
from cchc_desktop.writers.fonts import Family, family
from cchc_desktop.writers.pdf_letters import is_common

_AROUND = 24  # letters shown at either side


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A letter, the words around its first place, and the guid of what is edited there ("" where nothing is)."""

    letter: str
    words: str
    anchor: str

    @property
    def sentence(self) -> str:
        """The finding in words."""
        return _(
            "The letter {letter} (U+{code:04X}) cannot be printed; it stands at “{words}”. "
            "Write it in words or put another sign in its place."
        ).format(letter=self.letter, code=ord(self.letter), words=self.words)


def undrawn(document: Document) -> tuple[Undrawn, ...]:
    """Each letter of a paper that cannot be drawn, once, in reading order."""
    fonts = family()
    found: dict[str, Undrawn] = {}
    for part in document.parts:
        for text, anchor in _texts((part.blocks, part.contact), ""):
            if not is_common(text):
                for place, letter in _missing(text, fonts):
                    words = words_around(text, place, place + 1, _AROUND)
                    found.setdefault(letter, Undrawn(letter, words, anchor))
    return tuple(found.values())


def _missing(text: str, fonts: Family) -> Iterator[tuple[int, str]]:
    return ((place, letter) for place, letter in enumerate(text) if letter != "\n" and not fonts.draws(letter))


def _texts(node: Any, anchor: str) -> Iterator[tuple[str, str]]:
    """Every text that is printed, with the anchor it stands under."""
    if isinstance(node, str):
        yield node, anchor
    elif isinstance(node, tuple):
        for part in node:
            yield from _texts(part, anchor)
    elif is_dataclass(node) and not isinstance(node, type):
        anchor = getattr(node, "anchor", "") or anchor
        for field in fields(node):
            yield from _texts(getattr(node, field.name), anchor)
