"""Bundles that were made to do harm, or by a Sotto with a mistake in it: refused whole, or harmless."""

import gzip
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from app.cli.sessions_view import detail_document, rows_table
from app.store import bundle_format, bundles
from app.store.bundle_format import FORMAT, SUFFIX, VERSION
from app.store.bundles import carried, export_sessions, import_bundle
from app.store.call_log import replay_log
from app.store.errors import BundleError, LockedStoreError
from app.store.new_session import NewSession
from app.store.open_sessions import begin_session
from app.store.opening import open_store
from app.store.plan import RecordingPlan
from app.store.records import SessionState
from app.store.recovery import recover
from app.store.repository import Store
from app.store.session_ids import new_session_id
from coaching.rulebook.schema import Rulebook
from tests.app.store.conftest import MONDAY

HEADER = {"format": FORMAT, "version": VERSION, "made_at": "2026-03-02T09:00:00Z", "made_by": "mallory@elsewhere"}
HARM: list[Any] = [
    None, True, -1, 0, 2**63, 10**400, 1e308, -0.5, "", "\ud800", "\0", "x" * 2_000, "open", "2026-03-02T09:00:00",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", [], [[]], {}, {"a": {}}, float("nan"), float("inf"),
]  # fmt: skip
LEVELS = {"at": [100], "window": [100], "side": "a", "rms": "0", "peak": "0", "speaking": "1"}


