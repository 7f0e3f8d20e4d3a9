"""Compares our reading of every DOCX and XLSX in a folder with LibreOffice's: what is lost, what is added, by kind.

    python3 dev.py corpus DIR [--most N] [--seconds S]

Of Word files the words are counted, of workbooks the cells. What a reader says beside its lines (headers, notes, hidden
words) counts as read. What LibreOffice adds or only writes otherwise
is set aside (`tools/corpus_additions.py`, `tools/corpus_cells.py`).
Nothing is written but to a folder of its own that is removed at the end.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.source import Source, SourceLine
from tools.corpus_additions import additions_of, words_of
from tools.corpus_cells import apart, cells_of, counted, remade, written_cells

_SHOWN = 8  # words of a file that are printed
_GOAL = 0.995
_PATIENCE = 120  # seconds that LibreOffice may take for a file
_VIETNAMESE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>vi-VN</value></prop></item></oor:items>
"""


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


def kind_of(word: str) -> str:
    """What sort of word is lost or added."""
    if word.isdecimal():
        return "numbers"
    if len(word) == 1:
        return "letters"
    return "words with digits" if any(c.isdecimal() for c in word) else "words"


def shown_by_office(path: Path, folder: Path) -> list[tuple[str, str]]:
    """The texts that LibreOffice writes of a file, a workbook's sheets by their titles; [] where it fails.

    It works in the Vietnamese locale, as the offices' own programs do.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise SystemExit("LibreOffice is not installed here; the comparison needs it.")
    is_word = path.suffix.lower() in (".docx", ".docm", ".dotx")
    # Commas, 76 UTF-8, from the first line on; the third "true": cells as shown; every sheet.
    filters = (
        "txt:Text (encoded):UTF8"
        if is_word
        else "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    )
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_VIETNAMESE, encoding="utf-8")
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", filters]
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    try:
        subprocess.run([*command, "--outdir", str(out), str(path)], capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return []
    files = sorted(out.glob("*")) if out.exists() else []
    title = len(path.stem) + 1  # the sheets' files are named "workbook-sheet.csv"
    return [(file.stem[title:], file.read_text(encoding="utf-8-sig", errors="replace")) for file in files]


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
        result.seen = sum(words_of(text for _title, text in theirs).values())
        return result
    if not theirs:
        result.failed = "LibreOffice wrote nothing"
        return result
    if path.suffix.lower() == ".xlsx":
        aside = remade(path)
        ours, shown = counted(cells_of(source), aside), counted(written_cells(theirs), aside)
    else:
        additions = additions_of(path)
        ours, shown = words_of(texts_of(source)), words_of(text for _title, text in theirs) - additions.words
    result.seen = sum(shown.values())
    result.lost = shown - ours
    result.added = ours - shown
    if path.suffix.lower() == ".xlsx":
        result.lost, result.added = apart(result.lost, result.added)
    else:
        own = result.lost
        result.lost, result.added = additions.among(result.lost, result.added, ours)
        result.seen -= sum(own.values()) - sum(result.lost.values())
    return result


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
