"""How Alembic runs here: on the connection, and in the transaction, that `app.team.founding` gives it.

Place in the flow: loaded by Alembic.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table_schema="sotto")
context.run_migrations()
