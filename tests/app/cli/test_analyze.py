"""`sotto analyze` from end to end, in a process of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

pytestmark = pytest.mark.slow
RESAMPLED_HZ = 96_000


def test_json_stands_alone(sotto: Callable[..., Any], short_call: Path, home: Path) -> None:
    """`--json -` writes JSON alone to standard output: the agent's words, the flag, the customer's times."""
    ended = sotto("analyze", short_call, "--json", "-")
    assert ended.returncode == 0, ended.stderr
    document = json.loads(ended.stdout)
    assert document["schema_version"] == 1
    assert document["complete"] is True
    said = " ".join(part["text"] for part in document["transcript"]).lower()
    assert "anything more i can do" in said
    assert "who can help" not in said, "customer words never appear"
    assert "dead-end" in {found["rule_id"] for found in document["detections"]}
    assert document["speech"]["customer"]
    assert not (home / "data" / "reports").exists(), "JSON alone writes no report"


def test_summary_and_report(sotto: Callable[..., Any], short_call: Path, home: Path) -> None:
    """Without --json the summary names the report, which is there and self-contained; --save keeps the session."""
    ended = sotto("analyze", short_call, "--save")
    assert ended.returncode == 0, ended.stderr
    report = Path(ended.stdout.rsplit("Report: ", 1)[1].strip())
    assert report.is_relative_to(home)
    assert "<svg" in report.read_text(encoding="utf-8")
    listed = json.loads(sotto("sessions", "list", "--json", "-").stdout)["sessions"]
    assert [session["source"] for session in listed] == ["short.flac"]
    assert listed[0]["id"] in ended.stderr


def test_the_agenda_is_ticked(sotto: Callable[..., Any], short_call: Path) -> None:
    """Items given with the command are followed in the recording; one that cannot be read ends it in one sentence."""
    ended = sotto("analyze", short_call, "--agenda", "Limits: anything more", "-a", "offer survey", "--json", "-")
    assert ended.returncode == 0, ended.stderr
    stands = {item["label"]: item["status"] for item in json.loads(ended.stdout)["agenda"]}
    assert (stands["Limits"], stands["offer survey"]) == ("spoken", "missing")
    refused = sotto("analyze", short_call, "--agenda", "offer (survey")
    assert refused.returncode != 0
    assert "offer (survey" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("kind", ["8-bit", "96 kHz", "6 channels", "mono"])
def test_unusual_recordings(kind: str, sotto: Callable[..., Any], short_call: Path, tmp_path: Path) -> None:
    """8 bit, 96 kHz, six channels and one channel are all heard; one channel says what it cannot measure."""
    audio, rate = soundfile.read(short_call, dtype="float32")
    file = tmp_path / "call.wav"
    if kind == "8-bit":
        soundfile.write(file, audio, rate, subtype="PCM_U8")
    elif kind == "96 kHz":
        soundfile.write(file, np.repeat(audio, RESAMPLED_HZ // rate, axis=0), RESAMPLED_HZ)
    elif kind == "6 channels":
        soundfile.write(file, np.hstack([audio, np.zeros((len(audio), 4), dtype=np.float32)]), rate)
    else:
        soundfile.write(file, audio[:, 0], rate)
    ended = sotto("analyze", file, "--json", "-")
    assert ended.returncode == 0, ended.stderr
    document = json.loads(ended.stdout)
    assert "more i can do" in " ".join(part["text"] for part in document["transcript"]).lower()
    if kind == "mono":
        assert any(item["what"] == "interruptions" for item in document["coverage"]["not_measured"])
        assert document["metrics"]["talk_ratio"] is None


def test_a_shared_call(
    sotto: Callable[..., Any],
    shared_call: Callable[[str], Path],
    cut: Callable[[Path, float, float], Path],
    tmp_path: Path,
) -> None:
    """A cut of a development call gives its flag at its time, and JSON in the file that was named."""
    target = tmp_path / "out.json"
    ended = sotto("analyze", cut(shared_call("01-billing-refund"), 20.0, 32.0), "--json", target)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == ""
    found = {d["rule_id"]: d["start_s"] for d in json.loads(target.read_text())["detections"]}
    assert 0.5 < found["coworker-criticism"] < 5.5


def test_a_damaged_rest_keeps_what_was_heard(sotto: Callable[..., Any], short_call: Path, tmp_path: Path) -> None:
    """A recording that breaks off in the middle gives exit code 1, one sentence, and what was heard before."""
    whole = short_call.read_bytes()
    broken = tmp_path / "broken.flac"
    broken.write_bytes(whole[: len(whole) * 3 // 4])
    ended = sotto("analyze", broken, "--json", tmp_path / "out.json")
    assert "Traceback" not in ended.stderr
    if ended.returncode == 1:
        assert ended.stderr.count("\n") == 1
    document = json.loads((tmp_path / "out.json").read_text())
    assert document["duration_s"] > 3.0
