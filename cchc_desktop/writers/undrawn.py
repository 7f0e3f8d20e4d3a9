"""Letters that no face of a paper can draw: they would leave gaps on the page, so they are named before it is made."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from cchc_desktop.documents.nodes import Document
from cchc_desktop.i18n import ngettext
from cchc_desktop.text import words_around
from cchc_desktop.writers.fonts import Family, family
from cchc_desktop.writers.pdf_letters import is_common

_AROUND = 24  # letters shown at either side


@dataclass(frozen=True, slots=True)
class Undrawn:
    """Letters of one text, the words around the first, and the guid of what is edited there ("" where nothing is)."""

    letters: str
    words: str
    anchor: str

    @property
    def sentence(self) -> str:
        """The finding in words."""
        return ngettext(
            "The letter {letters} cannot be printed; it stands at “{words}”. "
            "Write it in words or put another sign in its place.",
            "The letters {letters} cannot be printed; they stand at “{words}”. "
            "Write them in words or put other signs in their place.",
            len(self.letters),
        ).format(letters=", ".join(f"{one} (U+{ord(one):04X})" for one in self.letters), words=self.words)


def undrawn(document: Document) -> tuple[Undrawn, ...]:
    """Each letter of a paper that cannot be drawn, once, in reading order; those of one text together."""
    fonts = family()
    found: list[Undrawn] = []
    named: set[str] = set()
    for part in document.parts:
        for text, anchor in _texts((part.blocks, part.contact), ""):
            missing = {} if is_common(text) else {letter: at for at, letter in reversed([*_missing(text, fonts)])}
            new = sorted((letter for letter in missing if letter not in named), key=missing.__getitem__)
            if new:
                named.update(new)
                place = missing[new[0]]
                found.append(Undrawn("".join(new), words_around(text, place, place + 1, _AROUND), anchor))
    return tuple(found)


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
