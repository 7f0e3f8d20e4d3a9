"""Answers from a file: which column is which question, what is doubtful, what is in already; then all or nothing."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.base import new_guid
from cchc_desktop.models.survey import Survey, SurveyForm
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.readers.survey_table import AnswerColumn, AnswerRow, ReadAnswers, read_answers
from cchc_desktop.rules.questionnaires import Questionnaire, to_text
from cchc_desktop.rules.survey_answers import AnswerReader
from cchc_desktop.rules.survey_columns import Meaning, Taken, match_columns, questions_of
from cchc_desktop.rules.survey_moments import moment_of
from cchc_desktop.services.scoring.survey_forms import next_number
from cchc_desktop.services.scoring.surveys import add_survey, as_text, asked_of, usual_questionnaire
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_SIGN = "#"


@dataclass(frozen=True)
class AnswerFile:
    """A file as it was read."""

    name: str
    read: ReadAnswers


@dataclass(frozen=True)
class ImportColumn:
    """A column and what it is taken for, in words; "" where it is not taken."""

    letters: str
    heading: str
    taken: Taken
    what: str


@dataclass(frozen=True)
class CellDoubt:
    """A cell whose answer is doubtful: its place ("Trang tính1!D12"), its heading, its text, what was made of it."""

    place: str
    heading: str
    text: str
    sentence: str


@dataclass(frozen=True)
class ImportedForm:
    """A row that becomes a form; `place` counts it among the rows of the file, `line` is where it stands."""

    place: int
    line: int
    key: str
    at: datetime | None
    answers: tuple[int | None, ...]
    respondent: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SurveyPreview:
    """What taking a file in would do.

    `asks` is the questionnaire that the answers are for, `own_wording` that it is made of the file's headings;
    `may_choose` that either can be chosen, as no form is entered yet. `already` rows are in the survey; rows that
    `left` lists are not taken, nor are columns that are taken for nothing.
    """

    name: str
    survey_guid: str | None
    asks: Questionnaire
    own_wording: bool
    may_choose: bool
    columns: tuple[ImportColumn, ...]
    forms: tuple[ImportedForm, ...]
    already: int
    doubts: tuple[CellDoubt, ...]
    left: tuple[Unplaced, ...]
    warnings: tuple[str, ...]


@dataclass
class _Known:
    """The rows that earlier imports brought: their keys by the name of their file."""

    by_file: dict[str, set[str]] = field(default_factory=dict)

    @property
    def stamped(self) -> set[str]:
        """Keys that tell a row by the second it was sent in, whatever the file is called."""
        return {key for keys in self.by_file.values() for key in keys if not key.startswith(_SIGN)}

    def same_file(self, name: str, keys: set[str]) -> set[str]:
        """What is known of a file: under its name, or under another one that brought just the same rows."""
        twin = next((known for known in self.by_file.values() if known == keys), set())
        return self.by_file.get(name, set()) | twin


def read_file(path: Path, asks: Questionnaire | None = None) -> AnswerFile:
    """The table of answers in a file. Raises `UserError` where it holds none."""
    return AnswerFile(path.name, read_answers(path, asks or usual_questionnaire()))


def preview_import(
    dossier: Dossier,
    file: AnswerFile,
    survey_guid: str | None,
    *,
    own_wording: bool | None = None,
    chosen: Mapping[int, Taken] | None = None,
) -> SurveyPreview:
    """What the file would bring to a survey, or to a new one where none is named.

    `own_wording`: ask in the file's own words, which is proposed where some of its questions are not the survey's;
    `chosen` says of columns, by their place, what the officer takes them for.
    """
    kept, entered, known = _standing(dossier, survey_guid)
    columns = file.read.columns
    taken = match_columns([column.heading for column in columns], kept)
    own = not entered and _differs(columns, taken) if own_wording is None else own_wording and not entered
    asks = kept
    if own:
        asks, taken = _in_own_words(columns, taken, kept)
    wanted = tuple((chosen or {}).get(place, one) for place, one in enumerate(taken))
    if not any(one.meaning is Meaning.QUESTION for one in wanted):
        raise UserError(
            _("No column of “{name}” is a question of this survey. Nothing was taken in.").format(name=file.name)
        )
    rows = _Rows(file, asks, wanted)
    new, already, left, warnings = _sorted_out(file.name, rows.forms, known)
    kept_doubts = tuple(doubt for form in new for doubt in rows.doubts.get(form.place, ()))
    return SurveyPreview(
        file.name,
        survey_guid,
        asks,
        own,
        not entered,
        _told(file.read, wanted, asks),
        new,
        already,
        kept_doubts,
        (*file.read.left, *rows.left, *left),
        (*file.read.warnings, *_guessed(columns, wanted, asks), *warnings),
    )


def _standing(dossier: Dossier, survey_guid: str | None) -> tuple[Questionnaire, bool, _Known]:
    """What a survey asks, whether any form of it is entered, and which rows of files are in it."""
    if survey_guid is None:
        return usual_questionnaire(), False, _Known()
    with dossier.read() as session:
        asks = asked_of(session.get_one(Survey, survey_guid))
        count = select(func.count()).where(SurveyForm.survey_guid == survey_guid)
        known = _Known()
        keys = select(SurveyForm.source, SurveyForm.source_key).where(
            SurveyForm.survey_guid == survey_guid, SurveyForm.source_key != ""
        )
        for name, key in session.execute(keys):
            known.by_file.setdefault(name, set()).add(key)
        return asks, bool(session.scalar(count)), known


def _differs(columns: Sequence[AnswerColumn], taken: Sequence[Taken]) -> bool:
    """Whether columns with answers are none of the survey's questions."""
    return any(
        place in _answering(columns, taken) and one.meaning is not Meaning.QUESTION for place, one in enumerate(taken)
    )


