"""A package checked and read inside the program, and one of five years with 200 MB of evidence made."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median

from measuring import ROOT, Claim, Table, compile_program, environment, medians, timed

RUNS, READINGS = 3, 15
GOAL = 1.5
GOAL_READ = 25.0  # milliseconds
GOAL_MEMORY = 100.0  # MiB
YEARS = range(2022, 2027)
FILES, SIZE = 100, 2 * 1024 * 1024


def measure() -> Table:
    """Packing beside zipfile in processes of their own, in turn; reading within this one."""
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CCHC_HOME"] = str(folder / "home")
        read = _read(folder)
        files = _files(folder / "files")
        dossier = _dossier(folder / "Năm năm.cchc", files)
        taken: dict[str, list[tuple[float, float]]] = {"pack": [], "store": []}
        for turn in range(RUNS):
            for mode, runs in taken.items():
                runs.append(_work(mode, dossier, folder, turn))
    seconds = {mode: median(run[0] for run in runs) for mode, runs in taken.items()}
    memory = max(run[1] for run in taken["pack"])
    ratio = seconds["pack"] / seconds["store"]
    return Table(
        title="Packages",
        notes=(
            f"The handover of a dossier of five years with {FILES} scans of 2 MB as evidence: read out of the dossier, "
            "hashed, written, flushed, read back and checked, against Python's zipfile storing the same files from a "
            f"folder, flushed and read back too; medians of {RUNS} runs in turn, memory is a process's growth. "
            f"The package of the sample's year is checked and read in the running program, median of {READINGS}."
        ),
        columns=("what", "took", "share of zipfile"),
        rows=(
            ("zipfile, 200 MB", f"{seconds['store']:.2f} s", "1.00"),
            ("package of five years with them", f"{seconds['pack']:.2f} s", f"{ratio:.2f}"),
            ("memory that packing grew by", f"{memory:.0f} MiB", ""),
            ("the sample's year checked and read", f"{read:.1f} ms", ""),
        ),
        ratio=ratio,
        goal=GOAL,
        further=(
            Claim("Memory of packing, MiB", memory, GOAL_MEMORY),
            Claim("Checking and reading the sample's package, ms", read, GOAL_READ),
        ),
    )


def _read(folder: Path) -> float:
    """Milliseconds."""
    from cchc_desktop.exchange.package_reader import read_package
    from cchc_desktop.services.exchange.gathering import PackageWish
    from cchc_desktop.services.exchange.packing import make_package
    from cchc_desktop.services.sample import SAMPLE_YEAR, create_sample
    from cchc_desktop.storage.dossier import Dossier

    dossier = Dossier.open(create_sample(folder / "sample"), backup=False)
    out = folder / "sample.cchcgoi"
    for _step in make_package(dossier, wish=PackageWish(SAMPLE_YEAR), out=out):
        pass
    dossier.close()
    return medians({"read": timed(lambda: read_package(out))}, READINGS)["read"] * 1000


def _files(folder: Path) -> list[Path]:
    folder.mkdir()
    random = Random(1)
    made = []
    for number in range(FILES):
        path = folder / f"Ban-quet-{number:03}.jpg"
        path.write_bytes(random.randbytes(SIZE))
        made.append(path)
    return made


def _dossier(path: Path, files: list[Path]) -> Path:
    """Five years, each with a plan and 20 tasks, each proved by a scan."""
    from cchc_desktop.services import evidence, years
    from cchc_desktop.services.frame import tasks
    from cchc_desktop.services.papers import plans
    from cchc_desktop.services.start import create_dossier

    dossier = create_dossier(
        path, office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=YEARS[0]
    )
    left = iter(files)
    for year in YEARS:
        if year != YEARS[0]:
            years.add_year(dossier, year=year)
        plan = plans.create_plan(dossier, year=year).created("plan")[0]
        group = tasks.add_group(dossier, plan_guid=plan, title="Cải cách thể chế").created("task_group")[0]
        for _task in range(FILES // len(YEARS)):
            guid = tasks.add_task(dossier, group_guid=group).created("task")[0]
            evidence.add_evidence(dossier, owner_guid=guid, path=next(left))
    dossier.close()
    return path


def _work(mode: str, dossier: Path, folder: Path, turn: int) -> tuple[float, float]:
    out = folder / f"{mode}-{turn}.{'cchcgoi' if mode == 'pack' else 'zip'}"
    # A process counts the memory of the one that started it as its own: a small one stands between.
    between = [sys.executable, "-S", "-c", "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:]).returncode)"]
    words = [*between, sys.executable, ROOT / "benchmarks" / "package_worker.py", mode, dossier, folder / "files", out]
    done = subprocess.run(
        [str(word) for word in words], cwd=ROOT, env=environment(folder / "home"), capture_output=True, text=True
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    out.unlink()
    seconds, grown = map(float, done.stdout.split())
    return seconds, grown
