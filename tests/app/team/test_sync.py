"""From the workstation to the server and back: exactly once, whatever happens to the line."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from app.store.column_types import Compressed, compressed
from app.store.records import FlagStatus, Role, SessionOrigin, Sort
from app.store.repository import Store
from app.team import sync as sync_module
from app.team.connecting import Server
from app.team.errors import NoRightError, UnreachableError
from app.team.outbox import Outbox
from app.team.status import status_of
from app.team.team_store import TeamStore
from tests.app.store.conftest import MakeSession
from tests.app.team.conftest import Team
from tests.app.team.cutting_proxy import CuttingProxy

Workstation = Callable[[str], Store]
Opened = Callable[[Team, Server], TeamStore]
OLDEST_FIRST = Sort(descending=False)
ALL_ROWS = """
    SELECT (SELECT count(*) FROM sotto.session), (SELECT count(*) FROM sotto.session_body),
           (SELECT count(*) FROM sotto.detection), (SELECT count(*) FROM sotto.cue), (SELECT count(*) FROM sotto.note)"""


def test_what_was_sent_is_what_was_kept(
    team: Team, workstation: Workstation, opened: Opened, make_session: MakeSession
) -> None:
    """The detail that a supervisor gets equals the agent's, but for words that the company keeps on the workstation."""
    server, store = team.member("anna"), workstation("anna")
    new = make_session(0, "anna", reference="ticket-7")
    store.add([new])
    store.annotate(new.labels.id, Role.AGENT, "anna", "The line was bad.")
    assert (team.sync(store, server).sent, team.sync(store, server).sent) == (1, 0)
    mine = store.detail(new.labels.id)
    theirs = opened(team, team.member("sue", "supervisor", None, ("north",))).detail(new.labels.id)
    assert mine.heard.transcript
    assert theirs.heard == replace(mine.heard, transcript=())
    assert (theirs.detections, theirs.cues) == (mine.detections, mine.cues)
    assert [note.text for note in theirs.notes] == ["The line was bad."]
    assert (theirs.row.reference, theirs.row.score, theirs.row.flags) == ("ticket-7", mine.row.score, mine.row.flags)
    assert not theirs.can_replay


def test_the_transcript_goes_only_where_the_company_says_so(
    team: Team, workstation: Workstation, opened: Opened, make_session: MakeSession
) -> None:
    """With team.transcript the words go along."""
    server, store = team.member("anna"), workstation("anna")
    new = make_session(0, "anna")
    store.add([new])
    team.sync(store, server, transcript=True)
    supervisor = opened(team, team.member("sue", "supervisor", None, ("north",)))
    assert supervisor.detail(new.labels.id).heard.transcript == store.detail(new.labels.id).heard.transcript


def test_imported_generated_and_other_peoples_sessions_stay(
    team: Team, workstation: Workstation, make_session: MakeSession
) -> None:
    """Only what this agent's calls on this workstation left is sent; other names are told of."""
    server, store = team.member("anna"), workstation("anna")
    store.add([
        make_session(0, "anna", origin=SessionOrigin.IMPORTED), make_session(1, "anna", origin=SessionOrigin.GENERATED),
        make_session(2, "carl"),
    ])  # fmt: skip
    report = team.sync(store, server)
    assert (report.sent, report.waiting, report.others) == (0, 0, ("carl",))


def test_a_deletion_is_sent_too(team: Team, workstation: Workstation, make_session: MakeSession) -> None:
    """What the agent deletes leaves the server with all its rows, unless the company says otherwise."""
    server, store = team.member("anna"), workstation("anna")
    first, second = make_session(0, "anna"), make_session(1, "anna")
    store.add([first, second])
    team.sync(store, server)
    store.delete([first.labels.id])
    assert team.sync(store, server, deletions=False).deleted == 0
    report = team.sync(store, server)
    assert (report.deleted, report.waiting) == (1, 0)
    assert team.execute("SELECT id FROM sotto.session") == [(second.labels.id,)]
    assert team.execute("SELECT DISTINCT session_id FROM sotto.detection") == [(second.labels.id,)]


