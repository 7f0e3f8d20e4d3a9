"""Papers of every kind begun from templates: those of `resources/templates`, which a province may replace, and the
office's own (`services.papers.own_templates`)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import ShapeError, from_json
from cchc_desktop.exchange.template_file import PURPOSES, check_template
from cchc_desktop.i18n import _
from cchc_desktop.models.paper import OfficialDocument, PaperTemplate
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.template_rows import TemplateForm, TemplateRow, TemplateSection
from cchc_desktop.rules.citations import cited_on
from cchc_desktop.rules.documents_nd30 import SigningForm, body_of, signs_as_it_decides, symbol, symbol_of_body
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.organisation import body_symbol, decider
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.roles import SectionRole
from cchc_desktop.rules.template_marks import ISSUED, fill
from cchc_desktop.services import forms
from cchc_desktop.services.papers.papers import new_paper, put_lines
from cchc_desktop.services.papers.plans import issued_words, issuing_decision, next_position
from cchc_desktop.services.papers.sections import NewSection, add_sections
from cchc_desktop.services.papers.template_words import OfficeWords
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

FOLDER = "templates"
_KINDS = (PaperKind.PLAN, *(kind for kind in PaperKind if kind is not PaperKind.PLAN))  # plans before the others
# Who decides alone signs so, where the office's papers are signed in the name of all.
_ALONE = {
    str(SigningForm.COLLECTIVE): str(SigningForm.HEAD),
    str(SigningForm.COLLECTIVE_DEPUTY): str(SigningForm.DEPUTY),
}


def available_templates(dossier: Dossier | None = None) -> tuple[TemplateRow, ...]:
    """Every template, with those of the dossier's own, by kind of paper and by what it is for.

    Raises `UserError` when a file cannot be used.
    """
    found = [_row(bundled_template(code), code) for code, _title in forms.available(FOLDER)]
    if dossier is not None:
        with dossier.read() as session:
            found += [_row(own_form(kept), kept.guid, own=True) for kept in session.scalars(select(PaperTemplate))]
    return tuple(sorted(found, key=_place))


def _place(template: TemplateRow) -> tuple[int, int, bool, str]:
    name = template.title if template.own else template.code
    return _KINDS.index(template.paper_kind), PURPOSES.index(template.plan_kind), template.own, name


def _row(form: TemplateForm, code: str, own: bool = False) -> TemplateRow:
    return TemplateRow(code, form.title, form.paper_kind, form.plan_kind, form.subject, own)


def bundled_template(code: str) -> TemplateForm:
    """The template in a file of `resources/templates`."""
    try:
        form = from_json(TemplateForm, forms.read_form(FOLDER, code))
        check_template(form)
    except ShapeError as error:
        raise UserError(
            _("The template “{name}” lacks something. Put the original file back, or correct it.").format(
                name=f"{code}.json"
            )
        ) from error
    return form


def own_form(kept: PaperTemplate) -> TemplateForm:
    """What a template of the office's own says, under the title that it has now."""
    return from_json(TemplateForm, {**json.loads(kept.form), "title": kept.title})


def template_form(session: Session, code: str) -> TemplateForm:
    """A template by its code, the office's own by their guid."""
    kept = session.get(PaperTemplate, code)
    return own_form(kept) if kept is not None else bundled_template(code)


def subject_of(dossier: Dossier, template: TemplateRow, year: int) -> str:
    """The subject that a template proposes to this office in this year."""
    with dossier.read() as session:
        return OfficeWords(session, year).put(template.subject)


def create_from_template(dossier: Dossier, *, year: int, code: str, subject: str = "") -> Change:
    """Begin a paper with all that its template says, as one step; `subject` replaces the template's own.

    Raises `UserError` when the template cannot be used; nothing is changed then.
    """
    with dossier.change(_("New paper")) as work:
        form = template_form(work.session, code)
        ensure_year(work, year)
        own = work.session.get(PaperTemplate, code) is not None
        _Maker(work.session, year, form, own, None).make(subject.strip())
    return work.change


@dataclass(frozen=True)
class Filling:
    """What a paper is filled with beside the office's words: words of marks, and the sections that templates draw.

    `drawn` is by what a section draws: its text, or the sections that stand in its place; of none of either nothing
    is printed, not even its heading.
    """

    words: Mapping[str, str]
    drawn: Mapping[str, str | Sequence[NewSection]]
    authority: str = ""  # the body that issues it, "" for that of the template
    subject: str = ""  # in the place of that of a template of the program


def create_filled(dossier: Dossier, *, year: int, code: str, filling: Filling) -> Change:
    """Begin a paper from a template filled with what is known; raises as `create_from_template` does."""
    with dossier.change(_("New paper")) as work:
        form = template_form(work.session, code)
        ensure_year(work, year)
        own = work.session.get(PaperTemplate, code) is not None
        form = replace(form, authority=filling.authority or form.authority)
        _Maker(work.session, year, form, own, filling).make("" if own else filling.subject)
    return work.change


