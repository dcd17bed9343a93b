"""The moments of a call that are worth talking about: flags, praise, promises and advice on delivery.

Place in the flow: `app.reports.view` and the terminal summary list them, the timeline shows them. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.reports.timeline import clock
from coaching.delivery import ADVICE
from coaching.evidence_sentences import is_measure
from coaching.rulebook.schema import Rulebook

Document: TypeAlias = Mapping[str, Any]
"""The JSON document of a call, `schema_version` 1."""

SIGNS = {"turn": "▲", "words": "⬢", "praise": "★", "promise": "◷"}


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
    detection_id: int | None = None
    """Of a flag; None for everything else."""

    @property
    def shown_evidence(self) -> str:
        """The evidence as it is shown: the agent's words in quotation marks, a measure without."""
        return self.evidence if not self.evidence or is_measure(self.evidence) else f"“{self.evidence}”"


def moments_of(document: Document, rulebook: Rulebook) -> tuple[Moment, ...]:
    """Return the moments of a call in order of time; rules no longer in force appear under their id."""
    return tuple(sorted(_moments(document, rulebook), key=lambda moment: moment.at_s))


def rule_kind(rulebook: Rulebook, rule_id: str) -> str:
    """Return the kind of a rule's cues, "words" when it is no longer in force."""
    rule = rulebook.rule(rule_id)
    return str(rule.kind) if rule else "words"


def rule_title(rulebook: Rulebook, rule_id: str) -> str:
    """Return the title of a rule, its id when it is no longer in force."""
    rule = rulebook.rule(rule_id)
    return rule.title if rule else rule_id


def _moments(document: Document, rulebook: Rulebook) -> Iterator[Moment]:
    cues = {cue["detection_id"]: cue for cue in document["cues"]}
    for detection in document["detections"]:
        rule_id, kind = detection["rule_id"], rule_kind(rulebook, detection["rule_id"])
        cue = cues.get(detection["detection_id"])
        yield Moment(
            at_s=detection["start_s"],
            at=clock(detection["start_s"]),
            kind=kind,
            sign=SIGNS[kind],
            title=rule_title(rulebook, rule_id),
            evidence=str(detection["evidence"]),
            advice=str(cue["say_instead"]) if cue else _advice(rulebook, rule_id),
            note=_cue_note(cue),
            detection_id=detection["detection_id"],
        )
    yield from (_praise(praise) for praise in document["praise"])
    yield from (_promise(promise) for promise in document["promises"])
    yield from (_delivery(cue) for cue in document["cues"] if cue["rule_id"] in ADVICE and cue["shown"])


def _advice(rulebook: Rulebook, rule_id: str) -> str:
    rule = rulebook.rule(rule_id)
    return rule.say_instead[0] if rule else ""


_HELD_BACK = {
    "rate": "too soon after another",
    "cooldown": "this rule had a cue a moment before",
    "limit": "enough cues for one call",
    "paused": "coaching was paused",
    "snoozed": "this rule was snoozed",
    "merged": "joined with the one before",
    "withdrawn": "it was put right at once",
}


def _cue_note(cue: Mapping[str, Any] | None) -> str:
    if cue is None:
        return ""
    if cue["shown"]:
        return "cue shown"
    return f"cue held back: {_HELD_BACK.get(cue['suppressed_by'], cue['suppressed_by'])}"


PRAISE_TITLES = {
    "alternative-offered": "Offered an alternative",
    "apology-owned": "Apologised and owned it",
    "patience-thanked": "Thanked for patience",
    "name-used": "Used the customer's name",
    "next-step": "Gave a clear next step",
    "yielded": "Let the customer go on",
}


def _praise(praise: Mapping[str, Any]) -> Moment:
    title = PRAISE_TITLES.get(praise["praise_id"], str(praise["praise_id"]))
    at_s = praise["start_s"]
    return Moment(at_s, clock(at_s), "praise", SIGNS["praise"], title, str(praise["evidence"]), "", "")


PROMISE_TITLES = {
    "kept": "Promise kept",
    "broken": "Promise broken",
    "after-call": "Promised for later",
    "waiting": "Promise open",
}


def _promise(promise: Mapping[str, Any]) -> Moment:
    at_s = promise["made_s"]
    title = PROMISE_TITLES.get(promise["outcome"], str(promise["outcome"]))
    return Moment(at_s, clock(at_s), "promise", SIGNS["promise"], title, str(promise["phrase"]), "", "")


def _delivery(cue: Mapping[str, Any]) -> Moment:
    at_s, kind = cue["at_s"], str(cue["kind"])
    return Moment(
        at_s, clock(at_s), kind, SIGNS[kind], str(cue["headline"]), "", str(cue["say_instead"]), _cue_note(cue)
    )
