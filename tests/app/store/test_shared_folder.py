"""A folder that bundles are dropped into."""

import os
from pathlib import Path

import pytest

from app.store import shared_folder
from app.store.bundle_format import SUFFIX
from app.store.shared_folder import FolderWatch


def settled(watch: FolderWatch) -> list[str]:
    """Return the names of what two looks give."""
    return [file.name for _ in range(2) for file in watch.arrived()]


def test_files_come_by_name(tmp_path: Path) -> None:
    """Whatever order they were put there in, and only bundles."""
    for name in (f"b{SUFFIX}", f"a{SUFFIX}", "c.txt", f"a{SUFFIX}.part"):
        (tmp_path / name).write_bytes(b"x")
    assert settled(FolderWatch(tmp_path)) == [f"a{SUFFIX}", f"b{SUFFIX}"]


def test_a_file_that_grows_is_waited_for_and_holds_up_no_other(tmp_path: Path) -> None:
    """Over a slow line one is still being copied while the next is whole."""
    watch, slow, quick = FolderWatch(tmp_path), tmp_path / f"a{SUFFIX}", tmp_path / f"b{SUFFIX}"
    slow.write_bytes(b"1")
    quick.write_bytes(b"whole")
    assert watch.arrived() == []
    slow.write_bytes(b"12")
    assert watch.arrived() == [quick]
    slow.write_bytes(b"123")
    assert watch.arrived() == []
    assert watch.arrived() == [slow]


def test_the_same_length_at_another_time_is_a_change(tmp_path: Path) -> None:
    """An exporter that writes again writes as many bytes, often."""
    watch, file = FolderWatch(tmp_path), tmp_path / f"a{SUFFIX}"
    file.write_bytes(b"one")
    assert settled(watch) == [file.name]
    file.write_bytes(b"two")
    os.utime(file, ns=(5, 5))
    assert settled(watch) == [file.name]


def test_a_file_that_goes_while_it_is_looked_at_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody moves it away between the listing and the look."""
    gone, stays = tmp_path / f"a{SUFFIX}", tmp_path / f"b{SUFFIX}"
    gone.write_bytes(b"x")
    stays.write_bytes(b"x")
    inner = shared_folder._state

    def state(file: Path) -> tuple[int, int] | None:
        gone.unlink(missing_ok=True)
        return inner(file)

    monkeypatch.setattr(shared_folder, "_state", state)
    assert settled(FolderWatch(tmp_path)) == [stays.name]


def test_a_folder_that_was_away_is_found_again(tmp_path: Path) -> None:
    """A network folder that was unmounted gives what is new once it is back."""
    folder = tmp_path / "shared"
    folder.mkdir()
    watch = FolderWatch(folder)
    folder.rmdir()
    assert watch.arrived() == []
    folder.mkdir()
    (folder / f"a{SUFFIX}").write_bytes(b"x")
    assert settled(watch) == [f"a{SUFFIX}"]
