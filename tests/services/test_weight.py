"""A package too heavy for its receiver's mail: each time what is still left to do, in the end the way by hand."""

import pytest

from cchc_desktop.exchange.package_format import EvidenceMode, PackageContent, PackageKind
from cchc_desktop.services.exchange.weight import too_heavy

MB = 1024 * 1024
YEAR, PLAN = PackageContent.YEAR, PackageContent.PLAN


@pytest.mark.parametrize(
    ("evidence", "kind", "content", "said"),
    [
        (EvidenceMode.WHOLE, PackageKind.UP, YEAR, "thu nhỏ ảnh"),
        (EvidenceMode.SMALLER, PackageKind.UP, YEAR, "bỏ tài liệu kiểm chứng"),
        (EvidenceMode.NONE, PackageKind.UP, YEAR, "gói riêng"),
        (EvidenceMode.NONE, PackageKind.UP, PLAN, "mã kiểm tra"),
        (EvidenceMode.NONE, PackageKind.HANDOVER, YEAR, "mã kiểm tra"),
    ],
)
def test_every_sentence_says_what_is_left_to_do(
    evidence: EvidenceMode, kind: PackageKind, content: PackageContent, said: str
) -> None:
    words = too_heavy(21 * MB, 20 * MB, evidence, kind, content)
    assert said in words and "USB" in words and "21,0 MB" in words and "20,0 MB" in words
    assert too_heavy(20 * MB, 20 * MB, evidence, kind, content) == ""


def test_a_sentence_begins_with_the_size() -> None:
    words = too_heavy(21 * MB, 20 * MB, EvidenceMode.NONE, PackageKind.UP, YEAR)
    assert words.startswith("Khoảng 21,0 MB") and words.endswith(".")