def _answering(columns: Sequence[AnswerColumn], taken: Sequence[Taken]) -> list[int]:
    """The columns that hold answers; beside columns that say them in words, bare numbers are something else."""
    worded = any(column.worded for column in columns)
    return [
        place
        for place, (column, one) in enumerate(zip(columns, taken, strict=True))
        if one.meaning is Meaning.QUESTION
        or (column.answers and one.meaning is Meaning.NOTHING and (column.worded or not worded))
    ]


def _in_own_words(
    columns: Sequence[AnswerColumn], taken: Sequence[Taken], usual: Questionnaire
) -> tuple[Questionnaire, tuple[Taken, ...]]:
    places = _answering(columns, taken)
    if not places:
        return usual, tuple(taken)
    asks, at = questions_of([columns[p].heading for p in places], [columns[p].above for p in places], usual)
    own = list(taken)
    for place, question in zip(places, at, strict=True):
        own[place] = Taken(Meaning.QUESTION, question)
    return asks, tuple(own)


class _Rows:
    """The rows of the file as forms, their doubts by line, and those without an answer."""

    def __init__(self, file: AnswerFile, asks: Questionnaire, taken: Sequence[Taken]) -> None:
        self.forms: list[ImportedForm] = []
        self.left: list[Unplaced] = []
        self.doubts: dict[int, list[CellDoubt]] = {}
        self._columns = file.read.columns
        self._reader = AnswerReader(asks)
        self._asked = asks.respondent
        self._count = len(asks.questions)
        self._questions = [(p, t.place) for p, t in enumerate(taken) if t.meaning is Meaning.QUESTION]
        self._respondent = [(p, t.place) for p, t in enumerate(taken) if t.meaning is Meaning.RESPONDENT]
        self._at = next((p for p, t in enumerate(taken) if t.meaning is Meaning.AT), None)
        self._sheets = len({row.sheet for row in file.read.rows}) > 1
        self._seen: Counter[str] = Counter()
        for place, row in enumerate(file.read.rows):
            self._take(place, row)

    def _take(self, place: int, row: AnswerRow) -> None:
        answers: list[int | None] = [None] * self._count
        for column, question in self._questions:
            reading = self._reader.read(row.cells[column])
            answers[question] = reading.step
            if reading.doubt is not None:
                spot = f"{self._columns[column].letters}{row.line}"
                spot = f"{row.sheet}!{spot}" if self._sheets else spot
                heading, text = self._columns[column].heading, " ".join(row.cells[column].split())
                self.doubts.setdefault(place, []).append(CellDoubt(spot, heading, text, reading.doubt.sentence))
        if not any(answers):
            shown = " | ".join(filter(None, row.cells))
            self.left.append(Unplaced(row.line, shown, _("A form without an answer")))
            return
        told = [(self._asked[asked].question, row.cells[column]) for column, asked in self._respondent]
        at = moment_of(row.cells[self._at]) if self._at is not None else None
        key = self._key(row, at)
        self.forms.append(
            ImportedForm(place, row.line, key, at, tuple(answers), tuple(pair for pair in told if pair[1]))
        )

    def _key(self, row: AnswerRow, at: datetime | None) -> str:
        """By what the row is known again: when it was sent, all that stands in it, the how-manieth such row it is."""
        said = [cell for column, cell in enumerate(row.cells) if column != self._at or at is None]
        digest = sha256("\x1f".join(said).encode()).hexdigest()[:20]
        stem = f"{at.isoformat() if at else ''}{_SIGN}{digest}"
        self._seen[stem] += 1
        return f"{stem}{_SIGN}{self._seen[stem]}"


