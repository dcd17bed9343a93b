"""What is kept of sessions, and every change to it."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.store.errors import AmbiguousIdError, NoSuchSessionError, NotAllowedError, StoreError
from app.store.models import CueEntry, DetectionEntry, NoteEntry, SessionBody, ViewEntry
from app.store.records import CueOutcome, FlagStatus, Role, SessionFilter, SessionOrigin, Sort, SortBy, TrendBy
from app.store.repository import Store
from coaching.summary import CallSummary
from tests.app.store.conftest import MONDAY, MakeSession


def test_what_was_kept_comes_back(store: Store, make_session: MakeSession, summary: CallSummary) -> None:
    """The detail of a session holds the summary as it was, its flags, cues and labels."""
    new = make_session(reference="ticket-7")
    assert store.add([new]) == 1
    detail = store.detail(new.labels.id)
    assert detail.summary == detail.heard == summary
    assert [kept.detection for kept in detail.detections] == list(summary.detections)
    assert [kept.cue for kept in detail.cues] == list(summary.cues)
    assert detail.cues[0].outcome in {CueOutcome.SHOWN, CueOutcome.HELD_BACK}
    assert (detail.row.reference, detail.row.agent, detail.row.team) == ("ticket-7", "anna", "north")
    assert detail.row.started_at == new.labels.started_at
    assert detail.row.score == summary.score.total
    assert detail.row.origin is SessionOrigin.LOCAL
    assert detail.has_transcript


def test_adding_twice_changes_nothing(store: Store, make_session: MakeSession) -> None:
    """A session whose id is known is left as it is."""
    new = make_session()
    store.add([new])
    assert store.add([new, make_session(1)]) == 1
    assert store.count() == 2


def test_an_unknown_session_is_one_sentence(store: Store) -> None:
    """Asking for, changing or annotating a session that is not there says so."""
    nobody = UUID(int=1)
    for ask in (
        lambda: store.detail(nobody),
        lambda: store.hold(nobody, on=True),
        lambda: store.annotate(nobody, Role.AGENT, "anna", "x"),
        lambda: store.log_view(nobody, "sam", Role.SUPERVISOR),
        lambda: store.previous(nobody),
    ):
        with pytest.raises(NoSuchSessionError, match=f"There is no session {nobody}"):
            ask()


def test_a_session_is_found_by_the_beginning_of_its_id_or_its_reference(
    store: Store, make_session: MakeSession
) -> None:
    """A unique beginning, with or without dashes, and a unique reference name a session; too little does not."""
    first, second = make_session(0, reference="A-1"), make_session(1, reference="A-2")
    store.add([first, second])
    session_id = first.labels.id
    assert store.find(str(session_id)) == store.find(session_id.hex[:20].upper()) == store.find("A-1") == session_id
    with pytest.raises(AmbiguousIdError, match="Write more letters"):
        store.find(session_id.hex[:4])
    for nothing in ("0", "zzzzzz", "A-3", ""):
        with pytest.raises(NoSuchSessionError):
            store.find(nothing)


def test_a_disputed_flag_leaves_totals_and_score_until_it_is_rejected(
    store: Store, make_session: MakeSession, summary: CallSummary
) -> None:
    """A dispute takes the flag out at once; rejected it counts again, upheld it is gone for good."""
    new = make_session()
    store.add([new])
    session_id, flag = new.labels.id, summary.detections[0].detection_id
    store.dispute(session_id, flag, by="anna", reason="it was the customer's word 4111 1111 1111 1111")
    detail = store.detail(session_id)
    assert detail.detections[0].status is FlagStatus.DISPUTED
    assert detail.detections[0].dispute is not None
    assert "4111" not in detail.detections[0].dispute.reason
    assert (detail.row.flags, detail.row.disputed) == (len(summary.detections) - 1, 1)
    assert detail.row.score == detail.summary.score.total > summary.score.total
    assert summary.detections[0] not in detail.summary.detections
    store.resolve(session_id, flag, by="sam", upheld=False, answer="it stands")
    assert store.detail(session_id).summary == summary
    store.dispute(session_id, flag, by="anna", reason="still")
    store.resolve(session_id, flag, by="sam", upheld=True)
    resolved = store.detail(session_id)
    assert resolved.detections[0].status is FlagStatus.RESOLVED
    assert (resolved.row.flags, resolved.row.disputed) == (len(summary.detections) - 1, 0)


def test_only_what_stands_is_disputed_and_only_what_is_disputed_is_settled(
    store: Store, make_session: MakeSession
) -> None:
    """A second dispute, an answer to none, and a flag that is not there are refused."""
    new = make_session()
    store.add([new])
    with pytest.raises(StoreError, match="no open dispute"):
        store.resolve(new.labels.id, 1, by="sam", upheld=True)
    with pytest.raises(StoreError, match="no flag 99"):
        store.dispute(new.labels.id, 99, by="anna", reason="x")
    store.dispute(new.labels.id, 1, by="anna", reason="x")
    with pytest.raises(StoreError, match="disputed already"):
        store.dispute(new.labels.id, 1, by="anna", reason="x")


def test_notes_are_redacted_and_counted(store: Store, make_session: MakeSession) -> None:
    """A note keeps its place in the call; numbers in it are hidden; removing it counts down."""
    new = make_session()
    store.add([new])
    note = store.annotate(new.labels.id, Role.AGENT, "anna", "her card 4111 1111 1111 1111 was refused", at_s=12.5)
    assert "[card number]" in note.text
    detail = store.detail(new.labels.id)
    assert detail.notes == (note,)
    assert detail.row.notes == 1
    store.remove_note(new.labels.id, note.id)
    store.remove_note(new.labels.id, note.id)
    assert store.detail(new.labels.id).row.notes == 0


def test_reading_releases_a_session(store: Store, make_session: MakeSession) -> None:
    """Acknowledging releases a session at once, and only the first time counts."""
    new = make_session()
    store.add([new])
    now = new.labels.started_at + timedelta(hours=1)
    store._clock = lambda: now
    assert not store.detail(new.labels.id).row.released(now)
    store.acknowledge(new.labels.id)
    row = store.detail(new.labels.id).row
    assert row.acknowledged_at == row.released_at == now
    store._clock = lambda: now + timedelta(hours=1)
    store.acknowledge(new.labels.id)
    assert store.detail(new.labels.id).row == row


def test_views_are_logged_and_the_first_of_a_supervisor_counts(store: Store, make_session: MakeSession) -> None:
    """Everybody who opens a session is on record; "unviewed" asks for supervisors only."""
    new = make_session()
    store.add([new])
    store.log_view(new.labels.id, "anna", Role.AGENT)
    assert store.count(SessionFilter(unviewed=True)) == 1
    store.log_view(new.labels.id, "sam", Role.SUPERVISOR)
    first = store.detail(new.labels.id).row.viewed_at
    store.log_view(new.labels.id, "kim", Role.SUPERVISOR)
    detail = store.detail(new.labels.id)
    assert [view.viewer for view in detail.views] == ["anna", "sam", "kim"]
    assert detail.row.viewed_at == first
    assert store.count(SessionFilter(unviewed=True)) == 0


def test_every_change_counts_the_revision_up(store: Store, make_session: MakeSession) -> None:
    """The team's sync sees each change by the revision."""
    new = make_session()
    store.add([new])
    session_id, seen = new.labels.id, [store.detail(new.labels.id).row.revision]
    for change in (
        lambda: store.annotate(session_id, Role.AGENT, "anna", "x"),
        lambda: store.dispute(session_id, 1, by="anna", reason="x"),
        lambda: store.resolve(session_id, 1, by="sam", upheld=True),
        lambda: store.acknowledge(session_id),
        lambda: store.log_view(session_id, "sam", Role.SUPERVISOR),
        lambda: store.hold(session_id, on=True),
    ):
        change()
        seen.append(store.detail(session_id).row.revision)
    assert seen == list(range(1, 8))


