"""The list of moments: what each line says, what is selected, and who may do what with a flag."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.overlay.look import Look
from app.reports.moments import SIGNS, Moment
from app.review.moments_panel import FlagAction, MomentsPanel
from app.review.session_view import ShownMoment
from app.store.records import Dispute, FlagStatus, KeptDetection
from coaching.events import Detection
from tests.app.store.conftest import MONDAY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakePanel = Callable[..., MomentsPanel]
OPEN = Dispute("anna", "I offered a call back.", MONDAY)
UPHELD = replace(OPEN, resolved_by="sam", upheld=True, answer="Right.", resolved_at=MONDAY)
REJECTED = replace(UPHELD, upheld=False, answer="")


def moment(at_s: float = 11.0, kind: str = "words", title: str = "No way forward", **fields: str) -> Moment:
    """Return a moment with its words."""
    return Moment(
        at_s, f"0:{int(at_s):02}", kind, SIGNS[kind], title, fields.get("evidence", "nothing more i can do"),
        fields.get("advice", "What I can do is …"), "",
    )  # fmt: skip


def flag(
    at_s: float = 11.0,
    number: int = 1,
    status: FlagStatus = FlagStatus.STANDING,
    dispute: Dispute | None = None,
    reason: str = "",
) -> ShownMoment:
    """Return a flag and what became of it."""
    found = Detection(number, "dead-end", at_s, at_s + 2.0, at_s + 2.2, "nothing more i can do", 1.0, "phrase")
    return ShownMoment(moment(at_s), KeptDetection(found, status, reason, dispute))


PRAISE = ShownMoment(moment(30.0, "praise", "Thanked for patience", advice=""), None)
PROMISE = ShownMoment(moment(45.0, "promise", "Promise kept", advice="", evidence="one moment"), None)


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, look: Look) -> MakePanel:
    """Return a maker of panels for the agent or a supervisor."""
    kept: list[MomentsPanel] = []

    def make(*moments: ShownMoment, is_agent: bool = True) -> MomentsPanel:
        made = MomentsPanel(is_agent=is_agent)
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.use_look(look)
        made.show_moments(moments)
        return made

    return make


def buttons(made: MomentsPanel) -> set[str]:
    """Return what can be done with the moment that is selected."""
    known = {"dispute": made.dispute, "agree": made.agree, "reject": made.reject, "words": made.words}
    return {name for name, part in known.items() if part.isVisibleTo(made)}


def test_a_line_says_time_title_words_and_what_to_say(panel: MakePanel) -> None:
    """Top to bottom; a screen reader hears the same as one sentence after another."""
    made = panel(flag())
    item = made.list.item(0)
    assert item.text().split("\n") == [
        "0:11  No way forward", "“nothing more i can do”", "Instead: What I can do is …",
    ]  # fmt: skip
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == item.text().replace("\n", ". ")


def test_praise_is_counted_before_flags(panel: MakePanel) -> None:
    """The heading names good moments first; what does not count is not counted, promises are neither."""
    disputed = flag(20.0, 2, FlagStatus.DISPUTED, OPEN)
    assert panel(flag(), disputed, PRAISE, PROMISE).heading.text() == "1 good moment · 1 flag"


def test_nothing_stood_out_is_said(panel: MakePanel) -> None:
    """A call without moments is told as such, not as two zeros."""
    assert panel().heading.text() == "Nothing stood out in what was heard."


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (flag(), ""),
        (PRAISE, ""),
        (flag(status=FlagStatus.WITHDRAWN, reason="marked-wrong"), "Marked wrong by the agent in the call"),
        (flag(status=FlagStatus.DISPUTED, dispute=OPEN), "anna: “I offered a call back.” In dispute"),
        (flag(status=FlagStatus.DISPUTED, dispute=replace(OPEN, reason="")), "anna: “…” In dispute"),
        (flag(status=FlagStatus.RESOLVED, dispute=UPHELD), "sam agreed: it does not count. “Right.”"),
        (flag(status=FlagStatus.STANDING, dispute=REJECTED), "sam let it stand."),
    ],
)
def test_what_became_of_a_flag_is_the_last_line(panel: MakePanel, shown: ShownMoment, told: str) -> None:
    """Who objected with which words, and who settled it how."""
    last = panel(shown).list.item(0).text().split("\n")[-1]
    assert (told in last) if told else ("agreed" not in last and "dispute" not in last)


def test_what_does_not_count_gives_no_advice(panel: MakePanel) -> None:
    """Advice beside a flag that was wrong would be one more wrong."""
    assert "Instead:" not in panel(flag(status=FlagStatus.DISPUTED, dispute=OPEN)).list.item(0).text()


def test_what_does_not_count_looks_so(panel: MakePanel) -> None:
    """Its shape is hollow and its words are grey."""
    made = panel(flag(), flag(20.0, 2, FlagStatus.DISPUTED, OPEN))
    standing, disputed = (made.list.item(row) for row in range(2))
    assert standing.icon().pixmap(20, 20).toImage() != disputed.icon().pixmap(20, 20).toImage()
    assert disputed.foreground().color() == made.palette().placeholderText().color()
    assert standing.foreground() != disputed.foreground()


@pytest.mark.parametrize(
    ("shown", "is_agent", "expected"),
    [
        (flag(), True, {"dispute", "words"}),
        (flag(), False, set()),
        (flag(status=FlagStatus.DISPUTED, dispute=OPEN), True, set()),
        (flag(status=FlagStatus.DISPUTED, dispute=OPEN), False, {"agree", "reject", "words"}),
        (flag(status=FlagStatus.RESOLVED, dispute=UPHELD), True, set()),
        (flag(status=FlagStatus.RESOLVED, dispute=UPHELD), False, set()),
        (flag(status=FlagStatus.WITHDRAWN, reason="marked-wrong"), True, set()),
        (flag(status=FlagStatus.WITHDRAWN, reason="marked-wrong"), False, set()),
        (PRAISE, True, set()),
        (PROMISE, False, set()),
    ],
)
def test_who_may_do_what(panel: MakePanel, shown: ShownMoment, is_agent: bool, expected: set[str]) -> None:
    """Agents object to flags that stand, supervisors settle open disputes, and praise is nobody's to take away."""
    made = panel(shown, is_agent=is_agent)
    assert buttons(made) == set()
    made.list.setCurrentRow(0)
    assert buttons(made) == expected


