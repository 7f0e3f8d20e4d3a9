"""Evidence as lists and packs name it, from plain rows: its paper, its file, and what stands where there is none."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cchc_desktop.models.appendix_rows import ScoreProof
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.models.proof_rows import ProofLine, ProofState
from cchc_desktop.rules.cited_paper import CitedPaper, number_key
from cchc_desktop.services.reporting.score_sheets import _own_proof, _OwnPapers, _proof_of, _registered
from cchc_desktop.services.scoring.index_evidence_pack import _file_name, _indexed, _without

DAY, OTHER = date(2026, 3, 5), date(2026, 4, 1)
OFFICE = "Ủy ban nhân dân xã Bình Minh"


def piece(title: str = "Biên bản", file: str = "a.PDF", sha256: str = "a" * 64, **more: Any) -> EvidenceRow:
    return EvidenceRow("e", 1, title, file, sha256, 5, datetime(2026, 3, 4), "c", **more)


def row(day: date | None = DAY, number: str = "08", symbol: str = "KH-UBND") -> RegisterRow:
    return RegisterRow(number, symbol, "plan", "Cải cách hành chính", day, "", (), "", "p")


def papers(*rows: RegisterRow) -> _OwnPapers:
    line = (row(), OFFICE)
    return _OwnPapers({"i": line}, {"b" * 64: line}, {number_key("08/KH-UBND"): [(one, OFFICE) for one in rows]})


class Told:
    def subject(self, one: EvidenceRow) -> str:
        return f"told {one.title}"


def proved(one: EvidenceRow, *rows: RegisterRow) -> tuple[str, date | None, str, str]:
    found = _proof_of("1.1", one, papers(*rows), Told())  # type: ignore[arg-type]
    assert (found.guid, found.code) == ("e", "1.1")
    return found.number, found.issued_on, found.issuer, found.subject


@pytest.mark.parametrize("kind", ["task", "figure", "link"])
def test_what_is_no_paper_is_told_by_what_it_names(kind: str) -> None:
    one = piece("Việc", kind=kind, number="5", issued_on=DAY, issuer="Sở")
    assert proved(one) == ("5", DAY, "Sở", "told Việc")


def test_a_cited_paper_says_what_was_typed_of_it() -> None:
    assert proved(piece("Kế hoạch 9", kind="cited", number="5/KH", issuer="Sở")) == ("5/KH", None, "Sở", "Kế hoạch 9")


def test_what_was_typed_goes_before_what_the_words_say() -> None:
    title = "Kế hoạch số 08/KH-UBND ngày 05/3/2026 của UBND tỉnh"
    assert proved(piece(title, number="9/KH-X"))[:2] == ("9/KH-X", DAY)
    assert proved(piece(title, issuer="Sở Nội vụ"))[:3] == ("08/KH-UBND", DAY, "Sở Nội vụ")
    assert proved(piece("Biên bản", file="KH 9_KH-X.pdf"))[:2] == ("9/KH-X", None), "else the name of its file"
    assert proved(piece("Biên bản họp", issued_on=OTHER)) == ("", OTHER, "", "Biên bản họp")


def test_the_register_tells_the_offices_own_papers() -> None:
    known = ("08/KH-UBND", DAY, OFFICE, "Kế hoạch Cải cách hành chính")
    assert proved(piece("Biên bản", issued_guid="i"))[:3] == known[:3]
    assert proved(piece("Biên bản", sha256="b" * 64))[:3] == known[:3]
    assert proved(piece("Kế hoạch số 08/KH-UBND ngày 05/3/2026"), row())[:3] == known[:3]
    assert "cải cách hành chính" in proved(piece("Biên bản", issued_guid="i"))[3]
    assert proved(piece("Biên bản họp")) == ("", None, "", "Biên bản họp")


def test_the_name_of_the_file_helps_where_the_title_says_nothing() -> None:
    found = proved(piece("Kế hoạch", file="08-KH-UBND ngày 05.3.2026.pdf"))
    assert found[1] == DAY


@pytest.mark.parametrize(
    ("said", "rows", "found"),
    [
        (CitedPaper("08/KH-UBND", DAY, "", ""), [row()], True),
        (CitedPaper("08/KH-UBND", None, "", ""), [row()], True),
        (CitedPaper("08/KH-UBND", OTHER, "", ""), [row()], False),
        (CitedPaper("08/KH-UBND", DAY, "UBND xã Bình Minh", ""), [row()], True),
        (CitedPaper("08/KH-UBND", DAY, "UBND tỉnh", ""), [row()], False),
        (CitedPaper("08/KH-UBND", None, "", ""), [row(), row(OTHER)], False),  # either of two
        (CitedPaper("08/KH-UBND", OTHER, "", ""), [row(), row(OTHER)], True),
        (CitedPaper("9/KH-UBND", DAY, "", ""), [row()], False),
    ],
)
def test_which_paper_of_the_register_is_meant(said: CitedPaper, rows: list[RegisterRow], found: bool) -> None:
    assert (_registered(said, papers(*rows)) is not None) is found


def test_a_task_proves_by_its_own_files() -> None:
    named = piece("Việc", kind="task", reference="t")
    file, other = piece("Tệp"), piece("Khác", kind="task", reference="u")
    assert _own_proof(named, {"t": [file, other]}) == [file]
    assert _own_proof(named, {"t": [other]}) == _own_proof(named, {}) == [named]
    assert _own_proof(piece(reference="t"), {"t": [file]}) == [piece(reference="t")]


def line(code: str, explanation: str = "", state: ProofState = ProofState.MISSING) -> ProofLine:
    return ProofLine(f"g{code}", code, f"Tên {code}", "", "", Decimal(2), Decimal(1), explanation, (), state)


def test_what_the_sheet_says_of_a_criterion_without_evidence() -> None:
    assert _without(line("1", "Đang làm")) == "Giải trình: Đang làm"
    assert _without(line("1")) == "Chưa có tài liệu kiểm chứng, chưa giải trình"
    others = [state for state in ProofState if state is not ProofState.MISSING]
    assert others and all(_without(line("1", state=state)) == "" for state in others)


def test_files_of_a_pack_are_named_by_criterion_number_and_words() -> None:
    proof = ScoreProof("e", "1.1", "05/KH-UBND", DAY, OFFICE, "Kế hoạch năm")
    taken: set[str] = set()
    names = [_file_name("1.1", 1, proof, piece(), taken) for _time in range(3)]
    assert names == [f"1.1_{number:02d}_05-kh-ubnd-ke-hoach-nam.pdf" for number in (1, 2, 3)]
    assert _file_name("1.1", 1, proof, piece(sha256=""), taken) == ""
    assert (
        _file_name("2", 7, ScoreProof("e", "2", "", None, "", "…"), piece(file="x.TXT"), taken) == "2_07_tai-lieu.txt"
    )


def test_lines_of_the_sheet_in_the_order_of_the_set() -> None:
    proofs = [ScoreProof(guid, "1", number, DAY, OFFICE, "Kế hoạch") for guid, number in (("e", "5"), ("f", "6"))]
    pieces = {"e": piece(), "f": piece(sha256="")}
    lines = (line("1", "Giải thích"), line("2", "Đang làm"), line("3"), line("4", state=ProofState.PROVEN))
    found = list(_indexed(lines, tuple(proofs), pieces))
    assert [(one.guid, one.code, one.number, one.subject, one.file_name) for one in found] == [
        ("e", "1", "5", "Kế hoạch", "1_01_5-ke-hoach.pdf"),
        ("f", "1", "6", "Kế hoạch", ""),
        ("g2", "2", "", "Giải trình: Đang làm", ""),
        ("g3", "3", "", "Chưa có tài liệu kiểm chứng, chưa giải trình", ""),
    ]
    assert {one.score for one in found} == {Decimal(1)} and found[2].name == "Tên 2"
