"""ZIP archives from strangers, whose table of contents says just what is allowed, or one more."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from cchc_desktop.exchange.safe_zip import Damaged, Forbidden, NotAnArchive, open_zip, zip_in

MEGABYTE = 1024 * 1024
FLAGS, PACKING, PACKED, UNPACKED, PLACE = (8, "<H"), (10, "<H"), (20, "<L"), (24, "<L"), (42, "<L")


def archive(*entries: tuple[str, int], form: int = stat.S_IFREG) -> bytearray:
    """Entries of so many bytes, stored."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, size in entries:
            place = zipfile.ZipInfo(name)
            place.external_attr = (form | 0o644) << 16
            made.writestr(place, bytes(size))
    return bytearray(buffer.getvalue())


def bent(data: bytearray, number: int, member: tuple[int, str], value: int) -> bytearray:
    """The table of contents says something else of its entry of this number."""
    at = -1
    for _entry in range(number + 1):
        at = data.index(b"PK\x01\x02", at + 1)
    struct.pack_into(member[1], data, at + member[0], value)
    return data


def look(data: bytes | bytearray) -> tuple[str, ...]:
    with zip_in(io.BytesIO(data), len(data)) as found:
        return found.names


def refused(data: bytes | bytearray, said: str, kind: type[Exception] = Forbidden) -> None:
    with pytest.raises(kind, match=said):
        look(data)


def test_an_archive_is_read_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive(("a", 300_000), ("thư/b.pdf", 3)))
    with open_zip(path) as found:
        assert found.names == ("a", "thư/b.pdf") and found.sizes == {"a": 300_000, "thư/b.pdf": 3}
        assert [len(chunk) for chunk in found.chunks("a")] == [262_144, 37_856]
        assert found.read("thư/b.pdf", 3) == bytes(3)
        with pytest.raises(Forbidden, match=r"^thư/b\.pdf is too large$"):
            found.read("thư/b.pdf", 2)


def test_bytes_that_are_not_those_that_were_packed() -> None:
    data = archive(("a", 100))
    data[60] ^= 1
    with zip_in(io.BytesIO(data), len(data)) as found, pytest.raises(Damaged, match="Bad CRC-32"):
        found.read("a", 100)


def with_end(**changed: int) -> bytearray:
    data = archive(("a", 10))
    places = {"disk": (4, "<H"), "first": (6, "<H"), "here": (8, "<H"), "total": (10, "<H"), "comment": (20, "<H")}
    places |= {"contents": (12, "<L"), "offset": (16, "<L"), "mark": (0, "<L")}
    for name, value in changed.items():
        struct.pack_into(places[name][1], data, len(data) - 22 + places[name][0], value)
    return data


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"", NotAnArchive, "^$"),
        (b"PK\x03\x05" + bytes(40), NotAnArchive, "^$"),
        (b"PK\x03\x04" + bytes(21), Damaged, "^cut off$"),
        *(
            (with_end(**{name: 9}), Damaged, "^no end$")
            for name in ("disk", "first", "here", "total", "comment", "mark")
        ),
        (with_end(contents=9), Forbidden, "^bytes outside the archive$"),
        (with_end(offset=9), Forbidden, "^bytes outside the archive$"),
        (with_end(here=2_001, total=2_001), Forbidden, "^too many entries$"),
        (with_end(contents=MEGABYTE + 1), Forbidden, "^too many entries$"),
        (with_end(contents=MEGABYTE), Forbidden, "^bytes outside the archive$"),
    ],
)
def test_the_ends_of_a_file(data: bytes, kind: type[Exception], said: str) -> None:
    refused(data, said, kind)


def test_the_smallest_and_the_fullest_archive() -> None:
    assert look(b"PK\x03\x04" + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 0, 4, 0)) == ()
    assert len(look(archive(*((str(number), 0) for number in range(2_000))))) == 2_000
    refused(archive(*((str(number), 0) for number in range(2_001))), "^too many entries$")


@pytest.mark.parametrize("name", ["a" * 240, "ệ" * 240, "a/b.c", "ab c/d", "-a", "a.b.", "a ", "..a"])
def test_names(name: str) -> None:
    if name.strip(". ") == name:
        assert look(archive((name, 1))) == (name,)
    else:
        refused(archive((name, 1)), "leads elsewhere$")


@pytest.mark.parametrize("name", ["a" * 241, *(f"a{sign}b" for sign in '\x01\x1f\x7f<>:"|?*')])
def test_names_with_forbidden_characters(name: str) -> None:
    refused(archive((name, 1)), "^a name with forbidden characters$")


