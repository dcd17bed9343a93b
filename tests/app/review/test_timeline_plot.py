"""The timeline of a call: what is drawn where, zooming, pointing, and the keyboard."""

from collections.abc import Callable
from dataclasses import replace

import pyqtgraph as pg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.review.lanes import NAMES, Lanes
from app.review.timeline_plot import _ROWS, TimelinePlot, _ClockAxis
from tests.app.review.conftest import look_of

pytestmark = pytest.mark.qt_log_ignore("Mouse event", "This plugin does not support")
EMPTY = Lanes(60.0, (), (), (), (), (), (), (), ())
CALL = Lanes(
    duration_s=600.0,
    agent=((0.0, 20.0), (100.0, 140.0)),
    customer=((15.0, 90.0),),
    overlaps=((15.0, 20.0),),
    interruptions=((100.0, 101.0),),
    holds=((300.0, 400.0),),
    gaps=((500.0, 510.0),),
    marks=((10.0, "words"), (10.0, "turn"), (110.0, "praise")),
    promises=((120.0, 240.0),),
)
Plot = Callable[..., TimelinePlot]


@pytest.fixture
def plot(qapp: QApplication, qtbot: QtBot, look: Look) -> Plot:
    """Return a maker of plots that show a call, 1000 pixels wide."""
    kept: list[TimelinePlot] = []

    def make(lanes: Lanes = CALL, with_look: Look = look) -> TimelinePlot:
        made = TimelinePlot()
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.use_look(with_look)
        made.resize(1000, 196)
        made.show()
        made.show_lanes(lanes)
        return made

    return make


def bars(made: TimelinePlot) -> list[tuple[float, float, float, float]]:
    """Return the stretches that are drawn: from, width, lowest and highest."""
    drawn = []
    for item in made.getPlotItem().items:
        if isinstance(item, pg.BarGraphItem):
            opts = item.opts
            drawn += [
                (float(x), float(w), opts["y0"], opts["height"] + opts["y0"])
                for x, w in zip(opts["x0"], opts["width"], strict=True)
            ]
    return drawn


def marks(made: TimelinePlot) -> pg.ScatterPlotItem:
    """Return the item of all moments."""
    (found,) = (item for item in made.getPlotItem().items if isinstance(item, pg.ScatterPlotItem))
    return found


