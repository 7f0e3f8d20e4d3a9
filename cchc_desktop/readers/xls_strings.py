"""The texts that the cells of an .xls file share (MS-XLS, SST), however the file counts them, as far as they go."""

import struct
from collections.abc import Sequence

_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08
_HEAD = 8  # bytes before the first text: two counts

Runs = list[tuple[int, int]]  # where a run begins, and its font


class _Pieces:
    """The bytes of a record and of those that go on with it; raises `EOFError` behind the last."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces
        self._number, self._at = 0, _HEAD

    def _go_on(self) -> bool:
        """Go to the next piece where this one is used up."""
        moved = False
        while self._at >= len(self._pieces[self._number]):
            self._number, self._at, moved = self._number + 1, 0, True
            if self._number >= len(self._pieces):
                raise EOFError
        return moved

    def take(self, count: int) -> bytes:
        """The next bytes, wherever they lie."""
        found = bytearray()
        while count > 0:
            self._go_on()
            part = self._pieces[self._number][self._at : self._at + count]
            found += part
            self._at += len(part)
            count -= len(part)
        return bytes(found)

    def letters(self, count: int, wide: bool) -> str:
        """A text; a further piece says anew how its letters are written."""
        found: list[str] = []
        while count > 0:
            if self._go_on():
                wide = bool(self.take(1)[0] & _WIDE)
                self._go_on()
            size = 2 if wide else 1
            part = self._pieces[self._number][self._at : self._at + count * size]
            self._at += len(part)
            count -= -(-len(part) // size)
            found.append(part.decode("utf-16-le" if wide else "latin-1", errors="replace"))
        return "".join(found)


def shared_texts(pieces: Sequence[bytes]) -> tuple[list[str], dict[int, Runs]]:
    """The texts of the record and its continuations, and by their place the runs of those that have several fonts."""
    reader = _Pieces(pieces)
    texts: list[str] = []
    runs: dict[int, Runs] = {}
    try:
        while True:
            count, options = struct.unpack("<HB", reader.take(3))
            rich = struct.unpack("<H", reader.take(2))[0] if options & _RICH else 0
            phonetic = struct.unpack("<i", reader.take(4))[0] if options & _PHONETIC else 0
            text = reader.letters(count, bool(options & _WIDE))
            if rich:
                runs[len(texts)] = list(struct.iter_unpack("<HH", reader.take(4 * rich)))
            texts.append(text)
            reader.take(phonetic)
    except EOFError:
        return texts, runs
