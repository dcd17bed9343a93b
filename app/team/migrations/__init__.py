"""Alembic's scripts for the team's database: each released schema and the way to the next.

Place in the flow: `app.team.founding` runs them as the owner role, never a member's login. What was released is never
changed.
"""
