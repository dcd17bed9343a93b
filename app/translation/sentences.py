"""Says the finished sentences of `speech` in the user's language.

Place in the flow: `app.notify.explain` passes each error's sentences through here. `speech` knows nothing of languages: it
gives whole English sentences with names of devices and files in them. Those that agents meet while listening and in the
first-run questions stand here as templates; a sentence that fits none stays as it is. A test holds the templates against
the code of `speech`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.translation.words import QT_TRANSLATE_NOOP, translated

TEMPLATES: Final = (
    # devices
    QT_TRANSLATE_NOOP("Speech", "{name} is busy."),
    QT_TRANSLATE_NOOP("Speech", "Close the program that uses it alone, or choose another device."),
    QT_TRANSLATE_NOOP("Speech", "{name} is not there any more."),
    QT_TRANSLATE_NOOP("Speech", "Plug it in again or choose another device."),
    QT_TRANSLATE_NOOP("Speech", "{name} does not take the sample rate or channels that it offers."),
    QT_TRANSLATE_NOOP("Speech", "Choose another device or host API."),
    QT_TRANSLATE_NOOP("Speech", "The system does not let Sotto use {name}."),
    QT_TRANSLATE_NOOP(
        "Speech", "Allow microphone access in the privacy settings, and close programs that use it alone."
    ),
    QT_TRANSLATE_NOOP("Speech", "{name} could not be opened (PortAudio error {code})."),
    QT_TRANSLATE_NOOP("Speech", "Choose another device."),
    QT_TRANSLATE_NOOP("Speech", "The PortAudio library is missing, so no microphone can be used."),
    QT_TRANSLATE_NOOP("Speech", "On Debian and Ubuntu: `sudo apt install libportaudio2`."),
    QT_TRANSLATE_NOOP("Speech", "Plug it in, or run `sotto devices` to see what is there."),
    QT_TRANSLATE_NOOP("Speech", "No microphone was found."),
    QT_TRANSLATE_NOOP("Speech", "Plug one in; on a remote desktop, allow audio recording."),
    QT_TRANSLATE_NOOP("Speech", "No far end is chosen, so no call can begin by it."),
    QT_TRANSLATE_NOOP("Speech", "Choose one in the settings."),
    QT_TRANSLATE_NOOP("Speech", "The sound server has no output."),
    QT_TRANSLATE_NOOP("Speech", "Connect a headset or speakers."),
    QT_TRANSLATE_NOOP("Speech", 'There is no output named "{name}".'),
    QT_TRANSLATE_NOOP("Speech", "Connect it."),
    QT_TRANSLATE_NOOP("Speech", "There are: {names}."),
    QT_TRANSLATE_NOOP("Speech", "No sound server (PipeWire or PulseAudio) is running."),
    QT_TRANSLATE_NOOP("Speech", "Start it, or choose another far end."),
    QT_TRANSLATE_NOOP("Speech", "The program {name}, which records what the computer plays, is not installed."),
    QT_TRANSLATE_NOOP(
        "Speech", "Install it: `sudo apt install pulseaudio-utils` (also for PipeWire), or choose another far end."
    ),
    QT_TRANSLATE_NOOP("Speech", "The sound server does not answer."),
    QT_TRANSLATE_NOOP("Speech", "Restart PipeWire or PulseAudio."),
    QT_TRANSLATE_NOOP("Speech", "The package PyAudioWPatch, which records what the computer plays, is not installed."),
    QT_TRANSLATE_NOOP("Speech", "Install Sotto with its Windows extra, or choose another far end in the settings."),
    QT_TRANSLATE_NOOP("Speech", "What plays on {name} could not be recorded: {why}."),
    QT_TRANSLATE_NOOP("Speech", "Close programs that use the output alone, or choose another far end."),
    QT_TRANSLATE_NOOP("Speech", "The default output cannot be listened to."),
    QT_TRANSLATE_NOOP("Speech", "Choose another output."),
    QT_TRANSLATE_NOOP("Speech", "There is no way yet to hear what this Mac plays."),
    QT_TRANSLATE_NOOP("Speech", "macOS does not let Sotto hear what the computer plays."),
    QT_TRANSLATE_NOOP(
        "Speech", "Use macOS 14.2 or later and allow system audio recording, or install the BlackHole driver."
    ),
    # the listener and the recognizers
    QT_TRANSLATE_NOOP(
        "Speech", "The listener {what} again and again: {restarts} restarts within a short time did not help."
    ),
    QT_TRANSLATE_NOOP("Speech", "stopped working"),
    QT_TRANSLATE_NOOP("Speech", "stopped answering"),
    QT_TRANSLATE_NOOP("Speech", "Run `sotto doctor`; choose another recognizer or device."),
    QT_TRANSLATE_NOOP("Speech", "The listener process could not be started: {why}."),
    QT_TRANSLATE_NOOP("Speech", "Close other programs or restart the computer."),
    QT_TRANSLATE_NOOP("Speech", "No Vosk model is installed in {folder}."),
    QT_TRANSLATE_NOOP("Speech", "Install a Vosk model: `sotto models install small-en-us`."),
    QT_TRANSLATE_NOOP("Speech", "The built-in recognizer failed on a piece of speech."),
    QT_TRANSLATE_NOOP("Speech", "Restart Sotto; if it returns, report it."),
    QT_TRANSLATE_NOOP("Speech", "The Vosk model in {folder} could not be loaded."),
    QT_TRANSLATE_NOOP("Speech", "Install it again: `sotto models install small-en-us`."),
    # installing a model from the first-run questions
    QT_TRANSLATE_NOOP("Speech", "There is no connection to {host}."),
    QT_TRANSLATE_NOOP(
        "Speech",
        "Check the network and try again. With no internet on this machine, fetch the file elsewhere and use "
        "`--from FILE.zip`.",
    ),
    QT_TRANSLATE_NOOP("Speech", "The server {host} did not answer in time."),
    QT_TRANSLATE_NOOP("Speech", "The connection to {host} keeps dropping."),
    QT_TRANSLATE_NOOP("Speech", "Try again later: what has come so far is kept."),
    QT_TRANSLATE_NOOP("Speech", "The proxy did not let us through to {host}."),
    QT_TRANSLATE_NOOP("Speech", "Check HTTPS_PROXY, or use `--from FILE.zip`."),
    QT_TRANSLATE_NOOP("Speech", "No secure connection to {host}: its certificate is not trusted."),
    QT_TRANSLATE_NOOP("Speech", "The server answered with status {status} for {url}."),
    QT_TRANSLATE_NOOP("Speech", "Check the address of the mirror in the settings."),
    QT_TRANSLATE_NOOP("Speech", "The disk is full: {path} could not be written."),
    QT_TRANSLATE_NOOP("Speech", "Free some space and try again: what has come so far is kept."),
    QT_TRANSLATE_NOOP("Speech", "{file} is not a zip archive."),
    QT_TRANSLATE_NOOP("Speech", "Name the .zip file as it was downloaded."),
    QT_TRANSLATE_NOOP("Speech", "{file} holds no complete Vosk model."),
    QT_TRANSLATE_NOOP("Speech", "Choose an archive from the list of Vosk models."),
)
"""Whole sentences; `{…}` stands for what `speech` fills in."""
_VALUE: Final = re.compile(r"\\\{(\w+)\\\}")


def in_users_language(sentence: str) -> str:
    """Return a sentence of `speech` in the user's language, unchanged where it is not known."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            values = {name: in_users_language(value) for name, value in found.groupdict().items()}
            return translated("Speech", template).format(**values)
    return sentence


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for template in TEMPLATES:
        yield template, re.compile(_VALUE.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)
