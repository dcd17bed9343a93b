"""A kept session's document and page."""

import json

import pytest
from PySide6.QtGui import QGuiApplication

from app.reports.html import html_report
from app.reports.kept import session_document
from app.reports.pdf import pdf_report
from app.reports.view import report_view
from app.store.records import Role
from app.store.repository import Store
from coaching.rulebook.schema import Rulebook
from coaching.summary_json import summary_json
from tests.app.reports.pdf_text import without_blanks, words
from tests.app.store.conftest import MakeSession, make_session, rulebook, store, summary

__all__ = ["make_session", "rulebook", "store", "summary"]


def test_the_call_is_as_analysed_and_the_store_adds_one_key(store: Store, make_session: MakeSession) -> None:
    """All keys of `analyze --json` stand unchanged beside `session`, and everything is plain JSON."""
    new = make_session(reference="ticket <7>")
    store.add([new])
    document = session_document(store.detail(new.labels.id))
    session = document.pop("session")
    assert document == summary_json(new.summary)
    assert json.loads(json.dumps(session))["reference"] == "ticket <7>"


def test_notes_and_disputes_are_on_the_page(store: Store, make_session: MakeSession, rulebook: Rulebook) -> None:
    """Who wrote what, and why a flag does not count; all escaped."""
    new = make_session(reference="ticket <7>")
    store.add([new])
    store.annotate(new.labels.id, Role.AGENT, "anna", "The tool <b>was</b> down.", at_s=65.0)
    flag = new.detections[0].detection.detection_id
    store.dispute(new.labels.id, flag, by="anna", reason="I offered a call back.")
    store.resolve(new.labels.id, flag, by="sam", upheld=True, answer="Right.")
    page = html_report(session_document(store.detail(new.labels.id)), rulebook)
    for text in (
        "ticket &lt;7&gt;",
        "anna · north",
        "agent about 1:05",
        "&lt;b&gt;was",
        "agreed with the agent",
        "Right.",
    ):
        assert text in page


def test_a_flag_in_dispute_costs_nothing(store: Store, make_session: MakeSession, rulebook: Rulebook) -> None:
    """The score of the report is the one that counts now, and the flag is listed apart."""
    new = make_session()
    store.add([new])
    before = report_view(session_document(store.detail(new.labels.id)), rulebook)
    store.dispute(new.labels.id, new.detections[0].detection.detection_id, by="anna", reason="no")
    after = report_view(session_document(store.detail(new.labels.id)), rulebook)
    assert float(after.score.total) > float(before.score.total)
    assert len(after.moments) < len(before.moments)
    assert [one.why for one in after.left_out] == ["In dispute; no"]


@pytest.mark.parametrize("origin", ["local", "generated"])
def test_generated_sessions_say_so(store: Store, make_session: MakeSession, rulebook: Rulebook, origin: str) -> None:
    """Nobody takes a generated session for a real call."""
    new = make_session(origin=origin)
    store.add([new])
    view = report_view(session_document(store.detail(new.labels.id)), rulebook)
    assert ("not a real call" in view.subtitle) is (origin == "generated")


def test_a_kept_call_brings_notes_and_what_does_not_count(
    qapp: QGuiApplication, store: Store, make_session: MakeSession, rulebook: Rulebook
) -> None:
    """Who wrote what about which moment, and why a flag is left out; never a word of the customer's."""
    new = make_session(reference="ticket 7")
    store.add([new])
    store.annotate(new.labels.id, Role.AGENT, "anna", "The tool was down.", at_s=65.0)
    store.dispute(new.labels.id, new.detections[0].detection.detection_id, by="anna", reason="I offered a call back.")
    found = words(pdf_report(session_document(store.detail(new.labels.id)), rulebook))
    for text in (
        "ticket 7",
        "anna · north",
        "(agent, about 1:05)",
        "The tool was down.",
        "In dispute; I offered a call back.",
    ):
        assert without_blanks(text) in found, text
    assert without_blanks("The customer's side is timing only") in found
