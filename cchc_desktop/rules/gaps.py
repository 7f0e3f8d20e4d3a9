"""Marked gaps: what a text still waits for, in [square brackets]; tinted in the editor, found by the check."""

import re

GAP = re.compile(r"\[[^\[\]\n]+\]")


def gap(wanted: str) -> str:
    """The gap that a draft leaves where nothing is known: "[cần bổ sung: lý do chậm]"."""
    return f"[cần bổ sung: {wanted.replace('[', '(').replace(']', ')')}]"


def gaps_in(text: str) -> list[str]:
    """The gaps of a plain text, brackets included, in order."""
    return GAP.findall(text)
