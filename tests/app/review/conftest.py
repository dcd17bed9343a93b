"""The store's sessions for the tests of the review, and Qt without a screen."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from app.review.access import Viewer
from app.review.context import ReviewContext
from app.store.records import Role
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook
from tests.app.store.conftest import MONDAY, make_session, rulebook, store, summary

__all__ = ["make_session", "rulebook", "store", "summary"]

NOW = MONDAY + timedelta(days=10)
MakeContext = Callable[..., ReviewContext]


@pytest.fixture
def make_context(store: Store, rulebook: Rulebook) -> MakeContext:
    """Return a maker of contexts: who looks, in which role, and when."""

    def make(name: str = "sam", role: Role = Role.SUPERVISOR, now: datetime = NOW) -> ReviewContext:
        return ReviewContext(store, Viewer(name, role), rulebook, lambda: now)

    return make
