"""A first draft of a report from what is known: nothing invented, each statement with the rows it rests on."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.documents.figures_appendix import quoted_values
from cchc_desktop.documents.report import not_applicable
from cchc_desktop.i18n import _
from cchc_desktop.models.draft_rows import ItemDraft, ReportFacts, Statement
from cchc_desktop.models.report import Report, ReportItem, ReportStatement
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.rules.figure_quotes import filled
from cchc_desktop.rules.gaps import gap, gaps_in
from cchc_desktop.rules.markup import Block, BlockKind, Run, parse_markup, to_markup
from cchc_desktop.rules.sentences import bare, fill
from cchc_desktop.rules.statuses import ItemStatus
from cchc_desktop.services.pairing import paired
from cchc_desktop.services.reporting.draft_figures import figure_statements, paper_statements
from cchc_desktop.services.reporting.draft_tasks import field_statements, plan_statements, task_statements
from cchc_desktop.services.reporting.draft_topics import topic_of, topic_statements
from cchc_desktop.services.reporting.report_facts import read_facts
from cchc_desktop.services.reporting.reports import refuse_sent
from cchc_desktop.services.reporting.sentence_forms import OF_REPORTS, keep_wording, sentence_forms, unusable
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


def draft_report(facts: ReportFacts, only: Collection[str] | None = None) -> tuple[ItemDraft, ...]:
    """The drafts of a report's headings, or of some of them, in reading order, worded as its first drafts were.

    Raises `UserError` when the templates of sentences cannot be used.
    """
    forms = facts.wording or sentence_forms(OF_REPORTS)
    try:
        return tuple(_draft(item, facts, forms) for item in facts.items if only is None or item.guid in only)
    except (KeyError, TypeError, AttributeError) as error:
        raise unusable(OF_REPORTS) from error


def _draft(item: ReportItemRow, facts: ReportFacts, forms: dict[str, Any]) -> ItemDraft:
    if item.status == ItemStatus.NOT_APPLICABLE:
        statements = [Statement(item.reason.strip() or not_applicable(item.title), (item.guid,))]
    else:
        statements = _statements(item, facts, forms)
    gaps = tuple(found for statement in statements for found in gaps_in(statement.text))
    return ItemDraft(item.guid, item.status, markup_of(statements), tuple(statements), gaps)


def _statements(item: ReportItemRow, facts: ReportFacts, forms: dict[str, Any]) -> list[Statement]:
    known = facts.item(item.guid)
    topic = topic_of(item, forms) if not item.field_code else None
    heading = any(other.parent_guid == item.guid for other in facts.items)
    if topic is not None and not heading:
        return topic_statements(topic, facts, forms)
    made: list[Statement] = []
    codes = [fact.row.code for fact in known.figures]
    if any(set(codes) & set(form) for form in forms["plan"]["figures"]):
        made += plan_statements(facts, forms)
    elif item.field_code and _first_of_field(item, facts.items):
        made += field_statements((*known.tasks, *known.others), facts, forms)
    made += figure_statements(known.figures, facts, forms)
    made += paper_statements(codes, facts, forms)
    made += task_statements(known.tasks, forms)
    if not made and not heading and not item.optional:
        made.append(Statement(gap(fill(forms["nothing"], {"title": bare(item.title)}))))
    return made


def _first_of_field(item: ReportItemRow, items: Sequence[ReportItemRow]) -> bool:
    """Whether the heading is the first of its field: how the field stands is told once."""
    return next((other.guid for other in items if other.field_code == item.field_code), "") == item.guid


def markup_of(statements: Sequence[Statement]) -> str:
    """The statements as a list, one a line."""
    return to_markup(Block(BlockKind.BULLET, (Run(statement.text),)) for statement in statements)


def new_statements(statements: Sequence[Statement], said: Collection[str]) -> list[Statement]:
    """Those that are not among the lines said already (`lines_of`): a result is told once in a report."""
    return [statement for statement in statements if _even(statement.text) not in said]


def statements_in(text: str, kept: Sequence[Statement]) -> list[Statement]:
    """Those of the kept statements that still stand in a text, unedited."""
    lines = lines_of(text)
    return [statement for statement in kept if any(_even(statement.text) in line for line in lines)]


def is_untouched(text: str, kept: Sequence[Statement]) -> bool:
    """Whether a text is nothing but what drafts put there."""
    lines = lines_of(text)
    return not lines or lines == [_even(statement.text) for statement in kept]


def lines_of(text: str) -> list[str]:
    """The words of a text in markup, line by line, with single spaces."""
    return [_even(block.text) for block in parse_markup(text)]


def _even(text: str) -> str:
    """Words with single spaces: editors change no-break spaces."""
    return " ".join(text.split())


def untouched_drafts(facts: ReportFacts) -> list[str]:
    """The guids of the items whose draft nobody edited and would now be another one."""
    old = [
        item
        for item in facts.items
        if item.text.strip()
        and item.status == ItemStatus.DRAFT
        and is_untouched(item.text, facts.kept.get(item.guid, ()))
    ]
    drafts = draft_report(facts, {item.guid for item in old})
    made = {draft.item_guid: {_even(statement.text) for statement in draft.statements} for draft in drafts}
    elsewhere = {item.guid: set(lines_of(item.text)) for item in facts.items}
    found = []
    for item in old:
        others = set().union(*(lines for guid, lines in elsewhere.items() if guid != item.guid))
        if made[item.guid] - others != elsewhere[item.guid] - others:
            found.append(item.guid)
    return found


def outdated(facts: ReportFacts) -> list[tuple[str, Statement]]:
    """By item: the drafted sentences that still stand in the text while the rows they rest on now say something else.

    The day that a sentence names does not count: it is another one every day.
    """
    now = {_undated(statement.text) for draft in draft_report(facts) for statement in draft.statements}
    return [
        (item.guid, statement)
        for item in facts.items
        if item.status != ItemStatus.NOT_APPLICABLE
        for statement in statements_in(item.text, facts.kept.get(item.guid, ()))
        if statement.rows and _undated(statement.text) not in now
    ]


def _undated(text: str) -> str:
    return _DAY.sub("", _even(text))


def write_drafts(
    dossier: Dossier, *, report_guid: str, today: date, items: Collection[str] | None = None, again: bool = False
) -> Change:
    """Draft the headings that are empty, or the given ones; with `again` drafts that nobody edited are made anew.

    What the officer wrote stays: under given headings the draft comes below it, others are left alone, as are those
    that do not apply and, unless they are given, those that are done. Raises `UserError` for a report that is sent.
    """
    with dossier.change(_("Draft the report")) as work:
        refuse_sent(work.session.get_one(Report, report_guid))
        facts = read_facts(dossier, report_guid, today)
        values = quoted_values([fact.row for fact in facts.figures])
        said = {item.guid: set(lines_of(filled(item.text, values))) for item in facts.items}
        for draft, item in zip(draft_report(facts), facts.items, strict=True):
            kept = facts.kept.get(item.guid, ())
            if not _may_draft(item, kept, items, again):
                continue
            replaced = is_untouched(item.text, kept)
            own = set() if replaced else said[item.guid]
            added = new_statements(draft.statements, own.union(*(said[g] for g in said if g != item.guid)))
            if added:
                before = "" if replaced else item.text.rstrip() + "\n"
                said[item.guid] = own.union(_even(statement.text) for statement in added)
                _write(work.session.get_one(ReportItem, item.guid), before + markup_of(added))
                _keep(work.session, item.guid, added, () if replaced else kept)
                keep_wording(work.session, report_guid)
    return work.change


def _may_draft(item: ReportItemRow, kept: Sequence[Statement], chosen: Collection[str] | None, again: bool) -> bool:
    if item.status == ItemStatus.NOT_APPLICABLE or (chosen is not None and item.guid not in chosen):
        return False
    if chosen is not None:
        return True
    return item.status != ItemStatus.DONE and (not item.text.strip() or (again and is_untouched(item.text, kept)))


def _write(item: ReportItem, text: str) -> None:
    item.text = text
    if item.status == ItemStatus.EMPTY:
        item.status = ItemStatus.DRAFT


def add_statements(dossier: Dossier, *, item_guid: str, text: str, statements: Sequence[Statement]) -> Change:
    """Keep an item's new text together with the trace of the statements that were put into it."""
    with dossier.change(_("Insert into report")) as work:
        item = work.session.get_one(ReportItem, item_guid)
        refuse_sent(work.session.get_one(Report, item.report_guid))
        rows = work.session.scalars(select(ReportStatement).where(ReportStatement.item_guid == item_guid)).all()
        ordered = sorted(rows, key=lambda row: (row.position, row.guid))
        kept = [Statement(row.text, tuple(guid for guid in row.rows.split(",") if guid)) for row in ordered]
        _write(item, text)
        _keep(work.session, item_guid, statements, statements_in(text, kept))
        if statements:
            keep_wording(work.session, item.report_guid)
    return work.change


def _keep(session: Session, item_guid: str, added: Sequence[Statement], kept: Sequence[Statement]) -> None:
    """The item's statements are those kept and those added, each in the row that it had."""
    present = list(session.scalars(select(ReportStatement).where(ReportStatement.item_guid == item_guid)))
    present.sort(key=lambda row: (row.position, row.guid))
    wanted = [*kept, *added]
    found, gone = paired(present, [statement.text for statement in wanted], lambda row: row.text)
    for row in gone:
        session.delete(row)
    for position, (there, statement) in enumerate(zip(found, wanted, strict=True)):
        row = ReportStatement(item_guid=item_guid) if there is None else there
        session.add(row)
        row.position, row.text, row.rows = position, statement.text, ",".join(filter(None, statement.rows))
