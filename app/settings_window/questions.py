"""What the settings window asks in boxes of its own: files, and what to do with changes that are not saved.

Place in the flow: `window` calls these; tests put answers in their place.
"""

from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.translation.words import QT_TRANSLATE_NOOP, counted, translate, translated

_FILTER: Final = QT_TRANSLATE_NOOP("Settings", "Settings (*.toml)")


class Unsaved(Enum):
    """What to do with changes when the window closes."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


def file_to_open(parent: QWidget) -> Path | None:
    """Ask for a settings file; None when the user thinks better of it."""
    title = translate("Settings", "Import settings")
    name, _ = QFileDialog.getOpenFileName(parent, title, "", translated("Settings", _FILTER))
    return Path(name) if name else None


def file_to_write(parent: QWidget) -> Path | None:
    """Ask where to write the settings; None when the user thinks better of it."""
    title = translate("Settings", "Export settings")
    name, _ = QFileDialog.getSaveFileName(parent, title, "sotto-settings.toml", translated("Settings", _FILTER))
    return Path(name) if name else None


def about_unsaved(parent: QWidget, count: int) -> Unsaved:
    """Ask whether `count` changes are to be saved before closing."""
    buttons = QMessageBox.StandardButton
    box = QMessageBox(parent)
    box.setWindowTitle(translate("Settings", "Settings"))
    box.setText(counted("Settings", "Save your %n change(s)?", count))
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    answers = {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}
    return answers.get(buttons(box.exec()), Unsaved.STAY)
