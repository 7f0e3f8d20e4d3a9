"""A commune sends, its superior answers, the commune takes the answer in, mends and sends again; and handing over."""

import json
import shutil
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cchc_desktop.commands.opening import carried_out
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageKind
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.models.index import Score
from cchc_desktop.models.package_rows import OutlineView
from cchc_desktop.models.report import Report
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.services.exchange import answers
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.exchange.merging import CHOOSABLE, MergeState, Why
from cchc_desktop.services.exchange.previewing import ASSIGNED, preview
from cchc_desktop.services.exchange.receiving import keep_made, receive
from cchc_desktop.services.exchange.undoing import undo_receive
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import outlines, reports
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import content, with_plan
from tests.services.packed import packed

YEAR = 2026


@pytest.fixture
def commune(sample_file: Path, tmp_path: Path) -> Dossier:
    return Dossier.open(Path(shutil.copy(sample_file, tmp_path / "xa.cchc")), backup=False)


def report_of(dossier: Dossier) -> Report:
    with dossier.read() as session:
        return session.scalars(select(Report).where(Report.year == YEAR).order_by(Report.period)).all()[0]


def test_commune_sends_superior_answers_commune_mends_and_sends_again(commune: Dossier, tmp_path: Path) -> None:
    report = report_of(commune)
    with commune.change("gửi") as work:
        work.session.get_one(Report, report.guid).status = ReportStatus.SENT
    sent = packed(commune, tmp_path / "len.cchcgoi", PackageWish(YEAR))
    keep_made(commune, info=sent[0], data=sent[1])
    item = next(one for view in sent[1].reports if view.report.guid == report.guid for one in view.items if one.text)
    leaf = next(row for row in sent[1].indices[0].criteria if row.is_leaf and row.self_score)

    form = tmp_path / "y-kien.json"
    form.write_text(
        json.dumps(
            {
                "author": "Sở Nội vụ",
                "remarks": [{"guid": item.guid, "text": "Bổ sung số liệu so với cùng kỳ."}],
                "appraisals": [{"name": leaf.code, "round": 1, "score": "0.5", "comment": "Chưa đủ minh chứng"}],
                "returned": [{"name": report.period, "text": "Sửa rồi gửi lại trước ngày 20."}],
            }
        )
    )
    came = carried_out(answers.return_package(*sent, form=answers.read_form(form), out=tmp_path / "ve.cchcgoi"))
    info, data = read_package(came)
    assert (info.kind, info.manifest.answers, info.manifest.to) == (PackageKind.DOWN, sent[0].sha256, commune.guid)

    seen = preview(commune, info, data)
    assert {(d.table, d.state) for d in seen.differences if d.state not in (MergeState.SAME, MergeState.KEPT)} == {
        ("remark", MergeState.NEW),
        ("appraisal", MergeState.NEW),
        ("returned_report", MergeState.NEW),
    }
    receive(commune, info=info, data=data, chosen=seen.proposed)
    (remark,) = answers.read_remarks(commune, [item.guid])
    assert (remark.text, remark.author, remark.done) == ("Bổ sung số liệu so với cùng kỳ.", "Sở Nội vụ", False)
    assert report_of(commune).status == ReportStatus.DRAFTING
    (line,) = answers.read_appraisals(commune)
    assert (line.self_score, line.score, line.comment) == (leaf.self_score, Decimal("0.5"), "Chưa đủ minh chứng")
    with commune.read() as session:
        score = session.scalars(select(Score).where(Score.criterion_guid == leaf.guid)).one()
        assert (score.appraised, score.self_score) == (Decimal("0.5"), leaf.self_score)

    reports.set_item(commune, item_guid=item.guid, text=item.text + "\n\nTăng 12% so với cùng kỳ.")
    answers.set_done(commune, remark_guid=remark.guid, done=True)
    answers.set_explanation(commune, appraisal_guid=line.guid, text="Đã nộp bổ sung biên bản.")
    assert preview(commune, info, data).again, "the answer was taken in; it does not come back as new"
    again = packed(commune, tmp_path / "len2.cchcgoi", PackageWish(YEAR))
    texts = {one.guid: one.text for view in again[1].reports for one in view.items}
    assert texts[item.guid].endswith("Tăng 12% so với cùng kỳ.")
    with pytest.raises(UserError, match="được sửa tiếp"):
        undo_receive(commune, package=info.short_hash)
    commune.close()


