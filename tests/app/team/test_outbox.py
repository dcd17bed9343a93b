"""What waits to be sent is the difference between what is here and what was sent."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from app.store.records import Role
from app.store.repository import Store
from app.team.outbox import Outbox, Waiting
from tests.app.store.conftest import MakeSession

SERVER, OTHER = uuid4(), uuid4()


@pytest.fixture
def store(workstation: Callable[[str], Store], make_session: MakeSession) -> Store:
    """Return a store with three sessions of Anna's."""
    opened = workstation("anna")
    opened.add([make_session(hour, "anna") for hour in range(3)])
    return opened


def test_what_was_acknowledged_waits_no_more_until_it_changes(store: Store) -> None:
    """A note makes one session wait again, with its new revision."""
    outbox = Outbox(store, SERVER)
    waiting = outbox.waiting("anna", 10)
    assert [one.id for one in waiting] == sorted((row.id for row in store.list_sessions()), key=lambda one: one.bytes)
    outbox.acknowledge(waiting)
    assert outbox.waiting("anna", 10) == []
    store.annotate(waiting[1].id, Role.AGENT, "anna", "One more thing.")
    assert outbox.waiting("anna", 10) == [Waiting(waiting[1].id, waiting[1].revision + 1)]
    assert outbox.length("anna") == 1


def test_a_change_while_sending_is_sent_next_time(store: Store) -> None:
    """What is acknowledged is the revision that went, not the one that is there by then."""
    outbox = Outbox(store, SERVER)
    waiting = outbox.waiting("anna", 1)
    store.annotate(waiting[0].id, Role.AGENT, "anna", "Meanwhile.")
    outbox.acknowledge(waiting)
    assert waiting[0].id in {one.id for one in outbox.waiting("anna", 10)}


def test_batches_go_on_behind_the_last(store: Store) -> None:
    """By id, each once."""
    outbox = Outbox(store, SERVER)
    everything = outbox.waiting("anna", 10)
    assert outbox.waiting("anna", 10, everything[0].id) == everything[1:]
    assert outbox.waiting("anna", 2) == everything[:2]


def test_deletions_wait_until_they_are_forgotten(store: Store) -> None:
    """Only of sessions that lie on this server."""
    outbox = Outbox(store, SERVER)
    sent, unsent, _ = outbox.waiting("anna", 10)
    outbox.acknowledge([sent])
    store.delete([sent.id, unsent.id])
    assert outbox.deleted(10) == [sent.id]
    assert Outbox(store, OTHER).deleted(10) == []
    assert outbox.length("anna") == 2
    outbox.forget([sent.id])
    assert outbox.deleted(10) == []


def test_each_server_knows_the_workstation_under_one_id(store: Store) -> None:
    """Drawn once a server."""
    here = Outbox(store, SERVER)
    assert here.workstation() == here.workstation() == Outbox(store, SERVER).workstation()
    assert Outbox(store, OTHER).workstation() != here.workstation()


def test_the_last_synchronisation_is_remembered(store: Store) -> None:
    """None before the first."""
    outbox = Outbox(store, SERVER)
    assert outbox.last_sync_at() is None
    outbox.workstation()
    outbox.note_sync()
    assert outbox.last_sync_at() is not None
