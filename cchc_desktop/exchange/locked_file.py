"""A file with a password: AES-256-GCM in chunks, the key by scrypt, both of the library `cryptography`.

The file is a head of 34 bytes and the chunks. Every chunk has 65,536 bytes of the content (the last one fewer, or none)
and 16 bytes of proof. Its nonce is the head's 7 bytes, its index and whether it is the last one, and its proof covers
the head: no chunk can be changed, moved, doubled or left out, and a file that was cut off ends without a last chunk.
The chunks may be read in any order, so that memory stays flat and nothing is unpacked onto the drive.
"""

import io
import os
import struct
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"CCHCKHOA"
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 200  # letters
CHUNK = 65_536
_PROOF = 16
_HEAD = struct.Struct(">8s4B15s7s")  # mark, version, log2 of N, r, p, salt, start of the nonces
_VERSION, _COST, _BLOCK, _PARALLEL = 1, 16, 8, 1
_LARGEST_COST = 17  # 128 MB of memory
_SALT, _NONCE = 15, 7


class Locked(ValueError):
    """The file needs a password, and none was given."""


class WrongPassword(ValueError):
    """The first chunk does not prove right: another password, or bytes that were changed."""


class Broken(ValueError):
    """A chunk is not what was written, or the file was cut off."""


def is_locked(path: Path) -> bool:
    """Whether a file begins as one with a password; False of one that cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False


def check_password(password: str) -> None:
    """Raise `UserError` for one that protects nothing."""
    if not len(password.strip()) >= SHORTEST_PASSWORD or len(password) > LONGEST_PASSWORD:
        words = _(
            "A password has {least} to {most} letters, best a short sentence without diacritics. Type a longer one."
        )
        raise UserError(words.format(least=SHORTEST_PASSWORD, most=LONGEST_PASSWORD))


def _key(password: str, salt: bytes, cost: int) -> bytes:
    """32 bytes of scrypt over the password in NFC, as UTF-8: keyboards write the same letters in two ways."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    kdf = Scrypt(salt=salt, length=32, n=2**cost, r=_BLOCK, p=_PARALLEL)
    return kdf.derive(unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"))


def _cipher(key: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _nonce(start: bytes, index: int, last: bool) -> bytes:
    return start + index.to_bytes(4, "big") + bytes([last])


class LockingWriter(io.RawIOBase):
    """Takes the content and writes the locked file; without `finish` the file has no last chunk and opens nowhere."""

    def __init__(self, stream: BinaryIO, password: str) -> None:
        salt, self._start = os.urandom(_SALT), os.urandom(_NONCE)
        self._head = _HEAD.pack(MAGIC, _VERSION, _COST, _BLOCK, _PARALLEL, salt, self._start)
        self._stream, self._cipher = stream, _cipher(_key(password, salt, _COST))
        self._index, self._waiting = 0, bytearray()
        stream.write(self._head)

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]
        """Take bytes; whole chunks are written once more is known to follow."""
        self._waiting += data
        done = 0
        while len(self._waiting) - done > CHUNK:
            self._put(bytes(self._waiting[done : done + CHUNK]), last=False)
            done += CHUNK
        del self._waiting[:done]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, data: bytes, last: bool) -> None:
        self._stream.write(self._cipher.encrypt(_nonce(self._start, self._index, last), data, self._head))
        self._index += 1


class UnlockingReader(io.RawIOBase):
    """The content of a locked file, to be read anywhere; `size` is its length in bytes.

    The first and the last chunk are proved at once, the others as they are read. Raises `WrongPassword`, `Broken`.
    """

    def __init__(self, stream: BinaryIO, size: int, head: bytes, key: bytes) -> None:
        body = size - _HEAD.size
        self._stream, self._head, self._cipher = stream, head, _cipher(key)
        self._start = head[-_NONCE:]
        self._last = max(0, (body - 1) // (CHUNK + _PROOF))
        self.size = body - (self._last + 1) * _PROOF
        if self.size < 0:
            raise Broken("cut off")
        self._place, self._held, self._index = 0, b"", -1
        try:
            self._chunk(0)
        except Broken as error:
            raise WrongPassword from error
        self._chunk(self._last)

    def _chunk(self, index: int) -> bytes:
        if index != self._index:
            from cryptography.exceptions import InvalidTag

            self._stream.seek(_HEAD.size + index * (CHUNK + _PROOF))
            sealed = self._stream.read(CHUNK + _PROOF)
            try:
                nonce = _nonce(self._start, index, index == self._last)
                self._held, self._index = self._cipher.decrypt(nonce, sealed, self._head), index
            except InvalidTag as error:
                raise Broken(f"chunk {index}") from error
        return self._held

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place in the content."""
        self._place = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.size}[whence])
        return self._place

    def tell(self) -> int:
        """The place in the content."""
        return self._place

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer as far as one chunk goes; 0 at the end."""
        if self._place >= self.size:
            return 0
        index, offset = divmod(self._place, CHUNK)
        data = self._chunk(index)[offset : offset + len(buffer)]
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)


def unlocked(file: BinaryIO, size: int, password: str, key: bytes = b"") -> tuple[BinaryIO, int, bytes]:
    """The content of an open file, its length, and the key that opens it again without the wait for scrypt.

    A file without a password is handed back as it is, its key is b"". Raises `Locked`, `WrongPassword`, `Broken`.
    """
    head = file.read(_HEAD.size)
    file.seek(0)
    if not head.startswith(MAGIC):
        return file, size, b""
    if len(head) < _HEAD.size:
        raise Broken("cut off")
    _mark, version, cost, block, parallel, salt, _start = _HEAD.unpack(head)
    if version != _VERSION or cost > _LARGEST_COST or (block, parallel) != (_BLOCK, _PARALLEL) or not cost:
        raise Broken("an unknown way of locking")
    if not password and not key:
        raise Locked
    key = key or _key(password, salt, cost)
    reader = UnlockingReader(file, size, head, key)
    return io.BufferedReader(reader, CHUNK), reader.size, key
