"""The agents of generated sessions: their teams, what each finds hard, and how they get better.

Place in the flow: `app.store.generator.sessions` draws a call's agent here. Pure.
"""

import random
from dataclasses import dataclass
from typing import Final

from app.store.generator.lines import Lines

TIERS: Final = 5
"""How good a call is: 0 many flags … 4 hardly any."""
FAMILIES: Final = 6
"""Groups of rules; each agent finds one of them hard."""
_DRAW: Final = (-1, 0, 0, 0, 0, 1)
"""No two calls of a day are alike: half of the time a tier better or worse would surprise nobody."""


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent."""

    name: str
    team: str
    weak_family: int
    start: float
    """Tier in the first week, 0.0 … 4.0."""
    gain: float
    """Tiers gained over all weeks; below 0 for the few who get worse."""
    share: float
    """How much of the work this agent does, relative to the others."""

    def tier(self, progress: float, hour: int, draw: random.Random) -> int:
        """Return how good a call is at `progress` (0.0 first … 1.0 last week), at this hour of the day."""
        tired = 0.5 if hour >= 16 else 0.0
        level = self.start + self.gain * progress - tired + draw.choice(_DRAW)
        return min(TIERS - 1, max(0, round(level)))

    def family(self, draw: random.Random) -> int:
        """Return which group of rules a call's flags come from, mostly the one that the agent finds hard."""
        return self.weak_family if draw.random() < 0.6 else draw.randrange(FAMILIES)


def agents_of(count: int, teams: int, lines: Lines, draw: random.Random) -> list[Agent]:
    """Return `count` agents in `teams` teams, each name once."""
    names = [f"{given} {family}" for family in lines.family_names for given in lines.given_names]
    draw.shuffle(names)
    return [
        Agent(
            name=names[number] if number < len(names) else f"{names[number % len(names)]} {number // len(names) + 1}",
            team=_team(number % teams, lines),
            weak_family=draw.randrange(FAMILIES),
            start=draw.uniform(0.6, 3.0),
            gain=draw.gauss(1.0, 0.7),
            share=draw.uniform(0.6, 1.4),
        )
        for number in range(count)
    ]


def _team(number: int, lines: Lines) -> str:
    round_number, place = divmod(number, len(lines.teams))
    return lines.teams[place] if not round_number else f"{lines.teams[place]} {round_number + 1}"
