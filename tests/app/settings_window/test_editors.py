"""The widgets that hold one setting each."""

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.managed import Managed
from app.settings import value_of
from app.settings_file import parse, store
from app.settings_window.editors import NumberEditor, SuggestEditor, make_editor
from app.settings_window.plan import FieldPlan, Kind, pages

FIELDS = {field.key: field for page in pages() for field in page.fields}
TYPED = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), max_size=30)


def values_of(field: FieldPlan) -> st.SearchStrategy[Any]:
    """Return a strategy of all values that a field allows."""
    low, high = field.low, field.high
    match field.kind:
        case Kind.SWITCH:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from([value for value, _ in field.choices])
        case Kind.WHOLE:
            return st.integers(None if low is None else math.ceil(low), None if high is None else math.floor(high))
        case Kind.NUMBER:
            return st.floats(low, high, allow_nan=False, allow_infinity=False)
        case Kind.TEXT:
            return TYPED.filter(lambda text: not field.problem(text))


@pytest.mark.parametrize("suggestions", [[], ["One", "Two"]], ids=["plain", "suggested"])
@trial(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_setting_round_trips(
    data: st.DataObject, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, suggestions: list[str]
) -> None:
    """Every allowed value of every setting comes back the same from its widget and through the file."""
    field = data.draw(st.sampled_from(list(FIELDS.values())))
    value = data.draw(values_of(field))
    editor = make_editor(field, lambda _key: suggestions)
    editor.set_value(value)
    assert editor.problem() == ""
    assert editor.value() == value
    file = tmp_path_factory.getbasetemp() / "round-trip.toml"
    file.unlink(missing_ok=True)
    assert value_of(store(file, {field.key: editor.value()}, Managed()), field.key) == value
    assert value_of(parse(file.read_text(encoding="utf-8"), file), field.key) == value


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_every_default_round_trips(field: FieldPlan, qapp: QApplication) -> None:
    """Each field shows its own default without changing it."""
    editor = make_editor(field, lambda _key: [])
    editor.set_value(field.info.default)
    assert editor.value() == field.info.default
    assert editor.problem() == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("9", "Allowed: 0.1 to 3 s."), ("", "This is no number."), ("long", "This is no number."), ("nan", "Allowed")],
)
def test_wrong_numbers_stay_as_typed(typed: str, sentence: str, qapp: QApplication) -> None:
    """A wrong number is kept as typed and answered with one sentence."""
    editor = make_editor(FIELDS["vad.min_silence_s"], lambda _key: [])
    assert isinstance(editor, NumberEditor)
    editor.setText(typed)
    assert editor.text() == typed
    assert sentence in editor.problem()


def test_whole_numbers_take_no_fraction(qapp: QApplication) -> None:
    """A setting that counts takes whole numbers only; a decimal comma is a decimal point."""
    count = make_editor(FIELDS["overlay.text_percent"], lambda _key: [])
    assert isinstance(count, NumberEditor)
    count.setText("120.5")
    assert count.problem()
    seconds = make_editor(FIELDS["vad.min_silence_s"], lambda _key: [])
    assert isinstance(seconds, NumberEditor)
    seconds.setText("0,5")
    assert seconds.value() == 0.5


@pytest.mark.parametrize(
    ("key", "start", "pressed", "after"),
    [
        ("vad.min_silence_s", 0.3, Qt.Key.Key_Up, 0.4),
        ("vad.min_silence_s", 0.1, Qt.Key.Key_Down, 0.1),
        ("vad.start_threshold", 0.5, Qt.Key.Key_Up, 0.51),
        ("overlay.text_percent", 195, Qt.Key.Key_PageUp, 200),
    ],
)
def test_arrow_keys_step(key: str, start: float, pressed: Qt.Key, after: float, qapp: QApplication) -> None:
    """The arrow keys step a number and stop at its limits."""
    editor = make_editor(FIELDS[key], lambda _key: [])
    editor.set_value(start)
    QTest.keyClick(editor.widget, pressed)
    assert editor.value() == after


def test_arrow_keys_leave_what_is_no_number(qapp: QApplication) -> None:
    """Stepping does nothing while what was typed is no number."""
    editor = make_editor(FIELDS["vad.min_silence_s"], lambda _key: [])
    assert isinstance(editor, NumberEditor)
    editor.setText("x")
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert editor.text() == "x"


@pytest.mark.parametrize("key", ["overlay.theme", "listening.microphone"])
def test_the_wheel_changes_nothing(key: str, qapp: QApplication) -> None:
    """Scrolling over a box scrolls the page and leaves the setting as it is."""
    editor = make_editor(FIELDS[key], lambda _key: ["One", "Two"] if key == "listening.microphone" else [])
    before = editor.value()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.widget, wheel)
    assert editor.value() == before
    assert not wheel.isAccepted()


def test_devices_are_offered_not_forced(qapp: QApplication) -> None:
    """A device field offers what is there and takes any other name."""
    editor = make_editor(FIELDS["listening.microphone"], lambda _key: ["Headset"])
    assert isinstance(editor, SuggestEditor)
    assert editor.value() == ""
    assert editor.itemText(0) == "Headset"
    editor.setEditText("Another one")
    assert editor.value() == "Another one"
    editor.setEditText("x" * 301)
    assert "too long" in editor.problem()
