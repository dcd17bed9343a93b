"""The lane of holds: silences after a promise."""

from typing import Any

import pytest

from app.review.lanes import lanes_of
from coaching.summary_json import summary_json
from tests.app.store.conftest import MakeSession


@pytest.mark.parametrize(("back_s", "holds"), [(62.0, ((20.0, 62.0),)), (24.0, ())])
def test_a_silence_after_a_promise_is_a_hold(make_session: MakeSession, back_s: float, holds: tuple[Any, ...]) -> None:
    """From the promise to the next word of either side; a few seconds are none."""
    document = summary_json(make_session().summary)
    document |= {
        "duration_s": 90.0,
        "speech": {"agent": [[10.0, 20.0], [back_s, 70.0]], "customer": [[71.0, 80.0]]},
        "promises": [{"phrase": "one moment", "made_s": 20.0, "deadline_s": 80.0, "outcome": "kept"}],
    }
    assert lanes_of(document, ()).holds == holds
