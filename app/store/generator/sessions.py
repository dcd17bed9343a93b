"""Draws sessions: whose call, when, how it went, and what agent and supervisor did with it afterwards.

Place in the flow: `sotto sessions generate`, demonstrations, benchmarks and the tests at scale call `generated_rows` or
`generate`. The same `GenerationPlan` gives the same sessions on every machine.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from app.store.call_log import LogItem
from app.store.column_types import compressed
from app.store.event_codec import encode
from app.store.generator.call_script import compose
from app.store.generator.call_times import call_time
from app.store.generator.lines import Lines, standard_lines
from app.store.generator.people import Agent, agents_of
from app.store.new_session import (
    NewSession,
    Row,
    SessionLabels,
    SessionRows,
    dispute_columns,
    monday_of,
    rows_of,
    totals,
)
from app.store.outcomes import cues_of, detections_of
from app.store.records import Dispute, FlagStatus, KeptDetection, Note, Role, SessionOrigin, View
from app.store.repository import Store
from app.store.scoring import Scoring
from app.store.session_ids import new_session_id
from app.store.writing import insert_new_rows
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings

_SCRIPTS_A_CELL: Final = 30
"""Different calls for each tier and group of rules; the first 900 or so sessions are all different."""
_AT_ONCE: Final = 1_000
"""Sessions in one transaction."""
_SUPERVISOR: Final = "Generated supervisor"


@dataclass(frozen=True, slots=True)
class GenerationPlan:
    """What is generated."""

    count: int
    seed: int = 1
    agents: int = 20
    teams: int = 3
    weeks: int = 12
    until: date = field(default_factory=lambda: datetime.now(tz=UTC).date())
    """Calls lie in the `weeks` weeks before the week of this day."""

    @property
    def first_monday(self) -> date:
        """Monday of the first week."""
        return self.until - timedelta(days=self.until.weekday(), weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class _Template:
    """A call's rows, to be handed out with other labels."""

    rows: SessionRows
    new: NewSession


def generate(
    store: Store, plan: GenerationPlan, rulebook: Rulebook, on_progress: Callable[[int], None] = lambda _count: None
) -> int:
    """Write those of the plan's sessions that are not there yet, and return how many.

    `on_progress` hears how many of the plan are there by now. Raises StoreError.
    """
    rows, there, written = generated_rows(plan, rulebook), 0, 0
    while batch := list(islice(rows, _AT_ONCE)):
        with store.writing() as connection:
            written += insert_new_rows(connection, batch)
        there += len(batch)
        on_progress(there)
    return written


def generated_rows(plan: GenerationPlan, rulebook: Rulebook) -> Iterator[SessionRows]:
    """Yield the plan's sessions as rows, in no order of time."""
    draw, lines = random.Random(plan.seed), standard_lines()  # noqa: S311  nothing here is a secret
    agents = agents_of(plan.agents, plan.teams, lines, draw)
    shares = [agent.share for agent in agents]
    pool = _Pool(rulebook, lines, draw)
    for _ in range(plan.count):
        (agent,) = draw.choices(agents, shares)
        week = draw.randrange(plan.weeks)
        started = call_time(plan.first_monday, week, draw)
        template = pool.take(agent.tier(week / max(1, plan.weeks - 1), started.hour, draw), agent.family(draw))
        yield _relabelled(template, agent, started, draw)


class _Pool:
    """Calls by tier and group of rules; made when they are first needed, then drawn again."""

    def __init__(self, rulebook: Rulebook, lines: Lines, draw: random.Random) -> None:
        self._rulebook, self._lines, self._draw = rulebook, lines, draw
        self._scoring = Scoring.of(rulebook, ScoreSettings())
        self._cells: dict[tuple[int, int], list[_Template]] = {}

    def take(self, tier: int, family: int) -> _Template:
        cell = self._cells.setdefault((tier, family), [])
        if len(cell) < _SCRIPTS_A_CELL:
            cell.append(self._made(tier, family))
            return cell[-1]
        return self._draw.choice(cell)

    def _made(self, tier: int, family: int) -> _Template:
        script = compose(tier, family, self._rulebook, self._lines, self._draw)
        log: list[LogItem] = list(script.log)
        labels = SessionLabels(UUID(int=0), datetime(2000, 1, 3, tzinfo=UTC), origin=SessionOrigin.GENERATED)
        new = NewSession(
            labels, script.summary, detections_of(log), cues_of(script.summary, log), self._scoring, encode(log)
        )
        rows = rows_of(new)
        body = {name: compressed(value) if isinstance(value, bytes) else value for name, value in rows.body.items()}
        return _Template(replace(rows, body=body), new)


