"""Files that the user asked for."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from app.errors import OutputError
from app.output import check_target, print_text, write_text


def test_writes_whole(tmp_path: Path) -> None:
    """The text is there, and nothing else beside it."""
    write_text(tmp_path / "a.json", "{}\n")
    assert (tmp_path / "a.json").read_text() == "{}\n"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.json"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the error names the file, and the old one stays whole."""
    file = tmp_path / "a.json"
    file.write_text("old")

    def full(*args: Any, **kwargs: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match=r"a\.json") as caught:
        write_text(file, "new")
    assert caught.value.errno == errno.ENOSPC
    assert caught.value.filename == str(file)
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.json"]


def test_targets_are_checked_before_the_work(tmp_path: Path) -> None:
    """A folder, or a folder that is not there, is refused at once."""
    check_target(tmp_path / "a.json")
    with pytest.raises(OutputError, match="is a folder"):
        check_target(tmp_path)
    with pytest.raises(OutputError, match="There is no folder"):
        check_target(tmp_path / "none" / "a.json")


def test_a_closed_standard_output_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python has none then at all: that is a sentence, not a crash."""
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(OutputError, match="Standard output is closed"):
        print_text("x")


def test_a_full_pipe_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error on standard output names it."""

    class Full:
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        def flush(self) -> None: ...

    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(OSError, match="standard output"):
        print_text("x")
