"""Whose call a report is about, and what people wrote beside it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.reports.identity import left_out_of, notes_of, subtitle_of, title_of
from coaching.rulebook.schema import Rulebook

_SESSION: dict[str, Any] = {
    "reference": "T-4711", "agent": "Anna", "team": "North", "origin": "local",
    "started_at": "2026-03-02T09:00:00+00:00", "notes": [], "not_counted": [],
}  # fmt: skip


def _kept(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**document, "session": {**_SESSION, **changes}}


def test_a_call_that_was_only_analysed_has_no_session(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Its title is what was heard; nobody is named, nothing is invented."""
    assert title_of(document) == "call <1>.wav"
    assert subtitle_of(document) == ""
    assert notes_of(document) == ()
    assert left_out_of(document, rulebook) == ()


@pytest.mark.parametrize(("reference", "title"), [("T-4711", "T-4711"), ("", "call <1>.wav"), (None, "call <1>.wav")])
def test_a_reference_is_the_title(document: dict[str, Any], reference: str | None, title: str) -> None:
    """Without one the source is."""
    assert title_of(_kept(document, reference=reference)) == title


def test_the_subtitle_is_in_the_readers_own_time(document: dict[str, Any]) -> None:
    """Sessions are kept in universal time; a team may sit elsewhere."""
    local = datetime(2026, 3, 2, 9, 0, tzinfo=UTC).astimezone()
    assert subtitle_of(_kept(document)) == f"Anna · North · {local:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("missing", ["agent", "team"])
def test_what_is_not_known_leaves_no_gap(document: dict[str, Any], missing: str) -> None:
    """No lonely dot where a name is missing."""
    subtitle = subtitle_of(_kept(document, **{missing: ""}))
    assert " ·  · " not in subtitle
    assert not subtitle.startswith(" ")


def test_a_generated_call_says_so(document: dict[str, Any]) -> None:
    """Nobody takes it for a real one."""
    assert subtitle_of(_kept(document, origin="generated")).endswith("generated, not a real call")


def test_notes_keep_their_order_and_place(document: dict[str, Any]) -> None:
    """A note of the whole call has no time; one at the very beginning has."""
    notes = [
        {"author": "Anna", "role": "agent", "at_s": None, "text": "A hard one."},
        {"author": "Ben", "role": "supervisor", "at_s": 0.0, "text": "Well begun."},
        {"author": "Ben", "role": "supervisor", "at_s": 75.0, "text": "Here."},
    ]
    assert [(n.author, n.about, n.text) for n in notes_of(_kept(document, notes=notes))] == [
        ("Anna", "", "A hard one."), ("Ben", "0:00", "Well begun."), ("Ben", "1:15", "Here."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (("withdrawn", "revised", ""), "Taken back in the call; the words turned out otherwise"),
        (("withdrawn", "repaired", ""), "Taken back in the call; put right at once"),
        (("disputed", "It was a quotation.", ""), "In dispute; It was a quotation."),
        (("resolved", "marked-wrong", "Right."), "The supervisor agreed with the agent; marked wrong; Right."),
        (("brand-new", "", ""), "Brand-new"),
        (("", "", ""), ""),
    ],
)
def test_why_a_flag_does_not_count_is_a_sentence(
    document: dict[str, Any], rulebook: Rulebook, told: tuple[str, str, str], why: str
) -> None:
    """Status, reason and answer, as far as there are any; unknown ones stand as they are."""
    one = dict(zip(("status", "reason", "answer"), told, strict=True))
    one |= {"start_s": 61.0, "rule_id": "dead-end", "evidence": "w"}
    (left,) = left_out_of(_kept(document, not_counted=[one]), rulebook)
    assert (left.at, left.title, left.evidence, left.why) == ("1:01", "No way forward", "w", why)
