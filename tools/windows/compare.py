"""What differs between two builds, as lines for people: `python -m tools.windows.compare DIST OTHER`."""

import sys
import zipfile
from pathlib import Path


def differences(one: Path, other: Path) -> list[str]:
    """One line for each file of two `dist` folders that is not the same in both; of a zip, for each entry."""
    names = sorted({path.name for folder in (one, other) for path in folder.iterdir()})
    found: list[str] = []
    for name in names:
        first, second = one / name, other / name
        if not (first.exists() and second.exists()):
            found.append(f"{name}: only in {first.parent if first.exists() else second.parent}")
        elif first.read_bytes() == second.read_bytes():
            continue
        elif zipfile.is_zipfile(first) and zipfile.is_zipfile(second):
            found += [f"{name}: {entry}" for entry in _entries(first, second)] or [f"{name}: the order or dates within"]
        else:
            found.append(f"{name}: {_bytes(first.read_bytes(), second.read_bytes())}")
    return found


def _entries(first: Path, second: Path) -> list[str]:
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        contents = [{name: archive.read(name) for name in archive.namelist()} for archive in (one, other)]
    names = sorted(contents[0].keys() | contents[1].keys())
    return [name for name in names if contents[0].get(name) != contents[1].get(name)]


def _bytes(first: bytes, second: bytes) -> str:
    places = [place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b]
    length = f"{len(first)} and {len(second)} bytes" if len(first) != len(second) else f"{len(first)} bytes"
    return f"{length}, {len(places)} differ" + (f", the first at {places[0]}" if places else "")


if __name__ == "__main__":
    lines = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(lines) or "The same bytes.")
    sys.exit(1 if lines else 0)
