"""Workbooks, CSV and texts, bent by element, attribute and byte: each is refused in a sentence or read, soon."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from lxml import etree

from cchc_desktop.errors import UserError
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.criteria import criteria_from
from cchc_desktop.readers.figures import figures_from
from cchc_desktop.readers.outline import outline_from
from cchc_desktop.readers.plan import plan_from
from tests.readers import workbooks as made
from tests.soak.campaign import Campaign, Tally

HEADER = ["TT", "Nhiệm vụ", "Kết quả, sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành", "Kinh phí (triệu đồng)"]
ROWS = [[n, f"Rà soát thủ tục {n}", "Báo cáo", "VP; Tư pháp", "31/3/2026", n * 12.5] for n in range(1, 12)]
CODES = [
    "0.00",
    "dd/mm/yyyy",
    "h:mm AM/PM",
    '#,##0,," triệu"',
    "# ?/?",
    "[h]:mm",
    "[>=1000]0;0.0%",
    '_-* #,##0\\ "₫"_-',
]
VALUES = (
    "",
    "0",
    "-1",
    "1",
    "9" * 30,
    "²",
    "1e999999",
    "A9999999:A1",
    "XFD1048576",
    "a1",
    "$B$2",
    "s",
    "e",
    "d",
    "b",
    "inlineStr",
    "x" * 5000,
    "rId1",
    "../xl/x.xml",
    "true",
    "2958466",
    "-0.5",
    "1E-300",
    "NaN",
)
TEXTS = (
    "",
    " ",
    "1",
    "46082",
    "#N/A",
    "2026-13-45",
    "\u00ad",
    "\ufffd",
    "|" * 200,
    "TËp huÊn nghiÖp vô",
    "ngöôøi laø",
    "x" * 9000,
    "1e308",
    "9" * 400,
    "Tổng cộng",
    "_x0000_",
    "_xD800_",
    "9300000000000000000 đồng",
)
LINES = (
    "TT;Nhiệm vụ;Sản phẩm;Chủ trì;Thời hạn",
    '1;"Rà soát\nthủ tục";Báo cáo;VP;31/3/2026',
    "sep=;",
    "| TT | Nhiệm vụ | Chủ trì | Thời hạn |",
    "|---|:-:|--|--|",
    "| 1 | Họp | VP | Quý I |",
    "I. MỤC ĐÍCH",
    "1. Việc chung",
    "- Chủ trì: Văn phòng; thời hạn: 30/6/2026",
    "STT\tChỉ tiêu\tĐơn vị tính\tSố liệu\tGhi chú",
    "1\tSố hồ sơ\thồ sơ\t12,5 (ước)\t",
    "KÕ ho¹ch c¶i c¸ch hµnh chÝnh n¨m",
    '"',
    "",
)
SIGNS = ('"', ";", "\t", ",", "|", "\n", "\\", " ", "-", ":", "9", "ộ", "\u00ad", "**", "\ufffd", "\x00")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258", "cp1252", "utf-32")
READINGS: tuple[Callable[..., object], ...] = (plan_from, figures_from, criteria_from, outline_from)


def parts(folder: Path) -> dict[str, bytes]:
    """The parts of a workbook with a bit of everything."""
    sheet = "xl/worksheets/sheet1.xml"
    styled = "".join(f'<c s="{n}"><v>{46082.25 + n}</v></c>' for n in range(1, len(CODES) + 1))
    odd = '<c t="s"><v>0</v></c><c t="e"><f>x</f><v>#N/A</v></c><c t="b"><v>1</v></c><c><f>1+2</f></c>'
    path = made.workbook(
        folder / "base.xlsx",
        {
            sheet: made.sheet(
                made.rows_of([["KHUNG NHIỆM VỤ"], HEADER, *ROWS]) + f"<row>{styled}</row><row hidden='1'>{odd}</row>",
                '<mergeCells><mergeCell ref="A1:F1"/><mergeCell ref="C4:C6"/></mergeCells>'
                "<headerFooter><oddHeader>&amp;CUBND xã</oddHeader></headerFooter>",
                '<cols><col min="3" max="3" hidden="1"/></cols>',
            ),
            "xl/worksheets/sheet2.xml": made.sheet(
                made.rows_of(
                    [["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú"], [1, "Số hồ sơ", "hồ sơ", 7, ""]]
                )
            ),
            "xl/sharedStrings.xml": made.strings("Số hồ sơ đúng hạn", "TËp huÊn"),
            "xl/styles.xml": made.styles(CODES, [".VnTime", "VNI-Times"]),
            "xl/worksheets/_rels/sheet1.xml.rels": made.relations(("c", "comments", "../comments1.xml")),
            "xl/comments1.xml": f'<comments xmlns="{made.MAIN}"><commentList><comment ref="B1"><text><t>x</t></text>'
            "</comment></commentList></comments>",
        },
        ["Khung", "Số liệu"],
    )
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bent_xml(data: bytes, random: Random) -> bytes:
    """An XML part with one to four changes to its elements, attributes and texts."""
    root = etree.fromstring(data)
    for _change in range(random.choice((1, 1, 2, 4))):
        elements = list(root.iter())
        element = random.choice(elements)
        choice = random.randrange(6)
        if choice == 0 and element.attrib:
            element.set(random.choice(list(element.attrib)), random.choice(VALUES))
        elif choice == 1:
            element.set(
                random.choice(("r", "s", "t", "ref", "hidden", "numFmtId", "formatCode")), random.choice(VALUES)
            )
        elif choice == 2:
            element.text = random.choice([text for text in TEXTS if "\x00" not in text])
        elif choice == 3 and element.getparent() is not None:
            element.getparent().remove(element)
        elif choice == 4 and len(elements) < 3000:
            with suppress(ValueError):
                random.choice(elements).extend([etree.fromstring(etree.tostring(element)) for _ in range(3)])
        elif element.attrib:
            del element.attrib[random.choice(list(element.attrib))]
    return bytes(etree.tostring(root))


def bent_bytes(data: bytes, random: Random) -> bytes:
    """Bytes with a few of them changed, cut out or doubled."""
    made_bytes = bytearray(data)
    for _change in range(random.choice((1, 2, 8))):
        at = random.randrange(len(made_bytes) + 1)
        end = min(at + random.choice((1, 1, 16, 200)), len(made_bytes))
        made_bytes[at:end] = random.choice((b"", random.randbytes(end - at), bytes(made_bytes[at:end]) * 2))
    return bytes(made_bytes)


def workbook(base: dict[str, bytes], path: Path, random: Random) -> Path:
    """A workbook with a part bent, or its archive."""
    changed = dict(base)
    name = random.choice(list(changed))
    kind = random.random()
    if kind < 0.75:
        changed[name] = bent_xml(changed[name], random)
    elif kind < 0.85:
        changed[name] = bent_bytes(changed[name], random)
    elif kind < 0.9:
        del changed[name]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in changed.items():
            archive.writestr(part, data)
    if kind >= 0.9:
        path.write_bytes(bent_bytes(path.read_bytes(), random))
    return path


def text(path: Path, random: Random) -> Path:
    """A CSV or text file of lines that offices write, signs strewn in, in any encoding."""
    lines = [random.choice(LINES) for _ in range(random.randrange(1, 60))]
    for _change in range(random.choice((0, 1, 3, 9))):
        at = random.randrange(len(lines))
        cut = random.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:cut] + random.choice(SIGNS) * random.choice((1, 1, 3, 2000)) + lines[at][cut:]
    data = "\n".join(lines).encode(random.choice(ENCODINGS), errors="replace")
    path = path.with_suffix(random.choice((".csv", ".txt", ".tsv")))
    path.write_bytes(bent_bytes(data, random) if random.random() < 0.4 else data)
    return path


@contextmanager
def prepare(folder: Path, seed: int, _tally: Tally) -> Iterator[Callable[[int], str]]:
    """One honest workbook, bent in each run, or a text; it is read in every way."""
    base = parts(folder)

    def run(number: int) -> str:
        random = Random(f"{seed}:{number}")
        path = folder / "file.xlsx"
        path = workbook(base, path, random) if random.random() < 0.7 else text(path, random)
        source = read_source(path)
        for reading in READINGS:
            with suppress(UserError):
                reading(source, path.name)
        return "read"

    yield run


CAMPAIGN = Campaign("a bent XLSX, CSV or text file, read in every way", 5000, 3000, prepare, slow=2)
