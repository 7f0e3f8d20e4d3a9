"""Tables that no office should send, and some do: read faithfully or refused with a sentence, never half."""

import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import Table

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_plan, read_plan_text
from cchc_desktop.readers.any_file import read_copied, read_source
from cchc_desktop.readers.guards import MAX_LINES
from tests.readers.old_workbooks import container
from tests.readers.test_hostile import office
from tests.readers.test_tables import fill
from tests.readers.word_files import word_file
from tests.readers.workbooks import rows_of, sheet, strings, workbook

HEADER = ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
ROW = ["1", "Rà soát thủ tục", "Văn phòng", "Quý I/2026"]


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize(
    ("name", "streams", "said"),
    [
        ("khoa.xlsx", ("EncryptionInfo", "EncryptedPackage"), "bảo vệ bằng mật khẩu"),
        ("khoa.docx", ("EncryptedPackage",), "bảo vệ bằng mật khẩu"),
        ("cu.docx", ("WordDocument",), "định dạng Word cũ"),
        ("cu.xlsx", ("Workbook",), "hỏng"),
        ("thu.docx", ("__properties_version1.0",), "Word, Excel cũ|hỏng"),
    ],
)
def test_containers_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, streams: tuple[str, ...], said: str, torn: bool
) -> None:
    """By what lies at their top, even where the tables at their end are gone."""
    monkeypatch.setenv("PATH", str(tmp_path))  # where no program is that could convert them
    path = tmp_path / name
    whole = container({stream: b"x" * 600 for stream in streams})
    path.write_bytes(whole[:-512] if torn else whole)
    with pytest.raises(UserError, match=said):
        read_plan(path)


@pytest.mark.parametrize("name", ["ke-hoach.doc", "ke-hoach.xls", "ke-hoach"])
def test_a_new_file_under_an_old_name_is_read(tmp_path: Path, name: str) -> None:
    document = docx.Document()
    fill(document.add_table(2, 4), [HEADER, ROW])
    document.save(str(tmp_path / name))
    assert read_plan(tmp_path / name).groups[0].tasks[0].text == "Rà soát thủ tục"


def test_a_paste_of_a_hundred_thousand_rows_is_refused_before_it_is_taken_apart() -> None:
    rows = "\n".join("\t".join(ROW) for _ in range(MAX_LINES + 2))
    with pytest.raises(UserError, match="100000"):
        read_plan_text(rows)
    with pytest.raises(UserError, match="100000"):
        read_copied("", "<table>" + "<tr><td>1<td>2</tr>" * (MAX_LINES + 1) + "</table>")


