"""Builds a call's log as the call goes, redacted before anything of it can be written.

Place in the flow: the recorder feeds every event and writes what `take_chunk` gives, about twice a second. Pure.

A number may be told in pieces: the first piece looks harmless until the second comes. So the last utterances are
redacted together each time, and a chunk that was written with too many words is given again to be written over. What
may be the beginning of a number stays hidden until what follows, or the end of the call, shows that it was none.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from app.store.call_log import AppEntry, LogItem, Utterance, utterance_of, with_words
from coaching.events import CoachingEvent
from coaching.redaction import STANDARD, RedactionSettings, redact_together, redact_words
from speech.events import FinalTranscript, PartialTranscript, SpeechEvent, Word

TOGETHER: Final = 6
"""A number is told within this many utterances. When the call is over all that lie close are redacted together."""
HIDDEN_WORD: Final = "·"
"""Stands for each word where no transcript is kept: how many words there were, and when, is still known."""


@dataclass(slots=True)
class _Said:
    """One of the last utterances, as it was heard, and where it stands in the log."""

    heard: Utterance
    place: int
    kept: tuple[tuple[Word, ...], str]
    """Words and text without what is known to be private; what was hidden once stays hidden."""
    written: tuple[tuple[Word, ...], str] | None = None
    """What stands in the log."""


@dataclass(slots=True)
class LogBuilder:
    """The log of one call. Used by one thread."""

    transcript: bool = True
    redaction: RedactionSettings = STANDARD
    items: list[LogItem] = field(default_factory=list)
    """The whole log so far."""
    _ends: list[int] = field(default_factory=lambda: [0])
    """Where each chunk ends, after the 0 at which the first begins."""
    _rewrite: set[int] = field(default_factory=set)
    _partials: list[PartialTranscript] = field(default_factory=list)
    _last: deque[_Said] = field(default_factory=lambda: deque(maxlen=TOGETHER))

    @property
    def written(self) -> int:
        """How many items were given by `take_chunk`."""
        return self._ends[-1]

    def accept(self, event: SpeechEvent | CoachingEvent | AppEntry) -> None:
        """Take the next event."""
        match event:
            case PartialTranscript():
                self._partials.append(event)
            case FinalTranscript():
                self._final(event)
            case _:
                self.items.append(event)

    def take_chunk(self) -> Mapping[int, list[LogItem]]:
        """Return the chunks to write, by number from 0: the new one, if anything is new, and those to write over."""
        numbers, self._rewrite = self._rewrite, set()
        if len(self.items) > self._ends[-1]:
            numbers.add(len(self._ends) - 1)
            self._ends.append(len(self.items))
        return {number: self.items[self._ends[number] : self._ends[number + 1]] for number in sorted(numbers)}

    def _final(self, final: FinalTranscript) -> None:
        partials = [partial for partial in self._partials if partial.utterance_id == final.utterance_id]
        self._partials.clear()
        if not final.words:
            self.items.append(Utterance(final.at_s, final.utterance_id, (), ""))
            return
        heard = utterance_of(final, partials)
        self._last.append(_Said(heard, len(self.items), (heard.words, heard.text)))
        self.items.append(heard)
        self._redact_last(open_end=True)

    def close(self) -> None:
        """Nothing more is said: what was held back as the beginning of a number is judged as it stands."""
        self._redact_last(open_end=False)

    def _redact_last(self, *, open_end: bool) -> None:
        surely = self._redacted(open_end=False)
        for said, kept, perhaps in zip(
            self._last, surely, self._redacted(open_end=True) if open_end else surely, strict=True
        ):
            if _hidden(said, kept) > _hidden(said, said.kept):
                said.kept = kept
            shown = perhaps if _hidden(said, perhaps) > _hidden(said, said.kept) else said.kept
            if shown != said.written:
                said.written = shown
                self._put(said.place, self._kept(said.heard, *shown))

    def _redacted(self, *, open_end: bool) -> list[tuple[tuple[Word, ...], str]]:
        """Redact the last utterances together."""
        words = redact_words([said.heard.words for said in self._last], self.redaction, open_end=open_end)
        texts = redact_together([said.heard.text for said in self._last], self.redaction, open_end=open_end)
        return list(zip(words, texts, strict=True))

    def _kept(self, heard: Utterance, words: tuple[Word, ...], text: str) -> Utterance:
        if self.transcript:
            return with_words(heard, words, text)
        blank = tuple(replace(word, text=HIDDEN_WORD, confidence=None) for word in heard.words)
        return replace(heard, words=blank, text="")

    def _put(self, place: int, said: Utterance) -> None:
        self.items[place] = said
        if place < self._ends[-1]:
            self._rewrite.add(bisect_right(self._ends, place) - 1)


def _hidden(said: _Said, kept: tuple[tuple[Word, ...], str]) -> int:
    """Return how many words of an utterance are hidden in `kept`."""
    return len(said.heard.words) - sum(word in said.heard.words for word in kept[0])
