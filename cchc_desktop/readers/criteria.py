"""Criteria sheets: criteria with their points, rules and evidence, and what the paper says of the whole set."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.criteria_bands import Bands, bands_in
from cchc_desktop.readers.criteria_drafts import Below, Draft, step_text
from cchc_desktop.readers.criteria_headings import fits, with_headings
from cchc_desktop.readers.criteria_rows import CriteriaRows
from cchc_desktop.readers.criteria_title import SetTitle
from cchc_desktop.readers.old_fonts import unicode_source
from cchc_desktop.readers.read_rows import ReadCriteria, ReadCriterion
from cchc_desktop.readers.score_columns import ScoreColumn, score_column_of
from cchc_desktop.readers.scored_table import find_frames, with_forgotten
from cchc_desktop.readers.source import Source
from cchc_desktop.rules.criterion_codes import next_code, unique_codes
from cchc_desktop.rules.numbers import format_points, format_value, parse_number
from cchc_desktop.rules.scoring import Manual, to_json
from cchc_desktop.rules.scoring.words import propose
from cchc_desktop.text import fold

_WANTED = "STT, Tiêu chí, Điểm tối đa, Điểm tự chấm, Cách tính, Tài liệu kiểm chứng"
_SURVEY = re.compile(r"\b(?:dieu tra xa hoi hoc|dtxhh)\b")
_SURVEY_NAME = re.compile(r"^(?:ket qua |diem )?(?:chi so )?(?:hai long|sipas)\b|^muc do hai long cua")
_COUNCIL = re.compile(r"\bkhong tu (?:danh gia|cham)\b")
_TOTAL_LINE = re.compile(
    r"[-+*(]? ?(?:tong cong|tong (?:so )?diem)(?: toi da| chuan)?[^\d:]{0,60}: ?(\d{1,4}(?:[.,]\d{1,3})?)"
    r" ?(?:diem|d)?[.)]*"
)
_BONUS = re.compile(r"\b(?:diem (?:thuong|cong|tru)|(?:thuong|cong|tru) diem)\b")


def read_criteria(path: Path) -> ReadCriteria:
    """The criteria set in a Word, Excel or text file; raises UserError where no table has its header."""
    return criteria_from(read_source(path), path.name)


def criteria_from(source: Source, name: str) -> ReadCriteria:
    """The criteria set a source holds; `name` is what error messages call it."""
    source = unicode_source(source)
    headed, renumbered = with_headings(source)
    found = find_frames(headed, name, score_column_of, fits, _WANTED)
    first = found.frames[0].rows[0].number if found.frames[0].rows else 0
    reading = CriteriaRows(consumed=renumbered)
    for frame in found.frames:
        reading.take_frame(frame)
    if reading.drafts and all(one.max_points is None for one in reading.drafts):
        raise _without_points(name)
    head = SetTitle(found, first)
    summed = _with_sums(_finished(reading.drafts))
    said = [said for item in found.around if (said := _said_total(item.text)) is not None]
    declared = (
        max(said) if said else reading.declared([one.max_points or Decimal(0) for one in summed if one.level == 1])
    )
    criteria = _with_rules(_within_total(summed, declared))
    totals = _total_doubts(criteria, declared) if declared is not None else []
    notes = sorted([*found.around, *reading.unplaced], key=lambda item: item.line)
    bands = bands_in([item.text for item in notes], declared)
    warnings = (*source.warnings, *totals, *_said(criteria), *_grades_to_check(bands), *_rules_to_confirm(criteria))
    taken = [head.taken, criteria, warnings, reading.consumed]
    unplaced = with_forgotten(source, found, taken, reading.unplaced)
    return ReadCriteria(
        head.title, tuple(criteria), unplaced, warnings, head.decision, head.version, head.year, declared, bands
    )


def _said_total(line: str) -> Decimal | None:
    """The points that a line outside the tables says in all: "Tổng điểm: 100 điểm"."""
    found = _TOTAL_LINE.fullmatch(" ".join(fold(line).split()))
    return parse_number(found[1]) if found is not None else None


def _without_points(name: str) -> UserError:
    words = _("The tables of “{name}” have no column with the highest points. Add one (Điểm tối đa), then try again.")
    return UserError(words.format(name=name))


# From drafts to criteria


def _finished(drafts: Sequence[Draft]) -> list[ReadCriterion]:
    """The criteria with their codes, words and doubts, the points and rules that follow from these aside."""
    whole = list(_with_parts(drafts))
    printed = _with_codes(whole)
    codes = unique_codes(printed)
    criteria = []
    bonus_level = 0
    survey_level = 0
    for draft, code, (own, level) in zip(whole, codes, printed, strict=True):
        if bonus_level and level <= bonus_level:
            bonus_level = 0
        if level == 1 and _BONUS.search(fold(draft.name)):
            bonus_level = 1
        doubts = list(draft.doubts)
        if code != own and "(" in code:
            doubts.append(_("the code {code} stands twice; it was called {new}.").format(code=own, new=code))
        scored_by, why = _scored_by(draft)
        if survey_level and level > survey_level:
            scored_by, why = draft.scored_by or "survey", ""
        else:
            survey_level = level if scored_by == "survey" else 0
        if why:
            doubts.append(why)
        bonus = draft.bonus or bool(bonus_level)
        rule = "\n".join([*draft.texts.get(ScoreColumn.RULE, ()), *_steps(draft)])
        criteria.append(
            ReadCriterion(
                code=code,
                name=draft.name,
                level=level,
                max_points=draft.max_points,
                self_score=draft.scores.get(ScoreColumn.SELF),
                rule=rule,
                line=draft.line,
                requirement=draft.text(ScoreColumn.REQUIREMENT),
                proof_wanted=draft.text(ScoreColumn.PROOF),
                responsible=draft.text(ScoreColumn.RESPONSIBLE),
                applies_to=draft.text(ScoreColumn.APPLIES),
                scored_by=scored_by,
                bonus=bonus,
                appraised=draft.scores.get(ScoreColumn.APPRAISED),
                survey=draft.scores.get(ScoreColumn.SURVEY),
                doubts=tuple(doubts),
            )
        )
    return criteria


def _with_codes(drafts: Sequence[Draft]) -> list[tuple[str, int]]:
    """Codes and levels; a criterion that the file gives no code has the next one under its parent."""
    found: list[tuple[str, int]] = []
    above: list[str] = []
    beside: list[list[str]] = [[]]
    for draft in drafts:
        level = min(draft.level, len(above) + 1)
        del above[level - 1 :]
        del beside[level:]
        while len(beside) < level:
            beside.append([])
        code = draft.printed or next_code(beside[level - 1], above[-1] if above else "")
        above.append(code)
        beside[level - 1].append(code)
        found.append((code, level))
    return found


def _with_parts(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, those with parts that are worth their points together with these as criteria under them."""
    for at, draft in enumerate(drafts):
        parent = at + 1 < len(drafts) and drafts[at + 1].level > draft.level
        yield draft
        if not parent and draft.max_points is None:
            _take_highest_step(draft)
        if parent or not _are_parts(draft):
            continue
        draft.doubts.append(_("the lines below add up to its points: they were taken as criteria under it; check it."))
        for one in draft.below:
            part = one.taken
            part.level = draft.level + 1
            part.name = one.name.lstrip("-+* ")
            yield part
        draft.below = []


