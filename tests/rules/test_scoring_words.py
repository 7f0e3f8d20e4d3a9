"""Rules read from the words of sets: what is proposed, what it gives at the edges, and what is doubted."""

import csv
import io
import time
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules.scoring import YesNo, compute, describe, from_json, inputs_of, to_json
from cchc_desktop.rules.scoring.words import Proposal, propose
from tests.real_papers import real_papers_folder
from tests.writers.golden import assert_golden

WORDS = Path(__file__).with_name("scoring_words.txt")
NAME = "Tỷ lệ hồ sơ giải quyết đúng hạn"
Case = tuple[Decimal, str, str, tuple[tuple[str, str], ...]]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _table() -> list[Case]:
    table: list[tuple[Decimal, str, str, list[tuple[str, str]]]] = []
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            table[-1][3].extend((given, points) for given, _sign, points in (p.rpartition(":") for p in line.split()))
        elif line and not line.startswith("# "):
            maximum, kind, words = line.split(" | ", 2)
            words = words.replace("\\n", "\n").replace("\\u00a0", "\u00a0")
            table.append((_number(maximum), kind, words, []))
    return [(maximum, kind, words, tuple(points)) for maximum, kind, words, points in table]


TABLE = _table()


def _reached(found: Proposal, maximum: Decimal, given: str) -> str:
    values = dict(pair.split("=") for pair in given.split("&")) if given != "!" else {}
    outcome = compute(found.rule, maximum, values, not_arising=given == "!")
    if not outcome.applicable:
        return "x"
    return "-" if outcome.points is None else str(outcome.points.normalize() + 0)


def test_there_are_enough_wordings() -> None:
    assert len(TABLE) >= 60


def test_wordings() -> None:
    """All of the table at once; what differs is shown with its words."""
    wrong = []
    for maximum, kind, words, points in TABLE:
        found = propose(words, maximum, name=NAME)
        reached = [(given, _reached(found, maximum, given)) for given, _points in points]
        wanted = [(given, said if said in "-x" else str(_number(said).normalize() + 0)) for given, said in points]
        if found.rule.kind + ("" if found.sure else "?") != kind or reached != wanted:
            wrong.append((words, found.rule.kind, found.doubts, describe(found.rule, maximum), reached))
        assert from_json(to_json(found.rule)) == found.rule
    assert wrong == []


def test_what_is_proposed_is_golden() -> None:
    """The sentence of each rule, what it asks for and what is doubted: a wording that is read otherwise is a diff."""
    told = []
    for maximum, _kind, words, _points in TABLE:
        found = propose(words, maximum, name=NAME)
        told.append(f"{maximum} | {' / '.join(words.splitlines())}\n  {describe(found.rule, maximum)}")
        told += [f"  {one.name} ({one.kind}): {one.label}" for one in inputs_of(found.rule)]
        told += [f"  ? {doubt}" for doubt in found.doubts]
    assert_golden("scoring_words.txt", "\n".join(told) + "\n")


def test_letters_in_pieces_and_other_spaces_are_read_alike() -> None:
    for maximum, _kind, words, _points in TABLE[::4]:
        plain = propose(words, maximum, name=NAME)
        for other in (unicodedata.normalize("NFD", words), words.replace(" ", "\u00a0"), words.replace(" ", "  ")):
            assert propose(other, maximum, name=NAME) == plain


def test_inputs_are_called_as_the_words_call_them() -> None:
    words = "Tính theo công thức: (b/a) * điểm tối đa. Trong đó: a là tổng số hồ sơ; b là số hồ sơ đúng hạn"
    labels = {wanted.name: wanted.label for wanted in inputs_of(propose(words, Decimal(2), name=NAME).rule)}
    assert labels == {"b": "Số hồ sơ đúng hạn", "a": "Tổng số hồ sơ", "p": NAME}
    asked = "Thống kê tỷ lệ % hồ sơ đã giải quyết đúng hạn/Tổng số hồ sơ đã giải quyết trong năm."
    found = propose("Đạt 100%: 1 điểm; dưới 100%: 0 điểm", Decimal(1), name=NAME, requirement=asked).rule
    assert [wanted.label for wanted in inputs_of(found)][:2] == [
        "Hồ sơ đã giải quyết đúng hạn",
        "Tổng số hồ sơ đã giải quyết trong năm",
    ]


def test_what_was_not_understood_is_said() -> None:
    words = "Đạt 100%: 1 điểm; dưới 100%: 0 điểm; Điểm được xem xét tăng thêm theo quy mô dân số"
    found = propose(words, Decimal(1))
    assert not found.sure
    assert found.left == ("Điểm được xem xét tăng thêm theo quy mô dân số",)
    assert found.doubts == ("Chưa hiểu: “Điểm được xem xét tăng thêm theo quy mô dân số”.",)


def test_points_that_are_not_those_of_the_criterion_are_doubted() -> None:
    found = propose("Có: 1 điểm; không: 0 điểm", Decimal(2))
    assert found.doubts == ("Câu chữ cho nhiều nhất 1 điểm; tiêu chí có 2 điểm.",)


@pytest.mark.parametrize(
    "words",
    [
        "Mỗi cán bộ bị kỷ luật trừ 0,5 điểm",
        "Mỗi cán bộ bị kỷ luật: -0,5 điểm",
        "Trừ 0,5 điểm cho mỗi cán bộ bị kỷ luật",
    ],
)
def test_penalties_beside_the_total(words: str) -> None:
    found = propose(words, Decimal(3), bonus=True)
    assert found.sure
    assert [compute(found.rule, Decimal(3), {"n": n}).points for n in (0, 2, 9)] == [0, -1, -3]


