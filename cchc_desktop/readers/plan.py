"""A whole plan: the papers of a file, the sections of the plan's body, and its tasks in list or table form."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.any_file import read_copied, read_source
from cchc_desktop.readers.body import Body, read_body
from cchc_desktop.readers.doubts import with_unsure_lines
from cchc_desktop.readers.headed_table import header_texts, plain_cell
from cchc_desktop.readers.ledger import Ledger
from cchc_desktop.readers.marks import MarkedLine, read_lines
from cchc_desktop.readers.outline import outline_from
from cchc_desktop.readers.papers import Paper, plan_inside, read_papers
from cchc_desktop.readers.plan_parts import PlanPieces, part_source, read_frames
from cchc_desktop.readers.read_rows import (
    ReadGroup,
    ReadOutline,
    ReadPaper,
    ReadPlan,
    ReadSection,
    ReadTarget,
    Unplaced,
)
from cchc_desktop.readers.scan_doubts import unsure_lines
from cchc_desktop.readers.source import Source, SourceLine, SourceRow
from cchc_desktop.readers.tables import Choice, Meaning
from cchc_desktop.readers.text_tables import has_merged, with_tables
from cchc_desktop.readers.wrapped import joined_lines
from cchc_desktop.rules.citing import Head, short_citation
from cchc_desktop.rules.money import is_beyond
from cchc_desktop.rules.roles import SectionRole
from cchc_desktop.text import fold


def read_plan(path: Path, learned: Mapping[str, Meaning] | None = None, letter: bool = False) -> ReadPlan:
    """The plan in a Word, Excel or text file; raises UserError where the file is no readable plan.

    `learned` are the columns of header rows that an officer taught before; `letter` says that the file is an official
    letter, whatever papers it brings along.
    """
    return plan_from(read_source(path), path.name, Choice(learned=learned or {}, letter=letter))


def read_plan_text(text: str) -> ReadPlan:
    """The plan in text from the clipboard, running text or cells copied from Excel."""
    return plan_from(read_copied(text), _("The copied text"))


def plan_from(source: Source, name: str, choice: Choice = Choice()) -> ReadPlan:  # noqa: B008 a frozen value
    """The plan a source holds; `name` is what error messages call it, `choice` what the officer chose of it."""
    parts = part_source(source, choice)
    groups, unplaced, notes = read_frames(parts, choice)
    lines = joined_lines(sorted(parts.lines, key=lambda line: line.number))
    papers = read_papers(read_lines(lines), [line for line, _place, _frame in parts.frames])
    decision = _decision(papers)
    main = _letter(papers) if choice.letter else _main_paper(papers, decision, bool(groups))
    if main is decision and (main.body or groups):
        main = plan_inside(main)
    assigns = main.kind in ("letter", "notice") and not groups
    main.body, others = with_tables(main.body, parts.texts, {line.number for line in lines})
    in_text = {row.number for table in parts.texts for row in table.rows}
    in_text -= {row.number for table in others for row in table.rows}
    body = read_body(main.body, assigns) if main is not decision else Body()
    form, groups, doubled = _choose(groups, body, unplaced)
    sections = _with_task_section(body.sections, bool(groups), parts) if main.kind != "letter" else body.sections
    targets = [target for _frame, found in parts.targets for target in found]
    sections = _with_targets(sections, [target for target in targets if target.line not in in_text], papers)
    said = {target.line for target in targets}
    parts.tables += [table for table in others if not any(row.number in said for row in table.rows)]
    outline = _outline(papers, main, lines)
    tables = [line for line, _place, _frame in parts.frames] + [target.line for target in targets]
    for paper, after in zip_longest(papers, papers[1:]):
        unplaced.extend(paper.unplaced)
        end = after.line if after is not None else None
        holds = any(paper.line <= line and (end is None or line < end) for line in tables)
        if paper.kind == "appendix" and holds and not paper.body:
            # Nothing but the title above a frame, or above targets.
            paper.reprinted[:0] = [paper.title, *(paper.subject if paper is not main else ())]
        elif paper is not main and paper is not decision and not (outline and paper.kind == "outline"):
            unplaced.extend(_left_over(paper))
    if decision is not None:
        unplaced.extend(_unplaced_lines(decision.body, decision.title))
    for table in parts.tables:
        unplaced.extend(_unplaced_rows(table.rows, table.where or _("Table")))
    unplaced.extend(body.unplaced)
    unplaced.extend(outline.unplaced if outline else ())
    unplaced.extend(Unplaced(line, text, where) for line, text, where in source.asides)
    if not _is_whole(main):
        _refuse_empty(groups, sections, parts, name)
    kept = _kept_as(main)
    warnings = [*kept, *source.warnings, *body.warnings, *doubled, *_paper_warnings(papers, groups, main)]
    if has_merged(table for table in parts.texts if table.rows[0].number in in_text):
        warnings.append(_("A table in the text had merged cells: their words were repeated in each of the cells."))
    read = ReadPlan(
        decision.read() if decision is not None and decision is not main else None,
        main.read(body.closing),
        tuple(sections),
        tuple(groups),
        (),
        (*warnings, *(outline.warnings if outline else ())),
        form,
        tuple(notes),
        outline,
        tuple(targets),
    )
    unplaced.extend(_forgotten(source, choice, read, unplaced, papers, parts))
    made = with_unsure_lines(_with_source(read), unsure_lines(source))
    return replace(read, groups=made, unplaced=tuple(sorted(unplaced, key=lambda item: item.line)))


def _with_source(read: ReadPlan) -> tuple[ReadGroup, ...]:
    """The groups; tasks that a letter assigns name it as their source, unless their table names another."""
    paper = read.paper
    if paper.kind != "letter" or not paper.symbol:
        return read.groups
    source = short_citation(Head(paper.number, paper.symbol, paper.issued_on, paper.issuer))
    return tuple(
        replace(group, tasks=tuple(replace(task, source=task.source or source) for task in group.tasks))
        for group in read.groups
    )


def _outline(papers: list[Paper], main: Paper, lines: Sequence[SourceLine]) -> ReadOutline | None:
    """The report outline among the papers, where it is an appendix and has headings."""
    for paper, after in zip_longest(papers, papers[1:]):
        if paper is not None and paper.kind == "outline" and paper is not main:
            end = after.line if after is not None else lines[-1].number + 1
            own = tuple(line for line in lines if paper.line <= line.number < end)
            with suppress(UserError):
                return outline_from(Source(own), paper.title)
    return None


def _forgotten(
    source: Source,
    choice: Choice,
    read: ReadPlan,
    unplaced: Sequence[Unplaced],
    papers: Sequence[Paper],
    parts: PlanPieces,
) -> list[Unplaced]:
    """What of the source is neither in the rows that were read nor shown."""
    ledger = Ledger(source, choice.convert)
    ledger.strike(read.decision, read.paper, read.sections, read.outline, unplaced)  # sections say the targets too
    for group in read.groups:
        ledger.strike(group.number, group.title)
        objective = ""
        for task in group.tasks:
            # An objective stands once over all of its tasks.
            ledger.strike(replace(task, objective="") if task.objective == objective else task)
            objective = task.objective
    for paper in papers:
        ledger.strike(paper.reprinted, paper.warnings, paper.named)
    for _line, _place, frame in parts.frames:
        ledger.strike([row.cells for row in frame.heads])
    for heads, targets in parts.targets:
        ledger.strike([row.cells for row in heads.heads], [target.number for target in targets])
    return ledger.left()


def _decision(papers: list[Paper]) -> Paper | None:
    """The decision that the plan is attached to: the one that the plan names, else the last before it."""
    decisions = [paper for paper in papers if paper.kind == "decision"]
    plan = next((paper for paper in papers if paper.kind in ("plan", "programme")), None)
    if plan is not None:
        ties = " ".join(plan.reprinted)
        named = [one for one in decisions if one.symbol and re.search(rf"\b{one.number}/{re.escape(one.symbol)}", ties)]
        before = [one for one in decisions if one.line < plan.line]
        decisions = named or before[-1:] or decisions
    return decisions[0] if decisions else None


def _letter(papers: list[Paper]) -> Paper:
    """The letter among the papers; the first one, taken for it, where none looks like it."""
    found = next((paper for paper in papers if paper.kind == "letter"), papers[0])
    found.kind = "letter"
    return found


def _main_paper(papers: list[Paper], decision: Paper | None, with_frame: bool) -> Paper:
    """The plan among the papers; else the report or letter that brings a frame, else the first with a body."""
    for wanted in ("plan", "programme", "report", "letter", "submission", "notice"):
        for paper in papers:
            if paper.kind == wanted and (wanted in ("plan", "programme") or with_frame or len(papers) == 1):
                return paper
    others = [paper for paper in papers if paper is not decision]
    return next((paper for paper in others if paper.body), others[0] if others else papers[0])


def _choose(groups: list[ReadGroup], body: Body, unplaced: list[Unplaced]) -> tuple[str, list[ReadGroup], list[str]]:
    """Form, groups and warnings where a plan prints its tasks as a list, as a table, or both."""
    in_table = sum(len(group.tasks) for group in groups)
    in_list = sum(len(group.tasks) for group in body.groups)
    if not in_table or not in_list:
        return ("table", groups, []) if in_table else ("list", body.groups, [])
    form, taken, other = ("table", groups, body.groups) if in_table >= in_list else ("list", body.groups, groups)
    for group in other:
        for task in group.tasks:
            text = " | ".join(" ".join(cell.split()) for cell in task.cells.values() if cell)
            unplaced.append(Unplaced(task.line, text, group.title))
    warning = _(
        "The tasks stand in the file twice, {listed} in the list and {framed} in the table; the longer one was taken."
    )
    return form, taken, [warning.format(listed=in_list, framed=in_table)]


def _with_task_section(sections: list[ReadSection], with_tasks: bool, parts: PlanPieces) -> list[ReadSection]:
    """Where the tasks came from a table, the section it stands in, or the one named after tasks, holds them."""
    if not with_tasks or any(section.role == SectionRole.TASKS for section in sections):
        return sections
    begin = parts.frames[0][0] if parts.frames else 0
    if parts.headings and all(section.line > begin for section in sections):
        # The headings above the tables became groups.
        return [ReadSection("", "", 1, "", "tasks", begin), *sections]
    named = [s for s in sections if s.level == 1 and "nhiem vu" in fold(s.title)]
    above = [s for s in sections if s.level == 1 and s.line <= begin]
    chosen = named[0] if named else above[-1] if above and above[-1] is not sections[-1] else None
    return [ReadSection(s.number, s.title, s.level, s.body, "tasks", s.line) if s is chosen else s for s in sections]


def _with_targets(sections: list[ReadSection], targets: list[ReadTarget], papers: Sequence[Paper]) -> list[ReadSection]:
    """The sections, with what tables of targets say in words: in the section above a table, or in one of its own."""
    told = [*sections]
    for target in targets:
        begun = max((paper.line for paper in papers if paper.line <= target.line), default=0)
        above = max((at for at, section in enumerate(told) if begun <= section.line <= target.line), default=None)
        if above is None or told[above].role == SectionRole.TASKS:
            above = sum(section.line <= target.line for section in told)
            told.insert(above, ReadSection("", "Chỉ tiêu", 1, "", "text", target.line))
        section = told[above]
        heading = [f"**{target.group}**"] if target.group and f"**{target.group}**" not in section.body else []
        lines = [*filter(None, [section.body]), *heading, f"- {target.in_words}"]
        told[above] = replace(section, body="\n".join(lines))
    return told


def _left_over(paper: Paper) -> list[Unplaced]:
    """Everything in a paper that is neither the plan nor its decision."""
    where = paper.title
    texts = [paper.title, *paper.subject, *paper.bases, *paper.preamble, *paper.articles, *paper.addressees]
    texts += [*paper.recipients, *paper.signing, paper.signer, paper.secretary, paper.authority]
    if paper.symbol:
        texts.append(f"{paper.number}/{paper.symbol}")
    if paper.place:
        texts.append(f"{paper.place} {paper.issued_on:%d/%m/%Y}" if paper.issued_on else paper.place)
    found = [Unplaced(paper.line, text, where) for text in texts if text and text != paper.title]
    if paper.title:
        found.insert(0, Unplaced(paper.line, paper.title, ""))
    return found + _unplaced_lines(paper.body, where)


def _unplaced_lines(lines: Iterable[MarkedLine], where: str) -> list[Unplaced]:
    return [Unplaced(line.number, line.plain, where) for line in lines]


def _unplaced_rows(rows: Iterable[SourceRow], where: str) -> list[Unplaced]:
    return [
        Unplaced(row.number, " | ".join(plain_cell(cell).replace("\n", " ") for cell in row.cells if cell), where)
        for row in rows
    ]


def _is_whole(main: Paper) -> bool:
    """Whether a paper that says its kind may be kept although it has neither headings nor tasks."""
    said = bool(main.body or main.preamble or main.addressees or main.articles)
    return said and main.kind not in ("", "plan", "programme", "appendix", "outline")


def _kept_as(main: Paper) -> list[str]:
    """What to say of a paper of a kind that the program does not make."""
    if not main.other:
        return []
    words = _(
        "This paper is of the kind “{kind}”, which the program does not make. Its whole text was kept as an official "
        "letter, whose subject begins with “{kind}”; its number and date are unchanged."
    )
    return [words.format(kind=main.other)]


def _refuse_empty(groups: list[ReadGroup], sections: list[ReadSection], parts: PlanPieces, name: str) -> None:
    """Raise UserError where nothing of a plan was found."""
    headed = any(section.title for section in sections)
    if groups or headed:
        return
    if parts.tables or parts.frames:
        raise UserError(
            _(
                "No task table was found in “{name}”. Looked for columns such as “Nhiệm vụ”, “Kết quả, sản phẩm”, "
                "“Chủ trì”, “Phối hợp”, “Thời gian hoàn thành”; found: {found}. "
                "Name the columns in the header row like these, then try again."
            ).format(name=name, found=", ".join(f"“{text}”" for text in header_texts(parts.tables)) or "…")
        )
    raise UserError(
        _(
            "No plan was found in “{name}”: neither headings such as “I. MỤC ĐÍCH, YÊU CẦU” nor a task table. "
            "Check that this is the right file."
        ).format(name=name)
    )


def _paper_warnings(papers: list[Paper], groups: list[ReadGroup], main: Paper) -> list[str]:
    warnings = [warning for paper in papers for warning in paper.warnings]
    if not groups and main.kind in ("", "plan", "programme"):
        warnings.append(_("No task with lead, product or deadline was found; the whole text was taken as sections."))
    beyond = [task for group in groups for task in group.tasks if is_beyond(task.budget)]
    if beyond:
        warnings.append(
            ngettext(
                "{count} amount is larger than a dossier can hold and is kept as text alone: line {line}, “{text}”.",
                "{count} amounts are larger than a dossier can hold and are kept as text alone: "
                "line {line}, “{text}” …",
                len(beyond),
            ).format(count=len(beyond), line=beyond[0].line, text=beyond[0].budget[:60])
        )
    reprinted = [text for paper in papers for text in paper.reprinted]
    if reprinted:
        warnings.append(
            _("Left out because the program prints these lines itself: {lines}.").format(lines=" / ".join(reprinted))
        )
    return warnings


__all__ = ["ReadPaper", "plan_from", "read_plan", "read_plan_text"]
