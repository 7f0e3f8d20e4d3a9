"""Text in the pictures of scanned pages, by Tesseract where it is on this computer; nothing leaves the computer.

Tesseract works in a folder of its own, bounded in time, and is ended with all that it began when nobody waits any more.
"""

import os
import re
import shutil
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cchc_desktop import options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.readers import processes
from cchc_desktop.readers.page_pictures import PagePicture, picture_of
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
_SEEN = 0.5  # sureness of words in colour that are letters at all
_ANY = re.compile(r"[^\W_]")
_TURN = re.compile(r"^Rotate: (0|90|180|270)$", re.MULTILINE)
_LEAST_GRID = 3  # rules each way that make a table


class Recogniser(NamedTuple):
    """Tesseract on this computer, and the folder of its languages where it is not the usual one."""

    program: Path
    languages: Path | None = None


def recogniser() -> Recogniser | None:
    """The Tesseract of the options, else the one that is found, if it knows Vietnamese."""
    chosen = options.load().recogniser
    places = [Path(chosen)] if chosen else list(_places())
    for program in places:
        if program.is_file() and (found := _languages(program)) is not None:
            return Recogniser(program, found)
    return None


def _places() -> Iterator[Path]:
    """Where it may be: in the program's own extra, on the path of commands, where its setup puts it."""
    if sys.platform == "win32":
        yield Path(sys.executable).parent / "ocr" / "tesseract.exe"
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(name):
                yield Path(folder, "Tesseract-OCR", "tesseract.exe")
                yield Path(folder, "Programs", "Tesseract-OCR", "tesseract.exe")
    if found := shutil.which("tesseract"):
        yield Path(found)


def _languages(program: Path) -> Path | None:
    """The folder with Vietnamese of a Tesseract; None where there is none."""
    given = os.environ.get("TESSDATA_PREFIX")
    usual = sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True) if os.name != "nt" else []
    for folder in (*([Path(given)] if given else []), program.parent / "tessdata", *usual, Path("/usr/share/tessdata")):
        if (folder / f"{LANGUAGE}.traineddata").is_file():
            return folder
    return None


def recognised(path: Path, page: PdfPage, with_: Recogniser) -> PdfPage:
    """A scanned page of a PDF with the words that stand in its picture, each with how sure it is.

    A page that was scanned upside down or on its side is turned. Raises `UserError` where Tesseract cannot do it or
    takes too long, `Cancelled` where nobody waits any more.
    """
    with working_folder() as folder:
        picture = in_worker(picture_of, path, page.number - 1)
        words = _words(with_, folder, picture)
        if len(words) < _FEW or statistics.fmean(word.sure for word in words) < _POOR:
            quarters = _quarters(with_, folder, picture)
            if quarters:
                picture = in_worker(picture_of, path, page.number - 1, quarters)
                words = _words(with_, folder, picture)
        beside = tuple(_beside(with_, folder, picture))
    return replace(
        page,
        width=picture.width,
        height=picture.height,
        words=words,
        rules=picture.rules,
        beside=(*page.beside, *beside),
        recognised=True,
    )


def _words(with_: Recogniser, folder: Path, picture: PagePicture) -> tuple[PageWord, ...]:
    flat = sum(rule.top == rule.bottom for rule in picture.rules)
    in_cells = flat >= _LEAST_GRID and len(picture.rules) - flat >= _LEAST_GRID
    lines = _recognise(with_, folder, picture.plain, "11" if in_cells else "3")
    return tuple(_placed(lines, picture.dots))


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
    _run(with_, folder, "-l", LANGUAGE, "--psm", layout, "--dpi", "300", "tsv")
    lines: dict[tuple[str, ...], list[_Seen]] = {}
    for row in (folder / "page.tsv").read_text(encoding="utf-8", errors="replace").splitlines()[1:]:
        parts = row.split("\t")
        if len(parts) < 12 or parts[0] != "5" or not (text := clean(parts[11]).strip()):
            continue
        left, top, width, height = map(int, parts[6:10])
        sure = max(0.0, min(float(parts[10]) / 100, 1.0))
        lines.setdefault(tuple(parts[1:5]), []).append(_Seen(text, sure, left, top, left + width, top + height))
    return list(lines.values())


def _run(with_: Recogniser, folder: Path, *words: str) -> None:
    """Let Tesseract write `page.*` beside the picture `page.png`."""
    data = ("--tessdata-dir", with_.languages) if with_.languages is not None else ()
    for old in folder.glob("page.[!p]*"):
        old.unlink()
    try:
        code = processes.run(
            (with_.program, "page.png", "page", *data, *words), folder, SECONDS, {"OMP_THREAD_LIMIT": "1"}
        )
    except processes.TooLong as error:
        raise UserError(
            _("Recognising one page took longer than {seconds} seconds and was stopped. Scan it once more, lighter and "
              "in grey, or ask for the Word file.").format(seconds=round(SECONDS))
        ) from error  # fmt: skip
    except OSError as error:
        raise _broken(with_) from error
    if code != 0:
        raise _broken(with_)


def _broken(with_: Recogniser) -> UserError:
    return UserError(
        _("Tesseract at {place} does not work. Install it again with Vietnamese, or name another one in the options.")
        .format(place=with_.program)
    )  # fmt: skip


def _quarters(with_: Recogniser, folder: Path, picture: PagePicture) -> int:
    """Quarter turns clockwise that set a page upright, 0 where Tesseract cannot tell."""
    if with_.languages is None or not (with_.languages / "osd.traineddata").is_file():
        return 0
    (folder / "page.png").write_bytes(picture.plain)
    with suppress(UserError, OSError):
        _run(with_, folder, "--psm", "0")
        if found := _TURN.search((folder / "page.osd").read_text(encoding="utf-8", errors="replace")):
            return int(found[1]) // 90
    return 0


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
