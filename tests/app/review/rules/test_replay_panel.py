"""What a run over past calls shows."""

import pytest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from app.review.rules.replay import Difference, Totals
from app.review.rules.replay_panel import _MOST_SHOWN, ReplayPanel
from app.review.rules.replay_run import Progress
from tests.app.review.conftest import look_of


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> ReplayPanel:
    """Give an empty panel."""
    made = ReplayPanel()
    qtbot.addWidget(made)
    return made


def found(words: str, rule: str = "dead-end", *, gained: bool = True) -> Difference:
    """Return a flag that only one rulebook gives."""
    return Difference("call-7 · 2026-03-02", "id", rule, 65.0, words, gained)


def progress(*differences: Difference, done: int = 3, total: int = 10, failed: int = 0) -> Progress:
    """Return how far a run is."""
    return Progress(done, total, Totals(done, failed, 4, 5, list(differences)))


def rows(table: QTableWidget) -> list[tuple[str, ...]]:
    """Return a table's texts, line by line."""
    return [tuple(table.item(row, 0).text().split("\n")) for row in range(table.rowCount())]


def test_gained_and_lost_stand_apart(panel: ReplayPanel) -> None:
    """Each with its rule, its words, and where to listen."""
    panel.show_progress(progress(found("zebra"), found("nothing more", gained=False)))
    assert rows(panel.gained) == [("zebra", "dead-end · call-7 · 2026-03-02, 1:05")]
    assert rows(panel.lost) == [("nothing more", "dead-end · call-7 · 2026-03-02, 1:05")]


@pytest.mark.parametrize("text_percent", [100, 200])
def test_the_words_have_the_whole_width(panel: ReplayPanel, text_percent: int) -> None:
    """In a pane of the usual share of the window each list shows its words, not three thirds of nothing; both lines fit."""
    panel.use_look(look_of(text_percent=text_percent))
    panel.resize(560, 600)
    panel.show_progress(progress(found("there is nothing more")))
    panel.grab()
    for table in (panel.gained, panel.lost):
        assert table.columnWidth(0) > 200
    assert panel.gained.rowHeight(0) >= 2 * panel.gained.fontMetrics().lineSpacing()


def test_large_text_needs_no_wider_pane(panel: ReplayPanel) -> None:
    """Number and buttons stand below each other then; beside each other they pushed the rule's form away."""
    panel.set_running(on=True)
    panel.use_look(look_of(text_percent=100))
    beside = panel.minimumSizeHint().width()
    panel.use_look(look_of(text_percent=200))
    assert panel.minimumSizeHint().width() < beside


def test_one_line_sums_up(panel: ReplayPanel) -> None:
    """How far, how many flags before and after, how many gained and lost; rules one by one on hover."""
    panel.show_progress(progress(found("a"), found("b", "gossip"), found("c", "gossip", gained=False)))
    assert panel.told.text() == "3 of 10 calls · flags before 4, after 5 · 2 gained, 1 lost"
    assert "gossip: +1 -1" in panel.told.toolTip()
    assert (panel.progress.value(), panel.progress.maximum()) == (3, 10)


@pytest.mark.parametrize(("failed", "told"), [(1, "1 call could not be read."), (3, "3 calls could not be read.")])
def test_calls_that_could_not_be_read_are_told(panel: ReplayPanel, failed: int, told: str) -> None:
    """They are not silently missing."""
    panel.show_progress(progress(failed=failed))
    assert panel.told.text().endswith(told)


def test_a_run_over_nothing_is_no_endless_bar(panel: ReplayPanel) -> None:
    """A bar of length zero would move for ever."""
    panel.show_progress(progress(done=0, total=0))
    assert panel.progress.maximum() == 1


def test_rows_are_added_while_it_runs(panel: ReplayPanel) -> None:
    """What stands there stays, so that somebody can read while more comes."""
    panel.show_progress(progress(found("one")))
    first = panel.gained.item(0, 0)
    panel.show_progress(progress(found("one"), found("two")))
    assert panel.gained.item(0, 0) is first
    assert [row[0] for row in rows(panel.gained)] == ["one", "two"]


def test_another_run_begins_with_empty_tables(panel: ReplayPanel) -> None:
    """Flags of the draft before never stand among those of this one, also where it has as many."""
    panel.set_running(on=True)
    panel.show_progress(progress(found("old one"), found("old two")))
    panel.set_running(on=False)
    panel.set_running(on=True)
    panel.show_progress(progress(found("new one"), found("new two"), found("new three")))
    assert [row[0] for row in rows(panel.gained)] == ["new one", "new two", "new three"]


def test_very_many_rows_are_not_all_shown(panel: ReplayPanel) -> None:
    """The table has an end; the number above counts all."""
    panel.show_progress(progress(*(found(f"w{n}") for n in range(_MOST_SHOWN + 50))))
    assert panel.gained.rowCount() == _MOST_SHOWN
    assert "2,050 gained" in panel.told.text()


def test_while_it_runs_it_can_only_be_cancelled(panel: ReplayPanel, qtbot: QtBot) -> None:
    """Neither started twice nor given another number; afterwards both, unless the draft cannot be used."""
    for on in (True, False):
        panel.set_running(on=on)
        assert panel.run.isEnabled() is not on
        assert panel.count.isEnabled() is not on
        assert panel.cancel.isVisibleTo(panel) is on
        assert panel.progress.isVisibleTo(panel) is on
    panel.set_running(on=False, may_run=False)
    assert not panel.run.isEnabled()


def test_the_buttons_tell_what_is_wanted(panel: ReplayPanel, qtbot: QtBot) -> None:
    """So many of the newest calls; cancel."""
    panel.count.setValue(37)
    with qtbot.waitSignal(panel.run_asked) as caught:
        panel.run.click()
    assert caught.args == [37]
    with qtbot.waitSignal(panel.cancel_asked):
        panel.cancel.click()


def test_words_are_shown_as_they_were_said(panel: ReplayPanel) -> None:
    """Nothing in a call's words or a reference is taken for markup on hover."""
    panel.show_progress(progress(found("<img src=x> & <b>more</b>")))
    assert rows(panel.gained)[0][0] == "<img src=x> & <b>more</b>"
    assert "<img" not in panel.gained.item(0, 0).toolTip()


def test_tables_have_names_for_screen_readers(panel: ReplayPanel) -> None:
    """And Tab leaves them."""
    assert "only the draft" in panel.gained.accessibleName()
    assert "only the rules in force" in panel.lost.accessibleName()
    assert not panel.gained.tabKeyNavigation()
