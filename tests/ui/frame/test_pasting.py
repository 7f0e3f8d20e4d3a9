"""Tables as Excel, Word and LibreOffice put them on the clipboard, and the preview before they are pasted."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from cchc_desktop.errors import UserError
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.frame_paste import PasteCellsDialog, PasteTasksDialog
from cchc_desktop.ui.table_models.frame_cells import COLUMNS, LEAD, TASK, TRACKING
from cchc_desktop.ui.tabs.frame.pasting import groups_of
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.tabs.frame.tables import from_html, to_html
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import choose, shown_now, stored, task_at

HEAD = ["TT", "Nhiệm vụ", "Hoạt động", "Sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành"]
TWO_TASKS = [("1.1", "Rà soát văn bản", "Soạn\nTrình ký"), ("1.2", "Công khai <danh mục> & niêm yết", "")]

EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name=ProgId content=Excel.Sheet><style><!--table {mso-displayed-decimal-separator:"\\,";}
br {mso-data-placement:same-cell;} .xl65 {mso-number-format:"\\@"; white-space:normal;} --></style></head>
<body link=blue><table border=0 cellpadding=0 style='border-collapse:collapse;width:480pt'>
<!--StartFragment--> <col width=64 span=6 style='width:48pt'>
 <tr height=20><td height=20 class=xl65>TT</td><td class=xl65>Nhiệm vụ</td><td class=xl65>Hoạt động</td>
 <td class=xl65>Sản phẩm</td><td class=xl65>Cơ quan chủ trì</td><td class=xl65>Thời gian<br>
    hoàn thành</td></tr>
 <tr height=20><td class=xl65>I</td><td colspan=5 class=xl66 style='mso-ignore:colspan'>CẢI CÁCH THỂ CHẾ</td></tr>
 <tr height=40><td class=xl65 x:str="1.1">1.1</td><td class=xl65 width=64>Rà soát văn
  bản</td><td>Soạn<br>
    Trình ký</td><td rowspan=3>Báo cáo</td><td rowspan=3 class=xl65>Văn phòng</td>
 <td align=right x:num="46295">30/09/2026</td></tr>
 <tr height=0 style='display:none'><td>9</td><td>Dòng bị lọc đi</td><td></td><td></td></tr>
 <tr height=20><td>1.2</td><td>Công khai &lt;danh mục&gt; &amp; niêm yết</td><td></td><td>Quý IV</td></tr>
<!--EndFragment--></table></body></html>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head><body lang=VI>
<!--StartFragment--><p class=MsoNormal>Trước bảng</p><table class=MsoTableGrid border=1>
 <tr style='mso-yfti-irow:0'>{head}</tr>
 <tr><td><p class=MsoNormal>I<o:p></o:p></p></td><td colspan=5><p class=MsoNormal><b>CẢI CÁCH THỂ CHẾ</b></p></td></tr>
 <tr><td><p>1.1</p></td><td><p class=MsoNormal><span style='mso-bidi-font-size:14.0pt'>Rà soát
 văn bản<o:p></o:p></span></p></td><td><p class=MsoListParagraph><![if !supportLists]><![endif]>Soạn</p>
 <p class=MsoNormal>Trình ký<o:p></o:p></p></td><td rowspan=2><p>Báo cáo</p></td><td rowspan=2><p>Văn phòng</p></td>
 <td><p>30/09/2026</p></td></tr>
 <tr><td><p>1.2</p></td><td><p>Công khai &lt;danh mục&gt; &amp; niêm yết</p></td><td><p><o:p>&nbsp;</o:p></p></td>
 <td><p>Quý IV</p></td></tr></table><!--EndFragment--></body></html>""".format(
    head="".join(f"<td width=100><p class=MsoNormal align=center><b>{words}<o:p></o:p></b></p></td>" for words in HEAD)
)

CALC = (
    """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice"/>
<style type="text/css">comment { display:none; }</style></head><body><table cellspacing="0" border="0">
<colgroup span="6" width="80"></colgroup>
<tr>"""
    + "".join(f'<td align="left" valign=top><font color="#000000">{words}</font></td>' for words in HEAD)
    + """</tr>
<tr><td height="20"><font color="#000000">I</font></td><td colspan=5><font>CẢI CÁCH THỂ CHẾ</font></td>
	</tr>
<tr><td sdval="1.1" sdnum="1033;"><font>1.1</font></td><td><font>Rà soát văn bản</font></td>
<td><font>Soạn<br>Trình ký</font></td><td rowspan=2><font>Báo cáo</font></td><td rowspan=2><font>Văn phòng</font></td>
<td align="right" sdval="46295" sdnum="1033;0;DD/MM/YYYY"><font>30/09/2026</font></td></tr>
<tr><td><font>1.2</font></td><td><font>Công khai &lt;danh mục&gt; &amp; niêm yết</font></td>
<td><font color="#000000"><br></font></td><td><font>Quý IV</font></td></tr></table></body></html>"""
)


