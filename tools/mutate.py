"""Plants small faults, one at a time, and counts those that the tests find: `python3 dev.py mutate [ROOM …]`.

    python3 dev.py mutate [ROOM …] [--count N] [--seed S] [--skip N] [--write]

A sample of N mutants of each room, by a seed that is printed. Tests run in a copy of the project in the system's
temporary folder, only those that reach the mutant's statement, until one fails: fifteen seconds of those nearest to the
source, then eight of those that reach most, which tell a whole dossier. What each test reaches is measured once (some
minutes) and kept in that folder; what has changed since is measured again. A mutant that no test finds survives and is
printed; one that takes far longer than the tests do without it is found. All processors share the work. With --write
the rooms' rows in docs/reliability.md are renewed. Linux alone: each mutant is a fork of a process that has loaded
libraries, program and tests.

Tests with a window are not asked: what they alone find, no test says of the rule or the verb itself, and a window in
each fork would make a sample a matter of hours.

Why not mutmut or cosmic-ray: mutmut leaves out what stands outside functions (patterns and tables, more than a quarter
of the mutants of `rules`), draws no sample by seed, and knows the tests of a function, not of a line; cosmic-ray runs
one command, so every test, in a new interpreter for each mutant.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path

from tools.mutants import Mutant, is_python, mutants_of
from tools.planting import KILLED, SURVIVED, Loaded, judged, load_libraries, run_anew

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reliability.md"
ROOMS = ("rules", "services", "exchange")
TESTS = (
    "tests/rules", "tests/services", "tests/exchange", "tests/documents", "tests/commands", "tests/readers",
    "tests/writers", "tests/storage", "tests/test_resources.py", "tests/test_sample_data.py",
    "tests/test_sample_reports.py",
)  # fmt: skip
_PARTS = (
    "cchc_desktop", "tests", "tools", "benchmarks", "resources", "translations", "docs", "dev.py", "pyproject.toml",
    "README.md", "LICENSE", "hatch_build.py", "requirements.txt", "requirements-dev.txt",
)  # fmt: skip
_MOST = 15.0  # seconds of the processor that the nearest tests for one mutant take
_WIDEST = 8.0  # and those that reach most: they see what becomes of it elsewhere, and none of them is the nearest
_NEAREST = 2  # files that are loaded first for a fault at import: mostly they find it
_SLACK = 8.0  # seconds of the processor beyond three times what the tests take
_HEADING = "\n## Planted faults\n"
_Drawn = tuple[str, int, Mutant]  # its room, its number in the sample


@dataclass
class Reach:
    """What each test reaches: its seconds, and per source its lines."""

    tests: dict[str, tuple[float, dict[str, set[int]]]] = field(default_factory=dict)

    def tests_of(self, mutant: Mutant, functions: dict[str, set[int]]) -> list[str]:
        """The tests that come by the mutant, the nearest first; `functions` has each source's lines in functions.

        What is done at import counts as reached by whatever reaches a function of the same source; where it has none,
        of a source that imports it; and by the tests of a file that imports it itself, as its tables may be all they
        ask for.
        """
        places = {mutant.path: mutant.lines if mutant.inside else functions[mutant.path]}
        if not places[mutant.path]:
            stem = Path(mutant.path).stem
            imports = re.compile(rf"(\.{stem} import|import \(?[^()]*\b{stem}\b)")
            places = {path: lines for path, lines in functions.items() if imports.search(Path(path).read_text("utf-8"))}
        found = [
            name
            for name, (_seconds, reached) in self.tests.items()
            if any(not lines.isdisjoint(reached.get(path, ())) for path, lines in places.items())
            or (not mutant.inside and _imports(name.split("::")[0], mutant.path))
        ]
        by_distance = sorted(found, key=partial(self._distance, mutant.path))
        nearest = self._within(_MOST, by_distance) or by_distance[:1]
        others = sorted((name for name in found if name not in nearest), key=self._width, reverse=True)
        return [*nearest, *self._within(_WIDEST, others)]

    def _within(self, seconds: float, names: Iterable[str]) -> list[str]:
        """The first of the tests that fit into the time together; one that does not is passed over."""
        chosen: list[str] = []
        for name in names:
            if self.tests[name][0] <= seconds:
                seconds -= self.tests[name][0]
                chosen.append(name)
        return chosen

    def _width(self, name: str) -> int:
        """How many lines a test reaches."""
        return sum(len(lines) for lines in self.tests[name][1].values())

    def _distance(self, path: str, name: str) -> tuple[bool, bool, int]:
        """How far a test is from a source: another file than its own, another room, how much else the test does."""
        file = Path(name.split("::")[0])
        room = Path(path).parts[1]
        return file.stem != f"test_{Path(path).stem}", room not in file.parts, self._width(name)


@cache
def _imports(test: str, path: str) -> bool:
    """Whether a test file imports a source."""
    if not Path(test).exists():
        return False
    module = path.removesuffix(".py").replace("/", ".")
    package, _dot, name = module.rpartition(".")
    told = rf"^(?:from|import) {re.escape(module)}\b|^from {re.escape(package)} import [^()\n]*\b{name}\b"
    return re.search(told, Path(test).read_text("utf-8"), re.MULTILINE) is not None


def copy_tree(folder: Path) -> Path:
    """The project's files as they stand, in the folder; what has not changed keeps its time, and so its bytecode."""
    target = folder / "tree"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for part in _PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy2(source, target / part)
    return target


