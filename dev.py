"""The developer's one command: sets everything up on first use, then runs, tests, checks, measures or builds.

    python3 dev.py run [DOSSIER]   the window on a sample dossier; without a display the whole chain, into out/
    python3 dev.py test [ARGS]     every check, then the tests, offscreen; with ARGS the tests alone, ARGS go to pytest;
                                   where the variable CI is set, then what "wine" does
    python3 dev.py check           form, lint, types, import rules and circles, translations, text form
    python3 dev.py bench [ARGS]    the benchmarks, and docs/benchmarks.md from them
    python3 dev.py soak [ARGS]     long campaigns that try to break the program; --help names them
    python3 dev.py mutate [ROOM]   how many small faults planted in a room the tests find; --help says how
    python3 dev.py build [ARGS]    the setup for Windows, a portable zip and a wheel, into dist/; --help says more
    python3 dev.py wine            the setup tried under Wine: installed, used, upgraded, removed
    python3 dev.py messages        bring the Vietnamese catalogue up to the sources
    python3 dev.py corpus DIR      our reading of a folder's DOCX and XLSX against LibreOffice's
    python3 dev.py lock            pin anew, with hashes, what pyproject.toml asks for; needs a package index

Standard library alone; Linux and Windows. The first use makes .venv beside this file, installs what
requirements-dev.txt pins, and on Debian and Ubuntu the system libraries of Qt. Later uses find their stamps there.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-dev.txt"
OUT = ROOT / "out"
CATALOGUES = ROOT / "translations"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
MINORS = (11, 12, 13)

# Debian and Ubuntu packages: Qt without a screen; its X11 platform; programs that read our papers back in the tests.
QT_PACKAGES = "libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1"
XCB_PACKAGES = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-xkb1 libxcb-randr0 "
    "libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-render0 libxcb-shm0 libxcb-util1 libxkbcommon-x11-0 libx11-xcb1"
)
DATABASE_PACKAGE = "postgresql"
READER_PACKAGES = "libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-liberation2"
RECOGNITION_PACKAGES = "tesseract-ocr tesseract-ocr-vie tesseract-ocr-osd"

# What makes the setup for Windows: the program, and the package that brings it.
BUILD_PROGRAMS = {
    "makensis": "nsis",
    "osslsigncode": "osslsigncode",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}

SPEAKING = ("soak", "mutate", "build", "corpus")  # commands that know --help themselves

_PLENTY = 2_000_000_000  # bytes of memory that have to be free before the tests put their files there

WINE_PROGRAMS = {"/usr/lib/wine/wine64": "wine64", "Xvfb": "xvfb"}

# Loads what the window needs; with "xcb" also the plug-in that draws on an X11 display.
PROBE = """
import ctypes, pathlib, sys
import PySide6.QtGui, PySide6.QtPrintSupport, PySide6.QtSvg, PySide6.QtWidgets
if "xcb" in sys.argv:
    ctypes.CDLL(str(pathlib.Path(PySide6.__path__[0], "Qt", "plugins", "platforms", "libqxcb.so")))
"""


class Stop(Exception):
    """The developer has to do something first; the message says what."""


def say(text: str) -> None:
    """Tell the developer, on standard error."""
    print(text, file=sys.stderr, flush=True)


def call(*command: str | Path, **variables: str) -> int:
    """Run a command in the project's folder with further environment variables; its exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1", **variables}
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment).returncode


