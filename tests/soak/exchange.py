"""Packages and parts, bent and signed again: each is refused in a sentence or read right, soon, and at little cost.

`python -m tests.soak.exchange --count 20000 --seed 1`
"""

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.exchange import contributions, package_data, part_merge
from cchc_desktop.exchange.mail import mail_text
from cchc_desktop.exchange.package_format import MANIFEST, hash_of
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.exchange.part_file import part_bytes, part_of
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.models.part_rows import Part
from cchc_desktop.services import offices
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.sample import SAMPLE_YEAR, create_sample
from cchc_desktop.storage.changes import Change, undo
from cchc_desktop.storage.dossier import Dossier
from tests.exchange import honest
from tests.soak import mutations

SECONDS = 2.0  # for any one file here; all are below a megabyte
MEMORY = 300 * 1024 * 1024
NOW = datetime(2026, 9, 8, 9, 0)
# What follows from a row that is taken in, beside the row itself.
FOLLOWS = {"contribution", "stored_file", "task_result", "history", "report", "report_statement"}


@dataclass
class Tally:
    """What became of the files, and the faults with all that is needed to see them again."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def note(self, name: str, number: int, act: Callable[[Random], str], random: Random) -> None:
        """Do it once; anything but a result or a `UserError` is a fault."""
        begun = time.process_time()
        try:
            self.outcomes[f"{name}: {act(random)}"] += 1
        except UserError:
            self.outcomes[f"{name}: refused"] += 1
        except Exception:
            self.outcomes[f"{name}: FAULT"] += 1
            self.faults.append(f"{name} {number}\n{traceback.format_exc()}")
        taken = time.process_time() - begun
        self.slowest = max(self.slowest, taken)
        if taken > SECONDS:
            self.faults.append(f"{name} {number}: {taken:.1f} s")


class Packages:
    """Packages of the sample's year, small enough to be bent by the thousand."""

    def __init__(self, dossier: Dossier, folder: Path) -> None:
        data = package_data.gather(dossier, SAMPLE_YEAR, "2026-9M")
        self.entries = {**package_data.data_files(data), "papers/Ke-hoach-CCHC-2026.pdf": b"%PDF-1.4 made up"}
        proofs = {row.sha256: row for row in data.evidence}
        with dossier.read() as session:
            from cchc_desktop.services.evidence import evidence_bytes

            for sha256, raw in evidence_bytes(session, list(proofs)).items():
                self.entries[f"evidence/{sha256}-{proofs[sha256].file_name}"] = raw
        self.office = data.office
        self.parsed = {name: json.loads(raw) for name, raw in self.entries.items() if name.endswith(".json")}
        self.places = {name: mutations.places(value) for name, value in self.parsed.items()}
        self.path = folder / "Gói.cchcgoi"

    def manifest(self, entries: honest.Files) -> dict[str, Any]:
        """A manifest that fits the entries."""
        office = {"office": self.office.name, "office_guid": self.office.guid, "superior": self.office.superior}
        return honest.manifest(entries, **office)

    def build(self, random: Random) -> bytes:
        """One bent package, with hashes that fit wherever that can be."""
        entries = dict(self.entries)
        kind = random.randrange(5)
        if kind in (0, 1):
            name = random.choice(list(self.parsed))
            value = mutations.bent(self.parsed[name], random, self.places[name])
            entries[name] = mutations.written(value, random)
        elif kind == 2:
            name = random.choice(list(entries))
            entries[name] = mutations.bent_bytes(entries[name], random)
        manifest = self.manifest(entries)
        if kind == 3:
            manifest = mutations.bent(manifest, random, mutations.places(manifest))
            with suppress(UnicodeEncodeError, TypeError):
                manifest["hash"] = hash_of(manifest)
        raw = honest.archive({MANIFEST: mutations.written(manifest, random), **entries})
        return mutations.bent_bytes(raw, random) if kind == 4 else raw

    def try_one(self, random: Random) -> str:
        """Read it; of one that is taken everything that is shown can be made."""
        self.path.write_bytes(self.build(random))
        info, data = read_package(self.path)
        to_json(data)
        mail_text(info, self.office)
        assert info.short_hash and info.counts
        return "taken"


