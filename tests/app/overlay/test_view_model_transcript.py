"""The view-model's live transcript: only when asked for, short, and without private numbers."""

from app.overlay import view_model
from app.overlay.state import OverlayState, TranscriptLine
from app.overlay.view_model import TRANSCRIPT_KEPT, advance
from speech.events import FinalTranscript, PartialTranscript
from tests.app.overlay.made_events import after, words


def test_words_are_not_even_kept_while_the_transcript_is_off(listening: OverlayState) -> None:
    """Off is the default, and off means nothing is there."""
    state = advance(listening, PartialTranscript(2.0, 1, words("good morning"), 1))
    assert (state.transcript, state.heard) == ((), ())


def test_stable_words_are_told_from_changing_ones(listening: OverlayState) -> None:
    """The utterance's line is replaced as it grows, and stands when it is final."""
    state = view_model.transcribing(listening, on=True)
    state = advance(state, PartialTranscript(2.0, 1, words("good morning this his"), 3))
    assert state.transcript == (TranscriptLine(1, "good morning this", "his"),)
    state = advance(state, FinalTranscript(3.0, 1, words("good morning this is ann"), "Good morning, this is Ann."))
    assert state.transcript == (TranscriptLine(1, "Good morning, this is Ann."),)


def test_an_utterance_that_is_withdrawn_leaves_the_transcript(listening: OverlayState) -> None:
    """An empty final takes its partials back."""
    state = view_model.transcribing(listening, on=True)
    state = after(state, PartialTranscript(2.0, 1, words("the"), 0), FinalTranscript(3.0, 1, (), ""))
    assert state.transcript == ()


def test_only_the_last_utterances_are_shown(listening: OverlayState) -> None:
    """The transcript stays short."""
    state = view_model.transcribing(listening, on=True)
    state = after(state, *(FinalTranscript(float(n), n, words("yes"), f"Yes {n}.") for n in range(1, 9)))
    assert [line.stable for line in state.transcript] == ["Yes 6.", "Yes 7.", "Yes 8."][-TRANSCRIPT_KEPT:]


def test_a_card_number_told_in_pieces_is_never_shown(listening: OverlayState) -> None:
    """Neither finished nor changing words show a digit of it."""
    state = view_model.transcribing(listening, on=True)
    first = FinalTranscript(3.0, 1, words("4111 1111 1111"), "It is 4111 1111")
    state = after(state, first, PartialTranscript(5.0, 2, words("1111 1111 is that right"), 2))
    shown = " ".join(line.stable + " " + line.changing for line in state.transcript)
    assert "1111" not in shown
    assert "is that right" in shown


def test_hiding_the_transcript_forgets_the_words(listening: OverlayState) -> None:
    """Nothing is left when it is switched off."""
    state = advance(view_model.transcribing(listening, on=True), FinalTranscript(1.0, 1, words("yes"), "Yes."))
    hidden = view_model.transcribing(state, on=False)
    assert (hidden.transcript, hidden.heard) == ((), ())
