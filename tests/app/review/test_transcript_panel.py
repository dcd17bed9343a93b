"""The words of a call: marks, the line that is highlighted, pointing and the keyboard."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.reports.marking import Evidence, Piece
from app.reports.said import Line
from app.review.transcript_panel import TranscriptPanel
from tests.app.review.conftest import look_of

pytestmark = pytest.mark.qt_log_ignore("Mouse event", "This plugin does not support")
MakePanel = Callable[..., TranscriptPanel]


def said(start_s: float, *texts: str, kind: str = "", speaker: str = "agent") -> Line:
    """Return a line; of several texts the second is marked."""
    mark = Evidence(start_s, start_s + 1.0, texts[-1], kind, "No way forward") if kind else None
    pieces = tuple(Piece(text, mark if place == 1 else None) for place, text in enumerate(texts))
    return Line(f"0:{int(start_s):02}", speaker, pieces, start_s)


CALL = (
    said(1.0, "Good morning."),
    said(7.0, "customer speaks (not transcribed), 3 s", speaker="customer"),
    said(11.0, "Sorry,", "nothing more I can do", "today.", kind="words"),
    said(21.0, "Thank", "you for waiting.", kind="praise"),
)


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, look: Look) -> MakePanel:
    """Return a maker of panels that show lines."""
    kept: list[TranscriptPanel] = []

    def make(lines: tuple[Line, ...] = CALL, nothing: str = "Nobody was heard.") -> TranscriptPanel:
        made = TranscriptPanel()
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.use_look(look)
        made.resize(600, 400)
        made.show()
        made.show_lines(lines, nothing)
        return made

    return make


def block(made: TranscriptPanel, number: int) -> QTextBlock:
    """Return a line of the text."""
    return made.document().findBlockByNumber(number)


def form_of(made: TranscriptPanel, words: str) -> QTextCharFormat:
    """Return how words look."""
    found = made.document().find(words)
    assert not found.isNull()
    found.setPosition(found.selectionStart() + 1)
    return found.charFormat()


def middle(made: TranscriptPanel, number: int) -> QPoint:
    """Return a place on a line."""
    return made.cursorRect(QTextCursor(block(made, number))).center() + QPoint(90, 0)


def test_each_line_has_its_time_and_words(panel: MakePanel) -> None:
    """One block a line, pieces joined with single blanks."""
    assert panel().toPlainText().split("\n") == [
        "0:01\tGood morning.",
        "0:07\tcustomer speaks (not transcribed), 3 s",
        "0:11\tSorry, nothing more I can do today.",
        "0:21\tThank you for waiting.",
    ]


def test_why_there_is_nothing_is_said(panel: MakePanel) -> None:
    """Whether nobody spoke, or no words are kept, the page knows."""
    assert panel((), "No words are kept of this call.").toPlainText() == "No words are kept of this call."


def test_evidence_is_marked_by_more_than_colour(panel: MakePanel) -> None:
    """Its background and underline differ from plain words; praise is bold; the rule stands in the tool tip."""
    made = panel()
    plain, words, praise = (form_of(made, text) for text in ("morning", "nothing more", "you for waiting"))
    assert words.background() != plain.background()
    assert words.underlineStyle() is QTextCharFormat.UnderlineStyle.SingleUnderline
    assert plain.underlineStyle() is QTextCharFormat.UnderlineStyle.NoUnderline
    assert praise.fontWeight() > words.fontWeight()
    assert "No way forward" in words.toolTip()


@pytest.mark.parametrize(("kind", "style"), [("turn", "DashUnderline"), ("promise", "DotLine")])
def test_kinds_have_underlines_of_their_own(panel: MakePanel, kind: str, style: str) -> None:
    """Who sees no colours tells them apart."""
    made = panel((said(1.0, "well", "one moment please", kind=kind),))
    assert form_of(made, "one moment").underlineStyle() is QTextCharFormat.UnderlineStyle[style]


def test_the_customers_lines_look_unlike_words(panel: MakePanel) -> None:
    """They are in italics: nobody takes them for something that was said."""
    made = panel()
    assert form_of(made, "not transcribed").fontItalic()
    assert not form_of(made, "morning").fontItalic()


@pytest.mark.parametrize(
    ("at_s", "line"), [(0.0, 0), (1.0, 0), (6.6, 0), (6.8, 1), (11.0, 2), (20.0, 2), (21.0, 3), (900.0, 3)]
)
def test_a_moment_is_in_the_last_line_that_began(panel: MakePanel, at_s: float, line: int) -> None:
    """Before the first it is the first; a third of a second early counts as begun."""
    made = panel()
    made.show_moment(at_s)
    assert made.current_line == line


def test_a_line_far_down_comes_into_sight(panel: MakePanel) -> None:
    """The text scrolls to where the cursor of the timeline stands."""
    made = panel(tuple(said(float(n), f"line {n}") for n in range(300)))
    assert made.verticalScrollBar().value() == 0
    made.show_moment(290.0)
    assert made.current_line == 290
    assert made.viewport().rect().contains(middle(made, 290).x(), middle(made, 290).y())


def test_another_call_begins_at_its_top(panel: MakePanel) -> None:
    """Nothing is highlighted, and it is not scrolled to where the one before was."""
    made = panel(tuple(said(float(n), f"line {n}") for n in range(300)))
    made.show_moment(290.0)
    made.show_lines(tuple(said(float(n), f"other {n}") for n in range(300)), "")
    assert made.current_line == -1
    assert made.verticalScrollBar().value() == 0


def test_a_click_tells_the_lines_moment(panel: MakePanel, qtbot: QtBot) -> None:
    """And highlights the line at once."""
    made = panel()
    with qtbot.waitSignal(made.moment_chosen) as caught:
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=middle(made, 2))
    assert caught.args == [11.0]
    assert made.current_line == 2


def test_selecting_words_goes_nowhere(panel: MakePanel, qtbot: QtBot) -> None:
    """Whoever marks words to copy them stays where they are; nor does the right button go anywhere."""
    made = panel()
    with qtbot.assertNotEmitted(made.moment_chosen):
        start = middle(made, 2)
        qtbot.mousePress(made.viewport(), Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(made.viewport(), start + QPoint(120, 0))
        made.setTextCursor(made.document().find("nothing more"))
        qtbot.mouseRelease(made.viewport(), Qt.MouseButton.RightButton, pos=start)
    assert made.textCursor().selectedText() == "nothing more"


def test_arrows_go_line_by_line_and_stop_at_the_ends(panel: MakePanel, qtbot: QtBot) -> None:
    """Down from nowhere is the first line; neither end is passed."""
    made, told = panel(), []
    made.moment_chosen.connect(told.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(made, key)
    assert told == [1.0, 7.0, 1.0, 1.0]
    made.show_moment(900.0)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.current_line == 3


def test_arrows_in_an_empty_text_do_no_harm(panel: MakePanel, qtbot: QtBot) -> None:
    """There is no line to go to."""
    made = panel(())
    with qtbot.assertNotEmitted(made.moment_chosen):
        qtbot.keyClick(made, Qt.Key.Key_Down)
    made.show_moment(3.0)
    assert made.current_line == -1


def test_another_look_keeps_the_words(panel: MakePanel) -> None:
    """In other colours and sizes the same stands there."""
    made = panel()
    before = made.toPlainText()
    colour = form_of(made, "morning").foreground().color()
    made.use_look(look_of("dark", 150))
    assert made.toPlainText() == before
    assert form_of(made, "morning").foreground().color() != colour


def test_it_can_be_read_not_written(panel: MakePanel, qtbot: QtBot) -> None:
    """Typing changes nothing, and no link opens anything."""
    made = panel((said(1.0, "see https://example.org <a href='x'>here</a>"),))
    before = made.toPlainText()
    qtbot.keyClicks(made, "abc")
    assert made.toPlainText() == before
    assert not made.openLinks()
    assert not form_of(made, "example").isAnchor()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=20), max_size=8))
def test_markup_is_shown_as_it_was_said(panel: MakePanel, words: list[str]) -> None:
    """Whatever a recognizer or another machine's bundle holds is text, one block a line."""
    lines = tuple(said(float(n), f"<b>{word}</b>&amp;") for n, word in enumerate(words))
    made = panel(lines)
    assert made.document().blockCount() == max(1, len(words))
    for number, word in enumerate(words):
        assert block(made, number).text() == f"0:{number:02}\t<b>{word}</b>&amp;"
    made.hide()
