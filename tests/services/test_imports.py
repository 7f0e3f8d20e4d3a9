"""Taking real and made-up papers in."""

from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.services.intake import imports
from cchc_desktop.services.papers import plans
from cchc_desktop.storage.backup import backups_of
from cchc_desktop.storage.changes import undo
from tests.services.helpers import YEAR, content, new_dossier


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


def test_a_frame_that_came_with_a_letter_does_not_take_its_number(tmp_path: Path, seeds: Path) -> None:
    dossier = new_dossier(tmp_path)
    imports.import_plan(dossier, path=next(seeds.glob("000_*.txt")), year=2024)
    row = plans.annual_plan(dossier, 2024)
    assert row is not None
    paper = plans.read_plan(dossier, row.guid).paper
    assert (paper.number, paper.symbol) == ("", "KH-UBND")
    assert paper.subject == "Công tác cải cách hành chính năm 2024"
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
