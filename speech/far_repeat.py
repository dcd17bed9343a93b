"""Does the call repeat the microphone? Then the two are swapped, or the customer's telephone sends the agent's voice back.

Place in the flow: beside the measurement of bleed in `speech.echo`, with the channels exchanged. A loudspeaker's sound reaches
the true microphone later than it was played, never earlier: so where there is bleed, its direction tells which channel is
the microphone. Without bleed (a headset) there is no trace, and nothing is claimed.
"""

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.audio import Samples, s_to_samples
from speech.bleed import BleedMeter

_EARLIEST: Final = s_to_samples(0.003)
"""Less delay than a loudspeaker a metre away has: both channels are leaking into each other in a mixer."""
_WINDOWS_FOR_AVERAGE: Final = 3
_SUPPORT: Final = 3.0
"""As `speech.echo_verdict`."""


@settings_dataclass(frozen=True)
class FarRepeatSettings:
    """When the call counts as repeating the microphone."""

    score: Annotated[
        float, Field(ge=3.0, le=50.0, title="Certain above", json_schema_extra={"unit": "standard deviations"})
    ] = 8.0
    """Height of the peak in one window, as for echo."""
    sustained_score: Annotated[
        float,
        Field(ge=3.0, le=50.0, title="Certain on average above", json_schema_extra={"unit": "standard deviations"}),
    ] = 12.0
    """Height of the averaged peak; higher than for echo, since a wrong claim costs the whole call its interruptions."""
    windows: Annotated[
        int, Field(ge=2, le=60, title="Windows that must agree", json_schema_extra={"unit": "windows"})
    ] = 4
    clear_windows: Annotated[
        int, Field(ge=2, le=120, title="Clean windows that take it back", json_schema_extra={"unit": "windows"})
    ] = 24


@dataclass(slots=True)
class _Evidence:
    hits: int = 0
    clean: int = 0
    delay_samples: int = 0


class FarRepeat:
    """Follows one session. Not thread-safe."""

    def __init__(self, settings: FarRepeatSettings, window_samples: int, max_delay_samples: int) -> None:
        """As `speech.bleed.BleedMeter`; nothing is claimed yet."""
        self._settings = settings
        self._meter = BleedMeter(window_samples, max_delay_samples)
        self._evidence = _Evidence()
        self.found = False
        """Whether the call repeats the microphone."""

    def hear(self, near: Samples, far: Samples, *, echo: bool) -> None:
        """Take a window in which the microphone holds speech.

        `near`: shape (max_delay + window,), the microphone; `far`: shape (window,), the call, ending with it. `echo`: the
        microphone hears the call, so they are the right way round.
        """
        result, evidence = self._meter.measure(far, near), self._evidence
        average = result.sustained_score >= self._settings.sustained_score and result.windows >= _WINDOWS_FOR_AVERAGE
        certain = result.score >= self._settings.score or (average and result.support >= _SUPPORT)
        if echo or not certain or result.delay_samples < _EARLIEST:
            evidence.hits, evidence.clean = 0, evidence.clean + 1
        else:
            same = abs(result.delay_samples - evidence.delay_samples) <= _EARLIEST
            evidence.hits, evidence.clean = evidence.hits + 1 if same else 1, 0
            evidence.delay_samples = result.delay_samples
        if evidence.hits >= self._settings.windows:
            self.found = True
        elif evidence.clean >= self._settings.clear_windows or echo:
            self.found = False
