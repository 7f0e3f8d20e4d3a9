"""One row of a criteria sheet as a draft of a criterion: its points, scores and words, each where its label points."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.readers.score_columns import ScoreColumn
from cchc_desktop.readers.source import SourceRow
from cchc_desktop.rules.numbers import format_number, format_value, is_too_large, parse_number
from cchc_desktop.text import fold

TEXTS = (
    ScoreColumn.REQUIREMENT,
    ScoreColumn.RULE,
    ScoreColumn.PROOF,
    ScoreColumn.RESPONSIBLE,
    ScoreColumn.APPLIES,
)
# A line that says what follows it, in a cell or a row below the criterion.
_LABELS = (
    (ScoreColumn.PROOF, r"(tai lieu|ho so|van ban)? ?(kiem chung|minh chung|chung minh)\b|tlkc\b"),
    (ScoreColumn.REQUIREMENT, r"yeu cau\b"),
    (ScoreColumn.RULE, r"(cach|quy dinh|phuong phap|huong dan) (tinh|cham)\b|thang diem\b"),
    (ScoreColumn.RESPONSIBLE, r"(don vi|co quan|bo phan) (chu tri|phu trach|thuc hien)\b|phan cong\b"),
    (ScoreColumn.APPLIES, r"(doi tuong|pham vi) ap dung\b"),
)
# The same within a line, behind a sentence: "… : 0 điểm. TLKC: Kế hoạch".
_LABEL_WITHIN = re.compile(
    r"(?<=[.;)]) +(?=(?:TLKC|(?:tài liệu|hồ sơ|văn bản)? ?(?:kiểm chứng|minh chứng|chứng minh)|yêu cầu|"
    r"(?:cách|quy định|phương pháp|hướng dẫn) (?:tính|chấm)|thang điểm)\b[^:.;\n]{0,40}:)",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,9}(?:[.,]\d{1,9})?"
_POINTS = re.compile(
    rf"^(?:toi da|khong qua|den|≤|<=)? ?(?P<sign>[-+±−–]?) ?\(? ?"
    rf"(?P<sign2>[-+±−–]?)(?P<number>{_NUMBER}) ?\)? ?(?:diem|d|đ)? ?\.?$"
)
_RANGE = re.compile(rf"^(?:tu )?{_NUMBER} ?(?:-|–|den) ?(?P<number>{_NUMBER}) ?(?:diem|d|đ)?$")
_IN_NAME = re.compile(rf" ?[(\[] ?(?:tối đa )?({_NUMBER}) ?(?:điểm|đ) ?[)\]]| ?[:–-] ?({_NUMBER}) ?điểm ?$")
_FIRST = re.compile(_NUMBER)
_STEP_LINE = re.compile(r"^[-+*•] ?.*(?:: ?\d{1,3}(?:[.,]\d{1,3})?|\d ?điểm) ?[.;]?$")


@dataclass
class Below:
    """A row without a code under a criterion: a step of its rule, or a part with points of its own."""

    name: str
    points: Decimal | None
    rule: str
    line: int
    taken: "Draft"  # where it would be a criterion itself


@dataclass
class Draft:
    """A criterion as far as it was read; `level` is known at once only where the columns say it."""

    printed: str
    name: str
    line: int
    level: int = 0
    max_points: Decimal | None = None
    scores: dict[ScoreColumn, Decimal] = field(default_factory=dict)
    texts: dict[ScoreColumn, list[str]] = field(default_factory=dict)
    below: list[Below] = field(default_factory=list)
    scored_by: str = ""  # where a column says it
    survey: bool = False
    bonus: bool = False
    doubts: list[str] = field(default_factory=list)

    def text(self, column: ScoreColumn) -> str:
        """What was read of a column, one line each."""
        return "\n".join(self.texts.get(column, ()))

    def add(self, column: ScoreColumn, text: str, columns: frozenset[ScoreColumn] = frozenset()) -> None:
        """Add the lines of a cell, each to where its label points, unless that has a column.

        A label goes on for the lines below it; that of the first line does not, as what follows is what the column
        asks for.
        """
        lines = lines_of(text)
        for at, line in enumerate(lines):
            target = labelled(line) if len(lines) > 1 else None
            target = None if target in columns else target
            if at and target is not None:
                column = target
            self.texts.setdefault(target or column, []).append(line)


def lines_of(text: str) -> list[str]:
    """The lines of a cell that say something, what a label within one begins on a line of its own."""
    return [line for line in map(str.strip, _LABEL_WITHIN.sub("\n", text).split("\n")) if line]


def labelled(line: str) -> ScoreColumn | None:
    """The column that a line names before its colon: "Yêu cầu: …", "Tài liệu kiểm chứng:"."""
    head, colon, _rest = line.partition(":")
    if not colon or len(head) > 60:
        return None
    words = " ".join(fold(head).split()).lstrip("-+* ")
    return next((column for column, pattern in _LABELS if re.match(pattern, words)), None)


def taken_points(text: str) -> tuple[Decimal | None, str, str]:
    """Points, their sign ("", "-" or "±") and why they are doubtful; "1,5", "1 điểm", "-2", "±3", "tối đa 2"."""
    bare = " ".join(text.split())
    folded = fold(bare)
    found = _POINTS.match(folded)
    if found is not None and (number := parse_number(found["number"])) is not None:
        sign = found["sign"] or found["sign2"]
        return number, "-" if sign in ("-", "−", "–") and sign else "±" if sign else "", ""
    number = parse_number(bare)
    if number is not None:
        return abs(number), "-" if number < 0 else "", "" if "%" not in bare else _taken(bare, number)
    picked = _RANGE.match(folded) or _FIRST.search(folded)
    sign = "-" if folded[:1] in ("-", "−", "–") else ""
    said = picked["number"] if picked is not None and picked.re is _RANGE else picked.group() if picked else ""
    number = parse_number(said)
    if number is not None:
        return number, sign, _taken(bare, number)
    if is_too_large(said or bare):
        words = _("“{text}” is larger than a dossier can hold and was not taken; check it.")
        return None, "", words.format(text=bare[:60])
    return None, "", _("the points “{text}” are not a number and were not taken.").format(text=bare[:60])


def _taken(text: str, number: Decimal) -> str:
    return _("of the points “{text}” {number} was taken; check it.").format(text=text[:60], number=format_value(number))


def draft_of(
    code: str,
    name: str,
    values: dict[ScoreColumn, str],
    row: SourceRow,
    consumed: list[str],
    columns: frozenset[ScoreColumn],
) -> Draft:
    """What a row says of a criterion."""
    draft = Draft(code, "", row.number)
    lines = lines_of(name)
    own = next((at for at, line in enumerate(lines) if at and (labelled(line) or _STEP_LINE.match(line))), len(lines))
    draft.name = " ".join(" ".join(lines[:own]).split())
    for line in lines[own:]:
        draft.add(labelled(line) or ScoreColumn.RULE, line)
    for column in TEXTS:
        if values.get(column):
            draft.add(column, values[column], columns)
    step = values.get(ScoreColumn.STEP, "")
    if step and values.get(ScoreColumn.MAX):  # the first step, or all of them, beside the criterion itself
        rules, steps = draft.texts.setdefault(ScoreColumn.RULE, []), step.split("\n")
        if len(rules) == len(steps):
            rules[:] = [f"{rule}: {points}" for rule, points in zip(rules, steps, strict=True)]
        else:
            rules.append("; ".join(steps))
    points = values.get(ScoreColumn.MAX) or step
    if points:
        draft.max_points, sign, doubt = taken_points(points)
        draft.doubts.extend([doubt] if doubt else [])
        if draft.max_points is not None:
            consumed.append(points)
        else:
            draft.add(ScoreColumn.RULE, " ".join(points.split()))
        if sign:
            draft.bonus = True
            words = _("the points “{text}” were taken as bonus or penalty points up to {number}; check it.")
            draft.doubts.append(words.format(text=points, number=format_value(draft.max_points or Decimal(0))))
    elif code and (found := _IN_NAME.search(draft.name)):
        draft.max_points = parse_number(found[1] or found[2])
        consumed.append(found.group())
        draft.name = (draft.name[: found.start()] + draft.name[found.end() :]).strip()
    if said := values.get(ScoreColumn.SCORED_BY, ""):
        draft.scored_by = scorer_of(said)
        if draft.scored_by:
            consumed.append(said)
        else:
            draft.add(ScoreColumn.RULE, said)
    for column in (ScoreColumn.SELF, ScoreColumn.APPRAISED, ScoreColumn.SURVEY):
        text = values.get(column, "")
        if not text:
            continue
        score, sign, doubt = taken_points(text)
        draft.doubts.extend([doubt] if doubt else [])
        if score is None:
            draft.add(ScoreColumn.RULE, text)
        elif column == ScoreColumn.SURVEY and draft.max_points is None and not points:
            draft.max_points, draft.survey = score, True
        else:
            draft.scores[column] = -score if sign == "-" else score
    return draft


def scorer_of(text: str) -> str:
    """Who scores by the words of a cell; "" where they say nobody."""
    words = fold(text)
    if "dieu tra" in words or "khao sat" in words or "xhh" in words:
        return "survey"
    if "hoi dong" in words or "tham dinh" in words:
        return "council"
    return "self" if words.startswith("tu ") else ""


def step_text(below: Below) -> list[str]:
    """A row below a criterion as lines of its rule: "Đúng hạn: 1"."""
    words = below.name or below.rule
    if below.points is not None and words:
        words = f"{words}: {format_number(below.points)}"
    return [words, *([below.rule] if below.name and below.rule else [])]
