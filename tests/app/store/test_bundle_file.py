"""Who may read a bundle: its writer alone, or those for whom the folder is there."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import bundle_file
from app.store.bundle_file import open_beside
from app.store.bundles import export_sessions, one_each
from app.store.repository import Store
from tests.app.store.conftest import MakeSession

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows' folders hand their rights on by themselves")


@pytest.fixture(params=[0o022, 0o077], ids=["umask 022", "umask 077"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set the umask of this process for a test."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(file: Path) -> int:
    """Return who may read and write a file."""
    return stat.S_IMODE(file.stat().st_mode)


def written(folder: Path, *, shared: bool = False) -> int:
    """Return the mode of a file that was made in a folder."""
    descriptor, file = open_beside(folder / "a.sotto", shared=shared)
    os.close(descriptor)
    return mode(file)


def test_in_a_folder_of_ones_own_a_bundle_is_ones_own(tmp_path: Path, umask: int) -> None:
    """Whatever the umask lets through."""
    tmp_path.chmod(0o775)
    assert written(tmp_path) == 0o600


def test_in_a_folder_that_hands_on_its_group_the_group_reads(tmp_path: Path, umask: int) -> None:
    """Also under a strict umask: the folder lies there for its group."""
    tmp_path.chmod(0o2770)
    assert written(tmp_path) == 0o666 & ~umask | 0o040


def test_in_a_folder_of_somebody_else_the_umask_decides(
    tmp_path: Path, umask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But in one that is anybody's, such as /tmp, a bundle stays one's own."""
    owner = tmp_path.stat().st_uid
    monkeypatch.setattr(bundle_file.os, "getuid", lambda: owner + 1)
    tmp_path.chmod(0o770)
    assert written(tmp_path) == 0o666 & ~umask
    tmp_path.chmod(0o1777)
    assert written(tmp_path) == 0o600


def test_who_names_a_folder_for_others_shares(
    tmp_path: Path, umask: int, store: Store, make_session: MakeSession
) -> None:
    """`--folder` gives what umask and folder give, `--output` what only its writer reads; nothing else is left there."""
    new = make_session()
    store.add([new])
    (shared,) = one_each(store, [new.labels.id], tmp_path)
    export_sessions(store, [new.labels.id], tmp_path / "mine.sotto")
    assert (mode(shared), mode(tmp_path / "mine.sotto")) == (0o666 & ~umask, 0o600)
    files = {file for file in tmp_path.iterdir() if file.is_file()}
    assert files == {shared, tmp_path / "mine.sotto"}