def test_tables_nested_many_times_keep_their_words(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(2, 4)
    fill(outer, [HEADER, ROW])
    cell = outer.cell(1, 1)
    for depth in range(12):
        inner: Table = cell.add_table(1, 1)
        cell = inner.cell(0, 0)
        cell.text = f"Ý {depth}"
    document.save(str(tmp_path / "long.docx"))
    text = read_plan(tmp_path / "long.docx").groups[0].tasks[0].text
    assert all(f"Ý {depth}" in text for depth in range(12))


def test_tables_nested_without_end_are_refused(tmp_path: Path) -> None:
    inner = b"<w:tbl><w:tr><w:tc>" * 400 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 400
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = b"<w:document " + space + b"><w:body>" + inner + b"</w:body></w:document>"
    with pytest.raises(UserError):
        read_plan(office(tmp_path / "sau.docx", {"word/document.xml": xml}))


def test_one_cell_merged_over_the_whole_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Nhiệm vụ, Chủ trì, Thời hạn"
    book.active.merge_cells("A1:Z500")
    book.save(tmp_path / "gop.xlsx")
    with pytest.raises(UserError):
        read_plan(tmp_path / "gop.xlsx")


def test_word_cells_merged_down_the_whole_table_hold_for_every_task(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(5, 4)
    fill(
        table,
        [
            HEADER,
            *([str(n), f"Việc {n}", "Văn phòng" if n == 1 else "", "Quý I" if n == 1 else ""] for n in range(1, 5)),
        ],
    )
    for column in (2, 3):
        table.cell(1, column).merge(table.cell(4, column))
    document.save(str(tmp_path / "gop.docx"))
    tasks = read_plan(tmp_path / "gop.docx").groups[0].tasks
    assert [(task.text, task.lead_text, task.deadline) for task in tasks] == [
        (f"Việc {n}", "Văn phòng", "Quý I") for n in range(1, 5)
    ]


def test_control_characters_and_their_escapes_go(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(["1", "Rà_x0007_ soát_x000D_", "Văn\u200b phòng", "Quý I"])
    book.save(tmp_path / "la.xlsx")
    task = read_plan(tmp_path / "la.xlsx").groups[0].tasks[0]
    assert (task.text, task.lead_text) == ("Rà soát", "Văn phòng")
    plan = read_plan_text("\t".join(HEADER) + "\n1\tRà\x07 soát\x00\tVăn\u202e phòng\tQuý I")
    assert plan.groups[0].tasks[0].text == "Rà soát"


def test_formulas_say_what_they_showed_and_numbers_become_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(["=ROW()", "Rà soát", "Văn phòng", 46127])
    book.active.append([2, "Họp", "Văn phòng", "x"])
    book.save(tmp_path / "cong-thuc.xlsx")
    with zipfile.ZipFile(tmp_path / "cong-thuc.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    formula = b'<c r="D3"><f>B2&amp;"!"</f><v>46128</v></c>'
    start = parts[sheet].index(b'<c r="D3"')
    end = parts[sheet].index(b"</row>", start)
    parts[sheet] = parts[sheet][:start] + formula + parts[sheet][end:]
    plan = read_plan(office(tmp_path / "co-ket-qua.xlsx", parts))
    assert [task.deadline for task in plan.groups[0].tasks] == ["15/4/2026", "16/4/2026"]
    assert any("công thức" in warning for warning in plan.warnings)


def test_one_cell_named_again_and_again_is_bounded_and_keeps_all_texts(tmp_path: Path) -> None:
    cells = "".join(f'<c r="A1" t="inlineStr"><is><t>{word}</t></is></c>' for word in ("một", "hai", "ba"))
    few = workbook(tmp_path / "it.xlsx", {"xl/worksheets/sheet1.xml": sheet(f"<row>{cells}</row>")})
    (table,) = read_source(few).tables()
    assert table.rows[0].cells == ("một\nhai\nba",)
    many = '<row r="1">' + '<c r="A1" t="s"><v>0</v></c>' * 3_000 + "</row>"
    parts = {"xl/worksheets/sheet1.xml": sheet(many), "xl/sharedStrings.xml": strings("việc " * 6_000)}
    with pytest.raises(UserError, match="giải nén"):
        read_source(workbook(tmp_path / "nhieu.xlsx", parts))


def test_columns_hidden_fifty_thousand_times(tmp_path: Path) -> None:
    columns = "<cols>" + '<col min="1" max="256" hidden="1"/>' * 50_000 + "</cols>"
    rows = rows_of([HEADER, *[ROW] * 300])
    path = workbook(tmp_path / "an.xlsx", {"xl/worksheets/sheet1.xml": sheet(rows, before=columns)})
    begin = time.process_time()
    assert any("cột A, B, C, D bị ẩn" in warning for warning in read_source(path).warnings)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("value", ["1e5000000000000000", "-1e5000000000000000", "1e309"])
def test_a_number_that_no_computer_holds_stays_as_it_is_written(tmp_path: Path, value: str) -> None:
    rows = rows_of([HEADER, ROW]) + f"<row><c/><c><v>{value}</v></c></row>"
    source = read_source(workbook(tmp_path / "so.xlsx", {"xl/worksheets/sheet1.xml": sheet(rows)}))
    assert source.tables()[0].rows[2].cells[1] == value
    assert any(value in warning for warning in source.warnings)


@pytest.mark.parametrize("where", ["{}", "<w:tbl><w:tr><w:tc><w:p/>{}</w:tc></w:tr></w:tbl>"])
def test_a_file_inserted_a_thousand_times_is_not_a_thousand_files(tmp_path: Path, where: str) -> None:
    body = where.format('<w:altChunk r:id="rId1"/>' * 1_000)
    path = word_file(tmp_path / "chen.docx", body, {"c.txt": ("aFChunk", "việc cần làm " * 50_000)})
    with pytest.raises(UserError, match="giải nén"):
        read_source(path)


def test_files_inserted_into_one_another_share_the_bounds_of_the_one_that_holds_them(tmp_path: Path) -> None:
    chunk, words = '<w:altChunk r:id="rId1"/>', "<w:p><w:r><w:t>việc</w:t></w:r></w:p>"
    inner = word_file(tmp_path / "a.docx", words * 500).read_bytes()
    middle = word_file(tmp_path / "b.docx", chunk * 40, {"c.docx": ("aFChunk", inner)}).read_bytes()
    outer = word_file(tmp_path / "c.docx", chunk * 40, {"c.docx": ("aFChunk", middle)})
    begin = time.process_time()
    with pytest.raises(UserError):
        read_source(outer)
    assert time.process_time() - begin < 5
