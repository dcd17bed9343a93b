"""Reads the trigger language of docs/rules.md into pattern parts.

Place in the flow: the loader and the matcher hand in triggers and class entries; every mistake names its position and
what to write instead, so that `rules check` and the rule editor can show it.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from coaching.rulebook.compounds import Choice, Series
from coaching.rulebook.normalise import normalise, normalise_prefix
from coaching.rulebook.patterns import MAX_WEIGHT, Edge, Gap, OneWord, Part

ResolveClass = Callable[[str], Part]
"""Returns what a class name stands for; raises `TriggerError` for unknown and cyclic ones."""

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<gap>\.\.\.|\u2026)|<(?P<count>[^>]*)>|\{(?P<name>[^}]*)\}|(?P<mark>[\[\]()|^$]|[<{>}])"
    r"|(?P<any>_)(?![\w'*])|(?P<word>[^\s\[\]()|^$<>{}\u2026]+?)(?=\.\.\.|[\s\[\]()|^$<>{}\u2026]|$))"
)
_PREFIX: Final = re.compile(r"[^\W\d_]{3,}\*")
_CLASS_NAME: Final = re.compile(r"[a-z][a-z0-9_-]*")
_MAX_DEPTH: Final = 8
_MAX_GAP: Final = 12
_ELLIPSIS_GAP: Final = 3


class TriggerError(Exception):
    """A trigger cannot be read: `position` counts characters from 1; `message` says why, `mend` what to write."""

    def __init__(self, position: int, message: str, mend: str) -> None:
        """Create the error."""
        super().__init__(f"at character {position}: {message} {mend}")
        self.position = position
        self.message = message
        self.mend = mend

    def at(self, position: int) -> "TriggerError":
        """Return the same mistake at another position."""
        return type(self)(position, self.message, self.mend)


class BrokenClassError(TriggerError):
    """The trigger is right, but a word class that it uses has a mistake of its own."""


class CircleError(TriggerError):
    """Word classes refer to each other in a circle."""


def parse_trigger(text: str, resolve: ResolveClass) -> Part:
    """Return the pattern of one trigger.

    Raises `TriggerError` for what cannot be read, for unknown classes, and for patterns that are too large or contain
    no word that must be there.
    """
    part = _Parser(text, resolve).alternatives(closing="")
    if part.weight > MAX_WEIGHT:
        raise TriggerError(1, "This grows too large when its word classes are written out.", "Split it or its classes.")
    if not part.required(len):
        raise TriggerError(1, "This contains no word that must be there.", "Add a word that stands outside [ ].")
    return part


def parse_entry(text: str, resolve: ResolveClass) -> Part:
    """Return the pattern of one entry of a word class; unlike a trigger it may be `_`, any one word.

    Raises `TriggerError` as `parse_trigger` does, and for entries that may be no word at all.
    """
    part = _Parser(text, resolve).alternatives(closing="")
    if part.weight > MAX_WEIGHT:
        raise TriggerError(1, "This grows too large when its word classes are written out.", "Split it or its classes.")
    if part.skippable:
        raise TriggerError(1, "This may be no word at all.", "Add a word that stands outside [ ].")
    return part


class _Parser:
    """One pass over one trigger."""

    def __init__(self, text: str, resolve: ResolveClass) -> None:
        self._resolve = resolve
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0

    def alternatives(self, closing: str, opened_at: int = 1) -> Part:
        """Read options separated by `|` up to `closing` ("" is the end of the trigger)."""
        options = [self._series(opened_at)]
        while (kind := self._peek()[0]) == "|":
            position = self._take()[2]
            if not closing:
                raise TriggerError(position, "'|' stands outside brackets.", "Write (this|that).")
            options.append(self._series(position))
        if kind != closing:
            position = self._peek()[2] if kind else opened_at
            if kind:
                raise TriggerError(
                    position, f"'{kind}' closes nothing that is open here.", "Remove it, or open it before."
                )
            raise TriggerError(position, "This bracket is never closed.", f"Add '{closing}'.")
        if closing:
            self._take()
        return options[0] if len(options) == 1 else _choice(options, or_nothing=False)

    def _series(self, opened_at: int) -> Part:
        parts: list[Part] = []
        while (kind := self._peek()[0]) not in {"", "|", "]", ")"}:
            parts.extend(self._words() if kind == "word" else (self._part(is_first=not parts),))
        if not parts:
            raise TriggerError(opened_at, "There are no words here.", "Write at least one word.")
        parts = _joined_gaps(parts)
        return parts[0] if len(parts) == 1 else Series(tuple(parts))

    def _words(self) -> list[Part]:
        """Read a run of plain words; they are normalised together because contractions look at the next word."""
        run: list[str] = []
        position = self._peek()[2]
        parts: list[Part] = []
        while self._peek()[0] == "word":
            _, word, at = self._take()
            if word[0] == "=" or "*" in word:
                parts += [*_plain(run, position), _special(word, at)]
                run = []
            else:
                run.append(word)
        parts += _plain(run, position)
        return parts

    def _part(self, *, is_first: bool) -> Part:
        kind, value, position = self._take()
        match kind:
            case "[" | "(":
                return self._bracket(kind, position)
            case "gap":
                return Gap(0, int(value))
            case "any":
                return Gap(1, 1)
            case "class":
                return self._class(value, position)
            case "^":
                if not is_first:
                    raise TriggerError(position, "'^' can only stand first.", "Move it to the front.")
                return Edge(at_start=True)
            case "$":
                if self._peek()[0] not in {"", "|", "]", ")"}:
                    raise TriggerError(position, "'$' can only stand last.", "Move it to the end.")
                return Edge(at_start=False)
        raise TriggerError(position, f"'{kind}' is not closed or not opened.", "Write {name} or <5>.")

    def _bracket(self, kind: str, position: int) -> Part:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise TriggerError(position, f"Brackets are nested more than {_MAX_DEPTH} deep.", "Write two triggers.")
        inner = self.alternatives("]" if kind == "[" else ")", position)
        self._depth -= 1
        return inner if kind == "(" else _choice([inner], or_nothing=True)

    def _class(self, name: str, position: int) -> Part:
        if not _CLASS_NAME.fullmatch(name):
            raise TriggerError(position, f"'{{{name}}}' is no class name.", "Use lower-case letters, digits, - and _.")
        try:
            return self._resolve(name)
        except TriggerError as error:
            raise error.at(position) from error

    def _peek(self) -> tuple[str, str, int]:
        return self._tokens[self._next]

    def _take(self) -> tuple[str, str, int]:
        token = self._tokens[self._next]
        self._next += 1
        return token


def _tokens(text: str) -> list[tuple[str, str, int]]:
    """Return (kind, value, position from 1) of each token; the last one is the end, of kind ""."""
    tokens: list[tuple[str, str, int]] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        assert found is not None, "every character begins a token"  # noqa: S101 - _TOKEN covers all characters
        at = found.end()
        tokens.append(_token(found))
    tokens.append(("", "", end))
    return tokens


def _token(found: re.Match[str]) -> tuple[str, str, int]:
    kind = found.lastgroup or ""
    position = found.start(kind) + 1
    value = found[kind]
    if kind == "mark":
        return value, value, position
    if kind == "name":
        return "class", value.strip(), position
    if kind == "count":
        if not (value.isascii() and value.isdigit() and 1 <= int(value[:4]) <= _MAX_GAP):
            raise TriggerError(position, f"'<{value}>' is no gap.", f"Write <1> to <{_MAX_GAP}>.")
        return "gap", value, position
    return ("gap", str(_ELLIPSIS_GAP), position) if kind == "gap" else (kind, value, position)


def _plain(run: list[str], position: int) -> tuple[Part, ...]:
    parts = _word_parts(tuple(run))
    if run and not parts:
        if run[0] == "?":
            raise TriggerError(position, "'?' means nothing here.", "Write optional words in [ ].")
        raise TriggerError(position, f"'{run[0]}' is skipped in speech (a filler or a sign).", "Write another word.")
    return parts


@lru_cache(maxsize=20_000)
def _word_parts(run: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(OneWord(frozenset((word,))) for word in normalise(run).words)


def _special(word: str, position: int) -> Part:
    """Return the part of `word*` or `=word`."""
    if word[0] == "=":
        words = normalise([word[1:]]).words
        if len(words) != 1 or "*" in word:
            raise TriggerError(position, f"'{word}' must be one whole word.", "Write =word.")
        return OneWord(frozenset((f"={words[0]}",)))
    if not _PREFIX.fullmatch(word):
        raise TriggerError(position, f"'{word}' is no beginning of a word.", "Write three letters or more, then '*'.")
    return OneWord(frozenset((f"{normalise_prefix(word[:-1])}*",)))


def _joined_gaps(parts: list[Part]) -> list[Part]:
    """Return the parts with gaps side by side made one (`_ _` is a gap of two words)."""
    joined: list[Part] = []
    for part in parts:
        if joined and isinstance(part, Gap) and isinstance(before := joined[-1], Gap):
            joined[-1] = Gap(before.least + part.least, before.most + part.most)
        else:
            joined.append(part)
    return joined


def _choice(options: list[Part], *, or_nothing: bool) -> Part:
    """Return a choice; options of one word each become one set, and `[_|_ _]` one gap, which is much quicker."""
    flat = [inner for option in options for inner in _options(option)]
    if (gap := _one_gap(flat, or_nothing=or_nothing)) is not None:
        return gap
    single = frozenset(key for option in flat if isinstance(option, OneWord) for key in option.keys)
    rest = tuple(option for option in flat if not isinstance(option, OneWord))
    parts: tuple[Part, ...] = (OneWord(single), *rest) if single else rest
    return parts[0] if len(parts) == 1 and not or_nothing else Choice(parts, or_nothing=or_nothing)


def _one_gap(options: list[Part], *, or_nothing: bool) -> Gap | None:
    """Return the gap that is the same as all `options` together, None when they are not all gaps without a hole."""
    gaps = sorted((option.least, option.most) for option in options if isinstance(option, Gap))
    if len(gaps) < len(options):
        return None
    reach = 0 if or_nothing else gaps[0][0]
    least = reach
    for low, high in gaps:
        if low > reach + 1:
            return None
        reach = max(reach, high)
    return Gap(least, reach)


def _options(option: Part) -> tuple[Part, ...]:
    return option.options if isinstance(option, Choice) and not option.or_nothing else (option,)


def choice_of(options: list[Part]) -> Part:
    """Return the pattern of a word class from the patterns of its entries."""
    return _choice(options, or_nothing=False)