def test_a_name_that_ends_within() -> None:
    refused(archive(("aXb", 1)).replace(b"aXb", b"a\x00b"), "^a name with forbidden characters$")
    refused(archive(("aXb", 1)).replace(b"aXb", b"a\\b"), "^a name with forbidden characters$")


@pytest.mark.parametrize(
    ("name", "said"),
    [("/a", "^/a: leads elsewhere$"), ("a//b", "leads elsewhere"), ("a/../b", "leads elsewhere"), ("a/", "elsewhere")],
)
def test_names_that_lead_elsewhere(name: str, said: str) -> None:
    refused(archive((name, 0)), said)


def test_names_that_differ_in_case_alone() -> None:
    refused(archive(("tệp", 1), ("TỆP", 1)), "^TỆP: twice$")


@pytest.mark.parametrize(
    ("member", "value", "said"),
    [
        (FLAGS, 0x1, "^a: encrypted$"),
        (FLAGS, 0x40, "^a: encrypted$"),
        (FLAGS, 0x2000, "^a: encrypted$"),
        (FLAGS, 0x808, ""),
        (PACKING, 8, ""),
        (PACKING, 9, "^a: packed in an unknown way$"),
        (PACKING, 12, "^a: packed in an unknown way$"),
        (UNPACKED, MEGABYTE, ""),
        (UNPACKED, MEGABYTE + 1, "^a: unpacks to too much$"),
        (UNPACKED, 64 * MEGABYTE + 1, "^a: too large$"),
        (PACKED, 10 + 46 + 1 + 22 + 1, ""),  # as far as the file goes
        (PACKED, 10 + 46 + 1 + 22 + 2, "^a: overlaps$"),
    ],
)
def test_what_an_entry_may_be(member: tuple[int, str], value: int, said: str) -> None:
    data = bent(archive(("a", 10)), 0, member, value)
    if said:
        refused(data, said)
    else:
        assert look(data) == ("a",)


@pytest.mark.parametrize("form", [stat.S_IFDIR, stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_what_is_no_plain_file(form: int) -> None:
    assert look(archive(("a", 1), form=0)) == ("a",)
    refused(archive(("a", 1), form=form), "^a: not a plain file$")


def test_entries_lie_one_behind_the_other() -> None:
    assert look(bent(archive(("a", 10), ("b", 10)), 0, PACKED, 11)) == ("a", "b")  # the name's letter is not counted
    refused(bent(archive(("a", 10), ("b", 10)), 0, PACKED, 12), "^b: overlaps$")
    refused(bent(archive(("a", 10), ("b", 10)), 1, PLACE, 0), "overlaps$")


def test_how_well_an_entry_may_pack() -> None:
    data = archive(("a", 10_000))
    assert look(bent(data, 0, UNPACKED, 2_000_000)) == ("a",)
    refused(bent(data, 0, UNPACKED, 2_000_001), "^a: unpacks to too much$")
    large = archive(("a", 336_000))
    assert look(bent(large, 0, UNPACKED, 64 * MEGABYTE)) == ("a",)
    refused(bent(large, 0, UNPACKED, 64 * MEGABYTE + 1), "^a: too large$")


def test_how_much_all_entries_may_hold() -> None:
    small = archive(*((f"{number:02}", 1) for number in range(17)))
    for number in range(16):
        bent(small, number, UNPACKED, MEGABYTE)
    assert len(look(bent(small, 16, UNPACKED, 0))) == 17
    refused(bent(small, 16, UNPACKED, 1), "^unpacks to too much$")
    packed = archive(*((f"{number:02}", 5_000) for number in range(17)))
    most = 200 * len(packed)  # together they may pack as well as each alone
    for number in range(17):
        bent(packed, number, UNPACKED, most // 17)
    assert len(look(bent(packed, 16, UNPACKED, most - most // 17 * 16))) == 17
    large = archive(*((f"{number:02}", 336_000) for number in range(8)))
    for number in range(7):
        bent(large, number, UNPACKED, 64 * MEGABYTE)
    assert len(look(bent(large, 7, UNPACKED, 52 * MEGABYTE))) == 8
    refused(bent(large, 7, UNPACKED, 52 * MEGABYTE + 1), "^unpacks to too much$")


def test_a_table_of_contents_that_is_none() -> None:
    refused(archive(("a", 10)).replace(b"PK\x01\x02", b"PK\x01\x00"), "central directory", Damaged)
