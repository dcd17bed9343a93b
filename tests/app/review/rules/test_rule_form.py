"""The form of one rule: every field writes its key, the text is what counts, and no text can break the form."""

from collections.abc import Callable

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.review.rules.draft import LISTS, SCALARS, RuleDraft, draft_of
from app.review.rules.rule_form import RuleForm
from app.window_style import dress
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rule
from tests.app.review.conftest import look_of

BUILT_IN = load_rulebook(None).known_rule("dead-end")
MakeForm = Callable[..., RuleForm]
OWN = """[[rule]]
id = "our-slogan"
title = "Slogans"
why = "They sound hollow."
severity = "severe"
timing = "grace"
grace_s = 5.0
headline = "Plain words"
triggers = ["just do it", "think different"]
say_instead = ["Let me see."]
"""


def own_draft(text: str = OWN) -> RuleDraft:
    """Return a rule of the company."""
    return draft_of("our-slogan", {"ours.toml": text}, None)


@pytest.fixture
def make_form(qapp: QApplication, qtbot: QtBot) -> MakeForm:
    """Return a maker of forms that show a draft."""
    kept: list[RuleForm] = []

    def make(draft: RuleDraft | None = None) -> RuleForm:
        made = RuleForm()
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.show_draft(draft or own_draft())
        return made

    return make


def table(form: RuleForm) -> dict[str, object]:
    """Return the rule as the text beside the form says it."""
    return dict(tomlkit.parse(form.source.toPlainText()).unwrap()["rule"][0])


def test_a_rule_of_the_company_fills_every_field(make_form: MakeForm) -> None:
    """Each field holds what its key says; what the rule does not say is empty or at its default."""
    form = make_form()
    assert {key: line.text() for key, line in form.lines.items()} == {
        "title": "Slogans", "headline": "Plain words", "why": "They sound hollow.",
    }  # fmt: skip
    assert {key: box.currentData() for key, box in form.choices.items()} == {"severity": "severe", "timing": "grace"}
    assert form.grace.value() == 5.0
    assert form.enabled_box.isChecked()
    assert form.texts["triggers"].toPlainText() == "just do it\nthink different"
    assert form.texts["unless"].toPlainText() == ""
    assert form.source.toPlainText() == OWN


def test_a_built_in_rule_shows_what_holds(make_form: MakeForm) -> None:
    """Its own values stand in the fields, its lists are counted beside the company's additions."""
    assert BUILT_IN is not None
    form = make_form(draft_of("dead-end", {}, BUILT_IN))
    assert form.lines["headline"].text() == BUILT_IN.headline
    assert form.texts["triggers"].toPlainText() == ""
    label = form.inherited["triggers"]
    assert label.isVisibleTo(form)
    assert str(len(BUILT_IN.triggers)) in label.text()
    assert "<" not in label.toolTip().replace("<p>", "").replace("</p>", "").replace("<br>", "")


@pytest.mark.parametrize("key", ["title", "headline", "why"])
def test_a_line_writes_its_key(make_form: MakeForm, qtbot: QtBot, key: str) -> None:
    """While it is typed; an empty line takes the key out."""
    form = make_form()
    line = form.lines[key]
    line.clear()
    with qtbot.waitSignal(form.edited) as caught:
        qtbot.keyClicks(line, "N")
    assert caught.args[0].value(key) == "N"
    assert table(form)[key] == "N"
    line.setText("")
    line.textEdited.emit("")
    assert key not in table(form)


@pytest.mark.parametrize(
    ("key", "choice"),
    [("severity", "gentle"), ("severity", "normal"), ("timing", "immediate"), ("timing", "utterance-end")],
)
def test_a_choice_writes_its_key(make_form: MakeForm, key: str, choice: str) -> None:
    """The word of the rule file, not the one on the screen; what is the default anyway need not be written."""
    form = make_form()
    box = form.choices[key]
    box.setCurrentIndex(box.findData(choice))
    assert table(form).get(key, str(Rule.model_fields[key].default)) == choice
    assert make_form(form.draft).choices[key].currentData() == choice


@pytest.mark.parametrize("key", LISTS)
def test_a_list_writes_one_entry_a_line(make_form: MakeForm, key: str) -> None:
    """Blank lines and blanks around an entry are no part of it."""
    form = make_form()
    form.texts[key].setPlainText("  one thing \n\n\nanother\n")
    assert table(form)[key] == ["one thing", "another"]
    form.texts[key].setPlainText(" \n ")
    assert key not in table(form)


def test_a_rule_can_be_switched_off_and_on(make_form: MakeForm) -> None:
    """Off is written; on is what a rule is anyway."""
    form = make_form()
    form.enabled_box.setChecked(False)
    assert table(form)["enabled"] is False
    form.enabled_box.setChecked(True)
    assert "enabled" not in table(form)


def test_time_for_a_repair_is_written_in_seconds(make_form: MakeForm) -> None:
    """As a number."""
    form = make_form()
    form.grace.setValue(7.5)
    assert table(form)["grace_s"] == 7.5


def test_showing_a_draft_edits_nothing(make_form: MakeForm, qtbot: QtBot) -> None:
    """Looking at rules one after another makes no drafts."""
    form = make_form()
    with qtbot.assertNotEmitted(form.edited):
        form.show_draft(draft_of("dead-end", {}, BUILT_IN))
        form.show_draft(own_draft())
    assert form.source.toPlainText() == OWN


