"""The cue policy keeps its promises whatever happens in a call."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.cue_policy import CueCandidate, CueEvent, CuePolicy, CueSettings
from coaching.events import Cue, CueKind, CueRetired, Severity

_SETTINGS = CueSettings(max_cues=5, max_praise=2)


def _candidate(
    at_s: float, rule_id: str = "prying", severity: Severity = Severity.NORMAL, number: int | None = 1
) -> CueCandidate:
    kind = CueKind.PRAISE if rule_id.startswith("praise") else CueKind.WORDS
    return CueCandidate(at_s, rule_id, kind, severity, "Pause a moment", "Say this.", "evidence", number)


def _shown(events: list[CueEvent]) -> list[Cue]:
    return [event for event in events if isinstance(event, Cue) and event.shown]


def _reasons(events: list[CueEvent]) -> list[str | None]:
    return [event.suppressed_by for event in events if isinstance(event, Cue)]


_steps = st.lists(
    st.tuples(
        st.sampled_from(["offer", "offer", "offer", "advance", "withdraw", "pause", "resume", "snooze"]),
        st.integers(0, 40),
        st.sampled_from(["prying", "dead-end", "interrupting", "gossip", "praise-name"]),
        st.sampled_from(list(Severity)),
        st.booleans(),
    ),
    max_size=60,
)


def _run(
    steps: list[tuple[str, int, str, Severity, bool]],
) -> tuple[list[CueEvent], list[tuple[CueCandidate, bool]], float]:
    """Run a drawn call; return the events, the offers (and whether they were silenced by the agent) and the end."""
    policy, now_s, events, offers = CuePolicy(_SETTINGS), 0.0, list[CueEvent](), list[tuple[CueCandidate, bool]]()
    paused, snoozed = False, set[str]()
    for number, (what, wait, rule_id, severity, speaking) in enumerate(steps):
        now_s += wait / 4
        match what:
            case "offer":
                candidate = _candidate(now_s, rule_id, severity, number)
                offers.append((candidate, paused or rule_id in snoozed))
                events += policy.offer(candidate)
            case "withdraw":
                events += policy.withdraw(number - 1, now_s, "revised")
            case "pause":
                paused = True
                events += policy.pause(now_s)
            case "resume":
                paused = False
                policy.resume()
            case "snooze":
                snoozed.add(rule_id)
                events += policy.snooze(rule_id, now_s)
            case _:
                events += policy.advance(now_s, agent_speaking=speaking)
    return [*events, *policy.finish(now_s)], offers, now_s


@given(_steps)
def test_never_two_cues_at_once(steps: list[tuple[str, int, str, Severity, bool]]) -> None:
    """A cue appears only when the one before it faded or was taken off the screen."""
    events, _, _ = _run(steps)
    visible: Cue | None = None
    for event in events:
        if isinstance(event, CueRetired):
            assert visible is not None
            assert visible.cue_id == event.cue_id
            visible = None
        elif event.shown:
            assert visible is None or event.at_s >= visible.at_s + visible.visible_s
            visible = event


@given(_steps)
def test_never_more_than_the_limits(steps: list[tuple[str, int, str, Severity, bool]]) -> None:
    """Cues that are not severe, and praise, have a most in a call."""
    shown = _shown(_run(steps)[0])
    plain = [cue for cue in shown if cue.severity is not Severity.SEVERE and cue.kind is not CueKind.PRAISE]
    assert len(plain) <= _SETTINGS.max_cues
    assert sum(cue.kind is CueKind.PRAISE for cue in shown) <= _SETTINGS.max_praise


@given(_steps)
def test_plain_cues_keep_their_distance(steps: list[tuple[str, int, str, Severity, bool]]) -> None:
    """Twenty seconds lie between any cue and the next that is not severe."""
    shown = [cue for cue in _shown(_run(steps)[0]) if cue.kind is not CueKind.PRAISE]
    for before, after in pairwise(shown):
        assert after.severity is Severity.SEVERE or after.at_s - before.at_s >= _SETTINGS.min_gap_s


@given(_steps)
def test_nothing_severe_is_lost(steps: list[tuple[str, int, str, Severity, bool]]) -> None:
    """A severe cue is shown, merged into its own rule's cue, or silenced by the agent or a withdrawal."""
    events, _, _ = _run(steps)
    for cue in events:
        if isinstance(cue, Cue) and cue.severity is Severity.SEVERE and cue.kind is not CueKind.PRAISE:
            assert cue.shown or cue.suppressed_by in {"merged", "paused", "snoozed", "withdrawn"}


