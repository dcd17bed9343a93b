"""The second schema: which sessions lie on a team's server.

Place in the flow: run by Alembic when a database is opened that is older.
"""

import sqlalchemy as sa
from alembic import op

from app.store.column_types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "sent_session",
        sa.Column("server", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server", "session_id"),
    )
    op.create_table(
        "team_link",
        sa.Column("server", sa.Uuid(), nullable=False),
        sa.Column("workstation", sa.Uuid(), nullable=False),
        sa.Column("last_sync_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("server"),
    )
