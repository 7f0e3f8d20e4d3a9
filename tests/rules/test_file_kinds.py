"""Before a file of somebody else's is opened: whether it can act by itself, and what its name says it is."""

import pytest

from cchc_desktop.readers.forms import FORMS
from cchc_desktop.rules.file_kinds import can_act, kind_words

PROGRAMS = [
    "exe",
    "com",
    "scr",
    "pif",
    "bat",
    "cmd",
    "ps1",
    "vbs",
    "vbe",
    "js",
    "jse",
    "wsf",
    "wsh",
    "hta",
    "msi",
    "jar",
    "py",
    "sh",
    "lnk",
    "url",
    "scf",
    "reg",
    "chm",
    "iso",
    "img",
    "vhd",
    "svg",
    "htm",
    "html",
    "mht",
    "xhtml",
    "swf",
    "app",
    "deb",
    "rpm",
    "apk",
    "desktop",
    "application",
    "settingcontent-ms",
    "library-ms",
    "msix",
    "appx",
    "cpl",
    "dll",
    "one",
    "xll",
]
MACROS = ["docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm", "ppam", "sldm", "dot", "xlt", "xla"]


@pytest.mark.parametrize("ending", [*PROGRAMS, *MACROS])
def test_endings_of_what_acts(ending: str) -> None:
    for name in (f"bao cao.{ending}", f"BAO CAO.{ending.upper()}", f"bao cao.pdf.{ending}", f"bao cao.{ending} . "):
        assert can_act(name, b"")
    assert f"(.{ending})" in kind_words(f"bao cao.{ending}")


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00", b"\x7fELF\x02", b"#!/bin/sh\n", b"L\x00\x00\x00\x01\x14\x02\x00", b"[InternetShortcut]\nURL=x",
        b"[Desktop Entry]\n", b"ITSF\x03", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xef\xbb\xbf \r\n\t#!/bin/sh",
        b"a" * 4000 + b"<SCRIPT>", b"<hta:application>", b"<!DOCTYPE html>", b"<html>", b"<svg>",
        b"PK\x03\x04 word/vbaProject.bin", b"PK\x03\x04 xl/macrosheets/sheet1.xml",
        b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"),
    ],
)  # fmt: skip
def test_contents_that_act_under_a_harmless_name(data: bytes) -> None:
    assert can_act("bao cao.txt", data)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.docx", b"PK\x03\x04 word/document.xml", "Word"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "Word"),
        ("a.rtf", b"{\\rtf1", "Word"),
        ("a.xlsx", b"PK\x03\x04", "bảng tính"),
        ("a.csv", b"vbaProject.bin", "bảng tính"),
        ("a.pptx", b"PK\x03\x04", ""),
        ("a.jpeg", b"\xff\xd8", ""),
        ("a.txt", b"1 < 2", ""),
        ("a.zip", b"PK\x03\x04", ""),
    ],
)
def test_papers_and_pictures_do_not(name: str, data: bytes, words: str) -> None:
    assert not can_act(name, data)
    assert words in kind_words(name) and "(." not in kind_words(name)


def test_a_name_that_says_nothing() -> None:
    assert kind_words("khong duoi") != kind_words("a.abc") and "(.abc)" in kind_words("a.abc")
    assert not can_act("khong duoi", b"")


@pytest.mark.parametrize(
    ("endings", "words"),
    [
        ("pdf", "PDF"),
        ("doc docx odt rtf", "Word"),
        ("xls xlsx ods csv", "bảng tính"),
        ("ppt pptx odp", "trình chiếu"),
        ("png jpg jpeg gif bmp tif tiff webp heic", "ảnh"),
        ("txt", "văn bản"),
        ("zip rar 7z", "nén"),
    ],
)
def test_every_ending_says_what_it_is(endings: str, words: str) -> None:
    for ending in endings.split():
        assert words in kind_words(f"a.{ending}") and words in kind_words(f"a.{ending.upper()} .")


@pytest.mark.parametrize("ending", [ending for form in FORMS.values() for ending in form.endings])
def test_what_can_be_read_is_of_a_known_kind(ending: str) -> None:
    assert not kind_words(f"a.{ending}").startswith("tệp chưa rõ loại")
