"""Lists the words of files that the dossier keeps: evidence, and whatever else a kind says that it holds."""

import hashlib
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path, PurePath

from cchc_desktop import __version__
from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.i18n import ngettext
from cchc_desktop.leftovers import unfinished_folder
from cchc_desktop.progress import Progress
from cchc_desktop.services.search.concordance import Concordance, Entry, folder
from cchc_desktop.services.search.kinds import FILE
from cchc_desktop.services.search.rows import holders
from cchc_desktop.storage.dossier import Dossier

_CHUNK = 1024 * 1024  # bytes of a file that are read at once: the window waits no longer than for these
_PIECE = 1_000  # letters from which on the next line begins another piece
_MOST = 5_000_000  # letters of a file that are listed: more than 2,000 full pages
_LISTED, _UNREAD = "listed", "unread"
_READING = ("reading", "reading again")  # found at a start: the program ended meanwhile
_log = logging.getLogger(__name__)


def list_files(dossier: Dossier, words: Concordance) -> Iterator[Progress]:
    """List the texts of all kept files that can be read, the newest year first, and no more those that are gone.

    A file that cannot be read is tried again by another version of the program; so is one with which it ended twice.
    """
    with dossier.raw_connection() as plain:
        held = holders(plain)
    years = {one.sha256: one.year for one in reversed(held)}
    names = {one.sha256: one.name for one in reversed(held)}
    known = words.files()
    with words.writing():
        for sha256 in known.keys() - years.keys():
            words.take_out(FILE, [sha256])
            words.note_file(sha256, "")
    wanted = sorted(years, key=lambda sha256: -years[sha256])
    for number, sha256 in enumerate(wanted):
        state = known.get(sha256, "")
        if state == _READING[1]:
            with words.writing():
                words.note_file(sha256, _unread())
        elif state.startswith(_LISTED):
            _move(words, sha256, years[sha256], state)
        elif state != _unread():
            yield Progress(number, len(wanted), names[sha256])
            with words.writing():
                words.note_file(sha256, _READING[state in _READING])
            _list_one(dossier, words, sha256, names[sha256], years[sha256])
    yield Progress(len(wanted), len(wanted), "")


def count_unread(words: Concordance) -> int:
    """How many kept files have no text that could be listed: pictures, scans, damaged files."""
    return sum(state.startswith(_UNREAD) for state in words.files().values())


def unread_words(count: int) -> str:
    """That so many files were not searched, and why."""
    words = ngettext(
        "{count} file has no text that can be searched (a picture, a scan, a damaged file).",
        "{count} files have no text that can be searched (pictures, scans, damaged files).",
        count,
    )
    return words.format(count=count)


def _unread() -> str:
    return f"{_UNREAD} {__version__}"


def _move(words: Concordance, sha256: str, year: int, state: str) -> None:
    if state != f"{_LISTED} {year}":
        with words.writing():
            words.put(entry._replace(year=year) for entry in words.entries(FILE, sha256))
            words.note_file(sha256, f"{_LISTED} {year}")


def _list_one(dossier: Dossier, words: Concordance, sha256: str, name: str, year: int) -> None:
    state = f"{_LISTED} {year}"
    entries: list[Entry] = []
    try:
        with unfinished_folder(folder()) as place:
            path = place / f"file{PurePath(name).suffix.lower()[:9]}"
            if _copied(dossier, sha256, path):
                entries = [Entry(FILE, sha256, year, "", *piece) for piece in _pieces(path)]
            else:
                state = _unread()
    except (Cancelled, sqlite3.Error):  # stopped, or the dossier was closed: the file has no part in it
        with words.writing():
            words.note_file(sha256, "")
        raise
    except (UserError, OSError):
        state = _unread()
    except Exception:  # a mistake of a reader is no reason to search nothing
        _log.warning("a file's text cannot be listed", exc_info=True)
        state = _unread()
    with words.writing():
        words.take_out(FILE, [sha256])
        words.put(entries)
        words.note_file(sha256, state)


def _copied(dossier: Dossier, sha256: str, path: Path) -> bool:
    """Whether the file's bytes were written to the path, whole."""
    told, done = hashlib.sha256(), 0
    with open(path, "wb") as copy:
        while True:
            with dossier.raw_connection() as plain:
                chosen = "SELECT substr(data, ?, ?) FROM stored_file WHERE sha256 = ?"
                row = plain.execute(chosen, (done + 1, _CHUNK, sha256)).fetchone()
            if row is None or not row[0]:
                break
            told.update(row[0])
            done += copy.write(row[0])
    return told.hexdigest() == sha256


def _pieces(path: Path) -> Iterator[tuple[str, int, str]]:
    """The text of a file in pieces of whole lines: words, number of the piece, place."""
    from cchc_desktop.readers.any_file import read_source
    from cchc_desktop.readers.scans import without_recognition
    from cchc_desktop.readers.source import SourceLine

    with without_recognition():
        source = read_source(path)
    lines: list[tuple[str, int, str]] = []
    for block in source.blocks:
        if isinstance(block, SourceLine):
            lines.append(("", block.number, block.text))
        else:
            lines += [(block.where, row.number, " | ".join(filter(None, row.cells))) for row in block.rows]
    lines += [(where, number, text) for number, text, where in source.asides]
    gathered: list[str] = []
    begun, letters, whole, count = ("", 0), 0, 0, 0
    for where, number, text in lines:
        if not text.strip() or whole > _MOST:
            continue
        if gathered and (letters + len(text) > _PIECE or where != begun[0]):
            yield "\n".join(gathered), count, _place(*begun)
            gathered, letters, count = [], 0, count + 1
        if not gathered:
            begun = (where, number)
        gathered.append(text)
        letters += len(text)
        whole += len(text)
    if gathered:
        yield "\n".join(gathered), count, _place(*begun)


def _place(where: str, line: int) -> str:
    return f"{line}\t{where}"