def heard(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder; all that it says is its standard output."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def must(what: str, *command: str | Path) -> None:
    """Run a command; Stop when it fails (its own output stands above)."""
    if call(*command) != 0:
        raise Stop(f"{what} failed; the reason stands above. Nothing else was changed: mend it and call again.")


def is_root_on_debian() -> bool:
    """Whether system packages can be installed without asking anyone."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: str) -> bool:
    """Install system packages, fetching the package lists first where there are none or they are stale."""
    install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages.split())
    if any(Path("/var/lib/apt/lists").glob("*_Packages*")) and call(*install, DEBIAN_FRONTEND="noninteractive") == 0:
        return True
    return call("apt-get", "update", "-q") == 0 and call(*install, DEBIAN_FRONTEND="noninteractive") == 0


def apt_line(packages: str) -> str:
    """The exact line to type."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + packages


def make_environment() -> None:
    """Make .venv with the Python that runs this, unless there is one that works."""
    works = f"import sys; sys.exit(sys.version_info[:2] not in {[(3, minor) for minor in MINORS]})"
    if PYTHON.exists() and call(PYTHON, "-c", works) == 0:
        return
    if sys.version_info[:2] not in [(3, minor) for minor in MINORS]:
        others = [name for name in (f"python3.{minor}" for minor in MINORS) if shutil.which(name)]
        advice = f"Call it with {others[-1]}." if others else "Install Python 3.12 and call this again with it."
        raise Stop(f"CCHC Desktop needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}. {advice}")
    if importlib.util.find_spec("ensurepip") is None:
        packages = f"python3.{sys.version_info[1]}-venv"
        if not (is_root_on_debian() and apt_install(packages)):
            raise Stop(f"Python's venv module is incomplete here. Type:\n    {apt_line(packages)}")
    say(f"Making .venv with Python {sys.version.split()[0]}; this first use takes about half a minute.")
    must("Making .venv", sys.executable, "-m", "venv", "--clear", VENV)


def install_packages() -> None:
    """The pinned packages with their hashes, then this folder itself, so that ``cchc`` runs from the sources."""
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q", "--progress-bar", "off")
    must("Installing the packages", *pip, "--require-hashes", "-r", LOCK)
    must("Installing the project", *pip, "--no-deps", "--no-build-isolation", "-e", ROOT)


def load_qt(platform: str) -> str | None:
    """None when Qt loads; else the line that says what is missing."""
    done = subprocess.run([PYTHON, "-c", PROBE, platform], cwd=ROOT, capture_output=True, text=True)
    return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["Qt does not start"])[-1]


def install_system_libraries(platform: str) -> None:
    """What Qt needs of the system, for the "offscreen" or the "xcb" platform."""
    missing = load_qt(platform)
    if missing is None:
        return
    packages = f"{QT_PACKAGES} {XCB_PACKAGES}" if platform == "xcb" else QT_PACKAGES
    if is_root_on_debian():
        say(f"Qt misses a system library ({missing}); installing it.")
        missing = load_qt(platform) if apt_install(packages) else missing
    if missing is not None:
        where = "" if shutil.which("apt-get") else " On this system the packages may have other names."
        raise Stop(f"Qt misses a system library: {missing}\nType:\n    {apt_line(packages)}\n{where}".rstrip())


def install_readers() -> None:
    """On a test server: LibreOffice and poppler, with which some tests read our papers back, Tesseract for scans, and a
    PostgreSQL server for collections; the tests that need what is missing skip and say so."""
    if not (os.environ.get("CI") and is_root_on_debian()):
        return
    if not (shutil.which("soffice") and shutil.which("pdftotext")) and not apt_install(READER_PACKAGES):
        say("LibreOffice and poppler could not be installed; the tests that need them will be skipped.")
    if not shutil.which("tesseract") and not apt_install(RECOGNITION_PACKAGES):
        say("Tesseract could not be installed; the tests of scans will be skipped.")
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and not apt_install(DATABASE_PACKAGE):
        say("PostgreSQL could not be installed; the tests of collections on a server will be skipped.")


def install_programs(programs: dict[str, str]) -> None:
    """Programs of the system and the packages that bring them; who calls a missing one says what to type."""
    missing = {package for program, package in programs.items() if shutil.which(program) is None}
    if missing and is_root_on_debian():
        apt_install(" ".join(sorted(missing)))


