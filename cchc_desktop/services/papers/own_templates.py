"""Templates of the office's own: made from a paper, named anew, deleted, carried to other offices as files.

They are kept in the dossier, so they travel with it, and every step can be undone.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.template_file import LONGEST_TITLE, template_text, write_template
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.paper import PaperTemplate
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.template_rows import Placed, TemplateDecision, TemplateForm, TemplateSection
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.template_marks import ISSUED
from cchc_desktop.services.emulation.award_papers import award_words
from cchc_desktop.services.papers.papers_from_templates import template_form
from cchc_desktop.services.papers.plans import issued_words, read_plan
from cchc_desktop.services.papers.sections import NewSection
from cchc_desktop.services.papers.template_words import Marking, OfficeWords
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, fold
from cchc_desktop.writers.saving import Existing

_OF_TITLE = re.compile(r" ?(?:(?:năm )?\{(?:year|last_year)\}|(?:UBND |Ủy ban nhân dân )?\{(?:area|office)\})")


@dataclass(frozen=True)
class TemplateDraft:
    """What a paper would become as a template: a title to begin with, its placeholders, what does not come along."""

    title: str
    placed: tuple[Placed, ...]
    left_out: tuple[str, ...]


def draft_template(dossier: Dossier, plan_guid: str) -> TemplateDraft:
    """What saving a paper as a template would do; nothing is changed."""
    view = read_plan(dossier, plan_guid)
    with dossier.read() as session:
        form, marking = _form_of(dossier, session, view, "", ())
    subject = _OF_TITLE.sub("", " ".join(form.subject.split())).strip()
    title = f"{form.paper_kind.word} {subject[:1].lower()}{subject[1:]}".strip()[:LONGEST_TITLE]
    return TemplateDraft(title, marking.placed(), _left_out(view))


def save_template(dossier: Dossier, *, plan_guid: str, title: str, kept: Collection[str] = ()) -> Change:
    """Keep a paper as a template; the placeholders `kept` are not put, their words stay.

    Raises `UserError` when the title is empty, too long or that of another template of the office.
    """
    view = read_plan(dossier, plan_guid)
    with dossier.change(_("Save as a template")) as work:
        form, _marking = _form_of(dossier, work.session, view, _free_title(work.session, title), kept)
        work.session.add(PaperTemplate(title=form.title, form=template_text(form)))
    return work.change


def rename_template(dossier: Dossier, *, template_guid: str, title: str) -> Change:
    """Give a template of the office's own another title; raises `UserError` as `save_template` does."""
    with dossier.change(_("Rename a template")) as work:
        kept = work.session.get_one(PaperTemplate, template_guid)
        kept.title = _free_title(work.session, title, but=template_guid)
    return work.change


def delete_template(dossier: Dossier, *, template_guid: str) -> Change:
    """Remove a template of the office's own; papers made from it stay."""
    with dossier.change(_("Delete a template")) as work:
        work.session.delete(work.session.get_one(PaperTemplate, template_guid))
    return work.change


def export_template(dossier: Dossier, *, code: str, path: Path, existing: Existing = Existing.REFUSE) -> Path:
    """Write a template, bundled or the office's own, as a file; the path that it got."""
    with dossier.read() as session:
        form = template_form(session, code)
    return write_template(form, path, existing)


def add_template(dossier: Dossier, *, form: TemplateForm) -> Change:
    """Keep a template that came as a file (`exchange.template_file.read_template`) as the office's own.

    One whose title is here already gets a number behind its own. Raises `UserError` for the very same one.
    """
    form = replace(form, code="", title=" ".join(form.title.split()))
    with dossier.change(_("Take in a template")) as work:
        there = {kept.title: kept.form for kept in work.session.scalars(select(PaperTemplate))}
        if there.get(form.title) == template_text(form):
            raise UserError(_("The template “{title}” is here already; nothing was taken.").format(title=form.title))
        taken, title, serial = {fold(title) for title in there}, form.title, 1
        while fold(title) in taken:
            serial += 1
            title = f"{form.title[: LONGEST_TITLE - 6]} ({serial})"
        work.session.add(PaperTemplate(title=title, form=template_text(replace(form, title=title))))
    return work.change


