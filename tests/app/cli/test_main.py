"""The boundary: exit codes, one sentence, never a traceback."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from app import __version__
from app.__main__ import main
from app.interrupt import interruptible
from app.paths import resource
from app.settings import Settings

pytestmark = pytest.mark.usefixtures("_hooks")


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was said on standard error: one line, no traceback, nothing on standard output."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("error: ")
    assert "Traceback" not in captured.err
    return captured.err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`sotto --version` prints the version."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"sotto {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["analyze"], ["nonsense"], ["analyze", "x.wav", "--nonsense"], ["analyze", "x.wav", "--agent-channel", "-1"]],
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage exits with 2."""
    assert main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def broken_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """Make every kind of unusable recording; return each with a part of its sentence."""
    empty, corrupt, silent, cut = (folder / name for name in ("empty.wav", "corrupt.wav", "silent.wav", "cut.flac"))
    empty.write_bytes(b"")
    corrupt.write_bytes(os.urandom(4096))
    soundfile.write(silent, np.zeros((0, 2), dtype=np.int16), 16_000)
    (folder / "folder").mkdir()
    cut.write_bytes(resource("demo", "call.flac").read_bytes()[:300])
    return {
        "missing": (folder / "missing.wav", "There is no recording"),
        "empty": (empty, "is empty"),
        "corrupt": (corrupt, "not a WAV, FLAC, OGG or MP3 recording"),
        "zero-length": (silent, "no sound"),
        "folder": (folder / "folder", "is a folder"),
        "cut": (cut, "cut.flac"),
    }


