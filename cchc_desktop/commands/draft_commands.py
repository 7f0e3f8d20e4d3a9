"""`cchc draft`: what is known of a period's report as sentences, each with the rows it rests on."""

import argparse
from typing import Any

from cchc_desktop import clock
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.draft_rows import ItemDraft, ReportFacts
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.reporting import drafting, report_facts, reports


def draft(chosen: argparse.Namespace) -> Answer:
    """Answer with the drafts of all headings; with `--write` they are put under those that are empty."""
    period, today = Period.parse(chosen.period), chosen.as_of or clock.today()
    with opened(chosen.dossier, period.year) as dossier:
        rows = reports.read_reports(dossier, period.year)
        report = next((row for row in rows if row.period == str(period)), None)
        if report is None:
            raise UserError(
                _("There is no report for {period} yet. Make one on the Reports tab.").format(period=period)
            )
        written = 0
        facts = report_facts.read_facts(dossier, report.guid, today)
        if chosen.write:
            change = drafting.write_drafts(dossier, report_guid=report.guid, today=today)
            written = sum(entry.table == "report_item" for entry in change.entries)
        drafts = drafting.draft_report(facts)
    data = {
        "period": str(period),
        "written": written,
        "items": [_item(one, row, facts) for one, row in zip(drafts, facts.items, strict=True)],
    }
    return Answer(data, _lines(drafts, facts))


def _item(one: ItemDraft, row: ReportItemRow, facts: ReportFacts) -> dict[str, Any]:
    return {
        "item": _number(row, facts),
        "guid": row.guid,
        "title": row.title,
        "status": one.status,
        "text": one.text,
        "statements": [{"text": statement.text, "rows": list(statement.rows)} for statement in one.statements],
        "gaps": list(one.gaps),
    }


def _number(row: ReportItemRow, facts: ReportFacts) -> str:
    """The heading's number with those above it: "II.2.1"."""
    parent = next((item for item in facts.items if item.guid == row.parent_guid), None)
    own = row.number.rpartition(".")[2]
    return f"{_number(parent, facts)}.{own}" if parent is not None else own


def _lines(drafts: tuple[ItemDraft, ...], facts: ReportFacts) -> list[str]:
    lines: list[str] = []
    for one, row in zip(drafts, facts.items, strict=True):
        lines.append(f"{_number(row, facts)} {row.title}")
        lines += [f"  {line}" for line in one.text.splitlines()]
    return lines
