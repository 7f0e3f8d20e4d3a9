"""Letters and mail drafts to the offices of which papers are missing."""

import email
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from cchc_desktop.collection.expected import usual
from cchc_desktop.collection.reminding import Reminded, owed, remind
from cchc_desktop.collection.timeliness import Cell, Line, Matrix, Standing
from cchc_desktop.errors import UserError
from cchc_desktop.models.office_rows import OfficeRow

OFFICE = OfficeRow("a" * 32, 1, "Sở Nội vụ tỉnh An Bình", "two", "UBND tỉnh An Bình", "An Bình")
CAME, MISSING = Cell(Standing.ON_TIME, 0, 1), Cell(Standing.MISSING)
ROWS = (
    ("UBND xã Phú Hà", "phuha@xa.example.vn", (MISSING, CAME, CAME, MISSING, CAME, CAME)),
    ("UBND xã Phú Hà", "", (CAME, CAME, CAME, CAME, CAME, MISSING)),
    ("UBND xã An Long", "along@xa.example.vn", (CAME, Cell(Standing.AWAITED), None, CAME, CAME, CAME)),
)
MATRIX = Matrix(
    2026,
    datetime(2026, 12, 1, 8),
    usual(2026),
    tuple(Line(number, name, mail, "", cells) for number, (name, mail, cells) in enumerate(ROWS)),
)


def docx_text(path: Path) -> str:
    body = Document(str(path)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def done(out: Path, **more: object) -> Reminded:
    steps = remind(OFFICE, MATRIX, out=out, by=date(2026, 12, 7), **more)  # type: ignore[arg-type]
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Reminded = end.value
            return found


def test_only_what_is_missing_after_its_day_is_asked_for() -> None:
    assert [[paper.key for paper in one.papers] for one in owed(MATRIX)] == [["", "2026-9M"], ["PAR_INDEX_COMMUNE"]]
    assert [one.office_id for one in owed(MATRIX, [3])] == [0]
    with pytest.raises(UserError):
        next(remind(OFFICE, MATRIX, out=Path("nowhere"), places=[4]))


def test_each_office_gets_its_letter_and_its_draft(tmp_path: Path) -> None:
    made = done(tmp_path)
    words = [path.name for path in made.letters if path.suffix == ".docx"]
    assert words == ["Cong-van-don-doc-ubnd-xa-phu-ha.docx", "Cong-van-don-doc-ubnd-xa-phu-ha-2.docx"]
    text = docx_text(tmp_path / words[0])
    for piece in (
        "Kính gửi: Ủy ban nhân dân xã Phú Hà",
        "Báo cáo cải cách hành chính 9 tháng năm 2026 (trước ngày 12/9/2026)",
        "chậm nhất ngày 07/12/2026",
        "đến ngày 01/12/2026 Sở Nội vụ tỉnh An Bình chưa nhận được",
    ):
        assert piece in text
    assert "[" not in text
    assert made.without_address == ("UBND xã Phú Hà",)
    (draft,) = made.drafts
    mail = email.message_from_bytes(draft.read_bytes())
    assert mail["To"] == "phuha@xa.example.vn"
    body, attached = mail.get_payload()  # type: ignore[misc]
    assert "9 tháng năm 2026" in body.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert attached.get_payload(decode=True) == made.letters[1].read_bytes()  # type: ignore[union-attr]


def test_one_letter_may_list_them_all(tmp_path: Path) -> None:
    made = done(tmp_path, together=True, drafts=False)
    assert [path.name for path in made.letters] == ["Cong-van-don-doc.docx", "Cong-van-don-doc.pdf"]
    text = docx_text(made.letters[0])
    assert "tự chấm điểm" in text
    assert text.count("UBND xã Phú Hà") == 2
    assert "An Long" not in text
