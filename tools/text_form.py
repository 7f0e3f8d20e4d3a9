"""Checks that every text the program or its readers meet is UTF-8, in NFC and without a byte-order mark."""

import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("README.md", "benchmarks", "cchc_desktop", "docs", "installer", "resources", "tools", "translations")
TEXTS = {".c", ".css", ".csv", ".html", ".json", ".md", ".nsi", ".nsh", ".po", ".py", ".svg", ".toml", ".txt"}


def fault_of(content: bytes) -> str | None:
    """What is wrong with the bytes of a text file, or None."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start}"
    if text.startswith("\ufeff"):
        return "begins with a byte-order mark"
    for number, line in enumerate(text.splitlines(), 1):
        if not unicodedata.is_normalized("NFC", line):
            return f"line {number} is not in NFC"
    return None


def faults(root: Path = ROOT) -> list[str]:
    """One line per faulty file; tests/ is left out, because it needs faulty texts."""
    lines = []
    for place in PLACES:
        start = root / place
        for file in [start] if start.is_file() else sorted(start.rglob("*")):
            if file.suffix in TEXTS and file.is_file() and (fault := fault_of(file.read_bytes())):
                lines.append(f"{file.relative_to(root).as_posix()}: {fault}")
    return lines


if __name__ == "__main__":
    found = faults()
    print("\n".join(found) or "Every text is in NFC.")
    sys.exit(1 if found else 0)
