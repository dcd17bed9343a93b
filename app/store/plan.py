"""What holds for the recording of one call, decided when it begins.

Place in the flow: `app.store.recorder` and `app.store.recovery` go by it; it is kept with the open session, so that a
session that a crash left is finished under the rules under which it began. Pure.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from app.store.scoring import Scoring
from app.store.settings import Release, StoreSettings
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings


@dataclass(frozen=True)
class RecordingPlan:
    """How a call is kept."""

    transcript: bool = True
    release: Release = "hours"
    release_hours: float = 24.0
    rulebook_version: str = ""
    scoring: Scoring = field(default_factory=Scoring)

    @classmethod
    def of(cls, settings: StoreSettings, rulebook: Rulebook, score: ScoreSettings) -> "RecordingPlan":
        """Return the plan that the settings ask for."""
        return cls(
            settings.transcript, settings.release, settings.release_hours, rulebook.version, Scoring.of(rulebook, score)
        )

    def released_at(self, ended_at: datetime) -> datetime | None:
        """Return from when supervisors may see a call that ended then; None: once the agent acknowledged it."""
        return ended_at + timedelta(hours=self.release_hours) if self.release == "hours" else None


_ADAPTER = TypeAdapter(RecordingPlan)


def packed_plan(plan: RecordingPlan) -> bytes:
    """Return the plan as JSON."""
    return _ADAPTER.dump_json(plan)


def read_plan(data: bytes) -> RecordingPlan:
    """Return the plan of its JSON. Raises pydantic's ValidationError."""
    return _ADAPTER.validate_json(data)