class Parts:
    """Parts of a unit, received into a dossier that asked for them, compared and taken in whole, then undone."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        report = next(row for row in reports.read_reports(dossier, SAMPLE_YEAR) if row.period == "2026-9M")
        unit = next(row for row in offices.read_units(dossier) if row.fields)
        change = contributions.ask_part(dossier, report_guid=report.guid, unit_guid=unit.guid, due_on=None, now=NOW)
        self.guid = next(entry.guid for entry in change.entries if entry.table == "contribution")
        self.asked: Part = contributions.asked_part(dossier, self.guid)
        rows = (*self.asked.items, *self.asked.tasks, *self.asked.figures)
        self.allowed = {row.guid for row in rows}
        view = reports.read_report(dossier, report.guid)
        self.others = [item.guid for item in view.items] + [figure.guid for figure in view.figures]
        self.body = json.loads(part_bytes(self.asked))
        self.body["part"]["items"] = self.body["part"]["items"][:3]
        self.body["part"]["tasks"] = self.body["part"]["tasks"][:3]
        self.body["part"]["figures"] = self.body["part"]["figures"][:5]
        self.places = mutations.places(self.body["part"], ("part",))

    def build(self, random: Random) -> bytes:
        """One bent part; most have rows with something new in them, some rows of others."""
        body = json.loads(json.dumps(self.body))
        for item in body["part"]["items"]:
            item["text"] = f"- Lần {random.randrange(1000)}."
        if random.random() < 0.4:
            row = random.choice(body["part"][random.choice(("items", "tasks", "figures"))])
            row["guid"] = random.choice((*self.others, *self.allowed, *mutations.GUIDS))
        if random.random() < 0.8:
            body = mutations.bent(body, random, self.places)
        if random.random() < 0.5 and isinstance(body.get("part"), dict):
            body["part"]["guid"], body["part"]["report_guid"] = self.asked.guid, self.asked.report_guid
        body.pop("hash", None)
        try:
            body["hash"] = hashlib.sha256(canonical(body)).hexdigest()
        except (UnicodeEncodeError, TypeError):
            body["hash"] = ""
        raw = mutations.written(body, random)
        return mutations.bent_bytes(raw, random) if random.random() < 0.1 else raw

    def try_one(self, random: Random) -> str:
        """Receive, compare, take what is offered: nothing but what was asked for may have changed."""
        part = part_of(self.build(random), "phần")
        change = contributions.receive_part(self.dossier, part=part, now=NOW)
        try:
            (guid,) = {entry.guid for entry in change.entries if entry.table == "contribution"}
            rows = part_merge.compare_part(self.dossier, guid)
            offered = {row.guid for row in rows if row.state != "refused"}
            assert offered <= self.allowed, offered - self.allowed
            assert all(row.title and row.reason for row in rows if row.state == "refused" and row.title != ". ")
            taken = part_merge.take_part(self.dossier, contribution_guid=guid, chosen=offered, day=NOW.date())
            try:
                self.check(taken)
            finally:
                undo(self.dossier, taken)
        finally:
            undo(self.dossier, change)
        return "taken"

    def check(self, change: Change) -> None:
        """No row that was not asked for was touched; figures that are computed follow by themselves."""
        with self.dossier.read() as session:
            from cchc_desktop.models.report import Figure, FigureValue

            figures = {row.guid: row for row in session.query(Figure)}
            values = {row.guid: row for row in session.query(FigureValue)}
            for entry in change.entries:
                if entry.table == "figure_value":
                    value = values[entry.guid]
                    figure = figures[value.figure_guid]
                    assert value.period == "2026-9M", value.period
                    assert figure.guid in self.allowed or figure.formula, figure.code
                elif entry.table not in FOLLOWS:
                    assert entry.guid in self.allowed, (entry.table, entry.guid)


@contextmanager
def prepared() -> Iterator[tuple[Packages, Parts]]:
    """The sample dossier in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="cchc-soak-"))
    try:
        dossier = Dossier.open(create_sample(folder), backup=False)
        try:
            yield Packages(dossier, folder), Parts(dossier)
        finally:
            dossier.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def campaign(count: int, seed: int, say: Callable[[str], object] = lambda _words: None) -> Tally:
    """So many files of each kind; file number n of a seed is always the same."""
    tally = Tally()
    with prepared() as (packages, parts):
        for number in range(count):
            tally.note("package", number, packages.try_one, Random(f"{seed} package {number}"))
            tally.note("part", number, parts.try_one, Random(f"{seed} part {number}"))
            if number % 500 == 499:
                say(f"{number + 1} of {count}: {dict(tally.outcomes)}, slowest {tally.slowest:.2f} s")
    return tally


def _memory() -> int:
    """The most memory that this process ever took, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> int:
    """Run, print, and answer 1 when anything but a sentence or a right result came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="files of each of the two kinds")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    at_start = _memory()
    tally = campaign(chosen.count, chosen.seed, lambda words: print(words, flush=True))
    grown = _memory() - at_start
    for fault in tally.faults[:20]:
        print(fault)
    print(dict(tally.outcomes))
    print(f"faults {len(tally.faults)}, slowest {tally.slowest:.2f} s, grown by {grown // 1024 // 1024} MB")
    return 1 if tally.faults or grown > MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
