"""The call agenda: what should be said in a call, and when it is due.

Place in the flow: `coaching.detectors.agenda` ticks the items as they are spoken; the summary carries them. The built-in
items and the moments that make items due are data (resources/agenda.toml); the user's own come from the settings or,
at any time in a call, from `CoachingEngine.set_agenda`.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Annotated, Final

from pydantic import Field, StringConstraints, TypeAdapter
from pydantic.dataclasses import dataclass as data_class

from coaching.errors import AgendaError
from coaching.rulebook.schema import Phrase, RuleId, Text
from coaching.rulebook.trigger_parser import TriggerError
from coaching.rulebook.word_classes import word_classes

MAX_ITEMS: Final = 20
"""More than anybody can keep in mind in a call."""
USER_RULE: Final = "unprepared"
"""The rule that the user's own items belong to."""
_MEND: Final = 'Write items as "Label: phrase, phrase; Label: phrase"; docs/rules.md says how phrases are written.'


class Due(StrEnum):
    """When an item should have been said."""

    OPENING = "opening"
    BEFORE_TRANSFER = "before-transfer"
    """Only in calls in which a transfer is announced."""
    ANY_TIME = "any-time"
    BEFORE_CLOSING = "before-closing"


class AgendaStatus(StrEnum):
    """How an item stands."""

    SPOKEN = "spoken"
    MISSING = "missing"
    """Its moment passed without it."""
    OPEN = "open"
    """Its moment has not come."""
    NOT_DUE = "not-due"
    """Nothing in this call asked for it."""


@data_class(frozen=True)
class AgendaItem:
    """One thing to say."""

    id: RuleId
    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    """In the trigger language of docs/rules.md, without word classes; any of them ticks the item."""
    due: Due = Due.BEFORE_CLOSING
    rule: RuleId = USER_RULE
    """The rule under whose name the cue comes."""
    headline: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] = "Not said yet"
    say_instead: Text | None = None
    """Of the cue; None makes it of the label."""
    never_with: frozenset[str] = frozenset()
    """A match that contains one of these words, where the phrase does not name it, is none."""


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An item and what became of it, for the summary."""

    item_id: str
    label: str
    due: Due
    status: AgendaStatus
    spoken_s: float | None = None
    """Start of the words that ticked it."""
    evidence: str = ""
    """Those words, redacted."""


@dataclass(frozen=True, slots=True)
class BuiltInAgenda:
    """What resources/agenda.toml holds."""

    items: tuple[AgendaItem, ...]
    transfer: tuple[str, ...]
    """Phrases that announce a transfer."""
    closing: tuple[str, ...]
    """Phrases that begin the goodbye."""


@lru_cache(maxsize=1)
def built_in_agenda() -> BuiltInAgenda:
    """Return the built-in items and moments."""
    text = (resources.files("resources") / "agenda.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    items = TypeAdapter(tuple[AgendaItem, ...]).validate_python(table["item"])
    return BuiltInAgenda(items, tuple(table["moments"]["transfer"]), tuple(table["moments"]["closing"]))


def parse_items(text: str) -> tuple[AgendaItem, ...]:
    """Return the items that a line such as "Recording: call is recorded; Case number: case number" describes.

    An item without a colon is its own phrase; `[opening]`, `[before-transfer]`, `[any-time]` or `[before-closing]` at
    the start of an item says when it is due. Raises AgendaError.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    return check_items([_parse_item(part, number) for number, part in enumerate(parts, 1)])


def check_items(items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Return `items` when they can be used together; raises AgendaError."""
    if len(items) > MAX_ITEMS:
        raise AgendaError(f"The agenda has {len(items)} items; {MAX_ITEMS} are allowed.", "Keep what matters most.")
    built_in = {item.id for item in built_in_agenda().items}
    seen: set[str] = set(built_in)
    for item in items:
        if item.id in seen:
            raise AgendaError(f'Two items of the agenda have the id "{item.id}".', "Give each its own.")
        seen.add(item.id)
        for phrase in item.phrases:
            try:
                word_classes({}).trigger(phrase)
            except TriggerError as error:
                raise AgendaError(f'Agenda item "{item.label}", "{phrase}": {error.message}', _MEND) from None
    return tuple(items)


def _parse_item(part: str, number: int) -> AgendaItem:
    marked = re.match(r"\[([a-z-]+)\]\s*(?=\S)", part)
    due = Due(marked[1]) if marked and marked[1] in set(Due) else Due.BEFORE_CLOSING
    rest = part[marked.end() :] if marked and marked[1] in set(Due) else part
    label, colon, phrases = (piece.strip() for piece in rest.partition(":"))
    listed = tuple(phrase.strip() for phrase in phrases.split(",") if phrase.strip()) if colon else (label,)
    try:
        return AgendaItem(id=f"own-{number}", label=label, phrases=listed, due=due)
    except ValueError:
        raise AgendaError(f'Agenda item {number}, "{part}", has no label, no phrase, or is too long.', _MEND) from None
