"""The document that `analyze --json` writes."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.coach import replay
from coaching.rulebook.schema import Rulebook
from coaching.summary_json import summary_json
from speech.events import GapRecorded, Side

_SCHEMA = json.loads(
    (Path(__file__).parents[2] / "resources" / "schema" / "analyze.schema.json").read_text(encoding="utf-8")
)
_VALIDATOR = jsonschema.Draft202012Validator(_SCHEMA)


def test_the_schema_itself_is_valid() -> None:
    """It can be relied on."""
    jsonschema.Draft202012Validator.check_schema(_SCHEMA)


def test_a_full_call_validates(scripted: Callable, rulebook: Rulebook) -> None:
    """Every list filled, every key as in the schema, and plain JSON."""
    call = (
        scripted()
        .agent(0, 4, "Bear with me for two minutes")
        .customer(4.5, 12)
        .agent(7, 7.4, "mm-hm")
        .agent(10.8, 14, "no no there is nothing more i can do")
        .agent(20, 24, "I'm sorry Maria. I'll send it.")
        .add(GapRecorded(15.0, Side.CUSTOMER, 14.0, 15.0, "overflow"))
        .echo(13.0, converged=True)
    )
    document = summary_json(replay(call.events(), rulebook))
    _VALIDATOR.validate(document)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    for key in ("interruptions", "backchannels", "detections", "cues", "praise", "promises", "transcript"):
        assert document[key], key


@pytest.mark.parametrize("has_customer", [True, False])
def test_an_empty_call_validates(scripted: Callable, rulebook: Rulebook, has_customer: bool) -> None:
    """Nothing said on one or two channels: nulls where nothing was measured."""
    document = summary_json(replay(scripted(has_customer=has_customer, length_s=3.0).events(), rulebook))
    _VALIDATOR.validate(document)
    assert document["metrics"]["pace_wpm"] is None


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 60), st.integers(1, 40)), max_size=6))
def test_any_call_validates(scripted: Callable, spoken: list[tuple[bool, int, int]]) -> None:
    """Whoever speaks whenever: the document is valid, and no time lies after the end."""
    call, free_s = scripted(), {True: 0.0, False: 0.0}
    for is_agent, start, length in sorted(spoken, key=lambda item: item[1]):
        start_s = max(start / 2, free_s[is_agent] + 0.4)
        free_s[is_agent] = start_s + length / 10
        call = (
            call.agent(start_s, free_s[is_agent], "some words of the agent")
            if is_agent
            else call.customer(start_s, free_s[is_agent])
        )
    document = summary_json(
        replay(call.add().events() if spoken else scripted(length_s=2.0).events(), Rulebook(version="0", rules=()))
    )
    _VALIDATOR.validate(document)
    assert all(end <= document["duration_s"] for side in document["speech"].values() for _, end in side)