def measure(tree: Path, folder: Path) -> Reach:
    """What the tests reach; a test file is run again where what it imports of the tests, a source of the rooms that it
    reached, or anything of the program beside the rooms has changed.
    """
    files = sorted(path.relative_to(tree).as_posix() for test in TESTS for path in _test_files(tree / test))
    rooms = tuple(f"cchc_desktop/{room}" for room in ROOMS)
    sources = {path.relative_to(tree).as_posix(): path for room in rooms for path in (tree / room).rglob("*.py")}
    digests = {name: _digest(tree, [path]) for name, path in sources.items()}
    program = [path for part in ("cchc_desktop", "resources", "translations") for path in (tree / part).rglob("*")]
    shared = sorted({*program, *(tree / "tests").rglob("conftest.py")} - set(sources.values()))
    common = _digest(tree, (path for path in shared if path.is_file() and path.suffix not in (".pyc", ".mo")))
    keys = {file: f"{common}-{_digest(tree, sorted(_with_imported(tree, file)))}" for file in files}
    kept = folder / "reach"
    kept.mkdir(exist_ok=True)
    known_path = kept / "known"
    known = json.loads(known_path.read_text(encoding="ascii")) if known_path.exists() else {}
    due = [file for file in files if not _stands(known.get(file), keys[file], digests)]
    if due:
        print(f"Measuring what {len(due)} test files reach …", flush=True)
        command = [sys.executable, "-m", "tools.reach", str(kept), *rooms, "--"]
        shares = _shares({file: _seconds(kept, tree, file) for file in due}, os.cpu_count() or 1)
        measuring = [subprocess.Popen([*command, *share], cwd=tree) for share in shares]
        if any([each.wait() for each in measuring]):
            raise SystemExit("what the tests reach could not be measured")
    reach, noted = Reach(), {}
    for file in files:
        found = json.loads(_kept_file(kept, file).read_text(encoding="utf-8"))
        reach.tests |= {
            name: (each["seconds"], {path: set(lines) for path, lines in each["lines"].items()})
            for name, each in found.items()
        }
        reached = sorted({path for each in found.values() for path in each["lines"]})
        noted[file] = [keys[file], {path: digests[path] for path in reached}]
    known_path.write_text(json.dumps(noted), encoding="ascii")
    return reach


def _stands(noted: tuple[str, dict[str, str]] | None, key: str, digests: dict[str, str]) -> bool:
    """Whether nothing has changed of what was noted when a test file was measured last."""
    return noted is not None and noted[0] == key and noted[1].items() <= digests.items()


def _with_imported(tree: Path, file: str) -> set[Path]:
    """A test file and what of the tests it imports, and that imports."""
    found, due = set[Path](), [tree / file]
    while due:
        path = due.pop()
        if path not in found:
            found.add(path)
            due += (one for one in _imported(tree, path) if one.exists())
    return found


def _imported(tree: Path, path: Path) -> Iterator[Path]:
    """The files of the tests that a file names in its imports."""
    for module, names in re.findall(
        r"^ *from (tests[\w.]*) import (\([^)]*\)|.*)", path.read_text("utf-8"), re.MULTILINE
    ):
        place = tree / module.replace(".", "/")
        yield place.with_suffix(".py")
        yield from (place / f"{name}.py" for name in re.findall(r"\w+", names))


def _kept_file(kept: Path, file: str) -> Path:
    return kept / (file.replace("/", "-") + ".json")


