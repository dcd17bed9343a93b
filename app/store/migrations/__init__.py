"""Alembic's scripts: every released schema of the session database and the way from each to the next.

Place in the flow: `app.store.migrating` runs them when a database is opened. A script that was released is never changed;
a change of `app.store.models` needs a new one (docs/store.md says how).
"""
