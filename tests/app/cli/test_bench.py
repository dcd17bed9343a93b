"""`sotto bench`: what is measured reaches the table, the JSON and the warning; the recording is made up here."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.__main__ import main
from app.cli import bench
from app.paths import resource
from coaching.events import Cue, CueKind, Detection, Severity
from speech.errors import RecordingError
from speech.events import FinalTranscript, SessionEnded
from speech.sources.spec import RecordingSpec

pytestmark = pytest.mark.usefixtures("_hooks")
CALL_S = 10.0
CUE = Cue(1, "dead-end", CueKind.WORDS, Severity.NORMAL, 6.0, "Offer a step", "I can …", "…", 7, True, None)


class _Machine:
    """A recording of ten seconds on a machine that takes `work_s` before each of its two events."""

    def __init__(self) -> None:
        self.now_s = 50.0
        self.work_s = 0.5
        self.breaks = False
        self.opened: list[RecordingSpec] = []
        self.engines: list[str] = []

    def clock(self) -> float:
        return self.now_s

    @contextmanager
    def listener(self, spec: RecordingSpec, _settings: object, engine: Any) -> Iterator["_Machine"]:
        self.opened.append(spec)
        self.engines.append(engine.engine)
        yield self

    def events(self) -> Iterator[Any]:
        self.now_s += self.work_s
        yield FinalTranscript(6.0, 1, (), "")
        if self.breaks:
            raise RecordingError("call.wav breaks off at 0:06.", "Record it again.")
        self.now_s += self.work_s
        yield SessionEnded(CALL_S, complete=True)

    def finish(self, *, complete: bool) -> Iterator[Any]:
        assert not complete
        return iter(())

    def accept(self, event: Any) -> list[Any]:
        """As the coach: the words bring a flag and its cue."""
        if not isinstance(event, FinalTranscript):
            return []
        return [Detection(7, "dead-end", 4.0, 5.8, 6.0, "nothing more I can do", 0.9, "phrase"), CUE]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> _Machine:
    """Give the machine that `sotto bench` finds, its recognizer and its clocks."""
    made = _Machine()
    summary = SimpleNamespace(engine="moonshine", model="tiny-en")
    coach = SimpleNamespace(accept=made.accept, finish=lambda: summary)
    monkeypatch.setattr(bench, "recording_listener", made.listener)
    monkeypatch.setattr(bench, "new_coach", lambda _settings, _rulebook: coach)
    monkeypatch.setattr(bench, "load_rules", lambda _settings: None)
    monkeypatch.setattr(bench, "time", SimpleNamespace(perf_counter=made.clock, process_time=made.clock))
    return made


def test_a_person_reads_a_table(machine: _Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Recognizer, length, factor, cores, both latencies and memory, each on its line; nothing else is said."""
    assert main(["bench"]) == 0
    printed = capsys.readouterr()
    lines = dict(line.split("  ", 1) for line in printed.out.splitlines())
    assert lines["recognizer"].strip() == "moonshine, tiny-en"
    assert lines["length of the call"].strip() == "10.0 s"
    assert lines["real-time factor"].strip().startswith("0.10 ")
    assert lines["processor"].strip().startswith("0.10 cores")
    assert lines["transcript and cues"].strip() == "500 ms after the sound (median), 500 ms (p95)"
    assert lines["cue after the words"].strip() == "700 ms (median), 700 ms (p95)"
    assert float(lines["memory"].split()[0]) > 10.0
    assert printed.err == ""


def test_a_program_reads_json_alone(machine: _Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output or in a file: the same figures, with the recognizer they belong to."""
    assert main(["bench", "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema_version"], told["engine"], told["model"]) == (1, "moonshine", "tiny-en")
    assert (told["duration_s"], told["real_time_factor"], told["fast_enough"]) == (10.0, 0.1, True)
    assert (told["delay_s"]["p95"], told["cue_s"]["p95"]) == (0.5, 0.7)
    assert main(["bench", "--json", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text())["cue_s"] == told["cue_s"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("work_s", "warned"), [(3.4, False), (3.6, True)])
def test_a_slow_machine_is_warned_of(
    machine: _Machine, work_s: float, warned: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """From 0.7 of real time on the user is told, and what helps; measuring itself has not failed."""
    machine.work_s = work_s
    assert main(["bench"]) == 0
    assert ("too slow" in capsys.readouterr().err) is warned


def test_the_bundled_call_unless_one_is_named(machine: _Machine, tmp_path: Path) -> None:
    """The recording and the recognizer that were asked for are the ones that are measured."""
    assert main(["bench"]) == 0
    assert main(["bench", str(tmp_path / "mine.wav"), "--engine", "vosk"]) == 0
    bundled, mine = machine.opened
    assert bundled.path == resource(*bench.DEMO_CALL)
    assert bundled.path.is_file()
    assert mine.path == tmp_path / "mine.wav"
    assert machine.engines == ["auto", "vosk"]


@pytest.mark.parametrize("arguments", [["bench"], ["bench", "--json", "-"]])
def test_a_recording_that_breaks_off_gives_no_figures(
    machine: _Machine, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Half a call would look twice as fast: one sentence, exit code 1, nothing on standard output."""
    machine.breaks = True
    assert main(arguments) == 1
    assert capsys.readouterr() == ("", "error: call.wav breaks off at 0:06. Record it again.\n")


def test_a_place_that_cannot_be_written_ends_it_before_the_work(
    machine: _Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody waits for figures that are lost then."""
    assert main(["bench", "--json", str(tmp_path / "absent" / "out.json")]) == 1
    assert "There is no folder" in capsys.readouterr().err
    assert machine.opened == []
