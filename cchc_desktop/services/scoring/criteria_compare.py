"""Two criteria sets compared: what was added, removed, renamed, given other points or other words.

A criterion is found again by its code where the names are alike, else by its name, wherever it went.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.criteria_rows import CriteriaTable, SetHead, SetLine
from cchc_desktop.models.index import CriteriaSet
from cchc_desktop.rules import localised
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.index_rounds import step_name
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.set_steps import steps_of
from cchc_desktop.services.scoring.criteria_sets import table_of
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

_ALIKE, _SAME_CODE = 0.85, 0.5  # how like two names must be: anywhere, and at the same code
_WORDS = ("rule", "requirement", "proof_wanted", "responsible", "applies_to", "scored_by", "bonus")


class ChangeKind(StrEnum):
    """What became of a criterion."""

    ADDED = "added"
    REMOVED = "removed"
    CODE = "code"
    NAME = "name"
    POINTS = "points"
    WORDS = "words"


@dataclass(frozen=True)
class SetDifference:
    """A criterion that is not the same in both sets; `old` or `new` is None where one of them lacks it.

    `kinds` are all that changed, `words` the names of the members whose words did.
    """

    old: SetLine | None
    new: SetLine | None
    kinds: tuple[ChangeKind, ...]
    words: tuple[str, ...] = ()

    @property
    def line(self) -> SetLine:
        """The criterion as the newer set has it, else as the older one had it."""
        line = self.new or self.old
        assert line is not None
        return line


@dataclass(frozen=True)
class HeadDifference:
    """What is said otherwise of the whole set: `what` it is, and both in words, "" where one says nothing of it."""

    what: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """ "30/11/2025 → 30/11/2026"."""
        return f"{self.old or _('none')} → {self.new or _('none')}"


@dataclass(frozen=True)
class SetComparison:
    """Two sets and their differences, in the order of the newer one, what is gone at the end."""

    old: CriteriaTable
    new: CriteriaTable
    differences: tuple[SetDifference, ...]
    heads: tuple[HeadDifference, ...] = ()


def compare_sets(old: Sequence[SetLine], new: Sequence[SetLine]) -> tuple[SetDifference, ...]:
    """What is not the same in two sets."""
    pairs = paired(old, new)
    found = []
    for line in new:
        before = pairs.get(line.guid)
        if before is None:
            found.append(SetDifference(None, line, (ChangeKind.ADDED,)))
        elif kinds := _changed(before, line):
            found.append(SetDifference(before, line, kinds, _other_words(before, line)))
    kept = {line.guid for line in pairs.values()}
    found += [SetDifference(line, None, (ChangeKind.REMOVED,)) for line in old if line.guid not in kept]
    return tuple(found)


def read_comparison(dossier: Dossier, old_guid: str, new_guid: str) -> SetComparison:
    """Two sets of a dossier compared."""
    with dossier.read() as session:
        old, new = table_of(session, old_guid), table_of(session, new_guid)
    return SetComparison(old, new, compare_sets(old.lines, new.lines), compare_heads(old.head, new.head))


def compare_heads(old: SetHead, new: SetHead) -> tuple[HeadDifference, ...]:
    """What is said otherwise of two sets as wholes: name, paper, version, total, bands, the days of the process."""
    before, after = _head_words(old), _head_words(new)
    names = dict.fromkeys([*before, *after])
    found = [HeadDifference(name, before.get(name, ""), after.get(name, "")) for name in names]
    if old.rating != new.rating:
        found.append(HeadDifference(_("Conditions of the bands"), _("as they were"), _("others")))
    return tuple(one for one in found if one.old != one.new)


def _head_words(head: SetHead) -> dict[str, str]:
    told = {
        _("Name of the set"): head.title,
        _("Issued by (paper, number, date)"): head.decision,
        _("Version of the set"): head.version,
        _("Total as the paper says it"): "" if head.declared_max is None else localised.points(head.declared_max),
        _("Bands"): "; ".join(f"{name} ≥ {format_value(least)}" for name, least in head.bands),
    }
    for step, span in steps_of(head.steps).items():
        told[step_name(step)] = " – ".join(format_date(day) for day in span if day is not None)
    return told


def set_of(dossier: Dossier, index_code: str, year: int) -> str:
    """The guid of the set of an index in a year. Raises `UserError` where there is none."""
    with dossier.read() as session:
        chosen = select(CriteriaSet.guid).where(CriteriaSet.index_code == index_code, CriteriaSet.year == year)
        guid = session.scalars(chosen).first()
    if guid is None:
        raise UserError(_("{year} has no criteria set of this index.").format(year=year))
    return guid


def said(difference: SetDifference) -> str:
    """A difference in words, with its criterion: "1.2 Báo cáo: 1,50 → 2,00 điểm; đổi lời: cách tính điểm"."""
    return f"{difference.line.code} {difference.line.name}: {said_of(difference)}"


def said_of(difference: SetDifference) -> str:
    """A difference in words: "1,50 → 2,00 điểm"."""
    line, old = difference.line, difference.old
    parts = []
    for kind in difference.kinds:
        if kind is ChangeKind.ADDED:
            parts.append(_("added, {points} points").format(points=localised.points(line.max_points)))
        elif kind is ChangeKind.REMOVED:
            parts.append(_("removed, had {points} points").format(points=localised.points(line.max_points)))
        elif kind is ChangeKind.CODE and old is not None:
            parts.append(_("was {code}").format(code=old.code))
        elif kind is ChangeKind.NAME and old is not None:
            parts.append(_("was called “{name}”").format(name=old.name))
        elif kind is ChangeKind.POINTS and old is not None:
            words = _("{old} → {new} points")
            parts.append(words.format(old=localised.points(old.max_points), new=localised.points(line.max_points)))
        else:
            parts.append(_("other words: {members}").format(members=", ".join(map(member_name, difference.words))))
    return "; ".join(parts)


def member_name(name: str) -> str:
    """What a part of a criterion is called in the window."""
    return {
        "rule": _("how it is scored"),
        "requirement": _("requirement"),
        "proof_wanted": _("evidence wanted"),
        "responsible": _("responsible"),
        "applies_to": _("applies to"),
        "scored_by": _("who scores"),
        "bonus": _("bonus or penalty"),
    }[name]


def paired(old: Sequence[SetLine], new: Sequence[SetLine]) -> dict[str, SetLine]:
    """The criterion of the older set that each of the newer one was, by the newer one's guid."""
    pairs: dict[str, SetLine] = {}
    left = {line.guid: line for line in old}
    by_code = {line.code: line for line in old}
    names = {line.guid: fold(line.name) for line in (*old, *new)}

    def pair(line: SetLine, before: SetLine) -> None:
        pairs[line.guid] = before
        del left[before.guid]

    for line in new:
        before = by_code.get(line.code)
        if before is not None and before.guid in left and names[before.guid] == names[line.guid]:
            pair(line, before)
    by_name: dict[str, list[SetLine]] = {}
    for line in left.values():
        by_name.setdefault(names[line.guid], []).append(line)
    for line in new:
        same = [one for one in by_name.get(names[line.guid], ()) if one.guid in left]
        if line.guid not in pairs and len(same) == 1:
            pair(line, same[0])
    for line in new:
        before = by_code.get(line.code)
        if line.guid in pairs or before is None or before.guid not in left:
            continue
        if _likeness(names[before.guid], names[line.guid]) >= _SAME_CODE:
            pair(line, before)
    for line in new:
        if line.guid not in pairs and left:
            best = max(left.values(), key=lambda one: _likeness(names[one.guid], names[line.guid]))
            if _likeness(names[best.guid], names[line.guid]) >= _ALIKE:
                pair(line, best)
    return pairs


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _SAME_CODE else 0.0


def _changed(old: SetLine, new: SetLine) -> tuple[ChangeKind, ...]:
    found = []
    if old.code != new.code:
        found.append(ChangeKind.CODE)
    if _bare(old.name) != _bare(new.name):
        found.append(ChangeKind.NAME)
    if old.max_points != new.max_points:
        found.append(ChangeKind.POINTS)
    if _other_words(old, new):
        found.append(ChangeKind.WORDS)
    return tuple(found)


def _other_words(old: SetLine, new: SetLine) -> tuple[str, ...]:
    return tuple(name for name in _WORDS if _bare(str(getattr(old, name))) != _bare(str(getattr(new, name))))


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()
