"""What a report shows, made from the JSON document of a call (`schema_version` 1) and the titles of its rules.

Place in the flow: `coaching.summary_json` makes the document; `app.reports.html` and the terminal summary write down
what stands here. Only this module and the CSV export know the document's keys. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.reports.marking import Evidence, Piece, pieces
from app.reports.metric_texts import Fact, facts
from app.reports.timeline import Bar, Mark, Scale, Timeline, clock, overlaps
from coaching.rulebook.schema import Rulebook

Document = Mapping[str, Any]

_SIGNS = {"turn": "▲", "words": "⬢", "praise": "★", "promise": "◷"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript: what the agent said, or that the customer spoke."""

    at: str
    speaker: str
    """"agent" or "customer"."""
    pieces: tuple[Piece, ...]
    start_s: float


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing worth talking about."""

    at_s: float
    at: str
    kind: str
    sign: str
    title: str
    evidence: str
    advice: str
    note: str
    """How the cue went: shown, held back and why; empty where there was none."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything on the page."""

    title: str
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
    score: Mapping[str, Any]


def report_view(document: Document, rulebook: Rulebook) -> ReportView:
    """Return what a report of `document` shows; rules that are no longer in force appear under their id."""
    moments = tuple(sorted(_moments(document, rulebook), key=lambda moment: moment.at_s))
    measured = facts(document)
    engine = document["engine"]
    return ReportView(
        title=str(document["source"]),
        length=clock(document["duration_s"]),
        complete=bool(document.get("complete", True)),
        engine=f"{engine['name'].capitalize()} ({engine['model']})",
        coverage=tuple(_coverage(document)),
        headline_facts=tuple(fact for fact in measured if fact.headline),
        all_facts=measured,
        timeline=_timeline(document, moments),
        lines=tuple(_lines(document, rulebook)),
        moments=moments,
        score=document.get("score") or {},
    )


def _kind(rulebook: Rulebook, rule_id: str) -> str:
    rule = rulebook.rule(rule_id)
    return str(rule.kind) if rule else "words"


def _title(rulebook: Rulebook, rule_id: str) -> str:
    rule = rulebook.rule(rule_id)
    return rule.title if rule else rule_id


def _moments(document: Document, rulebook: Rulebook) -> Iterator[Moment]:
    cues = {cue["detection_id"]: cue for cue in document["cues"]}
    for detection in document["detections"]:
        rule_id, kind = detection["rule_id"], _kind(rulebook, detection["rule_id"])
        cue = cues.get(detection["detection_id"])
        yield Moment(
            at_s=detection["start_s"],
            at=clock(detection["start_s"]),
            kind=kind,
            sign=_SIGNS[kind],
            title=_title(rulebook, rule_id),
            evidence=str(detection["evidence"]),
            advice=str(cue["say_instead"]) if cue else _advice(rulebook, rule_id),
            note=_cue_note(cue),
        )
    for praise in document.get("praise", ()):
        yield _praise(praise)


def _advice(rulebook: Rulebook, rule_id: str) -> str:
    rule = rulebook.rule(rule_id)
    return rule.say_instead[0] if rule else ""


def _cue_note(cue: Mapping[str, Any] | None) -> str:
    if cue is None:
        return ""
    return "cue shown" if cue["shown"] else f"cue held back ({cue['suppressed_by']})"


_PRAISE_TITLES = {
    "alternative-offered": "Offered an alternative",
    "apology-owned": "Apologised and owned it",
    "patience-thanked": "Thanked for patience",
    "name-used": "Used the customer's name",
    "next-step": "Gave a clear next step",
    "yielded": "Let the customer go on",
}


def _praise(praise: Mapping[str, Any]) -> Moment:
    title = _PRAISE_TITLES.get(praise["praise_id"], str(praise["praise_id"]))
    at_s = praise["start_s"]
    return Moment(at_s, clock(at_s), "praise", _SIGNS["praise"], title, str(praise["evidence"]), "", "")


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


def _lines(document: Document, rulebook: Rulebook) -> Iterator[Line]:
    evidence = [
        Evidence(
            d["start_s"], d["end_s"], str(d["evidence"]), _kind(rulebook, d["rule_id"]), _title(rulebook, d["rule_id"])
        )
        for d in document["detections"]
    ]
    evidence += [
        Evidence(p["start_s"], p["end_s"], str(p["evidence"]), "praise", _praise(p).title)
        for p in document.get("praise", ())
    ]
    said = [
        Line(clock(part["start_s"]), "agent", _marked(part, evidence), part["start_s"])
        for part in document["transcript"]
    ]
    heard = [
        Line(clock(start), "customer", (Piece(f"customer speaks (not transcribed), {end - start:.0f} s", None),), start)
        for start, end in _merged(document["speech"]["customer"])
        if end - start >= 1.0
    ]
    yield from sorted(said + heard, key=lambda line: line.start_s)


def _marked(part: Mapping[str, Any], evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    near = [e for e in evidence if e.start_s < part["end_s"] + 0.5 and e.end_s > part["start_s"] - 0.5]
    return pieces(str(part["text"]), part["words"], near)


def _merged(spans: Sequence[Sequence[float]], pause_s: float = 1.5) -> list[tuple[float, float]]:
    """Join stretches with short pauses between them: a turn, not its phrases, is worth a line."""
    merged: list[tuple[float, float]] = []
    for start, end in spans:
        if merged and start - merged[-1][1] < pause_s:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _coverage(document: Document) -> Iterator[str]:
    coverage = document["coverage"]
    yield f"Heard {100 * coverage['heard_share']:.0f} % of the call with {document['engine']['name'].capitalize()}."
    if not document.get("complete", True):
        yield "The call was not heard to its end: everything below is about the part that was."
    for gap in coverage["gaps"]:
        yield f"Not heard from {clock(gap['start_s'])} to {clock(gap['end_s'])} ({gap.get('reason', 'unknown')})."
    echo = coverage["echo"]
    if echo["detected"]:
        level = "" if echo["bleed_db"] is None else f" ({echo['bleed_db']:.0f} dB)"
        done = "and was removed" if echo["cancelled"] else "and could not be removed"
        yield f"The microphone heard the customer{level} {done}."
    for item in coverage["not_measured"]:
        yield (
            f"Not measured: {item['what']} ({item['reason']})."
            if isinstance(item, Mapping)
            else f"Not measured: {item}."
        )
