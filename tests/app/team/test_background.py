"""Synchronising in the background: rarely while it fails, told once, never in anybody's way."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.repository import Store
from app.store.settings import StoreSettings
from app.team import background
from app.team.background import MOST_WAIT_S, BackgroundSync, start_team_sync, wait_s
from app.team.settings import TeamSettings
from tests.app.store.conftest import MakeSession
from tests.app.team.conftest import Team


@given(st.integers(0, 100_000), st.floats(5.0, 86_400.0), st.floats(0.0, 1.0))
def test_waits_grow_to_an_hour_and_are_spread(failures: int, every_s: float, draw: float) -> None:
    """Never shorter than half the interval, never longer than one and a half hours or intervals."""
    waited = wait_s(failures, every_s, draw)
    assert every_s * 0.5 <= waited <= max(every_s, MOST_WAIT_S) * 1.5
    assert wait_s(failures + 1, every_s, draw) >= waited


def rounds(number: int) -> Callable[[float], bool]:
    """Return a wait that does not wait, and ends the thread after `number` rounds."""
    left: Iterator[bool] = iter([False] * number + [True])
    return lambda _seconds: next(left)


def run(sync: BackgroundSync) -> None:
    """Let the thread work through its rounds."""
    sync.start()
    sync._thread.join(60.0)
    assert not sync._thread.is_alive()


def test_an_unreachable_server_is_not_worth_a_message(workstation: Callable[[str], Store]) -> None:
    """Being without the server is everyday life."""
    told: list[str] = []
    settings = TeamSettings(server="127.0.0.1", port=1)
    run(
        BackgroundSync(
            lambda: workstation("anna"), settings, tell=lambda text, _mend: told.append(text), wait=rounds(3)
        )
    )
    assert told == []


def test_what_needs_a_person_is_told_once(team: Team, workstation: Callable[[str], Store]) -> None:
    """A login that is no agent: one message for three failures."""
    told: list[str] = []
    server = team.member("sue", "supervisor", None, ("north",))
    sync = BackgroundSync(
        lambda: workstation("sue"), team.settings(server), tell=lambda text, _mend: told.append(text), wait=rounds(3)
    )
    run(sync)
    assert len(told) == 1
    assert "no agent of this team" in told[0]


def test_a_damaged_session_is_told_once(
    team: Team, workstation: Callable[[str], Store], make_session: MakeSession
) -> None:
    """One sentence that names it, for three rounds that leave it out."""
    told: list[str] = []
    server, new = team.member("anna"), make_session(0, "anna")
    store = workstation("anna")
    store.add([new, make_session(1, "anna")])
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE session_body SET summary = x'00' WHERE session_id = ?", (new.labels.id.hex,))
    sync = BackgroundSync(
        lambda: workstation("anna"), team.settings(server), tell=lambda text, _mend: told.append(text), wait=rounds(3)
    )
    run(sync)
    assert len(told) == 1
    assert f"session {new.labels.id} is damaged" in told[0]


def test_it_sends(team: Team, workstation: Callable[[str], Store], make_session: MakeSession) -> None:
    """What was kept before and between rounds is on the server after them."""
    server = team.member("anna")
    workstation("anna").add([make_session(0, "anna")])
    run(BackgroundSync(lambda: workstation("anna"), team.settings(server), wait=rounds(2)))
    assert team.execute("SELECT count(*) FROM sotto.session") == [(1,)]


def test_without_a_server_nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread, no store opened."""
    monkeypatch.setattr(background, "open_workstation_store", lambda _settings: pytest.fail("opened"))
    assert start_team_sync(StoreSettings(), TeamSettings()) is None
