"""A package from elsewhere is believed only when every byte of it fits; nothing hostile gets through or hangs."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop import i18n
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import MANIFEST
from cchc_desktop.exchange.package_reader import read_package, verify_package
from tests.exchange import honest

DAMAGED = "damaged on its way"
STRANGE = "holds what a package never holds"
NOT_OURS = "is not a CCHC package"


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


def refused(path: Path, because: str) -> None:
    with pytest.raises(UserError, match=because):
        verify_package(path)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "Gói.cchcgoi"
    path.write_bytes(content)
    return path


def test_an_honest_package_tells_who_what_and_when(tmp_path: Path) -> None:
    info, data = read_package(honest.package(tmp_path))
    assert (info.office, info.year, info.period) == ("UBND xã Bình Minh", 2026, "2026-9M")
    assert {what: count for what, count in info.counts.items() if count} == {"papers": 1, "evidence": 1}
    assert [entry.name for entry in info.entries] == list(honest.files())
    assert info.short_hash == f"{info.sha256[:4]}-{info.sha256[4:8]}".upper()
    assert data == honest.DATA


def test_the_check_code_changes_with_any_content(tmp_path: Path) -> None:
    first = verify_package(honest.package(tmp_path)).short_hash
    assert first == verify_package(honest.package(tmp_path)).short_hash
    assert first != verify_package(honest.package(tmp_path, note="Bản sửa")).short_hash


@pytest.mark.parametrize("content", [b"", b"x", b"\xff\xd8\xff\xe0 picture", b"PK\x05\x06" + bytes(18), "gói".encode()])
def test_a_file_of_another_kind_is_named(tmp_path: Path, content: bytes) -> None:
    refused(written(tmp_path, content), NOT_OURS)


def test_an_archive_of_another_kind_is_named(tmp_path: Path) -> None:
    refused(written(tmp_path, honest.archive({"word/document.xml": b"<w/>"})), NOT_OURS)
    refused(written(tmp_path, honest.archive({MANIFEST: honest.as_json({"format": "other"})})), NOT_OURS)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    refused(tmp_path / "Không có.cchcgoi", "cannot be read")
    refused(tmp_path, "it is no file, but a folder")


def test_a_newer_package_asks_for_an_update(tmp_path: Path) -> None:
    refused(honest.package(tmp_path, version=3, entries_of_the_future={"x": 1}), "made with a newer version")


@pytest.mark.parametrize("version", [0, -1, "1", 1.5, None, True])
def test_a_version_that_is_none_is_refused(tmp_path: Path, version: Any) -> None:
    with pytest.raises(UserError):
        verify_package(honest.package(tmp_path, version=version))


def test_a_file_cut_off_anywhere_is_damaged(tmp_path: Path) -> None:
    whole = honest.package(tmp_path).read_bytes()
    for length in (5, 30, len(whole) // 2, len(whole) - 23, len(whole) - 1):
        refused(written(tmp_path, whole[:length]), DAMAGED)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_byte_is_found_or_changes_nothing(tmp_path: Path, data: st.DataObject) -> None:
    """Dates and attributes in the archive's own headers mean nothing to us; all else is covered by a hash."""
    path = honest.package(tmp_path)
    before = verify_package(path)
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        after = verify_package(path)
    except UserError:
        return
    assert after == before


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]), body=st.binary(max_size=200), end=st.booleans())
def test_random_bytes_are_refused(tmp_path: Path, head: bytes, body: bytes, end: bool) -> None:
    with pytest.raises(UserError):
        verify_package(written(tmp_path, head + body + (b"PK\x05\x06" + bytes(18) if end else b"")))


def test_entries_must_be_those_of_the_manifest(tmp_path: Path) -> None:
    inside = honest.files()
    listed = honest.as_json(honest.manifest(inside))
    refused(written(tmp_path, honest.archive({MANIFEST: listed, **inside, "papers/thêm.pdf": b"x"})), DAMAGED)
    missing = {name: data for name, data in inside.items() if not name.startswith("papers/")}
    refused(written(tmp_path, honest.archive({MANIFEST: listed, **missing})), DAMAGED)
    changed = {**inside, "papers/Ke-hoach-CCHC-2026.pdf": b"%PDF-1.4 other !"}
    refused(written(tmp_path, honest.archive({MANIFEST: listed, **changed})), DAMAGED)
    refused(written(tmp_path, honest.archive({MANIFEST: listed.replace(b"2026-9M", b"2026-H1"), **inside})), DAMAGED)


