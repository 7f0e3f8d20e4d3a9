"""What is tried, step by step; the docstring of each is its line in the log."""

import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from installer.trial import refusals, ways
from installer.trial.trial import KEY, LINK, OTHERS, PLACE, TODAY, Trial, windows_path
from installer.trial.wine import LONGEST, expect
from tools.windows import places


def begin(trial: Trial) -> str:
    """A fresh Windows without administrator's rights for the setup."""
    trial.wine.make()
    return str(trial.wine.drive)


def install(trial: Trial) -> str:
    """Installed silently into a folder with Vietnamese letters and spaces."""
    code = trial.set_up()
    expect(code == 0, f"exit code {code}: {trial.note()}")
    expect(trial.window.is_file(), "the program is not there")
    expect(trial.wine.value(KEY, "Version") == trial.version, "the version is not noted")
    return trial.note()


def look_at_links(trial: Trial) -> str:
    """Links with Vietnamese names, and the six file types with their icons."""
    menus = [path.parent.name for path in trial.wine.user.rglob("*.lnk") if path.name == LINK]
    expect(len(menus) == 2, f"links in {menus}")
    types = (
        (".cchc", "CCHC.Dossier", 1),
        (".cchcgoi", "CCHC.Package", 2),
        (".cchcphan", "CCHC.Part", 3),
        (".cchcmau", "CCHC.Forms", 2),
        (".cchcbn", "CCHC.Receipt", 2),
        (".cchctong", "CCHC.Collection", 4),
    )
    for suffix, kind, number in types:
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


def upgrade(trial: Trial) -> str:
    """Over an older version: settings stay, a file no longer shipped goes, files of somebody else stay."""
    program = trial.installed / "program"
    listed = program / "files.txt"
    listed.write_bytes(b"lib\\gone.pyc\r\n" + listed.read_bytes())
    (program / "lib" / "gone.pyc").write_bytes(b"")
    foreign = trial.installed / "hồ sơ của tôi.cchc"
    foreign.write_bytes(b"of the officer")
    (program / "lib" / "ghi chú.txt").write_bytes(b"of the officer, too")
    options = trial.wine.user / "AppData" / "Local" / "CCHC Desktop" / "options.json"
    before = options.read_bytes()
    trial.pretend_version("0.0.1")
    code = trial.set_up()
    expect(code == 0, f"exit code {code}: {trial.note()}")
    expect(trial.wine.value(KEY, "Version") == trial.version, "the version is not noted")
    expect(not (program / "lib" / "gone.pyc").exists(), "the old file is still there")
    expect(options.read_bytes() == before, "the options were changed")
    expect(foreign.read_bytes() == b"of the officer", "the officer's file was changed")
    kept = trial.installed / OTHERS
    expect((kept / "lib" / "ghi chú.txt").read_bytes() == b"of the officer, too", "the officer's other file is gone")
    names = {path.name for path in trial.installed.iterdir()}
    expect(names == {"program", "uninstall.exe", foreign.name, kept.name}, f"left over: {names}")
    code, _said = trial.cchc("show", windows_path(trial.sample), "--year", "2026", "--json")
    expect(code == 0, "the upgraded program does not run")
    return trial.note()


def remove(trial: Trial) -> str:
    """Removed silently: dossiers, options and backups stay, and a list says where they are."""
    trial.wine.run(trial.installed / "uninstall.exe", "/S")
    deadline = time.monotonic() + LONGEST
    while trial.wine.value(KEY, "Version"):  # it goes on from a copy of itself
        expect(time.monotonic() < deadline, "it was not removed")
        time.sleep(0.5)
    left = sorted(path.name for path in trial.installed.iterdir())
    expect(left == [OTHERS, "hồ sơ của tôi.cchc"], f"left: {left}")
    expect(not [path for path in trial.wine.user.rglob(LINK)], "a link is still there")
    expect(not trial.wine.value(r"Software\Classes\.cchc"), "the file type is still there")
    expect(trial.sample.is_file(), "the sample is gone")
    home = trial.wine.user / "AppData" / "Local" / "CCHC Desktop"
    expect((home / "options.json").is_file() and any((home / "backups").rglob("*.cchc")), "options or backups are gone")
    (listed,) = trial.wine.user.rglob("Nơi lưu hồ sơ CCHC.txt")
    expect(trial.sample.name in listed.read_text(encoding="utf-8-sig"), "the list does not name the dossier")
    return trial.note()


def repair(trial: Trial) -> str:
    """The same version over itself: what was damaged or lost is there again."""
    library = trial.installed / "program" / "lib" / "cchc_desktop" / "app.pyc"
    whole = library.read_bytes()
    library.write_bytes(b"damaged")
    (trial.installed / "program" / "cchc.exe").unlink()
    code = trial.set_up()
    expect(code == 0, f"exit code {code}: {trial.note()}")
    expect(library.read_bytes() == whole and trial.cchc("--version")[0] == 0, "it was not repaired")
    return trial.note()


STEPS: tuple[Callable[[Trial], str], ...] = (
    begin,
    refusals.refuse_long_path,
    refusals.refuse_full_drive,
    refusals.survive_full_drive,
    install,
    look_at_links,
    make_papers,
    compare_papers,
    open_by_type,
    ways.choose_journals,
    ways.use_network_profile,
    ways.refuse_long_names,
    ways.draft_mail,
    ways.measure_start,
    refusals.refuse_while_running,
    refusals.refuse_held_folder,
    refusals.survive_held_file,
    upgrade,
    repair,
    refusals.refuse_older,
    refusals.refuse_cut_setup,
    remove,
)
