"""Files that are broken, disguised, oversized or made to harm: a clear sentence each, and no harm."""

import os
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_criteria, read_figures, read_outline, read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.source import SourceLine

PAPERS = Path(__file__).resolve().parent.parent / "papers"
READERS = [read_plan, read_outline, read_criteria, read_figures]
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
PLAN = (PAPERS / "decision_and_plan.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rong.txt", b"", "rỗng"),
        ("rong.docx", b"", "rỗng"),
        ("anh.docx", JPEG, "ảnh"),
        ("anh.xlsx", JPEG, "ảnh"),
        ("cu.doc", OLE, "hỏng"),
        ("khoa.docx", OLE, "hỏng"),
        ("van-ban.pdf", b"%PDF-1.7\n" + bytes(100), "PDF"),
        ("trang.doc", b"<html><body> </body></html>", "trang web"),
        ("rac.txt", bytes(range(256)) * 40, "không phải văn bản"),
        ("cat.docx", b"PK\x03\x04" + b"abc" * 100, "hỏng"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, read, name: str, content: bytes, said: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        read(path)
    assert said in str(refused.value)
    assert name in str(refused.value)
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.docx", tmp_path):
        with pytest.raises(UserError):
            read_plan(path)


def test_a_huge_text_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "to.txt"
    with path.open("wb") as stream:
        stream.write("KẾ HOẠCH\n".encode())
        os.truncate(path, 200 * 1024 * 1024)
    with pytest.raises(UserError, match="200 MB"):
        read_plan(path)


def office(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = office(tmp_path / "bom.docx", {"word/document.xml": b"<a>" + b" " * (150 * 1024 * 1024) + b"</a>"})
    with pytest.raises(UserError, match="giải nén"):
        read_plan(path)


def test_too_many_parts(tmp_path: Path) -> None:
    path = office(tmp_path / "nhieu.xlsx", {f"p{n}.xml": b"" for n in range(10_001)})
    with pytest.raises(UserError, match="giải nén"):
        read_plan(path)


def test_an_archive_that_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.docx"):
        read_plan(office(tmp_path / "nen.zip", {"a.txt": b"a"}))


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
def test_entities_are_refused(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("rieng tu", encoding="utf-8")
    xml = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>'.encode()
    with pytest.raises(UserError) as refused:
        read_plan(office(tmp_path / "thuc-the.docx", {name: xml}))
    assert "rieng tu" not in str(refused.value)


@pytest.mark.parametrize("xml", [b"", b"<a>", b"not xml", b"<w:document xmlns:w='urn:x'/>", b"\xff\xfe<a/>"])
@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
def test_broken_parts(tmp_path: Path, name: str, xml: bytes) -> None:
    with pytest.raises(UserError):
        read_plan(office(tmp_path / "hong.docx", {name: xml}))


def test_a_sheet_that_claims_to_be_endless(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"])
    book.active.append([1, "Soạn quy chế", "Tư pháp", "Quý I"])
    book.active["XFD1048576"] = "xa"
    book.save(tmp_path / "nho.xlsx")
    with zipfile.ZipFile(tmp_path / "nho.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    endless = (
        b'</sheetData><mergeCells count="2"><mergeCell ref="A3:XFC1048575"/><mergeCell ref="A1:A1048576"/></mergeCells>'
    )
    parts[sheet] = parts[sheet].replace(b"</sheetData>", endless)
    plan = read_plan(office(tmp_path / "rong.xlsx", parts))
    assert plan.groups[0].tasks[0].text == "Soạn quy chế"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_other_unicode_forms(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(PLAN.encode(encoding))
    assert [len(group.tasks) for group in read_plan(path).groups] == [2, 3]


def test_decomposed_text_and_the_old_windows_page(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(unicodedata.normalize("NFD", PLAN), encoding="utf-8")
    plan = read_plan(path)
    assert plan.groups[1].title == "Thủ tục cho người dân"
    # Windows-1258 has the letters ă â đ ê ô ơ ư, and writes a tone after its letter.
    tones = "\u0300\u0301\u0303\u0309\u0323"
    old = ""
    for char in PLAN.replace("–", "-"):
        parts = unicodedata.normalize("NFD", char)
        old += unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        old += "".join(c for c in parts if c in tones)
    path.write_bytes(old.encode("cp1258"))
    assert read_plan(path).groups[1].title == "Thủ tục cho người dân"


TCVN3 = (
    "KÕ ho¹ch c¶i c¸ch hµnh chÝnh n¨m 2024 cña x· B×nh Minh. N©ng cao chÊt l­îng phôc vô nh©n d©n, "
    "c«ng khai thñ tôc hµnh chÝnh, ®Èy m¹nh øng dông c«ng nghÖ th«ng tin trong gi¶i quyÕt hå s¬.\n"
)
VNI = (
    "Keá hoaïch caûi caùch haønh chính naêm 2024 cuûa xaõ Bình Minh. Naâng cao chaát löôïng phuïc vuï nhaân daân, "
    "coâng khai thuû tuïc haønh chính, ñaåy maïnh öùng duïng coâng ngheä thoâng tin trong giaûi quyeát hoà sô.\n"
)


SHOWN = (
    "Kế hoạch cải cách hành chính năm 2024 của xã Bình Minh. Nâng cao chất lượng phục vụ nhân dân, "
    "công khai thủ tục hành chính, đẩy mạnh ứng dụng công nghệ thông tin trong giải quyết hồ sơ."
)


@pytest.mark.parametrize("text", [TCVN3, VNI])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_whole_texts_in_old_fonts_are_made_unicode(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "phong-cu.txt"
    path.write_bytes(("I. NỘI\n" if encoding == "utf-8" else "I. NOI\n").encode(encoding) + text.encode(encoding))
    source = read_source(path)
    line = source.blocks[1]
    assert isinstance(line, SourceLine) and line.text == SHOWN
    assert [(each.line, each.typed, each.shown) for each in source.rewritten] == [(2, text.strip(), SHOWN)]
    assert any("Dòng 2" in words and "“Kế hoạch" in words for words in source.warnings)


def test_old_fonts_in_word_and_excel(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(TCVN3)
    document.save(str(tmp_path / "cu.docx"))
    book = openpyxl.Workbook()
    book.active.append([VNI])
    book.save(tmp_path / "cu.xlsx")
    line = read_source(tmp_path / "cu.docx").blocks[0]
    assert isinstance(line, SourceLine) and line.text == SHOWN
    assert read_source(tmp_path / "cu.xlsx").tables()[0].rows[0].cells == (SHOWN,)


def test_english_and_symbols_are_not_taken_for_old_fonts(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN + "\nISO 9001®, 25 °C ± 2, café, naïve, Übung, «x»\n", encoding="utf-8")
    assert read_plan(path).groups
