"""Tests of where the overlay stands."""

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.overlay.placement import MARGIN_PX, Places, Rect, Screen, clamp, load_places, restore, save_places, snap

AREA = Rect(0, 30, 1920, 1050)
MAIN, SIDE = Screen("main", AREA), Screen("side", Rect(1920, 0, 1280, 1024))
points = st.integers(-5000, 5000)
rects = st.builds(Rect, points, points, st.integers(1, 600), st.integers(1, 500))
areas = st.builds(Rect, points, points, st.integers(600, 4000), st.integers(500, 3000))


def inside(rect: Rect, area: Rect) -> bool:
    """Return whether all of `rect` lies within `area`."""
    return area.x <= rect.x and area.y <= rect.y and rect.right <= area.right and rect.bottom <= area.bottom


@given(rects, areas)
def test_a_clamped_rectangle_lies_within_and_stays(rect: Rect, area: Rect) -> None:
    """Clamping never resizes, and a second time changes nothing."""
    once = clamp(rect, area)
    assert inside(once, area)
    assert (once.width, once.height) == (rect.width, rect.height)
    assert clamp(once, area) == once


@given(rects, areas, st.integers(0, 100))
def test_snapping_keeps_it_within_and_moves_at_most_the_distance(rect: Rect, area: Rect, distance: int) -> None:
    """From where it was dropped it moves no further than the snap distance in each direction."""
    dropped = clamp(rect, area)
    snapped = snap(rect, area, distance)
    assert inside(snapped, area)
    assert abs(snapped.x - dropped.x) <= distance
    assert abs(snapped.y - dropped.y) <= distance
    assert snap(snapped, area, distance) == snapped


@pytest.mark.parametrize(
    ("dropped", "expected"),
    [
        (Rect(20, 50, 368, 34), Rect(0, 30, 368, 34)),
        (Rect(1540, 1030, 368, 34), Rect(1552, 1046, 368, 34)),
        (Rect(600, 500, 368, 34), Rect(600, 500, 368, 34)),
        (Rect(-300, 500, 368, 34), Rect(0, 500, 368, 34)),
    ],
)
def test_edges_attract_within_the_snap_distance(dropped: Rect, expected: Rect) -> None:
    """Near an edge it docks, in the middle it stays, outside it comes back."""
    assert snap(dropped, AREA, 24) == expected


def test_a_card_larger_than_the_screen_keeps_its_upper_left_corner() -> None:
    """The headline is what must be seen."""
    assert clamp(Rect(50, 50, 3000, 2000), AREA) == Rect(0, 30, 3000, 2000)


def test_the_first_place_is_the_upper_right_corner_of_the_first_screen() -> None:
    """With nothing remembered it begins out of the way."""
    name, rect = restore(Places(), [MAIN, SIDE], 368, 34)
    assert name == "main"
    assert rect == Rect(1920 - 368 - MARGIN_PX, 30 + MARGIN_PX, 368, 34)


def test_the_screen_used_last_wins() -> None:
    """Each screen remembers its own place."""
    places = Places().remember("side", Rect(2000, 100, 368, 34)).remember("main", Rect(10, 40, 368, 34))
    assert restore(places, [MAIN, SIDE], 368, 34) == ("main", Rect(10, 40, 368, 34))
    assert restore(places, [SIDE], 368, 34) == ("side", Rect(2000, 100, 368, 34))


def test_a_screen_that_is_gone_is_replaced_by_one_that_is_there() -> None:
    """The user is followed to a screen that exists."""
    places = Places().remember("beamer", Rect(9000, 9000, 368, 34))
    name, rect = restore(places, [MAIN], 368, 34)
    assert name == "main"
    assert inside(rect, AREA)


def test_a_smaller_screen_of_the_same_name_clamps() -> None:
    """A changed resolution never hides it."""
    places = Places().remember("main", Rect(3000, 2000, 368, 34))
    assert inside(restore(places, [MAIN], 368, 34)[1], AREA)


def test_a_wider_card_stays_at_the_right_edge() -> None:
    """Text at 200 % grows away from the edge."""
    places = Places().remember("main", Rect(1552, 100, 368, 34))
    assert restore(places, [MAIN], 626, 60)[1].right == AREA.right


@given(st.dictionaries(st.text(max_size=8), rects, max_size=4), st.text(max_size=8))
def test_places_survive_the_file(
    tmp_path_factory: pytest.TempPathFactory, by_screen: dict[str, Rect], last: str
) -> None:
    """What was saved is what is read, whatever screens are called."""
    file = tmp_path_factory.mktemp("places") / "deep" / "place.json"
    save_places(file, Places(last, by_screen))
    assert load_places(file) == Places(last, by_screen)
    assert list(file.parent.iterdir()) == [file]


def test_no_file_is_no_places_and_no_complaint(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The first start is silent."""
    assert load_places(tmp_path / "none.json") == Places()
    assert not caplog.records


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"last": "a"}', '{"last": "a", "screens": []}', '{"last": "a", "screens": {"a": [1, 2]}}',
             '{"last": "a", "screens": {"a": ["x", 2, 3, 4]}}', "\x00", '{"last": 1, "screens": {"a": [1e999, 2, 3, 4]}}']
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_logged_and_forgotten(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    """Nothing in that file can keep the overlay from starting."""
    file = tmp_path / "place.json"
    file.write_text(text, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert load_places(file) == Places()
    assert "starts in the corner" in caplog.text


def test_a_disk_that_cannot_be_written_is_logged_and_no_more(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Losing the place is no reason to fail."""
    blocker = tmp_path / "file"
    blocker.write_text("", encoding="utf-8")
    save_places(blocker / "place.json", Places())
    assert "cannot be kept" in caplog.text
