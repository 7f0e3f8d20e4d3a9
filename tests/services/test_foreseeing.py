"""How large a package would be, by what is chosen; evidence and issued papers of two years as plain rows."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from cchc_desktop.exchange.package_format import EvidenceMode, PackageContent, PackageKind
from cchc_desktop.models.evidence import Evidence, StoredFile
from cchc_desktop.models.incoming import IncomingFile, IncomingPaper
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.services.exchange.foreseeing import foresee, left_behind
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.services.papers.register import issued_of_year, read_issued
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan

AT = datetime(YEAR, 3, 1, 8)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dossier, str, str]]:
    """A dossier, its plan and its criteria set: proof of 1, 10 and 100 bytes, a link, a copy; papers of two years."""
    dossier, plan, tasks = with_plan(tmp_path_factory.mktemp("weight"))
    with dossier.change("set") as work:
        form = {"index_code": "X", "title": "Bộ", "criteria": [{"code": "1", "name": "A", "max": "1"}]}
        indices.add_set(work.session, YEAR, form)
        for owner, size, letter in ((tasks[0], 1, "a"), (tasks[1], 1, "a"), (tasks[1], 10, "b")):
            work.session.add(proof(owner, size, letter))
        work.session.add(proof(tasks[0], 0, ""))
        for name, year in (("c", YEAR), ("d", YEAR - 1)):
            docx, pdf = name * 64, (name + "0") * 32
            work.session.add(paper(name, year, docx, pdf))
            for digest, size in ((docx, 1000), (pdf, 5000)):
                work.session.add(StoredFile(guid=digest[:32], sha256=digest, data=bytes(size)))
    ((guid, _code, _title),) = indices.read_sets(dossier, YEAR)
    row = indices.read_index(dossier, guid).criteria[0]
    with dossier.change("proof") as work:
        work.session.add(proof(row.guid, 100, "e"))
    yield dossier, plan, guid
    dossier.close()


def proof(owner: str, size: int, letter: str) -> Evidence:
    return Evidence(owner_guid=owner, title="x", file_name="x", sha256=letter * 64, size=size, added_at=AT)


def paper(name: str, year: int, docx: str, pdf: str) -> IssuedPaper:
    return IssuedPaper(
        paper_guid=name * 32, year=year, version=1, kind="plan", number="1", symbol="KH", issued_on=date(year, 1, 5),
        subject="x", file_stem="x", docx_sha256=docx, pdf_sha256=pdf, made_at=AT, content_sha256="0" * 64,
        recipients="Như trên\n\nLưu: VT",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "count", "proofs", "issued"),
    [
        (PackageWish(YEAR), 3, 111, 6_000),
        (PackageWish(YEAR - 1), 0, 0, 6_000),
        (PackageWish(YEAR, evidence=EvidenceMode.NONE), 0, 0, 6_000),
        (PackageWish(YEAR, evidence=EvidenceMode.SMALLER), 3, 111, 6_000),
        (PackageWish(YEAR, content=PackageContent.PLAN), 2, 11, 6_000),
        (PackageWish(YEAR, content=PackageContent.REPORT), 2, 11, 6_000),
        (PackageWish(YEAR, content=PackageContent.SCORE), 1, 100, 6_000),
        (PackageWish(YEAR + 1, kind=PackageKind.HANDOVER), 3, 111, 12_000),
        (PackageWish(YEAR, kind=PackageKind.DOWN), 0, 0, 0),
    ],
)
def test_what_goes_along(
    made: tuple[Dossier, str, str], wish: PackageWish, count: int, proofs: int, issued: int
) -> None:
    found = foresee(made[0], wish)
    assert (found.evidence, found.evidence_size, found.issued_size) == (count, proofs, issued)
    assert found.size == proofs + issued


def test_chosen_papers_and_sets_alone(made: tuple[Dossier, str, str]) -> None:
    dossier, plan, criteria = made
    other = create_from_template(dossier, year=YEAR, code="letter_request").created("plan")[0]
    for content, chosen, size in (
        (PackageContent.PLAN, plan, 11),
        (PackageContent.PLAN, other, 0),
        (PackageContent.SCORE, criteria, 100),
        (PackageContent.SCORE, other, 0),
    ):
        wish = PackageWish(YEAR, content=content, chosen=frozenset({chosen}))
        assert foresee(dossier, wish).evidence_size == size
    plans.remove_plan(dossier, plan_guid=other)


def test_what_was_issued_in_a_year(made: tuple[Dossier, str, str]) -> None:
    dossier = made[0]
    (row,) = issued_of_year(dossier, YEAR)
    assert (row.year, row.recipients) == (YEAR, ("Như trên", "Lưu: VT"))
    assert [one.year for one in issued_of_year(dossier, YEAR - 1)] == [YEAR - 1]
    with dossier.read() as session:
        assert {one.year for one in read_issued(session)} == {YEAR, YEAR - 1}


def test_what_a_handover_leaves_behind_is_told(made: tuple[Dossier, str, str]) -> None:
    dossier, _plan, _set = made
    before = dict(left_behind(dossier))
    assert "Văn bản đến" not in before
    with dossier.change("đến") as work:
        came = IncomingPaper(year=YEAR, arrival_number="1", arrived_on=AT.date(), subject="Đôn đốc")
        work.session.add(came)
        work.session.flush()
        work.session.add(IncomingFile(incoming_guid=came.guid, position=0, file_name="a", sha256="a" * 64, size=1))
    assert dict(left_behind(dossier)) == {**before, "Văn bản đến": 1}, "its files are told with it"
