"""Which kind of paper a product in column 4 will be, by the words with which it begins."""

import re

from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.text import clean

_BEFORE = r"^[\s\-–+*•]*(?:\d+\s+)?(?:(?:các|những|bản|bộ|dự thảo)\s+)*"
_PATTERNS = tuple(
    (kind, re.compile(rf"{_BEFORE}(?:{kind.facts.product})(?!\w)\s*", re.IGNORECASE)) for kind in PaperKind
)


def kind_of_product(text: str) -> PaperKind | None:
    """The kind that the product names first ("04 báo cáo", "Dự thảo Kế hoạch"); None for what is no paper."""
    return next((kind for kind, pattern in _PATTERNS if pattern.match(clean(text))), None)


def subject_of_product(text: str) -> str:
    """What the paper is about: the product without its kind, "Tuyên truyền cải cách hành chính"."""
    text = " ".join(clean(text).split())
    for _kind, pattern in _PATTERNS:
        if found := pattern.match(text):
            text = text[found.end() :]
            break
    text = text.strip(" .;,")
    return text[:1].upper() + text[1:]
