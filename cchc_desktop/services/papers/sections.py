"""The section tree of a plan: text, order, numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.plan import Section
from cchc_desktop.rules.numbering import to_letter, to_roman
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


@dataclass(frozen=True)
class NewSection:
    """A heading that is to be made, `level` 1 for the highest."""

    level: int
    number: str
    title: str
    body: str = ""
    role: str = "text"


def add_sections(session: Session, plan_guid: str, sections: Iterable[NewSection]) -> None:
    """Give a plan these headings in reading order, each under the last one of a level above, within a transaction."""
    parents: list[str] = []
    for position, new in enumerate(sections):
        del parents[max(0, new.level - 1) :]
        section = Section(
            plan_guid=plan_guid,
            parent_guid=parents[-1] if parents else None,
            position=position,
            number=new.number,
            title=new.title,
            body=new.body,
            role=new.role,
        )
        session.add(section)
        parents.append(section.guid)


def set_section(
    dossier: Dossier,
    *,
    section_guid: str,
    title: str | None = None,
    body: str | None = None,
    number: str | None = None,
) -> Change:
    """Change a section's heading or text."""
    with dossier.change(_("Edit section")) as work:
        section = work.session.get_one(Section, section_guid)
        if title is not None:
            section.title = title.strip()
        if body is not None:
            section.body = body
        if number is not None:
            section.number = number.strip()
    return work.change


def add_section(
    dossier: Dossier, *, plan_guid: str, title: str, parent_guid: str | None = None, after_guid: str | None = None
) -> Change:
    """Add a section after a sibling, or at the end of its parent."""
    with dossier.change(_("Add section")) as work:
        session = work.session
        siblings = _siblings(session, plan_guid, parent_guid)
        place = next((i + 1 for i, s in enumerate(siblings) if s.guid == after_guid), len(siblings))
        section = Section(plan_guid=plan_guid, parent_guid=parent_guid, position=place, title=title.strip())
        session.add(section)
        siblings.insert(place, section)
        _renumber(siblings, _level(session, section))
    return work.change


def move_section(dossier: Dossier, *, section_guid: str, by: int) -> Change:
    """Move a section among its siblings."""
    with dossier.change(_("Move section")) as work:
        section = work.session.get_one(Section, section_guid)
        siblings = _siblings(work.session, section.plan_guid, section.parent_guid)
        place = siblings.index(section)
        siblings.remove(section)
        siblings.insert(max(0, min(len(siblings), place + by)), section)
        _renumber(siblings, _level(work.session, section))
    return work.change


def remove_section(dossier: Dossier, *, section_guid: str) -> Change:
    """Remove a section with everything under it."""
    with dossier.change(_("Remove section")) as work:
        session = work.session
        section = session.get_one(Section, section_guid)
        siblings = _siblings(session, section.plan_guid, section.parent_guid)
        level = _level(session, section)
        siblings.remove(section)
        _remove_tree(session, section)
        _renumber(siblings, level)
    return work.change


def _remove_tree(session: Session, section: Section) -> None:
    for child in _siblings(session, section.plan_guid, section.guid):
        _remove_tree(session, child)
    session.delete(section)


def _siblings(session: Session, plan_guid: str, parent_guid: str | None) -> list[Section]:
    return list(
        session.scalars(
            select(Section)
            .where(Section.plan_guid == plan_guid, Section.parent_guid == parent_guid)
            .order_by(Section.position, Section.guid)
        )
    )


def _level(session: Session, section: Section) -> int:
    level, parent = 1, section.parent_guid
    while parent is not None:
        level, parent = level + 1, session.get_one(Section, parent).parent_guid
    return level


def _renumber(siblings: list[Section], level: int) -> None:
    """Positions and numbers (I, 1, a) in order; siblings with text that carry no numbers stay without."""
    first = next((section.number for section in siblings if section.number), "")
    numbered = bool(first) or len(siblings) == 1 or (level == 1 and not any(section.body for section in siblings))
    roman = level == 1 and not first.isdecimal()  # the points of a letter are counted 1, 2, 3
    count = 0
    for position, section in enumerate(siblings):
        section.position = position
        if numbered and (section.number or section.title):
            count += 1
            section.number = to_roman(count) if roman else str(count) if level <= 2 else to_letter(count)
