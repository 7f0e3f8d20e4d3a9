"""Small packages of made-up communes, put together row by row: a plan, a report with figures, and a self-score."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from cchc_desktop.exchange.package_data import data_files
from cchc_desktop.exchange.package_format import MANIFEST, PackageData
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.models.task_rows import GroupRow, MilestoneRow, TaskRow
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.statuses import ItemStatus, PlanStatus, ReportStatus
from tests.exchange import honest

YEAR = 2026
BEGIN = datetime(2026, 3, 10, 8, 0)


@dataclass(frozen=True)
class Commune:
    """A commune with its plan, its first report and its self-score at a `version`, each of which writes some rows.

    `clock` is by how much its clock is wrong, in days.
    """

    number: int
    version: int = 1
    name: str = ""
    year: int = YEAR
    clock: int = 0
    proof: bytes = b"Minh chung"

    @property
    def dossier_guid(self) -> str:
        return self.guid("dossier")

    @property
    def office(self) -> str:
        return self.name or f"UBND xã Số {self.number}"

    def guid(self, *what: object) -> str:
        """The same identity for the same thing, as a dossier gives it once."""
        words = "-".join(map(str, (self.number, self.year, *what)))
        return sha256(words.encode()).hexdigest()[:32]

    def data(self) -> PackageData:
        profile = OfficeRow(self.guid("office"), 1, self.office, "two", "UBND tỉnh An Bình", f"Số {self.number}")
        digest = sha256(self.proof).hexdigest()
        evidence = (
            EvidenceRow(
                self.guid("e1"), 1, "Biên bản", "Bien ban.txt", digest, len(self.proof), BEGIN, self.guid("t1")
            ),
            EvidenceRow(self.guid("e2"), 1, "Trang web", "", "", 0, BEGIN, self.guid("c2"), kind="link"),
        )
        return PackageData(
            office=profile,
            plans=(self._plan(),),
            reports=(self._report(),),
            indices=(self._index(),),
            evidence=evidence,
        )

    def _paper(self, what: str) -> PaperRow:
        return PaperRow(self.guid(what, "paper"), 1, self.year, "plan", "Kế hoạch cải cách hành chính")

    def _plan(self) -> YearPaperView:
        paper = self._paper("plan")
        plan = YearPaperRow(
            self.guid("plan"), 1, self.year, "annual", "Kế hoạch CCHC", PlanStatus.ISSUED, "table", paper.guid, None, 2
        )
        group = GroupRow(self.guid("g"), 1, plan.guid, 0, "I", "Cải cách thể chế", "THE_CHE", 2)
        return YearPaperView(plan, paper, None, (), (group,), (self._task("t1"), self._task("t2")))

    def _task(self, what: str) -> TaskRow:
        done = self.version > 1
        milestone = MilestoneRow(self.guid(what, "m"), 1, "day", "trước 12/9", None, date(self.year, 9, 12), True, None)
        return TaskRow(
            guid=self.guid(what),
            revision=self.version,
            group_guid=self.guid("g"),
            objective_guid=None,
            position=0,
            letter="a",
            number="1",
            group_number="I",
            group_title="Cải cách thể chế",
            objective="",
            text=f"Rà soát văn bản\nlần {self.version}\t\\",
            activities=(),
            products=(),
            leads=(),
            coordinators=(),
            lead_text="Văn phòng",
            coordination_text="",
            deadline="trước ngày 12/9",
            milestones=(milestone,),
            budget_text="",
            budget_amount=None,
            status=TaskStatus.DONE if done else TaskStatus.IN_PROGRESS,
            percent=100 if done else 10 * self.version,
            result="Đã xong" if done else "",
            done_noted=date(self.year, 8, 1) if done else None,
            field_code="THE_CHE",
        )

    def _report(self) -> ReportView:
        period = f"{self.year}-Q1"
        report = ReportRow(
            self.guid("report"), self.version, self.year, period, "Báo cáo quý I", ReportStatus.SENT, None, None,
            self.guid("report", "paper"), 1, 1,
        )  # fmt: skip
        item = ReportItemRow(
            self.guid("i"), 1, "5e" * 16, None, 1, "I", "Kết quả", "", "THE_CHE", "Đã làm", ItemStatus.DONE
        )
        return ReportView(report, self._paper("report"), (item,), self._figures())

    def _figures(self) -> tuple[FigureRow, ...]:
        told = (("A.1", "count", Decimal(self.number)), ("A.2", "amount", Decimal("12.5")), ("A.3", "yes_no", None))
        return tuple(
            FigureRow(
                "6f" * 15 + f"0{place}", code, "A", f"Số liệu {code}", "văn bản", kind, value, False, "", None,
                self.guid(code), "THE_CHE", revision=1, value_revision=self.version,
            )
            for place, (code, kind, value) in enumerate(told)
        )  # fmt: skip

    def _index(self) -> IndexView:
        points = Decimal(min(self.version, 5))
        rows = (
            self._criterion("c1", None, "1", Decimal(8), points + 2),
            self._criterion("c2", "c1", "1.1", Decimal(5), points),
            self._criterion("c3", "c1", "1.2", Decimal(3), Decimal(2)),
        )
        return IndexView(
            self.guid("set"), "PAR_INDEX_COMMUNE", "Chỉ số CCHC", self.year, rows, Decimal(8), points + 2, None, "",
            bands=((Decimal(80), "Tốt"), (Decimal(0), "Kém")),
        )  # fmt: skip

    def _criterion(self, what: str, above: str | None, code: str, most: Decimal, points: Decimal) -> CriterionRow:
        return CriterionRow(
            self.guid(what), 1, self.guid(above) if above else None, 2 if above else 1, code, f"Tiêu chí {code}", "",
            above is not None, most, points, None, None, None, True, "Giải trình", 1 if what == "c2" else 0,
            score_guid=self.guid(what, "score"), score_revision=self.version, field_code="THE_CHE",
        )  # fmt: skip

    def save(self, folder: Path, data: PackageData | None = None, /, name: str = "", **changed: object) -> Path:
        """Write the package; members of its manifest may be changed."""
        rows = data or self.data()
        proofs = {row.sha256: f"evidence/{row.sha256}-{row.file_name}" for row in rows.evidence if row.sha256}
        entries = {**data_files(rows), **{member: self.proof for member in proofs.values()}}
        made_at = BEGIN + timedelta(days=self.version + self.clock)
        told = {
            "made_at": made_at.isoformat(),
            "dossier_guid": self.dossier_guid,
            "office_guid": rows.office.guid,
            "office": rows.office.name,
            "superior": rows.office.superior,
            "year": self.year,
            "period": "",
            **changed,
        }
        path = folder / (name or f"Xa-{self.number}-{self.version}.cchcgoi")
        path.write_bytes(honest.archive({MANIFEST: honest.as_json(honest.manifest(entries, **told)), **entries}))
        return path


def with_office(data: PackageData, **changed: object) -> PackageData:
    """The same package of an office that calls itself otherwise."""
    return replace(data, office=replace(data.office, **changed))  # type: ignore[arg-type]
