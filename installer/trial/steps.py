"""What is tried, step by step; the docstring of each is its line in the log."""

import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.trial.wine import Wine, expect
from tools.windows import places

TODAY = {"CCHC_TODAY": "2026-09-08"}  # the day of the sample
KEY = r"Software\CCHC Desktop"
PLACE = r"C:\Của chị Hà\CCHC Desktop"
LINK = "CCHC Desktop - Cải cách hành chính.lnk"
OLDER, RUNNING, NO_PLACE = 3, 4, 5  # exit codes, as setup.nsi gives them


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
    deadline = time.monotonic() + 60
    while not log.exists():
        expect(process.poll() is None, f"the program ended by itself: {process.returncode}")
        expect(time.monotonic() < deadline, "the program did not begin within a minute")
        time.sleep(0.2)
    try:
        yield process
    finally:
        trial.wine.run("taskkill", "/f", "/im", "CCHC Desktop.exe", timeout=60)
        process.wait(60)


def begin(trial: Trial) -> str:
    """A fresh Windows without administrator's rights for the setup."""
    trial.wine.make()
    return str(trial.wine.drive)


def refuse_long_path(trial: Trial) -> str:
    """A folder with too long a path is refused and not made."""
    code = trial.set_up("C:\\" + "\\".join(["thư mục có tên dài"] * 14))
    expect(code == NO_PLACE, f"exit code {code} instead of {NO_PLACE}")
    expect(not (trial.wine.drive / "thư mục có tên dài").exists(), "the folder was made")
    return trial.note()


def refuse_full_drive(trial: Trial) -> str:
    """A drive that is nearly full is refused before anything is written."""
    small = trial.wine.folder / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(small)], capture_output=True).returncode:
        return "NOT TRIED: a small drive cannot be mounted here."
    try:
        os.symlink(small, trial.wine.folder / "prefix" / "dosdevices" / "f:")
        code = trial.set_up(r"F:\CCHC")
        left = list(small.iterdir())
    finally:
        subprocess.run(["umount", str(small)], check=True)
    expect(code == NO_PLACE and not left, f"exit code {code}, left behind: {left}")
    return trial.note()


def install(trial: Trial) -> str:
    """Installed silently into a folder with Vietnamese letters and spaces."""
    code = trial.set_up()
    expect(code == 0, f"exit code {code}: {trial.note()}")
    expect(trial.window.is_file(), "the program is not there")
    expect(trial.wine.value(KEY, "Version") == trial.version, "the version is not noted")
    return trial.note()


def look_at_links(trial: Trial) -> str:
    """Links with Vietnamese names, and the three file types with their icons."""
    menus = [path.parent.name for path in trial.wine.user.rglob("*.lnk") if path.name == LINK]
    expect(len(menus) == 2, f"links in {menus}")
    for number, (suffix, kind) in enumerate(
        ((".cchc", "CCHC.Dossier"), (".cchcgoi", "CCHC.Package"), (".cchcphan", "CCHC.Part")), 1
    ):
        classes = r"Software\Classes"
        expect(trial.wine.value(rf"{classes}\{suffix}") == kind, f"{suffix} is not ours")
        command = trial.wine.value(rf"{classes}\{kind}\shell\open\command")
        expect(command == rf'"{PLACE}\program\CCHC Desktop.exe" "%1"', f"{suffix} is opened by {command}")
        icon = trial.wine.value(rf"{classes}\{kind}\DefaultIcon")
        expect(icon.endswith(f",{number}"), f"the icon of {suffix} is {icon}")
    return f"{LINK} in {' and '.join(menus)}."


def make_papers(trial: Trial) -> str:
    """The installed program makes the sample, all papers, a package that verifies, and pictures of the tabs."""
    code, said = trial.cchc("demo", windows_path(trial.made))
    expect(code == 0, f"exit code {code}: {said[-2000:]}")
    (package,) = trial.made.glob("*.cchcgoi")
    code, said = trial.cchc("verify", windows_path(package))
    expect(code == 0, f"the package does not verify: {said}")
    pictures = sorted((trial.made / "screens").glob("*.png"))
    expect(len(pictures) == 6, f"{len(pictures)} pictures")
    return f"Pictures in {pictures[0].parent}."


def compare_papers(trial: Trial) -> str:
    """The papers are those that the sources make here, byte by byte; of a sheet, part by part but its time."""
    environment = {**os.environ, **TODAY, "CCHC_HOME": str(trial.wine.folder / "own-home")}
    command = [sys.executable, "-m", "cchc_desktop", "demo", str(trial.own)]
    subprocess.run(
        command, cwd=places.ROOT, env={**environment, "QT_QPA_PLATFORM": "offscreen"}, check=True, capture_output=True
    )
    names = sorted(path.name for path in (trial.own / "papers").iterdir())
    expect(names == sorted(path.name for path in (trial.made / "papers").iterdir()), "other files were made")
    differing = [name for name in names if _content(trial.made, name) != _content(trial.own, name)]
    expect(not differing, f"these differ: {', '.join(differing)}")
    return f"{len(names)} papers."


def _content(folder: Path, name: str) -> object:
    file = folder / "papers" / name
    if file.suffix != ".xlsx":
        return file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        return {part: archive.read(part) for part in archive.namelist() if part != "docProps/core.xml"}


