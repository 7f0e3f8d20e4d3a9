"""Pages as a scanner gives them: pictures of our own, aslant, with noise and a seal."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.pdfium import pdfium_lock
from cchc_desktop.progress import Progress, listening
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.source import Source
from tests.readers.pdf_pages import flow, pdf, say, table

_INCH = 200  # dots
SENTENCE = "Hoàn thành 100% nhiệm vụ trong kế hoạch và báo cáo định kỳ đúng hạn trước ngày 15/12/2026."
FRAME = (
    ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
    ("1", "Kiểm tra việc tiếp nhận hồ sơ", "Văn phòng", "Quý II/2026"),
    ("2", "Số hóa kết quả giải quyết", "Trung tâm", "30/6/2026"),
    ("3", "Đối thoại với người dân", "Văn phòng", "Tháng 10/2026"),
)
ON_ITS_SIDE = (
    "Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch này.",
    "Các phòng chuyên môn báo cáo trước ngày 20 hằng tháng.",
    "Trung tâm cung cấp số liệu giải quyết thủ tục hành chính.",
)


def _plan(canvas: Canvas) -> None:
    say(canvas, 85, 70, "ỦY BAN NHÂN DÂN", 12)
    say(canvas, 95, 86, "XÃ BÌNH MINH", 12, bold=True)
    say(canvas, 280, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    say(canvas, 330, 86, "Độc lập - Tự do - Hạnh phúc", 12, bold=True)
    say(canvas, 105, 112, "Số: 18/KH-UBND", 12)
    say(canvas, 250, 155, "KẾ HOẠCH", 14, bold=True)
    say(canvas, 165, 175, "Cải cách hành chính xã Bình Minh năm 2026", 14, bold=True)
    y = flow(canvas, 215, SENTENCE)
    table(canvas, y, FRAME, (85, 120, 310, 420, 540))


def _report(canvas: Canvas) -> None:
    for at, text in enumerate(ON_ITS_SIDE):
        say(canvas, 85, 90 + 24 * at, text)


def _empty(canvas: Canvas) -> None:
    canvas.setLineWidth(1)


def _speckles(size: tuple[int, int]) -> Image.Image:
    """Noise about grey, the same each time: Pillow's own is another one in each process."""
    points = Image.frombytes("L", size, Random(5).randbytes(size[0] * size[1]))
    return points.point(lambda value: 128 + (value - 128) // 4).convert("RGB")


def scan(
    *pages: Callable[[Canvas], None], degrees: float = 0.0, quarters: Sequence[int] = (), noise: float = 0.08
) -> bytes:
    """A PDF of pictures of these pages, turned; the first bears a red seal."""
    made: list[Image.Image] = []
    with pdfium_lock, pypdfium2.PdfDocument(pdf(*pages)) as document:
        for at in range(len(document)):
            picture = document[at].render(scale=_INCH / 72).to_pil().convert("RGB")
            if at == 0:
                width, height = picture.size
                left, top = int(width * 0.55), int(height * 0.6)
                pen = ImageDraw.Draw(picture)
                pen.ellipse((left, top, left + 240, top + 240), outline=(210, 30, 40), width=9)
                pen.ellipse((left + 90, top + 90, left + 150, top + 150), fill=(210, 30, 40))
            picture = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")
            picture = Image.blend(picture, _speckles(picture.size), noise).filter(ImageFilter.GaussianBlur(0.4))
            made.append(picture.rotate(-90 * quarters[at], expand=True) if at < len(quarters) else picture)
    stream = BytesIO()
    made[0].save(stream, "PDF", save_all=True, append_images=made[1:], resolution=_INCH, quality=80)
    return stream.getvalue()


def scan_of_plan() -> bytes:
    """Three pages: a plan aslant under a seal, one that lies on its side, an empty one."""
    return scan(_plan, _report, _empty, degrees=1.3, quarters=(0, 1, 0))


class ReadScan(NamedTuple):
    """A file of scanned pages, what it holds, and what was said meanwhile."""

    path: Path
    source: Source
    said: list[str]


def read_scan_in(folder: Path) -> ReadScan:
    """Write such a file and read it."""
    path = folder / "Kế hoạch quét.pdf"
    path.write_bytes(scan_of_plan())
    said: list[Progress] = []
    with listening(lambda: False, said.append):
        source = read_source(path)
    return ReadScan(path, source, [step.text for step in said])
