"""What passes between a worked-on dossier and the same one as it was before: packages, backups, the archive."""

from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from cchc_desktop.exchange.package_format import PackageKind
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.archive import archives, carrying
from cchc_desktop.services.backup_compare import compare_with_backup
from cchc_desktop.services.exchange import answers, log
from cchc_desktop.services.exchange.answer_forms import AnswerForm, Appraised, answer_lines
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.kept_rows import kept_rows
from cchc_desktop.services.exchange.merging import Difference, MergeState
from cchc_desktop.services.exchange.previewing import Preview, preview
from cchc_desktop.services.exchange.receiving import receive
from cchc_desktop.services.exchange.undoing import intakes, undo_receive
from cchc_desktop.services.exchange.why_words import (
    kind_words,
    package_words,
    state_words,
    told,
    why_words,
)
from cchc_desktop.services.frame import task_moves, task_rows, tasks
from cchc_desktop.services.frame.progress_sheets import progress_of
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.row_words import column_words
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, new_dossier
from tests.services.packed import packed
from tests.services.verb_runs import one, rows
from tests.services.view_reads import AT, TODAY

D = Decimal
Told = Iterator[tuple[str, Any]]


def _differences(seen: Preview) -> Iterator[str]:
    """Each difference as the page of a package shows it."""
    for each in seen.differences:
        if each.before == each.theirs:
            continue
        column = column_words(each.column, each.table)
        words = f"{kind_words(each.table)} “{seen.titles.of(each.table, each.guid)}” {column}"
        values = f"{told(each, each.before)!r} → {told(each, each.theirs)!r}"
        yield f"{state_words(each.state)}: {words}: {values} {why_words(each)}".rstrip()


def _by_kind(seen: Preview) -> Iterator[str]:
    """Of each kind of row and each state the first two differences."""
    met: dict[tuple[str, str, bool], int] = {}
    for each, line in zip((o for o in seen.differences if o.before != o.theirs), _differences(seen), strict=True):
        key = each.table, each.state, bool(each.column)
        met[key] = met.get(key, 0) + 1
        if met[key] <= 2:
            yield line
    for (table, state, whole), count in met.items():
        yield f"{table} {state} {'fields' if whole else 'rows'}: {count}"


def _compared(d: Dossier, before: Path) -> Told:
    by_kind: dict[tuple[str, str], list[Any]] = {}
    for row in compare_with_backup(d, before):
        by_kind.setdefault((row.kind, row.became), []).append(row)
    for (kind, became), found in by_kind.items():
        yield f"{kind} {became} {len(found)}", found[:2]


def _received(d: Dossier, before: Path) -> Told:
    """A colleague's year taken into a dossier in which other things were done, and taken back."""
    came = packed(d, before.with_name("Năm.cchcgoi"), PackageWish(YEAR), AT)
    yield "package", package_words(came[0])
    with closing(Dossier.open(before, backup=False)) as mine:
        first, second = rows(mine, "task")[0], one(mine, "task", "guid NOT IN (SELECT owner_guid FROM evidence)")
        tasks.set_cells(mine, cells=[(first, Column.LEAD, "Đội khác"), (first, Column.TASK, "Việc của tôi")])
        tasks.remove_tasks(mine, task_guids=[second])
        task_moves.move_tasks(mine, task_guids=[rows(mine, "task")[4]], by=1)
        seen = preview(mine, *came)
        yield "differences", list(_by_kind(seen))
        yield "counts", (len(seen.safe), len(seen.proposed), seen.again, seen.older, seen.plan_guid)
        change = receive(mine, info=came[0], data=came[1], chosen=seen.safe, now=AT, backup=False)
        yield "taken", _touched(change.entries)
        again = preview(mine, *came)
        yield "again", (again.again, len(again.safe), len(again.proposed))
        yield "left", list(_differences(again))[:20]
        yield "log", [(row.direction, row.partner, row.subject, row.status) for row in log.read_log(mine, YEAR)][:2]
        yield "intakes", [row[2:] for row in intakes(mine)]
        plan = one(mine, "plan", f"kind = 'annual' AND year = {YEAR}")
        yield "tasks", task_rows.read_tasks(mine, plan)[:4]
        yield "progress", progress_of(plans.read_plan(mine, plan), TODAY)
        yield "reports", reports.read_reports(mine, YEAR)
        yield "taken back", _touched(undo_receive(mine, package=came[0].sha256).entries)


