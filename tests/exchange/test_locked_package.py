"""A package with a password opens with it alone; not a byte of it can be moved, cut or changed."""

import logging
from pathlib import Path

import pytest

from cchc_desktop import i18n
from cchc_desktop.errors import UserError
from cchc_desktop.exchange import locked_file
from cchc_desktop.exchange.locked_file import CHUNK, LockingWriter, UnlockingReader, unlocked
from cchc_desktop.exchange.package_reader import PasswordNeeded, entry_bytes, read_package
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.packing import make_package
from tests.exchange import honest
from tests.exchange.conftest import Begun
from tests.exchange.test_package import finished

PASSWORD = "Tháng chín trời thu"
HEAD, SEALED = 34, CHUNK + 16


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that costs little: what is tried here is not scrypt."""
    monkeypatch.setattr(locked_file, "_COST", 4)
    i18n.set_language("en")


def locked(path: Path, content: bytes, password: str = PASSWORD) -> Path:
    with path.open("wb") as stream:
        writer = LockingWriter(stream, password)
        writer.write(content)
        writer.finish()
    return path


def opened(path: Path, password: str = PASSWORD) -> bytes:
    with path.open("rb") as file:
        content, size, key = unlocked(file, path.stat().st_size, password)
        data = content.read()
        assert key and size == len(data)
        return data


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_every_size_comes_back(tmp_path: Path, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    assert opened(locked(tmp_path / "a", content[:size])) == content[:size]


def test_the_bytes_are_those_that_the_description_promises(tmp_path: Path) -> None:
    """Opened by hand from docs/package_format.md, with the library alone."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    content = b"x" * CHUNK + b"tail"
    raw = locked(tmp_path / "a", content).read_bytes()
    assert raw[:8] == b"CCHCKHOA" and raw[8] == 1 and raw[10:12] == b"\x08\x01"
    key = Scrypt(salt=raw[12:27], length=32, n=2 ** raw[9], r=8, p=1).derive(PASSWORD.encode())
    nonces = [raw[27:34] + bytes((0, 0, 0, 0, 0)), raw[27:34] + bytes((0, 0, 0, 1, 1))]
    chunks = [raw[HEAD : HEAD + SEALED], raw[HEAD + SEALED :]]
    found = [AESGCM(key).decrypt(nonce, chunk, raw[:HEAD]) for nonce, chunk in zip(nonces, chunks, strict=True)]
    assert b"".join(found) == content


def test_keyboards_that_write_letters_in_two_ways_open_the_same_package(tmp_path: Path) -> None:
    import unicodedata

    path = locked(tmp_path / "a", b"abc", unicodedata.normalize("NFD", PASSWORD))
    assert opened(path, unicodedata.normalize("NFC", PASSWORD)) == b"abc"


def damaged(raw: bytes) -> list[bytes]:
    """The three chunks moved, doubled, left out, cut, changed; the head changed."""
    head, chunks = raw[:HEAD], [raw[HEAD + at : HEAD + at + SEALED] for at in range(0, len(raw) - HEAD, SEALED)]
    first, second, last = chunks
    return [
        head + second + first + last,
        head + first + first + last,
        head + first + last,
        head + first + second,
        head + first,
        head,
        head + first + second + last + last,
        raw[:-1],
        raw + b"\x00",
        raw[: HEAD + SEALED + 5] + bytes([raw[HEAD + SEALED + 5] ^ 1]) + raw[HEAD + SEALED + 6 :],
        *(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in (8, 9, 10, 11, 12, 26, 27, 33, HEAD)),
        raw[:20],
    ]


def test_nothing_can_be_moved_cut_or_changed(tmp_path: Path) -> None:
    raw = locked(tmp_path / "a", bytes(2 * CHUNK + 100)).read_bytes()
    for number, bent in enumerate(damaged(raw)):
        path = tmp_path / f"{number}"
        path.write_bytes(bent)
        with pytest.raises(ValueError):
            opened(path)


def test_a_head_that_asks_for_all_memory_is_not_obeyed(tmp_path: Path) -> None:
    raw = bytearray(locked(tmp_path / "a", b"abc").read_bytes())
    raw[9] = 40
    (tmp_path / "g.cchcgoi").write_bytes(raw)
    with pytest.raises(UserError, match="damaged on its way"):
        read_package(tmp_path / "g.cchcgoi", PASSWORD)


def test_memory_stays_flat(tmp_path: Path) -> None:
    """Reading anywhere holds one chunk, whatever was read before."""
    path = locked(tmp_path / "a", bytes(40 * CHUNK))
    with path.open("rb") as file:
        head = file.read(HEAD)
        key = locked_file._key(PASSWORD, head[12:27], head[9])
        reader = UnlockingReader(file, path.stat().st_size, head, key)
        for place in (39 * CHUNK, 5, 20 * CHUNK):
            reader.seek(place)
            assert len(reader.read(3)) == 3
            assert len(reader._held) == CHUNK


def test_a_package_with_a_password(begun: Begun, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    steps = make_package(begun.dossier, wish=PackageWish(2026), out=tmp_path / "g.cchcgoi", password=PASSWORD)
    info = finished(steps)
    assert info.locked and b"PK\x03\x04" not in info.path.read_bytes()
    with pytest.raises(PasswordNeeded, match="has a password"):
        read_package(info.path)
    with pytest.raises(PasswordNeeded, match="This password does not open"):
        read_package(info.path, PASSWORD.lower())
    again, data = read_package(info.path, PASSWORD)
    assert again == info and data.plans
    proof = next(entry for entry in again.entries if entry.name.startswith("evidence/"))
    assert entry_bytes(again, proof).decode() == "Biên bản họp tháng 3"
    assert PASSWORD not in caplog.text and PASSWORD not in repr(again) and again.key.hex() not in repr(again)


def test_the_whole_file_goes_unread_onto_the_drive(begun: Begun, tmp_path: Path, home: Path) -> None:
    info = finished(make_package(begun.dossier, wish=PackageWish(2026), out=tmp_path / "g.cchcgoi", password=PASSWORD))
    before = {path for path in home.rglob("*") if path.is_file()}
    read_package(info.path, PASSWORD)
    assert {path for path in home.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("password", ["ngắn", "       a       ", "dài" * 100])
def test_a_password_that_protects_nothing_is_refused(begun: Begun, tmp_path: Path, password: str) -> None:
    with pytest.raises(UserError, match="8 to 200 letters"):
        finished(make_package(begun.dossier, wish=PackageWish(2026), out=tmp_path / "g.cchcgoi", password=password))
    assert not (tmp_path / "g.cchcgoi").exists()


def test_a_locked_file_of_another_kind_is_named(tmp_path: Path) -> None:
    path = locked(tmp_path / "g.cchcgoi", b"no archive")
    with pytest.raises(UserError, match="is not a CCHC package"):
        read_package(path, PASSWORD)
    lying = locked(tmp_path / "h.cchcgoi", honest.package(tmp_path).read_bytes()[:-30])
    with pytest.raises(UserError, match="damaged on its way"):
        read_package(lying, PASSWORD)
