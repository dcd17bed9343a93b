"""What a report shows."""

from typing import Any

from app.reports.view import report_view
from coaching.rulebook.schema import Rulebook


def test_moments_in_order_with_advice(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Flags, praise, advice and promises stand in order of time, each with its kind and words."""
    moments = report_view(document, rulebook).moments
    assert [(m.at, m.kind, m.title) for m in moments] == [
        ("0:01", "words", "No way forward"),
        ("0:30", "praise", "Thanked for patience"),
        ("0:40", "turn", "Let them in"),
        ("0:45", "promise", "Promise kept"),
    ]
    assert moments[0].advice == "What I can do is …"
    assert moments[0].note == "cue shown"


def test_rules_no_longer_in_force(document: dict[str, Any]) -> None:
    """A flag of a rule that is gone appears under its id."""
    moments = report_view(document, Rulebook(version="x", rules=())).moments
    assert moments[0].title == "dead-end"


def test_held_back_cues_say_why(document: dict[str, Any], rulebook: Rulebook) -> None:
    """A cue that was not shown says what held it back."""
    document["cues"][0] |= {"shown": False, "suppressed_by": "cooldown"}
    assert report_view(document, rulebook).moments[0].note == "cue held back: this rule had a cue a moment before"


def test_the_customer_has_times_only(document: dict[str, Any], rulebook: Rulebook) -> None:
    """The customer's turns are lines without words; pauses within a turn and short sounds get no line of their own."""
    customer = [line for line in report_view(document, rulebook).lines if line.speaker == "customer"]
    assert [(line.at, line.pieces[0].text) for line in customer] == [
        ("0:06", "customer speaks (not transcribed), 12 s"),
        ("0:33", "customer speaks (not transcribed), 3 s"),
    ]


def test_evidence_is_marked(document: dict[str, Any], rulebook: Rulebook) -> None:
    """The words that broke a rule, and those that did well, are marked with their kind."""
    marks = [piece for line in report_view(document, rulebook).lines for piece in line.pieces if piece.mark]
    assert [(piece.text, piece.mark.kind) for piece in marks if piece.mark] == [
        ("There isn't anything more I can do", "words"),
        ("Thank you for your patience.", "praise"),
    ]


def test_coverage_is_plain(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Gaps, and what was not measured with its reason, are sentences."""
    assert report_view(document, rulebook).coverage == (
        "Heard 98 % of the call with Moonshine.",
        "Not heard from 0:20 to 0:21 (unplugged).",
        "Not measured: loudness (no baseline yet).",
    )


def test_echo_is_told(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Whether the microphone heard the customer, and whether that was removed, is said."""
    document["coverage"]["echo"] = {"detected": True, "bleed_db": -14.2, "cancelled": True}
    assert (
        "The microphone heard the customer (-14 dB); the echo was removed." in report_view(document, rulebook).coverage
    )


def test_a_call_cut_short_says_so(document: dict[str, Any], rulebook: Rulebook) -> None:
    """An incomplete call is marked."""
    document["complete"] = False
    view = report_view(document, rulebook)
    assert not view.complete
    assert any("not heard to its end" in sentence for sentence in view.coverage)


def test_numbers(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Numbers read as people write them; null is "not measured", never zero; unknown measures are shown too."""
    values = {fact.key: (fact.label, fact.value) for fact in report_view(document, rulebook).all_facts}
    assert values == {
        "talk_ratio": ("talk / listen", "43 / 57"),
        "interruptions": ("interruptions", "1"),
        "patience_s": ("patience", "not measured"),
        "pace_wpm": ("words a minute", "152"),
        "hold_s": ("on hold", "1:15 min"),
        "new_thing_db": ("new thing", "+3 dB"),
    }


def test_the_score_is_explained(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Every point names what it is for and its evidence."""
    score = report_view(document, rulebook).score
    assert (score.total, score.start) == ("88", "90")
    assert score.lines == (("-4", "No way forward", "0:01  there isn't anything"),)


def test_the_timeline_has_all_lanes(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Speech of both sides, overlap, interruptions, gaps and moments are drawn."""
    timeline = report_view(document, rulebook).timeline
    assert [len(lane) for lane in (timeline.agent, timeline.customer, timeline.overlaps)] == [2, 4, 1]
    assert [len(lane) for lane in (timeline.interruptions, timeline.gaps, timeline.marks)] == [1, 1, 4]


def test_a_pause_is_told_without_a_penalty(document: dict[str, Any], rulebook: Rulebook) -> None:
    """The report says when coaching was paused, and that nothing counts in that time."""
    document["coverage"]["paused"] = [[62.0, 130.0]]
    sentences = report_view(document, rulebook).coverage
    assert any("paused from 1:02 to 2:10; nothing counts" in sentence for sentence in sentences)
