"""Which sessions, and who looks."""

import pytest

from app.review.access import Viewer
from app.review.opening import open_sessions, team_viewer
from app.review.settings import ReviewSettings
from app.settings import Settings
from app.store.records import Role
from app.store.settings import StoreSettings
from app.team.errors import NoServerError


def test_this_computers_sessions_by_the_settings() -> None:
    """Without a team the settings say who looks."""
    settings = Settings(store=StoreSettings(agent="anna", encryption="off"), review=ReviewSettings(name="sam"))
    store, viewer = open_sessions(settings, "supervisor", team=False)
    with store:
        assert viewer == Viewer("sam", Role.SUPERVISOR)
        assert store.count() == 0


def test_a_team_without_a_server_is_told() -> None:
    """The sentence says which setting names it."""
    with pytest.raises(NoServerError, match=r"team\.server"):
        open_sessions(Settings(), None, team=True)


@pytest.mark.parametrize(
    ("agent", "supervises", "role", "expected"),
    [
        ("anna", False, None, Viewer("anna", Role.AGENT)),
        ("anna", False, "supervisor", Viewer("anna", Role.AGENT)),
        (None, True, None, Viewer("Sam", Role.SUPERVISOR)),
        (None, True, "agent", Viewer("Sam", Role.SUPERVISOR)),
        ("sam", True, None, Viewer("Sam", Role.SUPERVISOR)),
        ("sam", True, "agent", Viewer("sam", Role.AGENT)),
    ],
)
def test_a_server_decides_who_supervises(
    agent: str | None, supervises: bool, role: str | None, expected: Viewer
) -> None:
    """Nobody becomes a supervisor by an option; a supervisor with own calls may look at them as an agent."""
    assert team_viewer(agent, "Sam", supervises=supervises, role=role) == expected
