"""Text in the pictures of scanned pages, by Tesseract where it is on this computer; nothing leaves the computer.

Tesseract works in a folder of its own, bounded in time, and is ended with all that it began when nobody waits any more.
"""

import os
import re
import shutil
import statistics
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cchc_desktop import options, paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.readers import processes
from cchc_desktop.readers.cell_pictures import cell_sheet, on_page, poor_cells, sure_alone, with_cells
from cchc_desktop.readers.page_pictures import DOTS, PagePicture, picture_of
from cchc_desktop.readers.pdf_page import PageWord, PdfPage
from cchc_desktop.readers.pdf_worker import in_worker
from cchc_desktop.text import clean

LANGUAGE = "vie"
SECONDS = 90.0  # for one page; a full one takes two to ten
_INCH = 72  # points
_TALL = 1.35  # times the usual letters: a title
_BELOW = 0.22  # of a letter's size that "g" and "ạ" reach below the line
_HANGING = re.compile("[gjpqyQ,;()/|\\[\\]{}ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ]")
_POOR = 0.55  # mean sureness below which a page may lie on its side
_FEW = 5  # words
_LONG = 3  # letters of a word that is wider than high
_SEEN = 0.5  # sureness of words in colour that are letters at all
_ANY = re.compile(r"[^\W_]")
_TURN = re.compile(r"^Rotate: (0|90|180|270)$", re.MULTILINE)
_LEAST_GRID = 3  # rules each way that make a table
_LOOKALIKES = str.maketrans(
    {"ø": "g", "Ø": "O", "Ð": "Đ", "ð": "đ", "ı": "i", "ï": "i", "î": "i", "¡": "i", "ç": "c", "ß": "B", "ﬁ": "fi",
     "ﬂ": "fl", "‚": ",", "„": "“", "«": "“", "»": "”"}
)  # fmt: skip
_TWICE = re.compile("ĐĐ(?=[^a-zà-ỹ]|$)")  # the stroke of a capital "Đ", seen as one more
_STROKE = re.compile(r"[|_¦]+")  # what is left of a rule
_MENDED = 0.7  # sureness of a mended word: not above


class Recogniser(NamedTuple):
    """Tesseract on this computer, and the folder in which its Vietnamese is; None where it knows none."""

    program: Path
    languages: Path | None


def recogniser() -> Recogniser | None:
    """The Tesseract of the options, else the one that is found; one that knows Vietnamese before all others."""
    found = [Recogniser(program, _folder_of(program, LANGUAGE)) for program in _places() if program.is_file()]
    return next((one for one in found if one.languages is not None), found[0] if found else None)


def _places() -> Iterator[Path]:
    """Where it may be: where the officer said, beside this program, where its setup puts it, among the commands."""
    name = "tesseract.exe" if sys.platform == "win32" else "tesseract"
    if chosen := options.load().recogniser:
        yield Path(chosen)
    here = Path(sys.executable).parent
    for folder in (here, here.parent, paths.home()):
        yield folder / "ocr" / name
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if base := os.environ.get(variable):
                yield Path(base, "Tesseract-OCR", name)
                yield Path(base, "Programs", "Tesseract-OCR", name)
    if found := shutil.which("tesseract"):
        yield Path(found)


def own_languages() -> Path:
    """The folder for languages that the officer brings along: no administrator is needed for it."""
    return paths.home() / "ocr" / "tessdata"


def _folder_of(program: Path, language: str) -> Path | None:
    """The folder in which a Tesseract has what it must know of a language; None where there is none."""
    given = os.environ.get("TESSDATA_PREFIX")
    usual = sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True) if os.name != "nt" else []
    folders = (*([Path(given)] if given else []), program.parent / "tessdata", own_languages(), *usual)
    return next((folder for folder in folders if (folder / f"{language}.traineddata").is_file()), None)


