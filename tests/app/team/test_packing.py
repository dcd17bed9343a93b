"""What a session looks like when it leaves the workstation."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.store.new_session import read_summary
from app.store.records import Role
from app.store.repository import Store
from app.team.packing import read_rows
from tests.app.store.conftest import MakeSession


def test_words_and_events_stay_unless_the_company_says_so(
    workstation: Callable[[str], Store], make_session: MakeSession
) -> None:
    """Without the setting the summary goes without its transcript, and nothing to replay."""
    store, new = workstation("anna"), make_session(0)
    store.add([replace(new, events=b"[]")])
    with store.reading() as connection:
        (bare,) = read_rows(connection, [new.labels.id], transcript=False)
        (whole,) = read_rows(connection, [new.labels.id], transcript=True)
    assert (read_summary(bare.body["summary"]).transcript, bare.body["events"]) == ((), None)
    assert read_summary(whole.body["summary"]) == new.summary
    assert whole.body["events"] == b"[]"
    assert bare.detections == whole.detections != []


def test_only_the_agents_notes_go(workstation: Callable[[str], Store], make_session: MakeSession) -> None:
    """Supervisors' notes are the server's."""
    store, new = workstation("anna"), make_session(0)
    store.add([new])
    for role in Role:
        store.annotate(new.labels.id, role, "x", f"By the {role}.")
    with store.reading() as connection:
        (rows,) = read_rows(connection, [new.labels.id], transcript=False)
    assert [note["text"] for note in rows.notes] == ["By the agent."]
    assert rows.views == []


@pytest.mark.parametrize(
    ("source", "sent"),
    [("/home/anna/calls/7.flac", "7.flac"), (r"C:\Users\anna\7.flac", "7.flac"), ("Headset", "Headset"), ("", "")],
)
def test_folders_of_this_computer_stay(
    source: str, sent: str, workstation: Callable[[str], Store], make_session: MakeSession
) -> None:
    """Of a recording its name goes."""
    store, new = workstation("anna"), make_session(0)
    store.add([replace(new, summary=replace(new.summary, source=source))])
    with store.reading() as connection:
        (rows,) = read_rows(connection, [new.labels.id], transcript=False)
    assert rows.session["source"] == sent


def test_what_was_deleted_meanwhile_is_left_out(workstation: Callable[[str], Store], make_session: MakeSession) -> None:
    """Between the look at the outbox and the reading a session may go."""
    store, new = workstation("anna"), make_session(0)
    store.add([new])
    store.delete([new.labels.id])
    with store.reading() as connection:
        assert read_rows(connection, [new.labels.id], transcript=False) == []
