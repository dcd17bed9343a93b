"""A draft on the calls of a team, in the window of a supervisor whose sessions lie on the team's server."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.review.access import Viewer
from app.review.context import ReviewContext
from app.review.rules import replay_run
from app.review.rules.replay import prepare
from app.review.rules.replay_run import ReplayJob, ReplayRun
from app.review.rules.rules_page import RulesPage
from app.review.window import ReviewWindow, WindowChoices
from app.settings import Settings
from app.store.event_codec import encode
from app.store.log_builder import LogBuilder
from app.store.new_session import NewSession
from app.store.records import Role
from app.store.repository import Store
from app.team.team_store import TeamStore
from coaching.rulebook.schema import Rulebook
from tests.app.store.conftest import MakeSession, a_call, make_session, rulebook, summary
from tests.app.team.conftest import Team, administrator, founded, opened, team, workstation

__all__ = ["administrator", "founded", "make_session", "opened", "rulebook", "summary", "team", "workstation"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WAIT_MS = 60_000


def call(make_session: MakeSession, number: int) -> NewSession:
    """Return a call that can be replayed, in which a zebra crossing is named."""
    builder = LogBuilder()
    for event in a_call("Good morning.", "Mind the zebra crossing."):
        builder.accept(event)
    return replace(make_session(number, "anna"), events=encode(builder.items))


class Supervisor:
    """Sue, whose team is the north, and what she sees."""

    def __init__(self, team: Team, context: ReviewContext, folder: Path, qtbot: QtBot) -> None:
        self.team, self.qtbot = team, qtbot
        settings = Settings()
        self.window = ReviewWindow(context, WindowChoices(settings, lambda _values: settings, folder))
        qtbot.addWidget(self.window)
        assert self.window.rules is not None
        self.page: RulesPage = self.window.rules
        run: ReplayRun = self.page.run
        run._make_executor = lambda job: ThreadPoolExecutor(1, "", prepare, (job.before, job.after, job.settings))
        self.window.show()

    def try_on_past_calls(self, words: str) -> str:
        """Add a trigger to a rule, run it over the team's calls, and return what is told in the end."""
        page, qtbot = self.page, self.qtbot
        self.window.tabs.setCurrentWidget(page)
        qtbot.waitUntil(lambda: page.checked is not None, timeout=WAIT_MS)
        rules = [page.list.item(place).data(Qt.ItemDataRole.UserRole) for place in range(page.list.count())]
        page.list.setCurrentRow(rules.index("dead-end"))
        page.form.texts["triggers"].setPlainText(words)
        qtbot.waitUntil(lambda: page.checked is not None and page.publish.isEnabled(), timeout=WAIT_MS)
        with qtbot.waitSignal(page.run.finished, timeout=WAIT_MS):
            page.replay.run.click()
        return page.replay.told.text()


@pytest.fixture
def supervisor(
    team: Team, opened: Callable[..., TeamStore], rulebook: Rulebook, tmp_path: Path, qtbot: QtBot
) -> Iterator[Supervisor]:
    """Give the supervisor with an open window."""
    store = opened(team, team.member("sue", "supervisor", None, ("north",)))
    context = ReviewContext(store, Viewer(store.who.name or "", Role.SUPERVISOR), rulebook)
    made = Supervisor(team, context, tmp_path / "rules", qtbot)
    yield made
    made.window.close()


def sent(team: Team, store: Store, sessions: list[NewSession], *, transcript: bool) -> None:
    """Keep calls on Anna's workstation and send them."""
    store.add(sessions)
    team.sync(store, team.member("anna"), transcript=transcript)


def test_the_draft_runs_over_the_calls_of_the_team(
    supervisor: Supervisor, workstation: Callable[[str], Store], make_session: MakeSession
) -> None:
    """Flags gained stand there with their words, and the supervisor is on record as having looked."""
    sent(supervisor.team, workstation("anna"), [call(make_session, n) for n in range(3)], transcript=True)
    told = supervisor.try_on_past_calls("zebra crossing")
    assert told == "3 of 3 calls · flags before 0, after 3 · 3 gained, 0 lost"
    gained = supervisor.page.replay.gained
    assert [gained.item(row, 0).text().split("\n")[0] for row in range(3)] == ["zebra crossing"] * 3
    assert supervisor.team.execute("SELECT count(DISTINCT session_id) FROM sotto.view_log") == [(3,)]


def test_calls_whose_words_stayed_on_the_workstation_are_told(
    supervisor: Supervisor, workstation: Callable[[str], Store], make_session: MakeSession
) -> None:
    """Without `team.transcript` there is nothing to run over: nobody shall take that for rules that flag nothing."""
    sent(supervisor.team, workstation("anna"), [call(make_session, n) for n in range(2)], transcript=False)
    assert "2 calls passed over: their words are not kept here." in supervisor.try_on_past_calls("zebra crossing")


def test_a_call_that_was_deleted_meanwhile_stops_no_run(
    supervisor: Supervisor,
    workstation: Callable[[str], Store],
    make_session: MakeSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is counted as one that could not be read; the others are tried."""
    sessions = [call(make_session, n) for n in range(2)]
    sent(supervisor.team, workstation("anna"), sessions, transcript=True)
    calls = replay_run._calls

    def deleted_after_listing(job: ReplayJob, cancel: Event) -> object:
        found = calls(job, cancel)
        supervisor.team.execute("DELETE FROM sotto.session WHERE id = %s", sessions[0].labels.id)
        return found

    monkeypatch.setattr(replay_run, "_calls", deleted_after_listing)
    told = supervisor.try_on_past_calls("zebra crossing")
    assert told.startswith("2 of 2 calls · flags before 0, after 1 · 1 gained, 0 lost")
    assert "1 call could not be read." in told
