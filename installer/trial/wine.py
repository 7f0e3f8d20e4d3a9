"""Wine in a folder of its own: a fresh Windows for each trial, kept away from the home of whoever runs it."""

import os
import shutil
import subprocess
from pathlib import Path

_BINARIES = ("wine64", "/usr/lib/wine/wine64")
LONGEST = 600  # seconds after which a process hangs; a busy machine takes a tenth of them
_STUBS = Path(__file__).resolve().parent / "stubs"


class WineError(Exception):
    """A step went wrong; the message says what was expected and what was seen."""


def expect(is_so: bool, what: str) -> None:
    """Stop the trial with these words unless it is so."""
    if not is_so:
        raise WineError(what)


class Wine:
    """A prefix below `folder`, as 64-bit Windows 10 with the libraries that Wine does not have."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = [binary for binary in map(shutil.which, _BINARIES) if binary]
        expect(bool(found), "wine64 is missing. Type: sudo apt-get install -y --no-install-recommends wine64 xvfb")
        self._binary = found[0]
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "home").mkdir(parents=True)
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("QT_", "PYTHON", "CCHC_"))},
            "HOME": str(folder / "home"),
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # Not into the menus of whoever runs this; no downloads of .NET and Gecko.
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d;mscoree=d;mshtml=d",
        }

    @property
    def drive(self) -> Path:
        """Where C: lies."""
        return self.folder / "prefix" / "drive_c"

    @property
    def user(self) -> Path:
        """The folder of the user of this Windows."""
        (folder,) = [each for each in (self.drive / "users").iterdir() if each.name != "Public"]
        return folder

    def make(self) -> None:
        """Make the prefix. Wine without a window of its own needs no display for that."""
        self.run("wineboot", "-i")
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
        for folder in [each for each in self.user.iterdir() if each.is_symlink()]:
            folder.unlink()  # Wine leads Desktop, Documents and the others out of the prefix
            folder.mkdir()
        for stub in sorted(_STUBS.glob("*.c")):
            target = self.drive / "windows" / "system32" / f"{stub.stem}.dll"
            compiler = ("x86_64-w64-mingw32-gcc", "-shared", "-Os", "-s", "-Wno-builtin-declaration-mismatch")
            subprocess.run([*compiler, str(stub), "-o", str(target)], check=True)

    def start(self, *words: str | Path, variables: dict[str, str]) -> subprocess.Popen[bytes]:
        """Start a Windows program, with pipes: under Wine, Python does not begin with a file or nothing instead."""
        return subprocess.Popen(
            [self._binary, *map(str, words)],
            env={**self.environment, **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(
        self, *words: str | Path, timeout: int = LONGEST, variables: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Exit code and output of a Windows program. Raises WineError when it does not end."""
        process = self.start(*words, variables=variables or {})
        try:
            said, _nothing = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            raise WineError(f"{words[0]} did not end within {LONGEST} s") from None
        return process.returncode, said.decode("utf-8", "replace").strip()

    def value(self, key: str, name: str = "") -> str:
        """A text in the registry below HKEY_CURRENT_USER; "" where there is none."""
        out = self.drive / "value.reg"
        out.unlink(missing_ok=True)
        self.run("regedit", "/E", r"C:\value.reg", f"HKEY_CURRENT_USER\\{key}")
        if not out.exists():
            return ""
        wanted = f'"{name}"=' if name else "@="
        lines = out.read_text(encoding="utf-16").partition("\n\n[")[2].splitlines()
        for line in lines:
            if line.startswith(wanted):
                return line.removeprefix(wanted)[1:-1].replace('\\"', '"').replace("\\\\", "\\")
            if line.startswith("["):
                break
        return ""

    def end(self) -> None:
        """End whatever still runs in this prefix, and nothing else."""
        self.run("wineboot", "-k")
