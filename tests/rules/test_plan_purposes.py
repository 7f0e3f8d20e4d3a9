"""What a plan is for, by its title."""

import json

import pytest

from cchc_desktop import paths
from cchc_desktop.rules.plan_purposes import purpose_of


@pytest.mark.parametrize(
    ("title", "purpose"),
    [
        ("Công tác cải cách hành chính xã An Bình năm 2024", "annual"),
        ("Cải cách hành chính nhà nước năm 2026", "annual"),
        ("Thực hiện công tác CCHC năm 2026", "annual"),
        ("Phát động phong trào thi đua “Nâng cao trách nhiệm trong cải cách hành chính” năm 2023", "emulation"),
        ("Khắc phục hạn chế và duy trì, cải thiện, nâng cao các chỉ số cải cách hành chính năm 2025", "index"),
        ("Thực hiện Chương trình hành động số 34/CTr-UBND của UBND tỉnh", "programme"),
        ("Thông tin, tuyên truyền cải cách hành chính năm 2026", "propaganda"),
        ("Kiểm tra công tác cải cách hành chính năm 2026", "inspection"),
        ("Chuyển đổi số, cải cách hành chính năm 2026", "other"),
        ("", "other"),
    ],
)
def test_the_title_says_what_a_plan_is_for(title: str, purpose: str) -> None:
    assert purpose_of(title) == purpose
    assert purpose_of(title.upper()) == purpose


def test_the_titles_of_our_own_templates_say_their_purpose() -> None:
    for path in (paths.resources() / "templates").glob("plan_*.json"):
        form = json.loads(path.read_text(encoding="utf-8"))
        assert purpose_of(form["subject"]) == form["plan_kind"], path.name
