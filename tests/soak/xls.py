"""Workbooks of other forms than XLSX, bent by record, part and byte: each is refused in a sentence or read, soon."""

import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from cchc_desktop.errors import UserError
from cchc_desktop.readers.any_file import read_source
from tests.readers.old_workbooks import Sheet, container, ods, record, wide, xls_stream, xlsb, xml_workbook
from tests.soak.campaign import Campaign, Tally
from tests.soak.sheets import CODES, HEADER, READINGS, ROWS, bent_bytes, bent_xml

_FONTS = [".VnTime", "VNI-Times"]
_LOOKS = {(row, column): 1 + (row + column) % 10 for row in range(2, 10) for column in range(1, 6)}
_SIZES = (0, 1, 2, 3, 7, 8, 40, 255, 8224, 65535)
_VALUES = (b"\0\0", b"\1\0", b"\xff\xff", b"\xff\x7f", b"\0\x80", b"\xfe\xff")


def _shared() -> bytes:
    """Texts that cells share, one of them with two fonts and cut by the end of its record."""
    texts = [wide("Rà soát thủ tục"), wide("Báo cáo")]
    rich = struct.pack("<HBH", 9, 0x09, 1) + "TËp huÊn ".encode("utf-16-le") + struct.pack("<HH", 3, 1)
    cut = struct.pack("<HB", 12, 1) + "Kế hoạch".encode("utf-16-le")
    head = struct.pack("<II", 4, 4)
    return record(0xFC, head + b"".join(texts) + rich + cut) + record(0x3C, b"\0" + b" nam")


def _beside() -> bytes:
    """Cells with shared texts, errors and truths, a note with its box, headers of pages."""
    cells = b"".join(record(0xFD, struct.pack("<HHHI", 20, at, at % 3, at)) for at in range(4))
    cells += record(0x205, struct.pack("<HHHBB", 21, 0, 0, 0x2A, 1)) + record(
        0x205, struct.pack("<HHHBB", 21, 1, 0, 1, 0)
    )
    cells += record(0x06, struct.pack("<HHHdHI", 22, 0, 0, 12.5, 0, 0) + b"\0\0")
    cells += record(0xBD, struct.pack("<HHHIHIH", 23, 0, 0, 0x41C80000, 1, 0x00000009, 1))
    cells += record(0x7D, struct.pack("<HHHHHH", 2, 3, 2000, 0, 1, 0)) + record(0x14, wide("&CUBND xã &P"))
    box = record(0x5D, struct.pack("<HHHHH", 0x15, 18, 0x19, 1, 0x4011) + bytes(12) + struct.pack("<HH", 0, 0))
    box += record(0x1B6, struct.pack("<HHHHHHHI", 0x212, 0, 0, 0, 0, 7, 16, 0)) + record(
        0x3C, b"\1" + "Xem lại".encode("utf-16-le")
    )
    box += record(0x3C, struct.pack("<HHIHHI", 0, 0, 0, 7, 0, 0))
    return cells + box + record(0x1C, struct.pack("<HHHH", 1, 1, 0, 1) + wide("Văn phòng"))


def sheets() -> list[Sheet]:
    """A frame with looks, merged and hidden cells, and a sheet that is not shown."""
    rows = [["KHUNG NHIỆM VỤ"], HEADER, *ROWS]
    frame = Sheet(rows, "Khung", [(0, 0, 5, 0), (2, 3, 2, 5)], [6], looks=_LOOKS, records=_beside())
    return [
        frame,
        Sheet([["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"], [1, "Số hồ sơ", "hồ sơ", 7]], "Số liệu", hidden=True),
    ]


def bent_records(stream: bytes, random: Random) -> bytes:
    """A stream of BIFF with one to four of its records changed, cut, doubled, moved or called otherwise."""
    records: list[bytes] = []
    at = 0
    while at + 4 <= len(stream):
        end = at + 4 + struct.unpack_from("<H", stream, at + 2)[0]
        records.append(stream[at:end])
        at = end
    for _change in range(random.choice((1, 1, 2, 4))):
        place = random.randrange(len(records))
        one = records[place]
        match random.randrange(6):
            case 0:
                records[place] = one[:2] + struct.pack("<H", random.choice(_SIZES)) + one[4:]
            case 1 if len(one) > 6:
                inside = random.randrange(4, len(one) - 1)
                records[place] = one[:inside] + random.choice(_VALUES) + one[inside + 2 :]
            case 2:
                records[place : place + 1] = [one] * random.choice((0, 2, 3, 200))
            case 3:
                records[place] = struct.pack("<H", struct.unpack("<H", random.choice(records)[:2])[0]) + one[2:]
            case 4:
                other = random.randrange(len(records))
                records[place], records[other] = records[other], one
            case _:
                records[place] = one[:4] + bent_bytes(one[4:], random) if len(one) > 5 else one
    return b"".join(records)


def _bent_parts(base: dict[str, bytes], path: Path, random: Random) -> None:
    """A package with a part bent, or its archive."""
    parts = dict(base)
    name = random.choice(list(parts))
    parts[name] = (bent_xml if name.endswith("xml") and random.random() < 0.7 else bent_bytes)(parts[name], random)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    if random.random() < 0.1:
        path.write_bytes(bent_bytes(path.read_bytes(), random))


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@contextmanager
def prepare(folder: Path, seed: int, _tally: Tally) -> Iterator[Callable[[int], str]]:
    """One honest workbook in each form, bent in each run, most often the XLS; it is read in every way."""
    stream = xls_stream(sheets(), CODES, _FONTS, _shared())
    packages = [_parts(xlsb(folder / "a.xlsb", sheets(), CODES, _FONTS)), _parts(ods(folder / "a.ods", sheets_plain()))]
    text = xml_workbook(folder / "a.xml", sheets_plain()).read_bytes()
    path = folder / "file.xls"

    def run(number: int) -> str:
        random = Random(f"{seed}:{number}")
        kind = random.random()
        if kind < 0.35:
            path.write_bytes(container({"Workbook": bent_records(stream, random)}))
        elif kind < 0.5:
            path.write_bytes(container({random.choice(("Workbook", "Book", "x")): bent_bytes(stream, random)}))
        elif kind < 0.6:
            path.write_bytes(bent_bytes(container({"Workbook": stream}), random))
        elif kind < 0.7:
            path.write_bytes(bent_records(stream, random))
        elif kind < 0.9:
            _bent_parts(random.choice(packages), path, random)
        else:
            path.write_bytes(bent_xml(text, random) if random.random() < 0.6 else bent_bytes(text, random))
        source = read_source(path)
        for reading in READINGS:
            with suppress(UserError):
                reading(source, path.name)
        return "read"

    yield run


def sheets_plain() -> list[Sheet]:
    """The sheets for the forms whose looks have names."""
    return [Sheet(each.rows, each.title, each.merges, each.hidden_rows, each.hidden) for each in sheets()]


CAMPAIGN = Campaign("a bent XLS, XLSB, ODS or XML workbook, read in every way", 1000, 1200, prepare, slow=2)
