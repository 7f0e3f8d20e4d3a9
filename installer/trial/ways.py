"""The ways of Windows that Wine can show: kinds of drives, long paths, a mail program, and how long a start takes."""

import statistics
import time

from installer.trial.trial import OPTIONS, TODAY, Trial, windows_path
from installer.trial.wine import LONGEST, expect

_DELETE = 1  # byte 18 of an SQLite file that has no log beside it


def _network_drive(trial: Trial) -> None:
    """N:, which Windows takes for a network drive."""
    letter = trial.wine.folder / "prefix" / "dosdevices" / "n:"
    if not letter.exists():
        share = trial.wine.folder / "share"
        share.mkdir()
        letter.symlink_to(share)
        trial.wine.run("reg", "add", r"HKLM\Software\Wine\Drives", "/v", "n:", "/d", "network", "/f")
        trial.wine.end()  # drives are looked at when Windows starts


def choose_journals(trial: Trial) -> str:
    """A dossier on a network drive or in OneDrive is written without a log beside it, one on the disk with one."""
    _network_drive(trial)
    places = (r"C:\Hồ sơ\a.cchc", r"N:\Hồ sơ\a.cchc", r"C:\Đám mây\a.cchc", r"C:\OneDrive - UBND xã\a.cchc")
    said = trial.ask("journals", *places, OneDrive=r"C:\Đám mây").split()
    expect(said == ["True", "False", "False", "False"], f"with a log: {said} for {places}")
    return "With a log on C:, without on N: (network), in the folder of OneDrive and in one of its name."


def use_network_profile(trial: Trial) -> str:
    """A profile on a network drive: options, log and backups lie there, and a dossier is made there."""
    _network_drive(trial)
    home = {**TODAY, "CCHC_HOME": r"N:\Hồ sơ người dùng\CCHC"}
    program = trial.installed / "program"
    code, said = trial.wine.run(program / "cchc.exe", "sample", r"N:\Công việc", variables=home)
    expect(code == 0, f"exit code {code}: {said}")
    (dossier,) = (trial.wine.folder / "share" / "Công việc").glob("*.cchc")
    expect(dossier.read_bytes()[18] == _DELETE, "it has a log beside it")
    name = rf"N:\Công việc\{dossier.name}"
    code, said = trial.wine.run(program / "CCHC Desktop.exe", name, variables={**home, "CCHC_QUIT_WHEN": "loaded"})
    expect(code == 0, f"exit code {code}: {said}")
    kept = trial.wine.folder / "share" / "Hồ sơ người dùng" / "CCHC"
    expect((kept / "options.json").is_file() and any((kept / "backups").rglob("*.cchc")), "nothing is kept there")
    return f"{dossier.name}, its backups and the options are on N:."


def refuse_long_names(trial: Trial) -> str:
    """A folder with a path of 250 letters: a sentence, and nothing written."""
    folder = "C:\\" + "\\".join(["thư mục có tên rất dài"] * 11)[:247]
    code, said = trial.cchc("calendar", windows_path(trial.sample), "--year", "2026", "--ics", rf"{folder}\lich.ics")
    expect(code != 0 and "Traceback" not in said and bool(said), f"exit code {code}: {said}")
    expect(not (trial.wine.drive / "thư mục có tên rất dài").exists(), "the folder was made")
    return said


def draft_mail(trial: Trial) -> str:
    """A mail program that is set up is given the draft with its attachment."""
    for place in ("HKLM", "HKCU"):
        key = rf"{place}\Software\Clients\Mail"
        trial.wine.run("reg", "add", key, "/ve", "/d", "Trial", "/f")
        trial.wine.run("reg", "add", rf"{key}\Trial", "/v", "DLLPath", "/d", r"C:\windows\system32\mailer.dll", "/f")
    (package,) = trial.made.glob("*.cchcgoi")
    trial.ask("mail", windows_path(package))
    facts = (trial.wine.drive / "mail.txt").read_text(encoding="utf-16-le").splitlines()
    expect(facts[:2] == ["SMTP:so-noi-vu@example.vn", "SMTP:tinh@example.vn"], f"receivers {facts[:2]}")
    expect(facts[2] == "Gói dữ liệu quý III" and facts[3] == windows_path(package), f"it holds {facts[2:4]}")
    return f"“{facts[2]}” with {package.name}."


def measure_start(trial: Trial) -> str:
    """How long a start takes, as a share of a process that only shows an empty window."""
    floor = trial.asked("floor")
    module = ("-m", "cchc_desktop", windows_path(trial.sample))
    seconds: dict[str, list[float]] = {"floor": [], "window": [], "ready": []}
    for _run in range(3):  # in turn: a busy moment falls on all alike
        seconds["floor"].append(_until_ready(trial, floor))
        seconds["window"].append(_until_ready(trial, *module, until="window"))
        seconds["ready"].append(_until_ready(trial, *module, until="ready"))
    middle = {name: statistics.median(found) for name, found in seconds.items()}
    return (
        f"Empty window {middle['floor']:.2f} s; first window {middle['window'] / middle['floor']:.2f} times that, "
        f"with the sample {middle['ready'] / middle['floor']:.2f} times."
    )


def _until_ready(trial: Trial, *words: str, until: str = "") -> float:
    """Seconds from the start of a process until it says that it is ready."""
    begun = time.monotonic()
    process = trial.wine.start(trial.python(), *OPTIONS, *words, variables={**TODAY, "CCHC_QUIT_WHEN": until})
    assert process.stdout is not None
    lines = []
    for line in process.stdout:  # with what Qt warns of
        lines.append(line.strip())
        if lines[-1] == b"ready":
            break
    seconds = time.monotonic() - begun
    process.communicate(timeout=LONGEST)
    expect(lines[-1:] == [b"ready"], f"it said {lines[-5:]}")
    return seconds