def numbered_anew(sections: Sequence[NewSection]) -> list[NewSection]:
    """Roman and Arabic numbers in their order where a section between them was left out."""
    counts: dict[int, int] = {}
    found = []
    for one in sections:
        for level in [level for level in counts if level > one.level]:
            del counts[level]
        if one.number:
            counts[one.level] = counts.get(one.level, 0) + 1
            roman = not one.number.isdecimal() and one.number.isupper()
            one = replace(one, number=to_roman(counts[one.level]) if roman else str(counts[one.level]))
        found.append(one)
    return found


class _Maker:
    """Makes the rows of one paper from one template."""

    def __init__(self, session: Session, year: int, form: TemplateForm, own: bool, filling: Filling | None) -> None:
        self._session, self._year, self._form, self._own = session, year, form, own
        self._words = OfficeWords(session, year, filling.words if filling is not None else {})
        self._drawn = filling.drawn if filling is not None else {}

    def make(self, subject: str) -> None:
        """Add paper, decision, plan and sections."""
        form, session, put = self._form, self._session, self._words.put
        paper = self._paper(subject or put(form.subject))
        articles = [put(section.body) for section in form.sections if section.role == SectionRole.ARTICLE]
        decision = None
        if form.by_decision:
            decision = self._decision(paper.subject, articles)
        elif articles:
            put_lines(paper, "article", articles)
        signed = decision or paper
        bases = [text for text in self._words.put_all(self._bases()) if text.strip() != "Căn cứ"]  # nothing to cite
        put_lines(signed, "legal_basis", bases)
        put_lines(signed, "recipient", self._words.put_all(form.recipients))
        sections = [section for section in form.sections if section.role != SectionRole.ARTICLE]
        with_tasks = any(section.role == SectionRole.TASKS for section in sections)
        plan = YearPaper(
            year=self._year,
            kind=form.plan_kind,
            position=next_position(session, self._year),
            frame_mode=form.frame_mode or ("table" if with_tasks else "list"),
            paper_guid=paper.guid,
            decision_guid=decision.guid if decision else None,
        )
        session.add(plan)
        add_sections(
            session,
            plan.guid,
            numbered_anew(list(self._sections(sections))) if self._drawn else list(self._sections(sections)),
        )

    def _sections(self, sections: Sequence[TemplateSection]) -> Iterator[NewSection]:
        """The sections with what they draw; one that draws nothing is left out."""
        put = self._words.put
        for one in sections:
            drawn = self._drawn.get(one.draws, put(one.body))
            if isinstance(drawn, str) and (drawn or one.draws not in self._drawn):
                yield NewSection(one.level, one.number, put(one.title), drawn, one.role)
            elif not isinstance(drawn, str):
                yield from drawn

    def _bases(self) -> tuple[str, ...]:
        """The legal bases; of a bundled template those that a paper signed as the year begins can cite."""
        bases = self._form.legal_bases
        return bases if self._own else tuple(text for text in bases if (cited_on(text) or date.min).year < self._year)

    def _paper(self, subject: str) -> OfficialDocument:
        form, put, office = self._form, self._words.put, self._words.profile.name
        paper = new_paper(self._session, year=self._year, kind=form.paper_kind, subject=subject)
        paper.symbol = symbol(form.paper_kind, body_symbol(office), self._words.unit)
        paper.preamble, paper.closing = put(form.preamble), put(form.closing)
        paper.authority = self._words.put_authority(form.authority)
        decides = paper.authority or decider(office)
        if form.paper_kind is PaperKind.DECISION and not signs_as_it_decides(decides, paper.signing_form):
            paper.signing_form = _ALONE.get(paper.signing_form, paper.signing_form)
        body = body_of(form.paper_kind, paper.authority, office) or office
        paper.symbol = symbol_of_body(paper.symbol, office, body)
        put_lines(paper, "addressee", self._words.put_all(form.addressees))
        if form.paper_kind is PaperKind.MINUTES:
            paper.signer_name = ""  # whoever was in the chair
        return paper

    def _decision(self, subject: str, articles: list[str]) -> OfficialDocument:
        kind, said = self._form.paper_kind, self._form.decision
        decision = issuing_decision(self._session, self._year, kind, subject, articles)
        if said is not None:
            issued = {ISSUED: issued_words(kind, subject)}
            texts = (fill(text, issued) for text in self._words.put_all((said.subject, *said.articles)))
            decision.subject, *lines = texts
            decision.preamble, decision.closing, decision.authority = self._words.put_all(
                (said.preamble, said.closing, said.authority)
            )
            put_lines(decision, "article", lines)
        return decision
