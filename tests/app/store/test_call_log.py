"""The log of a call, and running rules over it again."""

from app.store.call_log import Commanded, LogItem, Utterance, Verb, replay_log, speech_events, utterance_of, with_words
from app.store.log_builder import LogBuilder
from coaching.coach import replay
from coaching.rulebook.schema import Rulebook
from speech.events import FinalTranscript, PartialTranscript, Word
from tests.app.store.conftest import a_call

WORDS = tuple(Word(text, n / 2, n / 2 + 0.4) for n, text in enumerate(("my", "card", "is", "four", "one")))


def partial(count: int, at_s: float, stable: int = 0) -> PartialTranscript:
    """Return the partial in which the first `count` words are known."""
    return PartialTranscript(at_s, 1, WORDS[:count], stable)


def test_partials_become_the_moments_at_which_words_were_known() -> None:
    """Partials whose words the final kept are told by time and count; revised ones are forgotten."""
    revised = PartialTranscript(0.9, 1, (Word("may", 0.0, 0.4),), 0)
    said = utterance_of(FinalTranscript(3.0, 1, WORDS, "My card"), [revised, partial(2, 1.2, 1), partial(4, 2.0, 3)])
    assert [(one.at_s, one.count, one.stable) for one in said.reveals] == [(1.2, 2, 1), (2.0, 4, 3)]
    events = speech_events([said])
    assert events == [partial(2, 1.2, 1), partial(4, 2.0, 3), FinalTranscript(3.0, 1, WORDS, "My card")]


def test_redaction_counts_the_reveals_anew() -> None:
    """When words become one hidden word, a partial shows as many of the words as it had time for."""
    said = utterance_of(FinalTranscript(3.0, 1, WORDS, "x"), [partial(4, 2.0, 4)])
    hidden = (*WORDS[:3], Word("[card number]", 1.5, 2.4))
    assert with_words(said, hidden, "x").reveals[0].count == 3


def test_a_replay_gives_what_the_call_gave(rulebook: Rulebook) -> None:
    """With the same rules a stored call gives the summary that it gave live."""
    events = a_call("Good morning.", "There is nothing more I can do.", "Thank you for waiting.")
    builder = LogBuilder()
    for event in events:
        builder.accept(event)
    assert replay_log(builder.items, rulebook) == replay(events, rulebook)


def test_the_agents_pause_holds_in_a_replay(rulebook: Rulebook) -> None:
    """What was said while coaching was paused costs nothing under other rules either."""
    events = a_call("Good morning.", "There is nothing more I can do.")
    log: list[LogItem] = [
        Utterance(event.at_s, event.utterance_id, event.words, event.text)
        if isinstance(event, FinalTranscript)
        else event
        for event in events
    ]
    paused = [*log[:5], Commanded(5.0, Verb.PAUSE), *log[5:], Commanded(20.0, Verb.RESUME)]
    assert replay_log(paused, rulebook).score.total > replay_log(log, rulebook).score.total
    assert replay_log(paused, rulebook).coverage.paused
    assert replay_log([*log, Commanded(1.0, Verb.SNOOZE, "dead-end"), Commanded(1.0, Verb.MARK_WRONG, "1")], rulebook)


def test_the_calls_agenda_holds_in_a_replay(rulebook: Rulebook) -> None:
    """Its items are followed under other rules too; a text that cannot be read any more changes nothing."""
    builder = LogBuilder()
    for event in a_call("Good morning.", "Would you take our short survey?"):
        builder.accept(event)
    given = [Commanded(0.0, Verb.AGENDA, "Survey: short survey; verify identity"), *builder.items]
    for log in (given, [*given, Commanded(4.0, Verb.AGENDA, "offer (survey")]):
        own = [entry for entry in replay_log(log, rulebook).agenda if entry.item_id in {"own-1", "own-2"}]
        assert [(entry.label, str(entry.status)) for entry in own] == [
            ("Survey", "spoken"),
            ("verify identity", "missing"),
        ]
