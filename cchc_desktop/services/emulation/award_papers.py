"""The papers of a movement: its plan and the award dossier, made in one step from what the movement knows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.emulation import Movement, MovementPaper
from cchc_desktop.models.emulation_rows import MovementView, ParticipantRow
from cchc_desktop.models.paper import OfficialDocument, PaperTemplate
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.rules.documents_nd30 import SigningForm, symbol, title_of_body
from cchc_desktop.rules.emulation import DOSSIER, PURPOSE, AwardPaper, Who, check_rewarded
from cchc_desktop.rules.organisation import head_title, signs_together
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services.emulation.award_drawings import AwardFacts, drawn_of, words_of
from cchc_desktop.services.emulation.movement_views import movement_view, read_movements
from cchc_desktop.services.offices import profile_of, read_office, read_officers, read_units
from cchc_desktop.services.papers.papers import paper_row, usual_signer
from cchc_desktop.services.papers.papers_from_templates import Filling, create_filled, own_form
from cchc_desktop.services.papers.sections import NewSection
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

KINDS: Mapping[AwardPaper, PaperKind] = {
    AwardPaper.PLAN: PaperKind.PLAN,
    AwardPaper.SUBMISSION: PaperKind.SUBMISSION,
    AwardPaper.LIST: PaperKind.LIST,
    AwardPaper.MINUTES: PaperKind.MINUTES,
    AwardPaper.REPORT: PaperKind.REPORT,
    AwardPaper.CERTIFICATE: PaperKind.CERTIFICATE,
}
_TEMPLATES = {
    AwardPaper.PLAN: "plan_emulation",
    AwardPaper.SUBMISSION: "submission_movement",
    AwardPaper.LIST: "list_award",
    AwardPaper.MINUTES: "minutes_award",
    AwardPaper.CERTIFICATE: "certificate_movement",
}
_BY_THEME, _REPORTS = "report_thematic", {Who.COLLECTIVE: "report_collective", Who.PERSON: "report_person"}
_SUBJECTS = {
    AwardPaper.PLAN: "Phát động phong trào thi đua\n“{title}”",
    AwardPaper.LIST: "Tập thể, cá nhân đề nghị tặng Giấy khen\nphong trào thi đua “{title}”",
}
_BLANKS = re.compile(r" {2,}")  # to be filled in by pen
_BY_COUNCIL = (AwardPaper.SUBMISSION, AwardPaper.LIST, AwardPaper.MINUTES)


@dataclass(frozen=True)
class Needed:
    """A paper of the dossier: whom it is about ("" all), the template it begins with, what was made of it ("" not)."""

    role: AwardPaper
    participant_guid: str
    name: str
    template: str
    plan_guid: str = ""


def needed_papers(
    view: MovementView, thematic: bool, chosen: Mapping[AwardPaper, str] | None = None
) -> tuple[Needed, ...]:
    """The papers of the dossier in their order; `thematic` reports by form 08, else by 04 and 05.

    `chosen` are the codes of templates that go before those of the program.
    """
    found: list[Needed] = []
    for role in DOSSIER:
        about: Sequence[ParticipantRow | None] = view.rewarded if role is AwardPaper.REPORT else (None,)
        for one in about:
            guid, name = ("", "") if one is None else (one.guid, one.name)
            code = (chosen or {}).get(role) or _template(role, one, thematic)
            found.append(Needed(role, guid, name, code, view.paper(role, guid)))
    return tuple(found)


def _template(role: AwardPaper, about: ParticipantRow | None, thematic: bool) -> str:
    if role is not AwardPaper.REPORT or about is None:
        return _TEMPLATES[role]
    return _BY_THEME if thematic else _REPORTS[about.who]


def own_templates_for(dossier: Dossier, role: AwardPaper) -> tuple[tuple[str, str], ...]:
    """Codes and titles of the office's own templates that a paper may begin with."""
    with dossier.read() as session:
        forms = [(kept.guid, own_form(kept)) for kept in session.scalars(select(PaperTemplate))]
    fitting = [(guid, form) for guid, form in forms if form.paper_kind is KINDS[role] and form.plan_kind == PURPOSE]
    return tuple((guid, form.title) for guid, form in fitting)


def make_plan(dossier: Dossier, *, movement_guid: str, template: str = "") -> Change:
    """Draft the plan that opens a movement; raises `UserError` where it has one."""
    with dossier.change(_("Plan of the movement")) as work:
        movement = work.session.get_one(Movement, movement_guid)
        if movement.plan_guid is not None:
            raise UserError(_("The movement has its plan already."))
        view = movement_view(work.session, movement_guid)
        if not view.targets:
            raise UserError(_("Type the contents and targets of the movement first."))
        one = Needed(AwardPaper.PLAN, "", "", template or _TEMPLATES[AwardPaper.PLAN])
        movement.plan_guid = _make(dossier, work.session, view, one)
    return work.change


def make_dossier(
    dossier: Dossier, *, movement_guid: str, thematic: bool = False, chosen: Mapping[AwardPaper, str] | None = None
) -> Change:
    """Make the papers of the award dossier that are not there yet, as one step.

    Raises `UserError` where nobody is proposed, or more than may be rewarded; nothing is made then.
    """
    with dossier.change(_("Award dossier")) as work:
        view = movement_view(work.session, movement_guid)
        if not view.rewarded:
            raise UserError(_("Nobody is proposed yet. Mark who is to be rewarded, then make the dossier."))
        check_rewarded(len(view.rewarded), view.movement.most_rewarded)
        for one in needed_papers(view, thematic, chosen):
            if not one.plan_guid:
                _make(dossier, work.session, view, one)
                view = movement_view(work.session, movement_guid)
    return work.change