def _sorted_out(
    name: str, forms: Sequence[ImportedForm], known: _Known
) -> tuple[tuple[ImportedForm, ...], int, list[Unplaced], list[str]]:
    """The new rows, how many are in already, those whose answers changed in the file, and what is said of them."""
    mine = known.same_file(name, {form.key for form in forms})
    there = mine | known.stamped
    sent = {key.partition(_SIGN)[0] for key in known.by_file.get(name, set())} - {""}
    new, left, already = [], [], 0
    for form in forms:
        stamp = form.key.partition(_SIGN)[0]
        if form.key in there:
            already += 1
        elif stamp and stamp in sent:
            words = _("Taken in before with other answers; the form that is kept was not changed")
            left.append(Unplaced(form.line, stamp.replace("T", " "), words))
        else:
            new.append(form)
    gone = {key for key in known.by_file.get(name, set()) if key.startswith(_SIGN)} - {form.key for form in forms}
    warnings = []
    if gone and new:
        words = ngettext(
            "{count} row that came from “{name}” before is no longer in it, or was changed there. Look whether one of "
            "the new rows is the same form.",
            "{count} rows that came from “{name}” before are no longer in it, or were changed there. Look whether some "
            "of the new rows are the same forms.",
            len(gone),
        )
        warnings.append(words.format(count=len(gone), name=name))
    return tuple(new), already, left, warnings


def _told(read: ReadAnswers, taken: Sequence[Taken], asks: Questionnaire) -> tuple[ImportColumn, ...]:
    return tuple(
        ImportColumn(column.letters, column.heading, one, meaning_words(one, asks))
        for place, (column, one) in enumerate(zip(read.columns, taken, strict=True))
        if column.heading or any(row.cells[place] for row in read.rows)
    )


def meaning_words(taken: Taken, asks: Questionnaire) -> str:
    """What a column is taken for, for the officer; "" for nothing."""
    if taken.meaning is Meaning.QUESTION:
        question = asks.questions[taken.place]
        return f"{question.code}. {question.text}"
    if taken.meaning is Meaning.RESPONDENT:
        return asks.respondent[taken.place].question
    return _("When the form was sent") if taken.meaning is Meaning.AT else ""


def _guessed(columns: Sequence[AnswerColumn], taken: Sequence[Taken], asks: Questionnaire) -> list[str]:
    """A sentence for each question that was matched by likeness alone, and one for those without a column."""
    found = [
        _("Column {column}, “{heading}”, was taken for the question “{question}”; check it.").format(
            column=column.letters, heading=column.heading, question=meaning_words(one, asks)
        )
        for column, one in zip(columns, taken, strict=True)
        if one.meaning is Meaning.QUESTION and not one.sure
    ]
    asked = {one.place for one in taken if one.meaning is Meaning.QUESTION}
    without = [question.code for question in asks.questions if question.place not in asked]
    if without:
        found.append(_("No column holds answers to these questions: {codes}.").format(codes=", ".join(without)))
    return found


def take_answers(dossier: Dossier, *, preview: SurveyPreview, year: int) -> Change:
    """Keep the new forms of a preview as one step, after a backup; a survey is begun for them where none was named."""
    if preview.forms:
        make_backup(dossier.path)
    words = ngettext("Take in {count} form", "Take in {count} forms", len(preview.forms))
    with dossier.change(words.format(count=len(preview.forms))) as work:
        from cchc_desktop.storage.recorder import insert_rows

        guid = preview.survey_guid
        if guid is None:
            guid = add_survey(dossier, year=year, asks=preview.asks).created("survey")[0]
        elif preview.own_wording:
            work.session.get_one(Survey, guid).questionnaire = to_text(preview.asks)
        first = next_number(work.session, guid)
        now = datetime.now().replace(microsecond=0)
        rows = [
            {
                "guid": new_guid(),
                "survey_guid": guid,
                "number": first + place,
                "answers": json.dumps(list(form.answers)),
                "respondent": as_text(form.respondent),
                "source": preview.name,
                "source_key": form.key,
                "entered_at": form.at or now,
            }
            for place, form in enumerate(preview.forms)
        ]
        work.session.flush()
        insert_rows(work.session, SurveyForm, rows)
    return work.change
