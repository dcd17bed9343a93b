"""A call beside the agent's own weeks before: what is compared, with whose calls, and how it is shown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reports.comparing import COMPARED
from app.review.changes import WEEKS, Change, Changes, _direction, _mean, changes_of
from app.review.changes_panel import ChangesPanel
from app.review.session_view import SessionView, load_session
from app.store.records import Role, SessionDetail, WeekPoint
from app.store.repository import Store
from tests.app.review.conftest import NOW, Load, MakeContext
from tests.app.store.conftest import MONDAY, MakeSession

DASH = "\N{EN DASH}"


@pytest.fixture
def detail(load: Load, make_session: MakeSession) -> SessionDetail:
    """Give a call with one flag."""
    return load(make_session()).detail


def week(place: int, sessions: int = 1, **fields: object) -> WeekPoint:
    """Return a week."""
    values: dict[str, object] = {"flags": 0, "praises": 0, "score": None, "heard_share": None, "metrics": {}}
    values |= fields
    return WeekPoint(date(2026, 2, 2) + timedelta(weeks=place), "", sessions, 600.0 * sessions, **values)  # type: ignore[arg-type]


def lines(changes: Changes) -> dict[str, Change]:
    """Return the lines by their name."""
    return {line.label: line for line in changes.lines}


def test_weeks_weigh_by_their_calls(detail: SessionDetail) -> None:
    """Nine calls with a flag each and one with eleven are two a call, not six."""
    changes = changes_of(detail, [week(0, 9, flags=9), week(1, 1, flags=11)])
    assert changes.calls == 10
    assert lines(changes)["Flags"].usual == "2.0"


def test_a_week_in_which_it_was_not_measured_does_not_count(detail: SessionDetail) -> None:
    """Nothing measured is no zero."""
    points = [week(0, 5, metrics={"patience_s": 1.0}), week(1, 50, metrics={"patience_s": None})]
    assert lines(changes_of(detail, points))["Patience"].usual == "1.0 s"


def test_all_compared_measures_have_a_line_with_a_meaning(detail: SessionDetail) -> None:
    """Flags, good moments and score first, then each measure with its definition on hover."""
    changes = changes_of(detail, [])
    assert [line.label for line in changes.lines[:3]] == ["Flags", "Done well", "Score"]
    assert len(changes.lines) == 3 + len(COMPARED)
    assert all(line.meaning for line in changes.lines[3:])


def test_what_this_call_lacks_is_not_compared(detail: SessionDetail) -> None:
    """A measure that was not taken in this call has no direction, whatever is usual."""
    metrics = replace(detail.summary.metrics, patience_s=None)
    without = replace(detail, summary=replace(detail.summary, metrics=metrics))
    line = lines(changes_of(without, [week(0, metrics={"patience_s": 1.0})]))["Patience"]
    assert (line.now, line.usual, line.direction) == ("not measured", "1.0 s", 0)


@pytest.mark.parametrize(
    ("now", "usual", "direction"),
    [(1.0, 1.0, 0), (1.09, 1.0, 0), (1.11, 1.0, 1), (0.91, 1.0, 0), (0.89, 1.0, -1), (0.0, 0.0, 0), (0.1, 0.0, 1)],
)
def test_about_the_same_is_within_a_tenth(now: float, usual: float, direction: int) -> None:
    """Of what is usual; where nothing is usual anything is more."""
    assert _direction(now, usual) == direction


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_direction_points_the_right_way(now: float, usual: float) -> None:
    """Up means more, down less, whatever the numbers; without one of them there is none."""
    direction = _direction(now, usual)
    assert direction == 0 or (direction > 0) == (now > usual)
    assert _direction(None, usual) == _direction(now, None) == 0


@given(st.lists(st.tuples(st.one_of(st.none(), st.floats(-1e6, 1e6)), st.integers(1, 500)), max_size=20))
def test_a_mean_lies_between_what_was_measured(values: list[tuple[float | None, int]]) -> None:
    """And there is none where nothing was."""
    known = [value for value, _ in values if value is not None]
    mean = _mean(values)
    assert (mean is None) == (not known)
    if mean is not None:
        assert min(known) - 1e-6 <= mean <= max(known) + 1e-6


def test_only_the_weeks_just_before_count(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """Neither older calls, nor the call itself, nor what came after."""
    hours = 24 * 7 * WEEKS
    this = make_session(hours + 1)
    store.add([make_session(0), make_session(2), this, make_session(hours + 5)])
    view = load_session(make_context(now=NOW + timedelta(weeks=9)), this.labels.id)
    assert isinstance(view, SessionView)
    assert view.changes.calls == 1


def test_what_a_supervisor_may_not_read_is_not_in_the_usual_values(
    make_context: MakeContext, store: Store, make_session: MakeSession
) -> None:
    """The mean of one withheld call would tell that call's numbers; its agent compares with all own calls."""
    before, this = make_session(0), make_session(5)
    store.add([replace(before, released_at=NOW + timedelta(days=9)), this])
    theirs = load_session(make_context(), this.labels.id)
    own = load_session(make_context("anna", Role.AGENT), this.labels.id)
    assert isinstance(theirs, SessionView)
    assert isinstance(own, SessionView)
    assert theirs.changes.calls == 0
    assert {line.usual for line in theirs.changes.lines} == {DASH}
    assert own.changes.calls == 1


def test_the_panel_says_how_many_calls_are_usual(qapp: QApplication, qtbot: QtBot) -> None:
    """One, many, and none each have a sentence."""
    panel = ChangesPanel()
    qtbot.addWidget(panel)
    for calls, told in ((1, "own 1 call in"), (7, "own 7 calls in"), (0, "no calls of this agent")):
        panel.show_changes(Changes(calls, ()))
        assert told in panel.heading.text()


def test_the_panel_shows_a_direction_as_an_arrow(qapp: QApplication, qtbot: QtBot) -> None:
    """Beside the call's value; no colour says good or bad, and the meaning is on hover."""
    panel = ChangesPanel()
    qtbot.addWidget(panel)
    rows = (Change("Flags", "3", "1.0", "", 1), Change("Pace", "100", "150", "Words <each> minute.", -1))
    panel.show_changes(Changes(4, (*rows, Change("Score", "80", "80", "", 0))))
    assert [panel.table.item(row, 1).text() for row in range(3)] == ["3 ↑", "100 ↓", "80"]
    assert panel.table.item(0, 0).toolTip() == ""
    assert "minute" in panel.table.item(1, 2).toolTip()
    panel.show_changes(Changes(0, rows[:1]))
    assert panel.table.rowCount() == 1


def test_days_before_the_first_call_are_no_weeks(load: Load, make_session: MakeSession) -> None:
    """An agent's first call has nothing to stand beside, on whatever day it was."""
    view = load(make_session(30))
    assert view.detail.row.started_at > MONDAY
    assert view.changes.calls == 0
