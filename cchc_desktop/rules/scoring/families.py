"""From clauses that give points to a rule: steps of a share or of a number, answers, parts that count together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cchc_desktop.i18n import _
from cchc_desktop.rules.scoring.answers import Answer, Choice, OnTime, YesNo
from cchc_desktop.rules.scoring.base import Case, Rule
from cchc_desktop.rules.scoring.bounds import bound_of, is_share, none_of
from cchc_desktop.rules.scoring.clauses import Clause
from cchc_desktop.rules.scoring.formula_rules import proportional
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.parts import Part, PerItem, Sum
from cchc_desktop.rules.scoring.reading import (
    LONGEST,
    Context,
    apart,
    are_fractions,
    bounds_of,
    joined,
    measured_by,
    otherwise,
    step_of,
)
from cchc_desktop.rules.scoring.steps import Count, Step, Steps
from cchc_desktop.text import fold_in_place

_EACH = re.compile(
    r" ?(?:voi |neu |co |them |cong them )*(?:cu|moi)(?: moi| co| them| 0?1)*(?!\w)|(?:them|tang them) 0?1 "
)
_REST = re.compile(
    r"(?:cac |nhung )?(?:truong hop |muc |ket qua )?(?:con lai|khac)(?!\w)|(?:cac )?truong hop (?:con lai|khac)|"
    r"(?:khong|chua) dat(?: (?:yeu cau|cac|muc|ty le|ti le|tren|nhu|theo|quy dinh))*$"
)
_LATE = re.compile(
    r"(?<!\w)(?:cham|tre|muon|qua han|khong kip|sau (?:ngay|thoi)|"
    r"(?:khong|chua) (?:dung|kip|dam bao|bao dam)(?: ve)? (?:han|thoi|tien do))(?!\w)"
)
_IN_TIME = re.compile(
    r"(?<!\w)(?:dung|truoc|trong|kip) (?:thoi )?(?:han|thoi|gian|thoi gian|quy dinh|tien do)|kip thoi|dam bao thoi"
)
_NOT_DONE = re.compile(
    r"(?<!\w)(?:khong|chua) "
    r"(?:ban hanh|thuc hien|co|xay dung|gui|bao cao|to chuc|trien khai|"
    r"lap|cong bo|cong khai|nop|hoan thanh|cap nhat|ra soat|kiem tra|dang)(?!\w)"
)
_SAID_NOT = re.compile(r"(?:trong nam |neu |dia phuong |don vi )*(?:khong|chua)(?!\w)")
_OTHER_SUBJECT = re.compile(r"(?<!\w)(?:thieu|cham|tre|sai|vi pham|giam|it hon ke hoach)(?!\w)")
_RANKED = re.compile(r"(?<!\w)(?:(?:top|xep hang|thu hang|vi tri)(?!\w)|thu \d+(?! ?%|[\d.,]))")
_MORE_ASKED = re.compile(
    r"(?<!\w)va (?:khong|co|da|phai|duoc|dam bao|ban hanh)(?!\w)|^(?:ban hanh|xay dung|lap|co) .{1,200} va "
)
_GOES_ON = re.compile(
    r"(?:duoi|tu|tren|thieu|cham|tre|qua han|sau|khong|chua|con lai|neu (?:khong|chua)|(?:cac )?truong hop|"
    r"dat duoi)(?!\w)|[\d<>]"
)
_OTHER_CASE = re.compile(r"(?:bi|co|khong|chua|de|vi pham)(?!\w)")
_ALONE = re.compile(r"(?:dat|bang|hoan thanh)$")
_MORE_THAN_TIME = re.compile(r"(?<!\w)(?:day du|du|thieu|sai|hoac|chat luong|noi dung)(?!\w)")
_SHORTEST = 6  # letters of a question that says by itself what is asked
_TOGETHER = re.compile(r"(?<!\w)cong them(?!\w)")


def rule_of(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """The rule of clauses that give points; None where they are of no family."""
    if not clauses:
        return None
    if any(clause.formula for clause in clauses):
        return proportional(clauses, context)
    if len(clauses) == 1 and (each := _each_in(clauses[0])):
        words = clauses[0].condition[each.end() :].strip(" ,:;")
        each_points = clauses[0].points or Decimal(0)
        start = None if each_points < 0 < context.maximum and not context.bonus else Decimal(0)
        return PerItem(input=context.label(words, "number", "n"), each=each_points, start=start)
    if any(clause.per for clause in clauses):
        return _for_each(clauses, context)
    return (
        _in_groups(clauses, context)
        or _stepped(clauses, context)
        or _counted(clauses, context)
        or _answered(clauses, context)
    )


def _each_in(clause: Clause) -> re.Match[str] | None:
    """Where a clause says "for each", at its beginning or after its last colon or comma."""
    folded = clause.folded
    places = (0, folded.rfind(": ") + 1, folded.rfind(", ") + 1)
    return next((found for place in places if (found := _EACH.match(folded, place))), None)


def _in_groups(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """Parts one after the other in a line, each with what counts otherwise: "đủ thiết bị: 1; thiếu: 0,5; đủ người: 1".

    None unless no clause alone gives the maximum and the highest points of the parts are together the maximum.
    """
    groups: list[list[Clause]] = []
    for clause in clauses:
        if groups and _GOES_ON.match(clause.folded):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    highest = [max(clause.points or Decimal(0) for clause in group) for group in groups]
    if not 1 < len(groups) < len(clauses) or sum(highest) != context.maximum or min(highest) <= 0:
        return None
    parts = []
    for number, (group, most) in enumerate(zip(groups, highest, strict=True), 1):
        label = group[0].condition[:LONGEST]
        inner = Context(most, label, "", f"{context.prefix}p{number}_", context.letters)
        rule = rule_of(group, inner)
        if rule is None:
            return None
        context.doubts += inner.doubts if len(group) > 1 else []
        parts.append(Part(most, rule, label))
    return Sum(parts=tuple(parts))


def _for_each(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """So many points for each of what one clause names; of several such clauses nothing is known."""
    clause, *others = clauses
    points = clause.points or Decimal(0)
    if others or not points:
        return None
    words = clause.condition
    label = (
        f"{words} ({clause.per})" if words and clause.per not in words else words or f"{context.name} ({clause.per})"
    )
    start = None if points < 0 < context.maximum and not context.bonus else Decimal(0)
    return PerItem(input=context.label(label, "number", "n"), each=points, start=start)


def zero_cases(clauses: Sequence[Clause], context: Context) -> tuple[list[Clause], list[Case]]:
    """Clauses without what gives nothing beside a share ("dưới 80% hoặc không có kế hoạch"), and these cases."""
    kept: list[Clause] = []
    cases: list[Case] = []
    measured = sum(is_share(clause.folded) for clause in clauses) > 1
    for clause in clauses:
        sides = _sides(clause) if is_share(clause.folded) else []
        alone = measured and clause.points == 0 and bound_of(clause.folded) is None
        if alone and _NOT_DONE.match(clause.folded):
            sides = [clause.condition]
        else:
            kept.append(clause)
        for words in sides:
            if not clause.points and _SAID_NOT.match(fold_in_place(words)):
                name = f"{context.prefix}zero{len(cases) + 1}"
                cases.append(Case(Input(name, (words[:1].upper() + words[1:])[:LONGEST], "yes_no"), "zero"))
            else:
                context.doubts.append(_("Not understood: “{words}”.").format(words=words))
    return kept, cases


def _sides(clause: Clause) -> list[str]:
    """What stands before or after "hoặc" in a condition and is no bound."""
    sides = clause.folded.split(" hoac ")
    found, place = [], 0
    for side in sides if len(sides) > 1 else []:
        words = clause.condition[place : place + len(side)].strip(" ,")
        place += len(side) + len(" hoac ")
        if words and bound_of(side) is None and not _ALONE.search(side):
            found.append(words)
    return found


def _stepped(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """Steps of a share, the last of which may be "the rest"."""
    bounds = bounds_of(clauses)
    if not any(bound and bound.unit == "%" for bound in bounds):
        return None
    steps = []
    for clause, bound in zip(clauses, bounds, strict=True):
        points = clause.points or Decimal(0)
        if bound is not None and bound.unit == "%":
            steps.append(step_of(bound, points))
            if points and _MORE_ASKED.search(clause.folded):
                context.doubts.append(
                    _("“{words}” asks for more than the share. Check it.").format(words=clause.condition)
                )
            if bound.exact:
                context.doubts.append(
                    _("“{words}” is read as exactly that share. Check whether it means from there on.").format(
                        words=clause.condition
                    )
                )
        elif _REST.match(clause.folded):
            steps.append(Step(points))
        else:
            return None
    if len(steps) == 1 and steps[0].points > 0:
        context.doubts.append(otherwise())
        steps.append(Step(Decimal(0)))
    return Steps(measure=measured_by(context), steps=apart(joined(steps), context))


def _counted(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """Points by how many there are; points that do not rise or fall with the number are no such rule."""
    bounds = [bound_of(clause.folded) for clause in clauses]
    if len(clauses) < 2 or not any(bounds) or any(bound and bound.unit == "%" for bound in bounds):
        return None
    if are_fractions(clauses):
        return None
    if any(_RANKED.search(clause.folded) for clause in clauses):
        return None
    bounded = [clause for clause, bound in zip(clauses, bounds, strict=True) if bound is not None]
    if any(_OTHER_CASE.match(fold_in_place(side)) for clause in bounded for side in _sides(clause)):
        return None
    other = [bool(_OTHER_SUBJECT.search(clause.folded)) for clause in clauses]
    if any(other) and not all(other):
        return None
    named = any(bound is None and none_of(clause.folded) for clause, bound in zip(clauses, bounds, strict=True))
    steps = []
    for clause, bound in zip(clauses, bounds, strict=True):
        points = clause.points or Decimal(0)
        if bound is not None and bound.low is None and named:
            steps.append(replace(step_of(bound, points), low=Decimal(0), low_in=False))
        elif bound is not None:
            steps.append(step_of(bound, points))
        elif none_of(clause.folded):
            steps.append(Step(points, Decimal(0), Decimal(0), True, True))
        elif _REST.match(clause.folded):
            steps.append(Step(points))
        else:
            return None
    if not any(step.holds(Fraction(0)) for step in steps) and all(step.points > 0 for step in steps):
        context.doubts.append(otherwise())
        steps.append(Step(Decimal(0)))
    _open_above(steps, context)
    ordered = apart(steps, context)
    given = [step.points for step in ordered if step.low is not None or step.high is not None]
    if sorted(given) not in (given, given[::-1]):
        return None
    unit = next((bound.unit for bound in bounds if bound), "")
    return Count(input=context.label(context.name, "number", "n", "điểm" if unit == "diem" else ""), steps=ordered)


def _open_above(steps: list[Step], context: Context) -> None:
    """Of "có 02: 2 điểm; có 01: 1 điểm" more than two give as many."""
    top = max(range(len(steps)), key=lambda number: steps[number].high or Decimal(-1))
    step = steps[top]
    most = max(each.points for each in steps)
    if step.low is None or step.low != step.high or step.points < most or any(each.high is None for each in steps):
        return
    steps[top] = replace(step, high=None)
    context.doubts.append(
        _("“{number}” is read as {number} and more. Check whether it is meant so.").format(number=int(step.low))
    )


def _answered(clauses: Sequence[Clause], context: Context) -> Rule:
    """Answers: parts that count together, yes or no, in time or not, one of several."""
    points = [clause.points or Decimal(0) for clause in clauses]
    together = any(_TOGETHER.search(_folded_text(clause)) for clause in clauses) or context.each_counts
    sums_up = len(clauses) > 1 and sum(points) == context.maximum and all(0 < each < context.maximum for each in points)
    if len(clauses) > 1 and (together or sums_up):
        if not sums_up:
            context.doubts.append(_("The parts do not sum up to the maximum of the criterion."))
        return Sum(parts=tuple(_part(clause, number, context) for number, clause in enumerate(clauses, 1)))
    if len(clauses) == 1:
        context.doubts.append(otherwise())
        return YesNo(input=context.label(clauses[0].condition, "yes_no", "done"), yes=points[0])
    if len(clauses) == 2:
        return _late_alone(clauses, context) or _yes_no(clauses, context)
    if min(points) > 0:
        context.doubts.append(otherwise())
    return _on_time(clauses, context) or Choice(
        input=context.label(context.name, "choice", "level"),
        answers=tuple(
            Answer(clause.condition[:LONGEST] or str(number), clause.points or Decimal(0))
            for number, clause in enumerate(clauses, 1)
        ),
    )


def _late_alone(clauses: Sequence[Clause], context: Context) -> Rule | None:
    """In time and late, where nothing is said of what was not done at all and late still gives points."""
    first, second = clauses
    late = second.points or Decimal(0)
    if not late or not _IN_TIME.search(first.folded) or not _LATE.search(second.folded) or _LATE.search(first.folded):
        return None
    context.doubts.append(otherwise())
    return OnTime(input=context.label(context.name, "choice", "time"), full=first.points or Decimal(0), late=late)


def _folded_text(clause: Clause) -> str:
    return fold_in_place(clause.text)


def _part(clause: Clause, number: int, context: Context) -> Part:
    points = clause.points or Decimal(0)
    wanted = Input(f"{context.prefix}done{number}", clause.condition[:LONGEST], "yes_no")
    return Part(points, YesNo(input=wanted, yes=points), clause.condition[:LONGEST])


def _yes_no(clauses: Sequence[Clause], context: Context) -> Rule:
    """Two clauses as yes and no; asked is what is said without "không", so that yes means that it is so."""
    first, second = clauses
    if _SAID_NOT.match(first.folded) and not _SAID_NOT.match(second.folded):
        first, second = second, first
    yes, no = first.points or Decimal(0), second.points or Decimal(0)
    if min(yes, no) > 0 and not _SAID_NOT.match(second.folded):
        context.doubts.append(otherwise())
    return YesNo(
        input=context.label(_asked(first, second, context, bad=yes < no), "yes_no", "done"),
        yes=yes,
        no=no,
        yes_label=first.condition[:LONGEST],
        no_label=second.condition[:LONGEST],
    )


def _asked(first: Clause, second: Clause, context: Context, *, bad: bool) -> str:
    """The question to which the first clause says yes; where that is `bad`, never one that its opposite would answer.

    "không có văn bản bị xử lý: 2; có: 0" asks whether there is one, not whether all were right, as the criterion says.
    """
    if len(first.condition) > _SHORTEST:
        return first.condition
    affirmed = (_affirmed(second.condition), _affirmed(context.name)) if bad else ()
    return next(filter(None, affirmed), "") or context.name or first.condition


def _affirmed(text: str) -> str:
    """What a text says is not so, without its "không"; "" where it says no such thing, or not what."""
    found = _SAID_NOT.match(fold_in_place(text))
    rest = text[found.end() :].strip() if found else ""
    return rest if len(rest) > _SHORTEST else ""


def _on_time(clauses: Sequence[Clause], context: Context) -> Rule | None:
    if len(clauses) != 3:
        return None
    found: dict[str, Decimal] = {}
    for clause in clauses:
        folded, points = clause.folded, clause.points or Decimal(0)
        if _MORE_THAN_TIME.search(folded):
            return None
        if _LATE.search(folded):
            key = "late"
        elif _NOT_DONE.search(folded):
            key = "none"
        elif _IN_TIME.search(folded):
            key = "full"
        else:
            return None
        found[key] = points
    if len(found) != 3 or not found["full"] >= found["late"] >= found["none"]:
        return None
    return OnTime(
        input=context.label(context.name, "choice", "time"), full=found["full"], late=found["late"], none=found["none"]
    )
