"""What the steps share: the setup, where it is installed, and the ways to run what is there."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.trial.wine import LONGEST, Wine, expect
from tools.windows import places

TODAY = {"CCHC_TODAY": "2026-09-08"}  # the day of the sample
OPTIONS = ("-B", "-X", "utf8")  # of Python
_ASKED = Path(__file__).resolve().parent / "asked"
KEY = r"Software\CCHC Desktop"
PLACE = r"C:\Của chị Hà\CCHC Desktop"
LINK = "CCHC Desktop - Cải cách hành chính.lnk"
OTHERS = "Tệp không của chương trình 1"  # what the setup makes of other people's files in the program's folder
FAILED, OLDER, RUNNING, NO_PLACE = 2, 3, 4, 5  # exit codes, as setup.nsi gives them


class Trial:
    """The state between the steps."""

    def __init__(self, wine: Wine, dist: Path) -> None:
        self.wine, self.version = wine, places.version()
        self.setup = dist / f"CCHC-Desktop-{self.version}-setup.exe"
        self.installed = wine.drive / "Của chị Hà" / "CCHC Desktop"
        self.made = wine.folder / "windows"  # what the installed program makes
        self.own = wine.folder / "linux"  # what the sources make here

    @property
    def window(self) -> Path:
        return self.installed / "program" / "CCHC Desktop.exe"

    def cchc(self, *words: str | Path) -> tuple[int, str]:
        """The installed command."""
        return self.wine.run(self.installed / "program" / "cchc.exe", *words, variables=TODAY)

    def note(self) -> str:
        """What the setup said last; it writes it down because nobody sees a silent one."""
        (file,) = self.wine.user.rglob("CCHC-Desktop-setup.txt")
        return " ".join(file.read_text(encoding="utf-16").split())

    def set_up(self, place: str = PLACE) -> int:
        """Run the setup silently; its exit code."""
        return self.wine.run(self.setup, "/S", f"/D={place}")[0]

    def pretend_version(self, version: str) -> None:
        """Let the setup believe that this version is installed."""
        self.wine.run("reg", "add", rf"HKCU\{KEY}", "/v", "Version", "/d", version, "/f")

    def python(self) -> Path:
        """The interpreter that the bundle leaves out, with the installed libraries, outside of what is installed."""
        folder = self.wine.drive / "python"
        if not folder.exists():
            folder.mkdir()
            for name in ("python.exe", f"python3{places.PYTHON_MINOR}.dll", "python3.dll", "vcruntime140.dll"):
                shutil.copyfile(places.WORK / "python" / name, folder / name)
            program = rf"{PLACE}\program"
            found = "\n".join((rf"{program}\python3{places.PYTHON_MINOR}.zip", program, rf"{program}\lib"))
            (folder / f"python3{places.PYTHON_MINOR}._pth").write_text(f"{found}\n", encoding="utf-8")
        return folder / "python.exe"

    def asked(self, name: str) -> str:
        """A program of the folder asked/, copied to where Wine finds it; its name there."""
        shutil.copyfile(_ASKED / f"{name}.py", self.wine.drive / f"{name}.py")
        return f"C:\\{name}.py"

    def ask(self, name: str, *words: str, **variables: str) -> str:
        """What a program of the folder asked/ says, run with the installed libraries; WineError when it fails."""
        asked = self.asked(name)
        exit_code, said = self.wine.run(self.python(), *OPTIONS, asked, *words, variables={**TODAY, **variables})
        expect(exit_code == 0, f"exit code {exit_code}: {said[-2000:]}")
        return said.replace("\r\n", "\n")

    @property
    def sample(self) -> Path:
        (file,) = (self.made / "sample").glob("*.cchc")
        return file


def windows_path(path: Path) -> str:
    """A file of this computer as Wine names it."""
    return "Z:" + str(path).replace("/", "\\")


@contextmanager
def running(trial: Trial, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program with its window, once it holds what says that it runs; ended at the end."""
    process = trial.wine.start(trial.window, *words, variables=TODAY)
    log = trial.wine.user / "AppData" / "Local" / "CCHC Desktop" / "crash.log"
    log.unlink(missing_ok=True)
    deadline = time.monotonic() + LONGEST
    while not log.exists():
        expect(process.poll() is None, f"the program ended by itself: {process.returncode}")
        expect(time.monotonic() < deadline, "the program did not begin")
        time.sleep(0.2)
    try:
        yield process
    finally:
        trial.wine.run("taskkill", "/f", "/im", "CCHC Desktop.exe")
        process.wait(LONGEST)
