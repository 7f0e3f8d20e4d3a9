"""The progress sheet: its numbers add up, what is counted is listed, and all three formats say the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from docx import Document as read_docx
from openpyxl import load_workbook

from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Paragraph
from cchc_desktop.documents.progress_sheet import compose_progress_sheet
from cchc_desktop.services import exports, offices
from cchc_desktop.services.frame.progress_sheets import progress_of
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.plans import read_plan
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.dossier import Dossier

YEAR, DAY = 2026, date(2026, 9, 8)


@pytest.fixture(scope="module")
def dossier(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    opened = Dossier.open(new_sample(tmp_path_factory.mktemp("sample")), backup=False)
    yield opened
    opened.close()


def main_guid(dossier: Dossier) -> str:
    plan = plans.main_plan(dossier, YEAR)
    assert plan is not None
    return plan.guid


def test_fields_add_up_to_the_plan(dossier: Dossier) -> None:
    view = progress_of(read_plan(dossier, main_guid(dossier)), DAY)
    for name in ("done", "in_progress", "late", "not_started", "set_aside", "total"):
        assert sum(getattr(field, name) for field in view.fields) == getattr(view.whole, name)
    assert view.whole.total == 63
    assert view.whole.late == len(view.late) == 3
    assert view.whole.done_share == round(Decimal(100 * view.whole.done) / 63, 2)
    assert [one.days for one in view.late] == sorted(one.days for one in view.late)
    assert all(one.days < 0 for one in view.late)
    assert all(0 <= one.days <= view.soon_days for one in view.soon)


def test_another_day_tells_another_story(dossier: Dossier) -> None:
    first = progress_of(read_plan(dossier, main_guid(dossier)), date(2026, 1, 1))
    last = progress_of(read_plan(dossier, main_guid(dossier)), date(2027, 6, 1))
    assert not first.late
    assert len(last.late) > 20
    assert not last.soon


@pytest.mark.parametrize("long", [1, 3])
@pytest.mark.parametrize("day", [date(2026, 2, 1), DAY, date(2027, 6, 1)])
def test_what_is_counted_is_listed(dossier: Dossier, day: date, long: int) -> None:
    whole = plans.read_plan(dossier, main_guid(dossier))
    tasks = tuple(replace(t, text=f"{t.text} " * long, lead_text="\n".join([t.lead_text] * long)) for t in whole.tasks)
    style = load_house_style()
    view = progress_of(replace(whole, tasks=tasks), day)
    document = compose_progress_sheet(view, offices.read_office(dossier, YEAR), style)
    listed = [row for table in list(document.tables())[1:] for row in table.rows if row.kind == "row"]
    assert len(listed) == len(view.late) + len(view.soon)
    (note,) = [block for block in document.parts[0].blocks if isinstance(block, Paragraph)]
    assert "Tỷ lệ hoàn thành tính trên 63 nhiệm vụ đề ra trong kế hoạch." in note.text.replace("\u00a0", " ")


def test_word_pdf_and_excel_say_the_same(dossier: Dossier, tmp_path: Path) -> None:
    steps = exports.export(
        dossier, Wish(YEAR, as_of=DAY), what=["progress"], formats=["docx", "pdf", "xlsx"], out=tmp_path
    )
    assert len(list(steps)) == 4
    totals, urgent = read_docx(str(tmp_path / "Tong-hop-tien-do-2026.docx")).tables[1:3]
    last = [cell.text for cell in totals.rows[-1].cells]
    assert last[1:] == ["TỔNG CỘNG", "63", "31", "23", "3", "5", "1", "49,21%"]
    assert "NHIỆM VỤ QUÁ HẠN" in urgent.rows[1].cells[1].text
    text = pypdf.PdfReader(tmp_path / "Tong-hop-tien-do-2026.pdf").pages[0].extract_text()
    assert "TỔNG HỢP TIẾN ĐỘ" in text
    assert "08/9/2026" in text
    book = load_workbook(tmp_path / "Tong-hop-tien-do-2026.xlsx")
    assert book.sheetnames == ["Tổng hợp tiến độ", "Nhiệm vụ cần đôn đốc"]
    rows = [[cell.value for cell in row] for row in book["Tổng hợp tiến độ"].iter_rows()]
    (found,) = [row for row in rows if "TỔNG CỘNG" in row]
    assert found[2:8] == [63, 31, 23, 3, 5, 1]
