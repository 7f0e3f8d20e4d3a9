"""`cchc survey`: the results of a year's surveys, and answers taken in from a file."""

import argparse
from typing import Any

from cchc_desktop import clock
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.survey_rows import SurveyRow
from cchc_desktop.rules.localised import number, percent
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.rules.questionnaires import Questionnaire
from cchc_desktop.rules.surveys import Result, Tally
from cchc_desktop.services import years
from cchc_desktop.services.scoring import surveys
from cchc_desktop.services.scoring.survey_import import SurveyPreview, preview_import, read_file, take_answers
from cchc_desktop.storage.dossier import Dossier

_PLACES = 2


def survey(chosen: argparse.Namespace) -> Answer:
    """Take answers in where a file is given, set the clients where asked, and answer with the year's results."""
    with opened(chosen.dossier, chosen.year) as dossier:
        year = chosen.year or _year_at_hand(dossier)
        data: dict[str, Any] = {"year": year}
        lines: list[str] = []
        notes: list[str] = []
        guid = _named(dossier, year, chosen.survey)
        if chosen.taken is not None:
            guid = _take(dossier, chosen, year, guid, data, lines, notes)
        if chosen.population is not None:
            guid = guid or surveys.current_survey(dossier, year).guid
            surveys.set_survey(dossier, survey_guid=guid, population=chosen.population)
        found = [
            (row, surveys.asked_of(row), surveys.read_result(dossier, row.guid))
            for row in surveys.read_surveys(dossier, year)
        ]
        whole = surveys.satisfaction(dossier, year)
    data["surveys"] = [_told(row, asks, result) for row, asks, result in found]
    data["satisfaction"] = {"share": to_json(whole.share), "forms": whole.forms, "why": whole.why}
    lines += [_line(row, result) for row, _asks, result in found]
    lines += [_("Not counted: {why}").format(why=whole.why)] if whole.share is None else []
    return Answer(data, lines, notes)


def _year_at_hand(dossier: Dossier) -> int:
    held = years.read_years(dossier)
    if not held:
        raise UserError(_("The dossier holds no year yet. Name one with --year."))
    today = clock.today().year
    return today if today in held else max(held)


def _named(dossier: Dossier, year: int, name: str | None) -> str | None:
    """The survey that is named by its guid or words of its title, or the year's latest one; None without any."""
    found = surveys.read_surveys(dossier, year)
    if name is None:
        return found[-1].guid if found else None
    fitting = [row.guid for row in found if name == row.guid or name.casefold() in row.title.casefold()]
    if len(fitting) != 1:
        raise UserError(
            _("{count} surveys of {year} are called “{name}”. Name one by its title.").format(
                count=len(fitting), year=year, name=name
            )
        )
    return fitting[0]


def _take(
    dossier: Dossier,
    chosen: argparse.Namespace,
    year: int,
    guid: str | None,
    data: dict[str, Any],
    lines: list[str],
    notes: list[str],
) -> str:
    asks = surveys.open_survey(dossier, guid).asks if guid else None
    preview = preview_import(dossier, read_file(chosen.taken, asks), guid)
    change = take_answers(dossier, preview=preview, year=year)
    guid = guid or next(iter(change.created("survey")), None) or surveys.current_survey(dossier, year).guid
    data["import"] = {"survey": guid, **_imported(preview)}
    taken = len(preview.forms)
    words = ngettext("{count} form was taken in.", "{count} forms were taken in.", taken).format(count=taken)
    if preview.already:
        there = ngettext("{count} was in already.", "{count} were in already.", preview.already)
        words += f" {there.format(count=preview.already)}"
    lines.append(words)
    notes += preview.warnings
    notes += [f"{doubt.place}, “{doubt.text}”: {doubt.sentence}" for doubt in preview.doubts]
    notes += [_("Line {line} was not taken: {text}").format(line=one.line, text=one.text) for one in preview.left]
    notes += [
        _("Column {column} was not taken: {heading}").format(column=column.letters, heading=column.heading)
        for column in preview.columns
        if not column.what
    ]
    return guid


def _imported(preview: SurveyPreview) -> dict[str, Any]:
    return {
        "taken": len(preview.forms),
        "already": preview.already,
        "own_wording": preview.own_wording,
        "columns": [
            {"column": one.letters, "heading": one.heading, "meaning": str(one.taken.meaning), "taken_for": one.what}
            for one in preview.columns
        ],
        "doubts": [
            {"place": one.place, "heading": one.heading, "text": one.text, "reason": one.sentence}
            for one in preview.doubts
        ],
        "unplaced": [to_json(one) for one in preview.left],
        "warnings": list(preview.warnings),
    }


def _told(row: SurveyRow, asks: Questionnaire, result: Result) -> dict[str, Any]:
    return {
        "guid": row.guid,
        "title": row.title,
        "index": row.index_code,
        "population": row.population,
        "least_share": to_json(row.least_share),
        "least_forms": row.least_forms,
        "forms": result.whole.forms,
        "blank": result.blank,
        "valid": result.valid,
        "why": list(result.wanting),
        **_numbers(result.whole),
        "factors": [
            {
                "name": factor.name,
                **_numbers(tally),
                "questions": [
                    {"code": one.code, "text": one.text, **_numbers(result.questions[one.place])}
                    for one in asks.questions
                    if one.factor == place
                ],
            }
            for place, (factor, tally) in enumerate(zip(asks.factors, result.factors, strict=True))
        ],
    }


def _numbers(tally: Tally) -> dict[str, Any]:
    """Shares and margins in per cent, rounded; the counts tell the exact ones."""
    shown = {"share": tally.share, "mean": tally.mean, "margin": tally.margin}
    values = {name: to_json(None if value is None else rounded(value, _PLACES)) for name, value in shown.items()}
    return {"answers": tally.answers, "satisfied": tally.satisfied, "counts": list(tally.counts), **values}


def _line(row: SurveyRow, result: Result) -> str:
    share, margin = result.whole.share, result.whole.margin
    if share is None or margin is None:
        return f"{row.title}: -"
    return _("{title}: {share} satisfied, ± {margin}; forms: {forms}").format(
        title=row.title,
        share=percent(rounded(share, _PLACES)),
        margin=number(margin, _PLACES),
        forms=number(result.whole.forms),
    )
