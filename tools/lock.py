"""Pins what pyproject.toml asks for: requirements.txt for the program, requirements-dev.txt for everything.

Every package that is needed stands there with its version and the hashes of its files, for every system and Python that
the program supports, and without the place it came from. Versions that still fit stay; ``--upgrade`` takes the newest.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME, EVERYTHING = "requirements.txt", "requirements-dev.txt"
_EXTRAS: dict[str, tuple[str, ...]] = {
    RUNTIME: (),
    EVERYTHING: ("--extra", "dev", "--extra", "bench", "--constraints", RUNTIME),
}
_COMMAND = ("--custom-compile-command", "python3 dev.py lock")
_FORM = ("--universal", "--generate-hashes", "--python-version", "3.11", "--no-annotate")
_NO_PLACES = ("--no-emit-index-url", "--no-emit-find-links")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
_PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==[0-9][0-9a-z.+!]*(?: ; [^/\\@]+)? \\")


def faults(text: str) -> list[str]:
    """Lines of a lock that are neither a comment without a place, nor a pin, nor the hash of one."""
    return [
        line
        for line in text.splitlines()
        if not (_HASH.fullmatch(line) or _PIN.fullmatch(line) or (line.startswith("#") and "/" not in line))
    ]


def renew(uv: str, root: Path = ROOT, options: Sequence[str] = ()) -> list[str]:
    """Write both locks below `root`, or neither: what kept them from being written, one line each; [] when they are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("pyproject.toml", RUNTIME, EVERYTHING):
            if (root / file).exists():
                (folder / file).write_bytes((root / file).read_bytes())
        for lock, extras in _EXTRAS.items():
            command = [uv, "pip", "compile", "pyproject.toml", "-q", *_FORM, *_NO_PLACES, *_COMMAND, *extras, *options]
            if subprocess.run([*command, "-o", lock], cwd=folder).returncode != 0:
                return [f"{lock} could not be made; the reason stands above."]
            if found := faults((folder / lock).read_text(encoding="utf-8")):
                return [f"{lock} would say: {line}" for line in found]
        for lock in _EXTRAS:
            (root / lock).write_bytes((folder / lock).read_bytes())
    return []


if __name__ == "__main__":
    found = renew(sys.argv[1], options=sys.argv[2:])
    print("\n".join(found) or f"{RUNTIME} and {EVERYTHING} are renewed.")
    sys.exit(1 if found else 0)