def test_a_legal_hold_on_the_server_outlives_a_deletion(
    team: Team, workstation: Workstation, opened: Opened, make_session: MakeSession
) -> None:
    """A session that a supervisor put under hold stays there; the workstation hears so once."""
    server, store = team.member("anna"), workstation("anna")
    new = make_session(0, "anna")
    store.add([new])
    team.sync(store, server)
    opened(team, team.member("sue", "supervisor", None, ("north",))).hold(new.labels.id, on=True)
    store.delete([new.labels.id])
    assert (team.sync(store, server).held, team.sync(store, server).held) == (1, 0)
    assert team.execute("SELECT legal_hold FROM sotto.session") == [(True,)]


def test_a_dispute_goes_there_and_its_settlement_comes_back(
    team: Team, workstation: Workstation, opened: Opened, make_session: MakeSession
) -> None:
    """Agent objects, supervisor rejects with an answer and a note: both sides end with the same flags and score."""
    server, store = team.member("anna"), workstation("anna")
    new = make_session(0, "anna")
    store.add([new])
    flag = store.detail(new.labels.id).detections[0].detection.detection_id
    whole = store.detail(new.labels.id).row.score
    team.sync(store, server)
    store.dispute(new.labels.id, flag, by="anna", reason="I offered a call back.")
    assert team.sync(store, server).sent == 1
    supervisor = opened(team, team.member("sue", "supervisor", None, ("north",)))
    assert supervisor.detail(new.labels.id).detections[0].status is FlagStatus.DISPUTED
    supervisor.resolve(new.labels.id, flag, by="somebody else", upheld=False, answer="Not in this call.")
    supervisor.annotate(new.labels.id, Role.SUPERVISOR, "somebody else", "Let us talk about it.")
    assert supervisor.detail(new.labels.id).row.score == whole
    assert team.sync(store, server).fetched == 1
    mine = store.detail(new.labels.id)
    dispute = mine.detections[0].dispute
    assert dispute is not None
    assert (mine.detections[0].status, dispute.resolved_by, dispute.answer) == (
        FlagStatus.STANDING,
        "Sue",
        "Not in this call.",
    )
    assert [(note.author, note.text) for note in mine.notes] == [("Sue", "Let us talk about it.")]
    assert [view.viewer for view in mine.views] == ["Sue"]
    assert (mine.row.score, mine.row.disputed) == (whole, 0)
    again = team.sync(store, server)
    assert (again.fetched, again.sent) == (0, 0)
    assert supervisor.detail(new.labels.id).detections == mine.detections


def test_a_supervisors_removed_note_is_removed_here(
    team: Team, workstation: Workstation, opened: Opened, make_session: MakeSession
) -> None:
    """Notes of supervisors are the server's, notes of the agent are the workstation's, also when they are taken out."""
    server, store = team.member("anna"), workstation("anna")
    new = make_session(0, "anna")
    store.add([new])
    mine = store.annotate(new.labels.id, Role.AGENT, "anna", "Mine.")
    team.sync(store, server)
    supervisor = opened(team, team.member("sue", "supervisor", None, ("north",)))
    theirs = supervisor.annotate(new.labels.id, Role.SUPERVISOR, "sue", "Theirs.")
    team.sync(store, server)
    assert {note.text for note in store.detail(new.labels.id).notes} == {"Mine.", "Theirs."}
    supervisor.remove_note(new.labels.id, theirs.id)
    store.remove_note(new.labels.id, mine.id)
    team.sync(store, server)
    assert store.detail(new.labels.id).notes == ()
    assert supervisor.detail(new.labels.id).notes == ()
    assert store.detail(new.labels.id).row.notes == supervisor.detail(new.labels.id).row.notes == 0


