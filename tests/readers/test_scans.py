"""Scanned pages: recognised whole, what is not sure is said; without Tesseract, or with a bad one, a clear sentence."""

import sys
import threading
import time
from pathlib import Path

import pytest

from cchc_desktop import options, paths
from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.leftovers import is_running
from cchc_desktop.progress import listening
from cchc_desktop.readers import ocr
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.read_rows import Doubt
from cchc_desktop.readers.scan_doubts import corrected
from cchc_desktop.readers.scans import without_recognition
from cchc_desktop.readers.source import SourceLine
from tests.readers.pdf_pages import lines, pdf, rows
from tests.readers.scanned_pages import FRAME, ON_ITS_SIDE, SENTENCE, ReadScan
from tests.readers.test_pdf_files import picture

needs_script = pytest.mark.skipif(sys.platform == "win32", reason="the program that stands for Tesseract is a script")


def test_a_scan_aslant_under_a_seal_gives_its_lines_and_its_table(read_scan: ReadScan) -> None:
    source = read_scan.source

    assert rows(source)[0][0] == ("ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH", rows(source)[0][0][1])
    assert rows(source)[0][0][1].startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert lines(source)[:4] == [
        "Số: 18/KH-UBND",
        "KẾ HOẠCH",
        "Cải cách hành chính xã Bình Minh năm 2026",
        SENTENCE,
    ]
    assert rows(source)[1] == list(FRAME)


def test_a_page_on_its_side_is_turned_and_an_empty_one_named(read_scan: ReadScan) -> None:
    assert lines(read_scan.source)[-3:] == list(ON_ITS_SIDE)
    assert [scan.upright.quarters for scan in read_scan.source.scans[:2]] == [0, 3]
    assert any("không tìm thấy chữ" in warning and "3" in warning for warning in read_scan.source.warnings)


def test_each_page_is_told_while_it_is_recognised(read_scan: ReadScan) -> None:
    assert [text.split("“")[0].strip() for text in read_scan.said] == [
        f"Đang nhận dạng trang {page} của" for page in (1, 2, 3)
    ]


def test_what_is_not_sure_is_said_and_can_be_put_right(read_scan: ReadScan) -> None:
    source = read_scan.source
    assert source.unsure
    assert any("chưa chắc" in warning and source.unsure[0].text in warning for warning in source.warnings)
    for one in source.unsure:
        block = source.blocks[one.place[0]]
        if not isinstance(block, SourceLine):
            assert Doubt.RECOGNISED in block.rows[one.place[1]].doubts

    right = corrected(source, [(one, f"[{at}]") for at, one in enumerate(source.unsure)])
    texts = "\n".join([*lines(right), *("\n".join(row) for table in rows(right) for row in table)])
    assert all(f"[{at}]" in texts for at in range(len(source.unsure)))
    assert not right.unsure
    assert not any(Doubt.RECOGNISED in row.doubts for table in right.tables() for row in table.rows)


def test_the_seal_is_no_part_of_the_text(read_scan: ReadScan) -> None:
    assert any("con dấu" in where for _line, _text, where in read_scan.source.asides)


# Other programs in its place


@pytest.fixture
def scan_only(tmp_path: Path) -> Path:
    path = tmp_path / "Bản chụp.pdf"
    path.write_bytes(pdf(picture, picture))
    return path


def fake(folder: Path, script: str, languages: tuple[str, ...] = ("vie",)) -> Path:
    """A program called tesseract that does what a script says."""
    (folder / "tessdata").mkdir(parents=True)
    for language in languages:
        (folder / "tessdata" / f"{language}.traineddata").touch()
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o700)
    return program


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Tesseract but those that a test puts somewhere."""
    monkeypatch.setattr("shutil.which", lambda _name: None)


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        read_source(path)
    return str(refused.value)


def test_without_tesseract_it_is_said_where_to_get_it(scan_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch)

    assert "“Nhận dạng bản quét…”" in refusal(scan_only)
    assert "hướng dẫn cách cài Tesseract" in refusal(scan_only)


@needs_script
def test_a_tesseract_without_vietnamese_is_not_used(scan_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch)
    monkeypatch.setattr(ocr, "_folder_of", lambda _program, _language: None)
    options.save(options.Options(recogniser=str(fake(scan_only.parent / "t", "exit 1"))))

    assert "thiếu tiếng Việt" in refusal(scan_only)


@needs_script
def test_vietnamese_brought_along_and_a_tesseract_beside_the_options_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch)
    program = fake(paths.home() / "ocr", "exit 1")

    assert ocr.recogniser() == ocr.Recogniser(program, paths.home() / "ocr" / "tessdata")


@needs_script
def test_a_tesseract_that_fails_is_named(scan_only: Path) -> None:
    program = fake(scan_only.parent / "t", "exit 1")
    options.save(options.Options(recogniser=str(program)))

    assert str(program) in refusal(scan_only)


@needs_script
def test_pages_that_take_too_long_are_left_and_said(scan_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "SECONDS", 0.2)
    options.save(options.Options(recogniser=str(fake(scan_only.parent / "t", "sleep 100"))))

    assert "đã dừng" in refusal(scan_only)


@needs_script
def test_recognition_stops_at_once_when_nobody_waits(scan_only: Path) -> None:
    noted = scan_only.parent / "noted"
    options.save(options.Options(recogniser=str(fake(scan_only.parent / "t", f"echo $$ > {noted}; sleep 100"))))
    stopped = threading.Event()

    def is_stopped() -> bool:
        if noted.is_file() and noted.read_text().strip():
            stopped.set()
        return stopped.is_set()

    begun = time.monotonic()
    with listening(is_stopped, lambda _step: None), pytest.raises(Cancelled):
        read_source(scan_only)
    assert time.monotonic() - begun < 30
    assert not is_running(int(noted.read_text()))


def test_where_nobody_waits_a_scan_is_left_alone(scan_only: Path, read_scan: ReadScan) -> None:
    with without_recognition():
        assert "lấy riêng tệp này" in refusal(scan_only)
        assert "lấy riêng tệp này" in refusal(read_scan.path)
