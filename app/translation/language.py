"""Chooses the language and loads its translators: Sotto's own texts and those of Qt's standard dialogs.

Place in the flow: every program with a window calls `use_language` once, after its QApplication is made and before its
first window. Another language holds from the next start on. GUI thread only.
"""

import re
from datetime import date, time
from pathlib import Path
from typing import Final, get_args

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, Qt, QTime, QTranslator
from PySide6.QtWidgets import QApplication

from app.paths import resource
from app.translation.settings import LanguageChoice
from app.translation.words import PlainEnglish, speak_with

LANGUAGES: Final = tuple(language for language in get_args(LanguageChoice) if language != "auto")
"""Those that are complete; each has a file in `resources/translations`."""
_SOURCE: Final = "en"


class QtVoice:
    """Qt's translators and the number format of a locale."""

    def __init__(self, locale: QLocale) -> None:
        """Speak through whatever translators the application has."""
        self._grouped, self._plain = QLocale(locale), QLocale(locale)
        self._mirrored = locale.textDirection() == Qt.LayoutDirection.RightToLeft
        options = QLocale.NumberOption
        # "1.5" typed on a German keyboard is one and a half, never fifteen.
        self._plain.setNumberOptions(options.OmitGroupSeparator | options.RejectGroupSeparator)

    def text(self, context: str, source: str, comment: str | None, n: int) -> str:
        """Return the translation, the source where there is none; what is filled in keeps its own direction."""
        text = QCoreApplication.translate(context, source, comment, n)
        return _VALUE.sub(_ISOLATED, text) if self._mirrored else text

    def number(self, value: float) -> str:
        """Return "0,35", "14"."""
        if float(value).is_integer():
            return self._plain.toString(int(value))
        return self._plain.toString(float(value), "f", _SHORTEST)

    def amount(self, value: float, decimals: int) -> str:
        """Return "1.234,5"."""
        return self._grouped.toString(float(value), "f", decimals)

    def read(self, typed: str) -> float | None:
        """Read the locale's way first, then with a point."""
        value, right = self._plain.toDouble(typed.strip())
        return value if right else PlainEnglish().read(typed)

    def day(self, day: date) -> str:
        """Return "22.11.2026"."""
        return self._grouped.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)

    def clock(self, moment: time) -> str:
        """Return "14:05"."""
        return self._grouped.toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


_VALUE: Final = re.compile(r"\{\w*\}")
_ISOLATED: Final = "\u2068\\g<0>\u2069"
"""First strong isolate … pop: a device's Latin name must not turn the sentence around it (UAX 9)."""
_SHORTEST: Final = QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value


def chosen_locale(choice: str, system: QLocale) -> QLocale:
    """Return the locale of a choice: "auto" takes the first language of the system's that Sotto speaks, else English."""
    language = choice
    if choice == "auto":
        wanted = [name.replace("_", "-").partition("-")[0] for name in system.uiLanguages()]
        language = next((name for name in wanted if name in LANGUAGES), _SOURCE)
    asked = QLocale(language)
    return system if system.language() == asked.language() else asked


def use_language(qt: QApplication, choice: str, folder: Path | None = None) -> QLocale:
    """Speak the chosen language in this process and return its locale.

    `choice`: "auto", or a language code ("de") with files in `folder` (those that ship with Sotto unless given).
    Numbers follow the locale, windows run from right to left where the language does. A file that is missing leaves
    English, never a failure.
    """
    locale = chosen_locale(choice, QLocale.system())
    for old in qt.findChildren(QTranslator, _OURS):
        qt.removeTranslator(old)
        old.deleteLater()
    places = {"sotto": folder or resource("translations"), "qtbase": Path(_qt_translations())}
    for name, place in places.items():
        translator = QTranslator(qt)
        translator.setObjectName(_OURS)
        if translator.load(f"{name}_{locale.name()}", str(place)):  # "de_AT" finds "de" as well
            qt.installTranslator(translator)
    QLocale.setDefault(locale)
    qt.setLayoutDirection(locale.textDirection())
    speak_with(QtVoice(locale))
    return locale


_OURS: Final = "sotto-language"


def _qt_translations() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
