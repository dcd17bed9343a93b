"""Languages for tests, and the way back to plain English."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.translation.language import use_language
from app.translation.words import PlainEnglish, speak_with

Speak = Callable[..., QLocale]


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Speak]:
    """Return `use_language` for this test alone."""

    def choose(choice: str, folder: Path | None = None) -> QLocale:
        return use_language(qapp, choice, folder)

    before = QLocale()
    yield choose
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    speak_with(PlainEnglish())
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
