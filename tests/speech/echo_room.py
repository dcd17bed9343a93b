"""A synthetic room for the echo tests: two voices and what the microphone hears of the far one."""

import numpy as np

from speech.audio import SAMPLE_RATE_HZ, Samples


def speechlike(seconds: float, seed: int, level_dbfs: float = -22.0) -> Samples:
    """Return noise with the envelope and spectrum of speech (syllables at 4 Hz, energy below 3 kHz)."""
    rng = np.random.default_rng(seed)
    count = int(seconds * SAMPLE_RATE_HZ)
    white = rng.standard_normal(count + 64)
    shaped = np.convolve(white, np.hanning(9) / 4.0, mode="same")[:count]
    envelope = np.clip(np.sin(2 * np.pi * 4.0 * np.arange(count) / SAMPLE_RATE_HZ + seed) + 0.3, 0.02, None)
    voice = shaped * envelope
    return (voice * 10 ** (level_dbfs / 20) / np.sqrt(np.mean(voice**2))).astype(np.float32)


def with_bleed(near: Samples, far: Samples, bleed_db: float, delay_ms: float) -> Samples:
    """Return the microphone that hears `near` and, through a short reverberation, `far`."""
    delay = int(delay_ms * SAMPLE_RATE_HZ / 1000)
    rng = np.random.default_rng(5)
    room = np.zeros(delay + 800)
    room[delay:] = 0.05 * rng.standard_normal(800) * np.exp(-np.arange(800) / 200)
    room[delay] = 1.0
    return (near + np.convolve(far, room)[: len(far)] * 10 ** (bleed_db / 20)).astype(np.float32)


def noise(seconds: float, level_dbfs: float, seed: int = 0) -> Samples:
    """Return white noise."""
    count = int(seconds * SAMPLE_RATE_HZ)
    return (np.random.default_rng(seed).standard_normal(count) * 10 ** (level_dbfs / 20)).astype(np.float32)
