"""The engine: from events to detections, cues and a summary, deterministic and complete at any moment."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.agenda import parse_items
from coaching.detectors.base import Finding, Found, Hint, Retraction
from coaching.engine import CoachingEngine
from coaching.errors import AgendaError
from coaching.events import (
    CoachingEvent,
    Cue,
    CueRetired,
    Detection,
    DetectionWithdrawn,
    Interruption,
    Praise,
)
from coaching.redaction import RedactionSettings
from coaching.rulebook.schema import Rule, Rulebook
from coaching.settings import CoachingSettings
from speech.events import GapRecorded, SessionEnded, Side, SpeechEvent

_LONG = "I can see the statement but the system shows only one payment"


class _Planned:
    """A detector that finds what it was told to, when its time has come."""

    def __init__(self, *found: Found) -> None:
        self._found = list(found)

    def accept(self, event: SpeechEvent) -> Iterator[Found]:
        """Yield what is due."""
        while self._found and self._found[0].at_s <= event.at_s:
            yield self._found.pop(0)


def _finding(at_s: float, rule_id: str = "dead-end", key: str = "a", evidence: str = "nothing more") -> Finding:
    return Finding(key, rule_id, at_s - 1.0, at_s, at_s, evidence, 0.8, "planned")


def _run(engine: CoachingEngine, events: list[SpeechEvent]) -> list[CoachingEvent]:
    return [result for event in events for result in engine.accept(event)]


def _of(kind: type, events: list[CoachingEvent]) -> list:
    return [event for event in events if isinstance(event, kind)]


def test_a_finding_becomes_a_numbered_detection_and_a_cue(scripted: Callable, rulebook: Rulebook) -> None:
    """Detections are numbered in order; the cue takes the rule's words, in turns."""
    planned = _Planned(_finding(2.0, key="a"), _finding(40.0, key="b"))
    results = _run(CoachingEngine(rulebook, detectors=[planned]), scripted(length_s=60.0).events())
    assert [d.detection_id for d in _of(Detection, results)] == [1, 2]
    assert [cue.say_instead for cue in _of(Cue, results)] == ["First wording.", "Second wording."]
    assert [cue.detection_id for cue in _of(Cue, results)] == [1, 2]


def test_a_rule_that_is_not_in_force_says_nothing(scripted: Callable, rulebook: Rulebook) -> None:
    """Findings of unknown or disabled rules are dropped."""
    planned = _Planned(_finding(2.0, rule_id="gossip"))
    assert _run(CoachingEngine(rulebook, detectors=[planned]), scripted(length_s=5.0).events()) == []


def test_delivery_findings_make_cues_but_no_detections(scripted: Callable, rulebook: Rulebook) -> None:
    """Pace, silence and monologue are help, not faults."""
    results = _run(
        CoachingEngine(rulebook, detectors=[_Planned(_finding(2.0, rule_id="dead-air"))]),
        scripted(length_s=5.0).events(),
    )
    assert [type(result) for result in results] == [Cue]
    assert results[0].detection_id is None


def test_a_retraction_takes_detection_and_cue_back(scripted: Callable, rulebook: Rulebook) -> None:
    """The recognizer changed its mind: nothing of it stays in the totals."""
    planned = _Planned(_finding(2.0), Retraction("a", 3.0, "revised"), Retraction("never", 3.1, "revised"))
    engine = CoachingEngine(rulebook, detectors=[planned])
    results = _run(engine, scripted(length_s=5.0).events())
    assert [w.reason for w in _of(DetectionWithdrawn, results)] == ["revised"]
    assert [r.reason for r in _of(CueRetired, results)] == ["revised"]
    assert engine.finish().detections == ()


def test_what_leaves_the_engine_is_redacted(scripted: Callable, rulebook: Rulebook) -> None:
    """Evidence, transcript and words hold no private number."""
    private = "4111 1111 1111 1111"
    planned = _Planned(_finding(2.0, evidence=f"your card {private}"))
    engine = CoachingEngine(rulebook, detectors=[planned])
    results = _run(engine, scripted().agent(1, 4, f"your card is {private} okay").events())
    assert "1111" not in repr(results)
    assert "1111" not in repr(engine.finish())
    assert engine.finish().transcript[0].text == "your card is [card number] okay"


