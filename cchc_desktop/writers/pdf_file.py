"""The syntax of a PDF file (ISO 32000-1): objects, streams, strings, and the table that finds them.

Equal objects give equal bytes: nothing of the clock or the machine is in the file.
"""

import zlib
from hashlib import md5

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def text_string(text: str) -> str:
    """Text of the file's own data, such as its title; all of Unicode."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<feff{text.encode('utf-16-be').hex()}>"


def number(value: float) -> str:
    """A length in points, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def packed(data: bytes) -> bytes:
    """A stream's bytes, compressed."""
    return zlib.compress(data, 6)


class PdfFile:
    """Objects in the order of their numbers; references are written "7 0 R"."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """The number of an object that is put in later."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def put(self, body: str, at: int = 0) -> int:
        """Add an object, or fill the one reserved; returns its number."""
        return self._keep(body.encode("latin-1"), at)

    def stream(self, compressed: bytes, entries: str = "", at: int = 0) -> int:
        """Add a stream of compressed bytes with further `entries` of its dictionary."""
        head = f"<</Length {len(compressed)}/Filter/FlateDecode{entries}>>stream\n".encode("latin-1")
        return self._keep(b"".join((head, compressed, b"\nendstream")), at)

    def _keep(self, body: bytes, at: int) -> int:
        at = at or self.reserve()
        self._bodies[at - 1] = body
        return at

    def finished(self, root: int, info: int) -> bytes:
        """The bytes of the whole file; `root` and `info` are the catalogue and what the file says about itself."""
        chunks = [_HEAD]
        place = len(_HEAD)
        table = [f"xref\n0 {len(self._bodies) + 1}\n0000000000 65535 f \n"]
        for index, body in enumerate(self._bodies, start=1):
            table.append(f"{place:010d} 00000 n \n")
            chunk = b"%d 0 obj\n%b\nendobj\n" % (index, body)
            chunks.append(chunk)
            place += len(chunk)
        name = md5(b"".join(self._bodies), usedforsecurity=False).hexdigest()
        table.append(
            f"trailer\n<</Size {len(self._bodies) + 1}/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]>>\n"
            f"startxref\n{place}\n%%EOF\n"
        )
        return b"".join((*chunks, "".join(table).encode("ascii")))
