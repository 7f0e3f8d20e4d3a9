"""The ninth column of a frame, "Ghi chú": read, kept, printed and moved like the others, in the plans that have it."""

from pathlib import Path

from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.frame_columns import FURTHER, Column
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.history import read_history
from cchc_desktop.services.intake import comparing, import_merge, imports
from cchc_desktop.services.papers import plan_copies, plans
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.search.searching import search
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.documents.reading import texts_of
from tests.services.helpers import YEAR, new_dossier, with_plan

FRAME = (
    "| TT | Nhiệm vụ | Sản phẩm | Chủ trì | Thời gian | Ghi chú |\n|---|---|---|---|---|---|\n"
    "| I | CẢI CÁCH THỂ CHẾ | | | | |\n"
    "| 1 | Rà soát văn bản | Báo cáo | Văn phòng | Quý I/2026 | Kinh phí tỉnh cấp năm 2026 |\n"
    "| 2 | Kiểm tra văn bản | Biên bản | Văn phòng | Quý II/2026 | |\n"
)


def view_of(dossier: Dossier) -> YearPaperView:
    plan = plans.annual_plan(dossier, YEAR)
    assert plan is not None
    return plans.read_plan(dossier, plan.guid)


def printed(dossier: Dossier, what: str = "frame") -> list[str]:
    document = compose(dossier, Printout(what), Wish(YEAR))
    return [text for part in document.parts for block in part.blocks for text in texts_of(block)]


def imported(tmp_path: Path) -> Dossier:
    dossier = new_dossier(tmp_path)
    file = tmp_path / "khung.txt"
    file.write_text(FRAME, encoding="utf-8")
    imports.import_plan(dossier, path=file, year=YEAR)
    return dossier


def test_a_file_that_has_the_column_gives_it_to_the_plan(tmp_path: Path) -> None:
    dossier = imported(tmp_path)
    view = view_of(dossier)
    assert view.plan.further_columns == (Column.NOTE,)
    assert [task.cells.get(Column.NOTE, "") for task in view.tasks] == ["Kinh phí tỉnh cấp năm 2026", ""]
    texts = printed(dossier)
    assert texts.index("Ghi chú") == texts.index("Kinh phí") + 1
    assert "Kinh phí tỉnh cấp năm 2026" in texts
    assert [hit.title for hit in search(dossier, "tinh cap")] == ["Rà soát văn bản"]
    dossier.close()


def test_a_plan_without_it_prints_eight_columns_until_it_is_asked_for(tmp_path: Path) -> None:
    dossier, plan_guid, guids = with_plan(tmp_path)
    assert "Ghi chú" not in printed(dossier)
    plans.set_further_columns(dossier, plan_guid=plan_guid, columns=FURTHER)
    assert "Ghi chú" in printed(dossier)
    tasks.set_cells(dossier, cells=[(guids[0], Column.NOTE, "Chờ hướng dẫn")])
    plans.set_further_columns(dossier, plan_guid=plan_guid, columns=())
    assert "Chờ hướng dẫn" not in printed(dossier)
    plans.set_further_columns(dossier, plan_guid=plan_guid, columns=FURTHER)
    assert "Chờ hướng dẫn" in printed(dossier)
    assert next((row.what, row.after) for row in read_history(dossier, guids[0])) == ("task.note", "Chờ hướng dẫn")
    dossier.close()


def test_what_is_typed_or_pasted_shows_the_column_and_undo_takes_both_back(tmp_path: Path) -> None:
    dossier, _plan_guid, guids = with_plan(tmp_path)
    change = tasks.set_cells(dossier, cells=[(guids[0], Column.NOTE, "Gấp")])
    assert view_of(dossier).plan.further_columns == (Column.NOTE,)
    undo(dossier, change)
    assert view_of(dossier).plan.further_columns == ()
    assert Column.NOTE not in view_of(dossier).tasks[0].cells
    group = view_of(dossier).groups[0].guid
    tasks.paste_tasks(dossier, group_guid=group, rows=[{Column.TASK: "Mới", Column.NOTE: "Gấp"}])
    assert view_of(dossier).plan.further_columns == (Column.NOTE,)
    dossier.close()


def test_a_list_says_it_behind_its_label_and_a_list_is_read_so(tmp_path: Path) -> None:
    dossier = imported(tmp_path)
    plans.set_frame_mode(dossier, plan_guid=view_of(dossier).plan.guid, frame_mode="list")
    said = [text.replace("\xa0", " ") for text in printed(dossier, "plan")]
    assert "- Ghi chú: Kinh phí tỉnh cấp năm 2026." in said
    file = tmp_path / "danh-sach.txt"
    file.write_text(
        "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n1. Cải cách thể chế\n"
        "a) Rà soát văn bản\n- Chủ trì: Văn phòng\n- Thời gian: Quý I/2026\n- Ghi chú: Tỉnh cấp tiền\n",
        encoding="utf-8",
    )
    (group,) = imports.preview_plan(file).groups
    assert [task.cells.get(Column.NOTE) for task in group.tasks] == ["Tỉnh cấp tiền"]
    dossier.close()


def test_a_newer_file_is_compared_in_it_and_a_new_year_takes_it_over(tmp_path: Path) -> None:
    dossier = imported(tmp_path)
    view = view_of(dossier)
    file = tmp_path / "moi.txt"
    file.write_text(FRAME.replace("Kinh phí tỉnh cấp", "Xã tự cân đối"), encoding="utf-8")
    theirs = comparing.incoming(imports.preview_plan(file).groups)
    rows = comparing.compare_with(dossier, plan_guid=view.plan.guid, theirs=theirs)
    assert rows[0].columns == (Column.NOTE,)
    import_merge.take_rows(dossier, plan_guid=view.plan.guid, rows=rows, taken={0})
    assert view_of(dossier).tasks[0].cells[Column.NOTE] == "Xã tự cân đối năm 2026"
    plan_copies.copy_plan(dossier, plan_guid=view.plan.guid, year=YEAR + 1)
    copy = plans.annual_plan(dossier, YEAR + 1)
    assert copy is not None and copy.further_columns == (Column.NOTE,)
    assert tasks.read_tasks(dossier, copy.guid)[0].cells[Column.NOTE] == "Xã tự cân đối năm 2027"
    dossier.close()
