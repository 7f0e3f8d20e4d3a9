"""Who may do what on a server, by the server's own rights: what is said in SQL, and a command says it."""

from sqlalchemy import text

from cchc_desktop.collection import tables
from cchc_desktop.collection.kinds import Right
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

# What an appraiser writes; nothing of it is taken away again, so nothing is lost when two write at once.
_APPRAISED = (tables.appraisal, tables.remark, tables.returned)
_LONGEST = 63  # bytes of a name on a server


def grants(user: str, right: Right | None, database: str) -> tuple[str, ...]:
    """The statements that give a user of the server just this right, or none at all; for whoever owns the tables."""
    who, whole = _quoted(user), _quoted(database)
    every = "ALL TABLES IN SCHEMA public"
    said = [
        f"REVOKE ALL ON {every} FROM {who}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {who}",
    ]
    if right is None:
        return (*said, f"REVOKE ALL ON DATABASE {whole} FROM {who}")
    said += [f"GRANT CONNECT ON DATABASE {whole} TO {who}", f"GRANT USAGE ON SCHEMA public TO {who}"]
    said.append(f"GRANT SELECT ON {every} TO {who}")
    if right == Right.APPRAISER:
        said += [f"GRANT INSERT, UPDATE ON {_quoted(table.name)} TO {who}" for table in _APPRAISED]
    if right == Right.OWNER:
        said.append(f"GRANT INSERT, UPDATE, DELETE ON {every} TO {who}")
        said.append(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {who}")
    return tuple(said)


def grant(collection: Collection, user: str, right: Right | None) -> tuple[str, ...]:
    """Give the right in the open database; returns what was said. Raises `UserError` for a file, or an unknown user."""
    from cchc_desktop.collection.server import Address

    if not isinstance(collection.where, Address):
        raise UserError(_("Rights are given on a server. A collection in a file belongs to whoever has the file."))
    statements = grants(user, right, collection.where.database)
    with collection.changing() as connection:
        if connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :user"), {"user": user}).first() is None:
            raise UserError(
                _("The server knows no user “{user}”. Whoever looks after it makes one (CREATE ROLE … LOGIN).").format(
                    user=user
                )
            )
        for statement in statements:
            connection.exec_driver_sql(statement)
    return statements


def _quoted(name: str) -> str:
    if not name or "\x00" in name or len(name.encode()) > _LONGEST:
        raise UserError(_("“{user}” is no name of a user on a server.").format(user=name[:_LONGEST]))
    return '"' + name.replace('"', '""') + '"'