def test_deleting_takes_everything_along_but_not_what_is_held(store: Store, make_session: MakeSession) -> None:
    """A deleted session leaves no row in any table; one under legal hold keeps all of them."""
    kept, gone = make_session(0), make_session(1)
    store.add([kept, gone])
    store.annotate(gone.labels.id, Role.AGENT, "anna", "x")
    store.log_view(gone.labels.id, "sam", Role.SUPERVISOR)
    store.hold(kept.labels.id, on=True)
    with pytest.raises(NotAllowedError, match="legal hold"):
        store.delete([kept.labels.id, gone.labels.id])
    assert store.count() == 2
    assert store.delete([gone.labels.id]) == 1
    with store.reading() as connection:
        for model in (SessionBody, DetectionEntry, CueEntry, NoteEntry, ViewEntry):
            left = select(func.count()).select_from(model).where(model.session_id == gone.labels.id)
            assert connection.execute(left).scalar() == 0
    store.hold(kept.labels.id, on=False)
    assert store.delete([kept.labels.id]) == 1


def test_names_and_the_agents_own_past(store: Store, make_session: MakeSession) -> None:
    """Agents, teams and rules are listed by name; the past of a session is its agent's alone, newest first."""
    sessions = [make_session(n, agent) for n, agent in enumerate(("anna", "ben", "anna", "anna"))]
    store.add(sessions)
    assert store.agents() == ["anna", "ben"]
    assert store.teams() == ["north"]
    assert "dead-end" in store.rules()
    past = store.previous(sessions[3].labels.id)
    assert [row.id for row in past] == [sessions[2].labels.id, sessions[0].labels.id]


