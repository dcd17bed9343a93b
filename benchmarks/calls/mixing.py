"""What two recording devices make of a call: levels, bleed, noise, drift, offset and overdrive.

Place in the flow: after `timeline.py`; `render.py` writes the result.
"""

import numpy as np
import soxr
from call_script import Setup, Side
from timeline import Timeline
from voices import SAMPLE_RATE_HZ, Samples

ROOM_S = 0.1
"""Length of the reverberation of a speakerphone on a desk."""
ROOM_DECAY_S = 0.019
"""Time constant of its decay: a dry office."""
ROOM_LEVEL = 0.15
"""First reflections against the direct sound."""
FULL_SCALE = 0.999


def mix(timeline: Timeline, setup: Setup, rng: np.random.Generator) -> Samples:
    """Return the recording, shape (n, 2), channel 0 the agent's microphone unless swapped.

    The far end drifts after it has been played: the bleed keeps the agent's clock, as with two sound cards.
    """
    agent, customer = _side(timeline, Side.AGENT), _side(timeline, Side.CUSTOMER)
    if setup.bleed_db is not None:
        agent += _through_room(customer, setup.delay_ms / 1000, rng) * 10 ** (setup.bleed_db / 20)
    noise = rng.standard_normal((2, len(agent))) * 10 ** (setup.noise_dbfs / 20)
    agent, customer = agent + noise[0] + setup.dc_offset, _drifted(customer, setup.drift_ppm) + noise[1]
    if setup.clip_dbfs is not None:
        limit = 10 ** (setup.clip_dbfs / 20)
        agent = np.clip(agent, -limit, limit)
    channels = (customer, agent) if setup.swapped else (agent, customer)
    recording: Samples = np.clip(np.stack(channels, axis=1), -FULL_SCALE, FULL_SCALE)
    return recording


def _side(timeline: Timeline, side: Side) -> Samples:
    """Return all that one side says, alone and clean, shape (n,)."""
    sound = np.zeros(timeline.samples)
    for segment in timeline.segments:
        if segment.line.side is side:
            first = round(segment.start_s * SAMPLE_RATE_HZ)
            part = segment.sound[: len(sound) - first]
            sound[first : first + len(part)] += part
    return sound


def _through_room(sound: Samples, delay_s: float, rng: np.random.Generator) -> Samples:
    """Return the sound as a microphone hears it from a loudspeaker: late, with a short reverberation."""
    late, length = int(delay_s * SAMPLE_RATE_HZ), int(ROOM_S * SAMPLE_RATE_HZ)
    response = np.zeros(late + length)
    decay = np.exp(-np.arange(length) / (ROOM_DECAY_S * SAMPLE_RATE_HZ))
    response[late:] = ROOM_LEVEL * rng.standard_normal(length) * decay
    response[late] += 1.0
    size = len(sound) + len(response)
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[: len(sound)]


def _drifted(sound: Samples, ppm: float) -> Samples:
    """Return the sound as a clock that runs `ppm` too slowly records it, with the length unchanged."""
    if ppm == 0.0:
        return sound
    # soxr takes the two rates as they are: a slow clock takes fewer samples in the same time.
    slow = np.asarray(soxr.resample(sound, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ * (1 - ppm * 1e-6)), dtype=np.float64)
    return np.pad(slow, (0, max(0, len(sound) - len(slow))))[: len(sound)]
