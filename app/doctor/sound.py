"""Checks of what Sotto hears with: microphone, permission, far end.

Place in the flow: part of `app.doctor.examination`. The microphone is opened for a moment, as only that shows whether
the system permits it; nothing is kept of what it hears.
"""

from collections.abc import Iterator

from app.doctor.check import Finding, fail, ok, warn
from app.notify import in_words
from app.settings import Settings
from app.translation.words import counted, translate
from speech.devices import InputDevice, list_far_ends, list_inputs
from speech.errors import SpeechError
from speech.sources.opening import open_source
from speech.sources.spec import FarEndChoice, FarEndKind, LiveSpec


def check_sound(settings: Settings) -> Iterator[Finding]:
    """Say which microphone and far end would be used, and whether they can be opened."""
    try:
        inputs = list_inputs()
    except SpeechError as error:
        told = in_words(error)
        yield fail("devices", told.text, told.mend)
        return
    if not inputs:
        mend = translate("Doctor", "Plug one in; on a remote desktop, allow audio recording.")
        yield fail("devices", translate("Doctor", "No microphone was found."), mend)
        return
    there = counted("Doctor", "%n input device(s), first {device}.", len(inputs))
    yield ok("devices", there.format(device=inputs[0].name))
    yield _check_microphone(settings)
    yield _check_far_end(settings, inputs)


def _check_microphone(settings: Settings) -> Finding:
    spec = LiveSpec(settings.listening.live_spec().microphone, FarEndChoice(FarEndKind.NONE))
    try:
        source = open_source(spec)
    except SpeechError as error:
        told = in_words(error)
        return fail("permissions", told.text, told.mend)
    name = source.info.name
    source.close()
    return ok("permissions", translate("Doctor", "{device} can be opened.").format(device=name))


def _check_far_end(settings: Settings, inputs: tuple[InputDevice, ...]) -> Finding:
    wanted = settings.listening.live_spec().far_end
    if wanted.kind is FarEndKind.NONE:
        off = translate("Doctor", "The customer's side is switched off: interruptions are not measured.")
        mend = translate("Doctor", "Set listening.far_end when the customer can be heard on this machine.")
        return warn("far-end", off, mend)
    found = [there for there in list_far_ends(inputs) if there.choice.kind is wanted.kind]
    named = [there for there in found if wanted.name is None or there.choice.name == wanted.name]
    if not named:
        what = f'"{wanted.name}"' if wanted.name else f'"{wanted.kind}"'
        missing = translate("Doctor", "The far end {device} is not available on this machine.")
        mend = translate(
            "Doctor", "`sotto devices` lists what there is; set listening.far_end to one of them, or to none."
        )
        return fail("far-end", missing.format(device=what), mend)
    heard = translate("Doctor", "The customer is heard through: {device}.")
    return ok("far-end", heard.format(device=named[0].label))