def _take_highest_step(draft: Draft) -> None:
    """The points of a criterion for which only the steps of its rule have any."""
    known = [one.points for one in draft.below if one.points is not None]
    if known:
        draft.max_points = max(known)
        draft.doubts.append(_("its points were taken from the highest step; check it."))


def _are_parts(draft: Draft) -> bool:
    """Whether the rows without codes are parts of a criterion, not steps of its rule: together they are its points."""
    points = [one.points for one in draft.below]
    if draft.max_points is None or len(points) < 2 or not all(points) or not all(one.name for one in draft.below):
        return False
    known = [one for one in points if one is not None]
    return sum(known) == draft.max_points and draft.max_points not in known


def _steps(draft: Draft) -> list[str]:
    return [line for one in draft.below for line in _lines(one)]


def _lines(one: Below) -> list[str]:
    return [line for line in step_text(one) if line]


def _within_total(criteria: Sequence[ReadCriterion], declared: Decimal | None) -> list[ReadCriterion]:
    """The criteria; points called bonus are none where the total that the sheet says holds them too."""
    tops = [one for one in criteria if one.level == 1]
    beside = _sum(one for one in tops if one.bonus)
    if not beside or declared != _sum(tops):
        return list(criteria)
    words = _("the total of the sheet holds these points: they were taken as a part of it, not as bonus; check it.")
    return [
        replace(one, bonus=False, doubts=(*one.doubts, words) if one.level == 1 else one.doubts) if one.bonus else one
        for one in criteria
    ]


def _with_rules(criteria: Sequence[ReadCriterion]) -> list[ReadCriterion]:
    """The criteria, each leaf with the rule that its words say, or with why there is none."""
    found = []
    above: list[str] = []
    for at, one in enumerate(criteria):
        del above[one.level - 1 :]
        if at + 1 == len(criteria) or criteria[at + 1].level <= one.level:
            scoring, unsure = _proposed(one, "\n".join(above))
            found.append(replace(one, scoring=scoring, doubts=(*one.doubts, *unsure)))
        else:
            found.append(one)
        above.append(one.name)
    return found


