"""Packages taken in: two offices and two colleagues, what is offered, taken, refused, and taken back."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.models.exchange import Remark
from cchc_desktop.models.history import HistoryEntry
from cchc_desktop.models.task import Task
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import evidence
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.merging import CHOOSABLE, MergeState
from cchc_desktop.services.exchange.previewing import Preview, preview
from cchc_desktop.services.exchange.receiving import receive
from cchc_desktop.services.exchange.undoing import undo_receive
from cchc_desktop.services.frame import tasks
from cchc_desktop.storage import schema
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, new_dossier, with_plan
from tests.services.packed import Came, packed


@dataclass
class Two:
    """Two copies of one dossier, as two colleagues have them."""

    mine: Dossier
    theirs: Dossier
    folder: Path
    plan: str
    tasks: list[str]
    made: int = 0

    def sent(self, dossier: Dossier) -> Came:
        """What a copy packs now."""
        self.made += 1
        return packed(dossier, self.folder / f"{self.made}.cchcgoi", PackageWish(YEAR))

    def shared(self) -> None:
        """Both know what the other has: each took a package of the other."""
        receive_all(self.mine, self.sent(self.theirs))


def receive_all(dossier: Dossier, came: Came) -> Preview:
    seen = preview(dossier, *came)
    receive(dossier, info=came[0], data=came[1], chosen=seen.safe)
    return seen


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    mine, plan, guids = with_plan(tmp_path / "mine")
    mine.settle()
    shutil.copytree(tmp_path / "mine", tmp_path / "theirs")
    for lock in (tmp_path / "theirs").glob("*lock*"):
        lock.unlink()
    theirs = Dossier.open(tmp_path / "theirs" / "xa.cchc", backup=False, take_over=True)
    yield Two(mine, theirs, tmp_path, plan, guids)
    mine.close()
    theirs.close()


def told(dossier: Dossier) -> dict[str, dict[str, dict[str, Any]]]:
    """All rows of a dossier without their revisions; the history lies beside."""
    dossier.settle()
    found: dict[str, dict[str, dict[str, Any]]] = {}
    with closing(sqlite3.connect(dossier.path)) as plain:
        plain.row_factory = sqlite3.Row
        for table in schema.TABLES:
            if table != "history":
                rows = [dict(row) for row in plain.execute(f"SELECT * FROM {table}")]
                found[table] = {row.pop("guid"): {k: v for k, v in row.items() if k != "revision"} for row in rows}
    return found


def text_of(dossier: Dossier, guid: str, column: str = "text") -> str:
    with dossier.read() as session:
        return str(getattr(session.get_one(Task, guid), column))


def set_text(dossier: Dossier, guid: str, text: str, column: Column = Column.TASK) -> None:
    tasks.set_cells(dossier, cells=[(guid, column, text)])


def states(seen: Preview) -> set[tuple[str, str, str]]:
    return {(d.table, d.column, str(d.state)) for d in seen.differences if d.state != MergeState.SAME}


def test_ones_own_package_changes_nothing(two: Two) -> None:
    came = two.sent(two.mine)
    before = told(two.mine)
    seen = preview(two.mine, *came)
    assert {d.state for d in seen.differences} == {MergeState.SAME}
    assert told(two.mine) == before


def test_only_theirs_is_taken_only_ours_is_kept_and_both_is_chosen(two: Two) -> None:
    two.shared()
    first, second, third = two.tasks[:3]
    set_text(two.theirs, first, "Rà soát văn bản (bản của bạn)")
    set_text(two.mine, second, "Công bố danh mục (bản của tôi)")
    set_text(two.theirs, third, "Cả hai: bạn")
    set_text(two.mine, third, "Cả hai: tôi")
    came = two.sent(two.theirs)
    seen = preview(two.mine, *came)
    by_guid = {d.guid: d.state for d in seen.differences if d.column == "text" and d.table == "task"}
    assert by_guid == {first: MergeState.CHANGED, second: MergeState.KEPT, third: MergeState.CONFLICT}
    receive(two.mine, info=came[0], data=came[1], chosen=seen.proposed)
    assert text_of(two.mine, first) == "Rà soát văn bản (bản của bạn)"
    assert text_of(two.mine, second) == "Công bố danh mục (bản của tôi)"
    assert text_of(two.mine, third) == "Cả hai: tôi"
    with two.mine.read() as session:
        lost = session.scalars(select(HistoryEntry).where(HistoryEntry.owner_guid == third)).all()
    assert ("Cả hai: bạn", "Cả hai: tôi") in {(e.before, e.after) for e in lost}, "what was not chosen stays readable"


def test_what_was_taken_is_found_by_the_search(two: Two) -> None:
    two.shared()
    set_text(two.theirs, two.tasks[0], "Xây dựng thư viện số")
    receive_all(two.mine, two.sent(two.theirs))
    assert "thu vien so" in text_of(two.mine, two.tasks[0], "folded")


def test_new_rows_stand_where_they_stood_there(two: Two) -> None:
    two.shared()
    group = tasks.read_tasks(two.theirs, two.plan)[0].group_guid
    new = tasks.add_task(two.theirs, group_guid=group).created("task")[0]
    set_text(two.theirs, new, "Nhiệm vụ mới")
    set_text(two.theirs, new, "Quý II/2026", Column.DEADLINE)
    receive_all(two.mine, two.sent(two.theirs))
    there = [
        (t.guid, t.number, t.text, t.deadline, t.milestones[:1] != ()) for t in tasks.read_tasks(two.theirs, two.plan)
    ]
    here = [
        (t.guid, t.number, t.text, t.deadline, t.milestones[:1] != ()) for t in tasks.read_tasks(two.mine, two.plan)
    ]
    assert here == there


def test_removed_here_and_changed_there_is_chosen(two: Two) -> None:
    two.shared()
    tasks.remove_tasks(two.mine, task_guids=[two.tasks[0]])
    set_text(two.theirs, two.tasks[0], "Đổi ở bên kia")
    came = two.sent(two.theirs)
    seen = preview(two.mine, *came)
    conflict = [d for d in seen.of(MergeState.CONFLICT) if d.guid == two.tasks[0]]
    assert conflict
    receive(two.mine, info=came[0], data=came[1], chosen=seen.proposed)
    assert two.tasks[0] not in {t.guid for t in tasks.read_tasks(two.mine, two.plan)}


def test_removed_there_is_removed_here_unless_something_was_done_to_it(two: Two) -> None:
    two.shared()
    tasks.remove_tasks(two.theirs, task_guids=two.tasks[:2])
    set_text(two.mine, two.tasks[1], "Đang làm dở")
    came = two.sent(two.theirs)
    seen = receive_all(two.mine, came)
    by_guid = {d.guid: d.state for d in seen.differences if d.table == "task" and not d.column}
    assert by_guid[two.tasks[0]] == MergeState.REMOVED
    assert by_guid[two.tasks[1]] == MergeState.CONFLICT
    left = [t.guid for t in tasks.read_tasks(two.mine, two.plan)]
    assert two.tasks[0] not in left and two.tasks[1] in left


def test_without_a_base_what_differs_is_chosen(two: Two) -> None:
    set_text(two.theirs, two.tasks[0], "Bản của bạn")
    seen = preview(two.mine, *two.sent(two.theirs))
    assert ("task", "text", "conflict") in states(seen)
    assert not seen.proposed


def test_the_same_package_twice_is_nothing_to_do(two: Two) -> None:
    two.shared()
    set_text(two.theirs, two.tasks[0], "Bản của bạn")
    came = two.sent(two.theirs)
    receive_all(two.mine, came)
    before = told(two.mine)
    seen = preview(two.mine, *came)
    assert seen.again and not seen.proposed
    receive(two.mine, info=came[0], data=came[1], chosen=seen.proposed)
    assert told(two.mine) == before


def test_an_older_package_is_told_and_not_taken_unasked(two: Two) -> None:
    two.shared()
    set_text(two.theirs, two.tasks[0], "Bản thứ nhất")
    first = two.sent(two.theirs)
    set_text(two.theirs, two.tasks[0], "Bản thứ hai")
    second = two.sent(two.theirs)
    receive_all(two.mine, second)
    seen = preview(two.mine, *first)
    assert seen.older and not seen.proposed
    assert not preview(two.mine, *two.sent(two.theirs)).older


def test_receiving_and_taking_back_leaves_the_dossier_as_it_was_days_later(two: Two) -> None:
    two.shared()
    set_text(two.theirs, two.tasks[0], "Bản của bạn")
    tasks.remove_tasks(two.theirs, task_guids=[two.tasks[1]])
    group = tasks.read_tasks(two.theirs, two.plan)[0].group_guid
    new = tasks.add_task(two.theirs, group_guid=group).created("task")[0]
    proof = two.folder / "Biên bản.txt"
    proof.write_text("Biên bản họp")
    evidence.add_evidence(two.theirs, owner_guid=new, path=proof)
    came = two.sent(two.theirs)
    before = told(two.mine)
    receive_all(two.mine, came)
    assert evidence.read_file(two.mine, evidence.read_evidence(two.mine, new)[0].guid)[1] == proof.read_bytes()
    path = two.mine.path
    two.mine.close()
    two.mine = Dossier.open(path, backup=False)  # another day
    undo_receive(two.mine, package=came[0].short_hash)
    assert told(two.mine) == before
    with pytest.raises(UserError, match="Chưa gói nào"):
        undo_receive(two.mine, package=came[0].short_hash)


def test_taking_back_is_refused_where_later_edits_stand_on_it_and_names_them(two: Two) -> None:
    two.shared()
    group = tasks.read_tasks(two.theirs, two.plan)[0].group_guid
    new = tasks.add_task(two.theirs, group_guid=group).created("task")[0]
    set_text(two.theirs, new, "Nhiệm vụ nhận về")
    came = two.sent(two.theirs)
    receive_all(two.mine, came)
    proof = two.folder / "Ảnh.txt"
    proof.write_text("ảnh")
    evidence.add_evidence(two.mine, owner_guid=new, path=proof)
    before = told(two.mine)
    with pytest.raises(UserError, match="Ảnh"):
        undo_receive(two.mine, package=came[0].sha256)
    assert told(two.mine) == before


def proof_of(two: Two, dossier: Dossier, owner: str, name: str) -> None:
    proof = two.folder / f"{name}.txt"
    proof.write_text(name)
    evidence.add_evidence(dossier, owner_guid=owner, path=proof)


def test_a_task_that_comes_back_to_its_proof_is_taken_back_too(two: Two) -> None:
    two.shared()
    proof_of(two, two.mine, two.tasks[0], "Ảnh")
    tasks.remove_tasks(two.mine, task_guids=[two.tasks[0]])  # its proof stays
    set_text(two.theirs, two.tasks[0], "Đổi ở bên kia")
    came = two.sent(two.theirs)
    before = told(two.mine)
    receive(two.mine, info=came[0], data=came[1], chosen=every_choice(two.mine, came))
    assert text_of(two.mine, two.tasks[0]) == "Đổi ở bên kia"
    undo_receive(two.mine, package=came[0].sha256)
    assert told(two.mine) == before
    receive(two.mine, info=came[0], data=came[1], chosen=every_choice(two.mine, came))
    proof_of(two, two.mine, two.tasks[0], "Biên bản thêm sau")
    with pytest.raises(UserError, match="Biên bản thêm sau") as refused:
        undo_receive(two.mine, package=came[0].sha256)
    assert "Ảnh" not in str(refused.value), "what stood here before it came is no later work"


def every_choice(dossier: Dossier, came: Came) -> frozenset[tuple[str, str, str]]:
    return frozenset(one.key for one in preview(dossier, *came).differences if one.state in CHOOSABLE)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_came_is_taken_back_whole(two: Two, seed: int) -> None:
    """Right after a package, whatever both sides did before it and whatever of it was chosen."""
    chance = random.Random(seed)
    two.shared()
    for step in range(3):
        for side in (two.mine, two.theirs):
            work_on(two, side, chance, f"{seed}.{step}")
        came = two.sent(two.theirs)
        before = told(two.mine)
        offered = sorted(every_choice(two.mine, came))
        receive(two.mine, info=came[0], data=came[1], chosen=[key for key in offered if chance.random() < 0.7])
        undo_receive(two.mine, package=came[0].sha256)
        assert told(two.mine) == before
        if chance.random() < 0.5:
            receive_all(two.mine, came)


def work_on(two: Two, side: Dossier, chance: random.Random, words: str) -> None:
    """An officer's afternoon: tasks changed, proved, remarked on, removed and added."""
    guids = [task.guid for task in tasks.read_tasks(side, two.plan)]
    for number in range(4):
        guid, kind = chance.choice(guids), chance.choice(("text", "proof", "remark", "remove", "add"))
        if kind == "text":
            set_text(side, guid, f"{words} đổi {number}", chance.choice((Column.TASK, Column.LEAD, Column.PRODUCT)))
        elif kind == "proof":
            proof_of(two, side, guid, f"{words} {number} {guid[:4]}")
        elif kind == "remark":
            with side.change("nhận xét") as work:
                work.session.add(
                    Remark(owner_kind="task", owner_guid=guid, text=words, author="Sở", at=datetime(2026, 9, 8))
                )
        elif kind == "remove" and len(guids) > 2:
            guids.remove(guid)
            tasks.remove_tasks(side, task_guids=[guid])
        elif kind == "add":
            group = tasks.read_tasks(side, two.plan)[0].group_guid
            new = tasks.add_task(side, group_guid=group).created("task")[0]
            set_text(side, new, f"{words} thêm {number}")
            proof_of(two, side, new, f"{words} {number} thêm")


