"""A package as it is written: entries that are packed or stored, equal bytes, and what is refused before the first."""

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageEntry, file_name, short_hash
from cchc_desktop.exchange.package_writer import (
    PackedFile,
    archive_place,
    check_files,
    check_manifest,
    packed_file,
    write_package,
)
from cchc_desktop.progress import Progress
from tests.exchange.test_wording import MANIFEST

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "data", "packing"),
    [
        ("a.json", b"{}", zipfile.ZIP_DEFLATED),
        ("a.json", b"", zipfile.ZIP_STORED),
        *((f"a.{end}", b"x", zipfile.ZIP_STORED) for end in ("docx", "pdf", "xlsx", "png", "JPG", "jpeg", "zip")),
        ("a.txt", bytes(MEGABYTE), zipfile.ZIP_STORED),  # every reader would take it for a bomb
        ("a.txt", bytes(80_000) + os.urandom(80_000), zipfile.ZIP_DEFLATED),
        ("a.txt", os.urandom(70_000) + bytes(10_000_000), zipfile.ZIP_DEFLATED),
    ],
)
def test_an_entry(name: str, data: bytes, packing: int) -> None:
    place = archive_place(name, data)
    assert (place.filename, place.compress_type) == (name, packing)
    assert (place.date_time, place.create_system, place.external_attr) == ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)


def entry(name: str, size: int) -> PackageEntry:
    return PackageEntry(name, size, "0" * 64)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([PackedFile(entry("papers/a.pdf", 400 * MEGABYTE))], ""),
        ([PackedFile(entry("papers/a.pdf", 400 * MEGABYTE)), PackedFile(entry("b", 1))], "419 MB với 2 tệp"),
        ([PackedFile(entry(str(number), 0)) for number in range(1_999)], ""),
        ([PackedFile(entry(str(number), 0)) for number in range(2_000)], "0 MB với 2000 tệp"),
        ([packed_file("data/a.json", bytes(24 * MEGABYTE))], ""),
        ([packed_file("data/a.json", bytes(24 * MEGABYTE)), packed_file("data/b.json", b" ")], "nhiều dòng|nhiều"),
        ([packed_file("papers/a.json", bytes(24 * MEGABYTE + 1))], ""),
        ([packed_file("data/a.json", b"{" * 485_000), packed_file("data/b.json", b"")], ""),
        ([packed_file("data/a.json", b"{" * 485_000), packed_file("data/b.json", b"{" * 2_000)], "nhiều"),
    ],
)
def test_what_is_more_than_a_package_may_be(files: list[PackedFile], said: str) -> None:
    if not said:
        check_files(files)
        return
    with pytest.raises(UserError, match=said):
        check_files(files)


def test_a_manifest_that_every_reader_refuses() -> None:
    check_manifest(MANIFEST)
    with pytest.raises(UserError, match="5000"):
        check_manifest(replace(MANIFEST, note="x" * 5_001))


def test_the_bytes_and_the_steps(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"from a path")
    kept = PackedFile(entry("papers/c.pdf", 4))
    files = [packed_file("data/a.json", b"{}"), PackedFile(entry("papers/b.pdf", 11), path=tmp_path / "b"), kept]
    made: list[Any] = []
    for _time in range(2):
        stream = io.BytesIO()
        steps = list(
            write_package(
                stream,
                MANIFEST,
                files,
                lambda digest: iter([digest[:2].encode(), digest[2:4].encode()]),
                further={"seal": 1},
            )
        )
        made.append(stream.getvalue())
    assert steps == [
        Progress(0, 3, "Báo cáo, nhiệm vụ, số liệu"), Progress(1, 3, "b.pdf"), Progress(2, 3, "c.pdf"),
        Progress(3, 3, ""),
    ]  # fmt: skip
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert archive.namelist() == ["manifest.json", "data/a.json", "papers/b.pdf", "papers/c.pdf"]
        assert archive.read("papers/b.pdf") == b"from a path" and archive.read("papers/c.pdf") == b"0000"
        assert b'"seal": 1' in archive.read("manifest.json")


def test_names_and_check_codes() -> None:
    assert file_name("UBND xã Bình Minh", 2026) == "CCHC-2026-ubnd-xa-binh-minh.cchcgoi"
    assert file_name("數", 2026, "2026-9M") == "CCHC-2026-9-thang-don-vi.cchcgoi"
    assert short_hash("") == "" and short_hash("7f3a91c2ff") == "7F3A-91C2"
    assert entry(f"evidence/{'0' * 64}-a-b.txt", 1).title == "a-b.txt" and entry("papers/x.pdf", 1).title == "x.pdf"
    assert entry("data/x.json", 1).is_data and not entry("papers/data/", 1).is_data
