"""What a report shows, made from the JSON document of a call (`schema_version` 1) and the titles of its rules.

Place in the flow: `coaching.summary_json` makes the document; `app.reports.html` and the terminal summary write down
what stands here. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.reports.agenda import AgendaLine, agenda_of
from app.reports.identity import LeftOut, WrittenNote, left_out_of, notes_of, subtitle_of, title_of
from app.reports.metric_texts import Fact, facts, metric_label
from app.reports.moments import PRAISE_TITLES, Document, Moment, moments_of, rule_title
from app.reports.said import Line, lines_of
from app.reports.timeline import Bar, Mark, Scale, Timeline, clock, overlaps
from coaching.rulebook.schema import Rulebook


@dataclass(frozen=True, slots=True)
class Score:
    """The points of the call, each with what it rests on."""

    total: str
    start: str
    lines: tuple[tuple[str, str, str], ...]
    """Points with their sign, what for, evidence (with its time where it has one)."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything on the page."""

    title: str
    subtitle: str
    """Agent, team and time of a kept session; "" otherwise."""
    length: str
    complete: bool
    engine: str
    coverage: tuple[str, ...]
    """Sentences: what was heard and what was not measured, and why."""
    headline_facts: tuple[Fact, ...]
    all_facts: tuple[Fact, ...]
    timeline: Timeline
    lines: tuple[Line, ...]
    moments: tuple[Moment, ...]
    agenda: tuple[AgendaLine, ...]
    score: Score
    notes: tuple[WrittenNote, ...]
    left_out: tuple[LeftOut, ...]
    """Flags that do not count."""


def report_view(document: Document, rulebook: Rulebook) -> ReportView:
    """Return what a report of `document` shows; rules that are no longer in force appear under their id."""
    moments = moments_of(document, rulebook)
    measured = facts(document)
    engine = document["engine"]
    return ReportView(
        title=title_of(document),
        subtitle=subtitle_of(document),
        length=clock(document["duration_s"]),
        complete=bool(document["complete"]),
        engine=f"{engine['name'].capitalize()} ({engine['model']})",
        coverage=tuple(_coverage(document)),
        headline_facts=tuple(fact for fact in measured if fact.headline),
        all_facts=measured,
        timeline=_timeline(document, moments),
        lines=lines_of(document, rulebook),
        moments=moments,
        agenda=agenda_of(document),
        score=_score(document, rulebook),
        notes=notes_of(document),
        left_out=left_out_of(document, rulebook),
    )


def _timeline(document: Document, moments: Sequence[Moment]) -> Timeline:
    scale = Scale(document["duration_s"])
    speech = document["speech"]
    agent, customer = ([(float(start), float(end)) for start, end in speech[side]] for side in ("agent", "customer"))
    interruptions = [(i["start_s"], i["start_s"] + i["overlap_s"]) for i in document["interruptions"]]
    gaps = [(gap["start_s"], gap["end_s"]) for gap in document["coverage"]["gaps"]]
    return Timeline(
        agent=_bars(scale, agent, "Agent speaks"),
        customer=_bars(scale, customer, "Customer speaks"),
        overlaps=_bars(scale, overlaps(agent, customer), "Both speak"),
        interruptions=_bars(scale, interruptions, "Agent talks over the customer"),
        gaps=_bars(scale, gaps, "Not heard"),
        marks=tuple(Mark(scale.x(m.at_s), m.kind, f"{m.at} {m.title}") for m in moments),
        ticks=scale.ticks(),
    )


def _bars(scale: Scale, spans: Sequence[tuple[float, float]], name: str) -> tuple[Bar, ...]:
    return tuple(scale.bar(span, name) for span in spans)


def _coverage(document: Document) -> Iterator[str]:
    coverage = document["coverage"]
    yield f"Heard {100 * coverage['heard_share']:.0f} % of the call with {document['engine']['name'].capitalize()}."
    if not document["complete"]:
        yield "The call was not heard to its end: everything below is about the part that was."
    for gap in coverage["gaps"]:
        yield f"Not heard from {clock(gap['start_s'])} to {clock(gap['end_s'])} ({gap.get('reason', 'unknown')})."
    for start_s, end_s in coverage.get("paused", ()):
        yield f"Coaching was paused from {clock(start_s)} to {clock(end_s)}; nothing counts in that time."
    echo = coverage["echo"]
    if echo["detected"]:
        level = "" if echo["bleed_db"] is None else f" ({echo['bleed_db']:.0f} dB)"
        done = "the echo was removed" if echo["cancelled"] else "the echo could not be removed"
        yield f"The microphone heard the customer{level}; {done}."
    yield from _not_measured(coverage["not_measured"])


def _not_measured(items: Sequence[Mapping[str, str] | str]) -> Iterator[str]:
    """Yield one sentence for each reason."""
    by_reason: dict[str, list[str]] = {}
    for item in items:
        what, reason = (item["what"], item["reason"]) if isinstance(item, Mapping) else (item, "")
        by_reason.setdefault(reason, []).append(what)
    for reason, whats in by_reason.items():
        listed = ", ".join(whats)
        yield f"Not measured: {listed} ({reason})." if reason else f"Not measured: {listed}."


def _score(document: Document, rulebook: Rulebook) -> Score:
    score = document["score"]
    lines = tuple(
        (f"{line['points']:+g}" if line["points"] else "0", _reason(line["reason"], rulebook), _evidence_at(line))
        for line in score["lines"]
    )
    return Score(f"{score['total']:g}", f"{score['start']:g}", lines)


def _reason(reason: str, rulebook: Rulebook) -> str:
    return PRAISE_TITLES.get(reason) or metric_label(reason) or rule_title(rulebook, reason)


def _evidence_at(line: Mapping[str, Any]) -> str:
    return str(line["evidence"]) if line["at_s"] is None else f"{clock(line['at_s'])}  {line['evidence']}"
