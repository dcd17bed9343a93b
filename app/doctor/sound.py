"""Checks of what Sotto hears with: microphone, permission, far end.

Place in the flow: part of `app.doctor.examination`. The microphone is opened for a moment, as only that shows whether
the system permits it; nothing is kept of what it hears.
"""

from collections.abc import Iterator

from app.doctor.check import Finding, fail, ok, warn
from app.settings import Settings
from speech.devices import InputDevice, list_far_ends, list_inputs
from speech.errors import SpeechError
from speech.sources.opening import open_source
from speech.sources.spec import FarEndChoice, FarEndKind, LiveSpec


def check_sound(settings: Settings) -> Iterator[Finding]:
    """Say which microphone and far end would be used, and whether they can be opened."""
    try:
        inputs = list_inputs()
    except SpeechError as error:
        yield fail("devices", error.message, error.mend)
        return
    if not inputs:
        yield fail("devices", "No microphone was found.", "Plug one in; on a remote desktop, allow audio recording.")
        return
    yield ok("devices", f"{len(inputs)} input device{'s' * (len(inputs) > 1)}, first {inputs[0].name}.")
    yield _check_microphone(settings)
    yield _check_far_end(settings, inputs)


def _check_microphone(settings: Settings) -> Finding:
    spec = LiveSpec(settings.listening.live_spec().microphone, FarEndChoice(FarEndKind.NONE))
    try:
        source = open_source(spec)
    except SpeechError as error:
        return fail("permissions", error.message, error.mend)
    name = source.info.name
    source.close()
    return ok("permissions", f"{name} can be opened.")


def _check_far_end(settings: Settings, inputs: tuple[InputDevice, ...]) -> Finding:
    wanted = settings.listening.live_spec().far_end
    if wanted.kind is FarEndKind.NONE:
        mend = "Set listening.far_end when the customer can be heard on this machine."
        return warn("far-end", "The customer's side is switched off: interruptions are not measured.", mend)
    found = [there for there in list_far_ends(inputs) if there.choice.kind is wanted.kind]
    named = [there for there in found if wanted.name is None or there.choice.name == wanted.name]
    if not named:
        what = f'"{wanted.name}"' if wanted.name else f'"{wanted.kind}"'
        mend = "`sotto devices` lists what there is; set listening.far_end to one of them, or to none."
        return fail("far-end", f"The far end {what} is not available on this machine.", mend)
    return ok("far-end", f"The customer is heard through: {named[0].label}.")
