"""The review's fixtures."""

from tests.app.review.conftest import make_context, make_session, rulebook, store, summary

__all__ = ["make_context", "make_session", "rulebook", "store", "summary"]