@given(_steps)
def test_every_offer_gets_exactly_one_answer(steps: list[tuple[str, int, str, Severity, bool]]) -> None:
    """Each candidate becomes one cue, shown or with the reason why not; the same steps give the same cues."""
    events, offers, _ = _run(steps)
    cues = [event for event in events if isinstance(event, Cue)]
    assert len(cues) == len(offers)
    assert [cue.cue_id for cue in cues] == list(range(1, len(cues) + 1))
    assert all(cue.shown == (cue.suppressed_by is None) for cue in cues)
    assert _run(steps)[0] == events


def test_a_cue_waits_for_the_end_of_the_sentence() -> None:
    """Held back while the agent speaks, shown when the utterance ends."""
    policy = CuePolicy(CueSettings())
    policy.advance(10.0, agent_speaking=True)
    assert policy.offer(_candidate(10.0)) == []
    assert policy.advance(10.6, agent_speaking=True) == []
    assert [cue.at_s for cue in _shown(policy.advance(11.0, agent_speaking=False))] == [11.0]


def test_a_long_sentence_holds_a_cue_back_only_so_long() -> None:
    """After 1.5 s it comes in mid-sentence."""
    policy = CuePolicy(CueSettings())
    policy.advance(10.0, agent_speaking=True)
    policy.offer(_candidate(10.0))
    assert [cue.at_s for cue in _shown(policy.advance(11.5, agent_speaking=True))] == [11.5]


@pytest.mark.parametrize("rule_id", ["interrupting", "loud-voice"])
def test_cues_about_the_sentence_itself_come_at_once(rule_id: str) -> None:
    """Interrupting and a loud voice are told while they happen."""
    policy = CuePolicy(CueSettings())
    policy.advance(10.0, agent_speaking=True)
    assert len(_shown(policy.offer(_candidate(10.0, rule_id)))) == 1


def test_what_came_first_to_matter_wins() -> None:
    """Of two that wait the more severe is shown; the other is suppressed by the rate."""
    policy = CuePolicy(CueSettings())
    policy.advance(10.0, agent_speaking=True)
    policy.offer(_candidate(10.0, "prying", Severity.GENTLE))
    policy.offer(_candidate(10.2, "gossip", Severity.NORMAL))
    events = policy.advance(10.5, agent_speaking=False)
    assert [cue.rule_id for cue in _shown(events)] == ["gossip"]
    assert _reasons(events) == [None, "rate"]


def test_repeats_are_merged_then_cooled_down() -> None:
    """The same rule again: merged while it shows, cooling down afterwards, shown after a minute."""
    policy = CuePolicy(CueSettings())
    policy.offer(_candidate(0.0))
    assert _reasons(policy.offer(_candidate(5.0))) == ["merged"]
    assert _reasons(policy.offer(_candidate(30.0))) == ["cooldown"]
    assert _reasons(policy.offer(_candidate(61.0))) == [None]


def test_two_things_under_one_rule_do_not_silence_each_other() -> None:
    """The agenda says different things under one rule: each rests for itself, and keeps its distance from the other."""
    policy = CuePolicy(CueSettings())
    greeting = replace(_candidate(0.0), headline="Say your name")
    policy.offer(greeting)
    assert _reasons(policy.offer(replace(_candidate(5.0), headline="Say who takes over"))) == ["rate"]
    assert _reasons(policy.offer(replace(_candidate(25.0), headline="Say who takes over"))) == [None]
    assert _reasons(policy.offer(replace(greeting, at_s=50.0))) == ["cooldown"]


def test_a_severe_cue_replaces_a_plain_one_at_once() -> None:
    """It does not wait for the twenty seconds."""
    policy = CuePolicy(CueSettings())
    first = _shown(policy.offer(_candidate(0.0)))[0]
    retired, cue = policy.offer(_candidate(2.0, "dead-end", Severity.SEVERE))
    assert retired == CueRetired(2.0, first.cue_id, "replaced")
    assert isinstance(cue, Cue)
    assert cue.shown


def test_a_severe_cue_lets_another_severe_one_be_read() -> None:
    """The second waits until the first has stood for three seconds."""
    policy = CuePolicy(CueSettings())
    policy.offer(_candidate(0.0, "dead-end", Severity.SEVERE))
    assert policy.offer(_candidate(1.0, "overheard", Severity.SEVERE)) == []
    assert len(_shown(policy.advance(3.0, agent_speaking=False))) == 1


def test_a_withdrawn_detection_takes_its_cue_along() -> None:
    """Off the screen when shown, suppressed when still waiting."""
    policy = CuePolicy(CueSettings())
    policy.offer(_candidate(0.0, number=7))
    assert [event.reason for event in policy.withdraw(7, 1.0, "revised") if isinstance(event, CueRetired)] == [
        "revised"
    ]
    policy.advance(30.0, agent_speaking=True)
    policy.offer(_candidate(30.0, "gossip", number=8))
    assert _reasons(policy.withdraw(8, 30.2, "revised")) == ["withdrawn"]
    assert policy.withdraw(99, 31.0, "revised") == []


