"""Repair credit: a good move soon after a flag makes it good.

Place in the flow: the engine asks here for every praise. The flag stays on record; its cue leaves the screen, the
praise says what it repaired and the score gives most of the points back.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.events import Detection, Praise
from coaching.intervals import Interval

AWAY_S: Final = 5.0
"""A silence of the agent this long is an absence, as in `coaching.detectors.promises`: nothing can be made good in it."""
_ANY_WORDS: Final = frozenset(("*",))
REPAIRS: Final[Mapping[str, frozenset[str]]] = {
    "yielded": frozenset(("interrupting",)),
    "apology-owned": _ANY_WORDS,
    "alternative-offered": frozenset(("flat-no", "dead-end", "all-negative")),
    "next-step": frozenset(("flat-no", "dead-end", "all-negative", "unprepared")),
    "patience-thanked": frozenset(("late", "excuses")),
}
"""Which rules a praise can make good; "*" stands for all. A name used repairs nothing."""


@settings_dataclass(frozen=True)
class RepairSettings:
    """How soon a repair must come."""

    within_s: Annotated[
        float, Field(ge=0.0, le=120.0, title="A repair counts within", json_schema_extra={"unit": "s"})
    ] = 15.0


def repaired_by(
    praise: Praise,
    detections: Sequence[Detection],
    repaired: set[int],
    settings: RepairSettings,
    away: Interval | None = None,
) -> int | None:
    """Return the id of the latest standing detection that `praise` makes good, None when there is none.

    `repaired`: ids that were made good already. A praise repairs what ended before it ended, at most `within_s` ago; of a flag
    that came while the agent was `away` (the latest absence) the seconds count from the return.
    """
    rules = REPAIRS.get(praise.praise_id, frozenset())
    for detection in reversed(detections):
        fits = detection.rule_id in rules or "*" in rules
        in_absence = away is not None and away.start_s <= detection.end_s <= away.end_s
        since_s = away.end_s if away is not None and in_absence else detection.end_s
        in_time = detection.start_s < praise.end_s and praise.start_s - since_s <= settings.within_s
        if fits and in_time and detection.detection_id not in repaired:
            return detection.detection_id
    return None
