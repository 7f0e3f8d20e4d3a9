"""A criteria set as data: edited as a tree, checked at the line, copied, compared, taken in with its words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageContent, PackageData
from cchc_desktop.exchange.row_json import from_json, to_json
from cchc_desktop.models.criteria_rows import CriteriaTable, SetLine
from cchc_desktop.models.index import CriteriaSet, Criterion, Score
from cchc_desktop.readers import read_criteria
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.rules.set_steps import moved_steps, steps_of, steps_text
from cchc_desktop.services.evidence import add_evidence
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.exchange.kept_rows import kept_rows
from cchc_desktop.services.intake.import_criteria import import_criteria, keep_criteria, preview_criteria
from cchc_desktop.services.intake.update_criteria import preview_update, standing_set, update_criteria
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.scoring import criteria_edits, criteria_sets, indices
from cchc_desktop.services.scoring.criteria_compare import ChangeKind, compare_sets, read_comparison, said, set_of
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.writers.paper_writer import write_paper
from tests.readers import criteria_sheets as sheets
from tests.services.helpers import YEAR, content, new_dossier

D = Decimal
FORM = {
    "index_code": "PAR_INDEX_COMMUNE",
    "title": f"Bộ tiêu chí {YEAR}",
    "decision": "Quyết định số 1/QĐ-UBND",
    "declared_max": "6",
    "steps": [["report", None, f"{YEAR}-11-30"], ["upload", None, f"{YEAR}-12-05"]],
    "criteria": [
        {
            "code": "1",
            "name": "Chỉ đạo",
            "max": "4",
            "children": [
                {"code": "1.1", "name": "Kế hoạch", "max": "3", "rule": "Đúng hạn: 3", "proof_wanted": "Kế hoạch"},
                {"code": "1.2", "name": "Báo cáo", "max": "1", "responsible": "Văn phòng"},
            ],
        },
        {"code": "2", "name": "Thể chế", "max": "2", "children": [{"code": "2.1", "name": "Rà soát", "max": "2"}]},
    ],
}


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    made = new_dossier(tmp_path)
    with made.change("set") as work:
        indices.add_set(work.session, YEAR, FORM)
    yield made
    made.close()


def table(dossier: Dossier, year: int = YEAR) -> CriteriaTable:
    return criteria_sets.read_table(dossier, set_of(dossier, "PAR_INDEX_COMMUNE", year))


def line(dossier: Dossier, code: str) -> SetLine:
    return next(one for one in table(dossier).lines if one.code == code)


def shape(dossier: Dossier) -> list[tuple[str, int, str]]:
    return [(one.code, one.level, f"{one.max_points.normalize():f}") for one in table(dossier).lines]


def test_criteria_are_added_beside_and_below(dossier: Dossier) -> None:
    head = table(dossier).head
    before = content(dossier)
    first = criteria_edits.add_criterion(dossier, set_guid=head.guid, after=line(dossier, "1.1").guid)
    assert [code for code, _level, _max in shape(dossier)] == ["1", "1.1", "1.3", "1.2", "2", "2.1"]
    indices.set_score(dossier, criterion_guid=line(dossier, "2.1").guid, self_score=D("1.5"), explanation="thiếu")
    below = criteria_edits.add_criterion(dossier, set_guid=head.guid, after=line(dossier, "2.1").guid, below=True)
    made = line(dossier, "2.1.1")
    assert (made.level, made.max_points) == (3, D(2))
    view = indices.read_index(dossier, head.guid)
    assert next(row for row in view.criteria if row.code == "2.1.1").explanation == "thiếu"
    undo(dossier, below)
    end = criteria_edits.add_criterion(dossier, set_guid=head.guid)
    assert shape(dossier)[-1] == ("3", 1, "0")
    undo(dossier, end)
    indices.set_score(dossier, criterion_guid=line(dossier, "2.1").guid, self_score=None, explanation="")
    undo(dossier, first)
    assert [code for code, _level, _max in shape(dossier)] == ["1", "1.1", "1.2", "2", "2.1"]
    assert content(dossier)["criterion"] == before["criterion"]


def test_criteria_move_with_all_below_them(dossier: Dossier) -> None:
    criteria_edits.move_criterion(dossier, guid=line(dossier, "1.2").guid, by=-1)
    assert [code for code, _level, _max in shape(dossier)][:3] == ["1", "1.2", "1.1"]
    deeper = criteria_edits.move_criterion(dossier, guid=line(dossier, "2").guid, deeper=1)
    assert shape(dossier)[-2:] == [("1.3", 2, "2"), ("1.3.1", 3, "2")]
    out = criteria_edits.move_criterion(dossier, guid=line(dossier, "1.3.1").guid, deeper=-1)
    assert shape(dossier)[-2:] == [("1.3", 2, "2"), ("1.4", 2, "2")]
    undo(dossier, out)
    undo(dossier, deeper)
    assert shape(dossier)[-2:] == [("2", 1, "2"), ("2.1", 2, "2")]


def test_a_leaf_is_split_and_its_score_stays_with_the_first_part(dossier: Dossier) -> None:
    leaf = line(dossier, "1.1")
    indices.set_score(dossier, criterion_guid=leaf.guid, self_score=D(2), explanation="chậm")
    change = criteria_edits.split_criterion(dossier, guid=leaf.guid, parts=3)
    assert shape(dossier)[1:5] == [("1.1", 2, "3"), ("1.1.1", 3, "1"), ("1.1.2", 3, "1"), ("1.1.3", 3, "1")]
    view = indices.read_index(dossier, table(dossier).head.guid)
    first = next(row for row in view.criteria if row.code == "1.1.1")
    assert (first.self_score, first.explanation) == (None, "chậm")
    assert criteria_sets.doubts(table(dossier)) == {}
    with pytest.raises(UserError):
        criteria_edits.split_criterion(dossier, guid=leaf.guid)
    undo(dossier, change)
    assert len(shape(dossier)) == 5


def test_removing_says_what_goes_and_undo_brings_it_back(dossier: Dossier, tmp_path: Path) -> None:
    top, leaf = line(dossier, "1"), line(dossier, "1.1")
    indices.set_score(dossier, criterion_guid=leaf.guid, self_score=D(1))
    proof = tmp_path / "ke-hoach.pdf"
    proof.write_bytes(b"%PDF-1.4 x")
    add_evidence(dossier, owner_guid=leaf.guid, path=proof)
    before = content(dossier)
    assert criteria_edits.what_goes(dossier, [top.guid, leaf.guid]) == criteria_edits.Gone(3, 1, 1, 0)
    change = criteria_edits.remove_criteria(dossier, guids=[top.guid, leaf.guid])
    assert shape(dossier) == [("2", 1, "2"), ("2.1", 2, "2")]
    with dossier.read() as session:
        assert session.scalars(select(Score)).all() == []
    undo(dossier, change)
    assert content(dossier) == before
    whole = criteria_edits.remove_set(dossier, set_guid=table(dossier).head.guid)
    assert indices.read_sets(dossier, YEAR) == ()
    undo(dossier, whole)
    assert content(dossier) == before


def test_cells_are_typed_and_what_means_nothing_is_refused(dossier: Dossier) -> None:
    one, two = line(dossier, "1.1"), line(dossier, "1.2")
    before = content(dossier)
    change = criteria_edits.set_cells(
        dossier,
        cells={
            (one.guid, "max_points"): "2,5",
            (one.guid, "scored_by"): "Điều tra xã hội học",
            (two.guid, "name"): "  Báo  cáo năm ",
            (two.guid, "max_points"): "±1",
        },
    )
    assert (line(dossier, "1.1").max_points, line(dossier, "1.1").scored_by) == (D("2.5"), "survey")
    assert (line(dossier, "1.2").name, line(dossier, "1.2").bonus) == ("Báo cáo năm", True)
    undo(dossier, change)
    for name, text in (
        ("max_points", "một"),
        ("max_points", "-1"),
        ("code", ""),
        ("code", "2.1"),
        ("name", " "),
        ("scored_by", "ai đó"),
    ):
        with pytest.raises(UserError):
            criteria_edits.set_cells(dossier, cells={(two.guid, "rule"): "đổi", (one.guid, name): text})
        assert content(dossier) == before


def test_rows_are_pasted_whole_or_not_at_all(dossier: Dossier) -> None:
    guid, after = table(dossier).head.guid, line(dossier, "2.1").guid
    rows = [{"code": "2.2", "name": "Công bố", "max_points": "1,5", "rule": "Có: 1,5"}, {"name": "Theo dõi"}]
    criteria_edits.paste_criteria(dossier, set_guid=guid, after=after, rows=rows)
    assert shape(dossier)[-2:] == [("2.2", 2, "1.5"), ("2.3", 2, "0")]
    before = content(dossier)
    with pytest.raises(UserError, match="2"):
        criteria_edits.paste_criteria(dossier, set_guid=guid, after=after, rows=[{"name": "a"}, {"max_points": "x"}])
    assert content(dossier) == before


def test_what_does_not_add_up_is_said_at_its_line(dossier: Dossier) -> None:
    assert criteria_sets.doubts(table(dossier)) == {}
    one = line(dossier, "1.1")
    criteria_edits.set_cells(dossier, cells={(one.guid, "max_points"): "2"})
    found = criteria_sets.doubts(table(dossier))
    assert list(found) == [line(dossier, "1").guid] and "3,00" in found[line(dossier, "1").guid][0]
    criteria_edits.set_cells(dossier, cells={(line(dossier, "1").guid, "max_points"): "3"})
    found = criteria_sets.doubts(table(dossier))
    assert list(found) == [criteria_sets.TOTAL] and "6,00" in found[""][0]
    criteria_edits.set_head(dossier, set_guid=table(dossier).head.guid, declared_max=D(5))
    with dossier.change("x") as work:
        work.session.get_one(Criterion, one.guid).scoring = '{"kind": "none"}'
        work.session.get_one(Criterion, line(dossier, "1.2").guid).code = "1.1"
    found = criteria_sets.doubts(table(dossier))
    assert len(found[one.guid]) == 2


def test_the_head_of_a_set_is_edited(dossier: Dossier) -> None:
    guid = table(dossier).head.guid
    criteria_edits.set_head(dossier, set_guid=guid, title="Bộ mới ", version="lần 2", decision="Quyết định 2/QĐ-UBND")
    head = table(dossier).head
    assert (head.title, head.version, head.decision) == ("Bộ mới", "lần 2", "Quyết định 2/QĐ-UBND")
    with pytest.raises(UserError):
        criteria_edits.set_head(dossier, set_guid=guid, title=" ")
    with pytest.raises(TypeError):
        criteria_edits.set_head(dossier, set_guid=guid, year=2030)


def test_a_copy_has_the_words_and_moved_days_and_no_scores(dossier: Dossier) -> None:
    indices.set_score(dossier, criterion_guid=line(dossier, "1.1").guid, self_score=D(1))
    indices.copy_set(dossier, from_year=YEAR, to_year=YEAR + 1, index_code="PAR_INDEX_COMMUNE")
    old, new = table(dossier), table(dossier, YEAR + 1)
    assert (new.head.title, new.head.decision) == (f"Bộ tiêu chí {YEAR + 1}", old.head.decision)
    assert steps_of(new.head.steps) == {
        "report": (None, date(YEAR + 1, 11, 30)),
        "upload": (None, date(YEAR + 1, 12, 5)),
    }
    assert compare_sets(old.lines, new.lines) == ()
    with dossier.read() as session:
        assert len(session.scalars(select(Score)).all()) == 1
        assert len(session.scalars(select(CriteriaSet)).all()) == 2
    criteria_edits.set_cells(
        dossier,
        cells={
            (new.lines[1].guid, "max_points"): "2",
            (new.lines[1].guid, "rule"): "Đúng hạn: 2",
            (new.lines[2].guid, "code"): "1.5",
            (new.lines[4].guid, "name"): "Rà soát văn bản",
        },
    )
    criteria_edits.add_criterion(dossier, set_guid=new.head.guid, after=new.lines[3].guid)
    found = read_comparison(dossier, old.head.guid, new.head.guid)
    kinds = {one.line.code: one.kinds for one in found.differences}
    assert kinds == {
        "1.1": (ChangeKind.POINTS, ChangeKind.WORDS),
        "1.5": (ChangeKind.CODE,),
        "2.1": (ChangeKind.NAME,),
        "3": (ChangeKind.ADDED,),
    }
    sentences = [said(one) for one in found.differences]
    assert any("3,00" in sentence and "2,00" in sentence for sentence in sentences)


def test_the_29th_of_february_becomes_the_28th() -> None:
    text = steps_text({"report": (date(2024, 2, 29), date(2024, 3, 1)), "empty": (None, None)})
    assert steps_of(moved_steps(text, 1)) == {"report": (date(2025, 2, 28), date(2025, 3, 1))}
    assert steps_of("[[1]]") == steps_of("nonsense") == {}


_LINES = st.lists(
    st.tuples(st.sampled_from(["Kế hoạch", "Báo cáo", "Rà soát", "Kiểm tra"]), st.integers(0, 3)), max_size=6
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(_LINES, _LINES)
def test_every_criterion_is_paired_once_or_told(old: list[tuple[str, int]], new: list[tuple[str, int]]) -> None:
    def lines(rows: list[tuple[str, int]], side: str) -> list[SetLine]:
        return [SetLine(f"{side}{n}", None, 1, str(n), name, D(points), True) for n, (name, points) in enumerate(rows)]

    before, after = lines(old, "a"), lines(new, "b")
    found = compare_sets(before, after)
    added = [one for one in found if one.old is None]
    removed = [one for one in found if one.new is None]
    assert len(before) - len(removed) == len(after) - len(added)
    assert compare_sets(before, before) == ()


def test_a_set_comes_in_with_all_its_words_in_one_step(dossier: Dossier, tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "bo.xlsx", sheets.ROMAN, sheets.ROMAN_MERGES)
    with pytest.raises(UserError, match=str(YEAR)):
        import_criteria(dossier, path=path, year=YEAR)
    before = content(dossier)
    result = import_criteria(dossier, path=path, year=2026 if YEAR != 2026 else 2027)
    guid = set_of(dossier, "PAR_INDEX_COMMUNE", 2026 if YEAR != 2026 else 2027)
    kept = criteria_sets.read_table(dossier, guid)
    assert (kept.head.declared_max, kept.head.decision[:21]) == (D(20), "Quyết định số 12/QĐ-U")
    by_code = {one.code: one for one in kept.lines}
    assert (by_code["I.1"].responsible, by_code["I.3"].scored_by) == ("Văn phòng HĐND và UBND", "survey")
    assert by_code["I"].field_code == "management"
    assert by_code["III.2"].bonus and result.unplaced and result.warnings
    assert criteria_sets.doubts(kept) == {}
    undo(dossier, result.change)
    assert content(dossier) == before


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_set_that_was_exported_comes_back_the_same(dossier: Dossier, tmp_path: Path, form: str) -> None:
    guid = table(dossier).head.guid
    cells = {
        (line(dossier, "1.2").guid, "scored_by"): "survey",
        (line(dossier, "1.1").guid, "requirement"): "Đủ bảy nội dung.\nĐúng hạn.",
        (line(dossier, "1.1").guid, "rule"): "- Đúng hạn: 3\n- Chậm: 1,5",
        (line(dossier, "2.1").guid, "applies_to"): "Xã, phường",
    }
    criteria_edits.set_cells(dossier, cells=cells)
    new = criteria_edits.add_criterion(dossier, set_guid=guid).created("criterion")[0]
    typed = {(new, "code"): "3", (new, "name"): "Điểm thưởng, điểm trừ", (new, "max_points"): "±2"}
    criteria_edits.set_cells(dossier, cells=typed)
    path = tmp_path / f"bo.{form}"
    write_paper(compose(dossier, Printout.CRITERIA, Wish(YEAR)), path)
    ours = table(dossier)
    keep_criteria(dossier, read=replace(preview_criteria(path), version="lần 2"), year=YEAR + 1)
    theirs = table(dossier, YEAR + 1)
    assert compare_sets(ours.lines, theirs.lines) == ()
    assert [(one.level, one.bonus) for one in theirs.lines] == [(one.level, one.bonus) for one in ours.lines]
    assert (theirs.head.declared_max, theirs.head.decision) == (ours.head.declared_max, ours.head.decision)
    assert theirs.head.version == "lần 2"


def test_a_newer_version_keeps_what_was_scored(dossier: Dossier, tmp_path: Path) -> None:
    guid = table(dossier).head.guid
    for code, points in (("1.1", D(2)), ("1.2", D(1)), ("2.1", D(2))):
        indices.set_score(dossier, criterion_guid=line(dossier, code).guid, self_score=points)
    with dossier.change("x") as work:
        for code in ("1.1", "1.2"):
            work.session.get_one(Criterion, line(dossier, code).guid).scoring = '{"kind":"manual"}'
    before = content(dossier)
    rows = [
        ["Bộ tiêu chí mới (sửa đổi lần 2)"],
        ["STT", "Tiêu chí", "Điểm tối đa", "Cách chấm", "Điểm tự chấm"],
        ["1", "Chỉ đạo", 5, "", ""],
        ["1.1", "Báo cáo", 1, "", 0],
        ["1.2", "Kế hoạch", 4, "Đúng hạn: 4", ""],
        ["2", "Thể chế", 1, "", ""],
        ["2.2", "Theo dõi thi hành", 1, "", ""],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert standing_set(dossier, "PAR_INDEX_COMMUNE", YEAR) == guid and not standing_set(dossier, "PCI", YEAR)
    assert [one.kinds[0] for one in preview_update(dossier, read, guid)].count(ChangeKind.REMOVED) == 1
    result = update_criteria(dossier, read=read, set_guid=guid)
    assert shape(dossier) == [
        ("1", 1, "5"), ("1.1", 2, "1"), ("1.2", 2, "4"), ("2", 1, "1"), ("2.2", 2, "1"),
    ]  # fmt: skip
    scores = {row.name: row.self_score for row in indices.read_index(dossier, guid).criteria if row.is_leaf}
    assert scores == {"Báo cáo": D(1), "Kế hoạch": D(2), "Theo dõi thi hành": None}
    assert (line(dossier, "1.1").scoring, line(dossier, "1.2").scoring) == ('{"kind":"manual"}', "")
    assert table(dossier).head.title == "Bộ tiêu chí mới (sửa đổi lần 2)"
    assert any("1" in warning for warning in result.warnings[-1:])
    undo(dossier, result.change)
    assert content(dossier) == before


def test_words_rules_and_own_points_travel_and_older_packages_clear_nothing(dossier: Dossier, tmp_path: Path) -> None:
    one = line(dossier, "1.1")
    with dossier.change("x") as work:
        work.session.get_one(Criterion, one.guid).scoring = '{"kind":"manual"}'
        work.session.get_one(Criterion, line(dossier, "1").guid).max_points = D(9)  # and not the sum of what is below
    indices.set_score(dossier, criterion_guid=one.guid, applicable=False)
    data = gather(dossier, PackageWish(YEAR, content=PackageContent.SCORE))
    assert from_json(PackageData, to_json(data)) == data
    rows = kept_rows(data)
    criterion = rows["criterion"][one.guid]
    assert (criterion["proof_wanted"], criterion["scoring"]) == ("Kế hoạch", '{"kind":"manual"}')
    assert rows["criterion"][line(dossier, "1").guid]["max_points"] == D(9)
    head = rows["criteria_set"][table(dossier).head.guid]
    assert (head["decision"], head["declared_max"]) == ("Quyết định số 1/QĐ-UBND", D(6))
    assert steps_of(head["steps"])["report"] == (None, date(YEAR, 11, 30))
    older = to_json(data)
    for told in older["indices"]:
        for name in ("version", "decision", "level", "declared_max", "steps", "rating"):
            del told[name]
        for each in told["criteria"]:
            for name in ("requirement", "proof_wanted", "responsible", "applies_to", "scored_by", "scoring", "own_max"):
                del each[name]
    rows = kept_rows(from_json(PackageData, older))
    assert "proof_wanted" not in rows["criterion"][one.guid]
    assert "decision" not in rows["criteria_set"][table(dossier).head.guid]
