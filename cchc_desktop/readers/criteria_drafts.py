"""One row of a criteria sheet as a draft of a criterion: its points, scores and words, each where its label points."""

import re
from collections.abc import Sequence
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
# A step and its points in a table within the cell.
_TABLE_WITHIN = re.compile(r" \| (?=\d{1,9}(?:[.,]\d{1,9})?(?: ?điểm| ?đ)?$)", re.MULTILINE)
_NUMBER = r"\d{1,9}(?:[.,]\d{1,9})?"
_POINTS = re.compile(
    rf"^(?:toi da|khong qua|den|≤|<=)? ?(?P<sign>[-+±−–]?) ?\(? ?"
    rf"(?P<sign2>[-+±−–]?)(?P<number>{_NUMBER}) ?\)? ?(?:diem|d|đ)? ?\.?$"
)
_RANGE = re.compile(rf"^(?:tu )?{_NUMBER} ?(?:-|–|den) ?(?P<number>{_NUMBER}) ?(?:diem|d|đ)?$")
_MOST = r"(?:(?:tổng |số )?điểm (?:tối đa|chuẩn)|tối đa)(?: là)? ?:?"
_IN_NAME = re.compile(
    rf" ?[(\[] ?(?:(?:{_MOST}|(?:tổng |số )?điểm ?:) ?({_NUMBER}) ?(?:điểm|đ)?|({_NUMBER}) ?(?:điểm|đ)) ?[)\]]"
    rf"| ?[:–-] ?({_NUMBER}) ?điểm ?$|[ :;.,–-]{{1,3}}{_MOST} ?({_NUMBER})(?: ?điểm| ?đ)? ?\.?$",
    re.IGNORECASE,
)
_POINTS_LINE = re.compile(
    rf"^[-+*•]? ?(?:{_MOST} ?({_NUMBER})(?: ?điểm| ?đ)?|({_NUMBER}) ?điểm) ?[.;]?$", re.IGNORECASE
)
_FIRST = re.compile(_NUMBER)
# A line of a rule: it ends in points, says them, or says a formula.
_STEP_LINE = re.compile(
    rf"(?:[:=] ?{_NUMBER} ?(?:đ|điểm)?|\d ?điểm) ?[.;]?$|\bđiểm(?: \w+){{0,3}} ?(?:là|bằng|:|=) ?{_NUMBER}"
    r"|\bcông thức\b|[*x×] ?điểm\b"
)
_BULLETS = ("-", "+", "•", "*", "●", "▪", "–")


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
    alone: bool = False  # nothing stands beside its name: the heading of a field
    doubts: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether it has no words but its name, as the heading of a field."""
        return not self.texts and not self.below and not self.scores

    def text(self, column: ScoreColumn) -> str:
        """What was read of a column, one line each."""
        return "\n".join(self.texts.get(column, ()))

    def add(self, column: ScoreColumn, text: str, columns: frozenset[ScoreColumn] = frozenset()) -> None:
        """Add the lines of a cell, each to where its label points, unless that has a column.

        A label goes on for the lines below it, up to one that gives points. That of the first line does so where it
        says a requirement; else what follows is what the column asks for.
        """
        lines = lines_of(text)
        asked = column
        for at, line in enumerate(lines):
            target = labelled(line)
            if target in columns or (len(lines) == 1 and target != ScoreColumn.PROOF):
                target = None
            if target is not None and (at or target == ScoreColumn.REQUIREMENT):
                column = target
            elif target is None and column != asked and gives_points(line, column):
                column = asked
            self.texts.setdefault(target or column, []).append(line)


def lines_of(text: str) -> list[str]:
    """The lines of a cell that say something, what a label within one begins on a line of its own."""
    parted = _TABLE_WITHIN.sub(": ", _LABEL_WITHIN.sub("\n", text))
    return [line for line in map(str.strip, parted.split("\n")) if line]


def gives_points(line: str, column: ScoreColumn = ScoreColumn.RULE) -> bool:
    """Whether a line belongs to a rule; among evidence ("Quyết định số: 12") only one that says points does."""
    return _STEP_LINE.search(line) is not None and (column != ScoreColumn.PROOF or "điểm" in line)


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
    _take_name(draft, name, consumed)
    for column in TEXTS:
        if values.get(column):
            draft.add(column, values[column], columns)
    _take_points(draft, _highest(draft, values, consumed), values.get(ScoreColumn.STEP, ""), consumed)
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
        elif column == ScoreColumn.SURVEY and draft.max_points is None and not values.get(ScoreColumn.MAX):
            draft.max_points, draft.survey = score, True
        else:
            draft.scores[column] = -score if sign == "-" else score
    return draft


def _take_name(draft: Draft, name: str, consumed: list[str]) -> None:
    """The name that a cell holds, and the lines below it that say points, a requirement, a rule or evidence."""
    own: list[str] = []
    column: ScoreColumn | None = None
    for line in lines_of(name):
        if own and draft.max_points is None and (found := _POINTS_LINE.match(line)):
            draft.max_points = parse_number(found[1] or found[2])
            consumed.append(line)
            continue
        if own and (target := labelled(line)) is not None:
            column = target
        elif own and (
            (column != ScoreColumn.RULE and gives_points(line, column or ScoreColumn.RULE))
            or (column is None and line.startswith(_BULLETS) and not own[-1].endswith(":"))
        ):
            column = ScoreColumn.RULE
        if column is None:
            own.append(line)
        else:
            draft.texts.setdefault(column, []).append(line)
    draft.name = " ".join(" ".join(own).split())


def _highest(draft: Draft, values: dict[ScoreColumn, str], consumed: list[str]) -> str:
    """The cell of the highest points, or of those that are taken off, with its sign."""
    off = values.get(ScoreColumn.MINUS, "")
    if not off or values.get(ScoreColumn.MAX):
        if off:
            draft.texts.setdefault(ScoreColumn.RULE, []).append(_("Points taken off: {points}").format(points=off))
        return values.get(ScoreColumn.MAX, "")
    consumed.append(off)
    return off if off.startswith(("-", "–", "−")) else f"-{off}"


def _take_points(draft: Draft, highest: str, step: str, consumed: list[str]) -> None:
    """The points of a row, those of the steps of its rule beside the lines that they belong to."""
    if step and highest and not _pair(draft, step.split("\n")):  # the first step, or all of them
        draft.texts.setdefault(ScoreColumn.RULE, []).append("; ".join(step.split("\n")))
    points = highest or step
    if "\n" in points and (found := _stacked(draft, points.split("\n"))) is not None:
        draft.max_points = found
        draft.doubts.append(_("its points were taken from the highest step; check it."))
        consumed.append(points)
    elif points:
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
    elif draft.printed and draft.max_points is None and (name := _IN_NAME.search(draft.name)):
        draft.max_points = parse_number(next(filter(None, name.groups())))
        consumed.append(name.group())
        draft.name = (draft.name[: name.start()] + draft.name[name.end() :]).strip()


def _pair(draft: Draft, steps: Sequence[str]) -> bool:
    """Put the points of steps behind the lines of the rule that have none; False where these are not as many."""
    rules = draft.texts.setdefault(ScoreColumn.RULE, [])
    bare = [at for at, rule in enumerate(rules) if not gives_points(rule)]
    places = list(range(len(rules))) if len(rules) == len(steps) else bare
    if len(places) != len(steps):
        return False
    for at, points in zip(places, steps, strict=True):
        rules[at] = f"{rules[at]}: {points}"
    return True


def _stacked(draft: Draft, points: list[str]) -> Decimal | None:
    """The highest of points that stand one below the other, each beside its line of the rule; None for other cells."""
    numbers = [taken_points(one) for one in points]
    known = [number for number, sign, doubt in numbers if number is not None and not sign and not doubt]
    if len(known) < len(points) or len(known) < 2:
        return None
    highest = max(known)
    if _pair(draft, points) or (known[0] == highest and len(known) > 2 and _pair(draft, points[1:])):
        return highest
    return None


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
    if below.points is not None:
        words = f"{words}: {format_number(below.points)}" if words else format_number(below.points)
    return [words, *([below.rule] if below.name and below.rule else [])]
