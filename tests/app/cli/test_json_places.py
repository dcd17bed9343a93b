"""`--json` into places that cannot be written: every command refuses with one sentence, and destroys nothing."""

import errno
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

pytestmark = pytest.mark.usefixtures("_hooks")
COMMANDS: dict[str, tuple[str, ...]] = {
    "sessions list": ("sessions", "list"),
    "doctor": ("doctor",),
    "rules test": ("rules", "test", "LINES"),
    "models list": ("models", "list"),
    "analyze": ("analyze", "CALL"),
    "bench": ("bench", "CALL"),
}
PLACES = {"no folder": "none/out.json", "a folder": ".", "below a file": "file.txt/out.json", "too long": "x" * 300}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that commands run in; a file and a table of lines lie there."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "file.txt").write_text("mine")
    (folder / "lines.tsv").write_text("id\tlabel\ttext\n1\tdead-end\tthere is nothing more i can do\n")
    monkeypatch.chdir(folder)
    return folder


def filled(command: str, short_call: Path) -> list[str]:
    """Return a command with what it works on."""
    things = {"CALL": str(short_call), "LINES": "lines.tsv"}
    return [things.get(word, word) for word in COMMANDS[command]]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_place_that_is_none_is_one_sentence(
    command: str, place: str, here: Path, short_call: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, the place is named, standard output is empty, and no file was made or changed."""
    assert main([*filled(command, short_call), "--json", place]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1].startswith("error: ")
    assert Path(place).name[:20] in said.err or str(Path(place).parent) in said.err
    assert "Traceback" not in said.err
    assert sorted(file.name for file in here.iterdir()) == ["file.txt", "lines.tsv"]
    assert (here / "file.txt").read_text() == "mine"


class Full(io.StringIO):
    """A pipe into a file on a full disk."""

    def write(self, text: str) -> int:
        """Refuse."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("command", ["sessions list", "models list"])
def test_a_full_disk_behind_standard_output_is_told(
    command: str, short_call: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`sotto … --json - > file` must not end with success when the file is not there."""
    monkeypatch.setattr(sys, "stdout", Full())
    assert main([*filled(command, short_call), "--json", "-"]) == 1
    assert "The disk is full: standard output could not be written" in capsys.readouterr().err


def test_the_document_before_stays_when_writing_fails(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk takes the new one, not the old one, and leaves no half file beside it."""
    target = here / "out.json"
    assert main(["sessions", "list", "--json", str(target)]) == 0
    before = target.read_bytes()

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full)
    assert main(["sessions", "list", "--json", str(target)]) == 1
    assert str(target) in capsys.readouterr().err
    monkeypatch.undo()
    assert target.read_bytes() == before
    assert sorted(file.name for file in here.iterdir()) == ["file.txt", "lines.tsv", "out.json"]


@pytest.mark.parametrize("command", ["sessions list", "rules test", "models list", "doctor"])
def test_a_document_alone_on_standard_output(
    command: str, here: Path, short_call: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever else there is to say goes to standard error, so that it can be piped."""
    assert here.exists()
    main([*filled(command, short_call), "--json", "-"])
    assert isinstance(json.loads(capsys.readouterr().out), dict)
