"""Trends as small multiples: what is read for whom, and how a series is drawn and told."""

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.review.background import BackgroundWork
from app.review.trends import Series, Trends
from app.review.trends_page import SmallMultiple, TrendsPage, _decimals
from app.store.records import Role
from app.store.repository import Store
from tests.app.review.conftest import NOW, MakeContext, look_of
from tests.app.store.conftest import MakeSession

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakePage = Callable[..., TrendsPage]
HOLES = Series("Pace", "Words <each> minute.", (1.0, None, 3.0, 5.0), 1.0, 4.0)


@pytest.fixture
def make_page(make_context: MakeContext, work: BackgroundWork, qtbot: QtBot, look: Look) -> MakePage:
    """Return a maker of pages that nothing was read for yet."""
    kept: list[TrendsPage] = []

    def make(role: Role = Role.SUPERVISOR) -> TrendsPage:
        made = TrendsPage(make_context("anna" if role is Role.AGENT else "sam", role), work)
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.use_look(look)
        return made

    return make


@pytest.fixture
def tile(qapp: QApplication, qtbot: QtBot, look: Look) -> SmallMultiple:
    """Give a tile without a series."""
    made = SmallMultiple(look)
    qtbot.addWidget(made)
    return made


def opened(page: TrendsPage, qtbot: QtBot) -> TrendsPage:
    """Open the page and wait for series and names."""
    with qtbot.waitSignals([page._reading.answered, page._naming.answered]):
        page.open_trends()
    return page


def chosen(page: TrendsPage, qtbot: QtBot, place: int) -> int:
    """Choose whose weeks, and return how many calls they have."""
    with qtbot.waitSignal(page._reading.answered) as caught:
        page.who.setCurrentIndex(place)
    trends: Trends = caught.args[0]
    return sum(trends.calls)


def curve(tile: SmallMultiple) -> tuple[list[float], list[float]]:
    """Return what is drawn."""
    (item,) = (one for one in tile.plot.getPlotItem().items if isinstance(one, pg.PlotDataItem))
    x, y = item.getOriginalDataset()
    return list(x), list(y)


def test_nothing_is_read_before_it_is_looked_at(make_page: MakePage) -> None:
    """Who never opens the tab waits for nothing."""
    page = make_page()
    assert not page._reading.busy
    assert page.tiles == []


