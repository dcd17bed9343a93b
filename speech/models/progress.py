"""How far a long piece of work on a model has come, for whoever shows it.

Place in the flow: download, install and verify report through one callback; the command line draws a bar, a window may
draw something else. A callback may raise to stop the work: what was downloaded until then is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What is being done."""

    DOWNLOAD = "download"
    UNPACK = "unpack"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Progress:
    """One report."""

    stage: Stage
    done_bytes: int
    total_bytes: int | None
    """None while nobody knows."""
    note: str = ""
    """A sentence for the user when something out of the ordinary happens (a dropped connection)."""


ProgressCallback: TypeAlias = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Report to nobody."""
