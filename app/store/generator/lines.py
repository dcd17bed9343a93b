"""What the agents of generated sessions are called and say, from resources/synthetic_calls.toml.

Place in the flow: `call_script` and `people` read it. Sentences that break a rule are the rules' own examples.
"""

import tomllib
from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as data_class

from app.paths import resource


@data_class(frozen=True)
class Lines:
    """All texts; names of praise and sound rules are their ids."""

    opening: tuple[str, ...]
    neutral: tuple[str, ...]
    waiting: tuple[str, ...]
    """With a time that the customer is asked to wait."""
    returning: tuple[str, ...]
    agenda: str
    """What the calls should hold, as `coaching.agenda.parse_items` reads it."""
    closing: tuple[str, ...]
    given_names: tuple[str, ...]
    family_names: tuple[str, ...]
    teams: tuple[str, ...]
    praise: Mapping[str, tuple[str, ...]]
    sound: Mapping[str, str]
    """Evidence of what is measured rather than said, with `{seconds}` or `{decibels}`."""


@cache
def standard_lines() -> Lines:
    """Return the texts that ship with Sotto."""
    text = resource("synthetic_calls.toml").read_text(encoding="utf-8")
    return TypeAdapter(Lines).validate_python(tomllib.loads(text))
