"""What the program itself has written, by path and hash: a file that nobody changed since may be replaced unasked.

The notes lie in the officer's own folder, one line a file: the first half of the SHA-256 of the path, a blank, the
SHA-256 of the content. A note that cannot be kept costs one question more, nothing else.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from cchc_desktop import paths

_NAME = "written.txt"
_LINE = 32 + 1 + 64 + 1  # bytes
_MOST, _KEPT = 4_000, 2_000  # lines


def note(path: Path, sha256: str) -> None:
    """Remember that this content of the file may be replaced."""
    with suppress(OSError):
        file = paths.home() / _NAME
        paths.make_private(file.parent)
        line = f"{_key(path)} {sha256}\n".encode()
        if file.exists() and file.stat().st_size > _MOST * _LINE:
            line = file.read_bytes()[-_KEPT * _LINE :] + line
            file.unlink()
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)


def is_unchanged(path: Path) -> bool:
    """Whether the file is still what was noted of it last."""
    try:
        lines = (paths.home() / _NAME).read_text("ascii", errors="replace").splitlines()
        key = _key(path)
        noted = next((line[33:] for line in reversed(lines) if line.startswith(key)), "")
        return bool(noted) and noted == hash_of(path)
    except OSError:
        return False


def hash_of(path: Path) -> str:
    """SHA-256 of a file's content; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _key(path: Path) -> str:
    return hashlib.sha256(os.path.normcase(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:32]
