"""What is said before a language is chosen, and where no Qt is."""

from datetime import date, time

import pytest

from app.translation.words import (
    QT_TRANSLATE_NOOP,
    PlainEnglish,
    amount,
    clock_text,
    counted,
    day_text,
    number,
    read_number,
    speak_with,
    translate,
    translated,
)


class _Shouting(PlainEnglish):
    def text(self, context: str, source: str, comment: str | None, n: int) -> str:
        return f"{context}/{comment or ''}/{super().text(context, source, comment, n).upper()}"


def test_english_stands_in_the_code() -> None:
    """Without a language the source is what is said."""
    assert translate("Tray", "Quit") == translated("Tray", "Quit") == QT_TRANSLATE_NOOP("Tray", "Quit") == "Quit"
    assert not translated("Tray", "")


@pytest.mark.parametrize(("n", "text"), [(0, "0 changes"), (1, "1 change"), (2, "2 changes")])
def test_plain_plurals(n: int, text: str) -> None:
    """Plain English counts, too."""
    assert counted("Settings", "%n change(s)", n) == text


def test_plain_numbers() -> None:
    """Numbers are written in the English way and read in both."""
    assert (number(3.0), number(-0.25), amount(1234.5, 1), amount(40_800)) == ("3", "-0.25", "1,234.5", "40,800")
    assert (day_text(date(2026, 11, 2)), clock_text(time(14, 5))) == ("2026-11-02", "14:05")
    assert (read_number("2,5"), read_number(" -3"), read_number("")) == (2.5, -3.0, None)


def test_another_voice() -> None:
    """All texts pass the voice that was set last, with context and comment."""
    speak_with(_Shouting())
    try:
        assert translate("Tray", "Quit", "menu") == "Tray/menu/QUIT"
        assert translated("Tray", "Quit") == "Tray//QUIT"
        assert counted("Tray", "%n call(s)", 1) == "Tray//1 CALL"
    finally:
        speak_with(PlainEnglish())
    assert translate("Tray", "Quit") == "Quit"
