"""How kept sessions are shown: a table for people, plain documents for programs."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from app.cli.sessions_view import SHORT_ID, afterwards, detail_document, length, row_document, rows_table
from app.store.records import (
    Dispute,
    FlagStatus,
    KeptDetection,
    Note,
    Role,
    SessionDetail,
    SessionOrigin,
    SessionRow,
    SessionState,
    View,
)
from coaching.coach import replay
from coaching.events import Detection
from coaching.rulebook.schema import Rulebook

_ID = UUID("0190a5b2-7c3d-7000-8000-000000000001")
_BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_ROW = SessionRow(
    id=_ID, reference="", agent="Anna", team="North", origin=SessionOrigin.LOCAL, origin_detail="",
    state=SessionState.FINISHED, source="headset", started_at=_BEGIN, duration_s=125.9, complete=True, engine="vosk",
    model="small", rulebook_version="abc", heard_share=1.0, score=87.6, flags=2, disputed=0, praises=1, cues_shown=2,
    acknowledged_at=None, released_at=None, viewed_at=None, notes=0, legal_hold=False, revision=1,
)  # fmt: skip
_FLAG = KeptDetection(Detection(1, "dead-end", 1.0, 2.0, 2.2, "nothing more", 0.9, "phrase"), FlagStatus.STANDING, "")


def _detail(**changes: Any) -> SessionDetail:
    summary = replay([], Rulebook(version="abc", rules=()))
    plain: dict[str, Any] = {
        "row": _ROW, "heard": summary, "detections": (), "cues": (), "notes": (), "views": (),
        "has_transcript": True, "can_replay": False, "summary": summary,
    }  # fmt: skip
    return SessionDetail(**{**plain, **changes})


def _disputed(*, upheld: bool | None, answer: str = "") -> KeptDetection:
    return replace(_FLAG, dispute=Dispute("Anna", "It was a quotation.", _BEGIN, upheld=upheld, answer=answer))


def _line(row: SessionRow, total: int = 1) -> str:
    console = Console(width=300, color_system=None)
    with console.capture() as capture:
        console.print(rows_table([row], total))
    return " ".join(capture.get().splitlines()[1:])


def test_a_line_says_whose_call_it_was_and_how_it_went() -> None:
    """Begin in this machine's zone, length in minutes, score in whole points."""
    words = _line(_ROW).split()
    assert words == [
        str(_ID)[:SHORT_ID], *f"{_BEGIN.astimezone():%Y-%m-%d %H:%M}".split(), "Anna", "North", "2:05", "2", "1", "88"
    ]  # fmt: skip


def test_an_open_session_has_no_score_yet() -> None:
    """Empty, not zero; and it says that it is open."""
    line = _line(replace(_ROW, state=SessionState.OPEN, score=None))
    assert line.split()[-2:] == ["1", "open"]


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"origin": SessionOrigin.GENERATED}, "generated"),
        ({"origin": SessionOrigin.IMPORTED, "state": SessionState.RECOVERED}, "imported · recovered"),
        ({"disputed": 2, "legal_hold": True}, "2 disputed · on hold"),
        ({"reference": "T-4711"}, "T-4711"),
        ({}, "88"),
    ],
)
def test_only_what_is_unusual_is_remarked(changes: dict[str, Any], remark: str) -> None:
    """An ordinary session has no remark at all."""
    assert _line(replace(_ROW, **changes)).rstrip().endswith(remark)


def test_names_in_brackets_are_no_markup() -> None:
    """Whatever people are called."""
    assert "[red]Ann[/]" in _line(replace(_ROW, agent="[red]Ann[/]", reference="[bold]"))


def test_a_part_of_the_list_says_that_it_is_one() -> None:
    """And how to see the others; a whole list does not."""
    assert "1 of 40; --limit and --offset show others" in _line(_ROW, 40)
    assert "--limit" not in _line(_ROW, 1)


def test_a_row_for_programs_has_every_field() -> None:
    """As plain JSON: ids and moments as text, what is not known as null."""
    document = row_document(replace(_ROW, viewed_at=_BEGIN))
    assert set(document) == {field.name for field in fields(SessionRow)}
    assert json.loads(json.dumps(document)) == document
    assert (document["id"], document["viewed_at"], document["released_at"]) == (str(_ID), _BEGIN.isoformat(), None)


def test_a_session_for_programs_is_plain_json() -> None:
    """With flags, disputes, notes and views."""
    note = Note(_ID, Role.AGENT, "Anna", "A hard one.", _BEGIN, at_s=3.0)
    detail = _detail(
        detections=(_FLAG, _disputed(upheld=False)), notes=(note,), views=(View(_ID, "Ben", Role.SUPERVISOR, _BEGIN),)
    )
    document = detail_document(detail)
    assert json.loads(json.dumps(document)) == document
    assert [flag["dispute"] is None for flag in document["flags"]] == [True, False]
    assert (document["notes"][0]["role"], document["views"][0]["viewer"]) == ("agent", "Ben")
    assert document["call"]["schema_version"] == document["schema_version"] == 1


@pytest.mark.parametrize(
    ("upheld", "answer", "end"),
    [
        (None, "", "It was a quotation. (open)"),
        (True, "You are right.", "It was a quotation. (agreed) You are right."),
        (False, "", "It was a quotation. (rejected)"),
    ],
)
def test_a_dispute_is_told_with_how_it_was_settled(upheld: bool | None, answer: str, end: str) -> None:
    """One sentence with the words in question."""
    detail = _detail(detections=(_FLAG, _disputed(upheld=upheld, answer=answer)))
    assert afterwards(detail) == [f"Anna disputes “nothing more”: {end}"]


def test_nothing_done_since_is_nothing_told() -> None:
    """A note is told with who wrote it; without notes and disputes there is no line."""
    note = Note(_ID, Role.SUPERVISOR, "Ben", "Well done.", _BEGIN)
    assert afterwards(_detail(detections=(_FLAG,))) == []
    assert afterwards(_detail(notes=(note,))) == ["Note by Ben (supervisor): Well done."]


@given(st.floats(0.0, 100_000.0))
def test_any_length_is_minutes_and_seconds(duration_s: float) -> None:
    """Two figures for seconds, never sixty, nothing rounded up."""
    minutes, seconds = length(duration_s).split(":")
    assert (len(seconds), int(seconds) < 60) == (2, True)
    assert int(minutes) * 60 + int(seconds) == int(duration_s)
