"""Cells are worded once, for the grid and for paper alike."""

import pytest

from cchc_desktop.rules.task_wording import numbered_objective, points


def test_a_line_gets_one_dash_and_no_second_one() -> None:
    assert points(["Rà soát"]) == "Rà soát"
    assert points(["- Rà soát"]) == "- Rà soát"
    assert points(["- Rà soát", "+ Sửa", "Trình", " "]) == "- Rà soát\n+ Sửa\n- Trình"
    assert points([]) == ""


@pytest.mark.parametrize(
    ("number", "objective", "said"),
    [
        ("2.1", "Nộp trực tuyến", "2. Nộp trực tuyến"),
        ("1.3", "1. Đạt 90%", "1. Đạt 90%"),
        ("1.3", "1.2) Đạt 90%", "1.2) Đạt 90%"),
        ("1.3", "3.500 hộ có tài khoản", "1. 3.500 hộ có tài khoản"),
        ("3", "Đạt 90%", "Đạt 90%"),
        ("1.1", "", ""),
    ],
)
def test_an_objective_has_one_number(number: str, objective: str, said: str) -> None:
    assert numbered_objective(number, objective) == said
