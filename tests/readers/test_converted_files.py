"""Papers that only Word or LibreOffice can read: converted within bounds, or advice that says what to do."""

import shutil
import sys
import threading
import time
from pathlib import Path

import pytest

from cchc_desktop import paths
from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.leftovers import is_running
from cchc_desktop.progress import Progress, listening
from cchc_desktop.readers import read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.converted_file import read_converted_file
from cchc_desktop.readers.source import SourceLine
from tests.readers.old_workbooks import container
from tests.readers.word_files import HEADER, paragraph, table, word_file

ROW = ("1", "Rà soát thủ tục", "Báo cáo", "VP", "31/3/2026")
# Word's own text, with a font of TCVN3 (codes of Windows-1252) and a table.
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\froman .VnTime;}{\f1\froman Times New Roman;}}"
    r"{\f0 TËp huÊn c¸n bé}\par\trowd\cellx2000\cellx6000\intbl{\f1 K\u7871? ho\u7841?ch}\cell{\f0 bé}\cell\row\pard}"
)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program that stands for LibreOffice is a script")


@pytest.fixture
def old_word(tmp_path: Path) -> Path:
    path = tmp_path / "Kế hoạch 2026.doc"
    path.write_bytes(container({"WordDocument": b"\xec\xa5" + bytes(600), "1Table": bytes(600)}))
    return path


def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A program called soffice that does what a script says; its `$made` and `$paper` are as LibreOffice takes them."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nmade="$2"; paper="$3"\n{script}\n', encoding="utf-8"
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def nothing_left() -> bool:
    notes = paths.home() / "unfinished"
    return not notes.exists() or not list(notes.iterdir())


def ended(noted: Path) -> bool:
    """Whether the process that a script noted is gone, soon."""
    process = int(noted.read_text())
    end = time.monotonic() + 5
    while is_running(process) and time.monotonic() < end:
        pass
    return not is_running(process)


def test_what_the_program_makes_is_read(tmp_path: Path, old_word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old_word.read_bytes()
    word_file(tmp_path / "made.docx", paragraph("I. NHIỆM VỤ") + table(HEADER, ROW))
    office(tmp_path, monkeypatch, f'cmp "$paper" "{old_word}" && cp {tmp_path}/made.docx "$made/paper.docx"')
    plan = read_plan(old_word)
    assert plan.groups[0].tasks[0].text == "Rà soát thủ tục"
    assert any("LibreOffice" in words and old_word.name in words for words in plan.warnings)
    assert old_word.read_bytes() == before and nothing_left()


def test_one_that_hangs_is_ended_with_its_children(
    tmp_path: Path, old_word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = office(tmp_path, monkeypatch, f"sleep 600 & echo $! > {tmp_path}/child; wait")
    assert folder.exists()
    with pytest.raises(UserError, match=r"LibreOffice chưa chuyển đổi xong.*\.docx"):
        read_converted_file(old_word, seconds=0.3)
    assert ended(tmp_path / "child") and nothing_left()


def test_whoever_waits_can_stop_it(tmp_path: Path, old_word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, monkeypatch, f"sleep 600 & echo $! > {tmp_path}/child; wait")
    stop, told = threading.Event(), []

    def tell(progress: Progress) -> None:
        told.append(progress.text)
        threading.Timer(0.3, stop.set).start()

    with pytest.raises(Cancelled), listening(stop.is_set, tell):
        read_converted_file(old_word)
    assert told == [f"LibreOffice đang chuyển đổi {old_word.name}…"]
    assert ended(tmp_path / "child") and nothing_left()


@pytest.mark.skipif(sys.platform != "linux", reason="only there has the system a call for it")
def test_one_that_takes_all_memory_gets_none(tmp_path: Path, old_word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    word_file(tmp_path / "made.docx", paragraph("I. NHIỆM VỤ") + table(HEADER, ROW))
    greedy = f'{sys.executable} -c "bytearray(5 * 1024**3)" && cp {tmp_path}/made.docx "$made/paper.docx"'
    office(tmp_path, monkeypatch, f"sleep 0.1; {greedy}")
    with pytest.raises(UserError, match="không chuyển đổi được"):
        read_source(old_word)


@pytest.mark.parametrize(("script", "said"), [("exit 1", "mật khẩu"), ('echo x > "$made/paper.docx"', "hỏng")])
def test_what_it_cannot_read_is_said(
    tmp_path: Path, old_word: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    office(tmp_path, monkeypatch, script)
    with pytest.raises(UserError, match=said) as refused:
        read_source(old_word)
    assert old_word.name in str(refused.value) and nothing_left()


@pytest.mark.parametrize("data", [None, RTF.encode("cp1252"), b"<?xml version='1.0'?><w:wordDocument xmlns:w='http://"
                                  b"schemas.microsoft.com/office/word/2003/wordml'/>"])  # fmt: skip
def test_without_a_program_there_is_advice(
    tmp_path: Path, old_word: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if data is not None:
        old_word.write_bytes(data)
    with pytest.raises(UserError, match=r"LibreOffice.*\.docx"):
        read_source(old_word)


def test_a_word_file_under_the_name_of_an_old_one_needs_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = word_file(tmp_path / "a.doc", paragraph("I. NHIỆM VỤ") + table(HEADER, ROW))
    assert read_plan(path).groups[0].tasks[0].text == "Rà soát thủ tục"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_keeps_the_fonts_from_before_unicode(tmp_path: Path) -> None:
    path = tmp_path / "cũ.doc"
    path.write_bytes(RTF.encode("cp1252"))
    source = read_source(path)
    line = source.blocks[0]
    assert isinstance(line, SourceLine) and line.text == "Tập huấn cán bộ"
    assert [row.cells for row in source.tables()[0].rows] == [("Kế hoạch", "bộ")]
    assert nothing_left()