def once(name: str, key: str, *steps: tuple[object, ...]) -> None:
    """Take the steps (function, arguments ...) unless the stamp says that they were taken for this key."""
    stamp = VENV / f".dev-{name}"
    if stamp.exists() and stamp.read_text(encoding="ascii") == key:
        return
    for function, *arguments in steps:
        assert callable(function)
        function(*arguments)
    stamp.write_text(key, encoding="ascii")


def set_up(platform: str) -> None:
    """Everything that the commands need; under a second when nothing is missing."""
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()]
    key = hashlib.sha256(b"\0".join(parts)).hexdigest()
    once("packages", key, (make_environment,), (install_packages,))
    if sys.platform == "linux":
        once(f"system-{platform}", key, (install_system_libraries, platform))
    stale = [
        source
        for source in CATALOGUES.glob("*/LC_MESSAGES/*.po")
        if not source.with_suffix(".mo").exists() or source.stat().st_mtime > source.with_suffix(".mo").stat().st_mtime
    ]
    if stale:
        must("Compiling the translations", PYTHON, ROOT / "tools" / "messages.py", "compile")
    # pip compiles the packages; ours would be compiled at every start where PYTHONDONTWRITEBYTECODE is set.
    must("Compiling the program", PYTHON, "-m", "compileall", "-q", ROOT / "cchc_desktop")


def has_display() -> bool:
    """Whether a window can be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: list[str]) -> int:
    """The window on the given or the sample dossier; without a display, the sample through the whole chain."""
    if not has_display():
        set_up("offscreen")
        say("No display here: the sample dossier goes through the whole chain into out/.")
        return call(PYTHON, "-m", "cchc_desktop", "demo", OUT, QT_QPA_PLATFORM="offscreen")
    set_up("xcb" if os.environ.get("DISPLAY") else "offscreen")
    folder = OUT / "sample"
    arguments = [os.path.abspath(path) for path in arguments]
    if not arguments and not any(folder.glob("*.cchc")):
        must("Making the sample dossier", PYTHON, "-m", "cchc_desktop.commands", "sample", folder)
    return call(PYTHON, "-m", "cchc_desktop", *(arguments or sorted(folder.glob("*.cchc"))[:1]))


def quick_folder() -> dict[str, str]:
    """The variable that has the tests' files in memory, where there is plenty of it: on a drive each of their thousands
    of commits waits until it is written. Nothing where another folder was chosen, and on other systems."""
    memory = Path("/dev/shm")
    if os.environ.get("TMPDIR") or not (memory.is_dir() and os.access(memory, os.W_OK)):
        return {}
    return {"TMPDIR": str(memory)} if shutil.disk_usage(memory).free > _PLENTY else {}


def test(arguments: list[str]) -> int:
    """Every check, which take seconds, then the tests, offscreen."""
    set_up("offscreen")
    if not arguments and run_checks():
        return 1
    install_readers()
    # A file's tests stay together: they share what is made once for them, such as LibreOffice's reading of our papers.
    # Their order is that of tests/conftest.py, not that of their number. What pytest makes of the tests' sources, some
    # six seconds of work for each process, is kept, also where PYTHONDONTWRITEBYTECODE is set.
    shared = () if arguments else ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "", **quick_folder()}
    code = call(PYTHON, "-m", "pytest", *shared, *arguments, **offscreen)
    if arguments:
        return code
    if not os.environ.get("CI"):
        say("The setup for Windows is tried by a command of its own: python3 dev.py wine.")
        return code
    return wine([]) or code


def check(arguments: list[str]) -> int:
    """Every check."""
    set_up("offscreen")
    return run_checks()


def run_checks() -> int:
    """Form, lint, types, import rules, catalogue, one on each processor; 1 when one of them found something."""
    checks: dict[str, tuple[str | Path, ...]] = {
        "types": (PYTHON, "-m", "mypy"),  # the longest
        "import rules": (SCRIPTS / "lint-imports", "--no-logo"),
        "import circles": (PYTHON, ROOT / "tools" / "import_circles.py"),
        "translations": (PYTHON, ROOT / "tools" / "messages.py", "check"),
        "form": (PYTHON, "-m", "ruff", "format", "--check", "."),
        "lint": (PYTHON, "-m", "ruff", "check", "."),
        "text form": (PYTHON, ROOT / "tools" / "text_form.py"),
    }
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, done in zip(checks, pool.map(heard, checks.values()), strict=True):
            say(f"== {name}\n{done.stdout.rstrip()}".rstrip())
            if done.returncode != 0:
                failed.append(name)
    say(f"Found something: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """The benchmarks."""
    set_up("offscreen")
    return call(PYTHON, ROOT / "benchmarks" / "run.py", *arguments, QT_QPA_PLATFORM="offscreen")


def soak(arguments: list[str]) -> int:
    """Campaigns that try to break the program."""
    set_up("offscreen")
    return call(PYTHON, "-m", "tests.soak.run", *arguments, QT_QPA_PLATFORM="offscreen")


def mutate(arguments: list[str]) -> int:
    """Planted faults: how many the tests find."""
    set_up("offscreen")
    return call(PYTHON, "-m", "tools.mutate", *arguments, QT_QPA_PLATFORM="offscreen")


def build(arguments: list[str]) -> int:
    """The setup for Windows, a portable zip, a wheel and their check sums, into dist/."""
    set_up("offscreen")
    install_programs(BUILD_PROGRAMS)
    return call(PYTHON, "-m", "tools.windows", *arguments, QT_QPA_PLATFORM="offscreen")


def wine(arguments: list[str]) -> int:
    """The setup, packed quickly, tried under Wine; papers, pictures and Wine's own folder stay in build/wine/."""
    set_up("offscreen")
    install_programs({**BUILD_PROGRAMS, **WINE_PROGRAMS})
    place = ROOT / "build" / "wine"
    made = call(PYTHON, "-m", "tools.windows", "--fast", "--out", place / "dist", QT_QPA_PLATFORM="offscreen")
    return made or call(PYTHON, "-m", "installer.trial", place / "dist", "--out", place / "trial")


