"""The team's sessions answer as those of a workstation do."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from app.store.errors import NoSuchSessionError, NotAllowedError
from app.store.records import Role, SessionFilter, Sort, SortBy
from app.store.repository import Store
from app.team.connecting import Server
from app.team.errors import NoRightError
from app.team.team_store import TeamStore
from tests.app.store.conftest import MONDAY, MakeSession
from tests.app.team.conftest import Team

Workstation = Callable[[str], Store]
Opened = Callable[[Team, Server], TeamStore]


@pytest.fixture
def both(team: Team, workstation: Workstation, opened: Opened, make_session: MakeSession) -> tuple[Store, TeamStore]:
    """Return an agent's own store and the team's as a supervisor sees it, with the same sessions."""
    server, store = team.member("anna"), workstation("anna")
    store.add([make_session(hour * 50, "anna", "north", reference=f"ticket-{hour}") for hour in range(9)])
    team.sync(store, server)
    return store, opened(team, team.member("sue", "supervisor", None, ("north",)))


@pytest.mark.parametrize(
    "wanted",
    [
        SessionFilter(), SessionFilter(text="TICKET-4"), SessionFilter(text="nothing more"), SessionFilter(text="50%"),
        SessionFilter(agents=("anna",)), SessionFilter(agents=("ben",)), SessionFilter(rules=("dead-end",)),
        SessionFilter(since=MONDAY + timedelta(days=3), until=MONDAY + timedelta(days=9)),
        SessionFilter(rules=("dead-end",), since=MONDAY + timedelta(days=3)), SessionFilter(score_most=10.0),
        SessionFilter(unviewed=True, finished=True), SessionFilter(disputed=True), SessionFilter(held=True),
    ],
)  # fmt: skip
def test_lists_and_counts_are_the_same_on_both(both: tuple[Store, TeamStore], wanted: SessionFilter) -> None:
    """Every filter lets the same sessions through, in the same order."""
    mine, theirs = both
    for by in SortBy:
        for descending in (True, False):
            sort = Sort(by, descending)
            expected = [(row.reference, row.score, row.flags) for row in mine.list_sessions(wanted, sort)]
            assert [(row.reference, row.score, row.flags) for row in theirs.list_sessions(wanted, sort)] == expected
    assert theirs.count(wanted) == mine.count(wanted)


def test_sessions_are_found_and_compared(both: tuple[Store, TeamStore]) -> None:
    """By reference or the beginning of the id; earlier ones of the same agent."""
    mine, theirs = both
    newest = theirs.list_sessions(limit=1)[0]
    assert theirs.find("ticket-8") == theirs.find(str(newest.id)[:18]) == newest.id
    assert [row.id for row in theirs.previous(newest.id)] == [row.id for row in mine.previous(newest.id)]


def test_an_unknown_session_is_not_there(both: tuple[Store, TeamStore]) -> None:
    """Neither read nor put on record."""
    for ask in (both[1].detail, both[1].replay_log):
        with pytest.raises(NoSuchSessionError):
            ask(uuid4())


def test_opening_puts_on_record_once(both: tuple[Store, TeamStore]) -> None:
    """Reading the detail and logging the view within minutes is one look, under the name that the server knows."""
    newest = both[1].list_sessions(limit=1)[0]
    both[1].detail(newest.id)
    both[1].log_view(newest.id, "somebody else", Role.SUPERVISOR)
    assert [view.viewer for view in both[1].detail(newest.id).views] == ["Sue"]
    assert both[1].list_sessions(SessionFilter(unviewed=True), limit=100)[-1].viewed_at is None


def test_nothing_is_added_or_deleted_by_hand(both: tuple[Store, TeamStore], make_session: MakeSession) -> None:
    """Sessions come and go with their workstations."""
    with pytest.raises(NotAllowedError):
        both[1].add([make_session(1)])
    with pytest.raises(NoRightError):
        both[1].delete([both[1].list_sessions(limit=1)[0].id])
    with pytest.raises(NoRightError):
        both[1].acknowledge(both[1].list_sessions(limit=1)[0].id)


def test_who_is_no_member_is_told_so(team: Team, opened: Opened, administrator: object) -> None:
    """A login that may connect but is in no team."""
    with pytest.raises(NoRightError, match="no member of the team"):
        opened(team, team.server)
