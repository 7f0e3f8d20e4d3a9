"""What is pasted into a sheet: whether it is a block of cells, and what is said of it afterwards."""

from collections.abc import Sequence

from cchc_desktop.i18n import ngettext

_MOST_NAMED = 4


def is_block(text: str) -> bool:
    """Whether a text of the clipboard is more than one cell."""
    return any(sign in text.strip("\r\n") for sign in "\t\n")


def told(count: int, lost: Sequence[str]) -> str:
    """How many cells were taken, and the first of those that were not."""
    words = ngettext("{count} cell was pasted.", "{count} cells were pasted.", count).format(count=count)
    if not lost:
        return words
    named = "; ".join(lost[:_MOST_NAMED]) + ("…" if len(lost) > _MOST_NAMED else "")
    left = ngettext("Not taken, {count} cell: {what}", "Not taken, {count} cells: {what}", len(lost))
    return f"{words} {left.format(count=len(lost), what=named)}"
