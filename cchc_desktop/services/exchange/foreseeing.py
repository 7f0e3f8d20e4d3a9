"""How large a package would be, told before it is made and fast enough for every choice in the window."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from cchc_desktop.exchange.package_format import EvidenceMode, PackageContent, PackageKind
from cchc_desktop.models import tables
from cchc_desktop.models.evidence import Evidence, StoredFile
from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.task import Task, TaskGroup
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.kept_rows import tables_that_travel
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.rescued import table_name


@dataclass(frozen=True)
class Foreseen:
    """Files of evidence that go along, their bytes, and those of the register's files; rows and papers are small."""

    evidence: int
    evidence_size: int
    issued_size: int

    @property
    def size(self) -> int:
        """Bytes of all kept files together."""
        return self.evidence_size + self.issued_size


def foresee(dossier: Dossier, wish: PackageWish) -> Foreseen:
    """What a package would weigh at most; pictures that are made smaller are counted as they are."""
    if wish.kind == PackageKind.DOWN:
        return Foreseen(0, 0, 0)
    with dossier.read() as session:
        proofs = select(Evidence.sha256, func.max(Evidence.size)).where(_goes(wish), Evidence.sha256 != "")
        proofs = proofs.group_by(Evidence.sha256)
        sizes = [size for _sha256, size in session.execute(proofs)] if wish.evidence != EvidenceMode.NONE else []
        issued = select(IssuedPaper.docx_sha256).union(select(IssuedPaper.pdf_sha256))
        if wish.kind == PackageKind.UP:
            of_year = IssuedPaper.year == wish.year
            issued = select(IssuedPaper.docx_sha256).where(of_year).union(select(IssuedPaper.pdf_sha256).where(of_year))
        kept = select(func.coalesce(func.sum(func.length(StoredFile.data)), 0)).where(StoredFile.sha256.in_(issued))
        return Foreseen(len(sizes), sum(sizes), session.scalar(kept) or 0)


def _goes(wish: PackageWish) -> ColumnElement[bool]:
    """Which evidence goes along: that of the tasks and the criteria that go."""
    if wish.kind == PackageKind.HANDOVER:
        return true()
    tasks: Select[tuple[str]] = (
        select(Task.guid)
        .join(TaskGroup, Task.group_guid == TaskGroup.guid)
        .join(YearPaper, TaskGroup.plan_guid == YearPaper.guid)
        .where(YearPaper.year == wish.year)
    )
    criteria: Select[tuple[str]] = (
        select(Criterion.guid)
        .join(CriteriaSet, Criterion.set_guid == CriteriaSet.guid)
        .where(CriteriaSet.year == wish.year)
    )
    if wish.chosen:
        tasks = tasks.where(YearPaper.guid.in_(wish.chosen))
        criteria = criteria.where(CriteriaSet.guid.in_(wish.chosen))
    owners = {PackageContent.PLAN: (tasks,), PackageContent.REPORT: (tasks,), PackageContent.SCORE: (criteria,)}
    return or_(*(Evidence.owner_guid.in_(one) for one in owners.get(wish.content, (tasks, criteria))))


# What the program notes for itself, and what it makes anew.
_ITS_OWN = frozenset(
    (
        *("column_mapping", "dossier_info", "exchanged_package", "figure_check"),
        *("report_wording", "stored_file", "text_draft"),
    )
)
# What a superior answered is taken in here and goes no further.
_ANSWERS = frozenset({"remark", "returned_report"})


def left_behind(dossier: Dossier) -> tuple[tuple[str, int], ...]:
    """The kinds of rows that even a handover leaves in the dossier, and how many: told to whoever hands over.

    Rows that belong to such rows are told with them.
    """
    every = tables.Base.metadata.tables
    staying = (set(every) - set(tables_that_travel()) - _ITS_OWN) | _ANSWERS
    found = []
    with dossier.read() as session:
        for name in sorted(staying):
            if staying & {key.column.table.name for key in every[name].foreign_keys}:
                continue
            count = session.scalar(select(func.count()).select_from(every[name])) or 0
            if count:
                found.append((table_name(name), count))
    return tuple(sorted(found))
