"""`sotto sessions export` and `import`, also into and out of a folder that is watched."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import notify
from app.__main__ import main
from app.cli import session_bundles
from app.interrupt import CTRL_C_EXIT_CODE, StopRequest
from app.store.bundle_format import SUFFIX
from app.store.errors import LockedStoreError
from app.store.opening import open_store
from app.store.repository import Store
from app.store.workstation import workstation_file

pytestmark = pytest.mark.usefixtures("_hooks")
ROOT = Path(__file__).resolve().parents[3]
GENERATE = ("sessions", "generate", "--count", "3", "--seed", "4", "--until", "2026-03-04")
Told = list[tuple[str, str]]


@pytest.fixture
def bundles(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a bundle for each of three sessions of another machine."""
    folder = tmp_path / "bundles"
    folder.mkdir()
    monkeypatch.setenv("SOTTO_HOME", str(tmp_path / "another"))
    assert main(GENERATE) == 0
    assert main(["sessions", "export", "--all", "--folder", str(folder)]) == 0
    assert "Exported 3 sessions" in capsys.readouterr().err
    monkeypatch.setenv("SOTTO_HOME", str(tmp_path / "home"))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    with open_store(tmp_path / "watching.db") as opened:
        yield opened


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return what the user was told: how and what."""
    said: Told = []
    monkeypatch.setattr(notify, "info", lambda text: said.append(("info", text)))
    monkeypatch.setattr(notify, "warn", lambda text, mend="": said.append(("warn", f"{text} {mend}")))
    return said


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch, store: Store) -> Callable[..., None]:
    """Return a function that watches a folder for so many looks, doing something before each."""

    def watch(folder: Path, looks: int, before: Callable[[int], None] = lambda _look: None) -> None:
        done = iter(range(1, looks + 1))

        def rest(stop: StopRequest, _seconds: float) -> None:
            number = next(done)
            before(number)
            if number == looks:
                stop.ask()

        monkeypatch.setattr(session_bundles, "_rest", rest)
        session_bundles._watch(store, folder, 5.0)

    return watch


def test_what_is_put_into_the_folder_is_taken_over_once(
    look: Callable[..., None], store: Store, bundles: Path, told: Told
) -> None:
    """At the second look, as nothing is being copied any more; never again after that."""
    look(bundles, 4)
    assert store.count() == 3
    assert [text.split(": ")[1] for _, text in told if ".sotto: " in text] == ["1 new, 0 with news, 0 known."] * 3


def test_a_broken_bundle_holds_up_no_other(look: Callable[..., None], store: Store, bundles: Path, told: Told) -> None:
    """The first by name is damaged: it is told once, the others are taken over in the same look."""
    first = min(bundles.iterdir())
    first.write_bytes(first.read_bytes()[:200])
    look(bundles, 5)
    assert store.count() == 2
    warned = [text for level, text in told if level == "warn"]
    assert len(warned) == 1
    assert first.name in warned[0]


def test_a_store_that_is_busy_is_tried_again(
    look: Callable[..., None], store: Store, bundles: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program holds the database nothing is lost: what could not be taken over comes at the next look."""
    inner, busy = session_bundles.import_bundle, [True]

    def import_bundle(into: Store, file: Path) -> object:
        if busy[0]:
            raise LockedStoreError("The database is in use.", "Wait.")
        return inner(into, file)

    def free(number: int) -> None:
        busy[0] = number < 4

    monkeypatch.setattr(session_bundles, "import_bundle", import_bundle)
    look(bundles, 6, free)
    assert store.count() == 3
    assert len([text for level, text in told if level == "warn"]) == 3, "once a file, however often it was tried"


def test_a_bundle_that_was_mended_is_told_anew(
    look: Callable[..., None], store: Store, bundles: Path, told: Told
) -> None:
    """Whoever exports it again sees that it is taken now."""
    first = min(bundles.iterdir())
    whole = first.read_bytes()
    first.write_bytes(whole[:200])
    look(bundles, 6, lambda number: first.write_bytes(whole) if number == 3 else None)
    assert store.count() == 3
    assert told[-1] == ("info", f"{first.name}: 1 new, 0 with news, 0 known.")


def test_a_rest_ends_with_the_request() -> None:
    """However long the wait between two looks is, Ctrl-C is not waited for until its end."""
    stop = StopRequest()
    stop.ask()
    session_bundles._rest(stop, 1e9)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.slow
def test_ctrl_c_ends_the_watch(bundles: Path, home: Path) -> None:
    """Once is enough, also while it waits an hour for the next look, and nothing is said; the exit code is that of Ctrl-C."""
    watching = subprocess.Popen(
        [sys.executable, "-m", "app", "sessions", "import", "--watch", str(bundles), "--every", "3600"],
        cwd=ROOT, env={**os.environ, "SOTTO_HOME": str(home)}, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert watching.stderr is not None
    assert "Watching" in watching.stderr.readline()
    watching.send_signal(signal.SIGINT)
    out, said = watching.communicate(timeout=60)
    assert (watching.returncode, out, said) == (CTRL_C_EXIT_CODE, "", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import", "--watch", "nowhere"), "There is no folder nowhere"),
        (("import", "."), "No bundle (.sotto) lies in"),
        (("import", "gone.sotto"), "There is no gone.sotto"),
        (("export", "--all", "--folder", "nowhere"), "There is no folder nowhere"),
        (("export", "--all", "-o", "."), "is a folder"),
        (("export", "abcdef0123", "-o", "a.sotto"), "There is no session abcdef0123"),
    ],
)
def test_a_wrong_place_is_one_sentence(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Exit code 1, and nothing is left where something should have been written."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert main(["sessions", *arguments]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert list(folder.iterdir()) == []


def test_wrong_bundles_stop_an_import_and_what_came_before_stays(
    bundles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --watch the first wrong file is the command's failure; each file is whole or not at all."""
    last = max(bundles.iterdir())
    last.write_text("Dear diary")
    assert main(["sessions", "import", str(bundles)]) == 1
    said = capsys.readouterr().err
    assert last.name in said.splitlines()[-1]
    with open_store(workstation_file()) as store:
        assert store.count() == 2


def test_exported_and_imported_without_a_word_on_standard_output(
    bundles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is told goes to standard error; programs read the list."""
    assert main(["sessions", "import", str(bundles)]) == 0
    assert main(["sessions", "export", "--all", "-o", str(tmp_path / f"all{SUFFIX}")]) == 0
    assert capsys.readouterr().out == ""
    assert main(["sessions", "list", "--json", "-"]) == 0
    sessions = json.loads(capsys.readouterr().out)["sessions"]
    assert {session["origin"] for session in sessions} == {"generated"}, "a made-up call stays one wherever it goes"
