"""The call agenda: ticks what was spoken and hints, once for each item, at what is missing.

Place in the flow: one of the engine's detectors. It reads finished utterances, and voice activity for the moments.
Whether a name was said cannot be heard for certain, so everything here is a hint, never a detection, and the phrases
that tick an item are generous: a missed hint costs less than a wrong one.

Moments. The opening is over when the agent has answered the customer for the first time, or `name_after_s` after the
agent's first utterance. A transfer without an introduction is hinted at `introduce_within_s` after it was announced. The
goodbye makes the user's items due. A session that began in the middle of a call has no opening.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.agenda import (
    USER_RULE,
    AgendaEntry,
    AgendaItem,
    AgendaStatus,
    Due,
    built_in_agenda,
    check_items,
    parse_items,
)
from coaching.agenda_phrases import AgendaPhrases, PhraseGroup
from coaching.detectors.base import Hint
from coaching.errors import AgendaError
from coaching.events import AgendaMark
from coaching.evidence_sentences import NOT_HEARD
from coaching.redaction import redact
from coaching.turns import Seconds
from speech.events import FinalTranscript, SessionEnded, Side, SpeechEnded, SpeechEvent, SpeechStarted

_TRANSFER: Final = "moment-transfer"
_CLOSING: Final = "moment-closing"
_AFTER_HINT_S: Final = 30.0
"""The greeting's phrases are looked for so long after the hint: later "this is …" is seldom a name."""
_INTRODUCED_BEFORE_S: Final = 45.0
"""An introduction this long before the announcement still counts ("Maria in billing can help. Shall I …?")."""
_ANSWER_GAP_S: Final = 2.0
"""A longer pause of the agent counts as the customer's turn where the customer is not heard."""


def _readable(text: str) -> str:
    try:
        check_items(parse_items(text))
    except AgendaError as error:
        raise ValueError(str(error)) from None
    return text


@settings_dataclass(frozen=True)
class AgendaSettings:
    """What should be said in every call, and how long to wait for it."""

    items: Annotated[
        str,
        Field(max_length=2000, title='What you want to say in each call: "Label: phrase, phrase; Label: phrase"'),
        AfterValidator(_readable),
    ] = ""
    own_name: Annotated[bool, Field(title="Your own name in the greeting")] = True
    introduction: Annotated[bool, Field(title="An introduction before a transfer")] = True
    name_after_s: Annotated[
        float, Field(ge=3.0, le=60.0, title="The greeting is over after", json_schema_extra={"unit": "s"})
    ] = 12.0
    introduce_within_s: Annotated[Seconds, Field(title="After announcing a transfer, name the person within")] = 4.0
    joined_after_s: Annotated[
        float,
        Field(
            ge=1.0, le=600.0, title="No greeting is expected after customer speech of", json_schema_extra={"unit": "s"}
        ),
    ] = 20.0


