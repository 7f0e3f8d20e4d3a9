"""Pins what pyproject.toml asks for: requirements.txt for the program, requirements-dev.txt for everything, and
installer/requirements.txt for the setup.

Every package that is needed stands there with its version and the hashes of its files, for every system and Python that
the program supports, and without the place it came from. Versions that still fit stay; ``--upgrade`` takes the newest.
The setup's list has the same versions, each with the hash of the one wheel that it carries.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RUNTIME, EVERYTHING, SETUP = "requirements.txt", "requirements-dev.txt", "installer/requirements.txt"
_SETUP_PYTHON = "3.13"  # of the embeddable CPython that the setup carries
_SETUP_HEAD = f"""\
# What the setup carries, as wheels for Windows (64 bits, CPython {_SETUP_PYTHON}): the versions of requirements.txt,
# each with the hash of that one wheel. greenlet is left out: SQLAlchemy needs it for asyncio alone.
#
#    python3 dev.py lock
"""
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
    """Write the locks below `root`, or none: what kept them from being written, one line each; [] when they are."""
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
        try:
            setup = _setup_lock(uv, folder)
        except subprocess.CalledProcessError:
            return [f"{SETUP} could not be made; the reason stands above."]
        for lock in _EXTRAS:
            (root / lock).write_bytes((folder / lock).read_bytes())
        (root / SETUP).write_text(setup, encoding="utf-8", newline="\n")
    return []


def _setup_lock(uv: str, folder: Path) -> str:
    """The packages of the runtime lock in `folder` that Windows needs, each with the hash of its wheel for Windows.

    uv knows what Windows needs, pip which wheel Windows takes. Raises `subprocess.CalledProcessError`.
    """
    needed, report = folder / "windows.txt", folder / "wheels.json"
    windows = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", _SETUP_PYTHON)
    made = ("--constraints", RUNTIME, "--no-emit-package", "greenlet", "--generate-hashes", "-o", needed.name)
    subprocess.run([uv, "pip", "compile", "pyproject.toml", "-q", *windows, *made], cwd=folder, check=True)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "-q", "--dry-run", "--no-deps")
    wheel = ("--platform", "win_amd64", "--python-version", _SETUP_PYTHON, "--only-binary=:all:", "--target", "wheels")
    subprocess.run([*pip, *wheel, "--report", report.name, "-r", needed.name], cwd=folder, check=True)
    return setup_lines(json.loads(report.read_text(encoding="utf-8")))


def setup_lines(report: dict[str, Any]) -> str:
    """The setup's lock from what pip says that it would install."""
    pins = sorted(
        (
            re.sub("[-_.]+", "-", each["metadata"]["name"]).lower(),
            each["metadata"]["version"],
            each["download_info"]["archive_info"]["hashes"]["sha256"],
        )
        for each in report["install"]
    )
    return _SETUP_HEAD + "".join(f"{name}=={version} \\\n    --hash=sha256:{hash_}\n" for name, version, hash_ in pins)


if __name__ == "__main__":
    found = renew(sys.argv[1], options=sys.argv[2:])
    print("\n".join(found) or f"{RUNTIME}, {EVERYTHING} and {SETUP} are renewed.")
    sys.exit(1 if found else 0)
