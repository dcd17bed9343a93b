"""Writing a session as the call goes."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.session import LiveSession
from app.store.call_log import Commanded, CueActed, CuePainted
from app.store.errors import FullDiskError
from app.store.open_sessions import open_ids, read_left
from app.store.opening import open_store
from app.store.plan import RecordingPlan
from app.store.recorder import SessionRecorder
from app.store.records import CueOutcome, FlagStatus, SessionFilter, SessionState
from app.store.recovery import recover
from app.store.repository import Store
from app.store.scoring import Scoring
from coaching.coach import new_engine
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings
from speech.events import SessionStarted, SpeechEvent
from tests.app.store.conftest import MakeSession, a_call

LINES = ("Good morning, this is Anna.", "There is nothing more I can do.", "Thank you for waiting.")


class Feed:
    """Gives the events of a call one by one."""

    def __init__(self, events: list[SpeechEvent]) -> None:
        self._events = list(events)
        self.ended = False

    def start(self) -> None:
        """Nothing to do."""

    def poll(self, timeout_s: float) -> list[SpeechEvent]:
        """Return the next event."""
        del timeout_s
        events, self._events = self._events[:1], self._events[1:]
        self.ended = not self._events
        return events

    def stop(self) -> None:
        """Nothing to do: the events end by themselves."""

    def close(self) -> None:
        """Nothing to do."""


class Waiting(SessionRecorder):
    """A recorder that tells when it has written."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.wrote = threading.Event()

    def _write(self) -> None:
        super()._write()
        self.wrote.set()


