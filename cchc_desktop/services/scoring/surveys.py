"""Surveys of satisfaction: what they ask, how many have to answer, what came out of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.survey import Survey, SurveyForm
from cchc_desktop.models.survey_rows import OpenSurvey, Satisfaction, SurveyRow
from cchc_desktop.rules.numbers import check_held
from cchc_desktop.rules.questionnaires import STEPS, Questionnaire, parse_questionnaire, questionnaire_of, to_text
from cchc_desktop.rules.surveys import Conditions, Result, per_cent, tally_forms, wanting
from cchc_desktop.services import forms
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean

INDEX = "SIPAS"
FORM = "sipas"
_EDITED = {"title", "population", "least_share", "least_forms", "opened_on", "closed_on"}
_MOST_CLIENTS = 1_000_000_000

Steps = tuple[int | None, ...]


@dataclass(frozen=True)
class QuestionLine:
    """A question as it is edited: its place before, None for a new one, its factor and its words."""

    before: int | None
    factor: str
    text: str


def usual_questionnaire(code: str = FORM) -> Questionnaire:
    """The questionnaire that comes with the program, or that the province put in its place."""
    form = forms.read_form("surveys", code)
    try:
        return parse_questionnaire(form)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            _("The questionnaire “{name}” cannot be used: {reason}. Put the original file back or correct it.").format(
                name=f"{code}.json", reason=error
            )
        ) from error


def read_surveys(dossier: Dossier, year: int, index_code: str | None = None) -> tuple[SurveyRow, ...]:
    """The surveys of a year, the earliest first; those of one index where it is named."""
    with dossier.read() as session:
        chosen = select(Survey).where(Survey.year == year)
        if index_code is not None:
            chosen = chosen.where(Survey.index_code == index_code)
        found = session.scalars(chosen)
        return tuple(sorted(map(survey_row, found), key=lambda row: (str(row.opened_on or ""), row.title, row.guid)))


def open_survey(dossier: Dossier, survey_guid: str) -> OpenSurvey:
    """A survey with its questions. Raises `UserError` where what is kept of them cannot be read."""
    with dossier.read() as session:
        survey = session.get_one(Survey, survey_guid)
        counted = select(func.count()).where(SurveyForm.survey_guid == survey_guid, SurveyForm.entry == 1)
        return OpenSurvey(survey_row(survey), asked_of(survey), session.scalar(counted) or 0)


def current_survey(dossier: Dossier, year: int, survey_guid: str | None = None) -> SurveyRow:
    """The survey that is named, or the latest of the year. Raises `UserError` where there is none."""
    found = read_surveys(dossier, year)
    if survey_guid is not None:
        found = tuple(row for row in found if row.guid == survey_guid)
    if not found:
        raise UserError(_("{year} has no survey yet. Begin one on the Indices tab.").format(year=year))
    return found[-1]


def survey_row(survey: Survey) -> SurveyRow:
    """The row of a survey."""
    return SurveyRow(**survey.values())


def asked_of(survey: Survey | SurveyRow) -> Questionnaire:
    """What a survey asks. Raises `UserError` where what is kept cannot be read."""
    try:
        return questionnaire_of(survey.questionnaire)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            _("The questions of “{title}” cannot be read. Its forms are kept; remove nothing, ask for help.").format(
                title=survey.title
            )
        ) from error


def conditions_of(survey: Survey | SurveyRow) -> Conditions:
    """When a survey counts."""
    return Conditions(survey.population, survey.least_share, survey.least_forms)


# Verbs


def add_survey(dossier: Dossier, *, year: int, title: str = "", asks: Questionnaire | None = None) -> Change:
    """Begin a survey of a year with the usual questions, or with these, and the usual conditions."""
    form = forms.read_form("surveys", FORM)
    questionnaire = asks or usual_questionnaire()
    with dossier.change(_("Begin a survey")) as work:
        ensure_year(work, year)
        titles = set(work.session.scalars(select(Survey.title).where(Survey.year == year)))
        work.session.add(
            Survey(
                year=year,
                index_code=str(form.get("index_code", INDEX)),
                title=_free(title.strip() or f"{form['title']} năm {year}", titles),
                questionnaire=to_text(questionnaire),
                population=None,
                least_share=_share(form),
                least_forms=int(form["least_forms"]) if form.get("least_forms") is not None else None,
                opened_on=None,
                closed_on=None,
            )
        )
    return work.change


def _share(form: dict[str, Any]) -> Decimal | None:
    return Decimal(str(form["least_share"])) if form.get("least_share") is not None else None


def _free(title: str, taken: Iterable[str]) -> str:
    known = set(taken)
    if title not in known:
        return title
    number = next(number for number in range(2, len(known) + 3) if f"{title} (đợt {number})" not in known)
    return f"{title} (đợt {number})"


def set_survey(dossier: Dossier, *, survey_guid: str, **fields: Any) -> Change:
    """Change a survey's title, clients, conditions or days. Raises `UserError` for what cannot be."""
    if unknown := fields.keys() - _EDITED:
        raise TypeError(f"a survey has no {', '.join(sorted(unknown))}")
    with dossier.change(_("Edit the survey")) as work:
        survey = work.session.get_one(Survey, survey_guid)
        for name, value in fields.items():
            setattr(survey, name, value.strip() if isinstance(value, str) else value)
        _check(survey)
    return work.change


