"""The settings of coaching stand for themselves and refuse what makes no sense."""

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest
from pydantic import TypeAdapter, ValidationError

from coaching.settings import CoachingSettings

_ADAPTER = TypeAdapter(CoachingSettings)
_GROUPS = [field.name for field in fields(CoachingSettings)]


def test_an_empty_table_gives_the_defaults() -> None:
    """Whoever sets nothing gets what the documents describe."""
    assert _ADAPTER.validate_python({}) == CoachingSettings()


def test_one_changed_value_leaves_the_others_alone() -> None:
    """A company that sets one value follows the defaults in everything else."""
    changed = _ADAPTER.validate_python({"silence": {"cue_after_s": 9.0}})
    assert changed.silence.cue_after_s == 9.0
    assert all(getattr(changed, name) == getattr(CoachingSettings(), name) for name in _GROUPS if name != "silence")


@pytest.mark.parametrize("name", _GROUPS)
def test_no_group_can_be_changed_in_a_call(name: str) -> None:
    """Frozen: a session keeps the settings it began with."""
    group = getattr(CoachingSettings(), name)
    assert is_dataclass(group)
    with pytest.raises(FrozenInstanceError):
        setattr(group, fields(group)[0].name, None)


@pytest.mark.parametrize(
    ("group", "key", "value"),
    [
        ("pace", "slow_wpm", 161.0),
        ("pace", "fast_wpm", 119.0),
        ("pace", "sustained", 0),
        ("silence", "cue_after_s", 2.9),
        ("talk_time", "monologue_s", 14.0),
        ("loudness", "above_db", 2.9),
        ("loudness", "warm_up_s", float("nan")),
        ("score", "repaired_share", 1.1),
        ("score", "start", -1.0),
        ("score", "praise_times", 11),
        ("redaction", "names", "x" * 20_001),
    ],
)
def test_a_value_outside_its_range_is_refused_by_name(group: str, key: str, value: object) -> None:
    """The mistake names group and key."""
    with pytest.raises(ValidationError) as caught:
        _ADAPTER.validate_python({group: {key: value}})
    assert caught.value.errors()[0]["loc"] == (group, key)


@pytest.mark.parametrize("name", _GROUPS)
def test_every_number_has_a_range(name: str) -> None:
    """A number without bounds could be set to something that breaks a call."""
    schema = TypeAdapter(type(getattr(CoachingSettings(), name))).json_schema()
    for key, described in schema["properties"].items():
        if described.get("type") in {"number", "integer"}:
            assert {"minimum", "exclusiveMinimum"} & set(described), key
            assert {"maximum", "exclusiveMaximum"} & set(described), key