class AgendaDetector:
    """Follows the agenda of one session. Pure; not thread-safe."""

    def __init__(self, settings: AgendaSettings | None = None) -> None:
        """Start with the built-in items and those of the settings."""
        self._settings = settings or AgendaSettings()
        wanted = {"own-name": self._settings.own_name, "introduction": self._settings.introduction}
        self._built_in = tuple(item for item in built_in_agenda().items if wanted.get(item.id, True))
        self._asked: dict[str, float] = {}
        """Item → when its moment came (and, where it was missing, the hint)."""
        self._spoken: dict[str, tuple[float, float, str]] = {}
        """Item → start, end and text of the words that ticked it first."""
        self._finals: list[FinalTranscript] = []
        self._opening = _Opening(self._settings)
        self._transfer_s: float | None = None
        self._introduced_s = float("-inf")
        self._closing = self._ended = self._speaking = False
        self.set_items(parse_items(self._settings.items))

    def set_items(self, items: Sequence[AgendaItem]) -> None:
        """Follow these items of the user instead of those before; what was said already counts. Raises AgendaError."""
        self._items = (*self._built_in, *check_items(items))
        moments = built_in_agenda()
        self._phrases = AgendaPhrases(
            {item.id: PhraseGroup(item.phrases, item.never_with) for item in self._items}
            | {_TRANSFER: PhraseGroup(moments.transfer), _CLOSING: PhraseGroup(moments.closing)}
        )
        kept = {item.id for item in self._built_in}
        self._spoken = {key: spoken for key, spoken in self._spoken.items() if key in kept}
        self._asked = {key: at_s for key, at_s in self._asked.items() if key in kept}
        for final in self._finals:
            self._tick(final, {key: span for key, span in self._find(final).items() if key not in kept})

    @property
    def entries(self) -> tuple[AgendaEntry, ...]:
        """The items in their order, and how each stands; the words are redacted."""
        return tuple(self._entry(item) for item in self._items)

    @property
    def marks(self) -> tuple[AgendaMark, ...]:
        """The items in their order and how each stands, without the words: cheap enough to ask after every event."""
        return tuple(
            AgendaMark(
                item.id,
                item.label,
                AgendaStatus.SPOKEN if item.id in self._spoken else self._unspoken(item),
                item.due,
            )
            for item in self._items
        )

    def accept(self, event: SpeechEvent) -> Iterator[Hint]:
        """Take the next event; yield a hint where the moment of an item passed without it."""
        self._opening.accept(event)
        match event:
            case SpeechStarted(side=Side.AGENT):
                self._speaking = True
            case SpeechEnded(side=Side.AGENT):
                self._speaking = False
            case FinalTranscript() if event.words:
                self._speaking = False
                self._hear(event)
            case SessionEnded():
                self._ended = True
                return
            case _:
                pass
        if not self._speaking:
            yield from self._moments(event.at_s)

    def _find(self, event: FinalTranscript) -> dict[str, tuple[int, int]]:
        return self._phrases.find([word.text for word in event.words])

    def _hear(self, event: FinalTranscript) -> None:
        self._finals.append(event)
        found = self._find(event)
        self._tick(event, found)
        if _CLOSING in found:
            self._closing = True
        if _TRANSFER in found and self._transfer_s is None:
            self._transfer_s = event.at_s

    def _tick(self, event: FinalTranscript, found: dict[str, tuple[int, int]]) -> None:
        for item in self._items:
            if item.id in self._spoken or item.id not in found or not self._listens(item, event.at_s):
                continue
            said = event.words[found[item.id][0] : found[item.id][1] + 1]
            self._spoken[item.id] = said[0].start_s, said[-1].end_s, " ".join(word.text for word in said)
        if "introduction" in found:
            self._introduced_s = event.at_s

    def _listens(self, item: AgendaItem, at_s: float) -> bool:
        """Built-in items have their place in the call; the user's are ticked wherever they are said."""
        if item.rule == USER_RULE:
            return True
        if item.due is Due.OPENING:
            return at_s <= self._asked.get(item.id, at_s) + _AFTER_HINT_S
        return False  # an introduction counts only with a transfer: `_introduced`

    def _moments(self, now_s: float) -> Iterator[Hint]:
        if self._opening.over(now_s):
            yield from self._ask(Due.OPENING, now_s)
        if self._transfer_s is not None:
            self._introduced()
            if now_s >= self._transfer_s + self._settings.introduce_within_s:
                yield from self._ask(Due.BEFORE_TRANSFER, now_s)
        if self._closing:
            yield from self._ask(Due.ANY_TIME, now_s)
            yield from self._ask(Due.BEFORE_CLOSING, now_s)

    def _introduced(self) -> None:
        """Tick the introduction when it was made shortly before the transfer was announced, or since."""
        item = next((item for item in self._items if item.id == "introduction"), None)
        if item is None or item.id in self._spoken or self._transfer_s is None:
            return
        if self._introduced_s < self._transfer_s - _INTRODUCED_BEFORE_S:
            return
        final = next(final for final in self._finals if final.at_s == self._introduced_s)
        first, last = self._find(final)[item.id]
        said = final.words[first : last + 1]
        self._spoken[item.id] = said[0].start_s, said[-1].end_s, " ".join(word.text for word in said)

    def _ask(self, due: Due, now_s: float) -> Iterator[Hint]:
        """Yield one hint for each rule whose items are due and missing; nothing is asked for twice."""
        asked = [item for item in self._items if item.due is due and item.id not in self._asked]
        self._asked |= {item.id: now_s for item in asked}
        missing = [item for item in asked if item.id not in self._spoken]
        for rule_id in dict.fromkeys(item.rule for item in missing):
            items = [item for item in missing if item.rule == rule_id]
            labels = ", ".join(item.label for item in items)
            say = items[0].say_instead or f"One more thing before we go on: {labels}."
            yield Hint(rule_id, now_s, items[0].headline, redact(say), NOT_HEARD.format(labels=labels))

    def _entry(self, item: AgendaItem) -> AgendaEntry:
        if (spoken := self._spoken.get(item.id)) is not None:
            return AgendaEntry(item.id, item.label, item.due, AgendaStatus.SPOKEN, spoken[0], redact(spoken[2]))
        return AgendaEntry(item.id, item.label, item.due, self._unspoken(item))

    def _unspoken(self, item: AgendaItem) -> AgendaStatus:
        if item.id in self._asked:
            return AgendaStatus.MISSING
        if item.due is Due.OPENING and self._opening.missed:
            return AgendaStatus.NOT_DUE
        if not self._ended:
            return AgendaStatus.OPEN
        spoke = bool(self._finals)
        return AgendaStatus.MISSING if spoke and item.due is not Due.BEFORE_TRANSFER else AgendaStatus.NOT_DUE


