"""Which kind of paper a product in column 4 will be, by the words with which it begins."""

import re

from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.text import clean

_KINDS = (
    (PaperKind.DECISION, "quyết định"),
    (PaperKind.PLAN, "kế hoạch"),
    (PaperKind.PROGRAMME, "chương trình"),
    (PaperKind.REPORT, "báo cáo"),
    (PaperKind.SUBMISSION, "tờ trình"),
    (PaperKind.LETTER, "công văn|văn bản(?= (?:chỉ đạo|đôn đốc|hướng dẫn|triển khai|chấn chỉnh|đề nghị))"),
    (PaperKind.NOTICE, "thông báo"),
    (PaperKind.MINUTES, "biên bản"),
    (PaperKind.LIST, "danh sách"),
)
_BEFORE = r"^[\s\-–+*•]*(?:\d+\s+)?(?:(?:các|những|bản|bộ|dự thảo)\s+)*"
_PATTERNS = tuple((kind, re.compile(rf"{_BEFORE}(?:{words})(?!\w)\s*", re.IGNORECASE)) for kind, words in _KINDS)


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
