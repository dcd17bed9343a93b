"""The settings window and the wizard's pages for benchmarks/screenshots.py, with devices that are always the same.

docs/images/settings.png   two pages, dark and light
docs/images/wizard.png     every page, dark and light
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from app.managed import Managed, parse_managed
from app.overlay.settings import OverlaySettings
from app.settings import Settings
from app.settings_window.window import SettingsWindow
from app.window_style import use_drawn_style
from app.wizard.draft import Draft
from app.wizard.hearing import Reading, SideReading
from app.wizard.machine import Machine
from app.wizard.window import WizardWindow
from speech.devices import FarEndDevice, InputDevice
from speech.errors import DeviceError
from speech.sources.base import Source
from speech.sources.spec import FarEndChoice, LiveSpec

_HEADSET = InputDevice("Jabra Evolve2 40", "ALSA", 1, 16_000.0, is_default=True)


class StageMachine(Machine):
    """One headset; nothing is opened."""

    def inputs(self, *, fresh: bool = False) -> tuple[InputDevice, ...]:  # noqa: ARG002
        """Return the headset."""
        return (_HEADSET,)

    def far_ends(self, inputs: tuple[InputDevice, ...]) -> tuple[FarEndDevice, ...]:  # noqa: ARG002
        """Return what it plays."""
        return (FarEndDevice(FarEndChoice(), "What Jabra Evolve2 40 plays", is_default=True),)

    def open_near(self, spec: LiveSpec) -> Source:  # noqa: ARG002
        """Open nothing."""
        raise DeviceError("This is a picture.")

    open_far = open_both = open_near


def settings_pictures(theme: str) -> Iterator[tuple[str, QPixmap]]:
    """Give pictures of the settings window."""
    use_drawn_style(_qt())
    managed = parse_managed("[overlay]\nhide_from_sharing = true\n", Path("/etc/sotto/managed.toml"))
    settings = Settings(overlay=OverlaySettings(theme=theme, hide_from_sharing=True))  # type: ignore[arg-type]
    window = SettingsWindow(Path("settings.toml"), settings, managed, lambda _key: [])
    window.show()
    for key, wrong in (("overlay", "900"), ("coaching.cues", "")):
        window._select(key)  # noqa: SLF001  stands for a click
        row = window.pages["overlay"].rows["overlay.text_percent"]
        if wrong:
            row.editor.widget.setText(wrong)  # type: ignore[attr-defined]
        else:
            row.reset_to_default()
        window.list.setFocus()
        _qt().processEvents()
        yield f"{window.pages[key].plan.title}, {theme}", window.grab()
    window.changes = dict  # type: ignore[method-assign]  closes without a question
    window.close()


def wizard_pictures(theme: str) -> Iterator[tuple[str, QPixmap]]:
    """Give a picture of each page of the wizard."""
    use_drawn_style(_qt())
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOTTO_HOME"] = folder
        settings = Settings(overlay=OverlaySettings(theme=theme))  # type: ignore[arg-type]
        window = WizardWindow(Draft(settings, Managed()), StageMachine(), Path(folder) / "s", Path(folder) / "r")
        window.show()
        for index, page in enumerate(window.pages):
            window.show_page(index)
            window.consent.agree.setChecked(True)
            window.watch.stop()
            if page.step in {"Microphone", "Customer's side"}:
                window.watch.heard.emit(Reading(1.0, SideReading(-24.0, -12.0, speaking=True), None, ()))
            _qt().processEvents()
            yield f"{page.step}, {theme}", window.grab()
        window.done(0)


def _qt() -> QApplication:
    existing = QApplication.instance()
    assert isinstance(existing, QApplication)
    return existing
