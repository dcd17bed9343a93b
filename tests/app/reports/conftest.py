"""A made-up call's JSON document and rules."""

from typing import Any

import pytest

from coaching.events import CueKind
from coaching.rulebook.schema import Rule, Rulebook


def spoken(text: str, start_s: float, end_s: float) -> dict[str, Any]:
    """Return a transcript entry whose words share the time equally."""
    words = text.split()
    step = (end_s - start_s) / len(words)
    return {
        "start_s": start_s,
        "end_s": end_s,
        "text": text,
        "words": [
            {
                "word": word.lower().strip(".,?"),
                "start_s": start_s + i * step,
                "end_s": start_s + (i + 1) * step,
                "conf": None,
            }
            for i, word in enumerate(words)
        ],
    }


@pytest.fixture
def document() -> dict[str, Any]:
    """Return a call of a minute: one flag, one interruption, one praise, one promise, one piece of advice."""
    return {
        "schema_version": 1,
        "source": "call <1>.wav",
        "duration_s": 60.0,
        "complete": True,
        "engine": {"name": "moonshine", "model": "moonshine-tiny-en", "version": "0.1.0", "reason": "Automatic."},
        "rulebook_version": "abc",
        "coverage": {
            "heard_share": 0.98,
            "gaps": [{"side": "agent", "start_s": 20.0, "end_s": 21.0, "reason": "unplugged"}],
            "echo": {"detected": False, "bleed_db": None, "cancelled": False},
            "not_measured": [{"what": "loudness", "reason": "no baseline yet"}],
        },
        "speech": {"agent": [[1.0, 5.0], [30.0, 34.0]], "customer": [[6.0, 12.0], [12.5, 18.0], [33.0, 36.0], [50.0, 50.4]]},
        "transcript": [spoken("There isn't anything more I can do about it.", 1.0, 5.0), spoken("Thank you for your patience.", 30.0, 34.0)],
        "interruptions": [{"start_s": 33.0, "overlap_s": 1.0, "confirmed_at_s": 34.0, "yielded": "agent"}],
        "backchannels": [],
        "detections": [
            {
                "detection_id": 1,
                "rule_id": "dead-end",
                "start_s": 1.0,
                "end_s": 4.0,
                "at_s": 4.2,
                "evidence": "there isn't anything more i can do",
                "confidence": 0.97,
                "detector": "phrase",
            }
        ],
        "cues": [
            {
                "cue_id": 1,
                "detection_id": 1,
                "rule_id": "dead-end",
                "kind": "words",
                "at_s": 4.2,
                "headline": "Offer a next step",
                "say_instead": "What I can do is …",
                "shown": True,
                "suppressed_by": None,
            },
            {
                "cue_id": 2,
                "detection_id": None,
                "rule_id": "monologue",
                "kind": "turn",
                "at_s": 40.0,
                "headline": "Let them in",
                "say_instead": "Does that make sense so far?",
                "shown": True,
                "suppressed_by": None,
            },
        ],
        "praise": [
            {
                "praise_id": "patience-thanked",
                "start_s": 30.0,
                "end_s": 34.0,
                "at_s": 34.0,
                "evidence": "thank you for your patience",
                "repairs_detection_id": None,
            }
        ],
        "promises": [{"phrase": "one moment", "made_s": 45.0, "deadline_s": 60.0, "outcome": "kept"}],
        "metrics": {"talk_ratio": 0.432, "interruptions": 1, "patience_s": None, "pace_wpm": 151.6, "hold_s": 75.0, "new_thing_db": 3.0},
        "score": {
            "total": 88.0,
            "start": 90.0,
            "lines": [{"points": -4.0, "reason": "dead-end", "evidence": "there isn't anything", "at_s": 1.0}],
        },
    }  # fmt: skip


@pytest.fixture
def rulebook() -> Rulebook:
    """Return the one rule that the call breaks."""
    rule = Rule(
        id="dead-end", title="No way forward", why="w", source="s", kind=CueKind.WORDS,
        headline="Offer a next step", say_instead=("What I can do is …",),
    )  # fmt: skip
    return Rulebook(version="abc", rules=(rule,))
