"""Alembic's way in: always on the open dossier's own connection."""

from alembic import context

from cchc_desktop.models.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
