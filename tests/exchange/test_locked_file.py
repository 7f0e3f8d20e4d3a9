"""The locked file: passwords that are just long enough, and heads that are just obeyed."""

import io
import os
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange import locked_file
from cchc_desktop.exchange.locked_file import (
    CHUNK,
    Broken,
    Locked,
    LockingWriter,
    UnlockingReader,
    WrongPassword,
    check_password,
    unlocked,
)

PASSWORD = "mat khau dai"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "cost" not in request.node.name:
        monkeypatch.setattr(locked_file, "_COST", 1)


def locked(content: bytes, pieces: int = 10**9) -> bytes:
    stream = io.BytesIO()
    writer = LockingWriter(stream, PASSWORD)
    assert writer.writable() and not writer.readable()
    for begin in range(0, len(content), pieces):
        piece = content[begin : begin + pieces]
        assert writer.write(piece) == len(piece)
    writer.finish()
    return stream.getvalue()


def test_the_cost_of_a_key_is_that_of_the_description() -> None:
    head = locked(b"")[:34]
    assert head[:12] == b"CCHCKHOA\x01\x10\x08\x01" and locked_file.CHUNK == 65_536


def test_salt_and_nonces_are_made_anew() -> None:
    assert len({locked(b"")[12:27] for _time in range(3)}) == len({locked(b"")[27:34] for _time in range(3)}) == 3


def reader(data: bytes) -> UnlockingReader:
    key = locked_file._key(PASSWORD, data[12:27], data[9])
    return UnlockingReader(io.BytesIO(data), len(data), data[:34], key)


@pytest.mark.parametrize("pieces", [1_000, CHUNK, CHUNK + 1, 10**6])
def test_content_comes_back_from_anywhere(pieces: int) -> None:
    content = os.urandom(2 * CHUNK + 1_000)
    data = locked(content, pieces)
    assert len(data) == 34 + len(content) + 3 * 16
    found = reader(data)
    assert found.size == len(content) and found.readable() and found.seekable() and not found.writable()
    assert found.seek(-1_000, io.SEEK_END) == found.tell() == 2 * CHUNK
    assert found.read(5_000) == content[-1_000:] and found.read(1) == b""
    assert found.seek(CHUNK - 2) == CHUNK - 2 and found.read(10) == content[CHUNK - 2 : CHUNK]
    assert found.seek(3, io.SEEK_CUR) == CHUNK + 3 and found.read(4) == content[CHUNK + 3 : CHUNK + 7]
    assert found.tell() == CHUNK + 7 and found.seek(-5) == 0
    assert found.readall() == content
    assert found.seek(5, io.SEEK_END) == len(content) + 5 and found.read(3) == b""


@pytest.mark.parametrize("length", [35, 40, 49])
def test_a_file_that_ends_within_its_first_proof(length: int) -> None:
    with pytest.raises(Broken, match=r"^cut off$"):
        reader(locked(b"abc")[:length])


def test_which_chunk_is_broken() -> None:
    data = bytearray(locked(bytes(2 * CHUNK + 5)))
    data[34 + CHUNK + 16] ^= 1
    found = reader(bytes(data))
    found.seek(CHUNK)
    with pytest.raises(Broken, match=r"^chunk 1$"):
        found.read(1)
    with pytest.raises(WrongPassword):
        reader(bytes(data[:34] + b"\0" + data[35:]))


def opened(data: bytes, password: str = PASSWORD) -> bytes:
    file, size, key = unlocked(io.BytesIO(data), len(data), password)
    content = file.read()
    assert size == len(content)
    if key:
        assert unlocked(io.BytesIO(data), len(data), "", key)[0].read() == content
    return content


def test_what_is_not_locked_is_handed_back() -> None:
    file = io.BytesIO(b"PK\x03\x04 whatever")
    assert unlocked(file, 15, "x") == (file, 15, b"") and file.tell() == 0


@pytest.mark.parametrize(
    ("place", "value"), [(8, 0), (8, 2), (9, 0), (9, 18), (9, 255), (10, 7), (10, 9), (11, 0), (11, 2)]
)
def test_a_head_of_an_unknown_way(place: int, value: int) -> None:
    data = bytearray(locked(b"abc"))
    data[place] = value
    with pytest.raises(Broken, match=r"^an unknown way of locking$"):
        opened(bytes(data))


def test_the_dearest_head_that_is_obeyed() -> None:
    data = bytearray(locked(b"abc"))
    data[9] = 17
    with pytest.raises(WrongPassword):
        opened(bytes(data))


def test_a_head_that_is_cut_off_and_a_password_that_was_not_given() -> None:
    data = locked(b"abc")
    assert opened(data) == b"abc" and opened(locked(b"")) == b""
    with pytest.raises(Broken, match=r"^cut off$"):
        opened(data[:33])
    with pytest.raises(Broken, match=r"^cut off$"):
        opened(data[:34])
    with pytest.raises(Locked):
        opened(data, "")


@pytest.mark.parametrize("password", ["1234567", "  1234567  ", "", "a" * 201])
def test_passwords_that_are_just_refused(password: str) -> None:
    with pytest.raises(UserError, match="8 đến 200"):
        check_password(password)


@pytest.mark.parametrize("password", ["12345678", "a" * 200, "ệ" * 8])
def test_passwords_that_are_just_taken(password: str, tmp_path: Path) -> None:
    check_password(password)
