"""What a preview makes of single differences: forms that reports follow, answers that are said once more."""

from dataclasses import replace
from pathlib import Path

from cchc_desktop.services.exchange.merging import ORDER, Difference, MergeState, Why
from cchc_desktop.services.exchange.previewing import _forms_kept, _said_once
from cchc_desktop.services.reporting import outlines, reports
from tests.services.helpers import YEAR, with_plan


def changed(table: str, guid: str, column: str = "title", state: MergeState = MergeState.CHANGED) -> Difference:
    return Difference(table, guid, column, [guid], [guid], state)


def test_an_outline_that_reports_follow_stays(tmp_path: Path) -> None:
    dossier, _plan, _tasks = with_plan(tmp_path)
    outlines.take_outline(dossier, code="old_2024")
    reports.create_report(dossier, period=f"{YEAR}-Q1", outline_code="current")
    with dossier.raw_connection() as plain:
        known = dict(plain.execute("SELECT code, guid FROM outline").fetchall())
        heading = dict(plain.execute("SELECT outline_guid, guid FROM outline_item ORDER BY position DESC").fetchall())
    mine, other = known["current"], known["old_2024"]
    ours = {
        "outline": {guid: {} for guid in known.values()},
        "outline_item": {guid: {"outline_guid": outline} for outline, guid in heading.items()},
        "task": {"t": {}},
    }
    refused = [
        changed("outline", mine),
        changed("outline_item", heading[mine]),
        changed("outline_item", heading[mine], state=MergeState.CONFLICT),
        Difference("outline_item", "", ORDER, [heading[mine]], [heading[mine]], MergeState.CHANGED),
        Difference("outline_item", "", ORDER, [], [heading[mine]], MergeState.CHANGED),
        Difference("outline_item", "", ORDER, [heading[mine]], [], MergeState.CHANGED),
    ]
    taken = [
        changed("outline", other),
        changed("outline_item", heading[other]),
        changed("outline_item", heading[mine], state=MergeState.SAME),
        changed("task", mine),
        changed("task", "t"),
    ]
    with dossier.read() as session:
        told = _forms_kept(session, [*refused, *taken], ours, {})
        assert _forms_kept(session, refused, {}, ours) == told[: len(refused)], "rows that are new, too"
    dossier.close()
    as_refused = [replace(one, state=MergeState.REFUSED, why=Why.FOLLOWED) for one in refused]
    assert list(told) == [*as_refused, *taken]


def test_an_answer_that_is_said_once_more_is_no_change() -> None:
    ours, theirs = {"remark": {"r": {"at": 1}}}, {"remark": {"r": {"at": 2}}}
    one = changed("remark", "r", "at")
    assert _said_once(one, ours, theirs) == Difference("remark", "r", "", {"at": 1}, {"at": 2}, MergeState.SAME)
    for other in (changed("remark", "r", "text"), changed("task", "r", "at")):
        assert _said_once(other, ours, theirs) is other
