"""What a command answers: JSON for programs, lines for people, notes for standard error."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules.periods import period_title

if TYPE_CHECKING:
    from cchc_desktop.exchange.package_format import PackageInfo
    from cchc_desktop.models.index_rows import IndexView
    from cchc_desktop.models.package_log_rows import PackageLogRow
    from cchc_desktop.models.plan_rows import YearPaperView
    from cchc_desktop.models.report_rows import ReportView
    from cchc_desktop.models.task_rows import MilestoneRow, TaskRow
    from cchc_desktop.services.intake.imports import ImportResult
    from cchc_desktop.services.papers.year_papers import ListedPaper
    from cchc_desktop.storage.rescued import Note, Rescued


@dataclass(frozen=True)
class Answer:
    """`data` is what ``--json`` prints, `lines` what is printed without it, `notes` go to standard error.

    `code` is the exit code of a job that was done. Where there is `listed`, ``--json`` prints that list instead.
    """

    data: dict[str, Any]
    lines: list[str]
    notes: list[str] = field(default_factory=list)
    code: int = 0
    listed: list[dict[str, Any]] | None = None


def task(row: "TaskRow") -> dict[str, Any]:
    """A task; `number` counts within its group as in the frame, `letter` as in the list."""
    return {
        "guid": row.guid,
        "number": row.number,
        "letter": row.letter,
        "group_number": row.group_number,
        "group": row.group_title,
        "objective": row.objective,
        "task": row.text,
        "activities": [activity.text for activity in row.activities],
        "products": [product.text for product in row.products],
        "leads": [unit.text for unit in row.leads],
        "coordinators": [unit.text for unit in row.coordinators],
        "deadline": row.deadline,
        "milestones": [milestone(m) for m in row.milestones],
        "budget": row.budget_text,
        "budget_amount": row.budget_amount,
        "status": row.status,
        "percent": row.percent,
        "result": row.result,
        "evidence": row.evidence_count,
        "source": row.source,
        "printed_number": row.printed_number,
        **{str(column): text for column, text in row.further},
    }


def milestone(row: "MilestoneRow") -> dict[str, Any]:
    """One dated meaning of a deadline."""
    return {
        "kind": row.kind,
        "label": row.label,
        "from": to_json(row.date_from),
        "to": to_json(row.date_to),
        "done": to_json(row.done_on),
    }


def tasks(year: int, views: "tuple[YearPaperView, ...]") -> Answer:
    """The tasks of all plans of a year, in printed order."""
    rows = [{**task(row), "plan": view.plan.title} for view in views for row in view.tasks]
    lines: list[str] = []
    for view in views:
        lines.append(view.plan.title)
        for group in view.groups:
            lines.append(f"{group.number}. {group.title}")
            lines += [_task_line(row) for row in view.tasks if row.group_guid == group.guid]
    return Answer({"year": year, "tasks": rows}, lines)


def _task_line(row: "TaskRow") -> str:
    parts = [row.text, "; ".join(unit.text for unit in row.leads), " ".join(row.deadline.split())]
    cited = f" [{row.printed_number}]" if row.printed_number not in ("", row.number) else ""
    return f"  {row.number}.{cited} " + " | ".join(part for part in parts if part)


def plans(year: int, views: "tuple[YearPaperView, ...]") -> Answer:
    """The plans of a year with their papers, sections and groups; their tasks have an answer of their own."""
    rows = [{k: v for k, v in to_json(view).items() if k != "tasks"} for view in views]
    lines = []
    for view in views:
        lines.append(f"{view.plan.title} ({view.plan.task_count})")
        for section in view.sections:
            lines.append("  " * section.level + f"{section.number}. {section.title}".lstrip(". "))
    return Answer({"year": year, "plan": rows}, lines)


def papers(year: int, listed: "tuple[ListedPaper, ...]") -> Answer:
    """All papers of a year, each with what names it to the other commands."""
    rows = [
        {
            "guid": one.plan.guid,
            "paper_guid": one.plan.paper_guid,
            "decision_guid": one.plan.decision_guid,
            "kind": one.paper_kind,
            "plan_kind": one.plan.kind,
            "number": one.number,
            "title": one.plan.title,
            "status": str(one.plan.status),
            "tasks": one.plan.task_count,
        }
        for one in listed
    ]
    lines = [f"{one.plan.guid} | {one.paper_kind} | {one.words}" for one in listed]
    return Answer({"year": year, "papers": rows}, lines)


def reports(year: int, views: "tuple[ReportView, ...]") -> Answer:
    """The reports of a year with items and figures."""
    lines = []
    for view in views:
        row = view.report
        lines.append(f"{row.period} {row.title}: {row.items_done}/{row.items_total}, {row.status}")
        lines += ["  " * item.level + f"[{item.status}] {item.number}. {item.title}" for item in view.items]
    return Answer({"year": year, "report": to_json(views)}, lines)


def indices(year: int, views: "tuple[IndexView, ...]") -> Answer:
    """The criteria sets of a year with their scores."""
    lines = []
    for view in views:
        lines.append(f"{view.title}: {to_json(view.self_total)}/{to_json(view.own_max)} {view.band}".rstrip())
        for row in view.criteria:
            score = "-" if row.self_score is None else to_json(row.self_score)
            lines.append("  " * row.level + f"{row.code} {row.name}: {score}/{to_json(row.max_points)}")
    return Answer({"year": year, "indices": to_json(views)}, lines)


def log(year: int, rows: "tuple[PackageLogRow, ...]") -> Answer:
    """The packages sent and received for a year."""
    from cchc_desktop.exchange.package_format import short_hash

    data = [{**to_json(row), "short_hash": short_hash(row.sha256)} for row in rows]
    lines = [
        f"{row.at:%Y-%m-%d %H:%M} {row.direction} {row.partner}: {row.subject} ({short_hash(row.sha256)}, {row.status})"
        for row in rows
    ]
    return Answer({"year": year, "log": data}, lines)


def imported(result: "ImportResult") -> Answer:
    """What was taken in, what is missing, what found no place, what is doubtful."""
    from cchc_desktop.readers.doubts import doubt_words

    data = {
        "tasks": result.tasks,
        "criteria": result.criteria,
        "groups": [{"title": title, "tasks": count} for title, count in result.groups],
        "missing": dict(result.missing),
        "unplaced": [to_json(one) for one in result.unplaced],
        "doubtful": [{"line": line, "text": text, "doubts": list(why)} for line, text, why in result.doubtful],
        "warnings": list(result.warnings),
    }
    said = ngettext("{count} task was taken in.", "{count} tasks were taken in.", result.tasks)
    lines = [said.format(count=result.tasks)] if result.tasks else [_("The file was taken in.")]
    if result.criteria:
        said = ngettext("{count} criterion was taken in.", "{count} criteria were taken in.", result.criteria)
        lines = [said.format(count=result.criteria)]
    lines += [f"  {count:3} {title}" for title, count in result.groups]
    names = {
        "lead": _("lead unit"),
        "coordination": _("coordinating unit"),
        "product": _("product"),
        "deadline": _("deadline"),
        "budget": _("budget"),
    }
    gaps = ", ".join(f"{names.get(name, name)} {count}" for name, count in result.missing.items() if count)
    lines += [_("Missing: {gaps}").format(gaps=gaps)] if gaps else []
    lines += [_("Line {line} found no place: {text}").format(line=one.line, text=one.text) for one in result.unplaced]
    lines += [
        _("Line {line}, {doubt}: {text}").format(line=line, doubt=", ".join(map(doubt_words, why)), text=text)
        for line, text, why in result.doubtful
    ]
    return Answer(data, lines, list(result.warnings))


def rescued(done: "Rescued") -> Answer:
    """What of a damaged dossier came through, what did not."""
    from cchc_desktop.storage.rescued import list_lines

    def rows(notes: "list[Note]") -> list[dict[str, str]]:
        return [{"table": note.table, "guid": note.guid, "what": note.what, "known": note.known} for note in notes]

    data = {
        "dossier": str(done.path),
        "rows": done.total,
        "lost": rows(done.lost),
        "mended": rows(done.mended),
        "backup": str(done.backup) if done.backup else None,
        "list": str(done.list_path) if done.list_path else None,
    }
    return Answer(data, [str(done.path), *list_lines(done)])


def package(info: "PackageInfo") -> Answer:
    """A package that was made or checked."""
    manifest = info.manifest
    data = {
        "file": str(info.path),
        "size": info.size,
        "hash": info.short_hash,
        "sha256": info.sha256,
        "office": info.office,
        "superior": manifest.superior,
        "year": info.year,
        "period": info.period or None,
        "note": manifest.note,
        "made_at": to_json(manifest.made_at),
        "program_version": manifest.program_version,
        "dossier": manifest.dossier_guid,
        "kind": info.kind,
        "content": manifest.content,
        "evidence": manifest.evidence,
        "answers": manifest.answers or None,
        "locked": info.locked,
        "counts": dict(info.counts),
        "entries": to_json(info.entries),
    }
    lines = [
        _("The file is intact, check code {code} matches.").format(code=info.short_hash),
        f"{info.office}, {period_title(info.year, info.period)}",
        *(f"  {entry.size:>10} {entry.name}" for entry in info.entries),
    ]
    return Answer(data, lines)
