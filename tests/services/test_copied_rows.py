"""A copied paper has every row and every field of the one it comes from, but for those named here with the reason."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKey, select

from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Section, Target, TargetValue, YearPaper
from cchc_desktop.models.report import Outline, OutlineItem
from cchc_desktop.models.tables import Base
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame.results import add_result
from cchc_desktop.services.frame.tasks import set_cells
from cchc_desktop.services.papers.papers import set_paper
from cchc_desktop.services.papers.plan_copies import copy_plan
from cchc_desktop.services.papers.plans import read_plan
from cchc_desktop.services.papers.sections import add_section, set_section
from cchc_desktop.services.papers.targets import set_with_table
from cchc_desktop.services.reporting.outlines import code_along
from tests.services.helpers import YEAR, with_plan

IDENTITY = {"guid", "revision"}
# What a new paper begins with by itself, or what only the old one has been through.
LEFT = {
    "plan": {"year", "status", "position"},
    "official_document": {"year", "number", "issued_on", "urgency", "secretary", "place"}
    | {"signing_form", "signer_title", "signer_name"},  # whoever signs in the new year
    "task": {"status", "percent", "result", "reason", "carried_from", "source", "printed_number"},
    "milestone": {"done_on"},
    "outline": {"code", "valid_from"},
}
# Tables with rows of a paper or a task that a copy does not take: they tell what became of the old one.
NOT_COPIED = {
    "task_result",
    "criterion_task",
    "issued_paper",
    "evidence",
    "history",
    "text_draft",
    "report",
    "remark",
} | {"movement", "movement_paper", "check_choice", "incoming_task"}
COPIED = {
    "plan",
    "official_document",
    "document_line",
    "section",
    "target",
    "target_value",
    "task_group",
    "objective",
    "task",
} | {
    "activity",
    "product",
    "task_unit",
    "milestone",
    "outline",
    "outline_item",
}


def test_every_table_of_a_paper_is_copied_or_named() -> None:
    attached = {"plan", "official_document", "task", "task_group", "objective", "outline", "target"}
    found = set(attached)
    for table in Base.metadata.sorted_tables:
        targets = {key.column.table.name for key in table.foreign_keys if isinstance(key, ForeignKey)}
        if targets & attached or {"paper_guid", "owner_guid", "issued_guid"} & set(table.columns.keys()):
            found.add(table.name)
    assert found == COPIED | NOT_COPIED


def test_every_field_is_copied_or_named(tmp_path: Path) -> None:
    dossier, plan, tasks = with_plan(tmp_path)
    section = add_section(dossier, plan_guid=plan, title="Kinh phí").created("section")[0]
    set_section(dossier, section_guid=section, body="Nội dung")
    paper = read_plan(dossier, plan).paper
    set_paper(dossier, paper_guid=paper.guid, drafter_mark="PL.(300)", contact_footer=True, closing="Kết")
    cells = {
        Column.ACTIVITY: "Một\nHai",
        Column.NOTE: "Ghi",
        Column.COORDINATION: "Công an",
        Column.BUDGET: "5 triệu đồng",
    }
    set_cells(dossier, cells=[(tasks[1], column, text) for column, text in cells.items()])
    add_result(dossier, task_guid=tasks[0], day=date(YEAR, 3, 1), text="Xong", percent=50)
    with dossier.change("…") as work:
        target = Target(plan_guid=plan, position=0, text="Đạt", value=Decimal(5), unit="%", source="tasks")
        work.session.add(target)
        reached = {"actual": Decimal(4), "forecast": Decimal(6), "planned": Decimal(3), "planned_to": Decimal(7)}
        work.session.add(TargetValue(target_guid=target.guid, year=YEAR - 1, note="Theo báo cáo", **reached))
        outline = Outline(code=code_along(paper.guid), title=f"Đề cương {YEAR}", source="cv.docx")
        work.session.add(outline)
        first = OutlineItem(outline_guid=outline.guid, position=0, number="I", title=f"Kết quả năm {YEAR}")
        work.session.add(first)
        below = OutlineItem(outline_guid=outline.guid, parent_guid=first.guid, position=0, title="Thể chế", periods="Y")
        work.session.add(below)
        _fill(work.session.get_one(YearPaper, plan), ("further_columns",))
        _fill(work.session.get_one(OfficialDocument, paper.guid), ("secrecy", "circulation", "preamble"))
        work.session.get_one(Section, section).role = "tasks"
    set_with_table(dossier, plan_guid=plan, on=True)
    copied = copy_plan(dossier, plan_guid=plan, year=YEAR + 1)

    with dossier.read() as session:
        made = {guid for table in COPIED for guid in copied.created(table)}
        for mapper in Base.registry.mappers:
            entity = mapper.class_
            name = entity.__tablename__
            if name not in COPIED:
                continue
            rows = [row.values() for row in session.scalars(select(entity))]
            old = [_comparable(name, row) for row in rows if row["guid"] not in made]
            new = [_comparable(name, row) for row in rows if row["guid"] in made]
            assert new and sorted(map(repr, new)) == sorted(map(repr, old)), name
    outline_copy = read_plan(dossier, copied.created("plan")[0]).outline
    assert outline_copy is not None and outline_copy.title == f"Đề cương {YEAR + 1}"
    assert [(item.level, item.title) for item in outline_copy.items] == [(1, f"Kết quả năm {YEAR + 1}"), (2, "Thể chế")]
    dossier.close()


def _fill(row: Any, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, "note" if name == "further_columns" else f"Lời {name}")


def _comparable(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row without what another row is by nature, its years taken out of words and dates."""
    kept = {}
    for name, value in row.items():
        if name in IDENTITY | LEFT.get(table, set()) or (name.endswith("_guid") and name != "unit_guid"):
            continue
        if isinstance(value, str):
            value = re.sub(r"20\d\d", "NĂM", value)
        elif isinstance(value, date | datetime):
            value = (value.month, value.day)
        kept[name] = value
    return kept
