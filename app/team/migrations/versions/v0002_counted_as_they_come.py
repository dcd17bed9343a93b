"""Weeks are counted as sessions arrive, instead of anew before a question.

Place in the flow: run by Alembic as the owner role when a team's database is founded or upgraded.
"""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the file, which ends by counting what is there."""
    file = Path(__file__).parent / "v0002" / "rollups.sql"
    op.get_bind().connection.cursor().execute(file.read_bytes())
