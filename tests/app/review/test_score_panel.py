"""The score of a call: its lines, and weights that can be tried."""

from collections.abc import Callable
from dataclasses import asdict, replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.review.score_panel import ScorePanel
from app.review.session_view import SessionView
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import Score, ScoreLine, ScoreSettings
from tests.app.review.conftest import Load, look_of
from tests.app.store.conftest import MakeSession

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakePanel = Callable[..., ScorePanel]


@pytest.fixture
def view(load: Load, make_session: MakeSession) -> SessionView:
    """Give a call with one flag."""
    return load(make_session())


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, rulebook: Rulebook) -> MakePanel:
    """Return a maker of panels."""
    kept: list[ScorePanel] = []

    def make(weights: ScoreSettings | None = None, locked: frozenset[str] = frozenset()) -> ScorePanel:
        made = ScorePanel(rulebook, weights or ScoreSettings(), locked)
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        return made

    return make


def with_lines(view: SessionView, *lines: ScoreLine, total: float = 80.0) -> SessionView:
    """Return the call with another score."""
    summary = replace(view.detail.summary, score=Score(total, 90.0, lines))
    return replace(view, detail=replace(view.detail, summary=summary))


def rows(made: ScorePanel) -> list[tuple[str, ...]]:
    """Return the table."""
    return [tuple(made.table.item(row, column).text() for column in range(3)) for row in range(made.table.rowCount())]


def test_every_point_names_reason_time_and_words(panel: MakePanel, view: SessionView) -> None:
    """A call begins with its points; each line below says what for, and where to listen."""
    made = panel()
    lines = (
        ScoreLine(-4.0, "dead-end", "nothing more i can do", 11.0),
        ScoreLine(2.0, "patience-thanked", "thank you for waiting", 21.0),
        ScoreLine(-0.5, "pace_wpm", "the pace was 210 words a minute", None),
    )
    made.show_session(with_lines(view, *lines).detail)
    assert rows(made) == [
        ("90", "Every call begins with this", ""),
        ("-4", "No way forward", "0:11  nothing more i can do"),
        ("+2", "Thanked for patience", "0:21  thank you for waiting"),
        ("-0.5", "Words a minute", "the pace was 210 words a minute"),
    ]
    assert made.total.text() == "80 of 100"


def test_it_is_no_measure_of_a_person(panel: MakePanel) -> None:
    """The sentence stands beside every score."""
    assert "no measure of a person" in panel().explained.text()


def test_a_line_leads_to_its_moment(panel: MakePanel, view: SessionView, qtbot: QtBot) -> None:
    """Lines about the whole call lead nowhere."""
    made = panel()
    made.show_session(
        with_lines(view, ScoreLine(-4.0, "dead-end", "w", 11.0), ScoreLine(-2.0, "pace_wpm", "w", None)).detail
    )
    with qtbot.waitSignal(made.moment_chosen) as caught:
        made.table.setCurrentCell(1, 0)
    assert caught.args == [11.0]
    for row in (0, 2):
        with qtbot.assertNotEmitted(made.moment_chosen):
            made.table.setCurrentCell(row, 0)


def test_showing_a_call_leads_nowhere(panel: MakePanel, view: SessionView, qtbot: QtBot) -> None:
    """A shorter score takes the selected line away: that is nobody's wish to go to another."""
    made = panel()
    lines = [ScoreLine(-4.0, "dead-end", "w", 10.0 * number) for number in range(5)]
    made.show_session(with_lines(view, *lines).detail)
    made.table.setCurrentCell(5, 0)
    with qtbot.assertNotEmitted(made.moment_chosen):
        made.show_session(with_lines(view, lines[1], lines[2]).detail)


def test_weights_are_hidden_until_asked_for(panel: MakePanel) -> None:
    """And hidden again by the same button."""
    made = panel()
    made.show()
    parts = (made.fields["normal"], made.keep, made.reset)
    for shown in (True, False):
        made.show_weights.click()
        assert [part.isVisibleTo(made) for part in parts] == [shown] * 3


