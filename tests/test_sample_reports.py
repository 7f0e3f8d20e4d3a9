"""The sample's reports: they follow the outline, and every number in them is the one of the data appendix."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cchc_desktop.rules.markup import parse_markup, to_markup
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from tests.resource_files import load, values

# A number as printed on a Vietnamese paper: "12", "5.870", "94,83".
N = r"(\d+(?:\.\d{3})*(?:,\d+)?)"
TO_THE_LAST = r"[^.;\n]*?"

# By item: words around numbers, and the lines of the data appendix that these numbers are. "*" stands for any item.
TOLD: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "*": [
        (rf"trước hạn và đúng hạn đạt {N}%", ("36",)),
        (rf"[Hh]ồ sơ trực tuyến (?:toàn trình |mới )?đạt {N}%", ("64",)),
        (rf"(?<!dữ liệu )số hóa đạt {N}%", ("40",)),
        (rf"[Gg]iải ngân (?:vốn đầu tư công )?đạt {N}%", ("57c",)),
        (rf"[Tt]hu ngân sách đạt {N}% dự toán", ("58c",)),
        (rf"{N} hồ sơ giải quyết quá hạn", ("34",)),
        (rf"{N}/{N} phản ánh, kiến nghị", ("38c", "38a")),
        (rf"Hoàn thành {N} nhiệm vụ", ("2",)),
        (rf"Công khai (?:đủ )?{N} thủ tục", ("22",)),
    ],
    "I.1": [(rf"{N}/{N} nhiệm vụ, đạt {N}%", ("2", "1", "3")), (rf"\bcó {N} nhiệm vụ", ("1",))],
    "I.2": [(rf"{N} văn bản chỉ đạo", ("4",)), (rf"{N} cuộc giao ban", ("5",))],
    "I.3": [
        (rf"{N}/{N} phòng, đơn vị, đạt {N}%", ("6", "44b", "7")),
        (rf"[Pp]hát hiện {N} vấn đề", ("8",)),
        (rf"xử lý (?:xong )?{N}", ("9",)),
    ],
    "I.4": [(rf"{N} tin, bài", ("12",))],
    "I.5": [(rf"{N} mô hình mới", ("13",))],
    "I.6": [
        (rf"UBND tỉnh giao {N} nhiệm vụ", ("10",)),
        (rf"đúng hạn {N}", ("11a",)),
        (rf"quá hạn {N}", ("11b",)),
        (rf"(?:chưa hoàn thành|còn) {N}", ("11c",)),
    ],
    "I.7": [
        (rf"{N} cuộc đối thoại", ("14",)),
        (rf"{N} phiếu", ("15a",)),
        (rf"hài lòng {N}%", ("15b",)),
    ],
    "II.1": [
        (rf"[Bb]an hành {N} văn bản quy phạm", ("16",)),
        (rf"soát {N}/{N} văn bản", ("17b", "17a")),
        (rf"kiến nghị (?:xử lý |sửa đổi )?{N}", ("18a",)),
        (rf"đã xử lý {N}", ("18b",)),
        (rf"Tự kiểm tra {N} văn bản", ("19a",)),
        (rf"{N}(?:/8)? hội nghị", ("20",)),
    ],
    "II.2.1": [
        (rf"(?:Công khai|cập nhật) {N}/{N} thủ tục", ("22", "21")),
        (rf"(?:Rà soát|Rà soát xong|phương án cho) {N}(?:/8)? thủ tục", ("23",)),
        (rf"{N} thủ tục liên thông cùng cấp", ("24a",)),
        (rf"{N} thủ tục liên thông giữa các cấp", ("24b",)),
    ],
    "II.2.2": [
        (rf"iếp nhận {N} hồ sơ: trực tuyến {N}, trực tiếp {N}, bưu chính công ích {N}", ("26", "28", "29", "30")),
        (rf"chuyển sang {N}", ("27",)),
        (rf"Giải quyết {N} hồ sơ: trước hạn {N}, đúng hạn {N}, quá hạn {N}", ("31", "32", "33", "34")),
        (rf"Đang giải quyết {N} hồ sơ trong hạn(?:,| và) {N} hồ sơ quá hạn", ("35a", "35b")),
        (rf"đã xin lỗi {N} lần", ("37",)),
    ],
    "II.2.3": [
        (rf"Tiếp nhận {N} phản ánh, kiến nghị[,;] (?:xử lý|trả lời) {N}, đúng hạn {N}", ("38a", "38b", "38c")),
    ],
    "II.2.4": [
        (rf"cấp kết quả điện tử (?:đạt )?{N}%", ("41",)),
        (rf"dùng lại dữ liệu số hóa (?:đạt )?{N}%", ("42",)),
        (rf"766 đạt {N} điểm", ("43",)),
    ],
    "II.3": [
        (rf"(?<!/){N} phòng, đơn vị", ("44b",)),
        (rf"giao {N}, có mặt {N}", ("46a", "46b")),
        (rf"{N} người hoạt động không chuyên trách", ("47",)),
        (rf"tinh giản {N} người", ("48",)),
        (rf"{N} nhiệm vụ được phân cấp", ("49",)),
    ],
    "II.4": [
        (rf"{N}/{N} phòng, đơn vị được phê duyệt", ("50", "44b")),
        (rf"{N}/{N} công chức đạt chuẩn, đạt {N}%", ("51a", "51b", "51c")),
        (rf"{N} lượt người được bồi dưỡng", ("52",)),
        (rf"tiếp nhận, điều động {N} người", ("53",)),
        (rf"Kiểm tra công vụ {N} cuộc", ("55a",)),
        (rf"nhắc nhở {N} trường hợp", ("55b",)),
        (rf"xuất sắc {N} người, hoàn thành tốt {N} người, hoàn thành nhiệm vụ {N} người", ("56a", "56b", "56c")),
    ],
    "II.5": [
        (rf"Giải ngân {N}/{N} triệu đồng{TO_THE_LAST}, đạt {N}%", ("57b", "57a", "57c")),
        (rf"thu ngân sách {N}/{N} triệu đồng, đạt {N}%", ("58b", "58a", "58c")),
        (rf"Thực hiện {N}/{N} kiến nghị", ("61b", "61a")),
        (rf"xử lý {N}/{N} triệu đồng", ("61d", "61c")),
    ],
    "II.6": [
        (rf"{N} dịch vụ công toàn trình, {N} dịch vụ công một phần", ("62a", "62b")),
        (rf"{N}% dịch vụ công trực tuyến có phát sinh", ("63",)),
        (rf"thanh toán trực tuyến đạt {N}%", ("65",)),
        (rf"ý số của cơ quan và lãnh đạo đạt {N}% và {N}%", ("66a", "66b")),
        (rf"Ký số của cơ quan đạt {N}%", ("66a",)),
        (rf"Văn bản ký số đạt {N}%", ("66b",)),
        (rf"hồ sơ công việc điện tử đạt {N}%", ("67",)),
    ],
    "II.7": [
        (rf"(?:trước|trước, {TO_THE_LAST}|Năm 2025 xã|2025 của xã,?) đạt {N} điểm", ("71a",)),
        (rf"thứ {N}/{N}", ("71b", "71c")),
        (rf"SIPAS đạt {N}%", ("72a",)),
        (rf"quản trị đạt {N} điểm", ("72b",)),
        (rf"chuyển đổi số đạt {N} điểm", ("72c",)),
    ],
}

# How much a line grew since the period that the sentence names.
SINCE = r" so với (quý I|6 tháng|cả năm 2025|năm trước|kỳ trước)"
EARLIER = {
    "quý I": "2026-Q1",
    "6 tháng": "2026-H1",
    "cả năm 2025": "2025-Y",
    "năm trước": "2025-Y",
    "kỳ trước": "2025-Y",
}
GROWN = [
    ("I.1", rf"tăng {N} nhiệm vụ{SINCE}", "2"),
    ("I.4", rf"tăng {N} lượt{SINCE}", "12"),
    ("II.2", rf"số hóa hồ sơ tăng {N} điểm phần trăm{SINCE}", "40"),
    ("II.2", rf"đúng hạn đạt [\d,]+%, tăng {N} điểm phần trăm{SINCE}", "36"),
    ("II.2.2", rf"đúng hạn đạt [\d,]+%, tăng {N} điểm phần trăm{SINCE}", "36"),
    ("II.2.4", rf"số hóa đạt [\d,]+%, tăng {N} điểm phần trăm{SINCE}", "40"),
    ("II.2.4", rf"766 đạt [\d,]+ điểm, tăng {N} điểm{SINCE}", "43"),
    ("II.7", rf"hài lòng tăng {N} điểm phần trăm{SINCE}", "15b"),
    ("II.7", rf"tăng {N} bậc{SINCE}", "71b"),
]


def reports() -> Iterator[tuple[Period, dict[str, Any]]]:
    for name in ("sample/reports_2025.json", "sample/reports_2026.json"):
        form = load(name)
        for report in form["reports"]:
            yield Period.parse(f"{form['year']}-{report['period']}"), report


def of(period: str) -> dict[str, Any]:
    return next(report for found, report in reports() if str(found) == period)


def headings() -> list[str]:
    """Full numbers of the outline's items: "II.2.1"."""
    found = []

    def number(items: list[dict[str, Any]], parent: str) -> None:
        for item in items:
            own = item["number"].rpartition(".")[2]
            found.append(f"{parent}.{own}" if parent else own)
            number(item["items"], found[-1])

    number(load("outlines/current.json")["items"], "")
    return found


