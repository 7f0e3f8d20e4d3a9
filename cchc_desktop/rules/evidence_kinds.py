"""What may prove a task or a score."""

import re
from enum import StrEnum

_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


class EvidenceKind(StrEnum):
    """What a piece of evidence is; the first two have a file, a reference says what the others are."""

    FILE = "file"
    ISSUED = "issued"  # a paper of the office's own register, by its PDF
    TASK = "task"  # what was reached of a task, by its guid
    FIGURE = "figure"  # the value of a figure, by its code
    LINK = "link"  # an address
    CITED = "cited"  # a paper that lies elsewhere, by its number, day, issuer and subject


def is_address(text: str) -> bool:
    """Whether a text is an address of the web; no other is ever opened: it may come from elsewhere."""
    return _ADDRESS.fullmatch(text) is not None