def test_a_session_that_is_not_valid_there_holds_up_no_other(
    team: Team, workstation: Workstation, make_session: MakeSession
) -> None:
    """One refused session is told of and left out; the others of its batch are sent."""
    server, store = team.member("anna"), workstation("anna")
    sessions = [make_session(hour, "anna") for hour in range(5)]
    store.add(sessions)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE session SET score = 180 WHERE id = ?", (sessions[2].labels.id.hex,))
    report = team.sync(store, server)
    assert (report.sent, report.refused, report.waiting) == (4, 1, 1)


@pytest.mark.parametrize("transcript", [False, True], ids=["without words", "with words"])
@pytest.mark.parametrize(
    ("column", "data"), [("summary", b"\x00" * 40), ("summary", compressed(b"[1]")), ("scoring", compressed(b"{"))]
)
def test_a_session_that_is_damaged_here_holds_up_no_other(
    column: str, data: bytes, *, transcript: bool, team: Team, workstation: Workstation, make_session: MakeSession
) -> None:
    """It is named, counted as waiting and sent once it is whole again; the others are sent once."""
    server, store = team.member("anna"), workstation("anna")
    sessions = [make_session(hour, "anna") for hour in range(5)]
    store.add(sessions)
    broken = sessions[2].labels.id
    whole = damage(store, broken, column, data)
    for sent in (4, 0):
        report = team.sync(store, server, transcript=transcript)
        assert (report.sent, report.waiting, report.damaged) == (sent, 1, [broken])
    told = status_of(store, team.settings(server, transcript=transcript), server)
    assert (told.waiting, told.damaged) == (1, 1)
    assert team.execute("SELECT count(*) FROM sotto.session") == [(4,)]
    damage(store, broken, column, whole)
    report = team.sync(store, server, transcript=transcript)
    assert (report.sent, report.waiting, report.damaged) == (1, 0, [])
    assert status_of(store, team.settings(server, transcript=transcript), server).damaged == 0