def test_an_answer_that_is_mended_brings_only_what_is_new(commune: Dossier, tmp_path: Path) -> None:
    """What it says once more, at a later moment, is no change and nothing to choose."""
    sent = packed(commune, tmp_path / "len.cchcgoi", PackageWish(YEAR))
    guid = report_of(commune).guid
    said: dict[str, Any] = {
        "remarks": [{"guid": guid, "text": "Xem lại."}],
        "returned": [{"guid": guid, "text": "Sửa."}],
    }
    for day, more in ((10, []), (11, [{"guid": guid, "text": "Thêm số liệu."}])):
        form = {**said, "remarks": [*said["remarks"], *more]}
        out = tmp_path / f"ve{day}.cchcgoi"
        carried_out(answers.return_package(*sent, form=form, out=out, now=datetime(2026, 9, day)))
        came = read_package(out)
        seen = preview(commune, *came)
        assert not seen.of(MergeState.CONFLICT)
        out.unlink()  # where no file is taken in, none is looked for any more
        receive(commune, info=came[0], data=came[1], chosen=seen.proposed)
    assert [one.theirs["text"] for one in seen.of(MergeState.NEW)] == ["Thêm số liệu."]
    assert {one.text for one in answers.read_remarks(commune)} == {"Xem lại.", "Sửa.", "Thêm số liệu."}
    commune.close()


def test_an_answer_is_for_the_dossier_that_asked(commune: Dossier, tmp_path: Path) -> None:
    sent = packed(commune, tmp_path / "len.cchcgoi", PackageWish(YEAR))
    form = {"remarks": [{"guid": report_of(commune).guid, "text": "Xem lại."}]}
    made = carried_out(answers.return_package(*sent, form=form, out=tmp_path / "ve.cchcgoi"))
    other = create_dossier(tmp_path / "khac.cchc", office="UBND xã Khác", superior="", place="Khác", year=YEAR)
    with pytest.raises(UserError, match="hồ sơ khác"):
        preview(other, *read_package(made))
    other.close()
    commune.close()


def test_what_another_office_sent_is_refused_by_name(commune: Dossier, tmp_path: Path) -> None:
    sent = packed(commune, tmp_path / "len.cchcgoi", PackageWish(YEAR))
    other = create_dossier(tmp_path / "khac.cchc", office="UBND xã Khác", superior="", place="Khác", year=YEAR)
    seen = preview(other, *sent)
    refused = seen.of(MergeState.REFUSED)
    assert {one.table for one in refused} == {"plan", "report", "criteria_set"} and not seen.safe
    assert all(seen.titles.of(one.table, one.guid) for one in refused)
    other.close()
    commune.close()


def test_remarks_speak_of_what_is_in_the_package(commune: Dossier, tmp_path: Path) -> None:
    sent = packed(commune, tmp_path / "len.cchcgoi", PackageWish(YEAR))
    with pytest.raises(UserError, match="không có gì tên là"):
        form = {"remarks": [{"guid": "ab" * 16, "text": "?"}]}
        carried_out(answers.return_package(*sent, form=form, out=tmp_path / "ve.cchcgoi"))
    assert not (tmp_path / "ve.cchcgoi").exists()
    commune.close()


def test_a_handover_is_taken_whole_by_an_empty_dossier(commune: Dossier, tmp_path: Path) -> None:
    came = packed(commune, tmp_path / "giao.cchcgoi", PackageWish(YEAR, kind=PackageKind.HANDOVER))
    fresh = create_dossier(tmp_path / "moi.cchc", office="UBND xã Mới", superior="UBND tỉnh", place="Mới", year=YEAR)
    seen = preview(fresh, *came)
    assert not seen.of(MergeState.REFUSED)
    receive(fresh, info=came[0], data=came[1], chosen=seen.proposed)
    wish = PackageWish(YEAR, kind=PackageKind.HANDOVER)
    before, after = gather(commune, wish), gather(fresh, wish)
    assert [v.plan.title for v in after.plans] == [v.plan.title for v in before.plans]
    assert [[t.text for t in v.tasks] for v in after.plans] == [[t.text for t in v.tasks] for v in before.plans]
    assert [[(i.number, i.text) for i in v.items] for v in after.reports] == [
        [(i.number, i.text) for i in v.items] for v in before.reports
    ]
    assert [[f.value for f in v.figures] for v in after.reports] == [
        [f.value for f in v.figures] for v in before.reports
    ]
    assert [(v.title, v.self_total, v.bands) for v in after.indices] == [
        (v.title, v.self_total, v.bands) for v in before.indices
    ]
    assert {e.sha256 for e in after.evidence} == {e.sha256 for e in before.evidence}
    assert len(after.issued) == len(before.issued) and indices.read_sets(fresh, YEAR)
    assert plans.read_plans(fresh, YEAR)
    fresh.close()
    commune.close()