def test_typing_keeps_the_place_of_the_cursor(make_form: MakeForm) -> None:
    """The field that is typed in is not filled anew while its words are the same."""
    form = make_form()
    field = form.texts["triggers"]
    cursor = field.textCursor()
    cursor.setPosition(4)
    field.setTextCursor(cursor)
    cursor.insertText("x")
    assert field.textCursor().position() == 5
    assert form.draft is not None
    form.show_draft(form.draft)
    assert field.textCursor().position() == 5


def test_broken_text_is_told_and_mended_text_taken(make_form: MakeForm, qtbot: QtBot) -> None:
    """The last good draft stays meanwhile; the sentence goes with the mistake."""
    form = make_form()
    good = form.draft
    with qtbot.assertNotEmitted(form.edited):
        form.source.setPlainText(OWN + "broken =")
    assert "not TOML" in form.problem.text()
    assert form.draft is good
    with qtbot.waitSignal(form.edited):
        form.source.setPlainText(OWN + "# mended\n")
    assert form.problem.text() == ""


def test_a_text_without_the_rule_is_told(make_form: MakeForm) -> None:
    """Renaming the id in the text would edit another rule."""
    form = make_form()
    form.source.setPlainText(OWN.replace("our-slogan", "their-slogan"))
    assert "no rule our-slogan" in form.problem.text()


def test_a_field_edited_over_broken_text_takes_the_sentence_away(make_form: MakeForm) -> None:
    """The text is then the last good one with the change: it is not broken any more."""
    form = make_form()
    form.source.setPlainText(OWN + "broken =")
    form.texts["triggers"].setPlainText("just do it")
    assert form.problem.text() == ""
    assert table(form)["triggers"] == ["just do it"]


@pytest.mark.parametrize(
    "line",
    [
        'grace_s = "soon"', "grace_s = [1]", "grace_s = nan", "triggers = 3", 'triggers = "one"', "triggers = [1, [2]]",
        "triggers = {a = 1}", "title = 3", "title = []", "severity = 1", "timing = {}", "enabled = []",
        "enabled = 1979-05-27", "say_instead = 07:32:00",
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_does_not_stop_the_form(make_form: MakeForm, qtbot: QtBot, line: str) -> None:
    """It is good TOML: the check tells the mistake, and the next keystroke is taken as ever."""
    form = make_form(own_draft('[[rule]]\nid = "our-slogan"\n'))
    with qtbot.waitSignal(form.edited):
        form.source.setPlainText(f'[[rule]]\nid = "our-slogan"\n{line}\n')
    with qtbot.waitSignal(form.edited):
        form.source.setPlainText('[[rule]]\nid = "our-slogan"\nheadline = "Find a way"\n')
    assert form.lines["headline"].text() == "Find a way"


_VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**40), 2**40), st.floats(), st.text("ab\n'\"\\ é", max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("ab", min_size=1), inner, max_size=2)),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.dictionaries(st.sampled_from([*SCALARS, *LISTS]), _VALUES, max_size=4))
def test_any_value_of_any_key_can_be_looked_at(make_form: MakeForm, values: dict[str, object]) -> None:
    """Whatever TOML a company's file holds, the form shows it and changes not a letter."""
    document = tomlkit.document()
    rules = tomlkit.aot()
    rules.append(tomlkit.item({"id": "our-slogan", **values}))
    document.append("rule", rules)
    text = tomlkit.dumps(document)
    form = make_form(own_draft('[[rule]]\nid = "our-slogan"\n'))
    form.source.setPlainText(text)
    assert form.problem.text() == ""
    assert form.draft is not None
    assert form.draft.text == form.source.toPlainText()
    form.texts["examples"].setPlainText("it still works")
    assert "it still works" in form.draft.text
    form.deleteLater()


def test_every_field_has_a_name_for_screen_readers(make_form: MakeForm) -> None:
    """Lines, choices, lists, the time and the text; Tab leaves every one of them."""
    form = make_form()
    fields = (*form.lines.values(), *form.choices.values(), *form.texts.values(), form.grace, form.source)
    assert all(field.accessibleName() for field in fields)
    assert all(field.tabChangesFocus() for field in (*form.texts.values(), form.source))


def test_large_text_puts_titles_above_their_fields(make_form: MakeForm) -> None:
    """Where a title beside its field would leave no room to write."""
    form = make_form()
    policy = form._form.RowWrapPolicy
    form.use_look(look_of(text_percent=200))
    assert form._form.rowWrapPolicy() is policy.WrapAllRows
    form.use_look(look_of())
    assert form._form.rowWrapPolicy() is policy.WrapLongRows


def test_large_text_never_scrolls_sideways(make_form: MakeForm, qtbot: QtBot) -> None:
    """In a pane of the usual width each title wraps, and a long choice is cut instead of the form."""
    form, look = make_form(), look_of(text_percent=200)
    dress(form, look)
    form.use_look(look)
    for title in form._titles:
        title.setText(f"{title.text()} (höchstens fünf Wörter, nicht mehr als das)")
    form.resize(look.px(200), 700)
    with qtbot.waitExposed(form):
        form.show()
    assert form.area.horizontalScrollBar().maximum() == 0
    assert all(field.width() > look.px(100) for field in (*form.lines.values(), *form.choices.values()))


def test_before_a_rule_is_chosen_typing_does_no_harm(qapp: QApplication, qtbot: QtBot) -> None:
    """An empty form edits nothing."""
    form = RuleForm()
    qtbot.addWidget(form)
    with qtbot.assertNotEmitted(form.edited):
        form.source.setPlainText("x")
        form.enabled_box.toggle()
        form.grace.setValue(3.0)
