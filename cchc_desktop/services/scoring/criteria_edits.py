"""Criteria added, moved, split, removed, pasted and typed: one step of undo each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.exchange import Appraisal, Remark
from cchc_desktop.models.index import CriteriaSet, Criterion, CriterionTask, Score
from cchc_desktop.rules.criterion_codes import next_code
from cchc_desktop.rules.numbers import typed_number
from cchc_desktop.services.scoring.criteria_sets import SCORERS, children_of, scorer_name
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, fold

# What of a criterion is typed into its line, in the order of the columns.
TYPED = ("code", "name", "max_points", "rule", "proof_wanted", "responsible", "scored_by", "requirement", "applies_to")
_HEAD = {"title", "source", "version", "decision", "level", "declared_max", "steps", "bands"}
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Gone:
    """What removing criteria takes along."""

    criteria: int
    scores: int
    proofs: int
    appraisals: int


def cell_value(name: str, text: str) -> Any:
    """What a typed cell means; raises `UserError` with the reason where it means nothing."""
    bare = clean(text).strip()
    if name == "max_points":
        number = typed_number(bare.removeprefix("±").strip(), "1,5") if bare else Decimal(0)
        if number < 0:
            raise UserError(_("The highest points of a criterion cannot be below zero. Nothing was changed."))
        return number
    if name == "scored_by":
        return _scorer(bare)
    if name in ("code", "name"):
        if not bare:
            raise UserError(_("A criterion needs a code and a name. Nothing was changed."))
        return " ".join(bare.split())
    return bare


def _scorer(text: str) -> str:
    words = fold(text)
    for code in SCORERS:
        if words in (code, fold(scorer_name(code))):
            return code
    if not words or words.startswith("tu "):
        return "self"
    if "dieu tra" in words or "khao sat" in words or "xhh" in words:
        return "survey"
    if "hoi dong" in words or "tham dinh" in words:
        return "council"
    names = ", ".join(f"“{scorer_name(code)}”" for code in SCORERS)
    raise UserError(_("“{text}” says nobody who scores. Type one of {names}.").format(text=text[:40], names=names))


def set_cells(dossier: Dossier, *, cells: Mapping[tuple[str, str], str]) -> Change:
    """Type into cells of a set, by guid and column, as one step. Raises `UserError` for what no criterion can be."""
    guids = list(dict.fromkeys(guid for guid, _name in cells))
    words = ngettext("Edit criterion", "Edit {count} criteria", len(guids)).format(count=len(guids))
    with dossier.change(words) as work:
        for (guid, name), text in cells.items():
            if name not in TYPED:
                raise TypeError(f"a criterion has no cell {name}")
            row = work.session.get_one(Criterion, guid)
            setattr(row, name, cell_value(name, text))
            if name == "max_points" and text.strip().startswith("±"):
                row.bonus = True
        work.session.flush()
        for set_guid in {work.session.get_one(Criterion, guid).set_guid for guid in guids}:
            _refuse_twice(
                work.session, set_guid, {text.strip() for (_g, name), text in cells.items() if name == "code"}
            )
    return work.change


def _refuse_twice(session: Session, set_guid: str, codes: set[str]) -> None:
    for code in sorted(codes):
        same = select(func.count()).where(Criterion.set_guid == set_guid, Criterion.code == code)
        if (session.scalar(same.select_from(Criterion)) or 0) > 1:
            raise UserError(_("The set has a criterion {code} already. Nothing was changed.").format(code=code))


def add_criterion(dossier: Dossier, *, set_guid: str, after: str | None = None, below: bool = False) -> Change:
    """A new criterion after another one of its level, or as the last one `below` it; without `after` at the end."""
    with dossier.change(ngettext("Add criterion", "Add {count} criteria", 1).format(count=1)) as work:
        session = work.session
        leaf = below and session.scalars(select(Criterion).where(Criterion.parent_guid == after)).first() is None
        made = _add(session, set_guid, after, below, _("New criterion"))
        if leaf and after is not None:  # the first one under a leaf: its points and scores are now those of the new one
            parent = session.get_one(Criterion, after)
            made.max_points, made.scored_by = parent.max_points, parent.scored_by
            _hand_down(session, parent, made)
    return work.change


def _add(session: Session, set_guid: str, after: str | None, below: bool, name: str, code: str = "") -> Criterion:
    children = children_of(session, set_guid)
    sibling = session.get_one(Criterion, after) if after else None
    parent = (
        sibling if below else session.get(Criterion, sibling.parent_guid) if sibling and sibling.parent_guid else None
    )
    row = children.get(parent.guid if parent else None, [])
    used = {one.code for each in children.values() for one in each}
    place = len(row) if sibling is None or below else row.index(sibling) + 1
    made = Criterion(
        set_guid=set_guid,
        parent_guid=parent.guid if parent else None,
        position=place,
        code=code if code and code not in used else _free_code(row, parent, used),
        name=name,
        bonus=parent.bonus if parent else False,
    )
    session.add(made)
    _in_order([*row[:place], made, *row[place:]])
    session.flush()
    return made


def _free_code(row: Sequence[Criterion], parent: Criterion | None, used: set[str]) -> str:
    """The code behind the last one of the row; where that is used elsewhere the first free one."""
    codes = [one.code for one in row]
    while True:
        code = next_code(codes, parent.code if parent else "")
        if code not in used:
            return code
        codes.append(code)


def _in_order(rows: Sequence[Criterion]) -> None:
    for position, row in enumerate(rows):
        row.position = position


def move_criterion(dossier: Dossier, *, guid: str, by: int = 0, deeper: int = 0) -> Change:
    """Move a criterion with all below it up (-1) or down (1) among its siblings, or a level deeper (1) or out (-1).

    Under another parent it and what is below it have codes of that parent; among its siblings codes stay.
    """
    with dossier.change(_("Move criterion")) as work:
        session = work.session
        item = session.get_one(Criterion, guid)
        children = children_of(session, item.set_guid)
        row = children[item.parent_guid]
        place = row.index(item)
        if deeper > 0 and place > 0:
            _put_under(item, children, row[place - 1], None)
        elif deeper < 0 and item.parent_guid is not None:
            parent = session.get_one(Criterion, item.parent_guid)
            above = session.get_one(Criterion, parent.parent_guid) if parent.parent_guid else None
            _put_under(item, children, above, parent)
        elif by and 0 <= place + by < len(row):
            row.insert(place + by, row.pop(place))
            _in_order(row)
    return work.change


def _put_under(
    item: Criterion, children: dict[str | None, list[Criterion]], parent: Criterion | None, after: Criterion | None
) -> None:
    """Hang a criterion under another parent, after one of its criteria or at its end, and give it a code of its own."""
    _in_order([one for one in children[item.parent_guid] if one is not item])
    row = list(children.get(parent.guid if parent else None, ()))
    place = len(row) if after is None else row.index(after) + 1
    used = {one.code for each in children.values() for one in each}
    item.parent_guid = parent.guid if parent else None
    _recode(item, _free_code(row, parent, used), children)
    _in_order([*row[:place], item, *row[place:]])


def _recode(item: Criterion, code: str, children: dict[str | None, list[Criterion]]) -> None:
    """Give a criterion another code, and what is below it the same beginning."""
    before, item.code = item.code, code
    for child in children.get(item.guid, ()):
        if child.code.startswith(f"{before}."):
            _recode(child, code + child.code[len(before) :], children)


def split_criterion(dossier: Dossier, *, guid: str, parts: int = 2) -> Change:
    """Part a leaf into several that share its points; what was scored stays with the first part, as far as it can.

    Its rule as data goes, as it was made for all its points. Raises `UserError` where it is no leaf.
    """
    with dossier.change(_("Split criterion")) as work:
        session = work.session
        item = session.get_one(Criterion, guid)
        if session.scalars(select(Criterion).where(Criterion.parent_guid == guid)).first() is not None:
            raise UserError(_("Only a criterion without others under it can be split. Nothing was changed."))
        share = (item.max_points / parts).quantize(_HUNDREDTH, ROUND_DOWN)
        made = []
        for number in range(1, parts + 1):
            part = _add(
                session, item.set_guid, guid, True, _("{name}, part {number}").format(name=item.name, number=number)
            )
            part.max_points = share if number < parts else item.max_points - share * (parts - 1)
            part.responsible, part.scored_by, part.bonus = item.responsible, item.scored_by, item.bonus
            made.append(part)
        item.scoring = ""
        _hand_down(session, item, made[0])
    return work.change


def _hand_down(session: Session, parent: Criterion, child: Criterion) -> None:
    """The scores of a leaf that got its first criterion below: that one has them, as far as its points allow."""
    score = session.scalars(select(Score).where(Score.criterion_guid == parent.guid)).first()
    if score is None:
        return
    score.criterion_guid = child.guid
    score.inputs = "{}"
    for name in ("self_score", "appraised", "survey", "final"):
        points = getattr(score, name)
        if points is not None and points > child.max_points:
            setattr(score, name, None)


def what_goes(dossier: Dossier, guids: Sequence[str]) -> Gone:
    """What removing these criteria takes along, those below them counted."""
    with dossier.read() as session:
        whole = [one.guid for one in _with_below(session, guids)]

        def count(kind: type[Any], column: Any) -> int:
            return session.scalar(select(func.count()).select_from(kind).where(column.in_(whole))) or 0

        return Gone(
            len(whole),
            count(Score, Score.criterion_guid),
            count(Evidence, Evidence.owner_guid),
            count(Appraisal, Appraisal.criterion_guid),
        )


def remove_criteria(dossier: Dossier, *, guids: Sequence[str]) -> Change:
    """Remove criteria with all below them and all that was scored, proved and said of them; undo brings it back."""
    words = ngettext("Remove criterion", "Remove {count} criteria", len(guids)).format(count=len(guids))
    with dossier.change(words) as work:
        remove_within(work.session, guids)
    return work.change


def remove_set(dossier: Dossier, *, set_guid: str) -> Change:
    """Remove a set of a year with its criteria and scores; undo brings it back."""
    with dossier.change(_("Remove criteria set")) as work:
        tops = select(Criterion.guid).where(Criterion.set_guid == set_guid, Criterion.parent_guid.is_(None))
        remove_within(work.session, list(work.session.scalars(tops)))
        work.session.delete(work.session.get_one(CriteriaSet, set_guid))
    return work.change


def _with_below(session: Session, guids: Sequence[str]) -> list[Criterion]:
    """Criteria with all below them, each once, what is below first."""
    found: dict[str, Criterion] = {}

    def walk(row: Criterion) -> None:
        for child in session.scalars(select(Criterion).where(Criterion.parent_guid == row.guid)).all():
            walk(child)
        found.setdefault(row.guid, row)

    for guid in guids:
        row = session.get(Criterion, guid)
        if row is not None:
            walk(row)
    return list(found.values())


def remove_within(session: Session, guids: Sequence[str]) -> None:
    """Remove criteria with all below them and all about them, within a transaction."""
    rows = _with_below(session, guids)
    whole = [row.guid for row in rows]
    about = (
        select(Score).where(Score.criterion_guid.in_(whole)),
        select(CriterionTask).where(CriterionTask.criterion_guid.in_(whole)),
        select(Appraisal).where(Appraisal.criterion_guid.in_(whole)),
        select(Evidence).where(Evidence.owner_guid.in_(whole)),
        select(Remark).where(Remark.owner_kind == "criterion", Remark.owner_guid.in_(whole)),
    )
    for chosen in about:
        for one in session.scalars(chosen).all():
            session.delete(one)
    session.flush()
    for row in rows:
        session.delete(row)
        session.flush()  # what is below goes first
    places = {(row.set_guid, row.parent_guid) for row in rows}
    for set_guid, parent in places:
        left = select(Criterion).where(
            Criterion.set_guid == set_guid,
            Criterion.parent_guid.is_(None) if parent is None else Criterion.parent_guid == parent,
        )
        _in_order(session.scalars(left.order_by(Criterion.position, Criterion.guid)).all())


def paste_criteria(
    dossier: Dossier, *, set_guid: str, after: str | None, rows: Sequence[Mapping[str, str]], below: bool = False
) -> Change:
    """Add criteria from rows of cells, one after the other behind `after`, as one step.

    Raises `UserError` with the number of the row where a cell is wrong: nothing was changed then.
    """
    words = ngettext("Add criterion", "Add {count} criteria", len(rows)).format(count=len(rows))
    with dossier.change(words) as work:
        for number, cells in enumerate(rows, start=1):
            try:
                values = {
                    name: cell_value(name, text) for name, text in cells.items() if name in TYPED and text.strip()
                }
            except UserError as error:
                raise UserError(_("Row {number}: {reason}").format(number=number, reason=error)) from error
            made = _add(
                work.session, set_guid, after, below, values.pop("name", _("New criterion")), values.pop("code", "")
            )
            for name, value in values.items():
                setattr(made, name, value)
            after, below = made.guid, False
    return work.change


def set_head(dossier: Dossier, *, set_guid: str, **fields: Any) -> Change:
    """Change what is said of a whole set: title, source, version, decision, level, declared_max, steps, bands."""
    unknown = fields.keys() - _HEAD
    if unknown:
        raise TypeError(f"a criteria set has no {', '.join(sorted(unknown))}")
    with dossier.change(_("Edit the criteria set")) as work:
        row = work.session.get_one(CriteriaSet, set_guid)
        if "title" in fields and not fields["title"].strip():
            raise UserError(_("A criteria set needs a name. Nothing was changed."))
        for name, value in fields.items():
            setattr(row, name, value.strip() if isinstance(value, str) else value)
    return work.change
