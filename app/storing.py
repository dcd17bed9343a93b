"""Keeps sessions on this machine: what commands and the resident program need of the store.

Place in the flow: `sotto run` and `sotto analyze --save` get their recorder here; `tidy_up` runs when they start. The
store itself is `app.store`.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from app import notify
from app.settings import Settings
from app.store.errors import StoreError
from app.store.new_session import SessionLabels
from app.store.plan import RecordingPlan
from app.store.recorder import SessionRecorder
from app.store.recovery import recover
from app.store.repository import Store
from app.store.retention import purge
from app.store.session_ids import new_session_id
from app.store.workstation import agent_name, open_workstation_store
from coaching.rulebook.schema import Rulebook


def new_recorder(
    settings: Settings, rulebook: Rulebook, reference: str = "", tell: Callable[[str, str], None] = notify.warn
) -> SessionRecorder:
    """Return a recorder for a call that begins now; nothing is opened before the call does.

    `tell`: how the user hears, while the call goes on, that it is not being kept.
    """
    now = datetime.now(tz=UTC)
    store = settings.store
    labels = SessionLabels(new_session_id(now), now, agent_name(store), store.team.strip(), reference)
    plan = RecordingPlan.of(store, rulebook, settings.coaching.score)
    redaction = settings.coaching.redaction
    return SessionRecorder(lambda: open_workstation_store(store), labels, plan, redaction=redaction, tell=tell)


def recorder_for(settings: Settings, rulebook: Rulebook, reference: str = "") -> SessionRecorder | None:
    """Return a recorder for a live call, None where the settings keep no sessions."""
    return new_recorder(settings, rulebook, reference) if settings.store.keep else None


def open_sessions(settings: Settings) -> Store:
    """Open this user's sessions, those that a crash left open finished first. Raises StoreError."""
    store = open_workstation_store(settings.store)
    try:
        _tell_recovered(recover(store))
    except BaseException:
        store.close()
        raise
    return store


def tidy_up(settings: Settings) -> threading.Thread:
    """Finish what a crash left and delete what is too old, in the background; what goes wrong is told, never raised."""

    def work() -> None:
        try:
            with open_sessions(settings) as store:
                purge(store, keep_days=settings.store.keep_days, keep_most=settings.store.keep_most)
        except (StoreError, OSError) as error:
            message = notify.explain(error)
            if message is not None:
                notify.warn(message.text, message.mend)

    thread = threading.Thread(target=work, name="tidy-up", daemon=True)
    thread.start()
    return thread


def _tell_recovered(ids: list[UUID]) -> None:
    if ids:
        calls = "A call that was" if len(ids) == 1 else f"{len(ids)} calls that were"
        notify.info(f"{calls} cut short by a crash or power cut could be kept: see `sotto sessions list`.")
