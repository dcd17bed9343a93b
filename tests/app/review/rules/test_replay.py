"""Flags gained and lost on past calls."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.review.rules.draft import draft_of
from app.review.rules.overlay_folder import OverlayFolder, load_with
from app.review.rules.replay import Difference, Totals, by_rule, compare, prepare
from app.review.rules.replay_run import Progress, ReplayJob, ReplayRun, processes
from app.store.event_codec import encode
from app.store.records import SessionFilter
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from tests.app.store.conftest import MakeSession, a_call

LINES = ("Good morning, this is Anna speaking.", "There is nothing more I can do.", "Mind the zebra crossing.")
EVENTS = a_call(*LINES)
LOG = encode(EVENTS)


@pytest.fixture(scope="session")
def changed(rulebook: Rulebook) -> Rulebook:
    """Return the rules with a trigger more and an exception more."""
    draft = draft_of("dead-end", {}, rulebook.known_rule("dead-end"))
    draft = draft.with_lines("triggers", ["zebra crossing"]).with_lines("unless", ["nothing more"])
    draft = draft.with_value("paraphrase_threshold", 1.0)
    return load_with(OverlayFolder({draft.file_name: draft.text}))


def in_threads(job: ReplayJob) -> Executor:
    """Run the calls in a thread of this process."""
    prepare(job.before, job.after, job.settings)
    return ThreadPoolExecutor(1)


@pytest.fixture
def job(store: Store, make_session: MakeSession, rulebook: Rulebook, changed: Rulebook) -> ReplayJob:
    """Give a run over three calls, one of which has no log."""
    store.add([replace(make_session(n, reference=f"call-{n}"), events=LOG if n else None) for n in range(3)])
    return ReplayJob(store, SessionFilter(finished=True), 100, rulebook, changed, CoachingSettings())


@pytest.fixture
def run(qapp: QApplication) -> Iterator[ReplayRun]:
    """Give a runner in threads."""
    made = ReplayRun(make_executor=in_threads)
    yield made
    made.cancel()
    made.join()


def test_words_gained_and_lost(rulebook: Rulebook, changed: Rulebook) -> None:
    """The new trigger is gained with its words and time, the exception loses the old flag."""
    prepare(rulebook, changed, CoachingSettings())
    compared = compare("call-1", "id", EVENTS)
    assert {(one.rule_id, one.gained) for one in compared.differences} == {("dead-end", True), ("dead-end", False)}
    gained = next(one for one in compared.differences if one.gained)
    assert "zebra crossing" in gained.evidence
    assert gained.at_s > 20.0


def test_the_same_rules_change_nothing(rulebook: Rulebook) -> None:
    """A replay gives the same flags each time."""
    prepare(rulebook, rulebook, CoachingSettings())
    compared = compare("call-1", "id", EVENTS)
    assert compared.differences == ()
    assert compared.before == compared.after > 0


def test_a_run_counts_all_calls(run: ReplayRun, job: ReplayJob, qtbot: QtBot) -> None:
    """Calls without a log are passed over; the rest is compared; the end is told once."""
    with qtbot.waitSignal(run.finished, timeout=60_000) as caught:
        run.start(job)
    progress: Progress = caught.args[0]
    assert (progress.done, progress.total, progress.totals.calls) == (3, 3, 2)
    assert len(progress.totals.differences) == 4
    assert not run.busy


def test_damaged_calls_do_not_end_a_run(
    run: ReplayRun, job: ReplayJob, make_session: MakeSession, qtbot: QtBot
) -> None:
    """They are counted apart."""
    job.store.add([replace(make_session(9), events=b"{")])
    with qtbot.waitSignal(run.finished, timeout=60_000) as caught:
        run.start(job)
    assert caught.args[0].totals.failed == 1
    assert caught.args[0].totals.calls == 2


def test_a_run_can_be_cancelled(run: ReplayRun, job: ReplayJob, qtbot: QtBot) -> None:
    """What was done until then is kept, and the runner is free again."""
    with qtbot.waitSignal(run.finished, timeout=60_000) as caught:
        run.start(job)
        run.cancel()
    assert caught.args[0] is None or caught.args[0].done <= 3
    assert not run.busy


@pytest.mark.slow
def test_processes_of_their_own(qapp: QApplication, job: ReplayJob, qtbot: QtBot) -> None:
    """The standard runner starts processes, which find the same."""
    run = ReplayRun(make_executor=processes)
    with qtbot.waitSignal(run.finished, timeout=300_000) as caught:
        run.start(job)
    run.join()
    assert len(caught.args[0].totals.differences) == 4


def test_rules_are_counted_most_changed_first() -> None:
    """Gained and lost for each rule."""
    totals = Totals()
    one = Difference("c", "i", "a", 1.0, "w", gained=True)
    totals.differences += [one, replace(one, rule_id="b"), replace(one, rule_id="b", gained=False)]
    assert by_rule(totals.differences) == [("b", 1, 1), ("a", 1, 0)]
