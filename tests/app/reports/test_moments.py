"""Moments worth talking about: one for each thing that happened, told so that an agent can use it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.moments import PRAISE_TITLES, SIGNS, moments_of, rule_kind, rule_title
from coaching.delivery import ADVICE, PRAISE
from coaching.events import CueKind
from coaching.rulebook.schema import Rulebook

_NO_RULES = Rulebook(version="x", rules=())


def _notes(document: dict[str, Any], rulebook: Rulebook) -> list[str]:
    return [moment.note for moment in moments_of(document, rulebook)]


def test_every_kind_has_a_shape_and_every_praise_a_title() -> None:
    """Nothing that coaching can say is left without."""
    assert set(SIGNS) == {str(kind) for kind in CueKind}
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert set(PRAISE_TITLES) == set(PRAISE)


def test_a_flag_without_a_cue_takes_the_rules_advice(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Something to say instead is always there while the rule is; the note stays empty."""
    document["cues"] = []
    first = moments_of(document, rulebook)[0]
    assert (first.advice, first.note, first.detection_id) == ("What I can do is …", "", 1)
    assert moments_of(document, _NO_RULES)[0].advice == ""


def test_what_the_agent_was_told_is_what_the_report_says(document: dict[str, Any], rulebook: Rulebook) -> None:
    """The wording of the cue in the call, not another one of the rule."""
    document["cues"][0]["say_instead"] = "Let me find another way."
    assert moments_of(document, rulebook)[0].advice == "Let me find another way."


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("rate", "too soon after another"),
        ("limit", "enough cues for one call"),
        ("paused", "coaching was paused"),
        ("snoozed", "this rule was snoozed"),
        ("merged", "joined with the one before"),
        ("withdrawn", "it was put right at once"),
        ("something-new", "something-new"),
    ],
)
def test_every_reason_for_holding_a_cue_back_is_told(
    document: dict[str, Any], rulebook: Rulebook, reason: str, told: str
) -> None:
    """In words; one that a newer Sotto wrote stands as it is."""
    document["cues"][0] |= {"shown": False, "suppressed_by": reason}
    assert _notes(document, rulebook)[0] == f"cue held back: {told}"


def test_advice_that_was_not_shown_is_no_moment(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Nobody was told, and delivery is no fault."""
    document["cues"][1]["shown"] = False
    assert "Let them in" not in [moment.title for moment in moments_of(document, rulebook)]


@pytest.mark.parametrize("rule_id", ADVICE)
def test_each_advice_that_was_shown_is_a_moment(document: dict[str, Any], rulebook: Rulebook, rule_id: str) -> None:
    """With its shape, and without evidence: it is a measure of the whole stretch."""
    document["cues"][1] |= {"rule_id": rule_id, "kind": str(ADVICE[rule_id].kind)}
    found = [m for m in moments_of(document, rulebook) if m.at_s == 40.0]
    assert [(m.kind, m.sign, m.evidence) for m in found] == [
        (str(ADVICE[rule_id].kind), SIGNS[str(ADVICE[rule_id].kind)], "")
    ]


@pytest.mark.parametrize(
    ("outcome", "title"),
    [
        ("kept", "Promise kept"),
        ("broken", "Promise broken"),
        ("after-call", "Promised for later"),
        ("waiting", "Promise open"),
        ("unheard-of", "unheard-of"),
    ],
)
def test_a_promise_is_told_with_what_came_of_it(
    document: dict[str, Any], rulebook: Rulebook, outcome: str, title: str
) -> None:
    """At the time it was given, in the agent's words."""
    document["promises"][0]["outcome"] = outcome
    (promise,) = [m for m in moments_of(document, rulebook) if m.kind == "promise"]
    assert (promise.title, promise.at, promise.shown_evidence) == (title, "0:45", "“one moment”")


def test_words_are_quoted_and_measures_are_not(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Whoever reads it can tell what was said; nothing is quoted where nothing is."""
    shown = {m.kind: m.shown_evidence for m in moments_of(document, rulebook)}
    assert shown["words"] == "“there isn't anything more i can do”"
    assert shown["turn"] == ""


def test_a_rule_that_is_gone_is_known_by_its_id(rulebook: Rulebook) -> None:
    """And counts as one of words."""
    assert (rule_title(rulebook, "gone"), rule_kind(rulebook, "gone")) == ("gone", "words")
    assert rule_title(rulebook, "dead-end") == "No way forward"


@given(st.lists(st.floats(0, 4000), max_size=8), st.lists(st.floats(0, 4000), max_size=8))
def test_moments_stand_in_order_and_none_is_lost(flags: list[float], promises: list[float]) -> None:
    """For any call: as many as there were flags and promises, the earliest first."""
    document = {
        "cues": [], "praise": [],
        "detections": [
            {"detection_id": n, "rule_id": "r", "start_s": at, "evidence": "w"} for n, at in enumerate(flags)
        ],
        "promises": [{"made_s": at, "phrase": "p", "outcome": "kept"} for at in promises],
    }  # fmt: skip
    times = [moment.at_s for moment in moments_of(document, _NO_RULES)]
    assert times == sorted([*flags, *promises])


@pytest.mark.parametrize(
    ("evidence", "shown"),
    [
        ("talked over the customer for 1.1 s", "talked over the customer for 1.1 s"),
        ("read out the card number", "read out the card number"),
        ('promised "two minutes", and the time has passed', 'promised "two minutes", and the time has passed'),
        ("you're wrong", "“you're wrong”"),
        ("", ""),
    ],
)
def test_only_the_agents_words_are_quoted(
    document: dict[str, Any], rulebook: Rulebook, evidence: str, shown: str
) -> None:
    """A measure stands without quotation marks, whatever kind of rule it belongs to."""
    document["detections"][0]["evidence"] = evidence
    flag = next(moment for moment in moments_of(document, rulebook) if moment.detection_id is not None)
    assert flag.shown_evidence == shown
