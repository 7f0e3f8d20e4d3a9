"""A report over all offices by the outline that they follow: figures added up, texts of the offices at hand to quote.

It is drafted by the sentences that offices draft their own reports with; each statement says what it rests on:
"figure:<code>" is a line of `figures.read`, "tasks:<field>" one of `progress.read`.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from cchc_desktop.collection import figures, progress
from cchc_desktop.collection.current import below, by_name, current
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.result_papers import receiving_office
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import office, report_item, submission
from cchc_desktop.documents.figures_appendix import places_of
from cchc_desktop.models.draft_rows import FigureFact, ItemDraft, ItemFacts, ReportFacts, Statement
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.models.rollup_rows import FigureSum, FigureTable, ProgressTable, QuotedText, TaskCounts
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.gaps import gaps_in
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.rules.organisation import body_symbol, head_title
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.sentences import figure_name
from cchc_desktop.rules.statuses import ItemStatus, ReportStatus
from cchc_desktop.services.forms import available, outline_of, read_form
from cchc_desktop.services.frame.task_facts import DOING, DONE, LATE, WAITING
from cchc_desktop.services.reporting.draft_tasks import counted_statements
from cchc_desktop.services.reporting.drafting import draft_report, markup_of
from cchc_desktop.services.reporting.sentence_forms import OF_REPORTS, sentence_forms
from cchc_desktop.text import fold

_NAMESPACE = uuid.UUID("6a0cb0b8-6a6f-4a43-9f0e-5a5f0a8d7c11")


@dataclass(frozen=True)
class Consolidated:
    """The report ready to be composed, its drafts with what they rest on, and by heading how many texts to quote."""

    view: ReportView
    drafts: tuple[ItemDraft, ...]
    quotes: Mapping[str, int]


def read(collection: Collection, period: str, *, as_of: date) -> Consolidated:
    """Draft the consolidated report of a period by the outline that is usual for it."""
    covered = Period.parse(period)
    summed = figures.read(collection, period)
    tasks = progress.read(collection, covered.year, as_of=min(as_of, covered.figures_to))
    lines = {line.code: line for line in summed.lines}
    headings = _usual_headings(covered, set(lines))
    facts = _facts(covered, tasks, headings, lines)
    drafts = tuple(_completed(draft, facts, headings, lines, tasks) for draft in draft_report(facts))
    texts = {draft.item_guid: draft for draft in drafts}
    items = tuple(
        replace(item, text=texts[item.guid].text, status=ItemStatus.DRAFT if texts[item.guid].text else item.status)
        for item in facts.items
    )
    view = ReportView(
        facts.report, _paper(collection, covered, summed), items, tuple(_row(line) for line in lines.values())
    )
    with collection.reading() as connection:
        titles = _titles(connection, covered)
    counts = {item.guid: sum(many for _title, many in titles.get(fold(item.title), ())) for item in items}
    return Consolidated(view, drafts, counts)


def read_quotes(collection: Collection, period: str, title: str) -> tuple[QuotedText, ...]:
    """What the offices wrote under a heading, in the order of their names."""
    covered = Period.parse(period)
    with collection.reading() as connection:
        same = [found for found, _many in _titles(connection, covered).get(fold(title), ())]
        chosen = (
            select(
                *(office.c.id, office.c.name, report_item.c.submission_id, report_item.c.guid, report_item.c.title),
                report_item.c.text,
            )
            .join_from(submission, report_item, below(report_item))
            .join(office, office.c.id == submission.c.office_id)
            .where(current(covered.year, SubmissionKind.REPORT, period), report_item.c.text != "")
            .where(report_item.c.title.in_(same))
        )
        rows = [QuotedText(*row) for row in connection.execute(chosen)] if same else []
    return tuple(sorted(rows, key=lambda row: by_name(row.office)))


def _titles(connection: Any, period: Period) -> dict[str, list[tuple[str, int]]]:
    """The headings that have text, by what they are without marks: each wording with how many offices have it."""
    chosen = (
        select(report_item.c.title, func.count())
        .join_from(submission, report_item, below(report_item))
        .where(current(period.year, SubmissionKind.REPORT, str(period)), report_item.c.text != "")
        .group_by(report_item.c.title)
    )
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for title, many in connection.execute(chosen):
        found[fold(title)].append((title, many))
    return found


@dataclass(frozen=True)
class _Heading:
    item: ReportItemRow
    figures: tuple[str, ...]


def _usual_headings(period: Period, codes: set[str]) -> tuple[_Heading, ...]:
    """Those of the outline that asks for most of the figures that came; else of the usual one."""
    usual = outline_of(period)
    forms = [read_form("outlines", usual), *(read_form("outlines", code) for code, _title in available("outlines"))]
    known = [tuple(_headings(form["items"], period, None, 1)) for form in forms]
    return max(known, key=lambda headings: len(codes & {code for one in headings for code in one.figures}))


def _headings(items: Sequence[Mapping[str, Any]], period: Period, above: str | None, level: int) -> Iterator[_Heading]:
    """The headings of an outline that a period has, in reading order."""
    for place, one in enumerate(items):
        periods = one.get("periods", ())
        if periods and period.kind not in periods:
            continue
        guid = uuid.uuid5(_NAMESPACE, f"{above or ''}/{place}/{one['title']}").hex
        yield _Heading(
            ReportItemRow(
                guid,
                0,
                guid,
                above,
                level,
                one.get("number", ""),
                one["title"],
                one.get("guidance", ""),
                one.get("field", ""),
                "",
                ItemStatus.EMPTY,
                optional=one.get("optional", False),
            ),
            tuple(one.get("figures", ())),
        )
        yield from _headings(one.get("items", ()), period, guid, level + 1)


def _facts(
    period: Period, tasks: ProgressTable, headings: Sequence[_Heading], lines: Mapping[str, FigureSum]
) -> ReportFacts:
    rows = {code: _row(line) for code, line in lines.items()}
    places = places_of(list(rows.values()))
    told = {
        code: FigureFact(rows[code], f"figure:{code}", places=places.get(line.unit, 0))
        for code, line in lines.items()
        if line.how and line.how != figures.ANSWERS
    }
    of_item = {
        one.item.guid: ItemFacts(figures=tuple(told[code] for code in one.figures if code in told)) for one in headings
    }
    report = ReportRow("", 0, period.year, str(period), "", ReportStatus.DRAFTING, None, None, "", 0, len(headings))
    items = tuple(one.item for one in headings)
    return ReportFacts(report, period, tasks.as_of, items, of_item, figures=tuple(told.values()))


def _row(line: FigureSum) -> FigureRow:
    """A line added up as a report shows a figure; how many gave which answer stands in its note."""
    note = "; ".join(f"{words}: {format_number(many)}" for words, many in line.answers)
    return FigureRow(
        f"figure:{line.code}",
        line.code,
        line.group,
        line.name,
        line.unit,
        line.kind,
        line.value,
        line.estimated > 0,
        note,
        line.previous,
        f"figure:{line.code}",
        line.field_code,
        line.formula,
    )


def _completed(
    draft: ItemDraft,
    facts: ReportFacts,
    headings: Sequence[_Heading],
    lines: Mapping[str, FigureSum],
    tasks: ProgressTable,
) -> ItemDraft:
    """A draft with what is only known over all offices: how the tasks of the field stand, which answers were given."""
    heading = next(one for one in headings if one.item.guid == draft.item_guid)
    added = [*_of_tasks(heading, headings, facts, tasks), *_of_answers(heading, lines)]
    known = [one for one in draft.statements if one.rows or not added]  # what is known closes the gap of an empty one
    made = [*(one for one in added if one.rows[0].startswith("tasks:")), *known]
    made += [one for one in added if one not in made]
    gaps = tuple(found for one in made for found in gaps_in(one.text))
    return replace(draft, text=markup_of(made), statements=tuple(made), gaps=gaps)


def _of_tasks(
    heading: _Heading, headings: Sequence[_Heading], facts: ReportFacts, tasks: ProgressTable
) -> list[Statement]:
    """Told once, under the first heading of a field that has no others below it."""
    code = heading.item.field_code
    above = {one.item.parent_guid for one in headings}
    first = next((one for one in headings if one.item.field_code == code and one.item.guid not in above), None)
    field = next((one for one in tasks.fields if one.code == code), None)
    if not code or field is None or first is not heading:
        return []
    forms = sentence_forms(OF_REPORTS)
    counts, rows = _standings(field.counts), (f"tasks:{code}",)
    return counted_statements(counts, forms["field"], forms["standing"], facts, field.name, rows)


def _standings(counts: TaskCounts) -> dict[str, int]:
    found = {DONE: counts.done, DOING: counts.in_progress, LATE: counts.late, WAITING: counts.not_started}
    return {**found, "not_applicable": counts.set_aside}


def _of_answers(heading: _Heading, lines: Mapping[str, FigureSum]) -> list[Statement]:
    made = []
    for code in heading.figures:
        line = lines.get(code)
        given = [(words, many) for words, many in line.answers if many] if line else []
        if line and given:
            told = "; ".join(f"{words} {format_number(many)} đơn vị" for words, many in given)
            made.append(Statement(f"{figure_name(line.name)}: {told}.", (f"figure:{code}",)))
    return made


def _paper(collection: Collection, period: Period, summed: FigureTable) -> PaperRow:
    own = receiving_office(collection.info)
    told = f"Báo cáo tổng hợp từ báo cáo của {format_number(summed.reports)}/{format_number(summed.awaited)} đơn vị."
    return PaperRow(
        guid="",
        revision=0,
        year=period.year,
        kind=PaperKind.REPORT,
        subject=f"Kết quả công tác cải cách hành chính {period.title}",
        symbol=f"BC-{body_symbol(own.name)}",
        place=own.place,
        preamble=told,
        recipients=((own.superior, "Lưu: VT") if own.superior else ("Lưu: VT",)),
        signer_title=head_title(own.name),
        dated=str(period.year),
    )
