"""The first schema: tables by month, who is asking, guards, rights, weekly counts.

Place in the flow: run by Alembic as the owner role when a team's database is founded.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the files in order of their numbers."""
    for file in sorted((Path(__file__).parent / "v0001").glob("*.sql")):
        op.get_bind().connection.cursor().execute(file.read_bytes())
