"""The self-scoring report: totals, fields, points lost with reason and task, evidence, each with none, one and many."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.documents.nodes import TitleBlock
from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.models.index import CriteriaSet
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.evidence import add_evidence, add_issued, set_evidence_title
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.issued_files import save_issued
from cchc_desktop.services.papers.issuing import issued_versions
from cchc_desktop.services.papers.papers import set_paper
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting import self_scoring
from cchc_desktop.services.reporting.draft_scores import ScoreFacts
from cchc_desktop.services.reporting.score_sheets import read_score_sheets
from cchc_desktop.services.reporting.self_scoring import draft_self_score
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.changes import undo
from tests.documents.reading import texts_of
from tests.services.helpers import YEAR, content, new_dossier, with_plan
from tests.services.issued import DAY, decision_of, issue, letter


def leaf(code: str, score: str | None, **fields: object) -> CriterionRow:
    values: dict[str, object] = {
        "guid": f"c{code}",
        "revision": 1,
        "parent_guid": None,
        "level": 1,
        "code": code,
        "name": f"Tiêu chí {code}",
        "rule": "",
        "is_leaf": True,
        "max_points": Decimal(2),
        "self_score": None if score is None else Decimal(score),
        "appraised": None,
        "survey": None,
        "last_year": None,
        "applicable": True,
        "explanation": "",
        "evidence_count": 0,
    }
    return CriterionRow(**{**values, **fields})  # type: ignore[arg-type]


def told(
    *rows: CriterionRow, tasks: dict[str, str] | None = None, last: str | None = None
) -> dict[str, list[Statement]]:
    scored = sum((row.self_score or Decimal(0) for row in rows), Decimal(0))
    view = IndexView(
        guid="s",
        index_code="X",
        title="PAR INDEX cấp xã",
        year=YEAR,
        criteria=rows,
        max_total=Decimal(2) * len(rows),
        self_total=scored,
        last_year_total=None if last is None else Decimal(last),
        band="Tốt",
    )
    return draft_self_score(ScoreFacts(view=view, evidence={}, tasks=tasks or {}))


def words(statements: list[Statement]) -> list[str]:
    return [statement.text for statement in statements]


def test_nothing_scored_is_a_gap() -> None:
    drawn = told(leaf("1", None))
    assert words(drawn["totals"]) == ["[cần bổ sung: điểm tự chấm của các tiêu chí]"]
    assert words(drawn["fields"]) == ["Tiêu chí 1: chưa tự chấm."]
    assert drawn["lost"] == [] and drawn["evidence"] == []


def test_totals_are_compared_and_say_what_is_left_out() -> None:
    drawn = told(leaf("1", "2"), leaf("2", "1.5"), leaf("3", None), leaf("4", None, applicable=False), last="3")
    assert words(drawn["totals"]) == [
        "PAR INDEX cấp xã: tự chấm 3,50 trên 8,00 điểm, đạt 43,75%, xếp loại Tốt, tăng 0,5 điểm so với năm 2025.",
        "Còn 1 tiêu chí chưa tự chấm: 3.",
        "Không đánh giá 1 tiêu chí không áp dụng: 4.",
    ]
    many = told(leaf("1", "2"), *(leaf(str(n), None) for n in range(2, 20)))
    assert words(many["totals"])[1].startswith("Còn 18 tiêu chí chưa tự chấm: 2; 3;")
    assert words(many["totals"])[1].endswith(" và 6 tiêu chí khác.")
    assert words(told(leaf("1", "2"))["totals"])[1] == "Đã tự chấm tất cả tiêu chí."
    several = told(leaf("1", "2"), leaf("2", None, applicable=False), leaf("3", None, applicable=False))
    assert words(several["totals"])[2] == "Không đánh giá 2 tiêu chí không áp dụng: 2; 3."


def test_fields_are_compared_with_last_year() -> None:
    drawn = told(leaf("1", "2", last_year=Decimal(1)), leaf("2", "1", last_year=Decimal(1)), leaf("3", "0"))
    assert words(drawn["fields"]) == [
        "Tiêu chí 1: 2,00 trên 2,00 điểm, tăng 1 điểm so với năm 2025.",
        "Tiêu chí 2: 1,00 trên 2,00 điểm, bằng năm 2025.",
        "Tiêu chí 3: 0,00 trên 2,00 điểm.",
    ]


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        ((), ""),
        (("t1",), " Nhiệm vụ khắc phục: Việc một."),
        (("t1", "t2"), " Các nhiệm vụ khắc phục: Việc một; Việc hai."),
    ],
)
def test_a_loss_has_its_reason_and_the_tasks_that_mend_it(tasks: tuple[str, ...], expected: str) -> None:
    known = {"t1": "Việc một.", "t2": "Việc hai"}
    drawn = told(leaf("7", "0.5", explanation="Chậm hạn.", task_guids=tasks), tasks=known)
    head, line = drawn["lost"]
    assert head.text == "Có 1 tiêu chí chưa đạt điểm tối đa, chưa đạt 1,50 điểm:"
    assert line.text == f"7 Tiêu chí 7: đạt 0,50 trên 2,00 điểm, chưa đạt 1,50 điểm. Nguyên nhân: Chậm hạn.{expected}"
    assert line.rows == ("c7", *tasks)


def test_losses_come_with_the_greatest_first_and_a_gap_for_the_reason() -> None:
    drawn = told(leaf("1", "1.5"), leaf("2", "0"), leaf("3", "2"))
    assert words(drawn["lost"])[0] == "Có 2 tiêu chí chưa đạt điểm tối đa, tổng cộng chưa đạt 2,50 điểm:"
    assert words(drawn["lost"])[1] == (
        "2 Tiêu chí 2: đạt 0,00 trên 2,00 điểm, chưa đạt 2,00 điểm. [cần bổ sung: lý do chưa đạt điểm tối đa]"
    )
    assert words(told(leaf("1", "2"))["lost"]) == ["Tất cả tiêu chí đều đạt điểm tối đa."]


def test_scored_criteria_without_evidence_are_a_gap() -> None:
    assert words(told(leaf("1", "2"))["evidence"]) == ["[cần bổ sung: tài liệu kiểm chứng của 1 tiêu chí có điểm: 1]"]
    many = told(*(leaf(str(n), "1") for n in range(1, 15)))
    assert words(many["evidence"])[0].endswith("; 12 và 2 tiêu chí khác]")


def test_the_report_is_a_paper_of_the_year_made_in_one_step(tmp_path: Path) -> None:
    dossier, _plan, _guids = with_plan(tmp_path)
    indices.add_set_from_resource(dossier, year=YEAR, code="par_index_commune_demo")
    ((guid, _code, _title),) = indices.read_sets(dossier, YEAR)
    first = next(row for row in indices.read_index(dossier, guid).criteria if row.is_leaf)
    indices.set_score(dossier, criterion_guid=first.guid, self_score=Decimal("0.5"), explanation="Chậm 5 ngày")
    before = content(dossier)
    change = self_scoring.create_self_score_report(dossier, set_guid=guid)
    view = plans.read_plan(dossier, change.created("plan")[0])
    assert view.paper.kind == "report" and view.paper.addressees
    bodies = {section.number: plain_text(section.body) for section in view.sections}
    assert bodies["I"].startswith("- PAR INDEX") or "tự chấm 0,50 trên" in bodies["I"]
    assert f"{first.code} " in bodies["III"] and "Nguyên nhân: Chậm 5 ngày." in bodies["III"]
    assert bodies["V"].startswith("[")
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


def test_the_scores_their_proof_and_the_explanations_go_along(tmp_path: Path) -> None:
    dossier, _plan, _guids = with_plan(tmp_path)
    indices.add_set_from_resource(dossier, year=YEAR, code="par_index_commune_demo")
    ((guid, _code, _title),) = indices.read_sets(dossier, YEAR)
    first = next(row for row in indices.read_index(dossier, guid).criteria if row.is_leaf)
    indices.set_score(dossier, criterion_guid=first.guid, self_score=Decimal("0.5"), explanation="Chậm 5 ngày")
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    title = "Quyết định số 08/QĐ-UBND ngày 12/01/2026 ban hành Kế hoạch"
    add_evidence(dossier, owner_guid=first.guid, path=file, title=title)
    made = self_scoring.create_self_score_report(dossier, set_guid=guid).created("plan")[0]
    document = compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=made))
    dossier.close()

    titles = [part.blocks[0] for part in document.parts[1:]]
    heads = [[line.text for line in title.lines] for title in titles if isinstance(title, TitleBlock)]
    assert [head[:2] for head in heads] == [
        ["Phụ lục I", "KẾT QUẢ TỰ CHẤM ĐIỂM"],
        ["Phụ lục II", "DANH MỤC TÀI LIỆU KIỂM CHỨNG"],
        ["Phụ lục III", "GIẢI TRÌNH KẾT QUẢ TỰ CHẤM ĐIỂM"],
        ["Phụ lục IV", "BIỂU ĐỒ KẾT QUẢ TỰ CHẤM ĐIỂM"],
    ]
    assert all(head[2].replace("\u00a0", " ").startswith("(Kèm theo Báo cáo số") for head in heads)
    scored, proof, explained, _chart = document.tables()
    assert len(scored.rows) > 20
    (row,) = proof.rows
    shown = [one.text.replace("\u2011", "-").replace("\u00a0", " ") for one in row.cells]
    assert shown == [first.code, "08/QĐ-UBND", "12/01/2026", "", "Quyết định ban hành Kế hoạch"]
    assert [one.text for one in explained.rows[0].cells][::2] == [first.code, "Chậm 5 ngày."]
    body = [text.replace("\u00a0", " ") for block in document.parts[0].blocks for text in texts_of(block)]
    assert any(text.startswith("Phụ lục I kèm theo: kết quả tự chấm điểm; Phụ lục II kèm theo:") for text in body)


def test_evidence_of_the_own_register_is_told_by_the_register(tmp_path: Path) -> None:
    dossier, plan, _guids = with_plan(tmp_path)
    indices.add_set_from_resource(dossier, year=YEAR, code="par_index_commune_demo")
    ((guid, _code, _title),) = indices.read_sets(dossier, YEAR)
    leaf = next(row.guid for row in indices.read_index(dossier, guid).criteria if row.is_leaf)
    decision = decision_of(dossier, plan)
    issue(dossier, decision)
    (issued,) = issued_versions(dossier, decision)
    numbered = letter(dossier)  # numbered by hand, not issued in the program
    set_paper(dossier, paper_guid=numbered, number="7", symbol="KH-UBND", issued_on=DAY, subject="Tổng rà soát")
    copy = tmp_path / "ban-luu.pdf"
    save_issued(dossier, issued.guid, "pdf", copy)
    names = ("07-KH-UBND.pdf", "7_KH_UBND ngay 12.01.2026.pdf", "07-KH-UBND 13.01.2026.pdf")
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    add_evidence(dossier, owner_guid=leaf, path=copy)
    add_issued(dossier, owner_guid=leaf, issued_guid=issued.guid)
    for name in names:
        add_evidence(dossier, owner_guid=leaf, path=tmp_path / name)
    other = add_evidence(dossier, owner_guid=leaf, path=tmp_path / names[0], title="scan001").created("evidence")[0]
    said = "Kế hoạch số 9/KH-UBND ngày 02/3/2026 của UBND tỉnh An Bình về chuyển đổi số"
    set_evidence_title(dossier, evidence_guid=other, title=said)
    made = self_scoring.create_self_score_report(dossier, set_guid=guid).created("plan")[0]
    sheets = read_score_sheets(dossier, plans.read_plan(dossier, made))
    dossier.close()

    assert sheets is not None
    found = {(row.number, row.issued_on, row.issuer) for row in sheets.proof[:2]}
    office = "Ủy ban nhân dân xã Bình Minh"
    assert found == {("05/QĐ-UBND", DAY, office)}
    assert [(row.number, row.issued_on, row.issuer) for row in sheets.proof[2:]] == [
        ("07/KH-UBND", DAY, office),
        ("07/KH-UBND", DAY, office),
        ("07/KH-UBND", date(YEAR, 1, 13), ""),  # of another day: not the one in the register
        ("9/KH-UBND", date(YEAR, 3, 2), "UBND tỉnh An Bình"),
    ]
    assert sheets.proof[-1].subject == "Kế hoạch về chuyển đổi số"


def test_another_paper_of_the_indices_takes_no_scores_along(tmp_path: Path) -> None:
    dossier, plan, _guids = with_plan(tmp_path)
    indices.add_set_from_resource(dossier, year=YEAR, code="par_index_commune_demo")

    assert read_score_sheets(dossier, plans.read_plan(dossier, plan)) is None
    dossier.close()


def test_the_index_is_read_with_what_the_same_step_has_written(tmp_path: Path) -> None:
    """The plain connection does not write what the session still holds; the reader has to ask for it."""
    dossier = new_dossier(tmp_path)
    code = indices.available_sets()[0][0]
    guid = indices.add_set_from_resource(dossier, year=2026, code=code).created("criteria_set")[0]
    with dossier.change("…") as work:
        work.session.get_one(CriteriaSet, guid).title = "Bộ tiêu chí mới"
        assert indices.index_view(work.session, guid).title == "Bộ tiêu chí mới"