def open_by_type(trial: Trial) -> str:
    """The command of the file type opens a dossier with capital suffix, in a window on Windows' own platform."""
    # Wine's Explorer looks for types of all users alone, so the command is called here as Explorer would.
    other = trial.sample.with_name("Xã Bình Minh.CCHC")
    shutil.copyfile(trial.sample, other)
    code, said = trial.wine.run(trial.window, windows_path(other), variables={**TODAY, "CCHC_QUIT_WHEN": "loaded"})
    expect(code == 0, f"exit code {code}: {said}")
    log = (trial.wine.user / "AppData" / "Local" / "CCHC Desktop" / "cchc.log").read_text(encoding="utf-8")
    expect(log.rstrip().endswith("end") and "ERROR" not in log, f"the log says: {log[-2000:]}")
    code, said = trial.cchc("recent")
    expect(other.name in said, f"the dossier is not among those opened: {said}")
    return said.splitlines()[0]


def refuse_while_running(trial: Trial) -> str:
    """While the program runs: a second start hands over and ends; setup and removal refuse and change nothing."""
    with running(trial, windows_path(trial.sample)):
        code, _said = trial.wine.run(trial.window, windows_path(trial.sample), timeout=60, variables=TODAY)
        expect(code == 0, f"the second start ended with {code}")
        code = trial.set_up()
        expect(code == RUNNING, f"setup: exit code {code}")
        said = trial.note()
        trial.wine.run(trial.installed / "uninstall.exe", "/S")
        expect(trial.window.is_file(), "it was removed while it ran")
    return said


def upgrade(trial: Trial) -> str:
    """Over an older version: settings stay, a file no longer shipped goes, a file of somebody else stays."""
    program = trial.installed / "program"
    listed = program / "files.txt"
    listed.write_bytes(b"lib\\gone.pyc\r\n" + listed.read_bytes())
    (program / "lib" / "gone.pyc").write_bytes(b"")
    foreign = trial.installed / "hồ sơ của tôi.cchc"
    foreign.write_bytes(b"of the officer")
    options = trial.wine.user / "AppData" / "Local" / "CCHC Desktop" / "options.json"
    before = options.read_bytes()
    _pretend_version(trial, "0.0.1")
    code = trial.set_up()
    expect(code == 0, f"exit code {code}: {trial.note()}")
    expect(trial.wine.value(KEY, "Version") == trial.version, "the version is not noted")
    expect(not (program / "lib" / "gone.pyc").exists(), "the old file is still there")
    expect(options.read_bytes() == before, "the options were changed")
    expect(foreign.read_bytes() == b"of the officer", "the officer's file was changed")
    expect({path.name for path in trial.installed.iterdir()} == {"program", "uninstall.exe", foreign.name}, "left over")
    code, _said = trial.cchc("show", windows_path(trial.sample), "--year", "2026", "--json")
    expect(code == 0, "the upgraded program does not run")
    return trial.note()


def refuse_older(trial: Trial) -> str:
    """Over a newer version: refused, and nothing changes."""
    _pretend_version(trial, "99.0")
    code = trial.set_up()
    expect(code == OLDER, f"exit code {code} instead of {OLDER}")
    expect(trial.wine.value(KEY, "Version") == "99.0" and trial.window.is_file(), "something was changed")
    _pretend_version(trial, trial.version)
    return trial.note()


def _pretend_version(trial: Trial, version: str) -> None:
    trial.wine.run("reg", "add", rf"HKCU\{KEY}", "/v", "Version", "/d", version, "/f")


def refuse_cut_setup(trial: Trial) -> str:
    """A setup that was cut short does not begin, and what is installed stays."""
    cut = trial.wine.folder / "cut-setup.exe"
    content = trial.setup.read_bytes()
    cut.write_bytes(content[: len(content) // 2])
    code, _said = trial.wine.run(cut, "/S", f"/D={PLACE}")
    cut.unlink()
    expect(code != 0, "it ended as if it had installed")
    expect(trial.window.is_file() and not (trial.installed / "program.new").exists(), "something was changed")
    return f"Exit code {code}."


def remove(trial: Trial) -> str:
    """Removed silently: dossiers, options and backups stay, and a list says where they are."""
    trial.wine.run(trial.installed / "uninstall.exe", "/S")
    deadline = time.monotonic() + 120
    while trial.wine.value(KEY, "Version"):  # it goes on from a copy of itself
        expect(time.monotonic() < deadline, "it was not removed within two minutes")
        time.sleep(0.5)
    left = sorted(path.name for path in trial.installed.iterdir())
    expect(left == ["hồ sơ của tôi.cchc"], f"left: {left}")
    expect(not [path for path in trial.wine.user.rglob(LINK)], "a link is still there")
    expect(not trial.wine.value(r"Software\Classes\.cchc"), "the file type is still there")
    expect(trial.sample.is_file(), "the sample is gone")
    home = trial.wine.user / "AppData" / "Local" / "CCHC Desktop"
    expect((home / "options.json").is_file() and any((home / "backups").rglob("*.cchc")), "options or backups are gone")
    (listed,) = trial.wine.user.rglob("Nơi lưu hồ sơ CCHC.txt")
    expect(trial.sample.name in listed.read_text(encoding="utf-8-sig"), "the list does not name the dossier")
    return trial.note()


STEPS: tuple[Callable[[Trial], str], ...] = (
    begin,
    refuse_long_path,
    refuse_full_drive,
    install,
    look_at_links,
    make_papers,
    compare_papers,
    open_by_type,
    refuse_while_running,
    upgrade,
    refuse_older,
    refuse_cut_setup,
    remove,
)
