"""How a session reads in the list."""

from datetime import timedelta

from app.review.access import Viewer
from app.review.row_texts import moment_text, row_texts
from app.store.records import Role
from app.store.repository import Store
from tests.app.review.conftest import NOW
from tests.app.store.conftest import MONDAY, MakeSession

SAM, ANNA = Viewer("sam", Role.SUPERVISOR), Viewer("anna", Role.AGENT)


def test_a_row_names_call_agent_time_and_moments(store: Store, make_session: MakeSession) -> None:
    """Praise is told beside flags, in the same words' worth."""
    store.add([make_session(reference="ticket-7")])
    (row,) = store.list_sessions()
    texts = row_texts(row, SAM, NOW)
    assert texts.title == "ticket-7"
    assert texts.subtitle.startswith("anna · 2026-03-02")
    assert str(row.flags) in texts.flags
    assert str(row.praises) in texts.flags
    assert "1 flag," in texts.spoken
    assert texts.unread


def test_what_is_with_the_agent_tells_nothing(store: Store, make_session: MakeSession) -> None:
    """No reference, score or number of flags reaches a supervisor before the release, not even a screen reader."""
    store.add([make_session(reference="ticket-7")])
    (row,) = store.list_sessions()
    texts = row_texts(row, SAM, MONDAY + timedelta(hours=1))
    assert texts.withheld
    everything = (
        f"{texts.title} {texts.subtitle} {texts.score} {texts.flags} {texts.spoken} {texts.length} {texts.heard}"
    )
    assert "ticket-7" not in everything
    assert str(round(row.score or 0)) not in texts.score
    assert "with the agent until" in texts.subtitle


def test_an_agent_is_not_told_the_own_name(store: Store, make_session: MakeSession) -> None:
    """Time and length are enough among one's own calls."""
    store.add([make_session()])
    (row,) = store.list_sessions()
    assert "anna" not in row_texts(row, ANNA, NOW).subtitle


def test_days_are_told_as_people_do() -> None:
    """Today and yesterday by name, other days by date."""
    assert moment_text(NOW, NOW).startswith("today ")
    assert moment_text(NOW - timedelta(days=1), NOW).startswith("yesterday ")
    assert moment_text(MONDAY, NOW).startswith("2026-03-02")
