"""What one check of `sotto doctor` says.

Place in the flow: each check of `app.doctor` returns one or more `Finding`s; a check never raises.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something stands."""

    OK = "ok"
    WARN = "warn"
    """Sotto works, but less well than it could."""
    FAIL = "fail"
    """Sotto cannot do its work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    """Stable: "settings", "microphone" …"""
    state: State
    text: str
    """One sentence: what is there or what is wrong."""
    mend: str = ""
    """What to do; empty when nothing needs to be done."""


def ok(name: str, text: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(name, State.OK, text)


def warn(name: str, text: str, mend: str) -> Finding:
    """Return that something could be better."""
    return Finding(name, State.WARN, text, mend)


def fail(name: str, text: str, mend: str) -> Finding:
    """Return that something is broken."""
    return Finding(name, State.FAIL, text, mend)
