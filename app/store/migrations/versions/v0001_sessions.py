"""The first schema: sessions with their bodies, flags, cues, notes and views.

Place in the flow: run by Alembic when a new database is made.
"""

import sqlalchemy as sa
from alembic import op

from app.store.column_types import Packed, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create_session()
    _create_cue()
    _create_detection()
    _create_note()
    _create_session_body()
    _create_session_chunk()
    _create_view_log()


def _create_session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=128), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("team", sa.String(length=200), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("origin_detail", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=600), nullable=False),
        sa.Column("started_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("engine", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("rulebook_version", sa.String(length=64), nullable=False),
        sa.Column("heard_share", sa.Double(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.Column("praises", sa.Integer(), nullable=False),
        sa.Column("cues_shown", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("released_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("viewed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("legal_hold", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("talk_ratio", sa.Double(), nullable=True),
        sa.Column("longest_monologue_s", sa.Double(), nullable=True),
        sa.Column("patience_s", sa.Double(), nullable=True),
        sa.Column("pace_wpm", sa.Double(), nullable=True),
        sa.Column("dead_air_s", sa.Double(), nullable=True),
        sa.Column("filler_per_min", sa.Double(), nullable=True),
        sa.Column("overlap_s", sa.Double(), nullable=True),
        sa.Column("competitive_overlap_s", sa.Double(), nullable=True),
        sa.Column("cooperative_overlap_s", sa.Double(), nullable=True),
        sa.Column("interruptions", sa.Integer(), nullable=True),
        sa.Column("customer_interruptions", sa.Integer(), nullable=True),
        sa.Column("loudness_db", sa.Double(), nullable=True),
        sa.Column("loud_share", sa.Double(), nullable=True),
        sa.Column("hold_s", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_session_agent", "session", ["agent", "started_at"])
    op.create_index("ix_session_reference", "session", ["reference"])
    op.create_index("ix_session_score", "session", ["score", "started_at"])
    op.create_index("ix_session_started", "session", ["started_at", "id"])
    op.create_index("ix_session_state", "session", ["state"])
    op.create_index("ix_session_team", "session", ["team", "started_at"])
    op.create_index("ix_session_week", "session", ["week", "team", "agent"])


def _create_cue() -> None:
    op.create_table(
        "cue",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("cue_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("at_s", sa.Double(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("say_instead", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("detection_id", sa.Integer(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("suppressed_by", sa.String(length=32), nullable=True),
        sa.Column("visible_s", sa.Double(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("acted_at_s", sa.Double(), nullable=True),
        sa.Column("decided_s", sa.Double(), nullable=True),
        sa.Column("delivered_s", sa.Double(), nullable=True),
        sa.Column("painted_s", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("session_id", "cue_id"),
    )


def _create_detection() -> None:
    op.create_table(
        "detection",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("detection_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=64), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("team", sa.String(length=200), nullable=False),
        sa.Column("start_s", sa.Double(), nullable=False),
        sa.Column("end_s", sa.Double(), nullable=False),
        sa.Column("at_s", sa.Double(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("detector", sa.String(length=32), nullable=False),
        sa.Column("utterance_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.String(length=200), nullable=False),
        sa.Column("raised_reason", sa.Text(), nullable=False),
        sa.Column("raised_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(length=200), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("resolved_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("session_id", "detection_id"),
    )
    op.create_index("ix_detection_rule", "detection", ["rule_id", "status", "session_id"])
    op.create_index("ix_detection_trend", "detection", ["week", "rule_id", "status", "team", "agent", "session_id"])


def _create_note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("at_s", sa.Double(), nullable=True),
        sa.Column("detection_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_note_session_id", "note", ["session_id"])


def _create_session_body() -> None:
    op.create_table(
        "session_body",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("summary", Packed(), nullable=False),
        sa.Column("scoring", Packed(), nullable=False),
        sa.Column("events", Packed(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("session_id"),
    )


def _create_session_chunk() -> None:
    op.create_table(
        "session_chunk",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("events", Packed(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("session_id", "number"),
    )


def _create_view_log() -> None:
    op.create_table(
        "view_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("viewer", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("viewed_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_view_log_session_id", "view_log", ["session_id"])