def _relabelled(template: _Template, agent: Agent, started: datetime, draw: random.Random) -> SessionRows:
    """Return the template's rows as those of this agent's call."""
    session_id = new_session_id(started, draw.getrandbits(74))
    mine: Row = {"session_id": session_id}
    whose: Row = {"week": monday_of(started), "agent": agent.name, "team": agent.team}
    rows = template.rows
    session = (
        rows.session | whose | {"id": session_id, "started_at": started, "reference": f"T-{draw.randrange(10**5):05d}"}
    )
    result = SessionRows(
        session=session,
        body=rows.body | mine,
        detections=[row | mine | whose for row in rows.detections],
        cues=[row | mine for row in rows.cues],
        notes=[],
        views=[],
    )
    _afterwards(result, template.new, agent, draw)
    return result


def _afterwards(rows: SessionRows, new: NewSession, agent: Agent, draw: random.Random) -> None:
    """Let the agent read, annotate and dispute, and a supervisor look, as often as people do."""
    session, ended = rows.session, rows.session["started_at"] + timedelta(seconds=rows.session["duration_s"])
    session["released_at"] = ended + timedelta(hours=24)
    if draw.random() < 0.7:
        session["acknowledged_at"] = ended + timedelta(minutes=draw.randrange(1, 600))
        session["released_at"] = session["acknowledged_at"]
        if draw.random() < 0.06:
            _note(rows, Role.AGENT, agent.name, "The customer had called three times before.", draw)
    if rows.detections and draw.random() < 0.05:
        _dispute(rows, new, agent, draw)
    if draw.random() < 0.3:
        seen = session["released_at"] + timedelta(hours=draw.randrange(1, 72))
        session["viewed_at"] = seen
        view = View(new_session_id(seen, draw.getrandbits(74)), _SUPERVISOR, Role.SUPERVISOR, seen)
        rows.views.append(_fields(view) | {"session_id": session["id"]})
        if draw.random() < 0.2:
            _note(rows, Role.SUPERVISOR, _SUPERVISOR, "Well recovered after the refusal. Let us talk about it.", draw)


def _note(rows: SessionRows, role: Role, author: str, text: str, draw: random.Random) -> None:
    written = rows.session["released_at"] + timedelta(minutes=draw.randrange(1, 300))
    note = Note(new_session_id(written, draw.getrandbits(74)), role, author, text, written)
    rows.notes.append(_fields(note) | {"session_id": rows.session["id"]})
    rows.session["notes"] += 1


def _dispute(rows: SessionRows, new: NewSession, agent: Agent, draw: random.Random) -> None:
    """Let the agent object to the first standing flag; half of the time a supervisor has answered."""
    standing = [n for n, kept in enumerate(new.detections) if kept.status is FlagStatus.STANDING]
    if not standing:
        return
    raised = rows.session["released_at"]
    dispute = Dispute(agent.name, "That was about our own system, not the customer.", raised)
    status = FlagStatus.DISPUTED
    if draw.random() < 0.5:
        upheld = draw.random() < 0.6
        status = FlagStatus.RESOLVED if upheld else FlagStatus.STANDING
        answer = "Agreed." if upheld else "It was heard as blame; let us talk about it."
        dispute = replace(
            dispute, resolved_by=_SUPERVISOR, upheld=upheld, answer=answer, resolved_at=raised + timedelta(days=1)
        )
    kept = KeptDetection(new.detections[standing[0]].detection, status, "", dispute)
    detections = tuple(kept if n == standing[0] else one for n, one in enumerate(new.detections))
    rows.session.update(totals(new.summary, detections, new.scoring))
    rows.detections[standing[0]].update({"status": str(status)} | dispute_columns(dispute))


def _fields(thing: Note | View) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__slots__}