def _make(dossier: Dossier, session: Session, view: MovementView, needed: Needed) -> str:
    """Make one paper and note it; the guid of its plan row."""
    movement = view.movement
    about = next((one for one in view.participants if one.guid == needed.participant_guid), None)
    facts = read_facts(dossier, session, view)
    authority = movement.council if needed.role in _BY_COUNCIL else _unit_of(facts, about)
    subject = _SUBJECTS.get(needed.role, "").format(title=movement.title)
    filling = Filling(words_of(facts, about), drawn_of(facts, about), authority, subject)
    guid = create_filled(dossier, year=movement.year, code=needed.template, filling=filling).created("plan")[0]
    paper = session.get_one(OfficialDocument, session.get_one(YearPaper, guid).paper_guid)
    _sign(session, paper, needed.role, facts, about, authority)
    told = {"role": str(needed.role), "participant_guid": needed.participant_guid}
    session.add(MovementPaper(movement_guid=movement.guid, plan_guid=guid, **told))
    session.flush()
    return guid


def read_facts(dossier: Dossier, session: Session, view: MovementView) -> AwardFacts:
    """All that the papers of a movement are drawn from."""
    from cchc_desktop.documents.paper_parts import attachment_line

    year = view.movement.year
    office = read_office(dossier, year)

    def cited(guid: str | None) -> str:
        """ "Tờ trình số … ngày … của …", as what is attached to a paper cites it."""
        if not guid:
            return ""
        row = paper_row(session, session.get_one(YearPaper, guid).paper_guid)
        line = attachment_line(row, office).removeprefix("(Kèm theo ").removesuffix(")").replace("\u00a0", " ")
        return _BLANKS.sub(" … ", line).replace("… /", "…/")

    _form, title, name = usual_signer(session, office.name)
    return AwardFacts(
        view,
        office,
        read_units(dossier),
        read_officers(dossier),
        (title, name),
        cited(view.paper(AwardPaper.SUBMISSION)),
        cited(view.movement.plan_guid),
    )


def _unit_of(facts: AwardFacts, about: ParticipantRow | None) -> str:
    """The unit that heads the report of a collective; a person's report is headed by the office."""
    return about.name if about is not None and about.who is Who.COLLECTIVE and facts.unit(about) is not None else ""


def _sign(
    session: Session,
    paper: OfficialDocument,
    role: AwardPaper,
    facts: AwardFacts,
    about: ParticipantRow | None,
    authority: str,
) -> None:
    """The reporter and who confirms; under another body its own head."""
    if role is AwardPaper.REPORT and about is not None:
        head = facts.head_of(about.unit_guid) if about.who is Who.COLLECTIVE else None
        paper.secretary = about.reporter or (head.name if head else about.name if about.who is Who.PERSON else "")
        paper.signer_name = about.confirmed_by or paper.signer_name
        unit = facts.unit(about)
        if authority and unit is not None and unit.short_code:
            paper.symbol = symbol(PaperKind.REPORT, unit.short_code)
        return
    if role is AwardPaper.MINUTES:
        _title, paper.signer_name = facts.signer  # whom the text names in the chair
        return
    if not authority:
        return
    office = profile_of(session, paper.year).name
    paper.signer_title = title_of_body(paper.signer_title, office, authority)
    if not signs_together(authority):  # a department signs by its head
        unit = next((row for row in facts.units if row.name == authority), None)
        head = facts.head_of(unit.guid) if unit is not None else None
        paper.signing_form, paper.signer_title = str(SigningForm.HEAD), head_title(authority)
        paper.signer_name = head.name if head is not None else ""


def award_papers(dossier: Dossier, year: int, plan_guid: str | None = None) -> tuple[str, ...]:
    """The plan rows of the award dossiers of a year in their order; with `plan_guid` of the movement it belongs to."""
    found: list[str] = []
    with dossier.read() as session:
        made = select(MovementPaper.movement_guid).where(MovementPaper.role.in_([str(role) for role in DOSSIER]))
        with_papers = set(session.scalars(made))
        for movement in read_movements(dossier, year):
            if movement.guid not in with_papers:
                continue
            view = movement_view(session, movement.guid)
            mine = [one.plan_guid for one in needed_papers(view, thematic=False) if one.plan_guid]
            left = [one.plan_guid for one in view.papers if one.plan_guid not in mine and one.role in DOSSIER]
            if plan_guid is None or plan_guid in (*mine, *left, movement.plan_guid):
                found += [*mine, *left]
    return tuple(found)


def award_words(
    dossier: Dossier, session: Session, plan_guid: str
) -> tuple[Mapping[str, str], Mapping[str, str | Sequence[NewSection]]]:
    """What a movement put into a paper made of it: words by mark, sections by what was drawn; nothing of any other.

    A template made of the paper draws these again.
    """
    link = session.scalars(select(MovementPaper).where(MovementPaper.plan_guid == plan_guid)).first()
    if link is None:
        return {}, {}
    view = movement_view(session, link.movement_guid)
    about = next((one for one in view.participants if one.guid == link.participant_guid), None)
    facts = read_facts(dossier, session, view)
    return words_of(facts, about), drawn_of(facts, about)
