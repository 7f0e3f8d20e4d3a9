"""What the setup has to refuse or to survive: each sentence stands in the log."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from installer.trial.trial import (
    FAILED,
    KEY,
    NO_PLACE,
    OLDER,
    OPTIONS,
    PLACE,
    RUNNING,
    TODAY,
    Trial,
    running,
    windows_path,
)
from installer.trial.wine import LONGEST, expect
from tools.windows.header import TEXTS


def refuse_long_path(trial: Trial) -> str:
    """A folder with too long a path is refused and not made."""
    code = trial.set_up("C:\\" + "\\".join(["thư mục có tên dài"] * 14))
    expect(code == NO_PLACE, f"exit code {code} instead of {NO_PLACE}")
    expect(not (trial.wine.drive / "thư mục có tên dài").exists(), "the folder was made")
    return trial.note()


@contextmanager
def small_drive(trial: Trial, megabytes: int) -> Iterator[Path | None]:
    """F: with that much room; None where no drive can be mounted."""
    small, letter = trial.wine.folder / "small", trial.wine.folder / "prefix" / "dosdevices" / "f:"
    small.mkdir(exist_ok=True)
    mount = ("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(small))
    if subprocess.run(mount, capture_output=True).returncode:
        yield None
        return
    letter.symlink_to(small)
    try:
        yield small
    finally:
        letter.unlink()
        subprocess.run(["umount", "--lazy", str(small)], check=True)


def refuse_full_drive(trial: Trial) -> str:
    """A drive that is nearly full is refused before anything is written."""
    with small_drive(trial, 40) as small:
        if small is None:
            return "NOT TRIED: a small drive cannot be mounted here."
        code = trial.set_up(r"F:\CCHC")
        left = list(small.iterdir())
    expect(code == NO_PLACE and not left, f"exit code {code}, left behind: {left}")
    return trial.note()


def survive_full_drive(trial: Trial) -> str:
    """A drive that another program fills in the middle: told, and nothing half installed is left."""
    with small_drive(trial, 200) as small:
        if small is None:
            return "NOT TRIED: a small drive cannot be mounted here."
        process = trial.wine.start(trial.setup, "/S", r"/D=F:\CCHC", variables={})
        deadline = time.monotonic() + LONGEST
        while not (small / "CCHC" / "program.new" / "lib").exists():
            expect(process.poll() is None and time.monotonic() < deadline, "the setup did not begin to write")
            time.sleep(0.01)
        filler = small / "filler"
        with filler.open("wb") as file:
            while process.poll() is None and time.monotonic() < deadline:
                with suppress(OSError):
                    file.write(bytes(1_000_000))
                    file.flush()
        code = process.wait(LONGEST)
        left = [path for path in small.iterdir() if path != filler]
    expect(code == FAILED and not left, f"exit code {code}, left behind: {left}")
    return trial.note()


def refuse_while_running(trial: Trial) -> str:
    """While the program runs: a second start hands over and ends; setup and removal refuse and change nothing."""
    with running(trial, windows_path(trial.sample)):
        code, _said = trial.wine.run(trial.window, windows_path(trial.sample), variables=TODAY)
        expect(code == 0, f"the second start ended with {code}")
        code = trial.set_up()
        expect(code == RUNNING, f"setup: exit code {code}")
        said = trial.note()
        trial.wine.run(trial.installed / "uninstall.exe", "/S")
        expect(trial.window.is_file(), "it was removed while it ran")
    return said


def refuse_older(trial: Trial) -> str:
    """Over a newer version: refused, and nothing changes."""
    trial.pretend_version("99.0")
    code = trial.set_up()
    expect(code == OLDER, f"exit code {code} instead of {OLDER}")
    expect(trial.wine.value(KEY, "Version") == "99.0" and trial.window.is_file(), "something was changed")
    trial.pretend_version(trial.version)
    return trial.note()


def refuse_cut_setup(trial: Trial) -> str:
    """A setup that was cut short does not begin, and what is installed stays."""
    cut = trial.wine.folder / "cut-setup.exe"
    content = trial.setup.read_bytes()
    cut.write_bytes(content[: len(content) // 2])
    code, _said = trial.wine.run(cut, "/S", f"/D={PLACE}")
    cut.unlink()
    expect(code != 0, "it ended as if it had installed")
    expect(trial.window.is_file() and not (trial.installed / "program.new").exists(), "something was changed")
    sentence = next(text for theirs, text in TEXTS.items() if "integrity" in theirs)
    expect(sentence.encode("utf-16-le") in content, "it would not say so in Vietnamese")
    return f"Exit code {code}. {' '.join(sentence.split())}"


@contextmanager
def _held(trial: Trial, name: str) -> Iterator[None]:
    """Another program holds a file or a folder of the program, so that it can be neither renamed nor removed."""
    process = trial.wine.start(trial.python(), *OPTIONS, trial.asked("hold"), rf"{PLACE}\{name}", variables={})
    assert process.stdout is not None
    said = process.stdout.readline()
    expect(said.strip() == b"held", f"{name} is not held: {said!r}")
    try:
        yield
    finally:
        process.communicate(b"\n", timeout=LONGEST)


def refuse_held_folder(trial: Trial) -> str:
    """While another program holds the program's folder, the setup changes nothing and says so; the old one starts."""
    with _held(trial, "program"):
        code = trial.set_up()
    expect(code == FAILED, f"exit code {code}: {trial.note()}")
    expect(trial.cchc("--version")[0] == 0, "the old program does not run")
    expect({path.name for path in trial.installed.iterdir()} == {"program", "uninstall.exe"}, "left over")
    return trial.note()


def survive_held_file(trial: Trial) -> str:
    """A file of the old program that is held when it should go: the new one runs, and the next setup removes it."""
    # Wine lets the folder of such a file be renamed. Windows may not; then it goes as with a folder that is held.
    old = trial.installed / "program.old"
    with _held(trial, r"program\cchc.exe"):
        code = trial.set_up()
        expect(code == 0, f"exit code {code}: {trial.note()}")
    left = {path.name for path in old.iterdir()}
    own = {"_ctypes.pyd", "libffi-8.dll"}  # of the old program too, by which the other one holds its file
    expect({"cchc.exe", "files.txt"} <= left <= {"cchc.exe", "files.txt", *own}, f"left: {left}")
    expect(trial.cchc("--version")[0] == 0, "the new program does not run")
    code = trial.set_up()
    expect(code == 0 and not old.exists(), f"exit code {code}: {trial.note()}")
    return trial.note()