@pytest.mark.parametrize(
    "name",
    [
        "../ngoài.pdf",
        "papers/../../ngoài.pdf",
        "/etc/passwd",
        "papers\\..\\ngoài.pdf",
        "C:/ngoài.pdf",
        "papers/a:b.pdf",
        "papers/con\x01.pdf",
        "papers/thư mục/",
        "papers/sâu/hơn.pdf",
        "papers/ẩn .",
        "papers/.ẩn.pdf",
        "papers/chạy.exe",
        "khác/tệp.pdf",
        "data/khác.json",
        "evidence/khong-co-ma.txt",
        "papers/" + "a" * 300 + ".pdf",
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    refused(honest.package(tmp_path, {**honest.files(), name: b"x"}), STRANGE)


def with_entry(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    """The honest package with one more entry, its header changed."""
    inside = {**honest.files(), "papers/thêm.pdf": b"x" * 50}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in {MANIFEST: honest.as_json(honest.manifest(inside)), **inside}.items():
            place = zipfile.ZipInfo(name)
            place.external_attr = 0o100644 << 16
            if name == "papers/thêm.pdf":
                change(place)
            made.writestr(place, data)
    return buffer.getvalue()


def test_links_and_unknown_packing_are_refused(tmp_path: Path) -> None:
    def link(place: zipfile.ZipInfo) -> None:
        place.external_attr = (stat.S_IFLNK | 0o777) << 16

    def bzip2(place: zipfile.ZipInfo) -> None:
        place.compress_type = zipfile.ZIP_BZIP2

    for change in (link, bzip2):
        refused(written(tmp_path, with_entry(change)), STRANGE)
    assert verify_package(written(tmp_path, with_entry(lambda place: None))).counts["papers"] == 2


def test_encrypted_entries_are_refused(tmp_path: Path) -> None:
    content = bytearray(honest.package(tmp_path).read_bytes())
    flags = content.rindex(b"PK\x01\x02") + 8
    content[flags] |= 1
    refused(written(tmp_path, bytes(content)), STRANGE)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    inside = honest.files()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in [(MANIFEST, honest.as_json(honest.manifest(inside))), *inside.items()]:
            made.writestr(name, data)
        made.writestr("papers/Ke-hoach-CCHC-2026.pdf", b"%PDF-1.4 made up")
    refused(written(tmp_path, buffer.getvalue()), STRANGE)
    refused(honest.package(tmp_path, {**inside, "papers/KE-HOACH-cchc-2026.pdf": b"x"}), STRANGE)
    listed = honest.manifest(inside)["entries"]
    refused(honest.package(tmp_path, inside, entries=[*listed, listed[0]]), STRANGE)


def test_bombs_are_measured_not_unpacked(tmp_path: Path) -> None:
    name = f"evidence/{'0' * 64}-bom.bin"
    refused(honest.package(tmp_path, {**honest.files(), name: bytes(40_000_000)}), STRANGE)
    refused(honest.package(tmp_path, {**honest.files(), name: bytes(65 * 1024 * 1024)}), STRANGE)
    many = {f"papers/{number}.pdf": b"" for number in range(2_001)}
    refused(honest.package(tmp_path, {**honest.files(), **many}), STRANGE)


def test_a_table_of_contents_of_any_length_is_not_read(tmp_path: Path) -> None:
    contents = 5_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 100, 100, contents, 4, 0)
    refused(written(tmp_path, b"PK\x03\x04" + bytes(contents) + end), STRANGE)


def test_bytes_around_the_archive_are_refused(tmp_path: Path) -> None:
    whole = honest.package(tmp_path).read_bytes()
    with pytest.raises(UserError):
        verify_package(written(tmp_path, b"#!/bin/sh\n" + whole))
    with pytest.raises(UserError):
        verify_package(written(tmp_path, whole + b"more"))


def test_entries_that_share_bytes_are_refused(tmp_path: Path) -> None:
    """Overlapping entries make small files that unpack to anything."""
    content = bytearray(honest.package(tmp_path).read_bytes())
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    with pytest.raises(UserError):
        verify_package(written(tmp_path, bytes(content)))


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b'{"plans": NaN}',
        b'{"plans": [1.5]}',
        b'{"plans": 1e999}',
        b'{"plans": ' + b"9" * 5000 + b"}",
        b'{"plans": [], "plans": []}',
        b"[" * 200_000,
        b"[" * 60 + b"]" * 60,
    ],
)
def test_json_that_would_hurt_is_refused(tmp_path: Path, text: bytes) -> None:
    refused(honest.package(tmp_path, {**honest.files(), "data/plans.json": text}), DAMAGED)
    broken = honest.archive({MANIFEST: text, **honest.files()})
    with pytest.raises(UserError):
        verify_package(written(tmp_path, broken))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("data/office.json", {"office": None}),
        ("data/office.json", {"units": []}),
        ("data/office.json", []),
        ("data/plans.json", {"plans": {}}),
        ("data/plans.json", {"plans": [[]]}),
        ("data/plans.json", {"plans": [{"plan": "x"}]}),
        ("data/evidence.json", {"evidence": []}),
        ("data/evidence.json", {"evidence": [{"guid": "x"}]}),
    ],
)
def test_rows_of_the_wrong_kind_are_refused(tmp_path: Path, name: str, value: Any) -> None:
    refused(honest.package(tmp_path, {**honest.files(), name: honest.as_json(value)}), STRANGE)


@pytest.mark.parametrize(
    "changed",
    [
        {"office": "UBND xã khác"},
        {"office_guid": "9" * 32},
        {"dossier_guid": "../../x"},
        {"year": 1},
        {"year": "2026"},
        {"period": "2025-Q1"},
        {"period": "không"},
        {"made_at": "hôm qua"},
        {"made_at": "20260908T160500"},
        {"note": "x" * 6_000},
        {"superior": "x" * 600},
        {"entries": None},
        {"entries": [{"name": "x"}]},
    ],
)
def test_a_manifest_that_tells_another_story_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        verify_package(honest.package(tmp_path, **changed))


def test_what_a_later_program_adds_is_passed_over(tmp_path: Path) -> None:
    assert verify_package(honest.package(tmp_path, colour="xanh")).office == "UBND xã Bình Minh"


def test_the_words_that_officers_read() -> None:
    i18n.set_language("vi")
    assert i18n._("The file is intact, check code {code} matches.").format(code="7F3A-91C2") == (
        "Tệp nguyên vẹn, mã kiểm tra 7F3A-91C2 khớp."
    )
    assert i18n._("The file was damaged on its way. Ask the sender to send it again.") == (
        "Tệp bị hỏng trên đường gửi. Đề nghị nơi gửi gửi lại."
    )
    assert i18n._("This package was made with a newer version. Update the program to open it.") == (
        "Gói này lập bằng phiên bản mới hơn. Cần cập nhật chương trình để mở."
    )
