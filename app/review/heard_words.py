"""What was heard of a call, and what not, in the user's language.

Place in the flow: reports write these sentences in English, partly from what a call's document says itself; the page of a
session shows them through `in_users_words`. A sentence that is not known stays as it is. No Qt.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.reports.metric_texts import NOT_MEASURED
from app.store.records import SessionOrigin, SessionRow
from app.translation.words import QT_TRANSLATE_NOOP, amount, clock_text, day_text, translate, translated

TEMPLATES: Final = (
    QT_TRANSLATE_NOOP("Report", "Heard {share} % of the call with {engine}."),
    QT_TRANSLATE_NOOP("Report", "The call was not heard to its end: everything below is about the part that was."),
    QT_TRANSLATE_NOOP("Report", "Not heard from {start} to {end} ({reason})."),
    QT_TRANSLATE_NOOP("Report", "Coaching was paused from {start} to {end}; nothing counts in that time."),
    QT_TRANSLATE_NOOP("Report", "The microphone heard the customer ({level} dB); {done}."),
    QT_TRANSLATE_NOOP("Report", "The microphone heard the customer; {done}."),
    QT_TRANSLATE_NOOP("Report", "the echo was removed"),
    QT_TRANSLATE_NOOP("Report", "the echo could not be removed"),
    QT_TRANSLATE_NOOP("Report", "Not measured: {what} ({reason})."),
    QT_TRANSLATE_NOOP("Report", "Not measured: {what}."),
    # what was not measured; several things may share a reason
    QT_TRANSLATE_NOOP("Report", "interruptions"),
    QT_TRANSLATE_NOOP("Report", "talk ratio"),
    QT_TRANSLATE_NOOP("Report", "patience"),
    QT_TRANSLATE_NOOP("Report", "dead air"),
    QT_TRANSLATE_NOOP("Report", "loudness"),
    QT_TRANSLATE_NOOP("Report", "longest monologue"),
    QT_TRANSLATE_NOOP("Report", "overlap"),
    QT_TRANSLATE_NOOP("Report", "time on hold"),
    QT_TRANSLATE_NOOP("Report", "whose words they are"),
    QT_TRANSLATE_NOOP("Report", "the rest of the call"),
    QT_TRANSLATE_NOOP("Report", "your words"),
    # and why
    QT_TRANSLATE_NOOP("Report", "the recording has one channel: the customer cannot be told from the agent"),
    QT_TRANSLATE_NOOP("Report", "what a customer says on the same channel is taken for the agent's"),
    QT_TRANSLATE_NOOP("Report", "{heard} of {whole} min were heard"),
    QT_TRANSLATE_NOOP("Report", "{side} delivered nothing but silence: muted or not connected"),
    QT_TRANSLATE_NOOP("Report", "{side} held no speech in the whole call"),
    QT_TRANSLATE_NOOP("Report", "your microphone"),
    QT_TRANSLATE_NOOP("Report", "the customer's side"),
    QT_TRANSLATE_NOOP(
        "Report",
        "your microphone and the call seem swapped: the call repeats what the microphone hears; or the customer's "
        "telephone sends your voice back (from {seconds} s)",
    ),
    QT_TRANSLATE_NOOP("Report", "the microphone heard the far end ({spans}); nothing was counted in that time"),
    QT_TRANSLATE_NOOP("Report", "the agent spoke too little to know the usual level"),
    # why a stretch was not heard: codes of `speech.events.GapRecorded`, and the recovery's own
    QT_TRANSLATE_NOOP("Report", "unplugged"),
    QT_TRANSLATE_NOOP("Report", "overflow"),
    QT_TRANSLATE_NOOP("Report", "listener-restarted"),
    QT_TRANSLATE_NOOP("Report", "device-changed"),
    QT_TRANSLATE_NOOP("Report", "muted"),
    QT_TRANSLATE_NOOP("Report", "stopped"),
    QT_TRANSLATE_NOOP("Report", "unknown"),
    # the agenda and the transcript
    QT_TRANSLATE_NOOP("Report", "Agenda: {said} of {all} said. Not heard: {missed}."),
    QT_TRANSLATE_NOOP("Report", "Agenda: {said} of {all} said."),
    QT_TRANSLATE_NOOP("Report", "customer speaks (not transcribed), {seconds} s"),
)
"""The first that fits is meant; `{…}` stands for what is filled in."""
_NESTED: Final = {"reason", "side", "done"}
"""Values that are texts of Sotto's own; all others are names, numbers and the company's words."""
_VALUE: Final = re.compile(r"\\\{(\w+)\\\}")
_DECIMAL: Final = re.compile(r"\d+\.(\d+)")


def in_users_words(sentence: str) -> str:
    """Return a sentence of a report in the user's language."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            values = {name: _value(name, value) for name, value in found.groupdict().items()}
            return translated("Report", template).format(**values)
    return sentence


def _value(name: str, value: str) -> str:
    if name == "what":
        return ", ".join(in_users_words(one) for one in value.split(", "))
    return in_users_words(value) if name in _NESTED else value


def in_users_figures(value: str) -> str:
    """Return a measure as reports write it ("0.8 s", "not measured") as the user's country writes it."""
    if value == NOT_MEASURED:
        return translate("Review", "not measured")
    return _DECIMAL.sub(lambda found: amount(float(found[0]), len(found[1])), value)


def whose(row: SessionRow) -> str:
    """Return "Anna · North · 2026-03-02 09:00", in local time."""
    started = row.started_at.astimezone()
    made_up = translate("Review", "generated, not a real call") if row.origin is SessionOrigin.GENERATED else ""
    parts = (row.agent, row.team, f"{day_text(started.date())} {clock_text(started.time())}", made_up)
    return " · ".join(part for part in parts if part)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for template in TEMPLATES:
        yield template, re.compile(_VALUE.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)
