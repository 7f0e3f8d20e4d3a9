"""The rule that a province's words say, proposed as data; what was not understood is said and left to the officer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.rules.scoring.answers import YesNo
from cchc_desktop.rules.scoring.base import Deduction, Rule, said_points
from cchc_desktop.rules.scoring.bounds import bound_of, is_share, none_of
from cchc_desktop.rules.scoring.clauses import Clause, clauses_of
from cchc_desktop.rules.scoring.families import rule_of, zero_cases
from cchc_desktop.rules.scoring.formula_rules import SURVEY, survey_of
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.labels import fraction_in, letters_in, measure_of
from cchc_desktop.rules.scoring.lines import MOST_LETTERS, bare, mark_of, prepared
from cchc_desktop.rules.scoring.notes import Notes, cap_in, is_lead_in
from cchc_desktop.rules.scoring.parts import Council, Manual, Part, PerItem, Sum
from cchc_desktop.rules.scoring.reading import Context, otherwise
from cchc_desktop.rules.scoring.shares import Ratio
from cchc_desktop.rules.scoring.working import faults
from cchc_desktop.text import fold_in_place

_HEADING = re.compile(
    r"(?P<label>[^()\n]{2,200}?) ?\(?(?:toi da:? ?|: ?toi da ?)?"
    r"(?P<points>\d{1,3}(?:[.,]\d{1,3})?) ?(?:diem|d)\)? ?:?(?: |$)"
)
_BY_SHARE = re.compile(r"(?<!\w)(?:tinh|cham)(?: diem)? (?:theo|bang) (?:ty le|ti le)(?!\w)")
_LETTER_MARK = re.compile(r"[a-hđ][).]")
_SELF = re.compile(r"khong (?:thuc hien )?(?:viec )?tu (?:danh gia|cham)")
_ADDED = re.compile(r"(?<!\w)(?:cong|thuong|khen|sang kien|mo hinh)(?!\w)|[+] ?\d")
_TAKEN = re.compile(r"(?<!\w)(?:tru|phat|vi pham|ky luat|cham)(?!\w)|(?:^|[:=(] ?)- ?\d")
_MOST_DEPTH = 2


@dataclass(frozen=True)
class Proposal:
    """A rule read from words: the phrases it rests on, those that say nothing of it or were not understood, and doubts.

    A rule without doubts is sure; `Manual` where nothing was understood.
    """

    rule: Rule
    understood: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether a rule was read and nothing speaks against it."""
        return not self.doubts and not isinstance(self.rule, Manual)


def propose(
    words: str, max_points: Decimal, *, name: str = "", requirement: str = "", bonus: bool = False, above: str = ""
) -> Proposal:
    """The rule that the words of a set say for a criterion of so many points; the officer confirms it.

    `bonus`: points beside the total, which may be taken off as well; `above` are the names of what it stands under,
    which say whether they are.
    """
    requirement = prepared(requirement)
    text = prepared(words) or requirement
    found = _read(text, Context(max_points, prepared(name), requirement, bonus=bonus), 0)
    doubts = list(found.doubts)
    if len(words) > MOST_LETTERS:
        doubts.append(_("The words are very long; only their beginning was read."))
    rule = found.rule
    if bonus and not isinstance(rule, Manual) and rule.most(abs(max_points)) > 0 and not _is_added(text, name, above):
        doubts.append(_("The words do not say whether the points are added or taken off. Check it."))
    if _SELF.search(fold_in_place(requirement)) and not isinstance(rule, Council):
        rule = Council(rule=None if isinstance(rule, Manual) else rule)
    return replace(found, rule=rule, doubts=tuple(dict.fromkeys(doubts)))


def _is_added(text: str, name: str, above: str) -> bool:
    """Whether the words of points beside the total say that these are added: those nearest to the points first."""
    for words in (text, name, above):
        folded = fold_in_place(words)
        added, taken = _ADDED.search(folded) is not None, _TAKEN.search(folded) is not None
        if added != taken:
            return added
    return False


