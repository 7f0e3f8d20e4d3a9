"""Papers of every kind come in as what their heads say: by the name under the letterhead, else by the number."""

from pathlib import Path

import pytest
from docx import Document

from cchc_desktop.readers import read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.read_rows import ReadPlan
from cchc_desktop.rules.paper_names import PAPER_NAMES, name_by_head, name_by_symbol
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.intake import imports
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.writers.paper_writer import write_paper
from tests.readers import shapes
from tests.readers.words import counted, forgotten, texts
from tests.services.helpers import YEAR, new_dossier

PAPER = """\
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: {number}

Bình Minh, ngày 05 tháng 01 năm 2026

{head}

Căn cứ Luật Tổ chức chính quyền địa phương;
Căn cứ tình hình thực tế;

{text}

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Bốn
"""
PLAIN = "Ủy ban nhân dân xã nêu các nội dung dưới đây.\nMọi người cùng biết."
ARTICLES = "QUYẾT NGHỊ:\n\nĐiều 1. Thông qua chỉ tiêu.\n1. Thu ngân sách 5 tỷ đồng.\nĐiều 2. Giao UBND xã."


def read(folder: Path, number: str, head: str, text: str = PLAIN, form: str = "txt") -> ReadPlan:
    """The paper read, with every word accounted for."""
    path = folder / f"van-ban.{form}"
    whole = PAPER.format(number=number, head=head, text=text)
    if form == "docx":
        shapes.as_docx(whole, path)
    else:
        path.write_text(whole, encoding="utf-8")
    plan = read_plan(path)
    # The name of a kind is kept as that kind.
    assert not forgotten(read_source(path), texts(plan)) - counted(head.split("\n")[0])
    return plan


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize(
    ("number", "head", "kind", "subject"),
    [
        ("12/NQ-HĐND", "NGHỊ QUYẾT\nVề nhiệm vụ năm 2026", "letter", "Nghị quyết về nhiệm vụ năm 2026"),
        ("15/CT-UBND", "CHỈ THỊ\nVề kỷ luật hành chính", "letter", "Chỉ thị về kỷ luật hành chính"),
        ("03/HD-UBND", "Hướng dẫn\nThực hiện nội quy", "guidance", "Thực hiện nội quy"),
        ("07/ĐA-UBND", "ĐỀ ÁN\nChuyển đổi số", "letter", "Đề án chuyển đổi số"),
        ("08/PA-UBND", "PHƯƠNG ÁN PHÒNG CHÁY\nTại trụ sở", "letter", "Phương án PHÒNG CHÁY Tại trụ sở"),
        ("21/GM-UBND", "GIẤY MỜI\nHọp sơ kết", "invitation", "Họp sơ kết"),
        ("30-KL/ĐU", "K Ế T  L U Ậ N\nVề cải cách", "letter", "Kết luận về cải cách"),
        ("09/BB-UBND", "BIÊN BẢN\nHọp giao ban", "minutes", "Họp giao ban"),
        ("22/TB-UBND", "THÔNG BÁO\nKết luận cuộc họp", "notice", "Kết luận cuộc họp"),
        ("23/TTr-UBND", "TỜ TRÌNH\nVề việc phê duyệt", "submission", "Về việc phê duyệt"),
        ("24/BC-UBND", "BÁO CÁO\nKết quả tháng 1", "report", "Kết quả tháng 1"),
        ("25/UBND-VP", "V/v gửi danh sách", "letter", "gửi danh sách"),
        ("25/UBND-VP", "", "letter", ""),
        ("12/NQ-HĐND", "Về nhiệm vụ năm 2026", "letter", "Nghị quyết về nhiệm vụ năm 2026"),
        ("22/TB-UBND", "Về kết luận cuộc họp", "notice", "Về kết luận cuộc họp"),
    ],
)  # fmt: skip
def test_a_paper_is_what_its_head_says(
    tmp_path: Path, number: str, head: str, kind: str, subject: str, form: str
) -> None:
    plan = read(tmp_path, number, head, form=form)
    assert (plan.paper.kind, plan.paper.subject) == (kind, subject)
    assert plan.is_text
    is_foreign = kind == "letter" and subject[:1].isupper()
    assert any(line.startswith("Văn bản này thuộc loại") for line in plan.warnings) == is_foreign
    assert not plan.unplaced


def test_articles_of_a_resolution_stay_in_its_text(tmp_path: Path) -> None:
    plan = read(tmp_path, "12/NQ-HĐND", "NGHỊ QUYẾT\nVề nhiệm vụ năm 2026", ARTICLES)
    assert plan.paper.articles == ()
    assert [section.body.split("\n") for section in plan.sections] == [
        ["Điều 1. Thông qua chỉ tiêu.", "1. Thu ngân sách 5 tỷ đồng.", "Điều 2. Giao UBND xã."]
    ]
    assert "“Nghị quyết”" in plan.warnings[0]


def test_what_a_directive_assigns_names_it_as_the_source(tmp_path: Path) -> None:
    text = "1. Văn phòng HĐND và UBND:\na) Rà soát nội quy, xong trước ngày 10/3/2026.\n2. Công an xã:\na) Tuần tra."
    plan = read(tmp_path, "15/CT-UBND", "CHỈ THỊ\nVề kỷ luật hành chính", text)
    tasks = [task for group in plan.groups for task in group.tasks]
    assert [task.lead_text for task in tasks] == ["Văn phòng HĐND và UBND", "Công an xã"]
    assert {task.source.partition(" ngày")[0] for task in tasks} == {"Chỉ thị số 15/CT-UBND"}


