"""How large a package would be, told before it is made and fast enough for every choice in the window."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from cchc_desktop.exchange.package_format import EvidenceMode, PackageContent, PackageKind
from cchc_desktop.models.evidence import Evidence, StoredFile
from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.task import Task, TaskGroup
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.storage.dossier import Dossier


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
