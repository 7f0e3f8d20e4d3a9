"""Text without a blank, a picture in letters or a pasted file: Qt needs seconds to find where its lines may end."""

import re

from PySide6.QtGui import QTextOption

_LONGEST = 4_000  # letters without a blank that are still laid out at once
_PIECE = 40  # letters of a word that find room in any line
BREAK = "\u200b"  # a place where a line may end, of no width


def wrap_mode(text: str) -> QTextOption.WrapMode:
    """How an editor breaks this text into lines: between words, or anywhere when a word is beyond all measure."""
    if len(text) > _LONGEST and max(map(len, text.split()), default=0) > _LONGEST:
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def broken(text: str) -> str:
    """The text with places where a label may break long words, paths above all: labels break between words alone."""
    return re.sub(rf"\S{{{_PIECE},}}", lambda found: _in_pieces(found.group()), text)


def _in_pieces(word: str) -> str:
    apart = re.sub(r"[\\/]", lambda found: found.group() + BREAK, word)
    return re.sub(rf"[^{BREAK}]{{{_PIECE}}}", lambda found: found.group() + BREAK, apart)
