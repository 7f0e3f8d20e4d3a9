"""Names of units in columns 5 and 6 that no unit bears yet: what they may be, and what the officer says they are."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from cchc_desktop.i18n import _
from cchc_desktop.models.follow_rows import UnknownUnit
from cchc_desktop.models.office import NameApart, Unit, UnitAlias
from cchc_desktop.models.plan import YearPaper
from cchc_desktop.models.task import Task, TaskGroup, TaskUnit
from cchc_desktop.rules.unit_names import similar, unit_key
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, sort_key

# What a name can be told to be, besides the guid of the unit that it is.
NEW_UNIT = "new"
AS_TYPED = "as typed"


def read_unknown_units(dossier: Dossier, year: int, only: Sequence[str] | None = None) -> tuple[UnknownUnit, ...]:
    """The year's names that are no unit's, the most frequent first; of these names alone where `only` gives some.

    Each comes with the units that it may be, save those that the officer has told it apart from.
    """
    with dossier.read() as session:
        counted = session.execute(
            select(TaskUnit.text, func.count(TaskUnit.task_guid.distinct()))
            .join(Task, Task.guid == TaskUnit.task_guid)
            .join(TaskGroup, TaskGroup.guid == Task.group_guid)
            .join(YearPaper, YearPaper.guid == TaskGroup.plan_guid)
            .where(YearPaper.year == year, TaskUnit.unit_guid.is_(None))
            .group_by(TaskUnit.text)
        ).all()
        apart = set(session.execute(select(NameApart.key, NameApart.unit_guid)).tuples().all())
        units = session.scalars(select(Unit).options(selectinload(Unit.aliases)).order_by(Unit.position)).all()
        wanted = None if only is None else {unit_key(name) for name in only}
        spellings: dict[str, list[tuple[int, str]]] = {}
        for name, count in counted:
            key = unit_key(name)
            if key and (key, "") not in apart and (wanted is None or key in wanted):
                spellings.setdefault(key, []).append((count, name))
        found = [
            UnknownUnit(
                max(names)[1], key, sum(count for count, _name in names), _suggestions(names, key, units, apart)
            )
            for key, names in spellings.items()
        ]
    return tuple(sorted(found, key=lambda row: (-row.tasks, sort_key(row.name))))


def _suggestions(
    names: Sequence[tuple[int, str]], key: str, units: Sequence[Unit], apart: set[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (unit.guid, unit.name)
        for unit in units
        if (key, unit.guid) not in apart
        and any(similar(names[0][1], other) for other in (unit.name, *(alias.name for alias in unit.aliases)))
    )


def settle_names(dossier: Dossier, *, choices: Mapping[str, str]) -> Change:
    """Say what names are, as one step: name → guid of the unit it is, `NEW_UNIT` or `AS_TYPED`.

    A name that is a unit's becomes its alias; every task that bears the name is tied to the unit, its text stays as
    it was typed.
    """
    with dossier.change(_("Match unit names")) as work:
        session = work.session
        unknown: dict[str, list[TaskUnit]] = {}
        for row in session.scalars(select(TaskUnit).where(TaskUnit.unit_guid.is_(None))):
            unknown.setdefault(unit_key(row.text), []).append(row)
        for name, choice in choices.items():
            name, key = clean(name).strip(), unit_key(name)
            if choice == AS_TYPED:
                session.add(NameApart(key=key))
                continue
            unit = _new_unit(session, name) if choice == NEW_UNIT else session.get_one(Unit, choice)
            if key not in {unit.key, *(alias.key for alias in unit.aliases)}:
                unit.aliases.append(UnitAlias(name=name, key=key))
            for row in unknown.get(key, ()):
                row.unit_guid = unit.guid
    return work.change


def tell_apart(dossier: Dossier, *, name: str, unit_guids: Sequence[str]) -> Change:
    """Remember that a name is none of these units: they are not suggested for it again."""
    with dossier.change(_("Tell units apart")) as work:
        for guid in unit_guids:
            work.session.add(NameApart(key=unit_key(name), unit_guid=guid))
    return work.change


def _new_unit(session: Session, name: str) -> Unit:
    last = session.scalar(select(func.max(Unit.position)))
    unit = Unit(position=0 if last is None else last + 1, name=name, key=unit_key(name))
    session.add(unit)
    return unit