def test_all_measures_and_frequent_rules_have_a_tile(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Rules begin a row of their own; the heading counts the calls and says what they stand beside."""
    store.add([make_session(n) for n in range(3)])
    page = opened(make_page(), qtbot)
    titles = [tile.title.text() for tile in page.tiles]
    assert titles[:4] == ["Calls", "Done well, for each call", "Flags, for each call", "Score"]
    assert "No way forward" in titles
    assert page.heading.text().startswith("3 calls. ")
    assert "never beside other people's" in page.heading.text()
    rule = page.tiles[titles.index("No way forward")]
    row, column, _, _ = page.grid.getItemPosition(page.grid.indexOf(rule))  # type: ignore[misc]
    assert (row, column) == (-(-11 // 4), 0)


def test_weeks_without_calls_are_said(make_page: MakePage, qtbot: QtBot) -> None:
    """A sentence and no tiles; not eleven empty plots."""
    page = opened(make_page(), qtbot)
    assert page.heading.text() == "There are no calls in these weeks."
    assert page.tiles == []


def test_a_supervisor_chooses_team_or_agent(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """Each of them once, teams first, by name; the weeks follow the choice."""
    store.add([make_session(0), make_session(1, agent="ben", team="south"), make_session(2, agent="ben")])
    page = opened(make_page(), qtbot)
    names = [page.who.itemText(place) for place in range(page.who.count())]
    assert names == ["All teams", "Team north", "Team south", "anna", "ben"]
    assert [chosen(page, qtbot, place) for place in (1, 2, 3, 4, 0)] == [2, 1, 1, 2, 3]


def test_an_agent_sees_the_own_weeks_alone(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """No names of others are offered, and none of their calls is counted."""
    store.add([make_session(0), make_session(1, agent="ben")])
    page = opened(make_page(Role.AGENT), qtbot)
    assert [page.who.itemText(place) for place in range(page.who.count())] == ["My calls"]
    assert page.heading.text().startswith("1 call. ")


@pytest.mark.parametrize(("place", "weeks"), [(1, 26), (2, 52)])
def test_more_weeks_can_be_chosen(
    make_page: MakePage, store: Store, make_session: MakeSession, *, qtbot: QtBot, place: int, weeks: int
) -> None:
    """Each line has a place for each week, the last of them this one."""
    store.add([make_session()])
    page = opened(make_page(), qtbot)
    with qtbot.waitSignal(page._reading.answered) as caught:
        page.span.setCurrentIndex(place)
    assert len(caught.args[0].weeks) == weeks
    assert caught.args[0].weeks[-1] <= NOW.date()
    assert len(curve(page.tiles[0])[0]) == weeks


def test_opening_again_reads_again_and_doubles_nothing(
    make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot
) -> None:
    """A call that came meanwhile is counted; names and tiles stand once."""
    store.add([make_session()])
    page = opened(make_page(), qtbot)
    tiles, names = len(page.tiles), page.who.count()
    store.add([make_session(1)])
    with qtbot.waitSignal(page._reading.answered):
        page.open_trends()
    assert page.heading.text().startswith("2 calls. ")
    assert (len(page.tiles), page.who.count()) == (tiles, names)
    assert page.grid.count() == tiles


def test_a_failure_ends_the_waiting(
    make_page: MakePage, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says what went wrong instead of loading for ever."""

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error", "sessions.db")

    monkeypatch.setattr(Store, "weekly", fail)
    page = make_page()
    with qtbot.waitSignal(page.failed):
        page.open_trends()
    qtbot.waitUntil(lambda: "sessions.db" in page.heading.text())


def test_another_look_draws_anew(make_page: MakePage, store: Store, make_session: MakeSession, qtbot: QtBot) -> None:
    """As many tiles as before, in the new size."""
    store.add([make_session()])
    page = opened(make_page(), qtbot)
    before = len(page.tiles)
    page.use_look(look_of("dark", 200))
    assert len(page.tiles) == before
    assert page.tiles[0].plot.height() == 184


def test_a_tile_says_its_numbers(tile: SmallMultiple) -> None:
    """Both means in words, for eyes and screen readers alike; its meaning on hover."""
    tile.show_series(HOLES)
    assert tile.title.text() == "Pace"
    assert tile.numbers.text() == "last 4 weeks 4.0, before 1.0"
    assert tile.accessibleName() == "Pace: last 4 weeks 4.0, before 1.0"
    assert "Words &lt;each&gt; minute." in tile.toolTip()


def test_a_tile_without_a_past_says_so(tile: SmallMultiple) -> None:
    """A dash, no dashed line at zero."""
    tile.show_series(Series("Score", "", (80.0,), None, 80.0))
    assert tile.numbers.text() == "last 4 weeks 80.0, before \N{EN DASH}"
    assert not any(isinstance(one, pg.InfiniteLine) for one in tile.plot.getPlotItem().items)
    assert tile.toolTip() == ""


def test_the_past_is_a_dashed_line_at_its_mean(tile: SmallMultiple) -> None:
    """And there is one of them, also after another series was shown."""
    tile.show_series(HOLES)
    tile.show_series(Series("Score", "", (70.0, 90.0), 72.5, 90.0))
    (line,) = (one for one in tile.plot.getPlotItem().items if isinstance(one, pg.InfiniteLine))
    assert line.value() == 72.5
    assert line.angle == 0


def test_weeks_without_calls_break_the_line(tile: SmallMultiple) -> None:
    """They are holes, neither zeros nor bridged."""
    tile.show_series(HOLES)
    x, y = curve(tile)
    assert x == [0, 1, 2, 3]
    assert np.isnan(y[1])
    (item,) = (one for one in tile.plot.getPlotItem().items if isinstance(one, pg.PlotDataItem))
    assert item.opts["connect"] == "finite"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), max_size=52))
def test_every_series_can_be_drawn(tile: SmallMultiple, values: list[float | None]) -> None:
    """None at all, one point, all the same, tiny or huge: zero is in sight and nothing lies outside."""
    tile.show_series(Series("x", "", tuple(values), None, None))
    low, high = tile.plot.getPlotItem().getViewBox().viewRange()[1]
    known = [value for value in values if value is not None]
    assert low < high
    if known:
        assert low <= min(known)
        assert low <= 0.0
        assert high >= max(known)


@pytest.mark.parametrize(
    ("value", "decimals"), [(0.0, 2), (0.43, 2), (-0.5, 2), (1.0, 1), (99.9, 1), (100.0, 0), (-250.0, 0)]
)
def test_numbers_have_as_many_decimals_as_they_need(value: float, decimals: int) -> None:
    """A share has two, a hundred none."""
    assert _decimals(value) == decimals