@pytest.mark.parametrize(
    ("button", "action"),
    [("dispute", FlagAction.DISPUTE), ("agree", FlagAction.AGREE), ("reject", FlagAction.REJECT)],
)
def test_a_button_tells_flag_action_and_words(panel: MakePanel, qtbot: QtBot, button: str, action: FlagAction) -> None:
    """The words are trimmed, go with the action, and are gone from the field for the next flag."""
    made = panel(flag(5.0, 7), flag(25.0, 8), is_agent=action is FlagAction.DISPUTE)
    made.list.setCurrentRow(1)
    made.words.setText("  because  ")
    with qtbot.waitSignal(made.acted) as caught:
        getattr(made, button).click()
    assert caught.args == [8, str(action), "because"]
    assert made.words.text() == ""


def test_nothing_happens_without_a_flag(panel: MakePanel, qtbot: QtBot) -> None:
    """A click that comes while praise or nothing is selected disputes nothing."""
    made = panel(PRAISE)
    for row in (-1, 0):
        made.list.setCurrentRow(row)
        with qtbot.assertNotEmitted(made.acted):
            made.dispute.click()


def test_selecting_goes_to_the_moment(panel: MakePanel, qtbot: QtBot) -> None:
    """By arrow or click, and Enter on the line that is selected goes there again."""
    made = panel(flag(), PRAISE)
    with qtbot.waitSignal(made.moment_chosen) as caught:
        made.list.setCurrentRow(1)
    assert caught.args == [30.0]
    made.show()
    with qtbot.waitSignal(made.moment_chosen) as caught:
        qtbot.keyClick(made.list, Qt.Key.Key_Return)
    assert caught.args == [30.0]


def test_the_same_call_again_keeps_what_is_selected_and_moves_nothing(panel: MakePanel, qtbot: QtBot) -> None:
    """After a change the page shows the call anew: nobody asked to go anywhere."""
    made = panel(flag(), PRAISE)
    made.list.setCurrentRow(0)
    with qtbot.assertNotEmitted(made.moment_chosen):
        made.show_moments((flag(status=FlagStatus.DISPUTED, dispute=OPEN), PRAISE))
    assert made.list.currentRow() == 0
    assert buttons(made) == set()


def test_another_call_selects_nothing(panel: MakePanel, qtbot: QtBot) -> None:
    """Also one with as many moments: what is selected and half written belongs to the call before."""
    made = panel(flag(), PRAISE)
    made.list.setCurrentRow(0)
    made.words.setText("half written")
    with qtbot.assertNotEmitted(made.moment_chosen):
        made.show_moments((flag(3.0, 9), PRAISE), fresh=True)
    assert made.current is None
    assert made.words.text() == ""


def test_another_look_moves_nothing(panel: MakePanel, qtbot: QtBot, look: Look) -> None:
    """The system may change to dark while somebody listens to another moment."""
    made = panel(flag(), PRAISE)
    made.list.setCurrentRow(1)
    with qtbot.assertNotEmitted(made.moment_chosen):
        made.use_look(look)
    assert made.list.currentRow() == 1


@pytest.mark.parametrize(("at_s", "row"), [(11.0, 0), (13.9, 0), (14.1, -1), (28.0, 1), (400.0, -1)])
def test_a_moment_nearby_is_selected(panel: MakePanel, qtbot: QtBot, at_s: float, row: int) -> None:
    """Within three seconds, without telling it on: the page came from there."""
    made = panel(flag(), PRAISE)
    with qtbot.assertNotEmitted(made.moment_chosen):
        made.select_at(at_s)
    assert made.list.currentRow() == row


def test_the_nearest_moment_wins(panel: MakePanel) -> None:
    """Of two within reach."""
    made = panel(flag(10.0, 1), flag(12.0, 2))
    made.select_at(11.4)
    assert made.list.currentRow() == 1


def test_selecting_offers_the_flags_buttons(panel: MakePanel) -> None:
    """A click on the timeline leads to a flag that can be disputed at once."""
    made = panel(flag())
    made.select_at(11.0)
    assert buttons(made) == {"dispute", "words"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_words_stand_as_they_were_said(words: str) -> None:
    """Whatever the words hold, quotation marks are all that is added."""
    assert replace(moment(), evidence=words).shown_evidence == (f"“{words}”" if words else "")


def test_a_measure_is_not_quoted() -> None:
    """Sotto's own sentence about the sound is not put into the agent's mouth."""
    measured = replace(moment(kind="turn"), evidence="talked over the customer for 1.1 s")
    assert measured.shown_evidence == "talked over the customer for 1.1 s"
