"""What other rules would have flagged in a past call: flags gained and lost, with their words.

Place in the flow: `replay_run` sends calls to processes that run `compare`. Both rulebooks are run over the same log, so
that a difference is due to the rules alone, never to an earlier version of Sotto. Pure but for two globals that each
process sets once (`prepare`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.store.call_log import LogItem, replay_log
from coaching.detectors.standard import standard_detectors
from coaching.engine import CoachingEngine
from coaching.events import Detection
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from coaching.standard_judge import standard_judge

_SAME_S: Final = 2.0
"""Flags of one rule that begin this close are the same flag: triggers differ in the words that they take in."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One flag that only one of the two rulebooks gives."""

    session: str
    """How the call is called in the list."""
    session_id: str
    rule_id: str
    at_s: float
    evidence: str
    gained: bool
    """False: lost."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One call under both rulebooks."""

    differences: tuple[Difference, ...]
    before: int
    after: int
    """Flags in all."""


@dataclass(slots=True)
class Totals:
    """All calls so far."""

    calls: int = 0
    failed: int = 0
    """Calls that could not be read."""
    before: int = 0
    after: int = 0
    differences: list[Difference] = field(default_factory=list)
    wordless: int = 0
    """Calls of which no words are kept here: there was nothing to run rules over."""

    def add(self, compared: Compared) -> None:
        """Count a call."""
        self.calls += 1
        self.before += compared.before
        self.after += compared.after
        self.differences += compared.differences


class _Rules:
    """One rulebook, compiled once for all calls."""

    def __init__(self, rulebook: Rulebook, settings: CoachingSettings) -> None:
        self._rulebook, self._settings, self._judge = rulebook, settings, standard_judge(rulebook)

    def flags(self, items: Sequence[LogItem]) -> Sequence[Detection]:
        """Return the flags of one call."""
        detectors = standard_detectors(self._rulebook, self._settings, self._judge)
        engine = CoachingEngine(self._rulebook, self._settings, detectors)
        return replay_log(items, self._rulebook, self._settings, engine).detections


@dataclass(slots=True)
class _Prepared:
    before: "_Rules | None" = None
    after: "_Rules | None" = None


_prepared: Final = _Prepared()


def prepare(before: Rulebook, after: Rulebook, settings: CoachingSettings) -> None:
    """Take the two rulebooks; once in each process."""
    _prepared.before, _prepared.after = _Rules(before, settings), _Rules(after, settings)


def compare(session: str, session_id: str, items: Sequence[LogItem]) -> Compared:
    """Return what changes in one call, given its log."""
    if _prepared.before is None or _prepared.after is None:
        raise RuntimeError("prepare() was not called in this process.")
    before = _prepared.before.flags(items)
    after = _prepared.after.flags(items)
    lost = [_difference(session, session_id, one, gained=False) for one in _without(before, after)]
    gained = [_difference(session, session_id, one, gained=True) for one in _without(after, before)]
    return Compared(tuple(sorted((*lost, *gained), key=lambda one: one.at_s)), len(before), len(after))


def by_rule(differences: Iterable[Difference]) -> list[tuple[str, int, int]]:
    """Return rule id, flags gained and flags lost, the most changed first."""
    gained, lost = Counter[str](), Counter[str]()
    for one in differences:
        (gained if one.gained else lost)[one.rule_id] += 1
    rules = sorted({*gained, *lost}, key=lambda rule_id: (-(gained[rule_id] + lost[rule_id]), rule_id))
    return [(rule_id, gained[rule_id], lost[rule_id]) for rule_id in rules]


def _without(some: Sequence[Detection], others: Sequence[Detection]) -> list[Detection]:
    """Return those of `some` that have no counterpart among `others`, each of which stands for one."""
    left = list(others)
    alone: list[Detection] = []
    for one in some:
        twin = next((o for o in left if o.rule_id == one.rule_id and abs(o.start_s - one.start_s) < _SAME_S), None)
        if twin is None:
            alone.append(one)
        else:
            left.remove(twin)
    return alone


def _difference(session: str, session_id: str, found: Detection, *, gained: bool) -> Difference:
    return Difference(session, session_id, found.rule_id, found.start_s, found.evidence, gained)