def test_a_repair_keeps_the_flag_and_clears_the_screen(scripted: Callable, rulebook: Rulebook) -> None:
    """An apology soon after: the praise names what it repaired, the cue goes, the detection stays."""
    praise = Praise(6.0, "apology-owned", 5.0, 6.0, "i'm sorry")
    engine = CoachingEngine(rulebook, detectors=[_Planned(_finding(2.0), praise)])
    results = _run(engine, scripted(length_s=8.0).events())
    assert [p.repairs_detection_id for p in _of(Praise, results)] == [1]
    assert [r.reason for r in _of(CueRetired, results)] == ["repaired"]
    assert len(engine.finish().detections) == 1
    assert any("made good" in line.evidence for line in engine.finish().score.lines)


def test_heated_words_in_a_raised_voice_make_each_other_surer(scripted: Callable, rulebook: Rulebook) -> None:
    """Together each has half the doubt."""
    alone = _Planned(_finding(9.0, rule_id="strong-feelings"))
    both = _Planned(_finding(8.0, rule_id="loud-voice", key="b"), _finding(9.0, rule_id="strong-feelings"))
    events = scripted(length_s=12.0).events()
    (calm,) = _of(Detection, _run(CoachingEngine(rulebook, detectors=[alone]), events))
    _, heated = _of(Detection, _run(CoachingEngine(rulebook, detectors=[both]), events))
    assert calm.confidence == pytest.approx(0.8)
    assert heated.confidence == pytest.approx(0.9)


def test_the_agent_marks_a_cue_wrong(scripted: Callable, rulebook: Rulebook) -> None:
    """The detection leaves all totals at the time of the last event; unknown cues change nothing."""
    engine = CoachingEngine(rulebook, detectors=[_Planned(_finding(2.0))])
    events = scripted(length_s=5.0).events()
    cue = _of(Cue, _run(engine, [event for event in events if event.at_s <= 3.0]))[0]
    withdrawn, retired = engine.mark_wrong(cue.cue_id)
    assert withdrawn == DetectionWithdrawn(engine.now_s, 1, "marked-wrong")
    assert isinstance(retired, CueRetired)
    assert engine.mark_wrong(99) == []
    assert engine.finish().detections == ()


def test_pausing_and_snoozing_hold_cues_but_not_detections(scripted: Callable, rulebook: Rulebook) -> None:
    """The record goes on; the summary says why cues were held."""
    planned = _Planned(_finding(2.0, key="a"), _finding(30.0, rule_id="prying", key="b"), _finding(40.0, key="c"))
    engine = CoachingEngine(rulebook, detectors=[planned])
    events = scripted(length_s=50.0).events()
    engine.pause()
    _run(engine, [event for event in events if event.at_s < 10.0])
    engine.resume()
    engine.snooze("prying")
    _run(engine, [event for event in events if event.at_s >= 10.0])
    assert [cue.suppressed_by for cue in engine.finish().cues] == ["paused", "snoozed", None]
    assert len(engine.finish().detections) == 3


def test_the_same_events_always_give_the_same_results(scripted: Callable, rulebook: Rulebook) -> None:
    """Replaying a session brings the very same cues and summary."""
    events = scripted().customer(1, 6.2).agent(5, 9, _LONG).agent(11, 14, "there is nothing more i can do").events()
    first, second = CoachingEngine(rulebook), CoachingEngine(rulebook)
    assert _run(first, events) == _run(second, events)
    assert first.finish() == second.finish()


def test_a_whole_call_comes_out_right(scripted: Callable, rulebook: Rulebook) -> None:
    """With the standard detectors: interruption, backchannel, words, praise, promise and metrics in one summary."""
    call = (
        scripted()
        .agent(0.5, 4, "Hello how can I help you today")
        .customer(4.5, 12)
        .agent(8, 8.4, "mm-hm")
        .agent(11, 14, _LONG)
        .customer(14.5, 17)
        .agent(17.5, 20, "There is nothing more I can do.")
        .customer(20.5, 22)
        .agent(22.5, 25, "I'm sorry about that, I'll call you back by five.")
    )
    engine = CoachingEngine(rulebook)
    results = _run(engine, call.events())
    summary = engine.finish()
    assert [i.start_s for i in summary.interruptions] == [11]
    assert [b.start_s for b in summary.backchannels] == [8]
    assert {d.rule_id for d in summary.detections} == {"interrupting", "dead-end"}
    assert "apology-owned" in {p.praise_id for p in summary.praise}
    assert [p.phrase for p in summary.promises] == ["i'll call you back by five"]
    assert summary.metrics.interruptions == 1
    assert summary.complete
    assert len(_of(Interruption, results)) == 2