def told_by(period: Period) -> dict[str, Decimal]:
    """The figures a report quotes; the year's draft of September still has those of nine months."""
    return values("2026-9M" if str(period) == "2026-Y" else str(period))


def number_of(printed: str) -> Decimal:
    return Decimal(printed.replace(".", "").replace(",", "."))


PERIODS_TOLD = [str(period) for period, _report in reports()]


def test_there_are_four_reports_of_the_year_and_one_of_the_year_before() -> None:
    found = [(str(period), report["status"]) for period, report in reports()]
    expected = ["2025-Y", *(f"2026-{kind}" for kind in PERIOD_KINDS)]
    assert found == list(zip(expected, ["sent", "sent", "sent", "drafting", "drafting"], strict=True))


@pytest.mark.parametrize("period", PERIODS_TOLD)
def test_a_report_follows_the_outline(period: str) -> None:
    report, expected = of(period), headings()
    assert [number for number in expected if number in report["items"]] == list(report["items"])
    assert report["preamble"] and report["addressees"] and report["recipients"][-1].startswith("Lưu")
    for number, item in report["items"].items():
        assert item["status"] in {"done", "draft", "empty"}
        assert bool(item["text"]) == (item["status"] != "empty"), number
        assert to_markup(parse_markup(item["text"])) == item["text"]
        assert ("[" in item["text"]) <= (item["status"] == "draft")
    if report["status"] == "sent":
        assert list(report["items"]) == expected
        assert {item["status"] for item in report["items"].values()} == {"done"}
        assert report["number"] and Period.parse(period).covers(date.fromisoformat(report["sent_on"]))
    else:
        assert not report["number"] and not report["issued_on"] and not report["sent_on"]