@pytest.mark.parametrize("kind", ["missing", "empty", "corrupt", "zero-length", "folder", "cut"])
def test_bad_recordings(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each unusable recording is one sentence that names it, and exit code 1."""
    file, part = broken_files(tmp_path)[kind]
    assert main(["analyze", str(file)]) == 1
    assert part in one_sentence(capsys)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A recording that may not be read is named."""
    file = tmp_path / "locked.wav"
    file.write_bytes(b"RIFF")

    really = Path.open

    def refused(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path == file:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
        return really(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refused)
    assert main(["analyze", str(file)]) == 1
    assert "permission denied" in one_sentence(capsys)


def test_unknown_engine(short_call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown recognizer is named together with those that exist."""
    assert main(["analyze", str(short_call), "--engine", "whisper"]) == 1
    assert "auto, vosk, moonshine" in one_sentence(capsys)


def test_no_vosk_model(short_call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking for Vosk without a model says how to install one."""
    assert main(["analyze", str(short_call), "--engine", "vosk"]) == 1
    assert "sotto models install" in one_sentence(capsys)


def test_malformed_settings(home: Path, short_call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in the settings names file, line and key before any work is done."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("[vad]\nmin_silence_s = 99\n")
    assert main(["analyze", str(short_call)]) == 1
    message = one_sentence(capsys)
    assert "settings.toml, line 2" in message
    assert "vad.min_silence_s" in message


def test_a_settings_file_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--config with a missing file is an error, not the defaults."""
    monkeypatch.setenv("SOTTO_CONFIG", "")
    assert main(["--config", str(tmp_path / "none.toml"), "settings", "show"]) == 1
    assert "none.toml" in one_sentence(capsys)


def test_a_channel_that_is_not_there(short_call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A channel beyond those of the file is named."""
    assert main(["analyze", str(short_call), "--agent-channel", "5"]) == 1
    assert "no channel 5" in one_sentence(capsys)


def test_output_into_nowhere(short_call: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A target that cannot be written is refused before the analysis."""
    assert main(["analyze", str(short_call), "--json", str(tmp_path / "none" / "out.json")]) == 1
    assert "There is no folder" in one_sentence(capsys)


def test_unforeseen_errors_have_a_record(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bug is one sentence with the place of its record, and holds no message."""

    def broken() -> None:
        raise ZeroDivisionError("my card is 4111")

    monkeypatch.setattr("app.cli.settings.load_settings", broken)
    assert main(["settings", "show"]) == 1
    message = one_sentence(capsys)
    assert "ZeroDivisionError" in message
    assert "4111" not in message
    (record,) = (home / "logs").glob("crash-*.txt")
    assert "4111" not in record.read_text()


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk is one sentence."""

    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/data/settings.toml")

    monkeypatch.setattr("app.cli.settings.load_settings", full)
    assert main(["settings", "show"]) == 1
    assert "The disk is full" in one_sentence(capsys)


def test_ctrl_c_in_a_quick_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C is one word and exit code 130."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.settings.load_settings", interrupted)
    assert main(["settings", "show"]) == 130
    assert capsys.readouterr().err == "error: Stopped.\n"


@pytest.mark.parametrize("loading", ["app.boundary", "app.cli.main"])
def test_ctrl_c_while_the_program_loads(loading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nothing is imported yet Ctrl-C is exit code 130, and no traceback."""

    class Pressed:
        def find_spec(self, name: str, *_: object) -> None:
            if name == loading:
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, loading)
    monkeypatch.setattr(sys, "meta_path", [Pressed(), *sys.meta_path])
    assert main(["settings", "path"]) == 130


def test_ctrl_c_in_interruptible_work(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Work that ends itself after Ctrl-C exits with 130 however it ended; the command after it does not."""

    def work() -> Settings:
        with interruptible():
            os.kill(os.getpid(), signal.SIGINT)
        return Settings()

    with monkeypatch.context() as patched:
        patched.setattr("app.cli.settings.load_settings", work)
        assert main(["settings", "show", "--json", "-"]) == 130
    assert main(["settings", "show", "--json", "-"]) == 0
    capsys.readouterr()


def test_settings_commands(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings can be shown, changed and found."""
    assert main(["settings", "path"]) == 0
    assert capsys.readouterr().out == f"{home / 'config' / 'settings.toml'}\n"
    assert main(["settings", "set", "vad.min_silence_s", "0.5"]) == 0
    assert "vad.min_silence_s is now 0.5" in capsys.readouterr().err
    assert main(["settings", "show", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["vad.min_silence_s"] == 0.5
    assert main(["settings", "show"]) == 0
    assert "0.1 to 3.0 s" in capsys.readouterr().out
    assert main(["settings", "set", "vad.min_silence_s", "50"]) == 1
    assert one_sentence(capsys) == "error: vad.min_silence_s cannot be 50. Allowed: 0.1 to 3.0 s.\n"
    assert main(["settings", "set", "echo.far_active_dbfs", "-50"]) == 0
    assert "echo.far_active_dbfs is now -50.0" in capsys.readouterr().err


def test_doctor_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Doctor's JSON stands alone on standard output and lists each check with its state."""
    code = main(["doctor", "--json", "-"])
    captured = capsys.readouterr()
    checks = json.loads(captured.out)["checks"]
    assert {check["state"] for check in checks} <= {"ok", "warn", "fail"}
    assert code == int(any(check["state"] == "fail" for check in checks))
    assert main(["doctor"]) == code
    assert "recognizer" in capsys.readouterr().out


def test_run_without_a_microphone(monkeypatch: pytest.MonkeyPatch, sotto: Callable[..., Any]) -> None:
    """`run` where nothing can be heard is one sentence and exit code 1."""
    ended = sotto("run", "--headless", "--engine", "moonshine")
    if ended.returncode == 0:
        pytest.skip("this machine has a microphone")
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: ")
    assert "Traceback" not in ended.stderr


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_done(home: Path, tmp_path: Path) -> None:
    """Ctrl-C in the middle of an analysis writes the JSON of what was heard, marked incomplete, and exits with 130."""
    target = tmp_path / "out.json"
    audio, rate = soundfile.read(resource("demo", "call.flac"), dtype="int16")
    call = tmp_path / "long.flac"
    soundfile.write(call, np.tile(audio, (30, 1)), rate)
    ready = tmp_path / "ready"
    program = (
        "import sys, pathlib, app.cli.analyze as a\n"
        "from app.__main__ import main\n"
        "inner = a.analyze\n"
        "def told(listener, coach, *, on_event, stop_asked):\n"
        "    def on(event):\n"
        "        on_event(event)\n"
        "        if event.at_s > 2: pathlib.Path(sys.argv[1]).touch()\n"
        "    return inner(listener, coach, on_event=on, stop_asked=stop_asked)\n"
        "a.analyze = told\n"
        "sys.exit(main(sys.argv[2:]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(ready), "analyze", str(call), "--json", str(target)],
        env={**os.environ, "SOTTO_HOME": str(home)}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not ready.exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130, said
    assert said.count("\n") == 1
    assert "what was heard until then was kept" in said
    document = json.loads(target.read_text())
    assert document["complete"] is False
    assert 2.0 < document["duration_s"] < 1_800.0
