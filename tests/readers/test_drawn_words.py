"""Words and values that are drawn: EQ fields, charts and diagrams of Word and Excel, text boxes of VML."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference

from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.docx_eq import equation_of
from tests.readers.word_files import field, instruct, paragraph, part, read_body, run, texts


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (r"\f(Số hồ sơ đúng hạn;Tổng số hồ sơ)", "Số hồ sơ đúng hạn / Tổng số hồ sơ"),
        (r"\f(1,5;2)", "1,5 / 2"),
        (r"\F(a+b,c)", "(a+b) / c"),
        (r"x\s\up8(2) + y\s\do6(i)", "x^2 + y_i"),
        (r"\r(3;x+1)", "∛(x+1)"),
        (r"\r(;a)", "√(a)"),
        (r"\i\su(i=1;n;x\s\do4(i))", "∑_(i=1)^n x_i"),
        (r"\b\lc\{\rc\}(\a\al\co2\hs3(1;2;3;4))", "{[1, 2; 3, 4]}"),
        (r"\b\bc\[(x)", "[x]"),
        (r"\x\to\bo(Đạt)", "Đạt"),
        (r"K = \f(\r(2;a);b\s\up4(2)) (điểm)", "K = √(a) / b^2 (điểm)"),
        (r"\o\al(x;–)", "x–"),
        (r"50\,5", "50,5"),
        (r"\f(a", ""),
        (r"\f(a;b;c)", ""),
    ],
)
def test_equations_of_fields(typed: str, line: str) -> None:
    assert equation_of(f" EQ {typed} ") == line


@given(st.text(alphabet=r"\afrsibox(;,)12 {}lcup", max_size=60))
def test_no_instruction_breaks(typed: str) -> None:
    equation_of(f"EQ {typed}")


def test_an_equation_of_a_field_stands_in_its_line(tmp_path: Path) -> None:
    body = paragraph("Điểm = ", field(instruct(r" EQ \f(a;") + instruct("b) "), None), run(" × 2"))
    body += paragraph("lạ ", field(instruct(r" EQ \q(a) "), None))
    source = read_body(tmp_path, body)
    assert texts(source) == ["Điểm = a / b × 2", "lạ"]
    assert source.warnings == ("Chưa đọc từ tệp này: công thức: 1 (dòng 2).",)


def test_a_text_box_of_vml_is_read_where_it_hangs(tmp_path: Path) -> None:
    box = f"<v:textbox><w:txbxContent>{paragraph('Ghi chú trong khung')}</w:txbxContent></v:textbox>"
    body = paragraph("một", f"<w:r><w:pict><v:group><v:rect>{box}</v:rect></v:group></w:pict></w:r>") + paragraph("hai")
    source = read_body(tmp_path, body)
    assert texts(source) == ["một", "Ghi chú trong khung", "hai"]
    assert source.warnings == ()


def _cache(kind: str, *values: str, code: str = "") -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    form = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    return f"<c:{kind}Ref><c:{kind}Cache>{form}{points}</c:{kind}Cache></c:{kind}Ref>"


def test_a_chart_says_its_series_and_values_at_its_line(tmp_path: Path) -> None:
    series = (
        f"<c:ser><c:tx>{_cache('str', 'Năm 2026')}</c:tx><c:cat>{_cache('str', 'Quý I', 'Quý II')}</c:cat>"
        f"<c:val>{_cache('num', '0.855', '0.9', code='0.0%')}</c:val></c:ser>"
        f"<c:ser><c:tx><c:v>Năm 2025</c:v></c:tx><c:val>{_cache('num', '12.5', '3')}</c:val></c:ser>"
    )
    title = f"<c:title><c:tx>{_cache('str', 'Tỷ lệ đúng hạn')}</c:tx></c:title>"
    chart = part("c:chartSpace", title + series)
    points = "".join(f"<dgm:pt><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:pt>" for text in ("Bước 1", "Bước 2"))
    drawn = '<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r>'
    diagram = '<w:r><w:drawing><dgm:relIds r:dm="rId2"/></w:drawing></w:r>'
    related = {"charts/c1.xml": ("chart", chart), "d1.xml": ("diagramData", part("dgm:dataModel", points))}
    source = read_body(tmp_path, paragraph("a") + paragraph("b", drawn, diagram), related)
    assert source.asides == (
        (2, "Tỷ lệ đúng hạn; Năm 2026: Quý I 85,5%, Quý II 90,0%; Năm 2025: Quý I 12,5, Quý II 3", "Biểu đồ"),
        (2, "Bước 1; Bước 2", "sơ đồ SmartArt"),
    )


def test_a_chart_of_a_sheet_says_its_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Quý", "Hồ sơ"), ("I", 12), ("II", 15)):
        book.active.append(row)
    chart = BarChart()
    chart.title = "Hồ sơ theo quý"
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(chart, "D4")
    book.save(tmp_path / "a.xlsx")
    source = read_source(tmp_path / "a.xlsx")
    assert ("Hồ sơ theo quý", "Biểu đồ hoặc sơ đồ ở Sheet, dòng 4") in [
        (text, where) for _row, text, where in source.asides
    ]