def messages(arguments: list[str]) -> int:
    """New messages enter the catalogue, unused ones leave it; then what still waits for its wording."""
    set_up("offscreen")
    must("Updating the catalogue", PYTHON, ROOT / "tools" / "messages.py", "update")
    return call(PYTHON, ROOT / "tools" / "messages.py", "check")


def corpus(arguments: list[str]) -> int:
    """Our reading of the Word and Excel files of a folder, compared with LibreOffice's."""
    set_up("offscreen")
    return call(PYTHON, "-m", "tools.corpus", *arguments)


def lock(arguments: list[str]) -> int:
    """The pins of requirements.txt and requirements-dev.txt, renewed from what pyproject.toml asks for."""
    set_up("offscreen")
    own = SCRIPTS / ("uv.exe" if WINDOWS else "uv")
    found = shutil.which("uv") or (str(own) if own.exists() else None)
    if found is None:
        must("Installing uv", PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q", "uv")
    return call(PYTHON, ROOT / "tools" / "lock.py", found or own, *arguments)


def described(name: str) -> str:
    """What the text above says of a command."""
    lines = iter((__doc__ or "").splitlines())
    own = next(line for line in lines if line.startswith(f"    python3 dev.py {name} "))
    further = list(itertools.takewhile(lambda line: line.startswith(" " * 20), lines))
    return "\n".join(line[4:] for line in (own, *further))


def main(arguments: list[str]) -> int:
    """The exit code of the command; 2 for an unknown one."""
    everything = (run, test, check, bench, soak, mutate, build, wine, messages, corpus, lock)
    commands = {command.__name__: command for command in everything}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    if arguments[1:2] in (["-h"], ["--help"]) and arguments[0] not in SPEAKING:
        print(described(arguments[0]))
        return 0
    try:
        return commands[arguments[0]](arguments[1:])
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
