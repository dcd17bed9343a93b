"""`sotto doctor`: what was found, how to mend it, and an exit that scripts can use."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.cli import doctor as command
from app.cli.doctor import doctor
from app.doctor.check import Finding, State, fail, ok, warn
from app.errors import UnhealthyError

Found = Callable[..., None]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """Return a function that decides what the examination finds."""

    def decide(*findings: Finding) -> None:
        def examine() -> Sequence[Finding]:
            return findings

        monkeypatch.setattr(command, "examine", examine)

    return decide


def test_a_finding_is_one_of_three() -> None:
    """Only what is right needs no mend."""
    assert ok("disk", "Enough.") == Finding("disk", State.OK, "Enough.", "")
    assert warn("disk", "Little.", "Free some.").state is State.WARN
    assert fail("disk", "None.", "Free some.").state is State.FAIL


def test_every_finding_is_a_line_and_its_mend_another(found: Found, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of the examination, told apart without colour."""
    found(ok("rules", "28 rules."), warn("disk", "Little space.", "Free some [GB]."))
    doctor()
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["ok", "rules", "28", "rules."], ["warn", "disk", "Little", "space."], ["→", "Free", "some", "[GB]."],
    ]  # fmt: skip


def test_a_warning_is_no_failure(found: Found) -> None:
    """Sotto works."""
    found(ok("rules", "28 rules."), warn("disk", "Little space.", "Free some."))
    doctor()


def test_what_failed_is_named_at_the_end(found: Found, capsys: pytest.CaptureFixture[str]) -> None:
    """After all findings were shown; the error makes the exit code."""
    found(fail("disk", "Full.", "Free some."), ok("rules", "28 rules."), fail("devices", "None.", "Plug one in."))
    with pytest.raises(UnhealthyError, match=r"2 of 3 checks failed: disk, devices\."):
        doctor()
    assert "28 rules." in capsys.readouterr().out


def test_programs_get_every_finding_even_when_some_failed(found: Found, tmp_path: Path) -> None:
    """The document is written before the failure is told."""
    found(ok("rules", "28 rules."), fail("disk", "Full.", "Free some."))
    with pytest.raises(UnhealthyError):
        doctor(json_target=str(tmp_path / "d.json"))
    document = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    assert document["schema_version"] == 1
    assert document["checks"] == [
        {"name": "rules", "state": "ok", "text": "28 rules.", "mend": ""},
        {"name": "disk", "state": "fail", "text": "Full.", "mend": "Free some."},
    ]


def test_json_stands_alone(found: Found, capsys: pytest.CaptureFixture[str]) -> None:
    """No line for people beside it."""
    found(ok("rules", "28 rules."))
    doctor(json_target="-")
    assert json.loads(capsys.readouterr().out)["checks"][0]["name"] == "rules"


def test_the_echo_test_runs_only_when_asked_for(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes ten seconds and a voice; its finding counts as any other."""
    asked: list[bool] = []

    def echo() -> Sequence[Finding]:
        asked.append(True)
        return (fail("echo", "The microphone hears the far end.", "Use a headset."),)

    monkeypatch.setattr(command, "_echo", echo)
    found(ok("rules", "28 rules."))
    doctor()
    assert asked == []
    with pytest.raises(UnhealthyError, match="1 of 2 checks failed: echo"):
        doctor(echo=True)