def _touched(entries: Any) -> list[tuple[str, str, int]]:
    counts: dict[tuple[str, str], int] = {}
    for entry in entries:
        what = "new" if entry.before is None else "gone" if entry.after is None else "changed"
        counts[entry.table, what] = counts.get((entry.table, what), 0) + 1
    return sorted((*key, count) for key, count in counts.items())


def _answered(d: Dossier, before: Path) -> Told:
    """What the superior writes of the commune's package, and what the commune sees of it."""
    came = packed(d, before.with_name("Gửi.cchcgoi"), PackageWish(YEAR), AT)
    lines = answer_lines(came[1])
    yield "lines", [(line.table, line.above, line.title, line.text, line.is_scored) for line in lines]
    scored = [line for line in lines if line.is_scored]
    spoken = {line.table: line for line in reversed(lines) if line.table and not line.is_scored}
    form = AnswerForm(
        author="Sở Nội vụ",
        note=" Gửi  trước thứ Sáu ",
        remarks={line.guid: f"Xem lại {table}" for table, line in spoken.items()},
        returned={one(d, "report", "status != 'sent'"): "Thiếu phụ lục"},
        appraised={(line.guid, number): Appraised(D("0.25"), "Thiếu") for number, line in enumerate(scored[:2], 1)},
    )
    yield "form", form.told()
    steps = answers.return_package(*came, form=form.told(), out=before.with_name("Về.cchcgoi"), now=AT)
    answer = read_package(_end(steps))
    yield "answer", (answer[0].office, answer[0].manifest.note, package_words(answer[0]), answers.answer_name(came[0]))
    copy = before.with_name("tra loi.cchc")
    copy.write_bytes(before.read_bytes())
    with closing(Dossier.open(copy, backup=False)) as mine:
        seen = preview(mine, *answer)
        yield "differences", sorted(set(_differences(seen)))
        receive(mine, info=answer[0], data=answer[1], chosen=seen.safe, now=AT, backup=False)
        yield "remarks", sorted(answers.read_remarks(mine), key=lambda row: row.text)  # of one moment, by their guids
        answers.set_done(mine, remark_guid=one(mine, "remark", "text = 'Xem lại task'"), done=True)
        yield "done", answers.read_remarks(mine)[-1]
        for row in answers.read_appraisals(mine):
            answers.set_explanation(mine, appraisal_guid=row.guid, text=" Đã nộp ")
        yield "appraisals", answers.read_appraisals(mine)
        yield "log", [(row.direction, row.partner, row.subject, row.status) for row in log.read_log(mine, YEAR)][:2]


def _end(steps: Any) -> Path:
    """What a job gives at its end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return Path(end.value)


def _carried_on(d: Dossier, before: Path) -> Told:
    """The whole dossier handed over, put into the archive of another office, its open work carried on there."""
    path = before.with_name("Bàn giao.cchcgoi")
    came = packed(d, path, PackageWish(YEAR, kind=PackageKind.HANDOVER), AT)
    yield "package", package_words(came[0])
    held = kept_rows(came[1])
    for table in held:
        for guid, row in list(held[table].items())[:1]:
            shown = told(Difference(table, guid, "", None, row, MergeState.NEW), row)
            yield kind_words(table), shown.splitlines()
    target = new_dossier(before.parent / "mới")
    with closing(target):
        made = archives.put_away(target, path)
        yield "put away", (made.office, made.first_year, made.last_year, archives.left_words(made))
        archives.add_archive(target, made=made, now=AT)
        row = archives.read_archives(target)[0]
        yield "archive", (row.office, row.span, row.file_name)
        going = carrying.read_going_on(target, row, year=YEAR)
        yield "going on", going
        change = carrying.carry_on(
            target,
            archive=row,
            year=YEAR,
            task_guids=[task.guid for plan in going.plans for task in plan.tasks[:5]],
            report_guids=[report.guid for report in going.reports],
            unit_guids=[unit.guid for unit in going.units[:3]],
        )
        yield "carried on", _touched(change.entries)
        yield "left", carrying.read_going_on(target, row, year=YEAR)
        for plan in plans.read_plans(target, YEAR):
            view = plans.read_plan(target, plan.guid)
            yield "plan", (plan.title, plan.kind, view.paper)
            yield "sections", view.sections[:3]
            yield "tasks", view.tasks[:5]


SUBJECTS: dict[str, Callable[[Dossier, Path], Told]] = {
    "compared": _compared, "received": _received, "answered": _answered, "carried_on": _carried_on,
}  # fmt: skip
