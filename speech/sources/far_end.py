"""The far end alone, without the microphone: enough to see that a call begins.

Place in the flow: beside `live`; `app.calls.far_end_watch` listens to it while no call is under way, so that no
microphone is open then. The chunks carry the far end as their only side, in `Chunk.agent`.
"""

from dataclasses import replace
from functools import partial

from speech.errors import DeviceError
from speech.events import Side
from speech.sources.base import Source
from speech.sources.feed import Feed, Route
from speech.sources.live import LiveSource
from speech.sources.microphone import open_input
from speech.sources.recording import RecordingSource
from speech.sources.spec import FarEndKind, InputChoice, RecordingSpec, SourceSpec
from speech.sources.system_sound import loopback_opener
from speech.sources.track import Track


def open_far_end(spec: SourceSpec) -> Source:
    """Open the far end of `spec` alone. Raises RecordingError or DeviceError, the latter also when it has none."""
    if isinstance(spec, RecordingSpec):
        return RecordingSource(spec.path, agent_channel=1 - spec.agent_channel, paced=spec.paced, start_s=0.0)
    far = spec.far_end
    if far.kind is FarEndKind.LOOPBACK:
        route = Route(Side.AGENT, Track(silent_when_idle=True), None)
        feed = Feed(loopback_opener(far), [route], may_idle=True, wanted=far.name or "system sound")
        return LiveSource([feed])
    if far.kind is FarEndKind.INPUT:
        device = InputChoice(far.name, far.host_api, far.channel)
    elif far.kind is FarEndKind.SAME_DEVICE:
        device = replace(spec.microphone, channel=far.channel)
    else:
        raise DeviceError("No far end is chosen, so no call can begin by it.", "Choose one in the settings.")
    route = Route(Side.AGENT, Track(), device.channel)
    opener = partial(open_input, device, device.channel + 1)
    return LiveSource([Feed(opener, [route], may_idle=False, wanted=device.name or "second input")])
