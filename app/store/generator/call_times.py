"""When the calls of a call centre come: by day of the week and hour of the day.

Place in the flow: `app.store.generator.sessions` draws the beginning of each call here. Pure.
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

_DAYS: Final = (1.3, 1.1, 1.0, 1.0, 0.9, 0.25, 0.0)
"""Monday … Sunday: most on Monday, a few on Saturday; the shape that published call-centre arrivals share."""
_HOURS: Final = {8: 0.5, 9: 1.0, 10: 1.3, 11: 1.2, 12: 0.8, 13: 0.9, 14: 1.2, 15: 1.2, 16: 1.0, 17: 0.7, 18: 0.3}
"""Two peaks, before and after lunch."""


def call_time(first_monday: date, week: int, draw: random.Random) -> datetime:
    """Return a moment in week `week` (0 is that of `first_monday`), UTC, to the millisecond."""
    (day,) = draw.choices(range(len(_DAYS)), _DAYS)
    (hour,) = draw.choices(tuple(_HOURS), tuple(_HOURS.values()))
    begin = datetime.combine(first_monday + timedelta(weeks=week, days=day), time(hour), UTC)
    return begin + timedelta(milliseconds=draw.randrange(3_600_000))
