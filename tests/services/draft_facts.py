"""What is known of a report, made up by hand: tasks, figures, papers, without a dossier."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cchc_desktop.models.draft_rows import FigureFact, IssuedFact, ItemFacts, ProofRow, ReportFacts, TaskFact
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.periods import Period

AS_OF = date(2026, 9, 8)


def task(number: int, standing: str, **fields: Any) -> TaskFact:
    """The task number of the year's plan."""
    proof = tuple(ProofRow(f"e{number}.{n}", title) for n, title in enumerate(fields.pop("proof", ())))
    row = TaskRow(
        guid=f"t{number}",
        revision=1,
        group_guid="g",
        objective_guid=None,
        position=number,
        letter="a",
        number=str(number),
        group_number="I",
        group_title="NHÓM",
        objective="",
        text=f"Nhiệm vụ thứ {'abcdefghijklmnopqrstuvwxyz'[number]}",
        activities=(),
        products=(),
        leads=(),
        coordinators=(),
        lead_text="Phòng Kinh tế",
        coordination_text="",
        deadline="Quý II/2026",
        milestones=(),
        budget_text="",
        budget_amount=None,
        status="in_progress",
        percent=0,
        result="",
        field_code="institution",
    )
    return TaskFact(replace(row, **fields), standing, annual=True, proof=proof)


def figure(code: str, value: str | None, **fields: Any) -> FigureFact:
    """A figure; `last_year` and `previous` are its other values."""
    last_year, previous = fields.pop("last_year", None), fields.pop("previous", None)
    row = FigureRow(
        guid=f"f{code}",
        code=code,
        group="I",
        name=fields.pop("name", f"Số liệu {code}"),
        unit=fields.pop("unit", "hồ sơ"),
        kind=fields.pop("kind", "count"),
        value=Decimal(value) if value is not None else None,
        estimated=fields.pop("estimated", False),
        note="",
        previous=Decimal(previous) if previous is not None else None,
        value_guid=f"v{code}" if value is not None else None,
    )
    return FigureFact(
        row=row,
        previous_guid=f"p{code}" if previous is not None else "",
        last_year=Decimal(last_year) if last_year is not None else None,
        last_year_guid=f"l{code}" if last_year is not None else "",
    )


def item(guid: str = "i", title: str = "Cải cách thể chế", field: str = "institution", **fields: Any) -> ReportItemRow:
    """A heading."""
    made = ReportItemRow(guid, 1, f"o{guid}", None, 1, "1", title, "", field, "", "empty")
    return replace(made, **fields)


def facts(
    *,
    items: tuple[ReportItemRow, ...] = (),
    tasks: tuple[TaskFact, ...] = (),
    figures: tuple[FigureFact, ...] = (),
    papers: tuple[str, ...] = (),
    period: str = "2026-9M",
) -> ReportFacts:
    """All of it under the first heading."""
    items = items or (item(),)
    report = ReportRow("r", 1, 2026, period, "Báo cáo", "drafting", None, None, "p", 0, len(items))
    return ReportFacts(
        report=report,
        period=Period.parse(period),
        as_of=AS_OF,
        items=items,
        of_item={items[0].guid: ItemFacts(tasks=tasks, figures=figures)},
        tasks=tasks,
        figures=figures,
        papers=tuple(IssuedFact(f"d{n}", words) for n, words in enumerate(papers)),
        next_to=date(2026, 12, 14),
    )
