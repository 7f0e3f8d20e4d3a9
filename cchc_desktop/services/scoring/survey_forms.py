"""The forms of a survey: kept one by one as they are typed, typed twice and compared, mended, removed."""

import json
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.survey import Survey, SurveyForm
from cchc_desktop.models.survey_rows import EntryComparison, EntryDifference, FormAnswers, SurveyFormRow
from cchc_desktop.rules.questionnaires import STEPS
from cchc_desktop.services.scoring.surveys import Steps, as_text, asked_of, read_steps
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

FIRST, SECOND = 1, 2
LARGEST_NUMBER = 999_999_999


def read_forms(dossier: Dossier, survey_guid: str, entry: int = FIRST) -> tuple[FormAnswers, ...]:
    """The forms of one typing by their numbers."""
    with dossier.read() as session:
        count = len(asked_of(session.get_one(Survey, survey_guid)).questions)
        chosen = (
            select(SurveyForm.guid, SurveyForm.number, SurveyForm.answers, SurveyForm.respondent, SurveyForm.source)
            .where(SurveyForm.survey_guid == survey_guid, SurveyForm.entry == entry)
            .order_by(SurveyForm.number, SurveyForm.guid)
        )
        return tuple(
            FormAnswers(guid, number, read_steps(answers, count), told_by(respondent), source)
            for guid, number, answers, respondent, source in session.execute(chosen)
        )


def all_forms(session: Session) -> tuple[SurveyFormRow, ...]:
    """Every form of every survey as it is kept, in an order that is always the same."""
    names = [field.name for field in fields(SurveyFormRow)]
    columns = [getattr(SurveyForm, name) for name in names]
    chosen = select(*columns).order_by(SurveyForm.survey_guid, SurveyForm.entry, SurveyForm.number, SurveyForm.guid)
    return tuple(SurveyFormRow(*values) for values in session.execute(chosen))


def told_by(text: str) -> tuple[tuple[str, str], ...]:
    """What a respondent said, as it is kept; what is none is left out."""
    if text == "{}":
        return ()
    try:
        kept = json.loads(text)
    except ValueError:
        return ()
    return tuple((str(name), str(value)) for name, value in kept.items()) if isinstance(kept, dict) else ()


def keep_form(
    dossier: Dossier,
    *,
    survey_guid: str,
    number: int,
    answers: Steps,
    respondent: Sequence[tuple[str, str]] = (),
    form_guid: str = "",
    entry: int = FIRST,
) -> Change:
    """Keep a form as it was typed, a new one without guid. Raises `UserError` when its number is taken or no number."""
    if not 1 <= number <= LARGEST_NUMBER:
        raise UserError(_("The number of a form is from 1 to {most}. Nothing was changed.").format(most=LARGEST_NUMBER))
    with dossier.change(_("Enter form {number}").format(number=number)) as work:
        session = work.session
        steps = _checked(session, survey_guid, answers)
        twin = _of_typing(survey_guid, entry).where(SurveyForm.number == number, SurveyForm.guid != form_guid)
        if session.scalars(twin).first() is not None:
            raise UserError(_("Form {number} is entered already. Choose its line to change it.").format(number=number))
        if form_guid:
            form = session.get_one(SurveyForm, form_guid)
        else:
            form = SurveyForm(
                survey_guid=survey_guid, entry=entry, entered_at=datetime.now().replace(microsecond=0), number=number
            )
            session.add(form)
        form.number, form.answers, form.respondent = number, steps, as_text(respondent)
    return work.change


def _of_typing(survey_guid: str, entry: int) -> Select[tuple[SurveyForm]]:
    return select(SurveyForm).where(SurveyForm.survey_guid == survey_guid, SurveyForm.entry == entry)


def _checked(session: Session, survey_guid: str, answers: Steps) -> str:
    count = len(asked_of(session.get_one(Survey, survey_guid)).questions)
    if len(answers) != count or any(step is not None and not 1 <= step <= STEPS for step in answers):
        raise ValueError("answers")
    return json.dumps(list(answers))


def next_number(session: Session, survey_guid: str, entry: int = FIRST) -> int:
    """The number that follows the largest one so far."""
    largest = select(func.max(SurveyForm.number)).where(
        SurveyForm.survey_guid == survey_guid, SurveyForm.entry == entry
    )
    return (session.scalar(largest) or 0) + 1


def remove_forms(dossier: Dossier, *, form_guids: Collection[str]) -> Change:
    """Take forms away, as one step that can be undone."""
    words = ngettext("Remove a form", "Remove {count} forms", len(form_guids)).format(count=len(form_guids))
    with dossier.change(words) as work:
        for guid in form_guids:
            work.session.delete(work.session.get_one(SurveyForm, guid))
    return work.change


# Typing twice


def compare_entries(dossier: Dossier, survey_guid: str) -> EntryComparison:
    """What the second typing says otherwise than the first, by form and question."""
    first = {form.number: form for form in read_forms(dossier, survey_guid, FIRST)}
    second = {form.number: form for form in read_forms(dossier, survey_guid, SECOND)}
    both = sorted(first.keys() & second.keys())
    differences = [
        EntryDifference(number, question, mine, again)
        for number in both
        for question, (mine, again) in enumerate(zip(first[number].answers, second[number].answers, strict=True))
        if mine != again
    ]
    return EntryComparison(len(both), tuple(differences), tuple(sorted(second.keys() - first.keys())))


def settle(dossier: Dossier, *, survey_guid: str, settled: Sequence[tuple[int, int, int | None]]) -> Change:
    """Put the right step into both typings of a form: (number of the form, question, step or None)."""
    words = ngettext("Settle an answer", "Settle {count} answers", len(settled)).format(count=len(settled))
    with dossier.change(words) as work:
        count = len(asked_of(work.session.get_one(Survey, survey_guid)).questions)
        right: dict[int, dict[int, int | None]] = {}
        for number, question, step in settled:
            right.setdefault(number, {})[question] = step
        chosen = select(SurveyForm).where(SurveyForm.survey_guid == survey_guid, SurveyForm.number.in_(right))
        for form in work.session.scalars(chosen):
            steps = list(read_steps(form.answers, count))
            for question, step in right[form.number].items():
                steps[question] = step
            form.answers = json.dumps(steps)
    return work.change


def take_second(dossier: Dossier, *, survey_guid: str, numbers: Collection[int]) -> Change:
    """Count forms that were typed as a second time alone: they become first typings."""
    with dossier.change(_("Count forms that were typed once")) as work:
        first = set(work.session.scalars(_of_typing(survey_guid, FIRST).with_only_columns(SurveyForm.number)))
        for form in work.session.scalars(_of_typing(survey_guid, SECOND)).all():
            if form.number in numbers and form.number not in first:
                form.entry = FIRST
    return work.change
