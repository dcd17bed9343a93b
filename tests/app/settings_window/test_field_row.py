"""One setting in the window: its parts, its way back, what is wrong, and what is locked."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel

from app.managed import Managed
from app.overlay.look import SystemLook
from app.overlay.settings import OverlaySettings
from app.settings import Settings, value_of
from app.settings_window.editors import NumberEditor
from app.settings_window.field_row import LABEL_PX, NUMBER_PX, FieldRow
from app.settings_window.page import SettingsPage
from app.settings_window.plan import FieldPlan, Kind, pages
from app.settings_window.program import suggestions

FIELDS = {field.key: field for page in pages() for field in page.fields}
FINE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def row_of(key: str, qtbot: Any, *, locked: str = "", value: Any = None) -> FieldRow:
    """Return the row of a setting with its default, or another value."""
    plan = FIELDS[key]
    made = FieldRow(plan, plan.info.default if value is None else value, locked, lambda _key: [])
    qtbot.addWidget(made)
    return made


def texts(row: FieldRow) -> list[str]:
    """Return what its visible labels say."""
    return [label.text() for label in row.findChildren(QLabel) if label.isVisibleTo(row) and label.text()]


def test_a_number_has_label_unit_and_limits(qapp: QApplication, qtbot: Any) -> None:
    """A number shows its label, its unit, what is allowed and its default."""
    row = row_of("overlay.fade_ms", qtbot)
    assert set(texts(row)) == {"A cue fades away in", "0 to 1000 ms · default 220", "ms"}
    assert row.editor.widget.accessibleName() == "A cue fades away in"
    assert row.editor.widget.accessibleDescription() == row.hint.text()
    assert row.label.buddy() is row.editor.widget


def test_a_switch_is_its_own_label(qapp: QApplication, qtbot: Any) -> None:
    """A switch carries its label; no second one stands beside it."""
    row = row_of("overlay.expanded", qtbot)
    assert texts(row) == ["default: off"]
    assert row.editor.widget.text() == "Start in the expanded form"  # type: ignore[attr-defined]


def test_the_way_back(qapp: QApplication, qtbot: Any) -> None:
    """Reset is there only where there is something to reset, says what it resets to, and does so."""
    row = row_of("overlay.text_percent", qtbot)
    assert not row.reset.isEnabled()
    with qtbot.waitSignal(row.changed, timeout=5_000):
        row.set_value(150)
    assert row.reset.isEnabled()
    assert row.reset.toolTip() == "Default: 100"
    assert row.reset.accessibleName() == "Reset “Text size” to its default"
    row.reset.click()
    assert (row.value, row.reset.isEnabled()) == (100, False)


def test_what_is_wrong_takes_the_hints_place(qapp: QApplication, qtbot: Any) -> None:
    """A mistake is told where the hint stood, for screen readers too; mending it brings the hint back."""
    row = row_of("overlay.text_percent", qtbot)
    row.editor.widget.setText("900")  # type: ignore[attr-defined]
    assert row.error.text() == "Allowed: 100 to 200 %."
    assert not row.hint.isVisibleTo(row)
    assert row.editor.widget.accessibleDescription() == row.error.text()
    assert row.editor.widget.property("wrong") is True
    row.editor.widget.setText("120")  # type: ignore[attr-defined]
    assert row.error.text() == ""
    assert row.hint.isVisibleTo(row)
    assert row.editor.widget.property("wrong") is False


def test_a_locked_field_keeps_its_value(qapp: QApplication, qtbot: Any) -> None:
    """What the company fixed cannot be changed by any way, and says why; it is never a problem of the user."""
    row = row_of("overlay.text_percent", qtbot, locked="Set by your company.", value=150)
    row.set_value(120)
    row.reset_to_default()
    assert row.value == 150
    assert not row.editor.widget.isEnabled()
    assert not row.reset.isEnabled()
    assert row.hint.text() == "Set by your company."
    assert row.problem == ""


@pytest.mark.parametrize("percent", [100, 200])
def test_columns_grow_with_the_text(percent: int, qapp: QApplication, qtbot: Any) -> None:
    """Larger text gets wider columns: labels do not break more often than at 100 %."""
    look = SystemLook().look(OverlaySettings(text_percent=percent))
    row = row_of("overlay.fade_ms", qtbot)
    row.use_look(look)
    assert row.label.width() == LABEL_PX * percent // 100
    assert row.editor.widget.width() == NUMBER_PX * percent // 100


@FINE
@given(typed=st.text(max_size=12))
def test_whatever_is_typed_stays(typed: str, qapp: QApplication) -> None:
    """A number field never bends what was typed: it stays as it is, and is either right or told to be wrong."""
    editor = NumberEditor(FIELDS["vad.min_silence_s"])
    editor.setText(typed)
    shown = editor.text()  # a line holds no line breaks
    value, problem = editor.value(), editor.problem()
    assert editor.text() == shown
    assert problem or 0.1 <= value <= 3.0


@FINE
@given(number=st.floats(0.1, 3.0))
def test_numbers_come_back_exactly(number: float, qapp: QApplication) -> None:
    """A number that is shown and not touched comes back to the last digit."""
    editor = NumberEditor(FIELDS["vad.min_silence_s"])
    editor.set_value(number)
    assert editor.value() == number
    assert editor.problem() == ""


@pytest.mark.parametrize("field", list(FIELDS.values()), ids=lambda field: field.key)
def test_every_field_begins_at_its_default(field: FieldPlan, qapp: QApplication, qtbot: Any) -> None:
    """With the default shown there is nothing wrong and nothing to reset, whatever the kind."""
    row = row_of(field.key, qtbot)
    assert row.value == field.info.default
    assert row.problem == ""
    assert not row.reset.isEnabled()
    if field.kind is Kind.CHOICE:
        assert len({words for _, words in field.choices}) == len(field.choices)


def test_a_page_resets_all_its_fields(qapp: QApplication, qtbot: Any) -> None:
    """The page's button resets every field of it, and a search hides fields without forgetting them."""
    plan = next(page for page in pages() if page.key == "overlay")
    values = {field.key: value_of(Settings(), field.key) for field in plan.fields}
    page = SettingsPage(
        plan, values | {"overlay.text_percent": 150, "overlay.expanded": True}, Managed(), lambda _key: []
    )
    qtbot.addWidget(page)
    page.show_only({"overlay.theme"})
    assert [key for key, row in page.rows.items() if row.isVisibleTo(page)] == ["overlay.theme"]
    assert page.values["overlay.text_percent"] == 150
    page.reset.click()
    assert page.values == values
    assert page.reset.accessibleName() == "Reset the page Overlay to its defaults"


@pytest.mark.parametrize("key", ["rules.folder", "hotkeys.pause", "models.mirror"])
def test_free_texts_are_free(key: str) -> None:
    """Only devices and models have suggestions."""
    assert suggestions(key) == []