def _seconds(kept: Path, tree: Path, file: str) -> float:
    """What a test file took when it was measured last; of a new one a guess by its size."""
    if not (known := _kept_file(kept, file)).exists():
        return (tree / file).stat().st_size / 10_000
    return sum(found["seconds"] for found in json.loads(known.read_text(encoding="utf-8")).values())


def _shares(files: dict[str, float], count: int) -> list[list[str]]:
    """The files in shares that take about as long as one another."""
    shares: list[tuple[float, list[str]]] = [(0.0, []) for _each in range(min(count, len(files)))]
    for file in sorted(files, key=lambda each: -files[each]):
        shares.sort(key=lambda share: share[0])
        spent, chosen = shares[0]
        shares[0] = (spent + files[file], [*chosen, file])
    return [chosen for _spent, chosen in shares]


def compile_once(tree: Path) -> None:
    """Leave the bytecode of program and tests in the copy, so that not every fork has to make it."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    subprocess.run([*command, *TESTS], cwd=tree, check=True, stdout=subprocess.DEVNULL)


def _test_files(place: Path) -> Iterable[Path]:
    return place.rglob("test_*.py") if place.is_dir() else [place]


def _digest(tree: Path, paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.relative_to(tree).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]


def sample(room: str, seed: int, count: int) -> list[Mutant]:
    """So many mutants of a room, drawn by the seed from all of its sources."""
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "cchc_desktop" / room).rglob("*.py"))
    everything = [mutant for path in paths for mutant in mutants_of(ROOT, path)]
    random.Random(f"{room} {seed}").shuffle(everything)
    whole = (mutant for mutant in everything if is_python(mutant.applied(_source(ROOT, mutant))))
    return [mutant for mutant, _number in zip(whole, range(count), strict=False)]


def functions_of(tree: Path) -> dict[str, set[int]]:
    """Of each source of the rooms, the lines in functions in which anything could be changed."""
    paths = [
        path.relative_to(tree).as_posix() for room in ROOMS for path in (tree / "cchc_desktop" / room).rglob("*.py")
    ]
    return {path: {line for each in mutants_of(tree, path) if each.inside for line in each.lines} for path in paths}


def _source(root: Path, mutant: Mutant) -> str:
    return (root / mutant.path).read_text(encoding="utf-8")


class _Campaign:
    """The samples of the rooms and what became of each mutant."""

    def __init__(self, chosen: argparse.Namespace, tree: Path, reach: Reach) -> None:
        self._tree, self._reach, self._functions = tree, reach, functions_of(tree)
        self._seed = chosen.seed
        self._mutants: list[_Drawn] = [
            (room, number, mutant)
            for room in chosen.rooms or ROOMS
            for number, mutant in enumerate(sample(room, chosen.seed, chosen.count))
            if number >= chosen.skip
        ]
        self.outcomes: dict[str, list[str]] = {room: [] for room in chosen.rooms or ROOMS}

    def carry_out(self) -> None:
        """Each processor tries a share of the mutants."""
        count = min(os.cpu_count() or 1, len(self._mutants))
        results = [self._tree / f"outcomes-{number}" for number in range(count)]
        shares = [self._mutants[number::count] for number in range(count)]
        fork = multiprocessing.get_context("fork")
        workers = [fork.Process(target=self._share, args=both) for both in zip(shares, results, strict=True)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        if any(worker.exitcode for worker in workers):
            raise SystemExit("not every mutant could be tried")
        for result in results:
            for room, outcome in json.loads(result.read_text(encoding="ascii")):
                self.outcomes[room].append(outcome)
        for room, outcomes in self.outcomes.items():
            killed = len(outcomes) - outcomes.count(SURVIVED)
            print(f"{room}: seed {self._seed}, {killed} of {len(outcomes)} killed", flush=True)

    def _share(self, mutants: list[_Drawn], result: Path) -> None:
        """First the mutants that act at import, as nothing of the program may be loaded; then the others."""
        found = [self._try(each, None) for each in mutants if not each[2].inside]
        inside = [each for each in mutants if each[2].inside]
        Loaded(self._tree, lambda loaded: found.extend(self._try(each, loaded) for each in inside)).load(TESTS)
        result.write_text(json.dumps(found), encoding="ascii")

    def _try(self, drawn: _Drawn, loaded: Loaded | None) -> tuple[str, str]:
        room, number, mutant = drawn
        tests = self._reach.tests_of(mutant, self._functions)
        begun = time.monotonic()
        outcome = self._outcome(mutant, tests, loaded) if tests else SURVIVED
        took = f"{len(tests)} tests, {time.monotonic() - begun:.1f} s"
        told = [f"{room} {number} {mutant.path}:{mutant.line}: {outcome}, {took}"]
        if outcome == SURVIVED:
            told.append(mutant.difference(_source(self._tree, mutant)))
        print("\n".join(told), flush=True)
        return room, outcome

    def _outcome(self, mutant: Mutant, tests: list[str], loaded: Loaded | None) -> str:
        source = _source(self._tree, mutant)
        seconds = sum(self._reach.tests[name][0] for name in tests)
        if loaded is None:
            files = list(dict.fromkeys(name.split("::")[0] for name in tests))
            for some in (files[:_NEAREST], files[_NEAREST:]):
                asked = [name for name in tests if name.split("::")[0] in some]
                run = partial(run_anew, self._tree, mutant, source, asked)
                if asked and (outcome := judged(run, int(3 * seconds + _SLACK))) != SURVIVED:
                    return outcome
            return SURVIVED
        while True:
            outcome = judged(partial(loaded.run, mutant, source, tests), int(3 * seconds + _SLACK))
            if outcome != KILLED or not loaded.failed.exists():
                return outcome
            # A fault was found only where the same tests pass without it.
            asked = tests[: int(loaded.failed.read_text(encoding="ascii")) + 1]
            loaded.failed.unlink()
            if judged(partial(loaded.run, None, source, asked), int(3 * seconds + _SLACK)) == SURVIVED:
                return outcome
            print(f"Left out, for it fails without a fault: {asked[-1]}", flush=True)
            tests = [name for name in tests if name != asked[-1]]


def write_row(room: str, killed: int, total: int, chosen: argparse.Namespace) -> None:
    """Renew the room's row below the campaigns; the other rows stay."""
    page, _heading, below = PAGE.read_text(encoding="utf-8").partition(_HEADING)
    rows = {row[1]: row[0] for row in re.finditer(rf"^\| ({'|'.join(ROOMS)}) \|.*$", below, re.MULTILINE)}
    command = f"`dev.py mutate {room} --seed {chosen.seed} --count {chosen.count}`"
    commit = subprocess.run(["git", "rev-parse", "--short=8", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout
    cells = [
        room,
        str(killed),
        str(total),
        f"{killed / total:.0%}",
        f"{date.today():%Y-%m-%d}",
        commit.strip(),
        command,
    ]
    rows[room] = f"| {' | '.join(cells)} |"
    table = ["| room | killed | of | share | date | commit | command |", "|---|---|---|---|---|---|---|"]
    table += [rows[each] for each in ROOMS if each in rows]
    about = (
        "\nSmall faults planted in the sources by `python3 dev.py mutate`, one at a time, drawn by the seed; *killed*\n"
        "are those that a test without a window finds. One that nobody could see counts as survived.\n\n"
    )
    PAGE.write_text(page + _HEADING + about + "\n".join(table) + "\n", encoding="utf-8", newline="\n")


@contextmanager
def _own_temporary(folder: Path) -> Iterator[None]:
    """Forks end without tidying: what tests leave behind lies in one folder, which goes at the end."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _mutate(chosen: argparse.Namespace, folder: Path) -> int:
    tree = copy_tree(folder)
    reach = measure(tree, folder)
    compile_once(tree)
    load_libraries()
    sys.dont_write_bytecode = True
    os.chdir(tree)
    campaign = _Campaign(chosen, tree, reach)
    campaign.carry_out()
    for room, outcomes in campaign.outcomes.items():
        if chosen.write and outcomes:
            write_row(room, len(outcomes) - outcomes.count(SURVIVED), len(outcomes), chosen)
    return 0


def main(words: list[str]) -> int:
    """Try the rooms one after the other."""
    parser = argparse.ArgumentParser(prog="dev.py mutate", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--count", type=int, default=100, help="mutants of each room; without it, 100")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--skip", type=int, default=0, help="how many of the sample to leave out at its beginning")
    parser.add_argument("--write", action="store_true", help="renew docs/reliability.md")
    chosen = parser.parse_args(words)
    if unknown := [room for room in chosen.rooms if room not in ROOMS]:
        parser.error(f"no room {', '.join(unknown)}; there are {', '.join(ROOMS)}")
    print(f"seed {chosen.seed}", flush=True)
    folder = Path(tempfile.gettempdir(), f"cchc-mutate-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}")
    with _own_temporary(folder / "temporary"):
        return _mutate(chosen, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
