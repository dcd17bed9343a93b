"""Which sessions are looked at, and by whom: those of this computer, or those on the team's server.

Place in the flow: `sotto review` and `sotto report`. On a server the login says who looks; on a workstation the settings.
"""

from app.review.access import Viewer, viewer_of
from app.settings import Settings
from app.store.records import Role
from app.store.repository import Store
from app.store.workstation import open_workstation_store


def open_sessions(settings: Settings, role: str | None, *, team: bool) -> tuple[Store, Viewer]:
    """Open the sessions and say who looks; `role` replaces the settings' one, but never what a server says.

    Raises StoreError with one sentence.
    """
    store, viewer = _open_team(settings, role) if team else _open_own(settings, role)
    store.redaction = settings.coaching.redaction
    return store, viewer


def _open_own(settings: Settings, role: str | None) -> tuple[Store, Viewer]:
    return open_workstation_store(settings.store), viewer_of(settings.review, settings.store, role)


def _open_team(settings: Settings, role: str | None) -> tuple[Store, Viewer]:
    from app.team.team_store import open_team_store  # noqa: PLC0415  a workstation without a team needs no PostgreSQL

    store = open_team_store(settings.team)
    return store, team_viewer(store.who.agent, store.who.name, supervises=bool(store.supervised), role=role)


def team_viewer(agent: str | None, name: str | None, *, supervises: bool, role: str | None) -> Viewer:
    """Return who looks at a server's sessions: a supervisor who is an agent as well may choose the role."""
    as_agent = agent is not None and (role == "agent" or not supervises)
    return Viewer(agent, Role.AGENT) if as_agent and agent else Viewer(name or agent or "", Role.SUPERVISOR)
