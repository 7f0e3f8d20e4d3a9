"""What the benchmarks share: interleaved runs, medians, machine facts, tables in Markdown."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Table:
    """One measurement; `ratio` must stay at or below `goal`; `notes` say what was compared and how."""

    title: str
    notes: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ratio: float
    goal: float

    @property
    def reached(self) -> bool:
        """Whether the goal was met in this run."""
        return self.ratio <= self.goal

    def markdown(self) -> str:
        """As a section of docs/benchmarks.md."""
        lines = [f"## {self.title}", "", self.notes, "", _line(self.columns), _line(["---"] * len(self.columns))]
        lines += [_line(row) for row in self.rows]
        verdict = "reached" if self.reached else "**missed**"
        lines += ["", f"Ratio **{self.ratio:.2f}**, goal at most {self.goal:g}: {verdict}."]
        return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def timed(work: Callable[[], object]) -> float:
    """How long the work takes, in seconds of the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(works: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median seconds of each work; taken in turn, so that a busy moment of the machine falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()  # once unmeasured: files into the cache
    for _run in range(runs):
        for name, work in works.items():
            taken[name].append(timed(work))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def run(command: Sequence[str | Path], home: Path, **variables: str) -> None:
    """Run a process of the project with an officer's folder of its own, offscreen; raises when it fails."""
    environment = {**os.environ, "CCHC_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**environment, **variables}, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr[-2000:]}")


def compile_program() -> None:
    """Bytecode for the program itself, also where PYTHONDONTWRITEBYTECODE is set: libraries come compiled."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "cchc_desktop")], check=True)


def machine() -> str:
    """What the figures were taken on."""
    processor = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), processor)
    except OSError:
        pass
    cores = f"{os.cpu_count()} cores ({processor})"
    return f"{platform.system()} {platform.release()}, {cores}, Python {platform.python_version()}"
