"""Papers of a dossier, as they were issued and in files, beside each other: read, compared, written side by side."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from cchc_desktop import paths
from cchc_desktop.commands.opening import carried_out
from cchc_desktop.errors import UserError
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.paper_blocks import Became, differs
from cchc_desktop.services.frame.tasks import read_tasks, set_cells
from cchc_desktop.services.papers.compared_words import became_name, counted
from cchc_desktop.services.papers.comparing import (
    ComparedPapers,
    PaperChoice,
    chosen_file,
    comparison,
    find_choice,
    papers_to_compare,
    write_comparison,
)
from cchc_desktop.services.papers.issuing import issue_paper, signed_guid
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.storage.dossier import Dossier


@pytest.fixture(scope="module")
def dossier(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """The sample, its plan issued and edited since: a deadline changed."""
    made = Dossier.open(new_sample(tmp_path_factory.mktemp("compared")))
    plan = annual_plan(made, 2026)
    assert plan is not None
    guid = signed_guid(made, plan.paper_guid)
    issue_paper(made, paper_guid=guid, number="08", issued_on=date(2026, 1, 12), today=date(2026, 2, 1))
    tasks = read_tasks(made, plan.guid)
    set_cells(made, cells=[(tasks[4].guid, Column.DEADLINE, "Trước ngày 20/02/2026")])
    yield made
    made.close()


def compared(dossier: Dossier | None, before: PaperChoice, after: PaperChoice, years: bool = False) -> ComparedPapers:
    return carried_out(comparison(dossier, before, after, years))


def issued(dossier: Dossier) -> PaperChoice:
    return next(one for one in papers_to_compare(dossier) if one.issued_guid)


def test_all_papers_reports_and_issued_versions_can_be_chosen(dossier: Dossier) -> None:
    found = papers_to_compare(dossier)
    assert [one.year for one in found] == sorted((one.year for one in found), reverse=True)
    assert any(one.is_report and one.year == 2025 for one in found)
    assert issued(dossier).title.startswith("2026: bản đã ban hành, số 08/QĐ-UBND ngày 12/01/2026, phiên bản 1")


def test_a_paper_is_found_by_year_words_number_period_and_guid(dossier: Dossier) -> None:
    plan = find_choice(dossier, "2026")
    assert find_choice(dossier, "2026: 08/QĐ-UBND") == plan
    assert find_choice(dossier, plan.paper_guid) == plan
    assert find_choice(dossier, issued(dossier).issued_guid) == issued(dossier)
    assert find_choice(dossier, "2026-9M").is_report
    assert find_choice(dossier, "ke-hoach.docx").path == Path("ke-hoach.docx")
    with pytest.raises(UserError, match="không phải là văn bản trong hồ sơ này"):
        find_choice(dossier, "kế hoạch nào đó")


def test_a_draft_differs_from_what_was_issued_in_what_was_edited_alone(dossier: Dossier) -> None:
    found = compared(dossier, issued(dossier), find_choice(dossier, "2026")).found
    (row,) = [row for row in found.rows if differs(row, True)]
    assert row.became is Became.CHANGED
    (cell,) = [cell for cell in row.cells if cell.before != cell.after]
    assert (cell.column, cell.after) == (Column.DEADLINE, "Trước ngày 20/02/2026")
    assert counted(found).startswith("Số dòng: 1 sửa; ")
    assert became_name(row) == "sửa"
    assert not list((paths.home() / "opened").glob("*/*.docx"))  # what was laid out to be read is gone


def test_files_are_compared_without_a_dossier_and_written_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "cu.txt").write_text(
        "I. MỤC ĐÍCH\n- Rà soát 10 thủ tục.\n- Gần dân.\n- Đúng hẹn.\nNăm 2025.\n", encoding="utf-8"
    )
    (tmp_path / "moi.txt").write_text(
        "I. MỤC ĐÍCH\n- Gần dân.\n- Đúng hẹn.\n- Rà soát 12 thủ tục.\nNăm 2026.\n", encoding="utf-8"
    )
    before, after = (chosen_file(tmp_path / name) for name in ("cu.txt", "moi.txt"))
    sheet = compared(None, before, after, years=True)
    assert [row.became for row in sheet.found.rows].count(Became.MOVED_CHANGED) == 1
    assert sum(differs(row, True) for row in sheet.found.rows) == 1
    for ending in ("docx", "pdf"):
        write_comparison(sheet, tmp_path / f"so-sanh.{ending}")
    table = Document(str(tmp_path / "so-sanh.docx")).tables[0]
    bold = [[run.text for p in cell.paragraphs for run in p.runs if run.bold] for cell in table.rows[-1].cells]
    assert bold[2:] == [[" 10"], [" 12"]]
    words = PdfReader(tmp_path / "so-sanh.pdf").pages[0].extract_text()
    assert "BẢNG SO SÁNH VĂN BẢN" in words and "Chuyển chỗ và sửa" in " ".join(words.split())
    assert "1 dòng chuyển chỗ và sửa; 4 giữ nguyên." in " ".join(words.split())
    assert "Không kể khác nhau về năm" in " ".join(words.split())
    write_comparison(sheet, tmp_path / "ca.docx", only_differences=False)
    assert len(Document(str(tmp_path / "ca.docx")).tables[0].rows) > len(table.rows)


def test_equal_papers_are_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Uỷ ban  nhân dân\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ủy ban nhân dân\n", encoding="utf-8")
    sheet = compared(None, chosen_file(tmp_path / "a.txt"), chosen_file(tmp_path / "b.txt"))
    assert counted(sheet.found, small=False) == "Hai văn bản không khác nhau: 1 dòng giống nhau."
    write_comparison(sheet, tmp_path / "c.docx", small=False)
    assert not Document(str(tmp_path / "c.docx")).tables