def test_tried_weights_change_what_is_shown_alone(panel: MakePanel, view: SessionView) -> None:
    """The total says under which weights it stands; going back shows the call's own score again."""
    made = panel()
    made.show_session(view.detail)
    before = rows(made)
    assert not made.keep.isEnabled()
    assert not made.reset.isEnabled()
    made.fields["normal"].setValue(12.0)
    assert "with these weights" in made.total.text()
    assert rows(made) != before
    assert made.keep.isEnabled()
    made.reset.click()
    assert rows(made) == before
    assert "with these weights" not in made.total.text()
    assert not made.keep.isEnabled()


def test_only_changed_weights_are_kept_by_their_key(panel: MakePanel, view: SessionView, qtbot: QtBot) -> None:
    """What nobody touched stays where it comes from; whole numbers stay whole."""
    made = panel()
    made.show_session(view.detail)
    made.fields["severe"].setValue(10.0)
    made.fields["praise_times"].setValue(3)
    with qtbot.waitSignal(made.weights_kept) as caught:
        made.keep.click()
    assert caught.args == [{"coaching.score.severe": 10.0, "coaching.score.praise_times": 3}]
    assert isinstance(caught.args[0]["coaching.score.praise_times"], int)


def test_kept_weights_are_those_in_force(panel: MakePanel, view: SessionView) -> None:
    """Afterwards nothing is left to keep."""
    made = panel()
    made.show_session(view.detail)
    made.fields["normal"].setValue(6.0)
    made.take_weights(ScoreSettings(normal=6.0))
    assert made.tried == ScoreSettings(normal=6.0)
    assert not made.keep.isEnabled()
    assert made.total.text() == f"{view.detail.summary.score.total:.0f} of 100"


def test_a_companys_weights_are_locked(panel: MakePanel) -> None:
    """They can be seen, not changed, and say why."""
    made = panel(locked=frozenset({"severe"}))
    assert not made.fields["severe"].isEnabled()
    assert made.fields["severe"].toolTip() == "Set by your company."
    assert made.fields["normal"].isEnabled()


def test_every_weight_has_a_field_with_a_name(panel: MakePanel) -> None:
    """A weight that comes later cannot be forgotten, nor go beyond what settings take."""
    made = panel()
    assert set(made.fields) == set(asdict(ScoreSettings()))
    assert all(field.accessibleName() for field in made.fields.values())
    assert made.fields["repaired_share"].maximum() == 1.0
    assert made.fields["praise_times"].maximum() == 10
    for name, field in made.fields.items():
        for value in (field.minimum(), field.maximum()):
            field.setValue(value)
            assert asdict(made.tried)[name] == value


@pytest.mark.parametrize(("name", "value"), [("normal", 4.25), ("repaired_share", 0.125)])
def test_weights_finer_than_the_field_are_not_changed_by_looking(
    panel: MakePanel, view: SessionView, name: str, value: float
) -> None:
    """A settings file may hold more decimals than the field shows."""
    weights = ScoreSettings(**{name: value})
    made = panel(weights)
    made.show_session(view.detail)
    assert made.tried == weights
    assert not made.keep.isEnabled()
    assert "with these weights" not in made.total.text()


def test_before_a_call_is_shown_weights_do_no_harm(panel: MakePanel) -> None:
    """The panel stands in the page before the first session was read."""
    made = panel()
    made.fields["normal"].setValue(1.0)
    assert made.table.rowCount() == 0


def test_large_text_needs_no_wider_page(panel: MakePanel) -> None:
    """While weights are shown their buttons stand below each other: beside each other they pushed the page out of sight."""
    made = panel()
    made.show()
    made.show_weights.click()
    made.use_look(look_of(text_percent=100))
    beside = made.minimumSizeHint().width()
    made.use_look(look_of(text_percent=200))
    assert made.minimumSizeHint().width() < beside