def click(made: TimelinePlot, at_s: float, qtbot: QtBot, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Click where a moment is drawn."""
    scene = made.getPlotItem().getViewBox().mapViewToScene(QPointF(at_s, 1.0))
    place: QPoint = made.mapFromScene(scene)
    qtbot.mouseClick(made.viewport(), button, pos=place)


@pytest.mark.parametrize(
    ("lane", "start_s", "length_s"),
    [
        ("agent", 100.0, 40.0),
        ("customer", 15.0, 75.0),
        ("overlap", 15.0, 5.0),
        ("overlap", 100.0, 1.0),
        ("hold", 300.0, 100.0),
        ("promises", 120.0, 120.0),
    ],
)
def test_each_stretch_stands_in_its_lane(plot: Plot, lane: str, start_s: float, length_s: float) -> None:
    """A bar begins and ends with its stretch, and lies around the row that the axis names so."""
    inside = [bar for bar in bars(plot()) if bar[:2] == pytest.approx((start_s, length_s))]
    assert any(low < _ROWS[lane] < high and high - low < 1.0 for _, _, low, high in inside)


def test_what_was_not_heard_goes_through_all_lanes(plot: Plot) -> None:
    """A gap is behind everything, from the first lane to the last."""
    ((_, _, low, high),) = [bar for bar in bars(plot()) if bar[:2] == pytest.approx((500.0, 10.0))]
    assert low < min(_ROWS.values())
    assert high > max(_ROWS.values())


def test_lanes_are_named_from_top_to_bottom(plot: Plot) -> None:
    """The axis says agent first; each name stands at its own height."""
    (ticks,) = plot().getPlotItem().getAxis("left")._tickLevels
    assert [name for _, name in sorted(ticks, reverse=True)] == list(NAMES.values())


def test_short_stretches_do_not_vanish(plot: Plot) -> None:
    """A word of a tenth of a second in an hour's call is still drawn, and so is a promise without a deadline."""
    lanes = replace(EMPTY, duration_s=3600.0, agent=((10.0, 10.1),), promises=((20.0, 20.0),))
    widths = [width for _, width, _, _ in bars(plot(lanes))]
    assert len(widths) == 2
    assert min(widths) >= 2.0


def test_moments_at_one_time_stay_apart(plot: Plot) -> None:
    """Two kinds in one instant lie at different heights, with shapes of their own, all in the lane of moments."""
    x, y = marks(plot()).getData()
    symbols = list(marks(plot()).data["symbol"])
    assert list(x) == [10.0, 10.0, 110.0]
    assert y[0] != y[1]
    assert len(set(symbols)) == 3
    assert all(abs(height - _ROWS["cues"]) < 0.5 for height in y)


def test_an_empty_call_is_drawn(plot: Plot) -> None:
    """Nothing was heard: lanes without bars, and the keyboard still works."""
    made = plot(EMPTY)
    assert bars(made) == []
    assert made.visible_s == pytest.approx((0.0, 60.0))


def test_another_call_replaces_the_one_before(plot: Plot) -> None:
    """Nothing of the first call is left; the cursor stands at the beginning and all of the call is visible."""
    made = plot()
    made.show_moment(400.0)
    made.zoom(4.0)
    made.show_lanes(replace(EMPTY, agent=((1.0, 2.0),)))
    assert [bar[:2] for bar in bars(made)] == [(1.0, 1.0)]
    assert made.cursor_s == 0.0
    assert made.visible_s == pytest.approx((0.0, 60.0))


def test_other_colours_draw_once(plot: Plot) -> None:
    """A new look replaces the items; it never doubles them, and keeps what is zoomed."""
    made = plot()
    made.zoom(2.0)
    before, seen = len(bars(made)), made.visible_s
    made.use_look(look_of("dark", 150))
    assert len(bars(made)) == before
    assert made.height() == round(196 * 1.5)
    assert made.visible_s == pytest.approx(seen)


def test_screen_readers_are_told_the_shape_of_a_call(plot: Plot) -> None:
    """Length and how often either side spoke."""
    assert plot().accessibleDescription() == "10:00 long; the agent speaks 2 times, the customer 1 times."


def test_zooming_keeps_the_cursor_where_it_stands(plot: Plot) -> None:
    """The cursor's share of the width is the same before and after."""
    made = plot()
    made.show_moment(150.0)
    made.zoom(2.0)
    low, high = made.visible_s
    assert high - low == pytest.approx(300.0)
    assert (150.0 - low) / (high - low) == pytest.approx(0.25)


def test_zooming_without_the_cursor_in_sight_keeps_the_middle(plot: Plot) -> None:
    """Whoever scrolled away from the cursor looks at the middle."""
    made = plot()
    made.setXRange(200.0, 300.0, padding=0)
    made.zoom(2.0)
    assert made.visible_s == pytest.approx((225.0, 275.0))


@pytest.mark.parametrize(("presses", "key"), [(60, Qt.Key.Key_Plus), (60, Qt.Key.Key_Minus)])
def test_zoom_has_ends(plot: Plot, qtbot: QtBot, presses: int, key: Qt.Key) -> None:
    """Never closer than some seconds, never more than the call."""
    made = plot()
    for _ in range(presses):
        qtbot.keyClick(made, key)
    low, high = made.visible_s
    assert 0.0 <= low < high <= 600.0
    assert high - low == pytest.approx(5.0 if key is Qt.Key.Key_Plus else 600.0, rel=0.01)


def test_a_call_of_one_second_can_be_zoomed(plot: Plot, qtbot: QtBot) -> None:
    """The limits do not cross where the call is shorter than the closest view."""
    made = plot(replace(EMPTY, duration_s=1.0))
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Right, Qt.Key.Key_Minus):
        qtbot.keyClick(made, key)
    assert made.visible_s == pytest.approx((0.0, 1.0))


def test_a_moment_out_of_sight_is_brought_into_sight(plot: Plot) -> None:
    """The view moves as far as needed and stays as close; a moment in sight moves nothing."""
    made = plot()
    made.setXRange(0.0, 60.0, padding=0)
    made.show_moment(30.0)
    assert made.visible_s == pytest.approx((0.0, 60.0))
    made.show_moment(300.0)
    assert made.visible_s == pytest.approx((270.0, 330.0))


@pytest.mark.parametrize("at_s", [0.5, 120.0, 599.0])
def test_a_click_tells_its_moment(plot: Plot, qtbot: QtBot, at_s: float) -> None:
    """Within a pixel's worth of seconds; the cursor goes there at once."""
    made = plot()
    with qtbot.waitSignal(made.moment_chosen) as caught:
        click(made, at_s, qtbot)
    assert caught.args[0] == pytest.approx(at_s, abs=1.5)
    assert made.cursor_s == caught.args[0]


def test_a_click_in_a_zoomed_view_tells_its_moment(plot: Plot, qtbot: QtBot) -> None:
    """What is drawn under the pointer counts, not its share of the whole call."""
    made = plot()
    made.setXRange(200.0, 210.0, padding=0)
    with qtbot.waitSignal(made.moment_chosen) as caught:
        click(made, 204.0, qtbot)
    assert caught.args[0] == pytest.approx(204.0, abs=0.1)


