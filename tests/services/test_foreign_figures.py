"""Figures in the words of another office's form: the ministry's appendix (Công văn 4625/BNV-CCHC) and made-up ones."""

from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.rules.numbers import format_number
from cchc_desktop.services.intake import import_forms
from cchc_desktop.services.reporting.figure_checks import check_figures
from cchc_desktop.services.reporting.figures import read_figures, set_figure
from tests.services.helpers import new_dossier

FORM = """BIỂU MẪU 1

| STT | Chỉ tiêu thống kê | Đơn vị tính | Số liệu | Ghi chú |
|---|---|---|---|---|
| 1. | Số văn bản chỉ đạo CCHC đã ban hành (Kết luận, chỉ thị) | Văn bản | 82 | |
| 2.1. | Số nhiệm vụ đề ra trong kế hoạch | Nhiệm vụ | 45 | |
| 2.2. | Số nhiệm vụ đã hoàn thành | Nhiệm vụ | 44 | |
| 5.1. | Số lượng phiếu khảo sát | Phiếu | 25.898 | |
| 5.2. | Số phiếu khảo sát mức độ hài lòng | phiếu | 1.250 | |
| 5.3. | Số phòng khách đã sơn lại | phòng | 3 | ước |
| 6.1. | Số PAKN đã giải quyết xong | PAKN | 7 | |
| 6.2. | Số PAKN đã giải quyết xong | PAKN | 9 | |
| | Việc khác | | | |
| 7 | Số vấn đề phát hiện qua kiểm tra | vấn đề | | chưa kiểm tra |
"""


SHOWN = [
    "BIỂU MẪU 1",
    "5.3 Số phòng khách đã sơn lại: 3 phòng ước",
    "6.1 Số PAKN đã giải quyết xong: 7 PAKN",
    "6.2 Số PAKN đã giải quyết xong: 9 PAKN",
    "7 Số vấn đề phát hiện qua kiểm tra: chưa kiểm tra",
    "Việc khác",
]


@pytest.mark.parametrize(
    ("period", "taken", "shown"),
    [
        (
            "2026-Y",  # the ministry's own set
            {"B1.1": "82", "B1.2.1": "45", "B1.2.2": "44", "B1.5.1": "25.898"},
            "5.2 Số phiếu khảo sát mức độ hài lòng: 1.250 phiếu",
        ),
        (
            "2024-Y",
            {"4": "82", "1": "45", "2": "44", "15a": "1.250"},
            "5.1 Số lượng phiếu khảo sát: 25.898 Phiếu",
        ),
    ],
)
def test_names_of_the_ministrys_form_are_known_and_values_of_others_shown(
    tmp_path: Path, period: str, taken: dict[str, str], shown: str
) -> None:
    file = tmp_path / "bieu-mau.txt"
    file.write_text(FORM, encoding="utf-8")
    dossier = new_dossier(tmp_path)
    result = import_forms.import_figures(dossier, path=file, period=period)
    kept = {row.code: format_number(row.value) for row in read_figures(dossier, period) if row.value is not None}
    assert {code: kept.get(code) for code in taken} == taken
    assert sorted(one.text for one in result.unplaced) == sorted([*SHOWN, shown])
    dossier.close()


ANSWERS = """BIỂU MẪU 1

| STT | Chỉ tiêu thống kê | Đơn vị tính | Số liệu | Ghi chú |
|---|---|---|---|---|
| 5 | Khảo sát sự hài lòng của người dân, tổ chức | Có = 1; Không = 0 | Có | |
| 5.2 | Hình thức khảo sát | Trực tuyến = 0; Phát phiếu = 1; Kết hợp = 2 | {answer} | |
"""


@pytest.mark.parametrize(
    ("answer", "taken", "lost"), [("Kết hợp", 2, []), ("1", 1, []), ("4", None, ["5.2 Hình thức khảo sát: 4 "])]
)
def test_answers_are_taken_by_their_words_and_other_codes_shown(
    tmp_path: Path, answer: str, taken: int | None, lost: list[str]
) -> None:
    file = tmp_path / "bieu-mau.txt"
    file.write_text(ANSWERS.format(answer=answer), encoding="utf-8")
    dossier = new_dossier(tmp_path)
    result = import_forms.import_figures(dossier, path=file, period="2026-Y")
    rows = {row.code: row for row in read_figures(dossier, "2026-Y")}
    assert (rows["B1.5"].value, rows["B1.5.2"].value) == (1, taken)
    told = [line.text for line in result.unplaced if "Hình thức" in line.text]
    assert [text[: len(one)] for text, one in zip(told, lost, strict=True)] == lost
    set_figure(dossier, figure_guid=rows["B1.5.2"].guid, period="2026-Y", value=Decimal(4))
    failed = [row.sentence for row in check_figures(dossier, "2026-Y") if row.codes == ("B1.5.2",)]
    assert len(failed) == 1 and "Trực tuyến; Phát phiếu; Kết hợp" in failed[0]
    dossier.close()


@pytest.mark.parametrize(
    ("unit", "said", "taken", "told"),
    [
        ("tỷ đồng", "7,6", "7.600", True),
        ("Tỷ đồng", "7,6", "7.600", True),
        ("đồng", "7.600.000.000", "7.600", True),
        ("nghìn đồng", "7.600.000", "7.600", True),
        ("tr.đ", "7.600", "7.600", False),
        ("", "7,6 tỷ đồng", "7.600", True),
        ("triệu đồng", "7,6 tỷ", "7.600", True),
        ("", "7.600", "7.600", False),
        ("%", "63", None, False),
        ("dự án", "12", None, False),
    ],
)
def test_money_in_another_unit_is_taken_in_the_figures_own_and_what_is_no_money_is_shown(
    tmp_path: Path, unit: str, said: str, taken: str | None, told: bool
) -> None:
    name = "Vốn đầu tư công đã giải ngân"
    file = tmp_path / "so-lieu.txt"
    file.write_text(
        "| STT | Chỉ tiêu | Đơn vị tính | Số liệu | Ghi chú |\n|---|---|---|---|---|\n"
        f"| 1 | Số cuộc kiểm tra công vụ | cuộc | 2 | |\n| 2 | {name} | {unit} | {said} | |\n",
        encoding="utf-8",
    )
    dossier = new_dossier(tmp_path)
    result = import_forms.import_figures(dossier, path=file, period="2024-Y")
    kept = {row.name: row.value for row in read_figures(dossier, "2024-Y")}[name]
    assert (None if kept is None else format_number(kept)) == taken
    assert [name in one.text for one in result.unplaced] == ([True] if taken is None else [])
    assert ["7.600 triệu đồng" in one for one in result.warnings] == ([True] if told else [])