def _proposed(one: ReadCriterion, above: str) -> tuple[str, tuple[str, ...]]:
    """The rule that a leaf's words say, as it is kept, and why there is none.

    One that nothing speaks against is filled in, for the officer to confirm; what has doubts stays manual, since a
    wrong rule would pass for the province's.
    """
    if one.max_points is None or not (one.rule or one.requirement):
        return "", ()
    found = propose(one.rule, one.max_points, name=one.name, requirement=one.requirement, bonus=one.bonus, above=above)
    if found.sure:
        return to_json(found.rule), ()
    if not one.rule and isinstance(found.rule, Manual):
        return "", ()
    words = _("no rule was filled in from its words: {doubts}")
    return "", (words.format(doubts=" ".join(found.doubts)),)


def _scored_by(draft: Draft) -> tuple[str, str]:
    """Who scores a criterion, and what to say where its words told it."""
    if draft.scored_by:
        return draft.scored_by, ""
    words = fold("\n".join((draft.name, *(line for lines in draft.texts.values() for line in lines))))
    name = fold(draft.name)
    if (
        draft.survey
        or _SURVEY.search(name)
        or (_SURVEY.search(words) and len(words) < 300)
        or (_SURVEY_NAME.match(name) and not draft.below)
    ):
        return "survey", _("it was taken as scored by a survey, not by the office itself; check it.")
    if _COUNCIL.search(words):
        return "council", _("it was taken as scored by the council, not by the office itself; check it.")
    return "self", ""


def _with_sums(criteria: Sequence[ReadCriterion]) -> list[ReadCriterion]:
    """The criteria with the points that only their parts tell, and the doubts about sums and missing points."""
    found = list(criteria)
    for at in range(len(found) - 1, -1, -1):
        one = found[at]
        below = [child for child in _below(found, at) if child.level == one.level + 1]
        doubts = list(one.doubts)
        if below and one.max_points is None:
            one = replace(one, max_points=_sum(child for child in below if not child.bonus or one.bonus))
        elif below and not _adds_up(one, below):
            doubts.append(
                _("it has {points} points, but those below it add up to {sum}.").format(
                    points=format_points(one.max_points or Decimal(0)), sum=format_points(_sum(below))
                )
            )
        elif not below and one.max_points is None:
            doubts.append(_("no highest points were found."))
        for score in (one.self_score, one.appraised):
            if not below and score is not None and one.max_points is not None and score > one.max_points:
                doubts.append(
                    _("the score {score} is above its {points} points.").format(
                        score=format_points(score), points=format_points(one.max_points)
                    )
                )
        found[at] = replace(one, doubts=tuple(doubts))
    return found


def _below(criteria: Sequence[ReadCriterion], at: int) -> Iterator[ReadCriterion]:
    for child in criteria[at + 1 :]:
        if child.level <= criteria[at].level:
            return
        yield child


def _adds_up(parent: ReadCriterion, below: Sequence[ReadCriterion]) -> bool:
    """Whether the points below are those of the parent, bonus points or what others score counted or not."""
    counted = [child for child in below if not child.bonus or parent.bonus]
    own = [child for child in counted if child.scored_by == "self"]
    if parent.bonus and parent.max_points == max((child.max_points or Decimal(0) for child in below), default=None):
        return True  # "±3" over "+3" and "-3"
    return parent.max_points in (_sum(counted), _sum(own), _sum(below))


def _total_doubts(criteria: Sequence[ReadCriterion], declared: Decimal) -> list[str]:
    tops = [one for one in criteria if one.level == 1]
    counted = [one for one in tops if not one.bonus]
    if declared in (_sum(counted), _sum(tops), _sum(one for one in counted if one.scored_by == "self")):
        return []
    return [
        _("The sheet says {declared} points in all, but its fields add up to {sum}.").format(
            declared=format_points(declared), sum=format_points(_sum(counted))
        )
    ]


def _sum(criteria: Sequence[ReadCriterion] | Iterator[ReadCriterion]) -> Decimal:
    return sum((one.max_points or Decimal(0) for one in criteria), Decimal(0))


def _grades_to_check(bands: Bands) -> list[str]:
    said = "; ".join(f"{name} {format_value(least)}%" for name, least in bands)
    words = _("Grades were read from a note of the file: {grades}. Check them under “Grades and conditions…”.")
    return [words.format(grades=said)] if bands else []


def _rules_to_confirm(criteria: Sequence[ReadCriterion]) -> list[str]:
    count = sum(bool(one.scoring) for one in criteria)
    words = ngettext(
        "{count} rule was filled in from the words of the set. Confirm it before scoring.",
        "{count} rules were filled in from the words of the set. Confirm them before scoring.",
        count,
    )
    return [words.format(count=count)] if count else []


def _said(criteria: Sequence[ReadCriterion]) -> list[str]:
    """The doubts of the lines, each with its place."""
    words = _("Line {line}, “{name}”: {doubt}")
    return [
        words.format(line=one.line, name=f"{one.code} {one.name}"[:60], doubt=doubt)
        for one in criteria
        for doubt in one.doubts
    ]
