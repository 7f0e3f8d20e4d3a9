"""Where the build takes things from and puts them, and how it calls programs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
INSTALLER = ROOT / "installer"
WORK = ROOT / "build" / "windows"
DIST = ROOT / "dist"

PYTHON_MINOR = 13  # of the embeddable CPython, and so of the wheels and of the bytecode


class BuildError(Exception):
    """The build cannot go on; the message says what to do."""


def run(*command: str | Path, cwd: Path = ROOT, **variables: str) -> str:
    """Run a program and return what it said; BuildError with all of it when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        raise BuildError(f"{Path(str(command[0])).name} failed:\n{done.stdout.strip()}")
    return done.stdout


def tool(name: str, package: str) -> str:
    """The path of a program of the system; BuildError with the one line that brings it."""
    found = shutil.which(name)
    if found is None:
        raise BuildError(f"{name} is missing. Type:\n    sudo apt-get install -y --no-install-recommends {package}")
    return found


def empty_folder(folder: Path) -> Path:
    """The folder, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def version() -> str:
    """The program's version, as `cchc_desktop/__init__.py` gives it."""
    namespace: dict[str, str] = {}
    exec((ROOT / "cchc_desktop" / "__init__.py").read_text(encoding="utf-8"), namespace)
    return namespace["__version__"]


def moment() -> int:
    """Seconds since 1970 that every file of the bundle is dated with: those of the commit, or SOURCE_DATE_EPOCH."""
    chosen = os.environ.get("SOURCE_DATE_EPOCH")
    if chosen:
        return int(chosen)
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return int(done.stdout) if done.returncode == 0 else 1_600_000_000


def say(text: str) -> None:
    """What the build is doing, on standard error."""
    print(text, file=sys.stderr, flush=True)