def _free_title(session: Session, title: str, but: str = "") -> str:
    title = " ".join(clean(title).split())
    if not title or len(title) > LONGEST_TITLE:
        words = _("Type a title for the template, of at most {count} letters.")
        raise UserError(words.format(count=LONGEST_TITLE))
    others = session.scalars(select(PaperTemplate.title).where(PaperTemplate.guid != but))
    if fold(title) in map(fold, others):
        words = _("The office has a template “{title}” already. Type another title; nothing was changed.")
        raise UserError(words.format(title=title))
    return title


def _form_of(
    dossier: Dossier, session: Session, view: YearPaperView, title: str, kept: Collection[str]
) -> tuple[TemplateForm, Marking]:
    """The paper as a template, and the placeholders that were put."""
    words, drawn = award_words(dossier, session, view.plan.guid)
    marking = OfficeWords(session, view.plan.year, words).marking(kept)
    mark, paper = marking.mark, view.paper
    signed = view.decision or paper
    articles = () if view.decision else marking.mark_all(paper.articles)
    form = TemplateForm(
        title=title,
        paper_kind=PaperKind(paper.kind),
        plan_kind=view.plan.kind,
        by_decision=view.decision is not None,
        subject=mark(paper.subject),
        legal_bases=marking.mark_all(signed.legal_bases, years=False),
        preamble=mark(paper.preamble),
        addressees=marking.mark_all(paper.addressees),
        recipients=marking.mark_all(signed.recipients),
        sections=(
            *(TemplateSection(1, "", "", article, "article") for article in articles),
            *_sections_of(view, drawn, mark),
        ),
        closing=mark(paper.closing),
        authority=mark(paper.authority),
        frame_mode=view.plan.frame_mode,
        decision=_decision_of(view, view.decision, marking) if view.decision else None,
    )
    return form, marking


def _sections_of(
    view: YearPaperView, drawn: Mapping[str, str | Sequence[NewSection]], mark: Callable[[str], str]
) -> Iterator[TemplateSection]:
    """The sections; what a movement drew is drawn again, several that stand for one as that one."""
    texts = {body: name for name, body in drawn.items() if isinstance(body, str) and body}
    several = {
        (one.title, one.body): name for name, found in drawn.items() if not isinstance(found, str) for one in found
    }
    met: set[str] = set()
    for one in view.sections:
        name = texts.get(one.body, "") or several.get((one.title, one.body), "")
        if not name:
            yield TemplateSection(one.level, one.number, mark(one.title), mark(one.body), one.role)
        elif name not in met:
            title = mark(one.title) if name in texts.values() else ""
            yield TemplateSection(one.level, one.number, title, "", one.role, name)
        met.add(name)


def _decision_of(view: YearPaperView, decision: PaperRow, marking: Marking) -> TemplateDecision:
    """The decision, which goes on naming whatever paper it issues."""
    issued = issued_words(PaperKind(view.paper.kind), view.paper.subject)
    subject, *articles = (text.replace(issued, ISSUED) for text in (decision.subject, *decision.articles))
    return TemplateDecision(
        marking.mark(subject),
        marking.mark_all(articles),
        marking.mark(decision.preamble),
        marking.mark(decision.closing),
        marking.mark(decision.authority),
    )


def _left_out(view: YearPaperView) -> tuple[str, ...]:
    """What of a paper no template holds, in words."""
    found = [_("number, date and signer")]
    if view.tasks:
        found.append(ngettext("{count} task", "{count} tasks", len(view.tasks)).format(count=len(view.tasks)))
    if view.targets:
        found.append(ngettext("{count} target", "{count} targets", len(view.targets)).format(count=len(view.targets)))
    if view.outline:
        found.append(_("the outline attached to it"))
    return tuple(found)
