"""All texts of a plan that another year's plan takes over, each with its years moved on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from cchc_desktop.i18n import _
from cchc_desktop.models.copy_rows import MovedLine
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan import Target, YearPaper
from cchc_desktop.rules.frame_columns import Column, about
from cchc_desktop.rules.moving_years import YearDoubt, cites_year, move_years
from cchc_desktop.services.frame.task_rows import group_rows, task_rows
from cchc_desktop.services.papers.legal_bases import flag_expired
from cchc_desktop.services.papers.papers import paper_row
from cchc_desktop.services.papers.plans import section_rows
from cchc_desktop.services.reporting.outlines import outline_along
from cchc_desktop.storage.dossier import Dossier

EXPIRED = "expired"
BODY = ":body"  # how the key of a section's text ends, the only text with markup


@dataclass(frozen=True)
class PlanText:
    """One text: its key, where it stands in words, itself, and what kind of years it holds.

    `cited` texts are papers that others wrote: they are looked at, never moved.
    """

    key: str
    place: str
    text: str
    deadline: bool = False
    cited: bool = False


class MovedTexts:
    """The texts of one plan by key, moved to another year but for those that the officer keeps.

    Without `with_papers`, those of its groups and tasks alone.
    """

    def __init__(
        self,
        dossier: Dossier,
        plan_guid: str,
        year: int,
        kept: Collection[str] = (),
        with_tasks: bool = True,
        with_papers: bool = True,
    ) -> None:
        with dossier.read() as session:
            self._old = session.get_one(YearPaper, plan_guid).year
        self._new, self._kept = year, kept
        self._texts = {text.key: text for text in _texts_of(dossier, plan_guid, with_tasks, with_papers)}
        self._moved = {key: self._move(text) for key, text in self._texts.items()}
        self._flag_expired(dossier)

    def __getitem__(self, key: str) -> str:
        line = self._moved[key]
        return line.before if key in self._kept else line.after

    def lines(self) -> tuple[MovedLine, ...]:
        """What moves and what is doubtful, in the order of the plan."""
        return tuple(line for line in self._moved.values() if line.moves or line.doubts)

    def _move(self, text: PlanText) -> MovedLine:
        if text.cited:
            doubts = (str(YearDoubt.CITED_YEAR),) if cites_year(text.text, self._old) else ()
            return MovedLine(text.key, text.place, text.text, text.text, doubts)
        moved = move_years(text.text, self._old, self._new, deadline=text.deadline)
        return MovedLine(text.key, text.place, text.text, moved.text, tuple(str(doubt) for doubt in moved.doubts))

    def _flag_expired(self, dossier: Dossier) -> None:
        """Mark the texts that cite papers which are no longer in force when the new year begins."""
        keys = list(self._moved)
        for flag in flag_expired(dossier, [self._texts[key].text for key in keys], date(self._new, 1, 1)):
            key = keys[flag.index]
            line = self._moved[key]
            replaced = flag.basis.replaced_by
            words = _("{paper}: no longer in force").format(paper=flag.basis.text)
            note = (
                _("{paper}: replaced by {other}").format(paper=flag.basis.text, other=replaced) if replaced else words
            )
            doubts = tuple(dict.fromkeys((*line.doubts, EXPIRED)))
            notes = "\n".join(filter(None, (line.note, note)))
            self._moved[key] = MovedLine(key, line.place, line.before, line.after, doubts, notes)


def _texts_of(dossier: Dossier, plan_guid: str, with_tasks: bool, with_papers: bool) -> Iterator[PlanText]:
    if with_papers:
        yield from _of_plan(dossier, plan_guid)
    if with_tasks:
        yield from _of_tasks(dossier, plan_guid)


def _of_plan(dossier: Dossier, plan_guid: str) -> Iterator[PlanText]:
    with dossier.read() as session:
        plan = session.get_one(YearPaper, plan_guid)
        papers = [paper_row(session, guid) for guid in (plan.decision_guid, plan.paper_guid) if guid]
        sections = section_rows(session, plan_guid)
        known = select(Target.guid, Target.text).where(Target.plan_guid == plan_guid).order_by(Target.position)
        targets = session.execute(known).all()
        outlines = {paper.guid: outline_along(session, paper.guid) for paper in papers}
    for paper in papers:
        yield from _of_paper(paper)
    for guid, outline in outlines.items():
        if outline is None:
            continue
        yield PlanText(f"{guid}:outline", _("Outline"), outline.title)
        for item in outline.items:
            place = " ".join(filter(None, (item.number, item.title)))
            yield PlanText(f"{item.guid}:title", _("Heading of the outline"), item.title)
            yield PlanText(f"{item.guid}:guidance", place, item.guidance)
    for section in sections:
        place = " ".join(filter(None, (section.number, section.title))) or _("Text")
        yield PlanText(f"{section.guid}:title", _("Heading"), section.title)
        yield PlanText(f"{section.guid}{BODY}", place, section.body)
    for guid, text in targets:
        yield PlanText(guid, _("Target"), text)


def _of_tasks(dossier: Dossier, plan_guid: str) -> Iterator[PlanText]:
    with dossier.read() as session:
        groups, tasks = group_rows(session, plan_guid), task_rows(session, plan_guid)
    for group in groups:
        yield PlanText(group.guid, _("Group {number}").format(number=group.number), group.title)
    for task in tasks:
        place = _("Task {number} of group {group}").format(number=task.number, group=task.group_number)
        for column, text in task.cells.items():
            if about(column).moves:
                yield PlanText(f"{task.guid}:{column}", place, text, deadline=column is Column.DEADLINE)


def _of_paper(paper: PaperRow) -> Iterator[PlanText]:
    yield PlanText(f"{paper.guid}:subject", _("Subject of the paper"), paper.subject)
    for number, text in enumerate(paper.legal_bases):
        yield PlanText(f"{paper.guid}:legal_basis:{number}", _("Legal basis"), text, cited=True)
    yield PlanText(f"{paper.guid}:preamble", _("Opening of the paper"), paper.preamble)
    for number, text in enumerate(paper.articles):
        yield PlanText(f"{paper.guid}:article:{number}", _("Article {number}").format(number=number + 1), text)
    yield PlanText(f"{paper.guid}:closing", _("Closing of the paper"), paper.closing)