def test_pages_follow_each_other_in_every_order(store: Store, make_session: MakeSession) -> None:
    """Pages of any sort hold each session once; ties go newest first."""
    store.add([make_session(n, agent=f"agent {n % 3}") for n in range(20)])
    for by in SortBy:
        for descending in (True, False):
            sort = Sort(by, descending=descending)
            pages = [
                row.id for offset in range(0, 20, 6) for row in store.list_sessions(sort=sort, offset=offset, limit=6)
            ]
            assert len(set(pages)) == 20
    newest = store.list_sessions(limit=1)[0]
    assert newest.started_at == MONDAY + timedelta(hours=19)


def test_weeks_are_counted_for_all_each_agent_and_each_team(store: Store, make_session: MakeSession) -> None:
    """A trend has a point for each week and name, with sums, means and each metric."""
    store.add([make_session(n * 24, agent=("anna", "ben")[n % 2], team="north") for n in range(14)])
    alltogether = store.weekly()
    assert [point.week for point in alltogether] == [MONDAY.date(), MONDAY.date() + timedelta(weeks=1)]
    assert sum(point.sessions for point in alltogether) == 14
    assert alltogether[0].metrics == pytest.approx(
        asdict(store.detail(store.list_sessions(limit=1)[0].id).heard.metrics)
    )
    assert {(point.name, point.sessions) for point in store.weekly(by=TrendBy.AGENT)} == {
        ("anna", 4), ("ben", 3), ("anna", 3), ("ben", 4)
    }  # fmt: skip
    assert {point.name for point in store.weekly(by=TrendBy.TEAM)} == {"north"}


def test_rules_are_counted_by_week_without_what_does_not_stand(store: Store, make_session: MakeSession) -> None:
    """A disputed flag is in no trend; filters of the list hold for trends too."""
    sessions = [make_session(n, agent=("anna", "ben")[n % 2]) for n in range(6)]
    store.add(sessions)
    rule_id, flag = sessions[0].summary.detections[0].rule_id, sessions[0].summary.detections[0].detection_id
    store.dispute(sessions[0].labels.id, flag, by="anna", reason="x")
    found = {(point.name, point.rule_id): point for point in store.weekly_rules(by=TrendBy.AGENT)}
    assert found["anna", rule_id].flags == 2
    assert found["ben", rule_id].flags == 3
    only = store.weekly_rules(SessionFilter(agents=("ben",), since=MONDAY + timedelta(hours=2)))
    assert [(point.rule_id, point.flags) for point in only if point.rule_id == rule_id] == [(rule_id, 2)]