def _read(text: str, context: Context, depth: int) -> Proposal:
    if (fraction := fraction_in(text)) is not None:
        labels, text = letters_in(text)
        context.fraction, context.letters = fraction, context.letters | labels
    lines = [line for line in text.split("\n") if line.strip()]
    if depth < _MOST_DEPTH and (parts := _parts(lines, context, depth)) is not None:
        return parts
    notes = Notes(context.maximum, context.prefix)
    asked = set(context.requirement.split("\n"))
    clauses: list[Clause] = []
    for line in lines:
        if is_lead_in(bare(line)) or (line in asked and not clauses_of(line, context.maximum)[0]):
            continue
        _take(line, clauses, notes, context)
    clauses = _without_not_arising(clauses, notes)
    context.each_counts = notes.each_counts
    clauses, cases = zero_cases(clauses, context)
    notes.cases.extend(cases)
    rule = _less(clauses, notes, context) or rule_of(clauses, context) or _without_steps(text, clauses, notes, context)
    understood = [*notes.understood] if isinstance(rule, Manual) else [*(c.text for c in clauses), *notes.understood]
    if isinstance(rule, Manual):
        notes.unsure += [clause.text for clause in clauses]
        notes.left += [clause.text for clause in clauses]
    return _finished(rule, notes, context, understood)


def _take(line: str, clauses: list[Clause], notes: Notes, context: Context) -> None:
    """The clauses of a line, or what it says beside them."""
    found, rest = clauses_of(line, context.maximum)
    whole = bare(line)
    if found and not any(clause.formula for clause in found) and notes.is_note(whole):
        notes.read(whole)
        return
    clauses.extend(found)
    if rest:
        notes.read(rest)


def _without_not_arising(clauses: Sequence[Clause], notes: Notes) -> list[Clause]:
    """The clauses without the case that nothing arises, which gives what another of them gives too."""
    kept = []
    for clause in clauses:
        others = [other for other in clauses if other is not clause]
        alike = any(other.formula or other.points == clause.points for other in others)
        measured = all(other.formula or is_share(other.folded) for other in others) and not is_share(clause.folded)
        if (
            alike
            and clause.points is not None
            and notes.not_arising_case(clause.condition, clause.points, measured=measured)
        ):
            notes.understood.append(clause.text)
        else:
            kept.append(clause)
    return kept


def _less(clauses: Sequence[Clause], notes: Notes, context: Context) -> Rule | None:
    """All points, and some less for each that is wanting: "đạt 100%: 2 điểm; cứ giảm 1% trừ 0,1 điểm"."""
    if len(clauses) != 1 or clauses[0].points != notes.maximum or len(notes.deductions) != 1:
        return None
    bound, (deduction,) = bound_of(clauses[0].folded), notes.deductions
    whole = bound is not None and bound.unit == "%" and bound.low == 100
    if not (whole or bound is None) or deduction.input.kind != "number" or not deduction.points:
        return None
    if not whole and not none_of(clauses[0].folded):
        context.doubts.append(otherwise())
    notes.deductions.clear()
    return PerItem(input=_counted(deduction, notes), each=-deduction.points, start=None)


def _without_steps(text: str, clauses: Sequence[Clause], notes: Notes, context: Context) -> Rule:
    """Where no clause gives points: only deductions, a survey; else it is scored by hand."""
    folded = fold_in_place(f"{text}\n{context.name}")
    if not clauses and notes.deductions:
        return _taken_off(notes, context)
    if not clauses and _BY_SHARE.search(folded):
        context.doubts.append(_("“By the share” is read as the share times the maximum. Check whether it is meant so."))
        notes.understood, notes.left, notes.unsure = [*notes.understood, *notes.left], [], []
        return Ratio(measure=measure_of(context.name, context.requirement, prefix=context.prefix))
    if not clauses and SURVEY.search(folded):
        context.doubts.append(_("The words do not say how the survey turns into points; its share is taken."))
        notes.understood, notes.left = [*notes.understood, *notes.left], []
        return survey_of(context)
    return Manual()


def _taken_off(notes: Notes, context: Context) -> Rule:
    """The maximum less what is taken off, or of a penalty nothing less; deductions after the first are options."""
    first = notes.deductions.pop(0)
    start = context.maximum
    if context.bonus or start < 0:
        start = Decimal(0)
        notes.floor = None if notes.floor is None else notes.floor - context.maximum
    if first.points is not None and first.input.kind == "number":
        return PerItem(
            input=_counted(first, notes), each=-first.points, start=None if start == context.maximum else start
        )
    off = first.points if first.points is not None else context.maximum * (first.per_cent or 0) / 100
    return YesNo(input=replace(first.input, name=f"{notes.prefix}done"), yes=start - off, no=start)


def _counted(deduction: Deduction, notes: Notes) -> Input:
    """What is counted, as the input of a rule of its own."""
    return replace(deduction.input, name=f"{notes.prefix}n")


