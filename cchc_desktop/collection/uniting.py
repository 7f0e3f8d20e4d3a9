"""One answer to an office that sent its papers in several packages: the whole papers that are spoken of, together."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from cchc_desktop.exchange.package_entities import ENTITIES, rows_of
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.report_rows import ReportView

_SPOKEN_OF = ("plan", "task", "report", "report_item", "criteria_set", "criterion")


def guids_in(data: PackageData) -> dict[str, str]:
    """The rows of a package that may be spoken of: by guid the name of its entity."""
    return {
        row.guid: entity.name
        for entity in ENTITIES
        if entity.name in _SPOKEN_OF
        for row, _around in rows_of(data, entity)
    }


def united(main: PackageData, others: Iterable[tuple[PackageData, Collection[str]]]) -> PackageData:
    """The rows of a package, with the papers of others in which these guids are; theirs take the place of its own."""
    for data, guids in others:
        main = _with(main, data, frozenset(guids))
    return main


def _with(main: PackageData, data: PackageData, guids: frozenset[str]) -> PackageData:
    plans = tuple(view for view in data.plans if guids & _of_plan(view))
    reports = tuple(view for view in data.reports if guids & _of_report(view))
    indices = tuple(view for view in data.indices if guids & _of_index(view))
    tasks = {task.guid for view in plans for task in view.tasks}
    items = {item.guid for view in reports for item in view.items}
    kept_plans = tuple(view for view in main.plans if view.plan.guid not in {one.plan.guid for one in plans})
    kept_reports = tuple(v for v in main.reports if v.report.guid not in {one.report.guid for one in reports})
    kept_tasks = {task.guid for view in kept_plans for task in view.tasks}
    kept_items = {item.guid for view in kept_reports for item in view.items}
    return replace(
        main,
        plans=(*kept_plans, *plans),
        reports=(*kept_reports, *reports),
        indices=(*(v for v in main.indices if v.guid not in {one.guid for one in indices}), *indices),
        results=(
            *(row for row in main.results if row.task_guid in kept_tasks),
            *(row for row in data.results if row.task_guid in tasks),
        ),
        statements=(
            *(row for row in main.statements if row.item_guid in kept_items),
            *(row for row in data.statements if row.item_guid in items),
        ),
    )


def _of_plan(view: YearPaperView) -> set[str]:
    return {view.plan.guid, *(task.guid for task in view.tasks)}


def _of_report(view: ReportView) -> set[str]:
    return {view.report.guid, *(item.guid for item in view.items)}


def _of_index(view: IndexView) -> set[str]:
    return {view.guid, *(row.guid for row in view.criteria)}
