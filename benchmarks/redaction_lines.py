"""The labelled utterances for redaction: reads the marked lines and scores a redactor on them.

Place in the flow: `redaction_quality.py` and the test of its page read lines and scores here. Columns `voice` and `said`;
in `said` " / " separates utterances of one exchange and {kind:words} marks what is private.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[1] / "resources" / "training" / "redaction"
KINDS: Final = ("card", "account", "id", "phone", "code", "last4", "dob", "number", "email")
CORE: Final = ("card", "account", "id")
_MARK: Final = re.compile(r"\{(\w+):([^}]*)\}")
_QUIET: Final = frozenset((
    "at", "the", "rate", "dot", "underscore", "dash", "hyphen", "minus", "plus", "point", "uh", "um", "er", "then", "and",
    "of", "no", "sorry", "with", "a", "/",
))  # fmt: skip
"""Words within a marked span that tell nothing by themselves."""

Span = tuple[int, int]
Finder = Callable[[str], Sequence[Span]]
"""Gives what is private in utterances joined by line breaks."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One exchange: utterances joined by line breaks, and what in them is private."""

    voice: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    """Start, end, kind."""

    @property
    def utterances(self) -> int:
        """How many utterances the exchange has."""
        return self.text.count("\n") + 1


@dataclass(slots=True)
class Score:
    """How a redactor did."""

    spans: Counter[str] = field(default_factory=Counter)
    """Marked spans by kind."""
    hidden: Counter[str] = field(default_factory=Counter)
    """Those of which no telling word was left."""
    found: int = 0
    """Spans that the redactor hid."""
    right: int = 0
    """Those that lie on marked ones."""
    calls: int = 0
    """Exchanges with anything private."""
    leaking: int = 0
    """Those of which anything private was left."""
    harmless: int = 0
    """Exchanges with nothing private."""
    alarmed: int = 0
    """Those in which anything was hidden."""
    leaks: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def recall(self, kinds: Iterable[str] = KINDS) -> float:
        """Return the share of marked spans of these kinds of which nothing was left (1.0 when there are none)."""
        kinds = tuple(kinds)
        total = sum(self.spans[kind] for kind in kinds)
        return sum(self.hidden[kind] for kind in kinds) / total if total else 1.0

    @property
    def precision(self) -> float:
        """Return the share of hidden spans that lie on marked ones."""
        return self.right / self.found if self.found else 1.0


def read(*names: str) -> list[Marked]:
    """Return the exchanges of these files, in order."""
    marked: list[Marked] = []
    for name in names:
        with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            marked += [parse(row["voice"], row["said"]) for row in rows]
    return marked


def parse(voice: str, said: str) -> Marked:
    """Return the exchange that a line writes; a mark may reach over " / "."""
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(said):
        text += _plain(said[at : mark.start()])
        inner = _plain(mark[2])
        spans.append((len(text), len(text) + len(inner), mark[1]))
        text += inner
        at = mark.end()
    return Marked(voice, text + _plain(said[at:]), tuple(spans))


def score(lines: Iterable[Marked], finder: Finder) -> Score:
    """Run a redactor over the lines."""
    result = Score()
    for line in lines:
        hidden = finder(line.text)
        _count_found(line, hidden, result)
        left = [_left(line.text, start, end, hidden) for start, end, _ in line.spans]
        for (_, _, kind), words in zip(line.spans, left, strict=True):
            result.spans[kind] += 1
            result.hidden[kind] += not words
        if line.spans:
            result.calls += 1
            result.leaking += any(left)
            if any(left):
                result.leaks.append(
                    f"[{line.voice}] {_shown(line.text)} → {' '.join(word for words in left for word in words)}"
                )
        else:
            result.harmless += 1
            result.alarmed += bool(hidden)
    return result


def _count_found(line: Marked, hidden: Sequence[Span], result: Score) -> None:
    for start, end in hidden:
        result.found += 1
        words = [match.span() for match in re.finditer(r"\S+", line.text[start:end])]
        inside = sum(any(s < start + b and start + a < e for s, e, _ in line.spans) for a, b in words)
        if 2 * inside >= len(words):
            result.right += 1
        else:
            result.alarms.append(f"[{line.voice}] {_shown(line.text)} → {_shown(line.text[start:end])}")


def _left(text: str, start: int, end: int, hidden: Sequence[Span]) -> list[str]:
    """Return the telling words of a marked span that stay readable."""
    left: list[str] = []
    for match in re.finditer(r"\S+", text[start:end]):
        core = re.search(r"\w(?:.*\w)?", match.group())
        if core is None:
            continue
        a, b = start + match.start() + core.start(), start + match.start() + core.end()
        covered = any(s <= a and b <= e for s, e in hidden)
        if not covered and core.group().lower() not in _QUIET:
            left.append(match.group())
    return left


def _plain(text: str) -> str:
    return re.sub(r"(?: /(?= |$)|^/(?= )) ?", "\n", text)


def _shown(text: str) -> str:
    return text.replace("\n", " / ")
