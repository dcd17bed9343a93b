"""The choice of a language and what is loaded for it."""

import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QWidget

from app.translation.language import LANGUAGES, chosen_locale
from app.translation.words import amount, clock_text, counted, day_text, number, read_number, translate
from tests.app.translation.conftest import Speak


class _System(QLocale):
    """A system with given languages."""

    def __init__(self, name: str, languages: list[str]) -> None:
        super().__init__(name)
        self._languages = languages

    def uiLanguages(self, _separator: object = None) -> list[str]:  # type: ignore[override]  # noqa: N802  Qt's name
        return self._languages


@pytest.mark.parametrize(
    ("choice", "system", "name"),
    [
        ("auto", _System("de_AT", ["de-AT", "de"]), "de_AT"),
        ("auto", _System("fr_FR", ["fr-FR", "fr", "de-DE", "de"]), "de_DE"),
        ("auto", _System("fr_FR", ["fr-FR", "fr"]), "en_US"),
        ("auto", _System("C", ["C"]), "en_US"),
        ("auto", _System("de_DE", ["en-GB", "de-DE"]), "en_US"),
        ("de", _System("en_GB", ["en-GB"]), "de_DE"),
        ("de", _System("de_CH", ["en-GB"]), "de_CH"),
        ("en", _System("en_GB", ["en-GB"]), "en_GB"),
    ],
)
def test_which_language(choice: str, system: QLocale, name: str) -> None:
    """The user's choice holds; else the first of the system's languages that is complete, with the country's numbers."""
    assert chosen_locale(choice, system).name() == name


def test_german_speaks_german(speak: Speak) -> None:
    """Texts, plural forms, numbers and the standard buttons of Qt's dialogs are German."""
    speak("de")
    assert translate("Wizard", "Welcome") == "Willkommen"
    changes = [counted("Settings", "%n change(s) not saved yet.", n) for n in (1, 3)]
    assert changes == ["1 Änderung noch nicht gespeichert.", "3 Änderungen noch nicht gespeichert."]
    assert (number(0.35), amount(1234.56, 1)) == ("0,35", "1.234,6")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_german_dates(speak: Speak) -> None:
    """Dates and times are written the German way."""
    speak("de")
    assert (day_text(date(2026, 11, 2)), clock_text(time(14, 5))) == ("02.11.26", "14:05")


def test_english_has_its_plurals(speak: Speak) -> None:
    """English says "1 change" and "3 changes"."""
    speak("en")
    changes = [counted("Settings", "%n change(s) not saved yet.", n) for n in (1, 3)]
    assert changes == ["1 change not saved yet.", "3 changes not saved yet."]


def test_back_to_english(speak: Speak) -> None:
    """A second choice takes the place of the first: nothing of German is left."""
    speak("de")
    speak("en")
    assert translate("Wizard", "Welcome") == "Welcome"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize(
    ("typed", "value"), [("0,35", 0.35), ("0.35", 0.35), (" 14 ", 14.0), ("1.5", 1.5), ("x", None)]
)
def test_germans_may_type_both(typed: str, value: float | None, speak: Speak) -> None:
    """Comma and point are both read as what they must mean: nobody types group separators into a setting."""
    speak("de")
    assert read_number(typed) == value


def test_right_to_left(speak: Speak) -> None:
    """A language that runs from right to left turns every window round, and the next one back."""
    speak("ar")
    assert QWidget().layoutDirection() == Qt.LayoutDirection.RightToLeft
    speak("de")
    assert QWidget().layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_names_keep_their_direction(speak: Speak) -> None:
    """In a sentence from right to left a value is isolated, so that a Latin name does not turn what stands around it."""
    speak("ar")
    assert translate("Wizard", "{name} is open.").format(name="USB (2)") == "\u2068USB (2)\u2069 is open."
    speak("de")
    assert "\u2068" not in translate("Wizard", "{name} is open. Say something …")


def test_a_missing_file_leaves_english(speak: Speak, tmp_path: Path) -> None:
    """Where the translation is not there, English is spoken and nothing fails."""
    assert speak("de", tmp_path).language() == QLocale.Language.German
    assert translate("Wizard", "Welcome") == "Welcome"
    assert counted("Settings", "%n change(s) not saved yet.", 2) == "2 change(s) not saved yet."


def test_every_language_has_its_file() -> None:
    """Each language that can be chosen is compiled and ships."""
    from app.paths import resource

    for language in LANGUAGES:
        assert QTranslator().load(f"sotto_{language}", str(resource("translations")))


def test_words_need_no_qt() -> None:
    """The words, and what is written with them, load without Qt."""
    code = (
        "import sys, app.overlay.wording, app.wizard.echo_check, app.settings_window.plan, app.calls.state, app.notify;"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
