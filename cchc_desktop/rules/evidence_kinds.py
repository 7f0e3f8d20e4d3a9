"""What may prove a task or a score."""

import re
from enum import StrEnum

_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_HOST = re.compile(
    r"(?![^/]*\.(?:docx?|xlsx?|pdf|jpe?g|png|zip|rar)$)[a-z\d-]{1,63}(?:\.[a-z\d-]{2,63}){1,8}(?::\d{1,5})?"
    r"(?:[/?#]\S{0,2000})?",
    re.IGNORECASE,
)


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


def as_address(text: str) -> str:
    """The address that was typed, with https:// before one that lacks it ("cchc.tinh.gov.vn/tin-bai")."""
    return f"https://{text}" if _HOST.fullmatch(text) else text