def recognised(path: Path, page: PdfPage, with_: Recogniser) -> PdfPage:
    """A scanned page of a PDF with the words that stand in its picture, each with how sure it is.

    A page that was scanned upside down or on its side is turned; what the file has over the scan is beside its text.
    Raises `UserError` where Tesseract does not work, `processes.TooLong` where it takes too long, `Cancelled` where
    nobody waits any more.
    """
    with working_folder() as folder:
        picture = in_worker(picture_of, path, page.number - 1)
        words = _words(with_, folder, picture)
        if len(words) < _FEW or _sureness(words) < _POOR or _lie(words):
            for quarters in _quarters(with_, folder, picture):
                turned = in_worker(picture_of, path, page.number - 1, quarters)
                found = _words(with_, folder, turned)
                if _lie(words) or _sureness(found) > _sureness(words):
                    picture, words = turned, found
                if not _lie(words) and _sureness(words) >= _POOR:
                    break
        beside = tuple(_beside(with_, folder, picture))
    if page.words:  # they are in the picture too
        beside = ((" ".join(word.text for word in page.words), _("A stamp over the scan")), *beside)
    return replace(
        page,
        width=picture.width,
        height=picture.height,
        words=words,
        rules=picture.rules,
        beside=(*page.beside, *beside),
        upright=picture.upright,
    )


def _words(with_: Recogniser, folder: Path, picture: PagePicture) -> tuple[PageWord, ...]:
    flat = sum(rule.top == rule.bottom for rule in picture.rules)
    in_cells = flat >= _LEAST_GRID and len(picture.rules) - flat >= _LEAST_GRID
    lines = _recognise(with_, folder, picture.plain, "11" if in_cells else "3")
    words = tuple(_placed(lines, picture.dots))
    if in_cells and words and not _lie(words):
        words = tuple(with_cells(words, tuple(_in_cells(with_, folder, picture, words))))
    return words


def _in_cells(with_: Recogniser, folder: Path, picture: PagePicture, words: Sequence[PageWord]) -> Iterator[PageWord]:
    """What stands alone in cells of a table and was overlooked."""
    cells = poor_cells(picture.rules, words)
    sheet = in_worker(cell_sheet, picture.plain, cells, picture.dots) if cells else None
    if sheet is None:
        return
    size = statistics.median(word.size for word in words)
    for line in _recognise(with_, folder, sheet.picture, "6"):
        for seen in line:
            if (move := on_page(sheet, seen.top, seen.bottom)) is not None and _ANY.search(seen.text):
                x0, x1 = (seen.left + move[0]) / picture.dots, (seen.right + move[0]) / picture.dots
                bottom = (seen.bottom + move[1]) / picture.dots + _BELOW * size
                sure = sure_alone(seen.text, seen.sure)
                yield PageWord(seen.text, x0, bottom - size, x1, bottom, size, sure=sure)


def _beside(with_: Recogniser, folder: Path, picture: PagePicture) -> Iterator[tuple[str, str]]:
    """What stands in colour, as in a seal; coloured headings are among it."""
    if not picture.coloured:
        return
    lines = _recognise(with_, folder, picture.coloured, "11")
    words = [word.text for line in lines for word in line if word.sure >= _SEEN and _ANY.search(word.text)]
    yield " ".join(words) or _("no letters"), _("In colour: a seal, a signature")


class _Seen(NamedTuple):
    """A word in the picture; its box in pixels."""

    text: str
    sure: float
    left: int
    top: int
    right: int
    bottom: int


def _recognise(with_: Recogniser, folder: Path, picture: bytes, layout: str) -> list[list[_Seen]]:
    """The words of a picture, line by line."""
    (folder / "page.png").write_bytes(picture)
    wanted = ("-l", LANGUAGE, "--psm", layout, "--dpi", str(DOTS), "-c", "tessedit_create_tsv=1")
    _run(with_, folder, with_.languages, *wanted)
    try:
        rows = (folder / "page.tsv").read_text(encoding="utf-8", errors="replace").split("\n")[1:]
    except OSError as error:
        raise _broken(with_) from error
    return _seen(rows)