def _check(survey: Survey) -> None:
    if not survey.title:
        raise UserError(_("A survey needs a name. Nothing was changed."))
    for count in (survey.population, survey.least_forms):
        if count is not None and not 0 <= count <= _MOST_CLIENTS:
            raise UserError(
                _("The number of clients and of forms is from 0 to {most}. Nothing was changed.").format(
                    most=_MOST_CLIENTS
                )
            )
    if survey.least_share is not None:
        check_held(survey.least_share)
        if not 0 <= survey.least_share <= 100:
            raise UserError(_("The least share is from 0 to 100%. Nothing was changed."))
    if survey.opened_on is not None and survey.closed_on is not None and survey.closed_on < survey.opened_on:
        raise UserError(_("The survey ends before it begins. Nothing was changed."))


def set_questions(dossier: Dossier, *, survey_guid: str, lines: Sequence[QuestionLine]) -> Change:
    """Word, order, add and remove the questions; the answers that were entered move along with their questions.

    Raises `UserError` when a question with answers would go, or nothing would be asked.
    """
    with dossier.change(_("Edit the questions")) as work:
        survey = work.session.get_one(Survey, survey_guid)
        before = asked_of(survey)
        after = before.with_questions([(line.factor, line.text) for line in lines])
        try:
            parse_questionnaire(json.loads(to_text(after)))
        except (ValueError, KeyError) as error:
            raise UserError(
                _("A survey has from 1 to 200 questions, each with words of its own. Nothing was changed.")
            ) from error
        factors = [factor.name for factor in after.factors]
        order = sorted(range(len(lines)), key=lambda at: (factors.index(lines[at].factor), at))
        places = [lines[at].before for at in order]
        _move_answers(work.session, survey_guid, len(before.questions), places)
        survey.questionnaire = to_text(after)
    return work.change


def _move_answers(session: Session, survey_guid: str, count: int, places: Sequence[int | None]) -> None:
    if places == list(range(count)):
        return
    gone = [place for place in range(count) if place not in places]
    lost = 0
    for form in session.scalars(select(SurveyForm).where(SurveyForm.survey_guid == survey_guid)):
        steps = read_steps(form.answers, count)
        lost += any(steps[place] is not None for place in gone)
        form.answers = json.dumps([None if place is None else steps[place] for place in places])
    if lost:
        words = ngettext(
            "{count} form has an answer to a question that would be removed. Nothing was changed; word the question "
            "anew instead, or begin another survey.",
            "{count} forms have answers to questions that would be removed. Nothing was changed; word the questions "
            "anew instead, or begin another survey.",
            lost,
        )
        raise UserError(words.format(count=lost))


def remove_survey(dossier: Dossier, *, survey_guid: str) -> Change:
    """Take a survey away with its forms, as one step that can be undone."""
    with dossier.change(_("Remove the survey")) as work:
        survey = work.session.get_one(Survey, survey_guid)
        for form in work.session.scalars(select(SurveyForm).where(SurveyForm.survey_guid == survey_guid)):
            work.session.delete(form)
        work.session.flush()
        work.session.delete(survey)
    return work.change


# Results


def read_steps(text: str, count: int) -> Steps:
    """The answers of a form as they are kept, a step or None for each of so many questions; what is none is None."""
    try:
        kept = json.loads(text)
    except ValueError:
        kept = []
    steps = kept if isinstance(kept, list) else []
    found = [one if type(one) is int and 1 <= one <= STEPS else None for one in steps[:count]]
    return tuple(found + [None] * (count - len(found)))


def read_result(dossier: Dossier, survey_guid: str) -> Result:
    """What came out of a survey, by the first typing of its forms."""
    with dossier.read() as session:
        survey = session.get_one(Survey, survey_guid)
        return _result(session, survey)


def _result(session: Session, survey: Survey) -> Result:
    asks = asked_of(survey)
    kept = select(SurveyForm.answers).where(SurveyForm.survey_guid == survey.guid, SurveyForm.entry == 1)
    count = len(asks.questions)
    return tally_forms([read_steps(text, count) for text in session.scalars(kept)], asks.sizes, conditions_of(survey))


def satisfaction(dossier: Dossier, year: int, index_code: str = INDEX) -> Satisfaction:
    """The share of the satisfied of a year; several surveys count together, by the strictest of their conditions."""
    with dossier.read() as session:
        chosen = select(Survey).where(Survey.year == year, Survey.index_code == index_code)
        found = list(session.scalars(chosen))
        if not found:
            why = _("{year} has no survey yet. Begin one on the Indices tab.").format(year=year)
            return Satisfaction(None, why)
        results = [_result(session, survey) for survey in found]
    answers = sum(result.whole.answers for result in results)
    answered = sum(result.whole.forms for result in results)
    populations = [survey.population for survey in found]
    together = Conditions(
        None if None in populations else sum(filter(None, populations)),
        max((survey.least_share for survey in found if survey.least_share is not None), default=None),
        max((survey.least_forms for survey in found if survey.least_forms is not None), default=None),
    )
    reasons = wanting(together, answered)
    if reasons:
        return Satisfaction(None, " ".join(reasons), answered)
    return Satisfaction(per_cent(Fraction(sum(r.whole.satisfied for r in results), answers)), "", answered)


def as_text(respondent: Iterable[tuple[str, str]]) -> str:
    """What a respondent said, as it is kept."""
    told = {clean(question): clean(answer).strip() for question, answer in respondent}
    return json.dumps({question: answer for question, answer in told.items() if answer}, ensure_ascii=False)