def test_whom_a_telegram_goes_to_are_no_tasks(tmp_path: Path) -> None:
    text = "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐIỆN:\n- Trưởng các ấp;\n- Công an xã.\n\nBão số 3 đang đến."
    plan = read(tmp_path, "02/CĐ-UBND", "CÔNG ĐIỆN\nVề bão số 3", text)
    assert (plan.paper.addressees, plan.groups) == (("Trưởng các ấp", "Công an xã"), ())


@pytest.mark.parametrize(
    ("signed", "chair", "secretary"),
    [
        ("THƯ KÝ\n\nLê Thị Tám\n\nCHỦ TỌA\n\nTrần Văn Bốn\n", "CHỦ TỌA", "THƯ KÝ"),
        ("THƯ KÝ\nCHỦ TRÌ\n\nLê Thị Tám\nTrần Văn Bốn\n", "CHỦ TRÌ", "THƯ KÝ"),
        (
            "Chủ trì hội nghị\n\nTrần Văn Bốn\n\nNgười ghi biên bản\n\nLê Thị Tám\n",
            "CHỦ TRÌ HỘI NGHỊ",
            "NGƯỜI GHI BIÊN BẢN",
        ),
    ],
)
def test_minutes_keep_who_signed_them_and_as_what(tmp_path: Path, signed: str, chair: str, secretary: str) -> None:
    path = tmp_path / "bien-ban.txt"
    head = "UBND XÃ BÌNH MINH\n\nBIÊN BẢN\nHọp giao ban\n\nHôm nay, tại hội trường xã.\n\nI. NỘI DUNG\nBàn việc.\n\n"
    path.write_text(head + signed, encoding="utf-8")
    dossier = new_dossier(tmp_path)
    result = imports.import_plan(dossier, path=path, year=YEAR)
    assert not result.unplaced
    assert any(f"“{secretary}”" in one for one in result.warnings) == (secretary != "THƯ KÝ")  # else printed otherwise
    (guid,) = result.change.created("plan")
    paper = plans.read_plan(dossier, guid).paper
    assert (paper.signer_title, paper.signer_name, paper.secretary) == (chair, "Trần Văn Bốn", "Lê Thị Tám")
    assert paper.authority == ""
    file = tmp_path / "in.docx"
    write_paper(compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=guid)), file)
    printed = [cell.text for table in Document(str(file)).tables for row in table.rows for cell in row.cells]
    assert f"{chair}\nTrần Văn Bốn" in printed and "THƯ KÝ\nLê Thị Tám" in printed
    dossier.close()


def test_minutes_that_are_signed_like_another_paper_say_that_their_chair_signs(tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.txt"
    path.write_text(PAPER.format(number="09/BB-UBND", head="BIÊN BẢN\nHọp giao ban", text=PLAIN), encoding="utf-8")
    dossier = new_dossier(tmp_path)
    warnings = imports.import_plan(dossier, path=path, year=YEAR).warnings
    assert any("“TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH”" in one and "“CHỦ TỌA”" in one for one in warnings)
    dossier.close()


def test_whoever_signs_minutes_beside_chair_and_secretary_is_not_dropped(tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.txt"
    path.write_text(
        "BIÊN BẢN\nHọp giao ban\n\nI. NỘI DUNG\nBàn việc.\n\n"
        "THƯ KÝ\n\nLê Thị Tám\n\nTHƯ KÝ\n\nVõ Văn Chín\n\nCHỦ TRÌ\n\nTrần Văn Bốn\n",
        encoding="utf-8",
    )
    plan = read_plan(path)
    assert (plan.paper.secretary, plan.paper.signer_name) == ("Lê Thị Tám", "Trần Văn Bốn")
    assert [one.text for one in plan.unplaced] == ["THƯ KÝ: Võ Văn Chín"]


def test_a_foreign_kind_is_kept_whole_and_never_as_the_plan_of_the_year(tmp_path: Path) -> None:
    path = tmp_path / "chi-thi.txt"
    path.write_text(PAPER.format(number="15/CT-UBND", head="CHỈ THỊ\nVề kỷ luật", text=PLAIN), encoding="utf-8")
    dossier = new_dossier(tmp_path)
    result = imports.import_plan(dossier, path=path, year=YEAR)
    assert plans.annual_plan(dossier, YEAR) is None
    (row,) = plans.read_plans(dossier, YEAR)
    paper = plans.read_plan(dossier, row.guid).paper
    assert (paper.kind, paper.number, paper.symbol, paper.subject) == ("letter", "15", "CT-UBND", "Chỉ thị về kỷ luật")
    assert paper.preamble == PLAIN
    assert "“Chỉ thị”" in result.warnings[0]
    dossier.close()


def test_each_name_is_found_and_a_body_of_that_name_is_not() -> None:
    for name in PAPER_NAMES:
        for line in (name.title, name.word, f"{name.title} MẪU"):
            found = name_by_head(line)
            assert found is not None
            assert found[0].title == name.title
    for line in (
        "ĐỀ ÁN 06",
        "Hướng dẫn các phòng thực hiện",
        "QUY ĐỊNHCHUNG",
        "TỔ CÔNG TÁC ĐỀ ÁN 06",
        "Kế hoạch của xã",
    ):
        assert name_by_head(line) is None


def test_symbols() -> None:
    for symbol in ("NQ-HĐND", "2026/NQ-HĐND", "NQ/ĐU", "nq-hđnd"):
        name = name_by_symbol(symbol)
        assert name is not None
        assert name.word == "Nghị quyết"
    for symbol in ("UBND-VP", "UBND", "", "SNV-CCHC", "2026"):
        assert name_by_symbol(symbol) is None
