"""Who looks at sessions, and what they may see: the agent first, supervisors after.

Place in the flow: `sotto review` and `sotto report` make one `Viewer` of the settings; list, session page and reports ask
it. On a team's server the database enforces the same by itself (row-level security); here it is the program's promise.
Pure but for the login name.
"""

from dataclasses import dataclass
from datetime import datetime

from app.review.settings import ReviewSettings
from app.store.errors import NotAllowedError
from app.store.records import Role, SessionFilter, SessionOrigin, SessionRow, Sort, SortBy
from app.store.settings import StoreSettings
from app.store.workstation import agent_name
from app.translation.words import clock_text, day_text, translate

_TELLING_SORTS = {SortBy.SCORE, SortBy.FLAGS, SortBy.HEARD}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at sessions."""

    name: str
    role: Role

    @property
    def is_agent(self) -> bool:
        """Whether these are the viewer's own calls."""
        return self.role is Role.AGENT

    def may_read(self, row: SessionRow, now: datetime) -> bool:
        """Return whether the content of a session may be shown at `now`."""
        if not self.is_agent:
            return row.released(now)
        return row.agent in {"", self.name} or row.origin is SessionOrigin.GENERATED  # made up: nobody's

    def narrowed(self, wanted: SessionFilter, sort: Sort, now: datetime) -> SessionFilter:
        """Return the filter with what this viewer may find.

        An agent finds the agent's own sessions. A supervisor finds all, but where the filter or the order would tell
        something of a session's content, only those that were released.
        """
        if self.is_agent:
            return wanted.on(agents=(self.name,))
        content = (wanted.text, wanted.rules, wanted.score_least, wanted.score_most, wanted.heard_most, wanted.disputed)
        telling = any(part not in {"", (), None, False} for part in content) or sort.by in _TELLING_SORTS
        return wanted.on(released_by=now) if telling else wanted

    def in_totals(self, wanted: SessionFilter, now: datetime) -> SessionFilter:
        """Return the filter for trends and digests: never anything that this viewer may not read."""
        return wanted.on(agents=(self.name,)) if self.is_agent else wanted.on(released_by=now)

    def check(self, row: SessionRow, now: datetime) -> None:
        """Raise NotAllowedError, with the reason, unless the session may be read."""
        if self.may_read(row, now):
            return
        if self.is_agent:
            raise NotAllowedError(
                f"This session is {row.agent}'s, not {self.name}'s.", "Agents see their own sessions alone."
            )
        raise NotAllowedError(f"This session is {with_agent(row)}.", "Its agent sees it first.")


def viewer_of(review: ReviewSettings, store: StoreSettings, role: str | None = None) -> Viewer:
    """Return the viewer of the settings; `role` replaces theirs. Agents go by the name of their sessions."""
    chosen = Role(role or review.role)
    own = agent_name(store)
    return Viewer(own if chosen is Role.AGENT else review.name.strip() or own, chosen)


def with_agent(row: SessionRow) -> str:
    """Return "with the agent until …" for a session that is not released."""
    if row.released_at is None:
        return translate("Review", "with the agent until it was read")
    until = row.released_at.astimezone()
    return translate("Review", "with the agent until {moment}").format(
        moment=f"{day_text(until.date())} {clock_text(until.time())}"
    )
