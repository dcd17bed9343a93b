"""How Alembic runs here: always on the connection, and in the transaction, that `app.store.migrating` gives it.

Place in the flow: loaded by Alembic.
"""

from alembic import context

from app.store.models import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
context.run_migrations()
