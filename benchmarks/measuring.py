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
class Claim:
    """A figure that must stay at or below its goal."""

    what: str
    figure: float
    goal: float

    @property
    def reached(self) -> bool:
        """Whether the goal was met in this run."""
        return self.figure <= self.goal

    def line(self) -> str:
        """In one line of the page."""
        verdict = "reached" if self.reached else "**missed**"
        return f"{self.what} **{self.figure:.2f}**, goal at most {self.goal:g}: {verdict}."


@dataclass(frozen=True)
class Table:
    """One measurement; `ratio` must stay at or below `goal`; `notes` say what was compared and how."""

    title: str
    notes: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ratio: float
    goal: float
    further: tuple[Claim, ...] = ()  # what else must hold

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything that must hold."""
        return (Claim("Ratio", self.ratio, self.goal), *self.further)

    @property
    def reached(self) -> bool:
        """Whether every goal was met in this run."""
        return all(claim.reached for claim in self.claims)

    def markdown(self) -> str:
        """As a section of docs/benchmarks.md."""
        lines = [f"## {self.title}", "", self.notes, "", _line(self.columns), _line(["---"] * len(self.columns))]
        lines += [_line(row) for row in self.rows]
        claims = [claim.line() for claim in self.claims]
        lines += ["", *(claims if len(claims) == 1 else [f"- {claim}" for claim in claims])]
        return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """The work, giving the seconds of the wall clock that it took."""

    def measured() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return measured


def medians(works: Mapping[str, Callable[[], float]], runs: int) -> dict[str, float]:
    """The median seconds of each work; taken in turn, so that a busy moment of the machine falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()  # once unmeasured: files into the cache
    for _run in range(runs):
        for name, work in works.items():
            taken[name].append(work())
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def environment(home: Path, **variables: str) -> dict[str, str]:
    """For a process of the project: an officer's folder of its own, no screen."""
    own = {"CCHC_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return {**os.environ, **own, **variables}


def run(command: Sequence[str | Path], home: Path) -> None:
    """Run a process to its end; raises when it fails."""
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=ROOT, env=environment(home), capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr[-2000:]}")


# A process counts the memory of the one that started it as its own: a small one has to stand between.
_LAUNCHER = """
import resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
seconds = time.perf_counter() - start
sys.stderr.buffer.write(done.stderr[-2000:])
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
sys.exit(done.returncode)
"""


def run_measured(command: Sequence[str | Path], home: Path) -> tuple[float, float]:
    """Seconds and peak memory in MiB of a process or of the largest that it starts; raises when it fails."""
    words = [sys.executable, "-S", "-c", _LAUNCHER, *map(str, command)]
    done = subprocess.run(words, cwd=ROOT, env=environment(home), capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr}")
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def until_ready(command: Sequence[str | Path], home: Path, **variables: str) -> float:
    """Seconds from the start of a process until it says "ready" on standard output; waits for its end too."""
    start = time.perf_counter()
    words = [str(part) for part in command]
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env=environment(home, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout is not None
        said = running.stdout.readline().strip()
        seconds = time.perf_counter() - start
    if said != "ready" or running.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: said {said!r}, exit {running.returncode}")
    return seconds


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
    return f"{platform.system()}, {cores}, Python {platform.python_version()}"
