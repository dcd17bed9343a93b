"""What a live view knows, and how terminal and plain lines show it."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from app.live_state import LiveState
from app.plain_view import PlainView
from app.session import SessionEvent
from app.terminal_view import screen
from coaching.events import Cue, CueKind, CueRetired, Severity
from coaching.redaction import RedactionSettings
from speech.events import (
    ClockAdvanced,
    EchoMeasured,
    FinalTranscript,
    GapRecorded,
    LevelMeasured,
    PartialTranscript,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechStarted,
    Word,
)

STARTED = SessionStarted(0.0, "call.wav", True, "moonshine", "tiny", "1", "Because.", 60.0)


def words(text: str, start_s: float = 1.0) -> tuple[Word, ...]:
    """Return words of a quarter of a second each."""
    return tuple(Word(word, start_s + i / 4, start_s + (i + 1) / 4) for i, word in enumerate(text.split()))


def final(text: str, at_s: float = 2.0) -> FinalTranscript:
    """Return a finished utterance."""
    return FinalTranscript(at_s, 1, words(text, at_s - 1.0), text)


def cue(at_s: float = 3.0, *, shown: bool = True) -> Cue:
    """Return a cue."""
    return Cue(
        1,
        "dead-end",
        CueKind.WORDS,
        Severity.NORMAL,
        at_s,
        "Offer a next step",
        "What I can do is …",
        "no more",
        1,
        shown,
        None,
    )


def after(*events: SessionEvent) -> LiveState:
    """Return the state that events lead to."""
    state = LiveState()
    for event in events:
        state.accept(event)
    return state


def drawn(state: LiveState, width: int = 90, height: int = 20) -> str:
    """Return the terminal view as text."""
    console = Console(file=io.StringIO(), width=width, height=height, force_terminal=False)
    console.print(screen(state, width=width, height=height))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert isinstance(text, str)
    return text


def plain(*events: SessionEvent) -> list[str]:
    """Return the lines of the plain view."""
    lines: list[str] = []
    view = PlainView(lines.append)
    for event in events:
        view.accept(event)
    return lines


def test_words_that_stand_and_words_that_change() -> None:
    """A partial's stable words are told from those that may still change, and a final replaces both."""
    state = after(STARTED, PartialTranscript(1.0, 1, words("no we can not"), 2))
    assert (state.standing, state.changing) == ("no we", "can not")
    state.accept(final("No, we can't."))
    assert (state.standing, state.changing, state.lines[-1].text) == ("", "", "No, we can't.")


def test_an_empty_final_withdraws_the_utterance() -> None:
    """Words that turned out to be noise leave nothing."""
    state = after(PartialTranscript(1.0, 1, words("huh"), 0), FinalTranscript(1.5, 1, (), ""))
    assert state.changing == ""
    assert not state.lines


def test_numbers_are_hidden_across_utterances() -> None:
    """A card number told in two pieces is hidden in the live view, in partials and in finals."""
    state = after(final("my card is 4111 1111", 2.0), PartialTranscript(3.0, 2, words("1111 1111 thanks", 2.5), 3))
    assert "1111" not in state.standing
    assert "thanks" in state.standing
    state.accept(final("1111 1111 thanks", 4.0))
    assert "1111" not in state.lines[-1].text


def test_a_cue_fades_or_is_retired() -> None:
    """A cue leaves after its time, or at once when it is retired; one that was held back never shows."""
    assert after(cue(3.0)).cue is not None
    assert after(cue(3.0), ClockAdvanced(20.0)).cue is None
    assert after(cue(3.0), CueRetired(4.0, 1, "withdrawn")).cue is None
    assert after(cue(3.0, shown=False)).cue is None


def test_talk_balance() -> None:
    """The balance counts open stretches, and is silent while there is too little to tell or only one side."""
    events = (SpeechEnded(4.0, Side.AGENT, 1.0, 4.0), SpeechStarted(5.0, Side.CUSTOMER, 4.0), ClockAdvanced(13.0))
    share = after(STARTED, *events).agent_share
    assert share == 0.25
    assert after(STARTED).agent_share is None
    assert after(SessionStarted(0.0, "m", False, "e", "m", "1", "r"), *events).agent_share is None