def test_nine_months_are_nearly_written_and_the_year_is_begun() -> None:
    nine, year = of("2026-9M")["items"], of("2026-Y")["items"]
    assert list(nine) == headings()
    assert sum(item["status"] == "done" for item in nine.values()) == 17
    assert len(year) == 5
    assert sum(item["status"] == "done" for item in year.values()) == 1


def test_each_report_of_results_tells_the_files_received_and_settled() -> None:
    files = ("II.2.2", "26", "28", "29", "30", "31", "32", "33", "34", "36")
    for period in PERIODS_TOLD[:-1]:
        told = {(number, code) for number, code, _span, _value in told_numbers(period)}
        assert {(files[0], code) for code in files[1:]} <= told, period


def told_numbers(period: str) -> Iterator[tuple[str, str, tuple[int, int], Decimal]]:
    """Item, line of the appendix, place in the text and value of each number that a report tells."""
    for number, item in of(period)["items"].items():
        for pattern, codes in (*TOLD["*"], *TOLD.get(number, ())):
            for match in re.finditer(pattern, item["text"]):
                for group, code in enumerate(codes, 1):
                    yield number, code, match.span(group), number_of(match[group])


def grown_numbers(period: str) -> Iterator[tuple[str, str, tuple[int, int], Decimal, str]]:
    for number, pattern, code in GROWN:
        for match in re.finditer(pattern, of(period)["items"].get(number, {"text": ""})["text"]):
            yield number, code, match.span(1), number_of(match[1]), EARLIER[match[2]]


@pytest.mark.parametrize("period", PERIODS_TOLD)
def test_numbers_in_a_report_are_those_of_the_appendix(period: str) -> None:
    figures = told_by(Period.parse(period))
    for number, code, _span, told in told_numbers(period):
        assert told == figures[code], (number, code)
    for number, code, _span, told, earlier in grown_numbers(period):
        assert told == abs(figures[code] - values(earlier)[code]), (number, code)


@pytest.mark.parametrize("period", PERIODS_TOLD)
def test_no_share_is_told_that_the_appendix_does_not_have(period: str) -> None:
    seen = {(number, span) for number, _code, span, _told in told_numbers(period)}
    seen |= {(number, span) for number, _code, span, _told, _earlier in grown_numbers(period)}
    for number, item in of(period)["items"].items():
        for match in re.finditer(r"\d+,\d+", item["text"]):
            assert (number, match.span()) in seen, f"{number}: {item['text'][max(0, match.start() - 40) : match.end()]}"


def test_every_line_that_a_pattern_names_is_told_somewhere() -> None:
    told = {code for period in PERIODS_TOLD for _number, code, _span, _value in told_numbers(period)}
    assert {code for patterns in TOLD.values() for _pattern, codes in patterns for code in codes} == told
    grown = {(number, code) for period in PERIODS_TOLD for number, code, *_rest in grown_numbers(period)}
    assert grown == {(number, code) for number, _pattern, code in GROWN}