class _Opening:
    """Follows the first exchange: when the greeting is over, and whether this session heard it at all."""

    def __init__(self, settings: AgendaSettings) -> None:
        self._settings = settings
        self._customer_s = 0.0
        self._customer_since_s: float | None = None
        self._customer_spoke_since = False
        self._first_end_s: float | None = None
        self._answered = False
        self.missed = False
        """The agent's first words came after so much customer speech that the call was under way."""

    def accept(self, event: SpeechEvent) -> None:
        match event:
            case SpeechStarted(side=Side.CUSTOMER):
                self._customer_since_s = event.start_s
            case SpeechEnded(side=Side.CUSTOMER):
                self._customer_since_s = None
                self._customer_s += event.end_s - event.start_s
                self._customer_spoke_since = self._customer_spoke_since or self._first_end_s is not None
            case SpeechStarted(side=Side.AGENT) if self._first_end_s is None:
                self._judge_start(event.start_s)
            case FinalTranscript() if event.words:
                self._hear(event)
            case _:
                pass

    def _judge_start(self, start_s: float) -> None:
        since_s = self._customer_since_s
        heard_s = self._customer_s + (max(0.0, start_s - since_s) if since_s is not None else 0.0)
        self.missed = self.missed or heard_s > self._settings.joined_after_s

    def _hear(self, event: FinalTranscript) -> None:
        start_s, end_s = event.words[0].start_s, event.words[-1].end_s
        if self._first_end_s is None:
            self._judge_start(start_s)
            self._first_end_s = end_s
        elif self._customer_spoke_since or start_s - self._first_end_s >= _ANSWER_GAP_S:
            self._answered = True
        else:
            self._first_end_s = end_s

    def over(self, now_s: float) -> bool:
        """Return whether the greeting is over by `now_s`; never for a session that missed it."""
        if self.missed or self._first_end_s is None:
            return False
        return self._answered or now_s >= self._first_end_s + self._settings.name_after_s
