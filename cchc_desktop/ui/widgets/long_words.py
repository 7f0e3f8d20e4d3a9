"""Text without a blank, a picture in letters or a pasted file: Qt needs seconds to find where its lines may end."""

from PySide6.QtGui import QTextOption

_LONGEST = 4_000  # letters without a blank that are still laid out at once


def wrap_mode(text: str) -> QTextOption.WrapMode:
    """How an editor breaks this text into lines: between words, or anywhere when a word is beyond all measure."""
    if len(text) > _LONGEST and max(map(len, text.split()), default=0) > _LONGEST:
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
