"""Compares our reading of every DOCX and XLSX in a folder with LibreOffice's: what is lost, what is added, by kind.

    python3 dev.py corpus DIR [--most N] [--seconds S]

Of Word files the words are counted, of workbooks the cells. What a reader says beside its lines (headers, notes, hidden
words) counts as read. Set aside as LibreOffice's own: text deleted by tracked changes, prompts of empty controls,
tables of contents and the signs of notes, all of which it writes and our reading leaves out on purpose.
Nothing is written but to a folder of its own that is removed at the end.
"""

import argparse
import csv
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.readers.source import Source, SourceLine

_WORD = re.compile(r"[^\W_]+")
_SHOWN = 8  # words of a file that are printed
_GOAL = 0.995
_PATIENCE = 120  # seconds that LibreOffice may take for a file


@dataclass
class Comparison:
    """One file: how many words or cells LibreOffice shows, which of them we lack, and what we have beyond."""

    path: Path
    seen: int = 0
    lost: "Counter[str]" = field(default_factory=Counter)
    added: "Counter[str]" = field(default_factory=Counter)
    refused: str = ""
    failed: str = ""  # of LibreOffice
    seconds: float = 0.0

    @property
    def recall(self) -> float:
        """The part of what LibreOffice shows that we read."""
        return 1 - sum(self.lost.values()) / self.seen if self.seen else 1.0


def texts_of(source: Source) -> Iterator[str]:
    """Everything that a reading says, with its asides."""
    for block in source.blocks:
        if isinstance(block, SourceLine):
            yield block.text
        else:
            for row in block.rows:
                yield from row.cells
    yield from (text for _line, text, _where in source.asides)


def words_of(texts: Iterable[str]) -> "Counter[str]":
    """The words in one Unicode form and case; what only formats them, marks of emphasis, is gone."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_WORD.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()))
    return found


def kind_of(word: str) -> str:
    """What sort of word is lost or added."""
    if word.isdecimal():
        return "numbers"
    if len(word) == 1:
        return "letters"
    return "words with digits" if any(c.isdecimal() for c in word) else "words"


def shown_by_office(path: Path, folder: Path) -> list[str]:
    """The texts that LibreOffice writes of a file, a workbook's sheets one after the other; [] where it fails."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise SystemExit("LibreOffice is not installed here; the comparison needs it.")
    is_word = path.suffix.lower() in (".docx", ".docm", ".dotx")
    # 76 UTF-8, every sheet, cells as shown.
    filters = (
        "txt:Text (encoded):UTF8"
        if is_word
        else "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    )
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", filters]
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    try:
        subprocess.run([*command, "--outdir", str(out), str(path)], capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return []
    files = sorted(out.glob("*")) if out.exists() else []
    return [file.read_text(encoding="utf-8-sig", errors="replace") for file in files]


def compare(path: Path, folder: Path) -> Comparison:
    """Read a file twice and count the difference."""
    result = Comparison(path)
    begun = time.perf_counter()
    try:
        source = read_source(path)
    except UserError as error:
        source = Source(())
        result.refused = str(error)
    result.seconds = time.perf_counter() - begun
    theirs = shown_by_office(path, folder)
    if result.refused:
        result.seen = sum(words_of(theirs).values())
        return result
    if not theirs:
        result.failed = "LibreOffice wrote nothing"
        return result
    if path.suffix.lower() == ".xlsx":
        ours, shown = _cells(texts_of(source)), _cells(_csv_cells(theirs))
    else:
        ours, shown = words_of(texts_of(source)), words_of(theirs)
        shown -= _set_aside(path)
    result.seen = sum(shown.values())
    result.lost = shown - ours
    result.added = ours - shown
    return result


def _set_aside(path: Path) -> "Counter[str]":
    """The words of a Word file that LibreOffice writes and paper, or our reading by intent, does not have."""
    from lxml import etree

    texts: list[str] = []
    with zipfile.ZipFile(path) as archive:
        package = OfficePackage(archive, path.name)
        root = package.root(package.main()[0])
    if root is None:
        return Counter()
    texts += [item.text or "" for item in root.iter(f"{W}delText")]
    notes = sum(1 for _item in root.iter(f"{W}footnoteReference", f"{W}endnoteReference"))
    texts += [str(number) for number in range(1, notes + 1)]
    prompts = [mark.getparent().getparent() for mark in root.iter(f"{W}showingPlcHdr")]
    contents = [
        paragraph
        for paragraph in root.iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
        and (style.get(f"{W}val") or "").lower().startswith(("toc", "tableoffigures"))
    ]
    for holder in (*prompts, *contents, *root.iter(f"{W}moveFrom")):
        texts.append("".join(etree.tostring(t, method="text", encoding="unicode") for t in holder.iter(f"{W}t")))
    return words_of(texts)


def _csv_cells(sheets: Iterable[str]) -> Iterator[str]:
    csv.field_size_limit(sys.maxsize)
    for sheet in sheets:
        for row in csv.reader(sheet.replace("\0", "").splitlines(keepends=True)):
            yield from row


def _cells(cells: Iterable[str]) -> "Counter[str]":
    return Counter(text for cell in cells if (text := " ".join(unicodedata.normalize("NFKC", cell).split())))


def report(results: list[Comparison]) -> int:
    """Print what was found; 1 where a file is refused or below the goal."""
    kinds_lost: Counter[str] = Counter()
    kinds_added: Counter[str] = Counter()
    below = 0
    for result in results:
        name = result.path.name
        if result.refused and not result.seen:
            print(f"neither  {name}: {result.refused}")
        elif result.refused:
            print(f"refused  {name} ({result.seen} words in LibreOffice): {result.refused}")
        elif result.failed:
            print(f"no pair  {name}: {result.failed}")
        else:
            below += result.recall < _GOAL
            kinds_lost.update({kind_of(word): 0 for word in result.lost})
            for word, count in result.lost.items():
                kinds_lost[kind_of(word)] += count
            for word, count in result.added.items():
                kinds_added[kind_of(word)] += count
            print(f"{result.recall:7.4f}  {name}  ({result.seen}, {result.seconds:.2f} s)")
            for label, words in (("lost", result.lost), ("added", result.added)):
                if words:
                    shown = ", ".join(f"{word[:40]}×{count}" for word, count in words.most_common(_SHOWN))
                    print(f"           {label}: {shown}{' …' if len(words) > _SHOWN else ''}")
    pairs = [result for result in results if not result.refused and not result.failed]
    seen = sum(result.seen for result in pairs)
    lost = sum(sum(result.lost.values()) for result in pairs)
    refused = sum(bool(result.refused and result.seen) for result in results)
    print(f"\n{len(results)} files, {len(pairs)} compared, {refused} refused, {below} below {_GOAL}")
    print(f"recall {1 - lost / seen if seen else 1:.4f} of {seen}")
    print("lost by kind:", dict(kinds_lost.most_common()), " added by kind:", dict(kinds_added.most_common()))
    return 1 if below or refused else 0


def main(arguments: list[str] | None = None) -> int:
    """Compare the files of a folder within bounds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=500, help="files that are compared")
    parser.add_argument("--seconds", type=float, default=3600, help="after which no further file is begun")
    chosen = parser.parse_args(arguments)
    files = sorted(path for path in chosen.folder.rglob("*") if path.suffix.lower() in (".docx", ".xlsx"))
    results = []
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for path in files[: chosen.most]:
            if time.perf_counter() - begun > chosen.seconds:
                print("out of time; the rest was not compared")
                break
            results.append(compare(path, Path(folder)))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
