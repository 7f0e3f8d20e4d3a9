"""Packages and parts, bent and signed again: each is refused in a sentence or read right, soon, and at little cost."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from cchc_desktop.exchange import locked_file, package_data
from cchc_desktop.exchange.locked_file import LockingWriter
from cchc_desktop.exchange.mail.wording import mail_text
from cchc_desktop.exchange.package_format import MANIFEST, PackageData, PackageKind, hash_of
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.exchange.part_file import part_bytes, part_of
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.models.package_rows import Appraisal, BaseRow, Remark, ReturnedReport
from cchc_desktop.models.part_rows import Part
from cchc_desktop.services import offices
from cchc_desktop.services.exchange import contributions, part_merge
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.sample import SAMPLE_YEAR, create_sample
from cchc_desktop.storage.changes import Change, undo
from cchc_desktop.storage.dossier import Dossier
from tests.exchange import honest
from tests.soak import mutations
from tests.soak.campaign import Campaign, Kind, Tally

NOW = datetime(2026, 9, 8, 9, 0)
PASSWORD = "mot cau ngan khong dau"
# What follows from a row that is taken in, beside the row itself.
FOLLOWS = {"contribution", "stored_file", "task_result", "history", "report", "report_statement"}


class Packages:
    """Packages of one kind of the sample's year, small enough to be bent by the thousand."""

    def __init__(self, dossier: Dossier, folder: Path, data: PackageData, **manifest: str) -> None:
        self.entries = {**package_data.data_files(data), "papers/Ke-hoach-CCHC-2026.pdf": b"%PDF-1.4 made up"}
        proofs = {row.sha256: row for row in data.evidence}
        with dossier.read() as session:
            from cchc_desktop.services.evidence import evidence_bytes

            for sha256, raw in evidence_bytes(session, list(proofs)).items():
                self.entries[f"evidence/{sha256}-{proofs[sha256].file_name}"] = raw
        self.office, self.said = data.office, manifest
        self.parsed = {name: json.loads(raw) for name, raw in self.entries.items() if name.endswith(".json")}
        self.places = {name: mutations.places(value) for name, value in self.parsed.items()}
        self.path = folder / "Gói.cchcgoi"

    def manifest(self, entries: honest.Files) -> dict[str, Any]:
        """A manifest that fits the entries."""
        office = {"office": self.office.name, "office_guid": self.office.guid, "superior": self.office.superior}
        return honest.manifest(entries, **office, **self.said)

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
        """Read it; of one that is taken everything that is shown can be made, and it can be written again."""
        raw, password = self.build(random), ""
        if random.random() < 0.2:
            raw, password = locked(raw, random), PASSWORD
        self.path.write_bytes(raw)
        info, data = read_package(self.path, password)
        package_data.data_files(data, info.unknown)
        mail_text(info, self.office)
        assert info.short_hash and info.counts
        return "package taken"


def packages_of(dossier: Dossier, folder: Path) -> tuple[Packages, ...]:
    """What goes up, what is given out, what is handed over, and an answer with all that can be said."""
    up = gather(dossier, PackageWish(SAMPLE_YEAR, "2026-9M"))
    task, criterion, report = up.plans[0].tasks[0], up.indices[0].criteria[-1], up.reports[0].report
    answer = replace(
        up,
        evidence=(),
        base=(BaseRow("task", task.guid, task.revision), BaseRow("report", report.guid, report.revision)),
        remarks=(Remark("71" * 16, 1, "task", task.guid, "Bổ sung số liệu", "Trần Văn A", NOW),),
        appraisals=(Appraisal("72" * 16, 1, criterion.guid, 2, criterion.max_points, "Đủ", "Sở Nội vụ", NOW),),
        returned=(ReturnedReport("73" * 16, 1, report.guid, "Viết lại mục II", "Sở Nội vụ", NOW),),
    )
    down = gather(dossier, PackageWish(SAMPLE_YEAR, kind=PackageKind.DOWN))
    whole = gather(dossier, PackageWish(SAMPLE_YEAR, kind=PackageKind.HANDOVER))
    return (
        Packages(dossier, folder, up, period="2026-9M"),
        Packages(dossier, folder, down, kind="down", period=""),
        Packages(dossier, folder, answer, kind="down", evidence="none", answers="a" * 64),
        Packages(dossier, folder, whole, kind="handover", period=""),
    )


def locked(raw: bytes, random: Random) -> bytes:
    """The bytes with a password, most of them bent once more where they lie locked."""
    stream = io.BytesIO()
    writer = LockingWriter(stream, PASSWORD)
    writer.write(raw)
    writer.finish()
    return stream.getvalue() if random.random() < 0.4 else mutations.bent_bytes(stream.getvalue(), random)


class Parts:
    """Parts of a unit, received into a dossier that asked for them, compared and taken in whole, then undone."""

    def __init__(self, dossier: Dossier, tally: Tally) -> None:
        self.dossier, self.tally = dossier, tally
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
            if not offered <= self.allowed:
                self.tally.note(Kind.LOSS, f"offered and never asked for: {offered - self.allowed}")
            if not all(row.title and row.reason for row in rows if row.state == "refused" and row.title != ". "):
                self.tally.note(Kind.WORDS, "refused without a title or a reason")
            taken = part_merge.take_part(self.dossier, contribution_guid=guid, chosen=offered, day=NOW.date())
            try:
                self.check(taken)
            finally:
                undo(self.dossier, taken)
        finally:
            undo(self.dossier, change)
        return "part taken"

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
                    meant = value.period == "2026-9M" and (figure.guid in self.allowed or figure.formula)
                else:
                    meant = entry.table in FOLLOWS or entry.guid in self.allowed
                if not meant:
                    self.tally.note(Kind.LOSS, f"written and never asked for: {entry.table} {entry.guid}")


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """The sample dossier, which packages are made of and parts are taken into; they take turns."""
    dossier = Dossier.open(create_sample(folder), backup=False)
    kinds, parts = packages_of(dossier, folder), Parts(dossier, tally)
    cost, locked_file._COST = locked_file._COST, 4  # scrypt is not what is tried

    def run(number: int) -> str:
        random = Random(f"{seed} {number}")
        return random.choice(kinds).try_one(random) if number % 2 else parts.try_one(random)

    try:
        yield run
    finally:
        locked_file._COST = cost
        dossier.close()


CAMPAIGN = Campaign(
    "a bent package of any kind, some with a password, or a unit's part, with hashes that fit",
    20_000,
    3600,
    prepare,
    slow=2,
)
