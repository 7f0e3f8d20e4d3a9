"""Outlines of reports: copied, edited, numbered anew; those that reports follow stay as they are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.outline_rows import OutlineItemRow, OutlineRow, OutlineSheet
from cchc_desktop.models.report import Outline, OutlineItem, Report
from cchc_desktop.rules.numbering import to_letter, to_roman
from cchc_desktop.services import forms
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

_LISTS = ("periods", "tiers", "figures")
_FIELDS = ("number", "title", "guidance", "field_code", "optional", *_LISTS)


def read_outlines(dossier: Dossier) -> tuple[OutlineRow, ...]:
    """The outlines in the dossier, the newest first."""
    with dossier.read() as session:
        used = dict(
            session.execute(select(Report.outline_guid, func.count()).group_by(Report.outline_guid)).tuples().all()
        )
        found = [
            OutlineRow(one.guid, one.revision, one.code, one.title, one.valid_from, one.source, used.get(one.guid, 0))
            for one in session.scalars(select(Outline))
        ]
    return tuple(sorted(found, key=lambda row: (row.valid_from or date.min, row.title), reverse=True))


def read_outline(dossier: Dossier, outline_guid: str) -> tuple[OutlineItemRow, ...]:
    """The headings in reading order."""
    with dossier.read() as session:
        return _items(session, outline_guid)


def outline_along(session: Session, paper_guid: str) -> OutlineSheet | None:
    """The outline that came with a paper, as its appendix; None where none did, or it was removed since."""
    outline = session.scalars(select(Outline).where(Outline.code == code_along(paper_guid))).first()
    return OutlineSheet(outline.title, _items(session, outline.guid)) if outline is not None else None


def code_along(paper_guid: str) -> str:
    """The code of the outline that came with a paper."""
    return f"with_{paper_guid}"


def _items(session: Session, outline_guid: str) -> tuple[OutlineItemRow, ...]:
    """The headings of an outline in reading order."""
    children = _children(session, outline_guid)
    rows: list[OutlineItemRow] = []

    def walk(parent: str | None, level: int) -> None:
        for item in children.get(parent, ()):
            rows.append(
                OutlineItemRow(
                    guid=item.guid,
                    revision=item.revision,
                    parent_guid=item.parent_guid,
                    level=level,
                    number=item.number,
                    title=item.title,
                    guidance=item.guidance,
                    field_code=item.field_code,
                    periods=_codes(item.periods),
                    tiers=_codes(item.tiers),
                    optional=item.optional,
                    figures=_codes(item.figures),
                )
            )
            walk(item.guid, level + 1)

    walk(None, 1)
    return tuple(rows)


def _children(session: Session, outline_guid: str) -> dict[str | None, list[OutlineItem]]:
    found: dict[str | None, list[OutlineItem]] = {}
    mine = select(OutlineItem).where(OutlineItem.outline_guid == outline_guid)
    for item in session.scalars(mine.order_by(OutlineItem.position, OutlineItem.guid)):
        found.setdefault(item.parent_guid, []).append(item)
    return found


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code in text.split(",") if code)


def take_outline(dossier: Dossier, *, code: str) -> Change:
    """Take an outline that comes with the program into the dossier."""
    with dossier.change(_("Take outline")) as work:
        forms.ensure_outline(work.session, code)
    return work.change


def copy_outline(dossier: Dossier, *, outline_guid: str, title: str = "", valid_from: date | None = None) -> Change:
    """A copy that may be edited; reports begun from then on can follow it."""
    with dossier.change(_("Copy outline")) as work:
        session = work.session
        source = session.get_one(Outline, outline_guid)
        codes = set(session.scalars(select(Outline.code)))
        stem, serial = source.code.split("~")[0], 2
        while f"{stem}~{serial}" in codes:
            serial += 1
        copy = Outline(
            code=f"{stem}~{serial}",
            title=title.strip() or _("{title} (edited)").format(title=source.title),
            valid_from=valid_from,
            source=source.source,
        )
        _add_copy(session, outline_guid, copy, lambda item: {})
    return work.change


def copy_outline_along(session: Session, paper_guid: str, to_guid: str, words: Callable[[str], str]) -> None:
    """Give a paper a copy of the outline that came with another one, if one did; `words` gives its words by their keys:
    the guid of the paper with ":outline", that of a heading with ":title" and ":guidance".
    """
    source = session.scalars(select(Outline).where(Outline.code == code_along(paper_guid))).first()
    if source is None:
        return
    copy = Outline(
        code=code_along(to_guid), title=words(f"{paper_guid}:outline"), valid_from=None, source=source.source
    )

    def moved(item: OutlineItem) -> dict[str, str]:
        return {name: words(f"{item.guid}:{name}") for name in ("title", "guidance")}

    _add_copy(session, source.guid, copy, moved)


def _add_copy(
    session: Session, outline_guid: str, copy: Outline, other: Callable[[OutlineItem], Mapping[str, str]]
) -> None:
    """Add an outline with the headings of another one, each with what `other` says instead of its own."""
    session.add(copy)
    children = _children(session, outline_guid)

    def walk(parent: str | None, new_parent: str | None) -> None:
        for item in children.get(parent, ()):
            kept = {name: value for name, value in item.values().items() if name not in ("guid", "revision")}
            twin = OutlineItem(**{**kept, "outline_guid": copy.guid, "parent_guid": new_parent, **other(item)})
            session.add(twin)
            walk(item.guid, twin.guid)

    walk(None, None)


def set_outline(dossier: Dossier, *, outline_guid: str, title: str, valid_from: date | None) -> Change:
    """Name and date an outline."""
    with dossier.change(_("Edit outline")) as work:
        outline = _editable(work.session, outline_guid)
        outline.title, outline.valid_from = title.strip() or outline.title, valid_from
    return work.change


def remove_outline(dossier: Dossier, *, outline_guid: str) -> Change:
    """Take away an outline that no report follows."""
    with dossier.change(_("Remove outline")) as work:
        outline = _editable(work.session, outline_guid)
        for item in work.session.scalars(select(OutlineItem).where(OutlineItem.outline_guid == outline_guid)):
            work.session.delete(item)
        work.session.delete(outline)
    return work.change


def set_heading(dossier: Dossier, *, item_guid: str, **fields: str | bool | Sequence[str]) -> Change:
    """Change fields of a heading: number, title, guidance, field_code, optional, periods, tiers, figures."""
    unknown = fields.keys() - set(_FIELDS)
    if unknown:
        raise TypeError(f"a heading has no {', '.join(sorted(unknown))}")
    with dossier.change(_("Edit outline")) as work:
        item = work.session.get_one(OutlineItem, item_guid)
        _editable(work.session, item.outline_guid)
        for name, value in fields.items():
            kept: Any = value
            if name in _LISTS:
                kept = ",".join(code.strip() for code in value if code.strip())  # type: ignore[union-attr]
            elif isinstance(value, str):
                kept = value.strip()
            setattr(item, name, kept)
    return work.change


def add_heading(dossier: Dossier, *, outline_guid: str, after: str | None, title: str, below: bool = False) -> Change:
    """A heading after another one of its level, or as the first one `below` it; without `after` at the end."""
    with dossier.change(_("Add heading")) as work:
        session = work.session
        _editable(session, outline_guid)
        sibling = session.get_one(OutlineItem, after) if after else None
        parent = None if sibling is None else sibling.guid if below else sibling.parent_guid
        item = OutlineItem(outline_guid=outline_guid, parent_guid=parent, position=0, title=title.strip())
        row = _children(session, outline_guid).get(parent, [])
        place = len(row) if sibling is None else 0 if below else row.index(sibling) + 1
        _put_in_order(session, [*row[:place], item, *row[place:]])
        _number(session, outline_guid)
    return work.change


def remove_heading(dossier: Dossier, *, item_guid: str) -> Change:
    """Take away a heading and all below it."""
    with dossier.change(_("Remove heading")) as work:
        session = work.session
        item = session.get_one(OutlineItem, item_guid)
        _editable(session, item.outline_guid)
        children = _children(session, item.outline_guid)

        def walk(one: OutlineItem) -> None:
            for child in children.get(one.guid, ()):
                walk(child)
            session.delete(one)

        walk(item)
        _number(session, item.outline_guid)
    return work.change


def move_heading(dossier: Dossier, *, item_guid: str, by: int = 0, deeper: int = 0) -> Change:
    """Move a heading with all below it up (-1) or down (1) among its siblings, or a level deeper (1) or out (-1)."""
    with dossier.change(_("Move heading")) as work:
        session = work.session
        item = session.get_one(OutlineItem, item_guid)
        _editable(session, item.outline_guid)
        children = _children(session, item.outline_guid)
        row = children[item.parent_guid]
        place = row.index(item)
        if deeper > 0 and place > 0:
            _move_under(session, item, children, row[place - 1].guid, None)
        elif deeper < 0 and item.parent_guid is not None:
            parent = session.get_one(OutlineItem, item.parent_guid)
            _move_under(session, item, children, parent.parent_guid, parent)
        elif by and 0 <= place + by < len(row):
            row.insert(place + by, row.pop(place))
            _put_in_order(session, row)
        _number(session, item.outline_guid)
    return work.change


def _move_under(
    session: Session,
    item: OutlineItem,
    children: dict[str | None, list[OutlineItem]],
    parent_guid: str | None,
    after: OutlineItem | None,
) -> None:
    """Hang a heading under another parent, after one of its headings or at its end."""
    _put_in_order(session, [one for one in children[item.parent_guid] if one is not item])
    row = list(children.get(parent_guid, ()))
    place = len(row) if after is None else row.index(after) + 1
    item.parent_guid = parent_guid
    _put_in_order(session, [*row[:place], item, *row[place:]])


def _put_in_order(session: Session, row: Sequence[OutlineItem]) -> None:
    for position, item in enumerate(row):
        item.position = position
        session.add(item)


def _number(session: Session, outline_guid: str) -> None:
    """Number the headings as reports print them: I, then 1, then 1.1, then a."""
    children = _children(session, outline_guid)

    def walk(parent: str | None, level: int, above: str) -> None:
        for place, item in enumerate(children.get(parent, ()), 1):
            item.number = {1: to_roman(place), 2: str(place), 3: f"{above}.{place}"}.get(level, to_letter(place))
            walk(item.guid, level + 1, item.number)

    walk(None, 1, "")


def _editable(session: Session, outline_guid: str) -> Outline:
    """The outline, where no report follows it."""
    if session.scalars(select(Report.guid).where(Report.outline_guid == outline_guid)).first() is not None:
        raise UserError(_("Reports follow this outline, so it stays as it is. Make a copy and change that."))
    return session.get_one(Outline, outline_guid)