def test_a_guid_of_another_kind_is_refused(two: Two) -> None:
    info, data = two.sent(two.theirs)
    view = data.plans[0]
    stranger = replace(view.sections[0], guid=two.tasks[0])
    view = replace(view, sections=(*view.sections[1:], stranger))
    seen = preview(two.mine, info, replace(data, plans=(view,)))
    assert ("section", "", "refused") in states(seen)


def test_another_offices_plan_is_named_and_not_taken(two: Two, tmp_path: Path) -> None:
    other = new_dossier(tmp_path / "huyen")
    with other.change("guid") as work:
        from cchc_desktop.models.dossier import DossierInfo

        work.session.scalars(select(DossierInfo)).one().guid = "ab" * 16
    other.guid = "ab" * 16
    seen = preview(other, *two.sent(two.mine))
    assert states(seen) == {("plan", "", "refused")}
    other.close()


def test_two_packages_that_touch_different_things_end_the_same_in_either_order(two: Two, tmp_path: Path) -> None:
    two.shared()
    base = two.mine.path.parent
    group = tasks.read_tasks(two.theirs, two.plan)[0].group_guid
    set_text(two.theirs, two.tasks[0], "Chỉ A")
    tasks.add_task(two.theirs, group_guid=group)
    first = two.sent(two.theirs)
    two.theirs.close()
    two.mine.settle()
    results = []
    two.mine.close()
    shutil.copytree(base, tmp_path / "c")
    third = Dossier.open(tmp_path / "c" / "xa.cchc", backup=False, take_over=True)
    set_text(third, two.tasks[1], "Chỉ B")
    tasks.add_task(third, group_guid=group)
    second = two.sent(third)
    third.close()
    for name, order in (("ab", (first, second)), ("ba", (second, first))):
        shutil.copytree(base, tmp_path / name)
        one = Dossier.open(tmp_path / name / "xa.cchc", backup=False, take_over=True)
        for came in order:
            receive_all(one, came)
        kept = told(one)
        results.append({t: kept[t] for t in ("task", "task_group", "activity", "product", "milestone", "objective")})
        one.close()
    assert results[0] == results[1]
    two.mine = Dossier.open(base / "xa.cchc", backup=False)
    two.theirs = Dossier.open(tmp_path / "theirs" / "xa.cchc", backup=False)


def test_evidence_whose_file_did_not_come_is_told_and_the_rest_is_taken(two: Two) -> None:
    two.shared()
    proof = two.folder / "Biên bản.txt"
    proof.write_text("Biên bản họp")
    evidence.add_evidence(two.theirs, owner_guid=two.tasks[0], path=proof)
    set_text(two.theirs, two.tasks[0], "Bản của bạn")
    info, data = two.sent(two.theirs)
    manifest = replace(info.manifest, entries=tuple(e for e in info.entries if e.is_data))
    receive_all(two.mine, (replace(info, manifest=manifest), data))
    assert text_of(two.mine, two.tasks[0]) == "Bản của bạn"
    assert evidence.read_evidence(two.mine, two.tasks[0]) == ()
