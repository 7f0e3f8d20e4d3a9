"""PDF files, bent by byte, by object and by what their pages draw: each is refused in a sentence or read, soon."""

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from cchc_desktop.errors import UserError
from cchc_desktop.readers.pdf_file import content_of, source_of
from cchc_desktop.readers.pdf_page import PdfPage
from cchc_desktop.readers.pdf_worker import DiedError, TooLongError, TooMuchError, Worker
from cchc_desktop.readers.source import SourceLine
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.documents.kinds import KINDS, STYLE
from tests.readers import pdf_pages as made
from tests.soak.campaign import Campaign, Kind, Tally
from tests.soak.sheets import READINGS, bent_bytes

HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")
PLACES = (made.LEFT, 115.0, 300.0, 430.0, made.RIGHT)
NUMBERS = (b"0", b"-1", b"1", b"65536", b"4294967296", b"-2147483648", b"0.00001", b"9" * 40, b"1e99", b"842", b"NaN")
WORDS = (
    b"BT",
    b"ET",
    b"q",
    b"Q",
    b"Do",
    b"Tj",
    b"Tm",
    b"cm",
    b"re",
    b"f",
    b"S",
    b"W n",
    b"Tr",
    b"/F1 0 Tf",
    b"BI ID EI",
)
NAMES = (
    b"/Type",
    b"/Kids",
    b"/Count",
    b"/Length",
    b"/Filter",
    b"/ToUnicode",
    b"/Contents",
    b"/Font",
    b"/Rotate 90",
    b"/W",
)
SECONDS = 15.0

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")


def honest(folder: Path) -> list[bytes]:
    """Files of ours, packed and open, and one by hand with forms, pictures, fields and notes."""
    found = []
    for kind in ("plan", "decision_with_plan"):
        path = folder / f"{kind}.pdf"
        write_pdf(KINDS[kind](), path, STYLE, system_fonts=False)
        found.append(path.read_bytes())

    def page(canvas: made.Canvas) -> None:
        y = made.flow(canvas, 80, "Các phòng, đơn vị tổ chức thực hiện nghiêm túc kế hoạch này trong năm 2026. " * 3)
        made.table(canvas, y, [HEADER, *((str(at), f"Rà soát {at}", "Văn phòng", "Quý I") for at in range(9))], PLACES)
        canvas.textAnnotation("ghi chú", (100, 100, 120, 120))

    found.append(made.pdf(page, page))
    form = made.stream(b"0 0 9 9 re S BT /F1 9 Tf (trong) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]")
    image = made.stream(
        bytes(64), b"/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    content = made.HELLO + b"q 1 0 0 1 9 9 cm /X Do Q q 400 0 0 700 0 0 cm /I Do Q 10 10 m 500 10 l S\n"
    found.append(made.by_hand(content, form, image, resources=b"/XObject<</X 6 0 R/I 7 0 R>>"))
    return found


def bent(data: bytes, random: Random) -> bytes:
    """A file with bytes, numbers, names or what a page draws changed."""
    for _change in range(random.choice((1, 1, 2, 5))):
        match random.randrange(6):
            case 0:
                data = bent_bytes(data, random)
            case 1 | 2:
                data = _bent_stream(data, random)
            case 3:
                data = _put(data, random, _NUMBER, random.choice(NUMBERS))
            case 4:
                data = _put(data, random, re.compile(re.escape(random.choice(NAMES))), random.choice(NAMES))
            case _:
                data = data[: random.randrange(len(data) + 1)] if random.random() < 0.3 else data + data[-200:]
    return data[:2_000_000]


def _put(data: bytes, random: Random, pattern: re.Pattern[bytes], value: bytes) -> bytes:
    """The file with another value at one of the places of a pattern."""
    places = [found.span() for found in pattern.finditer(data)]
    if not places:
        return data
    begin, end = random.choice(places)
    return data[:begin] + value + data[end:]


def _bent_stream(data: bytes, random: Random) -> bytes:
    """The file with one of its streams bent inside its packing."""
    streams = [found.span(1) for found in _STREAM.finditer(data)]
    if not streams:
        return data
    begin, end = random.choice(streams)
    inside, packed = data[begin:end], False
    with suppress(zlib.error):
        inside, packed = zlib.decompress(inside), True
    match random.randrange(4):
        case 0:
            inside = bent_bytes(inside, random) if inside else b" "
        case 1:
            inside = _put(inside, random, _NUMBER, random.choice(NUMBERS))
        case 2:
            words = inside.split(b" ")
            words[random.randrange(len(words))] = random.choice(WORDS)
            inside = b" ".join(words)
        case _:
            at = random.randrange(len(inside) + 1)
            inside += (random.choice(WORDS) + b" " + inside[at : at + 300] + b" ") * random.choice((1, 9, 500))
    return data[:begin] + (zlib.compress(inside) if packed else inside) + data[end:]


def lost(pages: tuple[PdfPage, ...]) -> list[str]:
    """The words of pages that stand nowhere in what is read of them."""
    from cchc_desktop.readers.pdf_layout import lay_out

    layout = lay_out(pages)
    texts = [text for _line, text, _where in layout.asides]
    for block in layout.blocks:
        texts += [block.text] if isinstance(block, SourceLine) else [cell for row in block.rows for cell in row.cells]
    told = "".join("".join(texts).replace("*", "").replace("\\", "").split())
    words = ("".join(word.text.replace("*", "").replace("\\", "").split()) for page in pages for word in page.words)
    return [word for word in words if word not in told and not re.fullmatch(r"\W*\d+\W*(?:/\W*\d+\W*)?", word)]


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """Honest files, one of which is bent in each run and read in the process for it."""
    bases = honest(folder)
    worker = Worker(seconds=SECONDS)

    def run(number: int) -> str:
        random = Random(f"{seed}:{number}")
        data = bent(random.choice(bases), random)
        try:
            content = worker.call(content_of, data, "file.pdf")
        except TooLongError:
            tally.note(Kind.HANG, f"over {SECONDS:.0f} s")
            return "too long"
        except (TooMuchError, DiedError) as error:
            return type(error).__name__
        if words := lost(content.pages):
            tally.note(Kind.LOSS, f"words that stand nowhere: {words[:5]}")
        source = source_of(content, "file.pdf")
        for reading in READINGS:
            with suppress(UserError):
                reading(source, "file.pdf")
        return "read"

    try:
        yield run
    finally:
        worker.close()


CAMPAIGN = Campaign("a bent PDF, read in every way", 3000, 3000, prepare, slow=5)