def test_a_penalty_has_its_own_bound() -> None:
    found = propose("Mỗi vi phạm trừ 0,5 điểm, trừ tối đa 2 điểm", Decimal(3), bonus=True)
    assert [compute(found.rule, Decimal(3), {"n": n}).points for n in (0, 3, 9)] == [0, Decimal("-1.5"), -2]


def test_points_beside_the_total_are_sure_only_where_the_words_say_their_sign() -> None:
    words = "Có: 1 điểm; không: 0 điểm"
    assert not propose(words, Decimal(1), name="Gửi báo cáo", bonus=True).sure
    assert not propose(words, Decimal(1), name="Gửi báo cáo", bonus=True, above="ĐIỂM TRỪ").sure
    assert propose(words, Decimal(1), name="Gửi báo cáo", bonus=True, above="ĐIỂM THƯỞNG").sure
    assert not propose("0,25/lần", Decimal(-1), name="Gửi báo cáo muộn", bonus=True).sure
    found = propose("+1 điểm/mô hình, tối đa 3 điểm", Decimal(3), name="Mô hình hay", bonus=True)
    assert found.sure
    assert [compute(found.rule, Decimal(3), {"n": n}).points for n in (0, 2, 9)] == [0, 2, 3]


def test_points_for_each_of_several_cases_are_left_to_the_officer() -> None:
    found = propose("Khiển trách: -0,5 điểm/người; cảnh cáo: -1 điểm/người", Decimal(3), bonus=True)
    assert found.rule.kind == "manual" and len(found.doubts) == 2


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "đạt",
                "từ",
                "dưới",
                "%",
                "95",
                "0,5",
                "điểm",
                ":",
                ";",
                "\n",
                "- ",
                "(b/a)",
                "*",
                "x",
                "trừ",
                "mỗi",
                "a)",
                "điểm tối đa",
                "không",
                "có",
                "thì",
                "trường hợp",
                "(",
                ")",
                "/",
                "<",
                ">=",
                "tổng số",
                "là",
                "b",
                "1/2",
            ]
        )
        | st.text(max_size=5),
        max_size=40,
    )
)
def test_any_words_give_a_rule_that_can_be_kept(pieces: list[str]) -> None:
    found = propose(" ".join(pieces), Decimal(2), name=NAME)
    assert from_json(to_json(found.rule)) == found.rule
    assert describe(found.rule, Decimal(2))


def test_long_words_are_read_quickly() -> None:
    began = time.process_time()
    for piece in (
        "( ",
        "1 điểm; ",
        "từ 5% - ",
        "a) ",
        "b/a ",
        "trừ 1 điểm mỗi ",
        "x 2 ",
        "- ",
        "hoặc ",
        "(x/y) * 2 + ",
    ):
        propose(piece * 5000, Decimal(2), name=piece * 100, requirement=piece * 2000)
    assert time.process_time() - began < 5


def test_the_real_set() -> None:
    """All leaves of a province's set are read as a sure rule; by reading each, all are right."""
    seeds = real_papers_folder()
    path = None if seeds is None else seeds.parent / "domain" / "facts_2026" / "lam_dong_xa_2025_par_index.csv"
    if path is None or not path.is_file():
        pytest.skip("the real set is not on this machine")
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig").partition("\n")[2]))
    found = {
        row["code"]: propose(row["rule"], Decimal(row["max"]), name=row["name"], requirement=row["requirement"])
        for row in rows
        if row["leaf"] == "y"
    }
    assert len(found) == 77
    assert [code for code, proposal in found.items() if not proposal.sure] == []
    kinds = {code: found[code].rule.kind for code in ("1.2", "1.5", "1.7", "3.1.4", "3.4.3", "5.2.1", "7.3.6")}
    assert kinds == {
        "1.2": "steps",
        "1.5": "count",
        "1.7": "choice",
        "3.1.4": "sum",
        "3.4.3": "council",
        "5.2.1": "yes_no",
        "7.3.6": "ratio",
    }
    assert _reached(found["3.4.1"], Decimal(3), "p=98%") == "3"
    assert _reached(found["7.3.6"], Decimal(3), "a=100&b=69") == "0"
    assert _reached(found["5.2.1"], Decimal("0.5"), "!") == "x"
    assert _reached(found["6.1.3"], Decimal(1), "!") == "1"
    assert _reached(found["6.2.2"], Decimal("0.25"), "p=100%&minus1=có") == "0.125"


@pytest.mark.parametrize(
    ("words", "name", "question"),
    [
        ("không có văn bản bị xử lý: 2; có: 0", "Ban hành văn bản đúng trình tự", "có văn bản bị xử lý"),
        ("không có: 2; có: 0", "Không có cán bộ, công chức bị kỷ luật", "có cán bộ, công chức bị kỷ luật"),
        ("không để xảy ra chậm trễ: 2; có: 0", "Giải quyết hồ sơ", "để xảy ra chậm trễ"),
        ("không: 2; có: 0", "Vi phạm quy định", "Vi phạm quy định"),
        ("có: 2; không: 0", "Tổ chức phòng đúng quy định", "Tổ chức phòng đúng quy định"),
    ],
)
def test_yes_answers_what_is_asked_and_not_its_opposite(words: str, name: str, question: str) -> None:
    read = propose(words, Decimal(2), name=name).rule
    assert isinstance(read, YesNo)
    assert read.input.label == question
    good = words.startswith("có")
    assert (read.yes, read.no) == ((2, 0) if good else (0, 2))
