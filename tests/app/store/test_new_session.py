"""A finished session as rows."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from app.store.models import CueEntry, DetectionEntry, NoteEntry, Session, SessionBody, ViewEntry
from app.store.new_session import (
    NewSession,
    kept_cues,
    kept_detections,
    monday_of,
    packed_summary,
    read_summary,
    rows_of,
    totals,
    without_words,
)
from app.store.records import CueOutcome, FlagStatus, Role, View
from app.store.scoring import Scoring
from app.store.session_ids import new_session_id
from coaching.summary import CallSummary
from tests.app.store.conftest import MONDAY, MakeSession

zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001  hypothesis adds them


@given(moments)
def test_a_week_begins_on_monday_in_utc(moment: datetime) -> None:
    """Whatever zone it is told in: the Monday at or before, less than seven days away."""
    monday = monday_of(moment)
    assert monday.weekday() == 0
    begin = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    assert begin <= moment < begin + timedelta(days=7)


def test_each_table_gets_all_of_its_columns(full: NewSession) -> None:
    """No column is left to a default that nobody chose, and none is made up."""
    rows = rows_of(full)
    for model, row in (
        (Session, rows.session),
        (SessionBody, rows.body),
        (DetectionEntry, rows.detections[0]),
        (CueEntry, rows.cues[0]),
        (NoteEntry, rows.notes[0]),
        (ViewEntry, rows.views[0]),
    ):
        assert set(row) == {column.name for column in model.__table__.columns}, model.__name__


def test_what_is_listed_is_what_the_summary_says(full: NewSession) -> None:
    """Length, engine, share, measures and counts of the row are those of the call."""
    row, summary = rows_of(full).session, full.summary
    assert (row["duration_s"], row["engine"], row["heard_share"]) == (
        summary.duration_s, summary.engine, summary.coverage.heard_share,
    )  # fmt: skip
    assert {name: row[name] for name in asdict(summary.metrics)} == asdict(summary.metrics)
    assert (row["notes"], row["praises"], row["flags"]) == (1, len(summary.praise), len(summary.detections))
    assert (row["legal_hold"], row["revision"]) == (False, 1)


def test_only_a_supervisors_look_is_a_view(make_session: MakeSession) -> None:
    """The first of them counts; the agent's own looking does not."""
    new = make_session()
    looks = [(Role.AGENT, 0), (Role.SUPERVISOR, 3), (Role.SUPERVISOR, 2)]
    views = tuple(View(new_session_id(MONDAY), "x", role, MONDAY + timedelta(hours=hours)) for role, hours in looks)
    assert rows_of(replace(new, views=views)).session["viewed_at"] == MONDAY + timedelta(hours=2)
    assert rows_of(replace(new, views=views[:1])).session["viewed_at"] is None


def test_only_standing_flags_count(make_session: MakeSession, summary: CallSummary) -> None:
    """Disputed, resolved and withdrawn ones are in no total; disputed ones are counted as such."""
    flag = kept_detections(summary)[0]
    kept = tuple(
        replace(flag, status=status, detection=replace(flag.detection, detection_id=number))
        for number, status in enumerate(FlagStatus)
    )
    scoring = make_session().scoring
    counted = totals(summary, kept, scoring)
    assert (counted["flags"], counted["disputed"]) == (1, 1)
    alone = tuple(one for one in kept if one.status is FlagStatus.STANDING)
    assert counted["score"] == totals(summary, alone, scoring)["score"]
    assert totals(summary, (), scoring)["score"] > counted["score"]


def test_a_summary_survives_as_json(summary: CallSummary) -> None:
    """Everything that it holds comes back, also without words."""
    for one in (summary, without_words(summary)):
        assert read_summary(packed_summary(one)) == one
    assert summary.transcript
    assert without_words(summary) == replace(summary, transcript=())


def test_an_analysed_call_has_no_reactions(summary: CallSummary) -> None:
    """Its cues were shown or held back, its flags stand."""
    assert {kept.outcome for kept in kept_cues(summary)} <= {CueOutcome.SHOWN, CueOutcome.HELD_BACK}
    assert [kept.outcome is CueOutcome.SHOWN for kept in kept_cues(summary)] == [cue.shown for cue in summary.cues]
    assert {kept.status for kept in kept_detections(summary)} == {FlagStatus.STANDING}


def test_without_severities_a_flag_is_of_normal_weight(summary: CallSummary) -> None:
    """A rule that no longer exists costs what a normal one does, rather than nothing."""
    assert totals(summary, kept_detections(summary), Scoring())["score"] < 100.0