MakeRecorder = Callable[..., Waiting]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the sessions lie."""
    return tmp_path / "sessions.db"


@pytest.fixture
def recorder_of(file: Path, make_session: MakeSession, rulebook: Rulebook) -> MakeRecorder:
    """Return a function that makes a recorder of a new call."""

    def make(number: int = 0, **named: object) -> Waiting:
        plan = RecordingPlan(
            transcript=bool(named.pop("transcript", True)),
            rulebook_version=rulebook.version,
            scoring=Scoring.of(rulebook, ScoreSettings()),
        )
        labels = make_session(number, reference="CRM-1").labels
        opener = named.pop("opener", lambda: open_store(file))
        return Waiting(opener, labels, plan, commit_every_s=0.001, **named)

    return make


def test_a_call_is_kept_whole(recorder_of: MakeRecorder, file: Path, rulebook: Rulebook) -> None:
    """What a live session brought is in the store when it is over, and can be run again."""
    recorder = recorder_of()
    with LiveSession(Feed(a_call(*LINES)), new_engine(rulebook), recorder) as live:
        while not live.ended:
            live.poll(0.0)
        summary = live.stop()
    with open_store(file) as store:
        detail = store.detail(recorder.id)
        assert detail.summary == summary
        assert detail.row.state is SessionState.FINISHED
        assert detail.row.reference == "CRM-1"
        assert detail.row.released_at is not None
        assert detail.can_replay
        with store.reading() as connection:
            assert open_ids(connection) == []
        assert recover(store) == []
    assert not list(file.parent.glob("*.writing"))


def test_what_the_agent_did_is_kept(recorder_of: MakeRecorder, file: Path, rulebook: Rulebook) -> None:
    """Commands, reactions to cues, their latency and withdrawn flags are in the session."""
    recorder = recorder_of()
    session = LiveSession(Feed(a_call(*LINES)), new_engine(rulebook), recorder)
    shown = []
    with session as live:
        while not live.ended:
            for event in live.poll(0.0):
                if getattr(event, "cue_id", None) and getattr(event, "shown", False) and not shown:
                    shown.append(event)
                    live.note_painted(event.cue_id, delivered_s=0.02, painted_s=0.01)
                    live.note_acted(event.cue_id, "wrong")
                    live.mark_wrong(event.cue_id)
                    live.pause()
                    live.resume()
        live.stop()
    (cue,) = shown
    with open_store(file) as store:
        detail, log = store.detail(recorder.id), store.replay_log(recorder.id)
    kept = next(one for one in detail.cues if one.cue.cue_id == cue.cue_id)
    assert kept.outcome is CueOutcome.WRONG
    assert kept.latency is not None
    assert (kept.latency.delivered_s, kept.latency.painted_s) == (0.02, 0.01)
    flag = next(one for one in detail.detections if one.detection.detection_id == cue.detection_id)
    assert (flag.status, flag.status_reason) == (FlagStatus.WITHDRAWN, "marked-wrong")
    assert [item.verb for item in log if isinstance(item, Commanded)] == ["mark-wrong", "pause", "resume"]
    assert any(isinstance(item, CueActed) for item in log)
    assert any(isinstance(item, CuePainted) for item in log)


def test_the_calls_agenda_is_kept_without_private_numbers(
    recorder_of: MakeRecorder, file: Path, rulebook: Rulebook
) -> None:
    """It stands in the log and its items in the summary; a card number that somebody typed into it does not."""
    recorder = recorder_of()
    with LiveSession(Feed(a_call(*LINES)), new_engine(rulebook), recorder) as live:
        live.set_agenda("offer survey")
        while not live.ended:
            live.poll(0.0)
        live.stop()
    recorder.commanded("agenda", "say 4111 1111 1111 1111")
    with open_store(file) as store:
        detail, log = store.detail(recorder.id), store.replay_log(recorder.id)
    assert [entry.label for entry in detail.summary.agenda][-1] == "offer survey"
    assert [(item.verb, item.value) for item in log if isinstance(item, Commanded)] == [("agenda", "offer survey")]
    assert "4111" not in recorder._inbox[-1].value  # type: ignore[union-attr]


def test_the_store_has_it_while_the_call_goes_on(recorder_of: MakeRecorder, file: Path) -> None:
    """Before the call is over its events lie in the database; the list knows that it is open."""
    recorder = recorder_of()
    events = a_call(*LINES)
    recorder.took(events[:6])
    assert recorder.wrote.wait(30)
    recorder.close()
    with open_store(file) as store, store.reading() as connection:
        left = read_left(connection, recorder.id)
        assert left is not None
        assert len(left.log) == 6
        assert left.labels == recorder.labels
        assert store.list_sessions()[0].state is SessionState.OPEN
        assert store.count(SessionFilter(finished=True)) == 0


def test_nothing_heard_is_nothing_kept(recorder_of: MakeRecorder, file: Path, rulebook: Rulebook) -> None:
    """A session that never began leaves no trace."""
    recorder = recorder_of()
    recorder.took(a_call("Hello.")[1:3])
    assert recorder.complete(new_engine(rulebook).finish()) is None
    assert not file.exists()


def test_without_a_transcript_only_the_words_of_flags_are_kept(
    recorder_of: MakeRecorder, file: Path, rulebook: Rulebook
) -> None:
    """Where the company keeps no transcript the file holds no other word of the agent."""
    recorder, engine = recorder_of(transcript=False), new_engine(rulebook)
    for event in a_call("Good morning wonderful weather.", "There is nothing more I can do."):
        recorder.took([event, *engine.accept(event)])
    recorder.complete(engine.finish())
    with open_store(file) as store:
        detail = store.detail(recorder.id)
    assert not detail.has_transcript
    assert not detail.can_replay
    assert "nothing more" in detail.detections[0].detection.evidence
    assert b"wonderful" not in file.read_bytes()


def test_a_disk_that_refuses_is_told_once_and_tried_again(
    recorder_of: MakeRecorder, file: Path, rulebook: Rulebook
) -> None:
    """While nothing can be written the call goes on; when it can again, all of it is kept."""
    told: list[str] = []
    refusals = threading.Semaphore(0)
    allowed = threading.Event()

    def opener() -> Store:
        if not allowed.is_set():
            refusals.release()
            raise FullDiskError("The disk is full.", "Free some space.")
        return open_store(file)

    recorder, engine = (
        recorder_of(opener=opener, tell=lambda text, mend: told.append(f"{text} {mend}")),
        new_engine(rulebook),
    )
    events = a_call(*LINES)
    recorder.took([event for one in events[:5] for event in (one, *engine.accept(one))])
    for _ in range(3):
        assert refusals.acquire(timeout=30)
    allowed.set()
    recorder.took([event for one in events[5:] for event in (one, *engine.accept(one))])
    recorder.complete(engine.finish())
    assert told == ["This call is not being kept: The disk is full. Free some space."]
    with open_store(file) as store:
        assert isinstance(store.replay_log(recorder.id)[0], SessionStarted)
        assert len(store.detail(recorder.id).summary.transcript) == 3


def test_an_end_that_cannot_be_written_is_told_and_raises_nothing(
    recorder_of: MakeRecorder, rulebook: Rulebook
) -> None:
    """The report of the call is made whatever the disk says."""
    told: list[str] = []

    def opener() -> Store:
        raise FullDiskError("The disk is full.", "Free some space.")

    recorder, engine = recorder_of(opener=opener, tell=lambda text, _mend: told.append(text)), new_engine(rulebook)
    for event in a_call("Hello."):
        recorder.took([event, *engine.accept(event)])
    assert recorder.finish(engine.finish()) is None
    assert told[-1] == "This call is not being kept: The disk is full."
