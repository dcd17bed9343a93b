"""From a `SourceSpec` to an open `Source`.

Place in the flow: the listener process and `analyze` open what they hear here. Native sound libraries load only when a
live source is asked for.
"""

from speech.sources.base import Source
from speech.sources.recording import RecordingSource
from speech.sources.spec import RecordingSpec, SourceSpec


def open_source(spec: SourceSpec, *, start_s: float = 0.0, resumed: bool = False) -> Source:
    """Open the source; its first chunk is number 0 whatever `start_s` is.

    `start_s`: where to begin in a recording, seconds; a live source always begins now. `resumed`: the session goes on
    after a restart, so a device that is away is waited for. Raises RecordingError or DeviceError.
    """
    if isinstance(spec, RecordingSpec):
        return RecordingSource(spec.path, agent_channel=spec.agent_channel, paced=spec.paced, start_s=start_s)
    from speech.sources.live import open_live  # noqa: PLC0415  (loads native sound libraries)

    return open_live(spec, patient=resumed)
