"""Events of a session made up for the view-model's tests, and what follows from several of them."""

from app.overlay.state import OverlayState
from app.overlay.view_model import advance
from speech.events import LevelMeasured, Side, Word


def after(state: OverlayState, *events: object) -> OverlayState:
    """Return the state after these events."""
    for event in events:
        state = advance(state, event)  # type: ignore[arg-type]
    return state


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a sentence, a third of a second each."""
    return tuple(Word(word, index / 3, index / 3 + 0.3) for index, word in enumerate(text.split()))


def level(dbfs: float, side: Side = Side.AGENT) -> LevelMeasured:
    """Return a level."""
    return LevelMeasured(1.0, side, 0.1, dbfs, dbfs + 6, speaking=True)
