"""Recorders for commands, and tidying up when Sotto starts."""

from datetime import UTC, datetime

import pytest

from app import notify
from app.settings import Settings
from app.store.generator.sessions import GenerationPlan, generate
from app.store.open_sessions import begin_session
from app.store.plan import RecordingPlan
from app.store.records import SessionState
from app.store.settings import StoreSettings
from app.store.workstation import agent_name, open_workstation_store, workstation_file
from app.storing import new_recorder, open_sessions, recorder_for, tidy_up
from coaching.coach import new_engine
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rulebook
from speech.events import SessionEnded, SessionStarted


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Return the built-in rules."""
    return load_rulebook(None)


def told() -> list[str]:
    """Return what the user was told and nobody showed yet."""
    lines: list[str] = []
    notify.door.attach(lambda message: lines.append(str(message)))
    return lines


def test_a_recorder_keeps_a_call_under_the_agents_name(rulebook: Rulebook) -> None:
    """Name, team and reference of the settings and the call are those of the session."""
    settings = Settings(store=StoreSettings(agent="Anna", team=" North "))
    recorder, engine = new_recorder(settings, rulebook, "CRM-9"), new_engine(rulebook)
    started = SessionStarted(
        0.0, "x", has_customer=True, engine="vosk", model="m", engine_version="1", engine_reason=""
    )
    for event in (started, SessionEnded(3.0, complete=True)):
        recorder.took([event, *engine.accept(event)])
    kept = recorder.complete(engine.finish())
    assert kept is not None
    with open_sessions(settings) as store:
        row = store.detail(kept).row
    assert (row.agent, row.team, row.reference) == ("Anna", "North", "CRM-9")
    assert abs((row.started_at - datetime.now(tz=UTC)).total_seconds()) < 3600


def test_where_nothing_is_to_be_kept_there_is_no_recorder(rulebook: Rulebook) -> None:
    """The setting turns recording off; by itself nothing makes a file."""
    assert recorder_for(Settings(store=StoreSettings(keep=False)), rulebook) is None
    assert recorder_for(Settings(), rulebook) is not None
    assert not workstation_file().exists()


def test_without_a_name_it_is_the_login_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The agent is whoever is logged in."""
    monkeypatch.setenv("LOGNAME", "kim")
    assert agent_name(StoreSettings()) == "kim"
    assert agent_name(StoreSettings(agent=" Kim K. ")) == "Kim K."


def test_tidying_finishes_what_a_crash_left_and_deletes_what_is_too_much(rulebook: Rulebook) -> None:
    """At the start the open session is recovered and told, and retention holds."""
    settings = Settings(store=StoreSettings(keep_most=5))
    with open_workstation_store(settings.store) as store:
        generate(store, GenerationPlan(9), rulebook)
        labels = new_recorder(settings, rulebook).labels
        with store.writing() as connection:
            begin_session(connection, labels, RecordingPlan(), "Headset")
    lines = told()
    tidy_up(settings).join()
    assert len(lines) == 1
    assert "cut short by a crash" in lines[0]
    with open_workstation_store(settings.store) as store:
        assert store.count() == 5
        assert store.detail(labels.id).row.state is SessionState.RECOVERED


def test_tidying_that_cannot_be_done_is_told() -> None:
    """A broken file is told in one sentence at the start; Sotto goes on."""
    file = workstation_file()
    file.parent.mkdir(parents=True)
    file.write_text("no database " * 1000)
    lines = told()
    tidy_up(Settings()).join()
    assert len(lines) == 1
    assert str(file) in lines[0]