def test_a_device_that_went_away_is_told() -> None:
    """An unplugged microphone is one calm sentence until it is back."""
    state = after(SourceChanged(1.0, Side.AGENT, "Headset", False))
    assert state.problem == "The microphone (Headset) went away. Waiting for it."
    state.accept(SourceChanged(2.0, Side.AGENT, "Headset", True))
    assert state.problem == ""
    assert after(GapRecorded(2.0, Side.CUSTOMER, 0.0, 1.0, "overflow")).problem == ""


def test_the_terminal_shows_all_parts() -> None:
    """Transcript, card with its replacement, level and balance are on the screen."""
    text = drawn(
        after(
            STARTED,
            SpeechEnded(4.0, Side.AGENT, 1.0, 4.0),
            SpeechEnded(9.0, Side.CUSTOMER, 5.0, 9.0),
            final("There isn't anything more I can do."),
            cue(9.0),
            LevelMeasured(9.1, Side.AGENT, 0.1, -20.0, -10.0, True),
            EchoMeasured(9.2, -14.0, True, True, True),
        )
    )
    for part in (
        "call.wav",
        "0:09 / 1:00",
        "There isn't anything",
        "Offer a next step",
        "What I can do is",
        "43% you",
        "echo removed",
    ):
        assert part in text


def test_the_terminal_keeps_its_height() -> None:
    """The view does not jump when a card comes or goes."""
    lines = [final(f"sentence {i}", 2.0 + i) for i in range(30)]
    without, with_card = drawn(after(STARTED, *lines)), drawn(after(STARTED, *lines, cue(31.0)))
    assert without.count("\n") == with_card.count("\n") <= 20
    assert "sentence 29" in without
    assert "sentence 0\n" not in without


@given(st.text(max_size=300), st.integers(20, 200), st.integers(6, 60))
def test_the_terminal_draws_anything(text: str, width: int, height: int) -> None:
    """Whatever was said and however small the terminal, the view is drawn."""
    drawn(
        after(STARTED, PartialTranscript(1.0, 1, words(text), 1 if text.split() else 0), final(text or "x"), cue(3.0)),
        width,
        height,
    )


def test_before_the_first_event() -> None:
    """While the recognizer loads, the view says that it is getting ready."""
    assert "getting ready" in drawn(LiveState())


def test_plain_lines() -> None:
    """Without a terminal each utterance, cue and problem is one line."""
    assert plain(
        STARTED,
        PartialTranscript(1.0, 1, words("there is"), 1),
        final("There isn't anything more I can do.", 2.0),
        cue(3.0),
        cue(4.0, shown=False),
        SourceChanged(5.0, Side.CUSTOMER, "Speakers", False),
        ClockAdvanced(6.0),
    ) == [
        "Listening to call.wav with moonshine (tiny). Because.",
        " 0:01  There isn't anything more I can do.",
        " 0:03  >> Offer a next step: What I can do is …",
        " 0:05  !! The far end (Speakers) went away. Waiting for it.",
    ]


def spoken(at_s: float, utterance_id: int, text: str) -> FinalTranscript:
    """Return a finished utterance of one word a tenth of a second."""
    words = tuple(Word(word, at_s + i / 10, at_s + (i + 1) / 10) for i, word in enumerate(text.split()))
    return FinalTranscript(words[-1].end_s, utterance_id, words, text)


def test_a_line_is_hidden_when_its_digits_prove_to_be_a_beginning() -> None:
    """A number told in pieces leaves no piece on the screen, neither the last line nor those before it."""
    pieces = ["it is four two", "four two nine one", "and two two seven", "that is all"]
    state = after(*(spoken(float(at), at, text) for at, text in enumerate(pieces)))
    assert [line.text for line in state.lines] == ["it is [number]", "[number]", "[number]", "that is all"]


def test_listed_names_are_hidden() -> None:
    """The names of the company's list do not show."""
    state = LiveState(RedactionSettings(names="Ann Lee, Bo"))
    state.accept(spoken(0.0, 1, "hello ann lee and bob"))
    assert state.lines[-1].text == "hello [name] and bob"
