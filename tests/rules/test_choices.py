"""Figures whose value is a code: which answers a unit or a name tells, and which texts tell none."""

from decimal import Decimal

import pytest

from cchc_desktop.rules.choices import choices_of, without_choices
from tests.resource_files import load


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("Trực tuyến = 0; Phát phiếu = 1; Kết hợp = 2", {0: "Trực tuyến", 1: "Phát phiếu", 2: "Kết hợp"}),
        ("Có = 1, Không = 0", {0: "Không", 1: "Có"}),
        ("Có=1; Không=0.", {0: "Không", 1: "Có"}),
        ("0: không; 1: có áp dụng", {0: "Không", 1: "Có áp dụng"}),
        ("1 là đạt; 0 là chưa đạt", {0: "Chưa đạt", 1: "Đạt"}),
        ("1 - Có\n0 - Không", {0: "Không", 1: "Có"}),
    ],
)
def test_codes_are_read_with_their_words(unit: str, expected: dict[int, str]) -> None:
    answers = choices_of("count", unit)
    assert answers.words == expected and answers.coded
    for code, words in expected.items():
        assert answers.of(Decimal(code)) == words
        assert answers.code(words.upper()) == answers.code(str(code)) == code
    assert answers.of(Decimal(9)) is None and answers.of(Decimal("0.5")) is None and answers.code("9") is None


@pytest.mark.parametrize("unit", ["Có/Không", "Có / Không", "Có hoặc không", "không/có"])
def test_two_answers_are_yes_and_no_without_codes(unit: str) -> None:
    answers = choices_of("count", unit)
    assert [words.lower() for words in answers.words.values()] == ["không", "có"] and not answers.coded


@pytest.mark.parametrize(
    "unit",
    ["", "%", "hồ sơ", "Cơ quan, đơn vị", "triệu đồng", "1.000 đồng", "Lượt/năm", "km/h", "a = b", "Mức 3; mức 4"],
)
def test_other_units_are_numbers(unit: str) -> None:
    assert not choices_of("count", unit)
    assert choices_of("yes_no", unit).words == {0: "Không", 1: "Có"}


def test_the_end_of_a_name_may_tell_them_and_is_no_part_of_it() -> None:
    for name in ("Hình thức (trực tiếp = 1; trực tuyến = 2)", "Hình thức: trực tiếp = 1; trực tuyến = 2"):
        assert choices_of("count", "", name).words == {1: "Trực tiếp", 2: "Trực tuyến"}
        assert without_choices(name) == "Hình thức"
    assert without_choices("Số hồ sơ (trực tiếp, trực tuyến)") == "Số hồ sơ (trực tiếp, trực tuyến)"


def test_a_note_is_asked_about_yes_and_no_alone() -> None:
    assert choices_of("yes_no", "", "", "1: có; 0: không").coded
    assert not choices_of("count", "", "", "1: có; 0: không")


@pytest.mark.parametrize("form", ["cchc_72", "bnv_4625"])
def test_each_bundled_figure_that_tells_codes_is_of_a_kind_with_answers(form: str) -> None:
    for group in load(f"figures/{form}.json")["groups"]:
        for figure in group["figures"]:
            answers = choices_of(figure["kind"], figure["unit"], figure["name"])
            assert bool(answers) == (figure["kind"] in ("yes_no", "choice")), figure
            assert "=" not in figure["unit"] or answers.coded
            assert not answers or not figure["cumulative"]