def put(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


@pytest.mark.parametrize("html", [EXCEL, WORD, CALC], ids=["Excel", "Word", "Calc"])
def test_the_same_table_is_read_from_every_program(html: str) -> None:
    (group,) = groups_of(from_html(html)).groups
    assert group.title == "CẢI CÁCH THỂ CHẾ"
    found = [(row[Column.NUMBER], row[Column.TASK], row[Column.ACTIVITY].strip("\xa0")) for row in group.rows]
    assert found == TWO_TASKS
    assert [row[Column.LEAD] for row in group.rows] == ["Văn phòng", "Văn phòng"]
    assert [row[Column.DEADLINE] for row in group.rows] == ["30/09/2026", "Quý IV"]


def test_numbers_of_tasks_stay_texts_in_a_sheet() -> None:
    html = to_html([["1.10", "3-4", "12"]], header=False)
    assert html.count("mso-number-format") == 2  # an amount alone can still be summed


def test_the_preview_says_what_each_row_becomes_and_changes_nothing(tab: FrameTab, workspace: Workspace) -> None:
    before = stored(tab)
    choose(tab, 0, TASK)
    put("", EXCEL)
    tab.clipboard.paste()
    dialog = tab.findChild(PasteTasksDialog)
    assert isinstance(dialog, PasteTasksDialog)
    assert [dialog.table.item(row, 0).text() for row in range(1, 5)] == [
        "tiêu đề, bỏ qua",
        "nhóm",
        "nhiệm vụ mới",
        "nhiệm vụ mới",
    ]
    assert dialog.sentence.text() == "Sẽ thêm 2 nhiệm vụ; có 1 dòng nhóm."
    for choice in dialog.choices:  # its words are read whole, beside frame and arrow
        assert choice.width() >= choice.fontMetrics().horizontalAdvance(choice.currentText()) + 34
    dialog.reject()
    assert stored(tab) == before
    assert not workspace.can_undo


def test_a_wrong_column_is_corrected_in_the_preview(tab: FrameTab) -> None:
    choose(tab, 0, TASK)
    put("Việc một\tVăn phòng\tBáo cáo\tQuý I\nViệc hai\tCông an xã\tSổ\tQuý II\n")
    tab.clipboard.paste()
    dialog = tab.findChild(PasteTasksDialog)
    assert isinstance(dialog, PasteTasksDialog)
    for place, column in ((1, Column.LEAD), (2, Column.PRODUCT)):
        choice = dialog.choices[place]
        choice.setCurrentIndex(choice.findData(str(column)))
        choice.activated.emit(choice.currentIndex())
    dialog.agree.click()
    first = task_at(tab, 1)
    assert (first.text, first.lead_text, first.products[0].text) == ("Việc một", "Văn phòng", "Báo cáo")


def test_rows_that_are_there_already_are_told_and_can_be_left_out(tab: FrameTab) -> None:
    known = task_at(tab, 5)
    choose(tab, 0, TASK)
    put(f"{known.text.upper()}\tBáo cáo\tVăn phòng\tQuý I\nViệc mới hẳn\tSổ\tVăn phòng\tQuý II\n")
    tab.clipboard.paste()
    dialog = tab.findChild(PasteTasksDialog)
    assert isinstance(dialog, PasteTasksDialog)
    assert dialog.table.item(1, 0).text() == f"trùng {known.group_number}.{known.number}"
    dialog.skip.setChecked(True)
    assert dialog.agree.text() == "Dán 1 nhiệm vụ"
    dialog.agree.click()
    assert len(stored(tab)) == 64
    assert task_at(tab, 1).text == "Việc mới hẳn"


def test_cells_over_several_rows_are_shown_before_they_are_overwritten(tab: FrameTab, workspace: Workspace) -> None:
    rows = [task_at(tab, place) for place in range(2)]
    choose(tab, 0, LEAD)
    put("Tổ một\nTổ hai")
    tab.clipboard.paste()
    dialog = tab.findChild(PasteCellsDialog)
    assert isinstance(dialog, PasteCellsDialog)
    assert dialog.sentence.text() == "2 ô sẽ bị ghi đè."
    assert dialog.table.item(0, 2).text() == rows[0].lead_text
    assert dialog.table.item(1, 3).text() == "Tổ hai"
    assert shown_now(tab, rows[0].guid).lead_text == rows[0].lead_text
    dialog.agree.click()
    assert [shown_now(tab, row.guid).lead_text for row in rows] == ["Tổ một", "Tổ hai"]
    workspace.undo()
    assert [shown_now(tab, row.guid).lead_text for row in rows] == [row.lead_text for row in rows]


def test_one_text_goes_over_all_chosen_cells_at_once(tab: FrameTab) -> None:
    tab.view.choose_rows([])
    choose(tab, 0, LEAD)
    put("Tổ một")
    tab.clipboard.paste()
    assert not tab.findChildren(PasteCellsDialog)
    assert task_at(tab, 0).lead_text == "Tổ một"


@pytest.mark.parametrize("html", [False, True])
def test_a_hundred_thousand_rows_are_refused_before_they_are_read(
    tab: FrameTab, html: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[UserError] = []
    monkeypatch.setattr(alerts, "show_error", lambda _owner, error: told.append(error))
    before = stored(tab)
    choose(tab, 0, TASK)
    put(
        "Việc\tBáo cáo\tVăn phòng\tQuý I\n" * 100_000,
        f"<table>{'<tr><td>Việc</td><td>a</td></tr>' * 100_000}</table>" if html else "",
    )
    tab.clipboard.paste()
    assert "hơn 5000 dòng" in str(told[0])
    assert stored(tab) == before


def test_what_is_copied_by_rows_comes_back_the_same(tab: FrameTab, workspace: Workspace) -> None:
    rows = [task_at(tab, place) for place in range(4)]
    tab.view.choose_rows([row.guid for row in rows])
    tab.clipboard.copy()
    tab.view.choose_rows([rows[3].guid, rows[2].guid])
    tab.clipboard.paste()
    dialog = tab.findChild(PasteTasksDialog)
    assert isinstance(dialog, PasteTasksDialog)
    dialog.agree.click()
    new = [row for row in stored(tab) if row.text in {row.text for row in rows} and row.guid not in
           {row.guid for row in rows}]  # fmt: skip
    assert [row.cells for row in new] == [row.cells for row in rows]
    assert len(COLUMNS) == TRACKING
