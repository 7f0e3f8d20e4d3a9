"""Deadline phrases of real plans: what they mean, that none loses a word, and what is doubted."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.rules.deadlines import (
    Milestone,
    MilestoneKind,
    deadline_doubts,
    deadline_in,
    due_date,
    parse_deadline,
)
from cchc_desktop.text import clean

PHRASES = Path(__file__).with_name("deadline_phrases.txt")
LINE = re.compile(r"\t(\w+) (\S+) ([\d-]+)(!?) (.*)")


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def _table() -> list[tuple[str, tuple[Milestone, ...]]]:
    table: list[tuple[str, list[Milestone]]] = []
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            match = LINE.fullmatch(line)
            assert match, line
            kind, first, last, exclusive, label = match.groups()
            table[-1][1].append(Milestone(MilestoneKind(kind), label, _day(first), _day(last), bool(exclusive)))
        elif line and not line.startswith("# "):
            table.append((line.replace("\\n", "\n"), []))
    return [(phrase, tuple(milestones)) for phrase, milestones in table]


TABLE = _table()


def _words(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def test_the_table_is_large() -> None:
    assert len(TABLE) >= 150
    assert {milestone.kind for _phrase, found in TABLE for milestone in found} == set(MilestoneKind)


@pytest.mark.parametrize(("phrase", "expected"), TABLE, ids=[phrase for phrase, _ in TABLE])
def test_phrase(phrase: str, expected: tuple[Milestone, ...]) -> None:
    assert parse_deadline(phrase, 2024) == expected


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in TABLE])
def test_labels_say_all_that_the_phrase_says(phrase: str) -> None:
    labels = [milestone.label for milestone in parse_deadline(phrase, 2024)]
    assert _words("".join(labels)) == _words(phrase)
    assert all(label in phrase for label in labels)


def test_years_left_out_are_the_plans() -> None:
    (quarter,) = parse_deadline("Quý I", 2026)
    assert (quarter.date_from, quarter.date_to) == (date(2026, 1, 1), date(2026, 3, 31))


def test_full_stops_and_spelling_make_no_difference() -> None:
    for phrase in ("Định kỳ hàng tháng trong năm 2024.", "định kỳ hằng tháng  trong năm 2024"):
        assert [milestone.kind for milestone in parse_deadline(phrase, 2024)] == [MilestoneKind.RECURRING]


def test_decomposed_text_is_understood() -> None:
    import unicodedata

    phrase = unicodedata.normalize("NFD", "Quý III năm 2024")
    assert parse_deadline(phrase, 2024) == parse_deadline("Quý III năm 2024", 2024)


@pytest.mark.parametrize("empty", ["", "  ", "\n", "...", "-", ";;"])
def test_nothing_typed_has_no_milestone(empty: str) -> None:
    assert parse_deadline(empty, 2024) == ()
    assert deadline_doubts(empty, 2024) == ()


def test_a_whole_page_in_the_cell_is_kept_as_one_unknown_piece() -> None:
    page = "Quý I, và " * 1000
    (milestone,) = parse_deadline(page, 2024)
    assert milestone.kind is MilestoneKind.UNKNOWN
    assert _words(milestone.label) == _words(page)


_PIECES = [
    *(
        "Quý I",
        "quý IV",
        "tháng 12",
        "Tháng 3",
        "năm 2024",
        "/2024",
        "trước ngày",
        "chậm nhất",
        "31/01/2024",
        "30/02",
        "12",
    ),
    *("và", ",", ";", "\n", ". ", " - ", "đến", "từ", "định kỳ", "thường xuyên", "hằng năm", "theo Kế hoạch", "khi có"),
    *(
        "số 12/KH-UBND ngày 05/02/2023",
        "báo cáo",
        "các năm tiếp theo",
        "6 tháng đầu năm",
        "2025",
        "trong",
        "cấp xã",
        "II",
    ),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.integers(2001, 2098))
def test_no_mix_of_wordings_loses_text(pieces: list[str], year: int) -> None:
    text = " ".join(pieces)
    milestones = parse_deadline(text, year)
    assert _words("".join(milestone.label for milestone in milestones)) == _words(text)
    due_date(milestones)
    deadline_doubts(text, year)


@given(st.text(max_size=80))
def test_no_text_at_all_breaks_it(text: str) -> None:
    milestones = parse_deadline(text, 2024)
    assert _words("".join(milestone.label for milestone in milestones)) == _words(clean(text))
    deadline_doubts(text, 2024)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_written_date_is_found(day: date) -> None:
    for phrase in (f"chậm nhất {day:%d/%m/%Y}", f"ngày {day.day} tháng {day.month} năm {day.year}", f"{day:%d.%m.%Y}"):
        assert [milestone.date_to for milestone in parse_deadline(phrase, 2024)] == [day]


@given(
    st.lists(st.integers(2001, 2098), min_size=1, max_size=4, unique=True).map(sorted),
    st.sampled_from([", ", " và ", "; ", "\n", " & ", " (xong), "]),
    st.sampled_from(["", "Năm ", "Trong năm ", "Hoàn thành năm "]),
    st.sampled_from(["", " và các năm tiếp theo", ", hằng năm", "; thường xuyên"]),
)
def test_every_year_of_a_list_is_found(years: list[int], joint: str, before: str, behind: str) -> None:
    phrase = before + joint.join(map(str, years)) + behind
    milestones = parse_deadline(phrase, 2024)
    whole = [milestone for milestone in milestones if milestone.kind is MilestoneKind.YEAR]
    assert [(m.date_from, m.date_to) for m in whole] == [(date(y, 1, 1), date(y, 12, 31)) for y in years]
    assert len(milestones) == len(years) + bool(behind)
    assert deadline_doubts(phrase, years[0]) == ()


@given(
    st.integers(2001, 2098),
    st.sampled_from(
        ["từ {}", "Từ năm {}", "{} trở đi", "Năm {} trở đi", "từ {} trở đi", "Bắt đầu từ {}", "{} đến nay"]
    ),
)
def test_an_open_end_is_open(year: int, phrase: str) -> None:
    (milestone,) = parse_deadline(phrase.format(year), 2024)
    assert (milestone.date_from, milestone.date_to) == (date(year, 1, 1), None)


@given(
    st.integers(2001, 2098),
    st.sampled_from(["đến {}", "Đến hết năm {}", "đến hết {}", "chậm nhất {}", "Từ nay đến {}"]),
)
def test_an_open_beginning_is_open(year: int, phrase: str) -> None:
    (milestone,) = parse_deadline(phrase.format(year), 2024)
    assert (milestone.date_from, milestone.date_to) == (None, date(year, 12, 31))


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("Quý I/2024 ban hành kế hoạch; tháng 12 năm 2024 báo cáo", date(2024, 12, 31)),
        ("trước ngày 30/10/2024", date(2024, 10, 29)),
        ("chậm nhất ngày 30/10/2024", date(2024, 10, 30)),
        ("Trước năm 2030", date(2029, 12, 31)),
        ("Trong tháng 02/2024", date(2024, 2, 29)),
        ("Thường xuyên", None),
        ("Theo Kế hoạch số 4265/KH-UBND ngày 28/12/2021", None),
        ("Năm 2026 và các năm tiếp theo", date(2026, 12, 31)),
    ],
)
def test_due_date(phrase: str, due: date | None) -> None:
    assert due_date(parse_deadline(phrase, 2024)) == due


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("Quý II/2023 ban hành kế hoạch", "ghi năm 2023, trong khi kế hoạch là của năm 2024"),
        ("Tháng 11 năm 2023", "ghi năm 2023"),
        ("Trong năm 2023", "ghi năm 2023"),
        ("Quý IV/2025", "ghi năm 2025"),
        ("trước ngày 31/12/2025", "ghi năm 2025"),
        ("Giai đoạn 2026-2030", "ghi năm 2026"),
        ("31/02/2024", "không có trên lịch: 31/02/2024"),
        ("Tháng 13/2024", "không có trên lịch"),
        ("Quý V năm 2024", "không có trên lịch"),
        ("Từ 30/6/2024 đến 01/3/2024", "ngày kết thúc trước ngày bắt đầu"),
        ("Cấp xã trước 10/01/2024 ; cấp xã trước ngày 15/01/2024", "hai ngày khác nhau cho cùng một cấp"),
        ("Khi nào xong thì xong", "không nêu mốc thời gian"),
    ],
)
def test_doubts(phrase: str, said: str) -> None:
    (doubt,) = deadline_doubts(phrase, 2024)
    assert said in doubt
    assert phrase in doubt


@pytest.mark.parametrize(
    "phrase",
    [
        "Quý I năm 2024",
        "Giai đoạn 2021-2025",
        "Trước năm 2030",
        "Đến năm 2030",
        "Trước 01/01/2025",
        "Từ 15/12/2023 đến 14/12/2024",
        "Tháng 01 năm sau",
        "Tháng 12 năm 2023",
        "trước ngày 15/01/2025",
        "Quý IV ban hành kế hoạch năm 2025",
        "Theo Kế hoạch số 4265/KH-UBND ngày 28/12/2021 của UBND huyện",
        "Thường xuyên",
        "2024 và 2025",
        "Năm 2024 và giai đoạn 2025-2030",
        "2024 trở đi",
    ],
)
def test_nothing_to_doubt(phrase: str) -> None:
    assert deadline_doubts(phrase, 2024) == ()


def test_the_real_plan_of_2024_names_two_other_years(seeds: Path) -> None:
    text = next(seeds.glob("003_*.txt")).read_text(encoding="utf-8")
    phrases = re.findall(r"^[-\s]*Thời gian(?: thực hiện)?:(.+)$", text, re.MULTILINE)
    assert len(phrases) == 55
    doubts = [doubt for phrase in phrases for doubt in deadline_doubts(phrase, 2024)]
    assert len(doubts) == 2
    assert "Quý I năm 2023" in doubts[0]
    assert "Quý II/2023" in doubts[1]
    assert all(parse_deadline(phrase, 2024) for phrase in phrases)


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("Gửi báo cáo trước ngày 10/3/2026 về Sở", "trước ngày 10/3/2026"),
        ("Tổ chức trong tháng 4/2026.", "trong tháng 4/2026"),
        ("Theo Quyết định ngày 01/2/2026, hoàn thành trước ngày 15/3/2026", "hoàn thành trước ngày 15/3/2026"),
        ("Hằng tháng, trước ngày 20, gửi số liệu", "Hằng tháng"),
        ("Báo cáo định kỳ hằng quý", "định kỳ"),
        # A day that only dates a paper sets no deadline.
        ("Kế hoạch số 10 ngày 05/3/2026 của UBND xã", ""),
        ("Rà soát thủ tục hành chính", ""),
    ],
)
def test_the_deadline_within_a_sentence(sentence: str, deadline: str) -> None:
    assert deadline_in(sentence) == deadline


@pytest.mark.parametrize(("year", "shared"), [(2024, True), (2000, True), (2026, False), (2023, False)])
def test_the_29th_of_february_shares_a_year_that_has_it(year: int, shared: bool) -> None:
    first, second = parse_deadline(f"29/02, 30/6 năm {year}", 2028)
    assert second.date_to == date(year, 6, 30)
    assert first.date_to == date(year if shared else 2028, 2, 29)


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("15/3 đến 20/4/2024", date(2024, 3, 15), date(2024, 4, 20)),
        ("từ ngày 15/3/2023 đến ngày 20/4/2024", date(2023, 3, 15), date(2024, 4, 20)),
        ("tháng 3 năm 2023 đến quý II năm 2024", date(2023, 3, 1), date(2024, 6, 30)),
        ("Tháng 11 đến tháng 12 năm sau", date(2025, 11, 1), date(2025, 12, 31)),
        ("năm 2023 đến 2026", date(2023, 1, 1), date(2026, 12, 31)),
    ],
)
def test_spans_have_both_ends(phrase: str, first: date, last: date) -> None:
    (milestone,) = parse_deadline(phrase, 2024)
    assert (milestone.date_from, milestone.date_to) == (first, last)


@pytest.mark.parametrize("phrase", ["Tháng 11 đến tháng 13 năm 2024", "Từ ngày 10 đến ngày 31 tháng 6"])
def test_spans_with_an_end_that_no_calendar_has_are_doubted(phrase: str) -> None:
    (doubt,) = deadline_doubts(phrase, 2024)
    assert "không có trên lịch" in doubt


@pytest.mark.parametrize(
    ("word", "month"),
    [("một", 3), ("I", 3), ("1", 3), ("hai", 6), ("II", 6), ("ba", 9), ("III", 9), ("bốn", 12), ("tư", 12), ("IV", 12)],
)
def test_a_quarter_in_every_writing(word: str, month: int) -> None:
    (milestone,) = parse_deadline(f"Quý {word} năm 2026", 2024)
    assert milestone.date_to is not None and (milestone.date_to.year, milestone.date_to.month) == (2026, month)