def test_the_right_button_chooses_nothing(plot: Plot, qtbot: QtBot) -> None:
    """Only a plain click goes anywhere; there is no menu of the plotting library either."""
    made = plot()
    with qtbot.assertNotEmitted(made.moment_chosen):
        click(made, 120.0, qtbot, Qt.MouseButton.RightButton)
    assert made.cursor_s == 0.0
    assert not made.getPlotItem().menuEnabled()


def test_a_click_beside_the_call_stays_inside(plot: Plot, qtbot: QtBot) -> None:
    """On the names of the lanes a click means the beginning, never a time before it."""
    made = plot()
    with qtbot.waitSignal(made.moment_chosen) as caught:
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 60))
    assert caught.args == [0.0]


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_Right, 190.0), (Qt.Key.Key_Left, 10.0)])
def test_arrows_move_by_a_part_of_what_is_visible(plot: Plot, qtbot: QtBot, key: Qt.Key, expected: float) -> None:
    """Fifteen hundredths of the view, and the moment is told."""
    made = plot()
    made.show_moment(100.0)
    with qtbot.waitSignal(made.moment_chosen) as caught:
        qtbot.keyClick(made, key)
    assert caught.args[0] == pytest.approx(expected)
    assert made.cursor_s == pytest.approx(expected)


def test_arrows_are_finer_where_it_is_zoomed(plot: Plot, qtbot: QtBot) -> None:
    """In a view of a minute an arrow is nine seconds."""
    made = plot()
    made.setXRange(0.0, 60.0, padding=0)
    qtbot.keyClick(made, Qt.Key.Key_Right)
    assert made.cursor_s == pytest.approx(9.0)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_goes_to_the_cursors_moment(plot: Plot, qtbot: QtBot, key: Qt.Key) -> None:
    """Whoever read on in the words comes back to where the cursor stands."""
    made = plot()
    made.show_moment(120.0)
    with qtbot.waitSignal(made.moment_chosen) as caught:
        qtbot.keyClick(made, key)
    assert caught.args == [120.0]


def test_other_keys_are_left_to_the_window(plot: Plot, qtbot: QtBot) -> None:
    """A letter moves nothing."""
    made = plot()
    with qtbot.assertNotEmitted(made.moment_chosen):
        qtbot.keyClick(made, Qt.Key.Key_A)
    assert made.visible_s == pytest.approx((0.0, 600.0))


def test_before_a_call_is_shown_keys_and_clicks_do_no_harm(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    """The plot stands in the page before the first session was read."""
    made = TimelinePlot()
    qtbot.addWidget(made)
    made.use_look(look)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Home):
        qtbot.keyClick(made, key)
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    assert made.cursor_s == 0.0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.sampled_from("+-<>^"), max_size=30), st.floats(1.0, 20_000.0))
def test_no_sequence_of_keys_leaves_the_call(plot: Plot, qtbot: QtBot, keys: list[str], duration_s: float) -> None:
    """Wherever somebody moves and zooms, cursor and view stay inside, and the view never turns over."""
    known = {"+": Qt.Key.Key_Plus, "-": Qt.Key.Key_Minus, "<": Qt.Key.Key_Left, ">": Qt.Key.Key_Right}
    made = plot(replace(EMPTY, duration_s=duration_s))
    for key in keys:
        qtbot.keyClick(made, known.get(key, Qt.Key.Key_Home))
        low, high = made.visible_s
        assert -1e-6 <= low < high <= duration_s * (1 + 1e-9)
        assert 0.0 <= made.cursor_s <= duration_s
    made.hide()


@given(st.floats(1.0, 50_000.0), st.floats(100.0, 4_000.0))
def test_the_axis_never_crowds(span_s: float, width_px: float) -> None:
    """Times stand at least about ninety pixels apart, at round steps."""
    axis = _ClockAxis("bottom")
    ((step_s, offset),) = axis.tickSpacing(0.0, span_s, width_px)
    assert offset == 0.0
    assert step_s >= 1.0
    if step_s < 7200.0:
        assert span_s / step_s <= max(2.0, width_px / 90)


def test_the_axis_says_minutes_and_seconds(qapp: QApplication) -> None:
    """Times read like times; what lies before the call is its beginning."""
    assert _ClockAxis("bottom").tickStrings([-5.0, 0.0, 65.0, 3_600.0], 1.0, 60.0) == [
        "0:00",
        "0:00",
        "1:05",
        "1:00:00",
    ]
