"""Taking an intake back: none of its rows stays, and what was current before it is so again."""

from sqlalchemy import Connection, Select, and_, delete, exists, func, or_, select, update

from cchc_desktop.collection import tables
from cchc_desktop.collection.counted import settle
from cchc_desktop.collection.keeping import lock_definitions
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

# What the receiving office says of an office; while some of it is there the office stays.
_SAID = (tables.appraisal, tables.remark, tables.returned, tables.outgoing, tables.office_year)


def undo_intake(collection: Collection, intake_id: int) -> None:
    """Take an intake back with all that it brought, and the offices that it made known and that nothing else is of.

    Raises `UserError` when it is not there (any more), and when something was said of its papers: remarks, papers
    returned or answers sent would speak of nothing.
    """
    with collection.changing() as connection:
        lock_definitions(connection)
        if connection.execute(select(tables.intake.c.id).where(tables.intake.c.id == intake_id)).one_or_none() is None:
            raise UserError(_("This intake is not there any more: it was taken back already."))
        _refuse_spoken_of(connection, intake_id)
        packages = select(tables.package.c.id).where(tables.package.c.intake_id == intake_id)
        one = tables.submission.c
        touched = connection.execute(
            select(one.office_id, one.year, one.kind, one.key).where(one.package_id.in_(packages)).distinct()
        ).all()
        figures, sets = _definitions(connection, packages)
        _delete_rows(connection, packages)
        for office_id, year, kind, key in touched:
            settle(connection, office_id, year, {(kind, key)})
        _delete_definitions(connection, figures, sets)
        connection.execute(delete(tables.intake_line).where(tables.intake_line.c.intake_id == intake_id))
        _delete_offices(connection, intake_id)
        connection.execute(delete(tables.intake).where(tables.intake.c.id == intake_id))
        info = tables.collection_info
        connection.execute(update(info).values(undone=info.c.undone + 1))


def _refuse_spoken_of(connection: Connection, intake_id: int) -> None:
    one, package = tables.submission.c, tables.package.c
    papers = select(one.id).join(tables.package, package.id == one.package_id).where(package.intake_id == intake_id)
    hashes = select(package.sha256).where(package.intake_id == intake_id)
    told = sum(
        int(connection.execute(select(func.count()).where(condition)).scalar_one())
        for condition in (
            tables.remark.c.submission_id.in_(papers),
            tables.returned.c.submission_id.in_(papers),
            tables.outgoing.c.answers.in_(hashes),
        )
    )
    if told:
        raise UserError(
            _(
                "{count} remarks, returned papers or answers speak of what this intake brought, so it cannot be taken "
                "back. Nothing was changed. What came later counts anyway."
            ).format(count=told)
        )


def _definitions(connection: Connection, packages: Select[tuple[int]]) -> tuple[list[int], list[int]]:
    """The definitions of figures and the criteria sets that the packages go by."""
    one, value = tables.submission.c, tables.figure_value.c
    used = (
        select(value.figure_id)
        .join(tables.submission, and_(one.office_id == value.office_id, one.id == value.submission_id))
        .where(one.package_id.in_(packages))
        .distinct()
    )
    sets = select(one.set_id).where(one.package_id.in_(packages), one.set_id.is_not(None)).distinct()
    return list(connection.scalars(used)), list(connection.scalars(sets))


def _delete_rows(connection: Connection, packages: Select[tuple[int]]) -> None:
    one = tables.submission.c
    pairs = select(one.office_id, one.id).where(one.package_id.in_(packages))
    offices = pairs.with_only_columns(one.office_id)
    submissions = pairs.with_only_columns(one.id)
    for table in (*tables.FACTS, tables.submission_revisions):
        c = table.c
        connection.execute(delete(table).where(c.office_id.in_(offices), c.submission_id.in_(submissions)))
    c = tables.package_bytes.c
    connection.execute(delete(tables.package_bytes).where(c.office_id.in_(offices), c.package_id.in_(packages)))
    connection.execute(delete(tables.submission).where(one.package_id.in_(packages)))
    connection.execute(delete(tables.package).where(tables.package.c.id.in_(packages)))


def _delete_definitions(connection: Connection, figures: list[int], sets: list[int]) -> None:
    """Those of the definitions that nothing goes by any more."""
    value, one = tables.figure_value.c, tables.submission.c
    figure = tables.figure.c
    connection.execute(
        delete(tables.figure).where(figure.id.in_(figures), ~exists().where(value.figure_id == figure.id))
    )
    gone = list(
        connection.scalars(
            select(tables.criteria_set.c.id).where(
                tables.criteria_set.c.id.in_(sets), ~exists().where(one.set_id == tables.criteria_set.c.id)
            )
        )
    )
    connection.execute(delete(tables.criterion).where(tables.criterion.c.set_id.in_(gone)))
    connection.execute(delete(tables.criteria_set).where(tables.criteria_set.c.id.in_(gone)))


def _delete_offices(connection: Connection, intake_id: int) -> None:
    """Senders and offices that the intake made known, as far as nothing else came from them or was said of them."""
    sender, office, package = tables.sender, tables.office, tables.package
    connection.execute(
        delete(sender).where(
            sender.c.intake_id == intake_id, ~exists().where(package.c.dossier_guid == sender.c.dossier_guid)
        )
    )
    held = (package, sender, *_SAID)
    connection.execute(
        delete(office).where(
            office.c.intake_id == intake_id, ~or_(*(exists().where(t.c.office_id == office.c.id) for t in held))
        )
    )
