"""The words of an office in place of a template's placeholders, and placeholders in place of its words."""

from collections.abc import Iterator

import pytest

from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.rules.template_marks import AWARD_GAPS
from cchc_desktop.services.offices import read_units, set_office, set_units
from cchc_desktop.services.papers.template_words import OfficeWords
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, new_dossier

MARKS = "{year}|{last_year}|{area}|{office}|{superior}|{superior_short}|{home_affairs}|{unit_name}|{unit}"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    made = new_dossier(tmp_path_factory.mktemp("words"))
    yield made
    made.close()


def words(dossier: Dossier, award: dict[str, str] | None = None) -> OfficeWords:
    with dossier.read() as session:
        return OfficeWords(session, YEAR, award or {})


def test_words_of_a_committee_and_of_the_unit_that_leads_the_reform(dossier: Dossier) -> None:
    own = [
        str(YEAR), str(YEAR - 1), "xã Bình Minh", "UBND xã Bình Minh",
        "Ủy ban nhân dân tỉnh An Bình", "UBND tỉnh An Bình", "Sở Nội vụ",
    ]  # fmt: skip
    usual = ["Phòng Văn hóa - Xã hội", "VHXH"]  # nobody is said to lead it yet
    assert words(dossier).put(MARKS).split("|") == [*own, *usual]
    units = read_units(dossier)
    led = [UnitRow("", 0, "Phòng A", "A", fields=("digital",)), UnitRow("", 0, "Phòng B", "B", fields=("management",))]
    set_units(dossier, units=led)
    assert words(dossier).put(MARKS).split("|") == [*own, "Phòng B", "B"]
    assert words(dossier).put_all(["{unit}", "x"]) == ["B", "x"] and words(dossier).unit == "B"
    set_units(dossier, units=units)


def test_a_department_speaks_of_itself(dossier: Dossier) -> None:
    texts = [
        "Thường trực Đảng ủy, Thường trực HĐND {area}",
        "Chủ tịch, các Phó Chủ tịch UBND {area}",
        "Chủ tịch Ủy ban nhân dân {area}",
        "Chủ tịch UBND {area}",
        "Ủy ban nhân dân {area}",
        "UBND {area}",
    ]
    assert words(dossier).put("UBND {area}") == "UBND xã Bình Minh"
    assert words(dossier).put_authority("CHỦ TỊCH UBND {area}") == "CHỦ TỊCH UBND xã Bình Minh"
    set_office(dossier, name="Sở Nội vụ tỉnh An Bình", superior="")
    department = words(dossier)
    name = "Sở Nội vụ tỉnh An Bình"
    assert department.put_all(texts) == [f"Cấp ủy {name}", *[f"Lãnh đạo {name}"] * 3, name, name]
    assert department.put_authority("CHỦ TỊCH UBND {area}") == "" and department.put_authority("Giám đốc") == "Giám đốc"
    assert department.put("{superior}") == "cấp trên"
    marking = department.marking()
    assert marking.mark(f"{name} ban hành") == "{office} ban hành"
    set_office(dossier, name="UBND xã Bình Minh", superior="UBND tỉnh An Bình")


def test_what_a_movement_says_and_gaps_for_what_it_does_not(dossier: Dossier) -> None:
    mark, gap = next(iter(AWARD_GAPS.items()))
    assert words(dossier).put(f"a {mark}") == f"a {gap}"
    assert words(dossier, {mark: "Vì nhân dân"}).put(f"a {mark}") == "a Vì nhân dân"


def test_placeholders_are_put_in_place_of_the_words_and_counted(dossier: Dossier) -> None:
    marking = words(dossier).marking()
    assert marking.mark(f"UBND xã Bình Minh báo cáo UBND tỉnh An Bình năm {YEAR}") == (
        "UBND {area} báo cáo {superior_short} năm {year}"
    )
    assert marking.mark_all([f"Ủy ban nhân dân tỉnh An Bình, năm {YEAR - 1}", "x"]) == (
        "{superior}, năm {last_year}",
        "x",
    )
    assert [(one.mark, one.words, one.count) for one in marking.placed()] == [
        ("{superior}", "Ủy ban nhân dân tỉnh An Bình", 1),
        ("{superior_short}", "UBND tỉnh An Bình", 1),
        ("{area}", "xã Bình Minh", 1),
        ("{year}", str(YEAR), 1),
        ("{last_year}", str(YEAR - 1), 1),
    ]
    assert words(dossier).marking().mark(f"năm {YEAR}", years=False) == f"năm {YEAR}"
    kept = words(dossier, {"{movement}": "Vì nhân dân", "{chair}": "…"}).marking(kept={"{area}"})
    assert kept.mark("xã Bình Minh: Vì nhân dân …") == "xã Bình Minh: {movement} …"
