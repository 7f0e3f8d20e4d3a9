"""Taking real and made-up papers in."""

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.source import SourceLine
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.intake import imports
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting.outlines import read_outlines, remove_outline
from cchc_desktop.storage.backup import backups_of
from cchc_desktop.storage.changes import undo
from cchc_desktop.ui.paper_words import plan_words
from cchc_desktop.writers.paper_writer import write_paper
from tests.services.helpers import YEAR, content, new_dossier

PAPERS = Path(__file__).parent.parent / "papers"


def test_the_real_plan_comes_in_whole_and_can_be_taken_back(tmp_path: Path, seeds: Path) -> None:
    dossier = new_dossier(tmp_path)
    before = content(dossier)
    result = imports.import_plan(dossier, path=next(seeds.glob("003_*.txt")), year=2024)
    assert result.tasks == 58
    assert [count for _title, count in result.groups] == [7, 15, 3, 4, 4, 14, 3, 8]
    assert result.missing == {"lead": 0, "coordination": 0, "product": 1, "deadline": 3, "budget": 58}
    row = plans.annual_plan(dossier, 2024)
    assert row is not None
    view = plans.read_plan(dossier, row.guid)
    assert view.decision is not None
    assert (view.decision.number, view.decision.symbol) == ("334", "QĐ-UBND")
    assert len(view.decision.articles) == 3
    assert len(view.decision.legal_bases) == 6
    assert [task.letter for task in view.tasks[:7]] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert backups_of(dossier.path)
    undo(dossier, result.change)
    assert content(dossier) == before
    dossier.close()


def test_a_letter_comes_in_as_the_letter_it_is(tmp_path: Path, seeds: Path) -> None:
    dossier = new_dossier(tmp_path)
    result = imports.import_plan(dossier, path=next(seeds.glob("000_*.txt")), year=2024)
    assert plans.annual_plan(dossier, 2024) is None
    (row,) = plans.plans_with_tasks(dossier, 2024)
    view = plans.read_plan(dossier, row.guid)
    paper = view.paper
    assert (paper.kind, paper.number, paper.symbol, paper.place) == ("letter", "03", "UBND", "Thạch châu")
    assert (len(paper.addressees), len(paper.recipients), len(view.tasks)) == (3, 4, 2)
    assert [(section.level, section.number) for section in view.sections][:2] == [(1, "I"), (1, "II")]
    assert not any(task.source for task in view.tasks)
    (outline,) = (one for one in read_outlines(dossier) if one.code.startswith("with_"))
    assert outline.source == "Công văn số 03/UBND ngày 16/01/2024"
    assert any("ĐỀ CƯƠNG" in warning for warning in result.warnings)
    dossier.close()


LETTER = """ỦY BAN NHÂN DÂN
TỈNH HÀ ĐÔNG
Số: 45/UBND-VP

Hà Đông, ngày 20 tháng 01 năm 2026

V/v giao việc cải cách hành chính năm 2026

Kính gửi: Ủy ban nhân dân các xã, phường.

Ủy ban nhân dân tỉnh giao việc như sau:

| TT | Tên nhiệm vụ | Cơ quan chủ trì | Kết quả | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Tuyên truyền trên loa | UBND xã | 12 buổi | Quý II/2026 |

Yêu cầu các xã báo cáo trước ngày 15 tháng cuối quý.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn A
"""


def test_a_superiors_letter_is_the_source_of_what_it_assigns(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    file = tmp_path / "cong-van.txt"
    file.write_text(LETTER, encoding="utf-8")
    result = imports.import_plan(dossier, path=file, year=YEAR)
    assert result.unplaced == ()
    (row,) = plans.plans_with_tasks(dossier, YEAR)
    view = plans.read_plan(dossier, row.guid)
    assert (view.paper.kind, view.paper.number, view.paper.signer_name) == ("letter", "45", "Nguyễn Văn A")
    assert view.paper.preamble == "Ủy ban nhân dân tỉnh giao việc như sau:"
    assert view.paper.closing == "Yêu cầu các xã báo cáo trước ngày 15 tháng cuối quý."
    assert view.paper.addressees == ("Ủy ban nhân dân các xã, phường.",)
    assert [task.source for task in view.tasks] == ["Công văn số 45/UBND-VP ngày 20/01/2026 của UBND tỉnh Hà Đông"]
    dossier.close()


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Hà Đông, ngày     tháng 3 năm 2026", "2026-03"),
        ("Hà Đông, ngày … tháng 12 năm 2025", "2025-12"),
        ("Hà Đông, ngày     tháng     năm 2026", "2026"),
        ("Hà Đông, ngày     tháng     năm", ""),
    ],
)
def test_what_an_open_date_tells_stays(tmp_path: Path, line: str, dated: str) -> None:
    file = tmp_path / "cong-van.txt"
    file.write_text(LETTER.replace("Hà Đông, ngày 20 tháng 01 năm 2026", line), encoding="utf-8")
    dossier = new_dossier(tmp_path)
    result = imports.import_plan(dossier, path=file, year=YEAR)
    paper = plans.read_plan(dossier, result.change.created("plan")[0]).paper
    assert (paper.issued_on, paper.dated) == (None, dated)
    assert any("tháng" in warning for warning in result.warnings)  # and is told
    dossier.close()


