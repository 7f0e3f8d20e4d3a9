"""Papers of every kind begun from the files of `resources/templates`, which a province may replace."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.office import OfficeProfile, Unit, UnitField
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Plan
from cchc_desktop.rules.citations import cited_on
from cchc_desktop.rules.documents_nd30 import symbol
from cchc_desktop.rules.organisation import (
    Tier,
    area_name,
    body_symbol,
    default_receivers,
    default_units,
    full_name,
    is_collegiate,
)
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.roles import SectionRole
from cchc_desktop.services import forms
from cchc_desktop.services.offices import profile_of
from cchc_desktop.services.papers.papers import new_paper, put_lines
from cchc_desktop.services.papers.plans import issuing_decision, next_position
from cchc_desktop.services.papers.sections import NewSection, add_sections
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

FOLDER = "templates"
_KINDS = (PaperKind.PLAN, *(kind for kind in PaperKind if kind is not PaperKind.PLAN))  # plans before the others
_PURPOSES = ("annual", "index", "emulation", "programme", "propaganda", "inspection")
# Templates speak as a committee does; these are the same words of a department, whose head decides alone.
_OF_DEPARTMENTS = {
    "Thường trực Đảng ủy, Thường trực HĐND {area}": "Cấp ủy {office}",
    "Chủ tịch, các Phó Chủ tịch UBND {area}": "Lãnh đạo {office}",
    "Chủ tịch Ủy ban nhân dân {area}": "Lãnh đạo {office}",
    "Chủ tịch UBND {area}": "Lãnh đạo {office}",
    "Ủy ban nhân dân {area}": "{office}",
    "UBND {area}": "{office}",
}


@dataclass(frozen=True)
class Template:
    """One entry of the list of templates; `subject` still holds its placeholders."""

    code: str
    title: str
    paper_kind: PaperKind
    plan_kind: str
    subject: str


def available_templates() -> tuple[Template, ...]:
    """Every template, by kind of paper and by what it is for. Raises `UserError` when a file cannot be used."""
    found = [_described(code) for code, _title in forms.available(FOLDER)]
    return tuple(sorted(found, key=_place))


def _place(template: Template) -> tuple[int, int, str]:
    kind = template.plan_kind
    purpose = _PURPOSES.index(kind) if kind in _PURPOSES else len(_PURPOSES)
    return _KINDS.index(template.paper_kind), purpose, template.code


def _described(code: str) -> Template:
    form = forms.read_form(FOLDER, code)
    try:
        kind = PaperKind(form["paper_kind"])
        return Template(code, str(form["title"]), kind, str(form["plan_kind"]), str(form["subject"]))
    except (KeyError, ValueError) as error:
        raise _unusable(code) from error


def _unusable(code: str) -> UserError:
    return UserError(
        _("The template “{name}” lacks something. Put the original file back, or correct it.").format(
            name=f"{code}.json"
        )
    )


def subject_of(dossier: Dossier, template: Template, year: int) -> str:
    """The subject that a template proposes to this office in this year."""
    with dossier.read() as session:
        return _Words(session, year).put(template.subject)


def create_from_template(dossier: Dossier, *, year: int, code: str, subject: str = "") -> Change:
    """Begin a paper with all that its template says, as one step; `subject` replaces the template's own.

    Raises `UserError` when the template cannot be used; nothing is changed then.
    """
    form = forms.read_form(FOLDER, code)
    with dossier.change(_("New paper")) as work:
        ensure_year(work, year)
        try:
            _Maker(work.session, year, form).make(subject.strip())
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise _unusable(code) from error
    return work.change


class _Words:
    """Fills the placeholders of templates with the words of the office."""

    def __init__(self, session: Session, year: int) -> None:
        profile = profile_of(session, year)
        self.profile: OfficeProfile = profile
        self.unit = _drafting_unit(session, Tier(profile.tier))
        self._values = {
            **({} if is_collegiate(profile.name) else _OF_DEPARTMENTS),
            "{year}": str(year),
            "{last_year}": str(year - 1),
            "{area}": area_name(profile.name),
            "{office}": profile.name,
            "{superior}": full_name(profile.superior) or "cấp trên",
            "{superior_short}": profile.superior,
            "{home_affairs}": default_receivers(Tier(profile.tier), profile.superior)[1],
            "{unit}": self.unit,
        }

    def put(self, text: str) -> str:
        """The text with the office's words."""
        for mark, value in self._values.items():
            text = text.replace(mark, value)
        return text

    def put_all(self, texts: list[str]) -> list[str]:
        """All of the texts."""
        return [self.put(text) for text in texts]


def _drafting_unit(session: Session, tier: Tier) -> str:
    """The short code of the unit that leads the management of the reform; of the usual one when none is known."""
    leading = select(Unit.short_code).join(UnitField, UnitField.unit_guid == Unit.guid)
    found = session.scalars(leading.where(UnitField.field_code == "management").order_by(Unit.position)).first()
    return found or next(unit.short_code for unit in default_units(tier) if "management" in unit.fields)


class _Maker:
    """Makes the rows of one paper from one template."""

    def __init__(self, session: Session, year: int, form: dict[str, Any]) -> None:
        self._session, self._year, self._form = session, year, form
        self._words = _Words(session, year)
        self._kind = PaperKind(form["paper_kind"])

    def make(self, subject: str) -> None:
        """Add paper, decision, plan and sections."""
        form, session, put = self._form, self._session, self._words.put
        paper = self._paper(subject or put(form["subject"]))
        articles = [put(section["body"]) for section in form["sections"] if section["role"] == SectionRole.ARTICLE]
        decision = None
        if form["by_decision"]:
            decision = issuing_decision(session, self._year, self._kind, paper.subject, articles)
        elif articles:
            put_lines(paper, "article", articles)
        signed = decision or paper
        put_lines(signed, "legal_basis", self._words.put_all(self._bases()))
        put_lines(signed, "recipient", self._words.put_all(form["recipients"]))
        sections = [section for section in form["sections"] if section["role"] != SectionRole.ARTICLE]
        plan = Plan(
            year=self._year,
            kind=form["plan_kind"],
            position=next_position(session, self._year),
            frame_mode="table" if any(section["role"] == SectionRole.TASKS for section in sections) else "list",
            paper_guid=paper.guid,
            decision_guid=decision.guid if decision else None,
        )
        session.add(plan)
        put = self._words.put
        add_sections(
            session,
            plan.guid,
            [
                NewSection(int(one["level"]), one["number"], put(one["title"]), put(one["body"]), one["role"])
                for one in sections
            ],
        )

    def _bases(self) -> list[str]:
        """The legal bases that a paper signed at the beginning of the year can cite."""
        bases: list[str] = self._form["legal_bases"]
        return [text for text in bases if (cited_on(text) or date.min).year < self._year]

    def _paper(self, subject: str) -> OfficialDocument:
        put, profile = self._words.put, self._words.profile
        paper = new_paper(self._session, year=self._year, kind=self._kind, subject=subject)
        paper.symbol = symbol(self._kind, body_symbol(profile.name), self._words.unit)
        paper.preamble, paper.closing = put(self._form["preamble"]), put(self._form["closing"])
        put_lines(paper, "addressee", self._words.put_all(self._form["addressees"]))
        if self._kind is PaperKind.MINUTES:
            paper.signer_name = ""  # whoever was in the chair
        return paper
