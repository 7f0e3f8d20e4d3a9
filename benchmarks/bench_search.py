"""Words looked for in 100,000 paragraphs of a dossier, letter by letter, beside LIKE over a folded column."""

import os
import random
import re
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from measuring import ROOT, Claim, Table, compile_program, timed

RUNS = 5
PARAGRAPHS, SMALL = 100_000, 10_000
GOAL = 0.5  # of what LIKE takes for the same letters, on the mean
GOAL_SLOWEST = 50.0  # milliseconds until the first results, for any letters that are typed
_TYPED = ("thủ tục hành chính", "ho so dat dai", "kỹ năng số", "báo cáo quý xong chưa", "khongcochunao")
_YEARS = range(2016, 2026)
_LIMIT = 13  # as many as the window asks for below its field


def measure(whole: bool = False) -> Table:
    """All in this process; each query is asked once for each letter that is typed."""
    compile_program()
    from cchc_desktop.storage.dossier import Dossier

    count = PARAGRAPHS if whole else SMALL
    with tempfile.TemporaryDirectory() as name:
        os.environ["CCHC_HOME"] = name
        path = _dossier(Path(name), count)
        with closing(Dossier.open(path, backup=False)) as dossier:
            return _measured(dossier, count)


def _measured(dossier: Any, count: int) -> Table:
    from cchc_desktop.services.search import concordance
    from cchc_desktop.services.search.concordance import Concordance
    from cchc_desktop.services.search.finding import find
    from cchc_desktop.services.search.listing import list_rows

    def keep() -> None:
        with closing(Concordance.open(dossier.path, dossier.guid)) as words:
            for _step in list_rows(dossier, words):
                pass

    made, again = timed(keep)(), timed(keep)()
    size = concordance.size_of(dossier.path)
    letters = [query[:end] for query in _TYPED for end in range(1, len(query) + 1) if query[end - 1] != " "]
    ours: dict[str, float] = {}
    alike: dict[str, float] = {}
    with closing(_folded(dossier)) as plain:
        for typed in letters:
            ours[typed] = _median(lambda typed=typed: _asked(dossier, typed, Concordance, find))
            alike[typed] = _median(lambda typed=typed: _like(plain, typed))
    slowest = max(ours, key=lambda typed: ours[typed])
    rows = [("all letters, one after the other", sum(ours.values()), sum(alike.values()))]
    rows += [(f"“{typed}”", ours[typed], alike[typed]) for typed in (*_TYPED, slowest)]
    return Table(
        title="Searching as one types",
        notes=(
            f"A dossier with {count:,} paragraphs of ten years. Each of {len(letters)} beginnings of "
            f"{len(_TYPED)} queries is asked as the window asks it: the list of words is opened, the first {_LIMIT} "
            "finds come ranked, with the words around them marked. Beside it SQLite's LIKE on a folded copy of the "
            "same paragraphs, the newest year first, without ranking, marks or spellings. The list is first made in "
            f"{made:.0f} s and compared with the dossier in {again:.0f} s, both in the background; it takes "
            f"{size / 2**20:.0f} MB. Medians of {RUNS}; the last line is the slowest of all."
        ),
        columns=("typed", "list of words", "LIKE", "ratio"),
        rows=tuple(
            (what, f"{mine * 1000:.1f} ms", f"{theirs * 1000:.1f} ms", f"{mine / theirs:.2f}")
            for what, mine, theirs in rows
        ),
        ratio=sum(ours.values()) / sum(alike.values()),
        goal=GOAL,
        further=(Claim("First results for the slowest letters, ms", ours[slowest] * 1000, GOAL_SLOWEST),),
    )


def _asked(dossier: Any, typed: str, words_of: Any, find: Any) -> None:
    words = words_of.look(dossier.path, dossier.guid)
    with closing(words):
        find(dossier, words, typed, limit=_LIMIT)


def _like(plain: sqlite3.Connection, typed: str) -> list[Any]:
    from cchc_desktop.text import fold

    chosen = "SELECT guid, year, body FROM folded WHERE words LIKE ? ORDER BY year DESC LIMIT ?"
    return plain.execute(chosen, (f"%{fold(typed)}%", _LIMIT)).fetchall()


def _median(work: Any) -> float:
    taken = []
    for _run in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _folded(dossier: Any) -> sqlite3.Connection:
    """The folded paragraphs beside the dossier's own."""
    from cchc_desktop.text import fold

    plain = sqlite3.connect(dossier.path)
    plain.create_function("fold", 1, fold)
    columns = "s.guid, p.year, fold(s.body) AS words, s.body"
    plain.execute(f"CREATE TEMP TABLE folded AS SELECT {columns} FROM section s JOIN plan p ON s.plan_guid = p.guid")
    return plain


def _dossier(folder: Path, count: int) -> Path:
    """A plan for each year; the paragraphs are pieces of the user guide, by a seed."""
    from cchc_desktop.services import start, years
    from cchc_desktop.services.papers import plans

    path = folder / "xa.cchc"
    dossier = start.create_dossier(
        path, office="UBND xã Bình Minh", superior="UBND tỉnh", place="Bình Minh", year=_YEARS[0]
    )
    with closing(dossier):
        for year in _YEARS[1:]:
            years.add_year(dossier, year=year)
        guids = [plans.create_plan(dossier, year=year).created("plan")[0] for year in _YEARS]
    words = re.findall(r"\S+", (ROOT / "resources" / "guide" / "huong_dan_su_dung.md").read_text(encoding="utf-8"))
    chance = random.Random(17)
    with closing(sqlite3.connect(path)) as plain, plain:
        columns = [row[1] for row in plain.execute("PRAGMA table_info(section)")]
        pattern = dict(zip(columns, plain.execute("SELECT * FROM section LIMIT 1").fetchone(), strict=True))
        plain.execute("DELETE FROM section")
        made = []
        for number in range(count):
            begin = chance.randrange(len(words) - 40)
            body = " ".join(words[begin : begin + chance.randrange(10, 40)])
            own = {
                "guid": f"{number:032x}",
                "plan_guid": guids[number % len(guids)],
                "body": body,
                "title": "",
                "parent_guid": None,
            }
            made.append(tuple((pattern | own).values()))
        plain.executemany(f"INSERT INTO section VALUES ({', '.join('?' * len(columns))})", made)
    return path
