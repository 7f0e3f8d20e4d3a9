"""One step of the benchmark of collections: `collection_worker.py take|roll|copy …`; prints JSON."""

import io
import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

YEAR, INDEX, PERIOD = 2026, "PAR_INDEX_COMMUNE", "2026-Y"
_AT = datetime(2026, 12, 31, 17)
_RUNS = 5
_EVERY = 0.1  # seconds between two looks at the memory
_WHOSE = {"office_name": "Sở Nội vụ tỉnh An Bình", "superior": "UBND tỉnh An Bình", "locality": "An Bình"}


def take(folder: Path, place: str) -> dict[str, float]:
    """All packages of a folder into a new collection; MB are what the program and its readers grew by at most."""
    from cchc_desktop.collection.intake import take_in
    from cchc_desktop.collection.store import Collection

    collection = Collection.create(place, **_WHOSE)
    files = sorted(folder.glob("*.cchcgoi"))
    with _grown() as memory:
        start, worked = time.perf_counter(), _processor()
        steps = take_in(collection, files, by="Đo", new_offices=True, now=_AT)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                report = end.value
                break
        seconds, worked = time.perf_counter() - start, _processor() - worked
    wrong = [line for line in report.lines if line.package_id is None]
    assert not wrong, wrong[:2]
    collection.close()
    return {"seconds": seconds, "files": len(files), "memory": memory[0], "processor": worked}


def roll(place: str) -> dict[str, float]:
    """Milliseconds of each roll-up, the median of several."""
    from cchc_desktop.collection import appraising, figure_doubts, figures, progress, ranking, scores, timeliness
    from cchc_desktop.collection.store import Collection

    collection = Collection.open(place)
    as_of = date(YEAR, 12, 31)
    works: dict[str, Callable[[], object]] = {
        "who sent what": lambda: timeliness.read(collection, YEAR, now=_AT),
        "progress by field and office": lambda: progress.read(collection, YEAR, as_of=as_of),
        "figures": lambda: figures.read(collection, PERIOD),
        "figures that do not add up": lambda: figure_doubts.read_failing(collection, PERIOD),
        "figures far from the others": lambda: figure_doubts.read_far(collection, PERIOD),
        "scores by field": lambda: scores.read(collection, YEAR, INDEX),
        "ranking": lambda: ranking.read(collection, YEAR, INDEX),
        "one criterion of all offices": lambda: appraising.read_criterion(collection, YEAR, INDEX, "1.1.1.1"),
    }
    found = {}
    for name, work in works.items():
        work()  # once unmeasured: what it needs is loaded
        taken = []
        for _run in range(_RUNS):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
        found[name] = statistics.median(taken) * 1000
    collection.close()
    return found


def copy(place: str, target: str) -> dict[str, float]:
    """Seconds in which PostgreSQL takes the very rows of a collection by COPY, from memory: the limit."""
    from cchc_desktop.collection.store import Collection
    from cchc_desktop.collection.tables import metadata

    source, empty = Collection.open(place), Collection.create(target, **_WHOSE)
    seconds = 0.0
    names = [table.name for table in metadata.sorted_tables if table.name not in ("collection_info", "meta")]
    for name in names:
        rows = io.BytesIO()
        with source.reading() as connection:
            copying: Any = connection.connection.cursor()
            copying.execute(f"COPY {name} TO STDOUT", stream=rows)
        rows.seek(0)
        start = time.perf_counter()
        with empty.changing() as connection:
            copying = connection.connection.cursor()
            copying.execute(f"COPY {name} FROM STDIN", stream=rows)
        seconds += time.perf_counter() - start
    source.close()
    empty.close()
    return {"seconds": seconds}


def _processor() -> float:
    """Seconds of processors that this process and those that it started have taken."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@contextmanager
def _grown() -> Iterator[list[float]]:
    """What this process and those that it starts have grown by at most meanwhile, MB; shared pages are parted."""
    before, most, ended = _size(), [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(_EVERY):
            most[0] = max(most[0], _size() - before)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield most
    finally:
        ended.set()
        looking.join()


def _size() -> float:
    """MB of this process and its children (proportional set size)."""
    own = os.getpid()
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    return sum(map(_share, [str(own), *children])) / 1024


def _share(process: str) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    mode, words = sys.argv[1], sys.argv[2:]
    answer = take(Path(words[0]), words[1]) if mode == "take" else roll(words[0]) if mode == "roll" else copy(*words)
    print(json.dumps(answer))
