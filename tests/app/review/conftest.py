"""The store's sessions for the tests of the review, and Qt without a screen."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from app.overlay.look import Look
from app.review.access import Viewer
from app.review.background import BackgroundWork
from app.review.context import ReviewContext
from app.review.session_view import SessionView, load_session
from app.store.new_session import NewSession
from app.store.records import Role
from app.store.repository import Store
from app.theme import theme_for
from coaching.rulebook.schema import Rulebook
from tests.app.store.conftest import MONDAY, make_session, rulebook, store, summary

__all__ = ["make_session", "rulebook", "store", "summary"]

NOW = MONDAY + timedelta(days=10)
MakeContext = Callable[..., ReviewContext]
Load = Callable[..., SessionView]


@pytest.fixture
def make_context(store: Store, rulebook: Rulebook) -> MakeContext:
    """Return a maker of contexts: who looks, in which role, and when."""

    def make(name: str = "sam", role: Role = Role.SUPERVISOR, now: datetime = NOW) -> ReviewContext:
        return ReviewContext(store, Viewer(name, role), rulebook, lambda: now)

    return make


@pytest.fixture
def load(make_context: MakeContext, store: Store) -> Load:
    """Return a function that keeps a session, unless it is kept already, and reads it as the page would."""

    def read(new: NewSession, name: str = "sam", role: Role = Role.SUPERVISOR) -> SessionView:
        store.add([new])
        view = load_session(make_context(name, role), new.labels.id)
        assert isinstance(view, SessionView)
        return view

    return read


@pytest.fixture
def work(qapp: QApplication) -> Iterator[BackgroundWork]:
    """Give a worker, and wait for its end."""
    made = BackgroundWork()
    yield made
    made.close()


def look_of(theme: str = "light", text_percent: int = 100) -> Look:
    """Return a look of a named theme, whatever this machine prefers."""
    return Look(theme_for(theme, system_dark=False, system_high_contrast=False), text_percent, reduced_motion=False)  # type: ignore[arg-type]


@pytest.fixture
def look() -> Look:
    """Return the light look at 100 %."""
    return look_of()