def test_a_session_cut_short_still_has_its_summary(scripted: Callable, rulebook: Rulebook) -> None:
    """No `SessionEnded`: what was heard stands, marked as incomplete, open speech included."""
    engine = CoachingEngine(rulebook)
    events = [event for event in scripted().agent(1, 30, _LONG).events() if event.at_s <= 10.0]
    _run(engine, events)
    summary = engine.finish()
    assert not summary.complete
    assert summary.duration_s == 10.0
    assert summary.agent_speech[-1].end_s == 10.0


def test_nothing_heard_is_still_a_summary(rulebook: Rulebook) -> None:
    """An engine that was fed nothing answers all the same."""
    summary = CoachingEngine(rulebook).finish()
    assert summary.duration_s == 0.0
    assert summary.coverage.heard_share == 0.0


def test_an_interrupted_session_is_not_complete(scripted: Callable, rulebook: Rulebook) -> None:
    """`SessionEnded(complete=False)` is believed."""
    engine = CoachingEngine(rulebook)
    _run(engine, [*scripted(length_s=5.0).events()[:-1], SessionEnded(7.0, complete=False)])
    assert not engine.finish().complete


def test_coverage_says_what_was_not_heard(scripted: Callable, rulebook: Rulebook) -> None:
    """Gaps lower the heard share; one channel or echo is told with its reason."""
    gap = GapRecorded(6.0, Side.AGENT, 2.0, 6.0, "unplugged")
    engine = CoachingEngine(rulebook)
    _run(engine, scripted(length_s=18.0).add(gap).customer(1, 12).echo(3.0, converged=False).events())
    coverage = engine.finish().coverage
    assert coverage.heard_share == pytest.approx(0.9)
    assert coverage.gaps == (gap,)
    assert coverage.echo.detected
    assert {item.what for item in coverage.not_measured} == {"interruptions", "loudness"}
    mono = CoachingEngine(rulebook)
    _run(mono, scripted(has_customer=False).agent(1, 12).events())
    assert "interruptions" in {item.what for item in mono.finish().coverage.not_measured}
    assert mono.finish().metrics.talk_ratio is None


def test_a_pause_is_on_record_and_costs_nothing(scripted: Callable, rulebook: Rulebook) -> None:
    """The summary says when coaching was paused; what was said then stays listed but costs no points."""
    planned = _Planned(_finding(12.0, key="a"), _finding(32.0, key="b"))
    engine = CoachingEngine(rulebook, detectors=[planned])
    events = scripted(length_s=40.0).events()
    for event in events:
        if engine.now_s < 10.0 <= event.at_s:
            engine.pause()
            engine.pause()  # twice is one pause
        if engine.now_s >= 20.0:
            engine.resume()
        engine.accept(event)
    summary = engine.finish()
    assert [(round(p.start_s), round(p.end_s)) for p in summary.coverage.paused] == [(10, 20)]
    assert len(summary.detections) == 2
    assert [line.at_s for line in summary.score.lines if line.reason == "dead-end"] == [31.0]


def test_a_pause_that_still_lasts_is_told(scripted: Callable, rulebook: Rulebook) -> None:
    """A call that ends while paused is paused to its end."""
    engine = CoachingEngine(rulebook, detectors=[])
    engine.accept(scripted(length_s=5.0).events()[0])
    engine.pause()
    _run(engine, scripted(length_s=5.0).events())
    (pause,) = engine.finish().coverage.paused
    assert (pause.start_s, pause.end_s) == (0.0, engine.now_s)


def test_a_hint_is_a_gentle_cue_under_the_name_of_its_rule(scripted: Callable, rulebook: Rulebook) -> None:
    """No detection, no points; a rule that is not in force gives none, a snoozed one is held back."""
    hints = [
        Hint(rule, 2.0 + place, "Say this", "Words.", "not heard") for place, rule in enumerate(("late", "gossip"))
    ]
    engine = CoachingEngine(rulebook, detectors=[_Planned(*hints)])
    (cue,) = _of(Cue, _run(engine, scripted(length_s=6.0).events()))
    assert (cue.rule_id, str(cue.severity), cue.headline, cue.detection_id) == ("late", "gentle", "Say this", None)
    assert engine.finish().detections == ()
    snoozing = CoachingEngine(rulebook, detectors=[_Planned(*hints)])
    snoozing.snooze("late")
    assert [c.suppressed_by for c in _of(Cue, _run(snoozing, scripted(length_s=6.0).events()))] == ["snoozed"]