def test_what_comes_back_to_a_damaged_session_waits_until_it_is_whole(
    team: Team, workstation: Workstation, opened: Opened, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A settled dispute whose score cannot be counted anew keeps neither other answers nor what is to be sent."""
    monkeypatch.setattr(sync_module, "BATCH", 2)
    server, store = team.member("anna"), workstation("anna")
    sessions = [make_session(hour, "anna") for hour in range(3)]
    store.add(sessions)
    ids = [new.labels.id for new in sessions]
    for one in ids:
        store.dispute(one, 1, by="anna", reason="our system")
    team.sync(store, server)
    supervisor = opened(team, team.member("sue", "supervisor", None, ("north",)))
    for one in ids:
        supervisor.detail(one)
        supervisor.annotate(one, Role.SUPERVISOR, "sue", "Seen.")
        supervisor.resolve(one, 1, by="sue", upheld=True, answer="yes")
    whole = damage(store, ids[1], "summary", compressed(b"{"))
    store.add([make_session(7, "anna")])
    report = team.sync(store, server)
    assert (report.fetched, report.sent, report.damaged) == (2, 3, [ids[1]])
    assert [row.disputed for row in store.list_sessions(sort=OLDEST_FIRST)] == [0, 1, 0, 0]
    damage(store, ids[1], "summary", whole)
    report = team.sync(store, server)
    assert (report.fetched, report.damaged) == (1, [])
    settled = store.detail(ids[1])
    assert (settled.detections[0].status, [note.text for note in settled.notes]) == (FlagStatus.RESOLVED, ["Seen."])
    assert team.sync(store, server).fetched == 0


def test_a_login_that_is_no_agent_is_told_so(team: Team, workstation: Workstation) -> None:
    """A supervisor's login has nothing to send."""
    server = team.member("sue", "supervisor", None, ("north",))
    with pytest.raises(NoRightError, match="no agent of this team"):
        team.sync(workstation("sue"), server)


def test_another_server_gets_everything_anew(team: Team, workstation: Workstation, make_session: MakeSession) -> None:
    """What was sent is remembered for each database, not for each address."""
    server, store = team.member("anna"), workstation("anna")
    store.add([make_session(0, "anna")])
    team.sync(store, server)
    team.execute("TRUNCATE sotto.session CASCADE")
    assert team.sync(store, server).sent == 0
    team.execute("UPDATE sotto.team_info SET id = gen_random_uuid()")
    assert team.sync(store, server).sent == 1


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_cut_anywhere_loses_and_doubles_nothing(
    direction: str, team: Team, workstation: Workstation, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is cut ever later, also within a batch and between commit and answer; in the end all is there once."""
    monkeypatch.setattr(sync_module, "BATCH", 4)
    server, store = team.member("anna"), workstation("anna")
    store.add([make_session(hour, "anna") for hour in range(12)])
    with CuttingProxy(server.host, server.port) as proxy:
        through = replace(server, host="127.0.0.1", port=proxy.own_port)
        budget = 1_000
        while True:
            proxy.heal()
            proxy.upstream_bytes = budget if direction == "up" else None
            proxy.downstream_bytes = budget if direction == "down" else None
            try:
                team.sync(store, through)
            except UnreachableError:
                budget += 3_000 if direction == "up" else 150
            else:
                break
            sent = {row[0] for row in team.execute("SELECT id FROM sotto.session")}
            assert _acknowledged(team, store) <= sent
        assert proxy.cuts > 3
    (counts,) = team.execute(ALL_ROWS)
    one = make_session(0, "anna")
    assert counts == (12, 12, 12 * len(one.detections), 12 * len(one.cues), 0)
    assert team.sync(store, server).sent == 0


def test_a_commit_whose_answer_is_lost_is_not_repeated(
    team: Team, workstation: Workstation, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workstation dies after the server's commit, before its own note of it: the batch goes again and changes nothing."""
    server, store = team.member("anna"), workstation("anna")
    store.add([make_session(hour, "anna") for hour in range(3)])

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Outbox, "acknowledge", die)
        with pytest.raises(KeyboardInterrupt):
            team.sync(store, server)
    before = team.execute("SELECT id, xmin::text FROM sotto.session ORDER BY id")
    assert len(before) == 3
    report = team.sync(store, server)
    assert (report.sent, report.waiting) == (0, 0)
    assert [row[0] for row in team.execute("SELECT id FROM sotto.session ORDER BY id")] == [row[0] for row in before]
    assert team.execute("SELECT count(*) FROM sotto.detection") == [(3 * len(make_session(0, "anna").detections),)]


def test_what_comes_back_comes_back_after_a_cut(
    team: Team, workstation: Workstation, opened: Opened, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workstation wrote a supervisor's note and could not say so: it fetches it again, and has it once."""
    server, store = team.member("anna"), workstation("anna")
    new = make_session(0, "anna")
    store.add([new])
    team.sync(store, server)
    supervisor = opened(team, team.member("sue", "supervisor", None, ("north",)))
    supervisor.annotate(new.labels.id, Role.SUPERVISOR, "sue", "Well done.")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sync_module.returning, "acknowledge", die)
        with pytest.raises(KeyboardInterrupt):
            team.sync(store, server)
    assert team.sync(store, server).fetched == 1
    assert [note.text for note in store.detail(new.labels.id).notes] == ["Well done."]


def damage(store: Store, session_id: UUID, column: str, data: bytes) -> Compressed:
    """Write other bytes into a session's body; return those that stood there, as they stood."""
    place = (session_id.hex,)
    with store.writing() as connection:
        before = connection.exec_driver_sql(f"SELECT {column} FROM session_body WHERE session_id = ?", place).scalar()  # noqa: S608
        connection.exec_driver_sql(f"UPDATE session_body SET {column} = ? WHERE session_id = ?", (bytes(data), *place))  # noqa: S608
    return Compressed(before)


def _acknowledged(team: Team, store: Store) -> set[UUID]:
    (info,) = team.execute("SELECT id FROM sotto.team_info")
    everything = {row.id for row in store.list_sessions()}
    return everything - {one.id for one in Outbox(store, info[0]).waiting("anna", 1_000)}
