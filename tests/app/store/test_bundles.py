"""Sessions on their way to another machine."""

import errno
import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store.bundle_format import SUFFIX
from app.store.bundles import Imported, carried, export_sessions, import_bundle, one_each
from app.store.errors import BundleError, NoSuchSessionError
from app.store.new_session import NewSession
from app.store.opening import open_store
from app.store.records import FlagStatus, Role, SessionOrigin
from app.store.repository import Store
from app.store.shared_folder import FolderWatch
from tests.app.store.conftest import MakeSession

ROOT = Path(__file__).resolve().parents[3]
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from uuid import UUID
from app.store.bundles import export_sessions
from app.store.opening import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_store(Path(sys.argv[1])) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    try:
        export_sessions(store, map(UUID, sys.argv[3:]), Path(sys.argv[2]))
    except OSError as error:
        print(error.errno, error.filename)
"""


@pytest.fixture
def sessions(store: Store, make_session: MakeSession) -> list[NewSession]:
    """Return three sessions that are in the store."""
    made = [make_session(n, reference=f"CRM-{n}") for n in range(3)]
    store.add(made)
    return made


@pytest.fixture
def bundle(store: Store, sessions: list[NewSession], tmp_path: Path) -> Path:
    """Return a bundle of the three."""
    file = tmp_path / f"three{SUFFIX}"
    assert export_sessions(store, [new.labels.id for new in sessions], file) == 3
    return file


@pytest.fixture
def other(tmp_path: Path) -> Store:
    """Return the store of another machine."""
    return open_store(tmp_path / "other" / "sessions.db")


def lines_of(bundle: Path) -> list[str]:
    """Return the lines of a bundle."""
    return gzip.decompress(bundle.read_bytes()).decode().splitlines()


def rewritten(bundle: Path, lines: list[str]) -> Path:
    """Write a bundle of these lines."""
    bundle.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode()))
    return bundle


def test_a_bundle_carries_everything(store: Store, other: Store, sessions: list[NewSession], bundle: Path) -> None:
    """On the other machine a session is what it was, marked as imported with its origin."""
    note = store.annotate(sessions[0].labels.id, Role.AGENT, "anna", "see the case")
    export_sessions(store, [new.labels.id for new in sessions], bundle)
    assert import_bundle(other, bundle) == Imported(3, 0, 0)
    mine, theirs = store.detail(sessions[0].labels.id), other.detail(sessions[0].labels.id)
    assert theirs.summary == mine.summary
    assert theirs.detections == mine.detections
    assert theirs.cues == mine.cues
    assert theirs.notes == (note,)
    assert theirs.row.origin is SessionOrigin.IMPORTED
    assert "@" in theirs.row.origin_detail
    assert theirs.row.released_at == mine.row.released_at
    assert other.replay_log(sessions[0].labels.id) == store.replay_log(sessions[0].labels.id)


def test_everything_of_a_session_travels(store: Store, other: Store, full: NewSession, tmp_path: Path) -> None:
    """Events, a settled dispute, notes, looks and what the score was made with are on the other machine as here."""
    store.add([full])
    assert export_sessions(store, [full.labels.id], tmp_path / "full.sotto") == 1
    assert import_bundle(other, tmp_path / "full.sotto").added == 1
    mine, theirs = store.detail(full.labels.id), other.detail(full.labels.id)
    for name in ("heard", "detections", "cues", "notes", "views", "summary", "can_replay"):
        assert getattr(theirs, name) == getattr(mine, name), name
    assert theirs.row.acknowledged_at == mine.row.acknowledged_at is not None
    assert len(store.replay_log(full.labels.id)) > 5
    assert other.replay_log(full.labels.id) == store.replay_log(full.labels.id)
    assert carried(other, full.labels.id).scoring == carried(store, full.labels.id).scoring


def test_a_bundle_of_none_is_a_bundle(store: Store, other: Store, tmp_path: Path) -> None:
    """Exporting an empty store is no error, nor is importing what came of it."""
    assert export_sessions(store, [], tmp_path / "none.sotto") == 0
    assert import_bundle(other, tmp_path / "none.sotto") == Imported(0, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the file size are POSIX")
def test_a_full_disk_leaves_the_old_bundle(store: Store, sessions: list[NewSession], bundle: Path) -> None:
    """What was exported before stays whole, the error names it, and no half file lies beside it."""
    before, ids = bundle.read_bytes(), [str(new.labels.id) for new in sessions]
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(store.file), str(bundle), *ids], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout == f"{errno.EFBIG} {bundle}\n", done.stderr
    assert bundle.read_bytes() == before
    assert [file.name for file in bundle.parent.iterdir() if file.is_file()] == [bundle.name]


@pytest.mark.parametrize("target", ["no/such/folder/a.sotto", "."])
def test_a_place_that_is_none_is_named(target: str, store: Store, tmp_path: Path) -> None:
    """A missing folder, or a folder in the place of the file: the error names the place that was asked for."""
    place = tmp_path / target
    with pytest.raises(OSError, match=re.escape(str(place))):
        export_sessions(store, [], place)
    assert [file for file in tmp_path.rglob(".*") if file.is_file()] == []


def test_an_agents_reading_travels_once(store: Store, other: Store, sessions: list[NewSession], bundle: Path) -> None:
    """The first acknowledgement counts: a later bundle does not move it."""
    import_bundle(other, bundle)
    session_id = sessions[0].labels.id
    other.acknowledge(session_id)
    first = other.detail(session_id).row
    store.acknowledge(session_id)
    export_sessions(store, [session_id], bundle)
    assert import_bundle(other, bundle).unchanged == 1
    assert other.detail(session_id).row == first


def test_importing_twice_changes_nothing(other: Store, bundle: Path) -> None:
    """The second time every session is known, and none was touched."""
    import_bundle(other, bundle)
    before = other.list_sessions()
    assert import_bundle(other, bundle) == Imported(0, 0, 3)
    assert other.list_sessions() == before


def test_the_same_sessions_give_the_same_bytes(store: Store, sessions: list[NewSession], bundle: Path) -> None:
    """A bundle that is written anew has the same sessions; only its header tells another time."""
    lines = lines_of(bundle)
    export_sessions(store, [new.labels.id for new in sessions], bundle)
    assert lines_of(bundle)[1:-1] == lines[1:-1]


def test_news_go_both_ways(store: Store, other: Store, sessions: list[NewSession], bundle: Path) -> None:
    """A dispute and a note travel to the supervisor, the answer travels back; totals follow on both sides."""
    session_id = sessions[0].labels.id
    import_bundle(other, bundle)
    store.dispute(session_id, 1, by="anna", reason="it was our system")
    store.acknowledge(session_id)
    export_sessions(store, [session_id], bundle)
    assert import_bundle(other, bundle) == Imported(0, 1, 0)
    assert other.detail(session_id).row.disputed == 1
    assert other.detail(session_id).row.acknowledged_at is not None
    other.resolve(session_id, 1, by="sam", upheld=True, answer="agreed")
    note = other.annotate(session_id, Role.SUPERVISOR, "sam", "well done")
    export_sessions(other, [session_id], bundle)
    assert import_bundle(store, bundle) == Imported(0, 1, 0)
    detail = store.detail(session_id)
    assert detail.detections[0].status is FlagStatus.RESOLVED
    assert detail.notes == (note,)
    assert detail.row.origin is SessionOrigin.LOCAL
    assert (detail.row.flags, detail.row.notes) == (len(sessions[0].detections) - 1, 1)
    assert import_bundle(store, bundle) == Imported(0, 0, 1)


def test_a_file_for_each_session(store: Store, sessions: list[NewSession], tmp_path: Path, other: Store) -> None:
    """Into a folder each session goes under a name that stays the same."""
    ids = [new.labels.id for new in sessions]
    first = list(one_each(store, ids, tmp_path))
    assert list(one_each(store, ids, tmp_path)) == first
    assert sum(import_bundle(other, file).added for file in first) == 3


def test_an_unknown_session_leaves_the_old_file(store: Store, bundle: Path) -> None:
    """When an export fails the file that was there stays whole, and nothing lies beside it."""
    before = bundle.read_bytes()
    with pytest.raises(NoSuchSessionError):
        export_sessions(store, [UUID(int=9)], bundle)
    assert bundle.read_bytes() == before
    assert [file.name for file in bundle.parent.iterdir() if file.is_file()] == [bundle.name]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda lines: lines[:-1], "its end is missing"),
        (lambda lines: [*lines[:2], lines[-1]], "check sum"),
        (lambda lines: [lines[0], lines[1].replace("anna", "eva"), *lines[2:]], "check sum"),
        (lambda lines: [lines[0].replace('"version":1', '"version":2'), *lines[1:]], "another version"),
        (lambda lines: [lines[0].replace("sotto-sessions", "x"), *lines[1:]], "no bundle"),
        (lambda lines: [lines[0], "{}", *lines[1:]], "line 2: id"),
        (lambda lines: [lines[0], "[1]", *lines[1:]], "line 2: this is no session"),
        (
            lambda lines: [lines[0], lines[1].replace('"origin":"local"', '"origin":"mars"'), *lines[2:]],
            "line 2: origin",
        ),
        (lambda _lines: [""], "line 1"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_taken_over(
    spoil: object, sentence: str, other: Store, bundle: Path
) -> None:
    """A bundle that was cut off, changed or is of another kind is refused whole, with file and line."""
    rewritten(bundle, spoil(lines_of(bundle)))  # type: ignore[operator]
    with pytest.raises(BundleError, match=sentence) as caught:
        import_bundle(other, bundle)
    assert bundle.name in str(caught.value)
    assert other.count() == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_any_damage_is_one_sentence(data: st.DataObject, other: Store, bundle: Path) -> None:
    """Whatever happened to the bytes on the way, nothing wrong gets in."""
    whole = bundle.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    spoiled = bundle.with_name("spoiled.sotto")
    cut = data.draw(st.booleans())
    spoiled.write_bytes(whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
    before = other.count()  # an earlier example may have changed a bit that means nothing
    try:
        import_bundle(other, spoiled)
    except BundleError:
        assert other.count() == before
    else:
        assert json.loads(lines_of(spoiled)[-1])["sessions"] == 3  # a bit that means nothing, such as gzip's "system"


def test_the_folder_gives_each_bundle_once_it_is_still(tmp_path: Path) -> None:
    """A file is given when it did not change between two looks, once; when it changes it is given again."""
    watch, file = FolderWatch(tmp_path), tmp_path / f"a{SUFFIX}"
    (tmp_path / "notes.txt").write_text("x")
    assert watch.arrived() == []
    file.write_bytes(b"half")
    assert watch.arrived() == []
    file.write_bytes(b"half and half")
    assert watch.arrived() == []
    assert watch.arrived() == [file]
    assert watch.arrived() == []
    file.write_bytes(b"something else altogether")
    assert watch.arrived() == []
    assert watch.arrived() == [file]
    file.unlink()
    assert watch.arrived() == []
