"""Which labelled lines are spoken, by which voice and into how much noise: from each line's id alone."""

import hashlib

from worlds import NONE, Line

_SHARES = {"joe": 5, "joehi": 2, "rms": 3, "rmslo": 2, "slt": 3, "awb": 2, "kal": 1, "hts": 3}
"""The voices of the scripted calls, in twenty-firsts; robotic `kal` the least."""
NOISE_DBFS = (-60, -54, -48, -42)
"""White noise under speech of -22 dBFS: from a quiet room to a poor headset."""


def digest(text: str) -> int:
    """Return a stable number for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def voice_of(line_id: str) -> str:
    """Return the voice that speaks a line."""
    wheel = [voice for voice, share in _SHARES.items() for _ in range(share)]
    return wheel[digest(f"voice {line_id}") % len(wheel)]


def noise_of(line_id: str) -> int:
    """Return the noise under a line, dBFS."""
    return NOISE_DBFS[digest(f"noise {line_id}") % len(NOISE_DBFS)]


def chosen(lines: list[Line], count: int, draw: str = "chosen ") -> list[Line]:
    """Return `count` lines: two positives to one hard negative to one neutral, by digest of their ids; `draw` names the draw."""
    order = sorted(lines, key=lambda line: digest(f"{draw}{line.line_id}"))
    positives = [line for line in order if line.label != NONE][: count // 2]
    hard = [line for line in order if line.kind == "hard"][: count // 4]
    return positives + hard + [line for line in order if line.kind == "neutral"][: count // 4]
