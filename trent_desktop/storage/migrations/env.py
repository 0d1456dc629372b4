"""Alembic's entry: runs the migrations on the connection that `schema.py` hands over."""

from __future__ import annotations

from alembic import context

from trent_desktop.storage.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller holds the transaction
)
context.run_migrations()
