"""What holds for a recording, and scoring again without a flag."""

from dataclasses import replace
from datetime import timedelta

from app.store.plan import RecordingPlan, packed_plan, read_plan
from app.store.scoring import Scoring, counted_anew, packed_scoring, read_scoring
from app.store.settings import StoreSettings
from coaching.intervals import Interval
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings
from coaching.summary import CallSummary
from tests.app.store.conftest import MONDAY


def test_a_plan_follows_the_settings_and_survives(rulebook: Rulebook) -> None:
    """It is kept with the open session as it was when the call began."""
    settings = StoreSettings(transcript=False, release="acknowledged")
    plan = RecordingPlan.of(settings, rulebook, ScoreSettings(severe=20.0))
    assert read_plan(packed_plan(plan)) == plan
    assert not plan.transcript
    assert plan.scoring.settings.severe == 20.0
    assert plan.released_at(MONDAY) is None


def test_supervisors_wait_for_as_long_as_the_company_says() -> None:
    """With "hours" a session is released so long after the call."""
    assert RecordingPlan(release_hours=6.0).released_at(MONDAY) == MONDAY + timedelta(hours=6)


def test_all_flags_give_the_score_of_the_call(summary: CallSummary, rulebook: Rulebook) -> None:
    """Nothing changes while every flag stands, and scoring anew with all of them gives the same."""
    scoring = Scoring.of(rulebook, ScoreSettings())
    assert counted_anew(summary, summary.detections, scoring) is summary
    without = counted_anew(summary, (), scoring)
    assert without.detections == ()
    assert without.score.total > summary.score.total
    again = counted_anew(without, summary.detections, read_scoring(packed_scoring(scoring)))
    assert again == summary


def test_what_was_said_in_a_pause_costs_nothing_also_later(summary: CallSummary, rulebook: Rulebook) -> None:
    """When another flag leaves the totals, one in a pause does not begin to cost points."""
    scoring = Scoring.of(rulebook, ScoreSettings())
    paused = replace(summary, coverage=replace(summary.coverage, paused=(Interval(0.0, 1000.0),)))
    extra = replace(summary.detections[0], detection_id=99)
    assert counted_anew(paused, (extra,), scoring).score == counted_anew(paused, (), scoring).score