def test_the_agenda_is_set_at_any_time_and_told_in_the_summary(scripted: Callable, rulebook: Rulebook) -> None:
    """Items set in the call tick by what was said before and after; the built-in ones stay; a mistake changes nothing."""
    engine = CoachingEngine(rulebook)
    call = (
        scripted()
        .agent(1, 4, "this is Joe the call is recorded")
        .customer(5, 8)
        .agent(9, 12, "your case number is nine")
    )
    events = call.events()
    _run(engine, [event for event in events if event.at_s <= 8.0])
    engine.set_agenda(parse_items("Recording: call is recorded; Number: case number; Survey: short survey"))
    with pytest.raises(AgendaError):
        engine.set_agenda(parse_items("Broken: (never closed"))
    _run(engine, [event for event in events if event.at_s > 8.0])
    statuses = {entry.label: str(entry.status) for entry in engine.finish().agenda}
    assert list(statuses.values()) == ["spoken", "not-due", "spoken", "spoken", "missing"]


def test_without_its_detector_the_agenda_is_empty(rulebook: Rulebook) -> None:
    """A replay with other detectors takes the command and lists nothing."""
    engine = CoachingEngine(rulebook, detectors=[])
    engine.set_agenda(parse_items("Recording"))
    assert engine.finish().agenda == ()


@given(
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["late", "dead-end", "prying", "dead-air"])), max_size=15)
)
def test_detections_and_cues_agree_whatever_is_found(scripted: Callable, found: list[tuple[int, str]]) -> None:
    """Each finding gives one cue, shown or not; each cue of a rule names its detection; numbers ascend without holes."""
    rules = Rulebook(version="t", rules=tuple(_rule(rule_id) for rule_id in ("late", "dead-end", "prying")))
    planned = _Planned(
        *(_finding(at / 4 + 1.0, rule_id, str(place)) for place, (at, rule_id) in enumerate(sorted(found)))
    )
    engine = CoachingEngine(rules, detectors=[planned])
    _run(engine, scripted(length_s=60.0).events())
    summary = engine.finish()
    assert [d.detection_id for d in summary.detections] == list(range(1, len(summary.detections) + 1))
    assert len(summary.cues) == len(found)
    linked = {cue.detection_id for cue in summary.cues if cue.detection_id is not None}
    assert linked == {d.detection_id for d in summary.detections}


def _rule(rule_id: str) -> Rule:
    return Rule(id=rule_id, title="t", why="w", source="s", headline="h", say_instead=("say",))


def test_rules_change_while_the_call_goes_on(scripted: Callable, rulebook: Rulebook) -> None:
    """New rules hold from the next words on; what was found before stays, and the record names both rulebooks."""
    engine = CoachingEngine(rulebook)
    events = (
        scripted()
        .agent(0.0, 2.0, "nothing more i can do")
        .agent(6.0, 8.0, "what are your plans for the weekend")
        .events()
    )
    dead_end = tuple(rule for rule in rulebook.rules if rule.id != "prying")
    for event in events:
        if event.at_s > 5.0 and engine.now_s <= 5.0:
            engine.replace_rules(rulebook.model_copy(update={"version": "next", "rules": dead_end}))
        engine.accept(event)
    summary = engine.finish()
    assert [found.rule_id for found in summary.detections if found.detector == "phrase"] == ["dead-end"]
    assert [applied.version for applied in summary.rulebooks] == ["test", "next"]
    assert summary.rulebook_version == "next"
    assert 4.0 < summary.rulebooks[1].from_s <= 5.0


def test_what_a_removed_rule_found_still_counts(scripted: Callable, rulebook: Rulebook) -> None:
    """A rule that is switched off in mid-call keeps its severity for what it found before."""
    engine = CoachingEngine(rulebook)
    for event in scripted().agent(0.0, 2.0, "nothing more i can do").events():
        engine.accept(event)
    before = engine.finish().score
    engine.replace_rules(Rulebook(version="empty", rules=()))
    assert engine.finish().score == before


def test_listed_names_leave_in_nothing(scripted: Callable, rulebook: Rulebook) -> None:
    """Names of the company's list are hidden in evidence, promises and transcript."""
    engine = CoachingEngine(rulebook, CoachingSettings(redaction=RedactionSettings(names="Ann Lee, Bob")))
    events: list[CoachingEvent] = []
    call = (
        scripted()
        .agent(0.0, 4.0, "bob there is nothing more i can do ann lee")
        .agent(8.0, 12.0, "bob i will be back in two minutes")
    )
    for event in call.events():
        events += engine.accept(event)
    text = f"{events} {engine.finish()}".lower()
    assert "nothing more i can do" in text
    assert "two minutes" in text
    assert "bob" not in text
    assert "ann lee" not in text