def _finished(rule: Rule, notes: Notes, context: Context, understood: Sequence[str]) -> Proposal:
    """The proposal with its options and with what speaks against it."""
    doubts = list(context.doubts)
    if notes.each_counts:
        doubts = [doubt for doubt in doubts if doubt != otherwise()]
    if not isinstance(rule, Manual):
        if (context.bonus or context.maximum < 0) and notes.floor is None:
            notes.floor = -abs(context.maximum)
        if notes.options != rule.options:
            rule = replace(rule, options=notes.options)
        doubts += faults(rule, context.maximum)
        doubts += [] if context.bonus or context.maximum < 0 else _less_than_maximum(rule, context.maximum)
    if notes.council:
        rule = Council(rule=None if isinstance(rule, Manual) else rule)
    doubts += [_("Not understood: “{words}”.").format(words=words) for words in dict.fromkeys(notes.unsure)]
    if isinstance(rule, Manual) and not doubts:
        doubts.append(_("No rule was found in the words."))
    return Proposal(rule, tuple(dict.fromkeys(understood)), tuple(dict.fromkeys(notes.left)), tuple(doubts))


def _less_than_maximum(rule: Rule, maximum: Decimal) -> list[str]:
    """A doubt where the most that a rule gives is less than the criterion has."""
    most = rule.most(maximum)
    if most >= maximum:
        return []
    return [
        _("The most that the words give is {points}; the criterion has {maximum}.").format(
            points=said_points(most), maximum=said_points(maximum)
        )
    ]


def _parts(lines: Sequence[str], context: Context, depth: int) -> Proposal | None:
    """The rule of parts that have rules of their own; None where the lines are no such parts."""
    groups = _groups(lines)
    if groups is None:
        return None
    read = [_part(group, number, context, depth) for number, group in enumerate(groups, 1)]
    if not any(rules for _part_found, _found, rules in read):
        return None
    parts = [part for part, _found, _rules in read if part is not None]
    if len(parts) < len(groups):
        return None
    if sum((part.max for part in parts), Decimal(0)) != context.maximum:
        return None
    found = [proposal for _part_found, proposal, _rules in read]
    doubts = [
        doubt for (_part_found, proposal, rules) in read for doubt in proposal.doubts if rules or doubt != otherwise()
    ]
    return Proposal(
        Sum(parts=tuple(parts)),
        tuple(words for proposal in found for words in proposal.understood),
        tuple(words for proposal in found for words in proposal.left),
        tuple(doubts),
    )


def _groups(lines: Sequence[str]) -> list[list[str]] | None:
    """Lines by the parts they belong to: "a)", "b)"; "-" where "+" stands below it."""
    marks = [mark_of(line) for line in lines]
    if sum(bool(_LETTER_MARK.match(mark)) for mark in marks) > 1:
        begins = [bool(_LETTER_MARK.match(mark)) for mark in marks]
    elif "-" in marks and ("+" in marks or "" in marks[marks.index("-") :]):
        begins = [mark == "-" for mark in marks]
    else:
        begins = [
            _HEADING.match(fold_in_place(bare(line))) is not None and line.rstrip().endswith(":") for line in lines
        ]
    if sum(begins) < 2:
        return None
    groups: list[list[str]] = []
    for line, begin in zip(lines, begins, strict=True):
        if begin:
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    return groups


def _part(group: Sequence[str], number: int, context: Context, depth: int) -> tuple[Part | None, Proposal, bool]:
    """One part, how it was read, and whether it has a rule of its own (more than one clause, or a formula)."""
    first = bare(group[0])
    heading = _HEADING.match(fold_in_place(first))
    maximum, label, lines = None, "", [first, *group[1:]]
    if heading and (len(group) > 1 or heading.end() < len(first)):
        maximum = Decimal(heading["points"].replace(",", "."))
        label = first[: heading.end("label")].strip(" ,.:;-(")
        lines = [first[heading.end() :], *group[1:]]
    clauses = [clause for line in lines for clause in clauses_of(line, maximum or context.maximum)[0]]
    fixed = [clause.points for clause in clauses if clause.points is not None]
    formulas = [clause.formula.points for clause in clauses if clause.formula and clause.formula.points is not None]
    if maximum is None and (fixed or formulas):
        maximum = max([*fixed, *formulas])
        maximum = max(maximum, cap_in("\n".join(lines)) or maximum)
    if not maximum:
        return None, Proposal(Manual()), False
    label = label or first.partition(":")[0].strip(" ,.;-")
    inner = Context(maximum, label[:200], "", f"{context.prefix}p{number}_", context.letters)
    proposal = _read("\n".join(lines), inner, depth + 1)
    has_rule = len(clauses) > 1 or any(clause.formula for clause in clauses)
    return Part(maximum, proposal.rule, label[:200]), proposal, has_rule
