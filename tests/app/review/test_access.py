"""Who may see what, and when."""

from datetime import timedelta

import pytest

from app.review.access import Viewer, viewer_of, with_agent
from app.review.settings import ReviewSettings
from app.store.errors import NotAllowedError
from app.store.generator.sessions import GenerationPlan, generate
from app.store.records import Role, SessionFilter, Sort, SortBy
from app.store.repository import Store
from app.store.settings import StoreSettings
from coaching.rulebook.schema import Rulebook
from tests.app.review.conftest import NOW
from tests.app.store.conftest import MONDAY, MakeSession

SUPERVISOR, ANNA = Viewer("sam", Role.SUPERVISOR), Viewer("anna", Role.AGENT)


def test_an_agent_reads_own_sessions_at_once_and_no_others(store: Store, make_session: MakeSession) -> None:
    """The agent needs no release; another agent's session is refused with a sentence that names both."""
    store.add([make_session(), make_session(1, agent="ben")])
    ben, anna = store.list_sessions()
    assert ANNA.may_read(anna, MONDAY)
    with pytest.raises(NotAllowedError, match="ben's, not anna's"):
        ANNA.check(ben, NOW)


def test_a_supervisor_waits_for_the_release(store: Store, make_session: MakeSession) -> None:
    """Before the release a supervisor is told until when the agent has it; from then on it may be read."""
    store.add([make_session()])
    (row,) = store.list_sessions()
    assert row.released_at is not None
    with pytest.raises(NotAllowedError, match="with the agent until 2026-03-03"):
        SUPERVISOR.check(row, row.released_at - timedelta(seconds=1))
    SUPERVISOR.check(row, row.released_at)


def test_until_read_is_said_where_no_time_is_set(store: Store, make_session: MakeSession) -> None:
    """Without a time of release the session is with the agent until it was read."""
    store.add([make_session()])
    (row,) = store.list_sessions()
    object.__setattr__(row, "released_at", None)
    assert with_agent(row) == "with the agent until it was read"


@pytest.mark.parametrize(
    ("wanted", "sort", "narrowed"),
    [
        (SessionFilter(), Sort(), False),
        (SessionFilter(teams=("north",), unviewed=True), Sort(SortBy.AGENT), False),
        (SessionFilter(text="refund"), Sort(), True),
        (SessionFilter(rules=("dead-end",)), Sort(), True),
        (SessionFilter(score_most=50.0), Sort(), True),
        (SessionFilter(), Sort(SortBy.SCORE), True),
    ],
)
def test_no_filter_or_order_tells_what_is_in_an_unreleased_session(
    wanted: SessionFilter, sort: Sort, narrowed: bool
) -> None:
    """What a supervisor searches by content, or sorts by it, holds released sessions alone."""
    assert (SUPERVISOR.narrowed(wanted, sort, NOW).released_by == NOW) is narrowed


def test_totals_never_count_what_may_not_be_read() -> None:
    """Trends of a supervisor stop at the release, those of an agent at the agent."""
    assert SUPERVISOR.in_totals(SessionFilter(), NOW).released_by == NOW
    assert ANNA.in_totals(SessionFilter(agents=("ben",)), NOW).agents == ("anna",)


def test_the_viewer_of_the_settings() -> None:
    """Agents go by the name of their sessions; supervisors by their own; the command line may choose the role."""
    store, review = StoreSettings(agent="anna"), ReviewSettings(role="supervisor", name="sam")
    assert viewer_of(review, store) == SUPERVISOR
    assert viewer_of(review, store, "agent") == ANNA


def test_made_up_sessions_are_open_to_whoever_made_them(store: Store, rulebook: Rulebook) -> None:
    """A generated session is nobody's call: an agent may read it under any name."""
    generate(store, GenerationPlan(1), rulebook)
    (row,) = store.list_sessions()
    assert row.agent != ANNA.name
    ANNA.check(row, NOW)
