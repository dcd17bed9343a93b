"""The one place that every text for the user passes: marked in English where it is used, said in the user's language.

Place in the flow: windows, tray, overlay and problem lines call `translate`. Before a language is chosen, and on a
machine without Qt or display, English is spoken. No Qt. `pyside6-lupdate` finds the calls by their name and reads the
literals in them: context and text must stand there as such, values are filled in by `str.format` afterwards.
"""

from datetime import date, time
from typing import Final, Protocol


class Voice(Protocol):
    """Who speaks: English by itself, or Qt's translators for any language."""

    def text(self, context: str, source: str, comment: str | None, n: int) -> str:
        """Return `source` in the language; `n`: the number that "%n" stands for, negative where there is none."""

    def number(self, value: float) -> str:
        """Return a number as short as it can be without changing it, without group separators."""

    def amount(self, value: float, decimals: int) -> str:
        """Return a rounded number with group separators."""

    def read(self, typed: str) -> float | None:
        """Return the number that was typed, None when it is none."""

    def day(self, day: date) -> str:
        """Return a date in figures."""

    def clock(self, moment: time) -> str:
        """Return a time of the day, hours and minutes."""


class PlainEnglish:
    """The texts as they stand in the code."""

    def text(self, context: str, source: str, comment: str | None, n: int) -> str:  # noqa: ARG002  the protocol's
        """Return the source; "(s)" goes with a single thing, as Qt's own English translations do it."""
        return source if n < 0 else source.replace("%n", str(n)).replace("(s)", "" if n == 1 else "s")

    def number(self, value: float) -> str:
        """Return "0.35", "14"."""
        return str(int(value)) if float(value).is_integer() else repr(float(value))

    def amount(self, value: float, decimals: int) -> str:
        """Return "1,234.5"."""
        return f"{value:,.{decimals}f}"

    def read(self, typed: str) -> float | None:
        """Take a comma for a point, as many keyboards have no other."""
        try:
            return float(typed.strip().replace(",", "."))
        except ValueError:
            return None

    def day(self, day: date) -> str:
        """Return "2026-11-22", which no English-speaking country misreads."""
        return day.isoformat()

    def clock(self, moment: time) -> str:
        """Return "14:05"."""
        return f"{moment:%H:%M}"


class _Speaker:
    """Holds the voice of this process; set once, before the first window."""

    def __init__(self) -> None:
        self.voice: Voice = PlainEnglish()


_speaker: Final = _Speaker()


def speak_with(voice: Voice) -> None:
    """Let `voice` speak from now on; texts that stand on the screen already stay as they are."""
    _speaker.voice = voice


def translate(context: str, source: str, comment: str | None = None) -> str:
    """Return a text in the user's language; with literals only, so that the tools find them.

    `context`: the window or part, for the translator. `comment`: tells equal texts of one context apart. Thread-safe
    once the language is chosen.
    """
    return _speaker.voice.text(context, source, comment, -1)


def counted(context: str, source: str, n: int) -> str:
    """Return a text in the user's language in the plural form for `n`, which stands where it says "%n".

    With literals only. lupdate sees plural forms in Python only where the number is a literal: `texts_in_data` finds
    these calls for it.
    """
    return _speaker.voice.text(context, source, None, n)


def translated(context: str, source: str) -> str:
    """Return a text that was marked elsewhere (`QT_TRANSLATE_NOOP`, or the typed settings) in the user's language."""
    return _speaker.voice.text(context, source, None, -1) if source else ""


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: ARG001, N802  Qt's name, which the tools look for
    """Mark a text of a table for translation and return it as it is; `translated` says it later."""
    return source


def number(value: float) -> str:
    """Return a number as the user's country writes it, as short as it can be without changing it: "0.35", "0,35"."""
    return _speaker.voice.number(value)


def amount(value: float, decimals: int = 0) -> str:
    """Return a rounded number as the user's country writes it: "1,234", "1.234"."""
    return _speaker.voice.amount(value, decimals)


def read_number(typed: str) -> float | None:
    """Return the number that a user typed, None when it is none. A comma for a point is understood everywhere."""
    return _speaker.voice.read(typed)


def day_text(day: date) -> str:
    """Return a date as the user's country writes it, in figures: "2026-11-22", "22.11.26"."""
    return _speaker.voice.day(day)


def clock_text(moment: time) -> str:
    """Return a time of the day as the user's country writes it: "14:05", "2:05 PM"."""
    return _speaker.voice.clock(moment)