def _seen(rows: Iterable[str]) -> list[list[_Seen]]:
    """The words in the rows of Tesseract's table, line by line; what is no word of it is passed over."""
    lines: dict[tuple[str, ...], list[_Seen]] = {}
    for row in rows:
        parts = row.rstrip("\r").split("\t")
        if len(parts) < 12 or parts[0] != "5" or not (text := clean(parts[11]).strip()):
            continue
        with suppress(ValueError):
            left, top, width, height = map(int, parts[6:10])
            sure = max(0.0, min(float(parts[10]) / 100, 1.0))
            if _STROKE.fullmatch(text) and sure < _SEEN:
                continue
            mended = _mended(text)
            sure = sure if mended == text else min(sure, _MENDED)
            lines.setdefault(tuple(parts[1:5]), []).append(_Seen(mended, sure, left, top, left + width, top + height))
    return list(lines.values())


def _mended(text: str) -> str:
    """A word without letters that look like Vietnamese ones and are none."""
    return _TWICE.sub(lambda found: found[0][0], text.translate(_LOOKALIKES))


def _run(with_: Recogniser, folder: Path, languages: Path | None, *words: str) -> None:
    """Let Tesseract write `page.*` beside the picture `page.png`."""
    for old in folder.glob("page.[!p]*"):
        old.unlink()
    command = (with_.program, "page.png", "page", "--tessdata-dir", languages or "", *words)
    try:
        code = processes.run(command, folder, SECONDS, {"OMP_THREAD_LIMIT": "1"})
    except OSError as error:
        raise _broken(with_) from error
    if code != 0:
        raise _broken(with_)


def _broken(with_: Recogniser) -> UserError:
    return UserError(
        _("Tesseract at {place} does not work. Install it again with Vietnamese, or name another one in the options.")
        .format(place=with_.program)
    )  # fmt: skip


def _sureness(words: Sequence[PageWord]) -> float:
    return statistics.fmean(word.sure for word in words) if words else 0.0


def _lie(words: Sequence[PageWord]) -> bool:
    """Whether most words are read from below or from above, as on a page that lies on its side."""
    long = [word for word in words if len(word.text) >= _LONG]
    return sum(word.bottom - word.top > word.x1 - word.x0 for word in long) * 2 > len(long)


def _quarters(with_: Recogniser, folder: Path, picture: PagePicture) -> tuple[int, ...]:
    """Quarter turns clockwise that may set a page upright, the likeliest first; none where it seems to be empty."""
    likely = _told(with_, folder, picture)
    if likely is None:
        return ()
    return (likely, *(quarters for quarters in (1, 3, 2) if quarters != likely)) if likely else (1, 3, 2)


def _told(with_: Recogniser, folder: Path, picture: PagePicture) -> int | None:
    """What Tesseract tells of how a page lies, 0 where it does not know how; None where it sees too few letters."""
    languages = _folder_of(with_.program, "osd")
    if languages is None:
        return 0
    (folder / "page.png").write_bytes(picture.plain)
    with suppress(UserError, OSError):
        _run(with_, folder, languages, "--psm", "0")
        if found := _TURN.search((folder / "page.osd").read_text(encoding="utf-8", errors="replace")):
            return int(found[1]) // 90
    return None


def _placed(lines: Sequence[Sequence[_Seen]], dots: float) -> Iterator[PageWord]:
    """Words with their places in points; those of a line stand on it, whatever hangs below."""
    heights = [max(word.bottom for word in line) - min(word.top for word in line) for line in lines if len(line) > 2]
    usual = statistics.median(heights) if heights else 0.0
    for line in lines:
        tall = max(word.bottom for word in line) - min(word.top for word in line)
        size = float(usual) if usual and tall < _TALL * usual else float(tall)
        standing = [word.bottom for word in line if not _HANGING.search(word.text)]
        base = statistics.median(standing) if standing else max(word.bottom for word in line) - _BELOW * size
        bottom = base + _BELOW * size
        for word in line:
            place = (word.left / dots, (bottom - size) / dots, word.right / dots, bottom / dots)
            yield PageWord(word.text, *place, size / dots, sure=word.sure)
