"""Evidence is opened as a copy; what can act is asked about first; no copy outlives the program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.files import safe_file_name
from cchc_desktop.rules.file_kinds import can_act, kind_words
from cchc_desktop.services.opened_copies import copy_to_open, remove_copies, sweep_copies
from cchc_desktop.ui import alerts
from cchc_desktop.ui.opening import open_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", b""),
        ("Biên bản.PDF.LNK", b""),
        ("a.url", b""),
        ("a.hta", b""),
        ("a.js", b""),
        ("a.scr ", b""),
        ("a.bat.", b""),
        ("a.docm", b"PK"),
        ("a.xlsm", b"PK"),
        ("a.pdf", b"MZ\x90"),
        ("a.txt", b"#!/bin/sh"),
        ("a", b"\x7fELF"),
        ("a.jpg", b"L\0\0\0\x01\x14\x02\0"),
        ("a.txt", b"\xef\xbb\xbf[InternetShortcut]"),
        ("a.docx", b"PK\x03\x04 ... word/vbaProject.bin"),
        ("a.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")),
        ("a.png", b"<html><script>"),
    ],
)
def test_what_can_act_is_known_by_name_and_by_content(name: str, data: bytes) -> None:
    assert can_act(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"%PDF-1.7"), ("a.docx", b"PK\x03\x04"), ("a.xls", OLE), ("Ảnh.jpg", b"\xff\xd8"), ("a.txt", b"")],
)
def test_papers_and_pictures_are_opened_unasked(name: str, data: bytes) -> None:
    assert not can_act(name, data)
    assert "chương trình" not in kind_words(name)


def test_a_program_is_opened_only_when_the_officer_insists(
    qtbot: QtBot, look: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(QUrl(url).toLocalFile())) or True)
    asked: list[str] = []
    answer = False

    def ask(_parent: QWidget, _title: str, text: str, *_words: str, enter_agrees: bool) -> bool:
        asked.append(text)
        assert not enter_agrees
        return answer

    monkeypatch.setattr(alerts, "ask", ask)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert open_bytes(parent, "Hóa đơn.pdf", b"MZ") is None
    assert "Hóa đơn.pdf" in asked[0] and not opened
    answer = True
    assert open_bytes(parent, "Hóa đơn.pdf", b"MZ") == opened[0]
    assert open_bytes(parent, "Biên bản.pdf", b"%PDF") == opened[1]
    assert len(asked) == 2
    remove_copies()
    assert not opened[0].exists() and not opened[1].exists()


def test_copies_of_programs_that_are_gone_are_removed_and_others_left(home: Path) -> None:
    mine = copy_to_open("a.pdf", b"1")
    assert copy_to_open("a.pdf", b"2") != mine and mine.read_bytes() == b"1"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for name in (str(gone.pid), str(os.getppid()), "của người khác"):
        (home / "opened" / name).mkdir()
        (home / "opened" / name / "b.pdf").write_bytes(b"3")
    (home / "opened" / "old.pdf").write_bytes(b"4")
    sweep_copies()
    assert {path.name for path in (home / "opened").iterdir()} == {
        str(os.getpid()),
        str(os.getppid()),
        "của người khác",
    }
    if os.name != "nt":
        assert mine.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="a drive is not made full so easily there")
def test_half_a_copy_is_not_left_to_be_opened(home: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(UserError):
            copy_to_open("a.pdf", b"x" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list((home / "opened").rglob("*.pdf"))


def test_long_vietnamese_names_fit_every_drive() -> None:
    assert len(safe_file_name("Quyết định " * 40 + ".pdf").encode()) < 250
    assert safe_file_name("Quyết định " * 40 + ".pdf").endswith(".pdf")