def test_a_handover_into_a_dossier_that_holds_something_is_refused(commune: Dossier, tmp_path: Path) -> None:
    came = packed(commune, tmp_path / "giao.cchcgoi", PackageWish(YEAR, kind=PackageKind.HANDOVER))
    other = create_dossier(tmp_path / "khac.cchc", office="UBND xã Khác", superior="", place="Khác", year=YEAR)
    plans.create_plan(other, year=YEAR)
    before = content(other)
    with pytest.raises(UserError, match="đã có văn bản"):
        preview(other, *came)
    with pytest.raises(UserError, match="đã có văn bản"):
        receive(other, info=came[0], data=came[1], chosen=())
    assert content(other) == before
    other.close()
    commune.close()


def test_an_outline_that_reports_follow_is_not_changed_by_a_package(commune: Dossier, tmp_path: Path) -> None:
    followed = report_of(commune).outline_guid
    copied = outlines.copy_outline(commune, outline_guid=followed, title="Đề cương mới").created("outline")[0]
    info, data = packed(commune, tmp_path / "de-cuong.cchcgoi", PackageWish(YEAR, kind=PackageKind.HANDOVER))
    there = {view.guid: view for view in data.outlines}

    def changed(guid: str) -> OutlineView:
        items = there[guid].items
        new = replace(items[0], guid=guid[::-1], number="IX", title="Mục thêm ở trên")
        return replace(there[guid], items=(replace(items[0], title="Mục đổi ở trên"), *items[1:], new))

    views = tuple(changed(view.guid) if view.guid in (followed, copied) else view for view in data.outlines)
    seen = preview(commune, info, replace(data, outlines=views))
    differing = [one for one in seen.differences if one.table == "outline_item" and one.state != MergeState.SAME]
    refused = [one for one in differing if one.state == MergeState.REFUSED]
    assert {one.guid for one in refused if not one.column or one.column == "title"} == {
        there[followed].items[0].guid,
        followed[::-1],
    }
    assert {one.why for one in refused} == {Why.FOLLOWED}
    before = outlines.read_outline(commune, followed)
    every = {one.key for one in seen.differences if one.state in CHOOSABLE}
    receive(commune, info=info, data=replace(data, outlines=views), chosen=every)
    assert outlines.read_outline(commune, followed) == before
    assert "Mục thêm ở trên" in [item.title for item in outlines.read_outline(commune, copied)]
    commune.close()


def test_what_the_superior_gives_out_is_taken_and_stands_once(tmp_path: Path) -> None:
    above, plan_above, _guids = with_plan(tmp_path / "tinh")
    indices.add_set_from_resource(above, year=YEAR, code=indices.available_sets()[0][0])
    given = packed(above, tmp_path / "giao.cchcgoi", PackageWish(YEAR, kind=PackageKind.DOWN))
    below = create_dossier(tmp_path / "xa.cchc", office="UBND xã Khác", superior="", place="Khác", year=YEAR)
    nowhere = preview(below, *given)
    assigned = [one for one in nowhere.differences if one.table == ASSIGNED]
    assert {one.state for one in assigned} == {MergeState.REFUSED}, "without a plan here there is no place for tasks"
    plan = plans.create_plan(below, year=YEAR).created("plan")[0]
    group = tasks.add_group(below, plan_guid=plan, title="Cải cách thể chế").created("task_group")[0]
    tasks.paste_tasks(below, group_guid=group, rows=[{Column.TASK: "Rà soát văn bản", Column.LEAD: "Văn phòng"}])
    seen = preview(below, *given)
    receive(below, info=given[0], data=given[1], chosen=seen.proposed)
    texts = [task.text for task in tasks.read_tasks(below, plan)]
    assert sorted(texts) == sorted(task.text for task in tasks.read_tasks(above, plan_above))
    assert texts.count("Rà soát văn bản") == 1, "a task that stands here is compared, not doubled"
    (there,), (here,) = indices.read_sets(above, YEAR), indices.read_sets(below, YEAR)
    assert [(row.code, row.name, row.max_points) for row in indices.read_index(below, here[0]).criteria] == [
        (row.code, row.name, row.max_points) for row in indices.read_index(above, there[0]).criteria
    ]
    again = preview(below, *given)
    assert again.again and not again.of(MergeState.NEW)
    undo_receive(below, package=given[0].sha256)
    assert [task.text for task in tasks.read_tasks(below, plan)] == ["Rà soát văn bản"]
    assert not indices.read_sets(below, YEAR)
    above.close()
    below.close()
