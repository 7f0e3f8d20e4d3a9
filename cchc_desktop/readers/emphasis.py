"""Bold and italic in a text as read: marked where only some words of a paragraph have them."""

from collections.abc import Sequence
from itertools import groupby


def with_emphasis(pieces: Sequence[tuple[str, str]]) -> str:
    """The pieces of a paragraph, each with its style ("", "*", "**" or "***"), as one text in light markup."""
    styles = {style for text, style in pieces if text.strip()}
    if len(styles) <= 1:
        # A whole paragraph in bold is a heading by its looks; its number says so already.
        return "".join(text for text, _style in pieces)
    return "".join(
        _styled("".join(text for text, _style in group), style)
        for style, group in groupby(pieces, key=lambda piece: piece[1])
    )


def _styled(text: str, style: str) -> str:
    """The text in marks, line by line, spaces outside the marks."""
    escaped = text.replace("*", "\\*")
    if not style:
        return escaped
    lines = []
    for line in escaped.split("\n"):
        bare = line.strip()
        before = line[: len(line) - len(line.lstrip())]
        lines.append(f"{before}{style}{bare}{style}{line[len(line.rstrip()) :]}" if bare else line)
    return "\n".join(lines)
