"""Figures of a report: whether they add up, and whether the text says what appendix and dossier say."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity
from cchc_desktop.rules.checks.paper import CheckedPaper
from cchc_desktop.rules.checks.searching import holding, joined
from cchc_desktop.rules.figure_checks import Failed, check
from cchc_desktop.rules.figure_quotes import quotes_in
from cchc_desktop.rules.numbers import decimals_of, format_value, parse_number, rounded
from cchc_desktop.rules.periods import Period
from cchc_desktop.text import fold

_APPENDIX = "Phụ lục số liệu của báo cáo"
_CRITERIA = "Bộ tiêu chí chấm điểm"
_LOG = "Nhiệm vụ và văn bản trong hồ sơ"
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
_OF_TIME = re.compile(r"(?:năm|quý|tháng|ngày|kỳ|số) $", re.IGNORECASE)
_NEAR = 40  # letters behind the name of a figure in which its number is looked for
_LEAST_SYLLABLES = 4  # of a name that is looked for in a text


class WrongQuote(NamedTuple):
    """A figure that a text quotes and that cannot be printed: `known` says that only its value is missing."""

    start: int
    end: int
    code: str
    known: bool


def wrong_quotes(text: str, values: Mapping[str, Decimal | None]) -> Iterator[WrongQuote]:
    """The quotes of what is no figure, which would be printed as they stand, and of figures without a value."""
    for start, end, code in quotes_in(text):
        if values.get(code) is None:
            yield WrongQuote(start, end, code, code in values)


def failed_sentence(failed: Failed, names: Mapping[str, str]) -> str:
    """What does not add up in a sentence, figures named by their codes."""
    found, wanted = _number(failed.found), _number(failed.wanted)
    name = f"{failed.codes[0]}. {names.get(failed.codes[0], '')}" if failed.codes else ""
    match failed.kind:
        case "answer":
            return _("{figure}: {found} is none of its answers: {answers}").format(
                figure=name, found=found, answers=failed.message
            )
        case "negative":
            return _("{figure}: {found} is below zero").format(figure=name, found=found)
        case "share":
            return _("{figure}: {found} is above 100%").format(figure=name, found=found)
        case "whole":
            return _("{figure}: {found} is not a whole number").format(figure=name, found=found)
        case "formula":
            return _("{figure}: {found} stands here, but it comes to {wanted}").format(
                figure=name, found=found, wanted=wanted
            )
        case "shrinks":
            return _("{figure}: {found} is less than the {wanted} of {period}").format(
                figure=name, found=found, wanted=wanted, period=Period.parse(failed.period).title
            )
        case _:
            return _("{rule} ({lines}): {found} against {wanted}").format(
                rule=failed.message or _("These lines do not agree"),
                lines=_lines(failed.codes),
                found=found,
                wanted=wanted,
            )


def _number(value: Decimal | None) -> str:
    return "" if value is None else format_value(value)


def _lines(codes: Sequence[str]) -> str:
    return _("lines {codes}").format(codes=", ".join(codes))


def _adding_up(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    figures = paper.figures
    if figures is not None:
        for failed in check(figures.lines, figures.rules, figures.values, figures.earlier):
            yield Hit(-1, 0, 0, f"{failed_sentence(failed, figures.names)}.")


def _quotes(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    figures = paper.figures
    for place in holding(paper, lines, "{") if figures is not None else ():
        for one in wrong_quotes(paper.lines[place].text, figures.values if figures is not None else {}):
            said = _("{{{code}}} has no value yet.") if one.known else _("{{{code}}} is no figure of the appendix.")
            yield Hit(place, one.start, one.end, said.format(code=one.code))


def _typed_numbers(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A number that the text types behind the whole name of a figure, and that is not the figure's."""
    figures = paper.figures
    if figures is None:
        return
    places, text = joined(paper, lines)
    for code, value in figures.values.items():
        name = " ".join(fold(re.sub(r"\([^)]*\)", " ", figures.names.get(code, ""))).split())
        if value is None or name.count(" ") + 1 < _LEAST_SYLLABLES:
            continue
        at = text.letters.find(name)
        while at >= 0:
            line, start = text.place(at)
            words = text.texts[line]
            if found := _number_behind(words, start + len(name)):
                typed = parse_number(found[0])
                if typed is not None and typed not in (value, rounded(value, decimals_of(typed))):
                    said = _("“{name}” is {value} in the appendix, the text says {typed}.")
                    words = said.format(name=figures.names[code], value=format_value(value), typed=found[0])
                    yield Hit(places[line], *found.span(), words)
            at = text.letters.find(name, at + len(name))


def _number_behind(text: str, start: int) -> re.Match[str] | None:
    """The first number behind a name, in the same clause, that is no year, month or number of a paper."""
    if text[start : start + 1].isalnum():
        return None
    end = start + _NEAR
    for found in _NUMBER.finditer(text, start, end):
        between = text[start : found.start()]
        if re.search(r"[.;{]", between):
            return None
        if not _OF_TIME.search(between) and text[found.end() : found.end() + 1] != "/":
            return found
    return None


def _counted(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Figures that say otherwise than the tasks and papers of the dossier."""
    figures = paper.figures
    for code, counted in (figures.counted if figures is not None else {}).items():
        value = figures.values.get(code) if figures is not None else None
        if figures is not None and value is not None and value != counted:
            said = _("{code}. {name}: {value} stands in the appendix, the dossier counts {counted}.")
            name, told = figures.names.get(code, ""), format_value(value)
            yield Hit(-1, 0, 0, said.format(code=code, name=name, value=told, counted=format_value(counted)))


def _outdated(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Drafted sentences whose rows say something else by now."""
    for owner, text in paper.outdated:
        for place in lines:
            line = paper.lines[place]
            if line.owner == owner and text in line.text:
                start = line.text.find(text)
                said = _("What this sentence was drafted from says something else by now.")
                yield Hit(place, start, start + len(text), said)
                break


def _scores(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Points that are claimed above what the rules of the criteria give; values typed over what the dossier knows."""
    yield from (Hit(-1, 0, 0, said) for said in paper.scores)


RULES = (
    Rule("S06", Severity.HINT, lambda: _("Scores by their rules"), _CRITERIA, _scores, scope=Scope.PAPER),
    Rule("S01", Severity.WARNING, lambda: _("Figures that add up"), _APPENDIX, _adding_up, scope=Scope.PAPER),
    Rule("S02", Severity.WARNING, lambda: _("Figures that a text quotes"), _APPENDIX, _quotes, scope=Scope.PAPER),
    Rule(
        "S03", Severity.WARNING, lambda: _("Numbers of text and appendix"), _APPENDIX, _typed_numbers, scope=Scope.PAPER
    ),
    Rule("S04", Severity.HINT, lambda: _("Figures that the dossier counts"), _LOG, _counted, scope=Scope.PAPER),
    Rule("S05", Severity.WARNING, lambda: _("Drafted sentences that still hold"), _LOG, _outdated, scope=Scope.PAPER),
)