@pytest.mark.parametrize("nothing", ["", "   ", "-", "--", "\t\n"])
def test_an_empty_name_is_no_session(nothing: str, store: Store, make_session: MakeSession) -> None:
    """A variable that a script forgot to set must not delete the one session without a reference."""
    store.add([make_session(0), make_session(1, reference="A-2")])
    with pytest.raises(NoSuchSessionError):
        store.find(nothing)


def test_more_letters_than_an_id_has_name_nothing(store: Store, make_session: MakeSession) -> None:
    """A whole id with something behind it is another thing."""
    new = make_session()
    store.add([new])
    assert store.find(new.labels.id.hex) == new.labels.id
    with pytest.raises(NoSuchSessionError):
        store.find(new.labels.id.hex + "0")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(max_size=40) | st.text("0123456789abcdef-", max_size=40))
def test_any_text_names_one_session_or_is_one_sentence(text: str, store: Store, make_session: MakeSession) -> None:
    """Whatever is typed: the session that it is the beginning of, or what to type instead."""
    if not store.count():
        store.add([make_session(n, reference=f"CRM-{n}") for n in range(3)])
    try:
        found = store.find(text)
    except StoreError as error:
        assert error.mend  # noqa: PT017  both ends are right
    else:
        assert found.hex.startswith(text.strip().replace("-", "").lower())


def test_two_calls_of_one_reference_are_told_apart(store: Store, make_session: MakeSession) -> None:
    """A ticket may have several calls: then the id is asked for."""
    store.add([make_session(0, reference="T-1"), make_session(1, reference="T-1")])
    with pytest.raises(AmbiguousIdError):
        store.find("T-1")


@pytest.mark.parametrize(("released_h", "read_h", "then_h"), [(24, 1, 1), (2, 5, 2), (None, 3, 3)])
def test_reading_releases_never_later_than_before(
    released_h: int | None, read_h: int, then_h: int, store: Store, make_session: MakeSession
) -> None:
    """Supervisors who could see a session already still can; with "acknowledged" reading is what releases it."""
    hours = [None if one is None else MONDAY + timedelta(hours=one) for one in (released_h, read_h, then_h)]
    new = replace(make_session(), released_at=hours[0])
    store.add([new])
    store._clock = lambda: hours[1]  # type: ignore[return-value,assignment]
    store.acknowledge(new.labels.id)
    row = store.detail(new.labels.id).row
    assert (row.acknowledged_at, row.released_at) == (hours[1], hours[2])


def test_any_day_of_the_calendar_can_be_asked_for(store: Store, make_session: MakeSession) -> None:
    """Dates before ids could tell the time filter like any other."""
    store.add([make_session()])
    for since in (datetime(1, 1, 1, tzinfo=UTC), datetime(1969, 12, 31, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)):
        assert store.count(SessionFilter(since=since)) == 1
        assert store.count(SessionFilter(until=since)) == 0
        assert store.weekly_rules(SessionFilter(until=since)) == ()
    assert store.count(SessionFilter(until=datetime.max.replace(tzinfo=UTC))) == 1


def test_a_note_keeps_no_number_however_it_is_told(store: Store, make_session: MakeSession) -> None:
    """Notes, reasons and answers are hidden as the agent's words are: cards, mail addresses, spoken digits."""
    new = make_session()
    store.add([new])
    secrets = "card 4111 1111 1111 1111, anna@example.com, call five five five one two three four five six seven"
    store.annotate(new.labels.id, Role.SUPERVISOR, "sam", secrets)
    store.dispute(new.labels.id, 1, by="anna", reason=secrets)
    store.resolve(new.labels.id, 1, by="sam", upheld=False, answer=secrets)
    with store.reading() as connection:
        dump = str(connection.exec_driver_sql("SELECT text FROM note").all())
        dump += str(connection.exec_driver_sql("SELECT raised_reason, answer FROM detection").all())
    for secret in ("4111", "anna@", "one two three four"):
        assert secret not in dump


def test_closing_twice_and_using_a_closed_store(store: Store) -> None:
    """Closing is safe to repeat; a store that is asked once more simply opens its file again."""
    store.close()
    store.close()
    assert store.count() == 0
    store.engine.dispose()
