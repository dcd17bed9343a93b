"""What every part of the review works with: the sessions, who looks at them, and the rules in force.

Place in the flow: `sotto report` and the review's `program` make one and hand it on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.review.access import Viewer
from app.store.repository import Store, utc_now
from coaching.rulebook.schema import Rulebook


@dataclass(frozen=True, slots=True)
class ReviewContext:
    """Everything that does not change while a window is open."""

    store: Store
    viewer: Viewer
    rulebook: Rulebook
    clock: Callable[[], datetime] = utc_now
    """Now, in UTC."""