@pytest.fixture(scope="session")
def document(full: NewSession, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the session as it stands in a bundle."""
    folder = tmp_path_factory.mktemp("honest")
    with open_store(folder / "sessions.db") as store:
        store.add([full])
        export_sessions(store, [full.labels.id], folder / f"a{SUFFIX}")
    line: dict[str, Any] = json.loads(gzip.decompress((folder / f"a{SUFFIX}").read_bytes()).splitlines()[1])
    return line


def forged(file: Path, *sessions: Any) -> Path:
    """Write a bundle of these lines with the right check sum, as only somebody who means harm would."""
    lines = [json.dumps(line).encode() + b"\n" for line in (HEADER, *sessions)]
    checked = hashlib.sha256(b"".join(lines)).hexdigest()
    end = json.dumps({"sessions": len(sessions), "sha256": checked}).encode() + b"\n"
    file.write_bytes(gzip.compress(b"".join([*lines, end])))
    return file


def changed(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return the document with `value` at `path`."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    place: Any = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return copy


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in a document."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield from places(inner, (*path, name))


def use(store: Store, rulebook: Rulebook) -> None:
    """Do with every session what people do."""
    recover(store)
    rows_table(store.list_sessions(), store.count())
    store.weekly()
    store.weekly_rules()
    for row in store.list_sessions():
        json.dumps(detail_document(store.detail(row.id)), allow_nan=False)
        replay_log(store.replay_log(row.id), rulebook)
        carried(store, row.id)


def refusal(store: Store, bundle: Path) -> str | None:
    """Return the sentence with which a bundle is refused, None when it is taken over."""
    try:
        import_bundle(store, bundle)
    except BundleError as error:
        return str(error)
    return None


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # would hide what failed, as rules are long
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(place=st.integers(0, 10_000), value=st.sampled_from(HARM))
def test_one_wrong_value_is_refused_or_harmless(
    *, place: int, value: object, document: dict[str, Any], store: Store, tmp_path: Path, rulebook: Rulebook
) -> None:
    """Whatever stands in whichever field: one sentence that names the file, or a session that everything can be done with."""
    store.delete([row.id for row in store.list_sessions()])
    paths = list(places(document))
    bundle = forged(tmp_path / f"a{SUFFIX}", changed(document, paths[place % len(paths)], value))
    told = refusal(store, bundle)
    assert told is None or (bundle.name in told and store.count() == 0)
    use(store, rulebook)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("state",), "open", "line 3: state"),  # the next start would take it for a crash
        (("started_at",), "2026-03-02T09:00:00", "no moment"),
        (("started_at",), "0001-01-01T00:00:00+00:00", "no moment"),
        (("notes", 0, "written_at"), "9999-12-31T23:00:00Z", "no moment"),
        (("detections", 0, "dispute", "resolved_at"), "2026-03-02T09:00:00", "no moment"),
        (("views", 0, "viewed_at"), "1969-12-31T23:59:59Z", "no moment"),
        (("summary", "duration_s"), float("inf"), "line 3: summary.duration_s"),
        (("summary", "metrics", "pace_wpm"), float("nan"), "line 3: summary.metrics.pace_wpm"),
        (("summary", "agent_speech", 0, 1), float("nan"), "line 3: one of its numbers is none"),
        (("summary", "agent_speech", 0, 1), float("inf"), "line 3: one of its numbers is none"),
        (("agent",), "\ud800", "cannot be kept"),
        (("notes", 0, "text"), "\ud800", "cannot be kept"),
        (("detections", 0, "detection", "detection_id"), 2**70, "cannot be kept"),
        (("events",), {"v": 1, "items": [10**9], "levels": {}}, "cannot be kept"),
        (("events",), {"v": 1, "items": [1], "levels": LEVELS | {"at": [10**400]}}, "cannot be kept"),
        (("events", "items"), [["Utterance", {"at_s": 1.0, "utterance_id": 1, "words": [[None, 0, 1, 1, 0]], "text": ""}]],
         "cannot be kept"),
        (("events", "items"), [["Utterance", {"at_s": 1.0, "utterance_id": 1, "words": [], "text": "",
                                              "reveals": [[1.0, "many", 0]]}]], "cannot be kept"),
    ],
)  # fmt: skip
def test_what_no_sotto_writes_is_refused(
    path: tuple[Any, ...], value: Any, sentence: str, document: dict[str, Any], store: Store
) -> None:
    """Each with one sentence that names the file; nothing of the bundle is kept, also not the honest session before it."""
    honest = changed(document, ("id",), str(new_session_id(MONDAY)))
    honest["notes"] = honest["views"] = []
    bundle = forged(store.file.with_suffix(SUFFIX), honest, changed(document, path, value))
    with pytest.raises(BundleError, match=sentence) as caught:
        import_bundle(store, bundle)
    assert bundle.name in str(caught.value)
    assert store.count() == 0


@pytest.mark.parametrize("what", ["detections", "cues", "notes", "views"])
def test_the_same_id_twice_is_refused(what: str, document: dict[str, Any], store: Store, tmp_path: Path) -> None:
    """Two flags, cues, notes or looks under one id: neither counts twice, nor does one take the other's place."""
    twice = changed(document, (what,), document[what][:1] * 2)
    with pytest.raises(BundleError, match="cannot be kept"):
        import_bundle(store, forged(tmp_path / f"twice{SUFFIX}", twice))
    assert store.count() == 0


def test_the_same_session_twice_in_a_bundle_is_one(document: dict[str, Any], store: Store, tmp_path: Path) -> None:
    """The second is known already and changes nothing."""
    done = import_bundle(store, forged(tmp_path / f"twice{SUFFIX}", document, document))
    assert (done.added, done.updated, done.unchanged, store.count()) == (1, 0, 1, 1)


def test_a_bundle_cannot_take_a_known_session_over(
    full: NewSession, document: dict[str, Any], store: Store, tmp_path: Path
) -> None:
    """Who sends a session that is known can add to it, but not change whose it is, its words, score or place of origin."""
    store.add([full])
    before = store.detail(full.labels.id)
    forged_one = changed(document, ("agent",), "somebody else")
    forged_one["summary"]["score"]["total"] = 1.0
    forged_one["detections"][0]["detection"]["evidence"] = "something worse"
    forged_one["started_at"] = "2020-01-01T00:00:00Z"
    assert import_bundle(store, forged(tmp_path / f"a{SUFFIX}", forged_one)).unchanged == 1
    assert store.detail(full.labels.id) == before


def test_a_session_that_is_being_written_is_left_alone(
    full: NewSession, document: dict[str, Any], store: Store, tmp_path: Path
) -> None:
    """A bundle with the id of a call that goes on changes nothing of it."""
    with store.writing() as connection:
        begin_session(connection, full.labels, RecordingPlan(), "Headset")
    assert import_bundle(store, forged(tmp_path / f"a{SUFFIX}", document)).unchanged == 1
    assert store.list_sessions()[0].state is SessionState.OPEN


def test_a_line_without_end_does_not_fill_the_memory(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few kilobytes can unpack to gigabytes: reading stops at the longest line that a session can have."""
    monkeypatch.setattr(bundle_format, "_LONGEST_LINE", 10_000)
    bomb = tmp_path / f"bomb{SUFFIX}"
    bomb.write_bytes(gzip.compress(b" " * 50_000_000))
    assert bomb.stat().st_size < 100_000
    with pytest.raises(BundleError, match="too long for a session"):
        import_bundle(store, bomb)


def test_a_deep_nest_is_no_session(store: Store, tmp_path: Path) -> None:
    """Brackets without end are refused, not followed to the end of the stack."""
    nest = tmp_path / f"nest{SUFFIX}"
    nest.write_bytes(gzip.compress(b"[" * 200_000 + b"]" * 200_000 + b"\n"))
    with pytest.raises(BundleError, match="line 1: this is no session"):
        import_bundle(store, nest)


def test_a_lock_is_not_the_bundles_fault(
    document: dict[str, Any], store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with the database is told as such, so that nobody looks for a mistake in the file."""
    bundle = forged(tmp_path / f"a{SUFFIX}", document)

    def locked(*_: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database is locked"))

    monkeypatch.setattr(bundles, "insert_sessions", locked)
    with pytest.raises(LockedStoreError):
        import_bundle(store, bundle)