def test_the_agent_can_pause_and_resume() -> None:
    """Paused: the screen is cleared and every offer suppressed; resumed: cues come again."""
    policy = CuePolicy(CueSettings())
    policy.offer(_candidate(0.0))
    assert [type(event) for event in policy.pause(1.0)] == [CueRetired]
    assert _reasons(policy.offer(_candidate(30.0, "gossip"))) == ["paused"]
    policy.resume()
    assert _reasons(policy.offer(_candidate(31.0, "gossip"))) == [None]


def test_the_agent_can_snooze_a_rule() -> None:
    """A snoozed rule shows nothing more, others do."""
    policy = CuePolicy(CueSettings())
    policy.snooze("gossip", 0.0)
    assert _reasons(policy.offer(_candidate(1.0, "gossip"))) == ["snoozed"]
    assert _reasons(policy.offer(_candidate(2.0, "prying"))) == [None]


def test_praise_never_takes_the_place_of_a_cue() -> None:
    """It waits for an empty screen and keeps no cue away."""
    policy = CuePolicy(CueSettings())
    policy.offer(_candidate(0.0, "praise-name"))
    assert _reasons(policy.offer(_candidate(1.0, "prying"))) == [None]
    assert _reasons(policy.offer(_candidate(2.0, "praise-step"))) == ["rate"]


def test_a_limit_of_none_shows_nothing_plain() -> None:
    """With a limit of zero only severe cues remain."""
    policy = CuePolicy(replace(_SETTINGS, max_cues=0))
    assert _reasons(policy.offer(_candidate(0.0))) == ["limit"]
    assert _reasons(policy.offer(_candidate(1.0, "dead-end", Severity.SEVERE))) == [None]


@given(_steps)
def test_what_the_agent_silenced_never_appears(steps: list[tuple[str, int, str, Severity, bool]]) -> None:
    """An offer while paused, or for a snoozed rule, is suppressed with that reason, severe or not."""
    events, offers, _ = _run(steps)
    answers = {cue.detection_id: cue for cue in events if isinstance(cue, Cue)}
    for candidate, silenced in offers:
        if silenced:
            assert answers[candidate.detection_id].suppressed_by in {"paused", "snoozed"}


@given(_steps)
def test_a_plain_cue_of_a_rule_rests_before_it_comes_again(steps: list[tuple[str, int, str, Severity, bool]]) -> None:
    """Sixty seconds for a rule, three minutes for a praise, unless the later one is severe."""
    last: dict[str, Cue] = {}
    for cue in _shown(_run(steps)[0]):
        praise = cue.kind is CueKind.PRAISE
        rest_s = _SETTINGS.praise_cooldown_s if praise else _SETTINGS.rule_cooldown_s
        if cue.rule_id in last and (praise or cue.severity is not Severity.SEVERE):
            assert cue.at_s - last[cue.rule_id].at_s >= rest_s
        last[cue.rule_id] = cue


@given(_steps)
def test_no_cue_comes_before_its_offer(
    steps: list[tuple[str, int, str, Severity, bool]],
) -> None:
    """Time never runs backwards, and no answer precedes its question."""
    events, offers, end_s = _run(steps)
    offered = {candidate.detection_id: candidate.at_s for candidate, _ in offers}
    times = [event.at_s for event in events]
    assert times == sorted(times)
    assert all(offered[cue.detection_id] <= cue.at_s <= end_s for cue in events if isinstance(cue, Cue))


def test_more_of_the_same_while_the_cue_stands_is_merged() -> None:
    """A second finding of the rule on the screen, or waiting for it, brings no second cue."""
    policy = CuePolicy(CueSettings())
    assert _reasons(policy.offer(_candidate(0.0))) == [None]
    assert _reasons(policy.offer(_candidate(2.0, number=2))) == ["merged"]
    policy.advance(100.0, agent_speaking=True)
    assert policy.offer(_candidate(100.0, "gossip", number=3)) == []
    assert _reasons(policy.offer(_candidate(100.5, "gossip", number=4))) == ["merged"]


def test_what_still_waits_at_the_end_is_decided() -> None:
    """The session ends in mid-sentence: no offer stays without an answer, and the severe one stays on the screen."""
    policy = CuePolicy(CueSettings())
    policy.advance(10.0, agent_speaking=True)
    policy.offer(_candidate(10.0, "prying", number=1))
    policy.offer(_candidate(10.0, "dead-end", Severity.SEVERE, number=2))
    assert [cue.rule_id for cue in _shown(policy.finish(10.5))][-1] == "dead-end"
    assert policy.finish(11.0) == []