def test_a_file_is_taken_for_the_letter_that_it_is_said_to_be(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    file = tmp_path / "cong-van.txt"
    file.write_text("Số: 7/UBND\n\nKính gửi: Các thôn.\n\nMời dự họp tại hội trường.\n", encoding="utf-8")
    result = imports.import_plan(dossier, path=file, year=YEAR, letter=True)
    view = plans.read_plan(dossier, plans.read_plans(dossier, YEAR)[-1].guid)
    assert (result.tasks, view.paper.kind, view.paper.preamble) == (0, "letter", "Mời dự họp tại hội trường.")
    dossier.close()


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0 JFIF not a document", "Chỉ là một đoạn văn.".encode()])
def test_what_holds_no_plan_leaves_the_dossier_unchanged(tmp_path: Path, data: bytes) -> None:
    dossier = new_dossier(tmp_path)
    before = content(dossier)
    file = tmp_path / "gi-do.docx"
    file.write_bytes(data)
    with pytest.raises(UserError):
        imports.import_plan(dossier, path=file, year=YEAR)
    assert content(dossier) == before
    dossier.close()


def test_an_empty_annual_plan_makes_way_for_the_one_taken_in(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    plans.create_plan(dossier, year=YEAR)
    file = tmp_path / "khung.txt"
    file.write_text(
        "| TT | Mục tiêu | Nhiệm vụ | Hoạt động | Sản phẩm | Chủ trì | Phối hợp | Thời gian | Kinh phí |\n"
        "|---|---|---|---|---|---|---|---|---|\n"
        "| I | CẢI CÁCH THỂ CHẾ | | | | | | | |\n"
        "| 1 | 1.1. Mục tiêu | 2.1. Rà soát | 3.1. Lập danh mục | Danh mục | Văn phòng | Công an | Quý I | 5 |\n",
        encoding="utf-8",
    )
    result = imports.import_plan(dossier, path=file, year=YEAR)
    assert (result.tasks, [p.kind for p in plans.read_plans(dossier, YEAR)]) == (1, ["annual"])
    dossier.close()


def test_a_plan_is_listed_by_what_its_title_says(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    file = tmp_path / "ke-hoach.txt"
    emulation = "Phát động phong trào thi đua “Nâng cao trách nhiệm” trong cải cách hành chính"
    for subject in (emulation, "Công tác cải cách hành chính xã An Bình"):
        words = f"KẾ HOẠCH\n\n{subject} năm {YEAR}\n\nI. NỘI DUNG\n\n1. Rà soát thủ tục hành chính của xã.\n"
        file.write_text(words, encoding="utf-8")
        imports.import_plan(dossier, path=file, year=YEAR)
        found, kinds = plans.read_plans(dossier, YEAR), plans.paper_kinds(dossier, YEAR)
        assert found[0].kind == "emulation"
        assert plan_words(found[0], found, kinds) == "Thi đua CCHC"
    assert found[1].kind == "annual"
    assert plan_words(found[1], found, kinds) == f"Kế hoạch CCHC năm {YEAR}"
    renamed = replace(found[1], title="Chuyển đổi số xã An Bình")
    assert plan_words(renamed, (renamed,), kinds) == "Chuyển đổi số xã An Bình"
    dossier.close()


def test_the_outline_of_a_letter_is_printed_as_its_second_appendix(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    imports.import_plan(dossier, path=PAPERS / "letter_frame_outline.txt", year=YEAR)
    (row,) = plans.read_plans(dossier, YEAR)
    sheet = plans.read_plan(dossier, row.guid).outline
    assert sheet is not None
    path = tmp_path / "cong-van.docx"
    write_paper(compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=row.guid)), path)
    lines = [block.text for block in read_source(path).blocks if isinstance(block, SourceLine)]
    numbers = [line for line in lines if line.startswith("Phụ lục I")]
    assert [line.partition(" kèm")[0] for line in numbers] == ["Phụ lục II", "Phụ lục I", "Phụ lục II"]
    assert any(line.startswith("Phụ lục II kèm theo: đề cương") for line in lines)
    again = read_plan(path)
    assert (again.paper.kind, again.paper.number, sum(len(group.tasks) for group in again.groups)) == (
        "letter",
        "07",
        3,
    )
    assert again.outline is not None
    assert [(item.number, item.title.casefold()) for item in again.outline.items] == [
        (item.number, item.title.casefold()) for item in sheet.items
    ]
    assert [item.guidance for item in again.outline.items] == [item.guidance for item in sheet.items]
    assert not [line for line in again.unplaced if line.where]
    (outline,) = (one for one in read_outlines(dossier) if one.code.startswith("with_"))
    remove_outline(dossier, outline_guid=outline.guid)
    assert plans.read_plan(dossier, row.guid).outline is None
    dossier.close()


@pytest.mark.parametrize(
    ("signed", "form", "title"),
    [
        ("CHỦ TỊCH", "head", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "collective", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "collective_deputy", "PHÓ CHỦ TỊCH"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "deputy", "PHÓ CHỦ TỊCH"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "by_order", "CHÁNH VĂN PHÒNG"),
        ("TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG", "authorised", "TRƯỞNG PHÒNG"),
        ("Q. CHỦ TỊCH", "acting", "CHỦ TỊCH"),
    ],
)
def test_a_paper_is_signed_as_its_last_lines_say(tmp_path: Path, signed: str, form: str, title: str) -> None:
    file = tmp_path / "cong-van.txt"
    file.write_text(LETTER.replace("CHỦ TỊCH\n", f"{signed}\n"), encoding="utf-8")
    dossier = new_dossier(tmp_path)
    plan = imports.import_plan(dossier, path=file, year=YEAR).change.created("plan")[0]
    paper = plans.read_plan(dossier, plan).paper
    assert (paper.signing_form, paper.signer_title, paper.signer_name) == (form, title, "Nguyễn Văn A")
    dossier.close()
