"""The live view in a terminal: calm, complete, and never wider or higher than the screen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from app.live_state import LiveState
from app.session import SessionEvent
from app.terminal_view import COLOURS, SHAPES, screen
from coaching.events import Cue, CueKind, Severity
from speech.events import (
    EchoMeasured,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechStarted,
    Word,
)

_STARTED = SessionStarted(0.0, "call.wav", True, "vosk", "small", "0.3", "Chosen.", duration_s=95.0)


def _words(text: str, start_s: float) -> tuple[Word, ...]:
    return tuple(Word(word, start_s + i / 10, start_s + (i + 1) / 10) for i, word in enumerate(text.split()))


def _final(text: str, start_s: float = 1.0, number: int = 1) -> FinalTranscript:
    return FinalTranscript(start_s + 5.0, number, _words(text, start_s), text)


def _cue(kind: CueKind, say_instead: str = "What I can do is …", evidence: str = "nothing more i can do") -> Cue:
    return Cue(
        1, "r", kind, Severity.NORMAL, 4.0, "Offer a way", say_instead, evidence, 1, shown=True, suppressed_by=None
    )


def _rows(*events: SessionEvent, width: int = 100, height: int = 30) -> list[str]:
    state = LiveState()
    for event in events:
        state.accept(event)
    console = Console(width=width, height=height, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(screen(state, width=width, height=height))
    return capture.get().splitlines()


def _shown(*events: SessionEvent, width: int = 100) -> str:
    return "\n".join(_rows(*events, width=width))


def test_before_the_first_sound_it_says_that_it_gets_ready() -> None:
    """Rather than showing an empty screen."""
    assert "getting ready" in _shown()
    assert "getting ready" not in _shown(_STARTED)


def test_the_first_row_says_what_is_heard_and_how_far_it_got() -> None:
    """Source, position, length and recognizer; without a length the position alone."""
    first = _rows(_STARTED, _final("hello", 60.0))[0]
    assert "call.wav   1:05 / 1:35   vosk (small)" in first
    live = SessionStarted(0.0, "microphone", True, "vosk", "small", "0.3", "Chosen.")
    assert " / " not in _rows(live)[0]


def test_the_utterance_that_goes_on_stands_below_the_finished_ones() -> None:
    """Marked as now, words that may change included."""
    rows = _rows(_STARTED, _final("Good morning.", 1.0), PartialTranscript(8.0, 2, _words("how can i", 7.0), 2))
    said, now = (next(i for i, row in enumerate(rows) if text in row) for text in ("Good morning.", "how can i"))
    assert said < now
    assert rows[now].strip().startswith("now")


def test_a_long_call_keeps_its_last_lines() -> None:
    """The newest are seen, the oldest leave."""
    shown = _shown(*(_final(f"line number {chr(97 + n)}", n * 6.0, n) for n in range(26)))
    assert "line number z" in shown
    assert "line number a" not in shown


@pytest.mark.parametrize("kind", list(CueKind))
def test_every_kind_of_cue_has_a_shape_of_its_own(kind: CueKind) -> None:
    """Colour alone is not for everybody."""
    assert len(set(SHAPES.values())) == len(set(COLOURS.values())) == len(CueKind)
    assert f"{SHAPES[kind]}  Offer a way" in _shown(_STARTED, _cue(kind))


def test_words_are_quoted_measures_are_not() -> None:
    """The evidence of a sound is no quotation."""
    assert "“nothing more i can do”" in _shown(_cue(CueKind.WORDS))
    assert "“" not in _shown(_cue(CueKind.TURN, evidence="talked over the customer for 1.1 s"))


def test_a_cue_does_not_move_the_lines_above() -> None:
    """Its room is kept free while there is none."""
    without, with_cue = _rows(_STARTED, _final("hello")), _rows(_STARTED, _final("hello"), _cue(CueKind.WORDS))
    assert len(without) == len(with_cue)
    assert without[1:-6] == with_cue[1:-6]


def test_long_advice_is_shortened_to_one_row() -> None:
    """An ellipsis says so; the card keeps its height."""
    rows = _rows(_cue(CueKind.WORDS, say_instead="word " * 60), width=60)
    assert len(rows) == len(_rows(_cue(CueKind.WORDS), width=60))
    assert any(row.rstrip(" │").endswith("…") for row in rows)


def test_a_lost_device_takes_the_place_of_the_levels() -> None:
    """The one thing that matters then."""
    last = _rows(_STARTED, SourceChanged(5.0, Side.AGENT, "headset", False))[-1]
    assert last.strip() == "The microphone (headset) went away. Waiting for it."


def test_the_balance_is_told_once_there_is_enough_to_tell() -> None:
    """Five seconds of speech; three of four are the agent's."""
    first = [SpeechStarted(0.1, Side.AGENT, 0.0), SpeechEnded(3.1, Side.AGENT, 0.0, 3.0)]
    more = [
        SpeechStarted(3.6, Side.CUSTOMER, 3.5), SpeechEnded(6.0, Side.CUSTOMER, 3.5, 5.5),
        SpeechStarted(7.1, Side.AGENT, 7.0), SpeechEnded(10.2, Side.AGENT, 7.0, 10.0),
    ]  # fmt: skip
    assert "% you" not in _shown(_STARTED, *first)
    assert "75% you" in _shown(_STARTED, *first, *more)


@pytest.mark.parametrize(("cancelling", "text"), [(True, "echo removed"), (False, "the microphone hears the customer")])
def test_echo_is_told_with_what_became_of_it(*, cancelling: bool, text: str) -> None:
    """Removed, or heard."""
    echo = EchoMeasured(3.0, -12.0, detected=True, cancelling=cancelling, converged=cancelling)
    assert text in _shown(_STARTED, echo)
    assert "echo" not in _shown(_STARTED)


def test_swapped_sides_are_told_until_they_are_right() -> None:
    """The line takes the place of the levels."""
    seems = EchoMeasured(3.0, None, detected=False, cancelling=False, converged=True, far_repeats=True)
    right = EchoMeasured(9.0, None, detected=False, cancelling=False, converged=True)
    assert "seem swapped" in _shown(_STARTED, seems)
    assert "seem swapped" not in _shown(_STARTED, seems, right)


def test_a_louder_voice_has_a_longer_level() -> None:
    """From nothing at -60 dBFS to full at -6 dBFS."""

    def bars(dbfs: float) -> int:
        last = _rows(_STARTED, LevelMeasured(1.0, Side.AGENT, 0.1, dbfs, dbfs, speaking=True))[-1]
        return sum(" ▁▂▃▄▅▆▇█".find(letter) for letter in last if letter in "▁▂▃▄▅▆▇█")

    levels = [bars(dbfs) for dbfs in (-100.0, -60.0, -45.0, -30.0, -15.0, -6.0, 0.0)]
    assert levels == sorted(levels)
    assert (levels[1], levels[-2], levels[-1]) == (0, 32, 32)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(30, 220), st.integers(12, 60),
    st.lists(st.text(alphabet="a b界é🙂[/]{}", min_size=1, max_size=120), max_size=6),
)  # fmt: skip
def test_nothing_is_wider_than_the_terminal(width: int, height: int, texts: list[str]) -> None:
    """Whatever is said, in any script and with any brackets, and however small the window."""
    events = [_final(text, number * 6.0, number) for number, text in enumerate(texts)]
    rows = _rows(_STARTED, *events, _cue(CueKind.WORDS, "b" * 150), width=width, height=height)
    assert all(cell_len(row) <= width for row in rows)
    assert len(rows) <= max(height, 14)
