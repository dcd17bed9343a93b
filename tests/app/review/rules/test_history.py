"""Publishing with a history."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import AppError
from app.review.rules import history as history_module
from app.review.rules.history import PublishError, RuleHistory
from app.review.rules.overlay_folder import read_rule_files
from coaching.rulebook.loader import load_rulebook

OFF = '# ours\n[[rule]]\nid = "prying"\nenabled = false\n'
BROKEN = '[[rule]]\nid = "gossip"\nheadline = "far too many words for one cue"\n'


@pytest.fixture
def history(tmp_path: Path) -> RuleHistory:
    """Give an empty folder."""
    return RuleHistory(tmp_path / "rules", lambda: datetime(2026, 3, 2, tzinfo=UTC))


def test_what_is_published_is_in_force(history: RuleHistory) -> None:
    """The file lies in the folder and the loader takes it; who did what is on record."""
    version = history.publish("ours.toml", OFF, by="sam", what="Switched prying off")
    assert load_rulebook(history.folder).rule("prying") is None
    assert load_rulebook(history.folder).version == version.rulebook
    assert [(one.number, one.by, one.what) for one in history.versions()] == [(1, "sam", "Switched prying off")]


def test_rules_with_mistakes_are_not_published(history: RuleHistory) -> None:
    """The first mistake is told with its place, and nothing was written."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    with pytest.raises(PublishError, match="five words"):
        history.publish("worse.toml", BROKEN, by="sam", what="b")
    assert history.files() == {"ours.toml": OFF}
    assert len(history.versions()) == 1


def test_every_state_can_be_brought_back(history: RuleHistory) -> None:
    """A rollback restores all files byte for byte, removes those that came later, and can itself be undone."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    second = history.publish("more.toml", OFF.replace("prying", "gossip"), by="sam", what="b")
    third = history.roll_back(second, by="kim")
    assert history.files() == {"ours.toml": OFF}
    history.roll_back(third, by="kim")
    assert set(history.files()) == {"ours.toml", "more.toml"}
    assert [version.number for version in history.versions()] == [4, 3, 2, 1]


def test_before_the_first_change_there_was_nothing(history: RuleHistory) -> None:
    """Going back to the beginning leaves no company rules, and the built-in ones in force."""
    first = history.publish("ours.toml", OFF, by="sam", what="a")
    history.roll_back(first, by="sam")
    assert history.files() == {}
    assert load_rulebook(history.folder).version == load_rulebook(None).version


def test_rules_travel_as_an_archive(history: RuleHistory, tmp_path: Path) -> None:
    """What one computer exports another imports."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    archive = tmp_path / "rules.zip"
    archive.write_bytes(history.exported())
    other = RuleHistory(tmp_path / "other")
    other.import_(archive, by="kim")
    assert other.files() == history.files()


def test_an_archive_cannot_write_elsewhere(history: RuleHistory, tmp_path: Path) -> None:
    """Paths in it count by their last name alone."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../evil.toml", OFF)
    file = tmp_path / "in.zip"
    file.write_bytes(packed.getvalue())
    history.import_(file, by="sam")
    assert set(history.files()) == {"evil.toml"}
    assert not (tmp_path.parent / "evil.toml").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xff\xfe"])
def test_what_is_no_archive_is_told(history: RuleHistory, tmp_path: Path, data: bytes) -> None:
    """One sentence, and nothing was imported."""
    file = tmp_path / "in.zip"
    file.write_bytes(data)
    with pytest.raises(PublishError, match=r"in\.zip"):
        history.import_(file, by="sam")
    assert history.files() == {}


def test_a_change_that_was_cut_short_is_not_offered(history: RuleHistory) -> None:
    """Files without a record are no version, and a damaged record hurts nobody."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    (history.folder / ".history" / "000009").mkdir()
    (history.folder / ".history" / "000010").mkdir()
    (history.folder / ".history" / "000010" / "version.json").write_text("{")
    assert [version.number for version in history.versions()] == [1]


def packed(**files: str | bytes) -> bytes:
    """Return an archive; "__" in a name stands for a slash."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def test_a_change_says_who_what_and_when(history: RuleHistory) -> None:
    """Also words of every script; the time is UTC with its offset."""
    history.publish("ours.toml", OFF, by="Käthe", what="„Neugier“ aus")
    (version,) = history.versions()
    assert (version.by, version.what, version.changed_at) == ("Käthe", "„Neugier“ aus", "2026-03-02T00:00:00+00:00")


def test_publishing_the_same_again_touches_no_file(history: RuleHistory) -> None:
    """Calls under way take a file anew when it changes: one that did not must not look so."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    before = (history.folder / "ours.toml").stat().st_mtime_ns
    history.publish("more.toml", OFF.replace("prying", "gossip"), by="sam", what="b")
    assert (history.folder / "ours.toml").stat().st_mtime_ns == before


def test_a_rollback_says_what_it_took_back(history: RuleHistory) -> None:
    """Whoever reads the history later knows which change it was."""
    first = history.publish("ours.toml", OFF, by="sam", what="Switched prying off")
    undone = history.roll_back(first, by="kim")
    assert (undone.by, undone.what) == ("kim", "Back to the rules before change 1: Switched prying off")


def test_a_state_that_is_gone_is_not_taken_for_an_empty_one(history: RuleHistory) -> None:
    """Somebody cleaned the history up while the window was open: the rules in force stay."""
    version = history.publish("ours.toml", OFF, by="sam", what="a")
    with pytest.raises(PublishError, match="change 7"):
        history.roll_back(replace(version, number=7), by="sam")
    assert history.files() == {"ours.toml": OFF}


def test_a_rollback_to_rules_that_hold_no_more_changes_nothing(history: RuleHistory) -> None:
    """A newer Sotto may refuse what an older one took."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    second = history.publish("more.toml", OFF.replace("prying", "gossip"), by="sam", what="b")
    kept = history.folder / ".history" / f"{second.number:06}" / "ours.toml"
    kept.write_text(BROKEN)
    with pytest.raises(PublishError, match="five words"):
        history.roll_back(second, by="sam")
    assert set(history.files()) == {"more.toml", "ours.toml"}


def test_what_a_change_left_behind_is_no_part_of_the_next(history: RuleHistory) -> None:
    """A power cut in the middle leaves files without a record: a later change keeps its own apart from them."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    left = history.folder / ".history" / "000002"
    left.mkdir()
    (left / "stale.toml").write_text(OFF.replace("prying", "gossip"))
    second = history.publish("more.toml", OFF.replace("prying", "late"), by="sam", what="b")
    history.roll_back(second, by="sam")
    assert set(history.files()) == {"ours.toml"}


@pytest.mark.parametrize(
    "record",
    ["[]", "3", '{"number": "x"}', '{"number": null, "changed_at": "", "by": "", "what": "", "rulebook": ""}', ""],
)
def test_no_damaged_record_hides_the_others(history: RuleHistory, record: str) -> None:
    """It is left out; the number of the next change is free."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    place = history.folder / ".history" / "000005"
    place.mkdir()
    (place / "version.json").write_text(record)
    assert [one.number for one in history.versions()] == [1]
    assert history.publish("ours.toml", OFF + "# more", by="sam", what="b").number > 1


def test_hidden_files_are_no_rules(history: RuleHistory) -> None:
    """Editors and file managers leave such behind."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    (history.folder / ".ours.toml.swp.toml").write_text("not toml at all [")
    (history.folder / "notes.txt").write_text("not toml at all [")
    assert set(history.files()) == {"ours.toml"}


def test_a_file_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    """Old editors write other encodings: one sentence with the file and what to do."""
    (tmp_path / "alt.toml").write_bytes("# für uns\n".encode("latin-1"))
    with pytest.raises(AppError, match=r"alt\.toml.*UTF-8"):
        read_rule_files(tmp_path)


@pytest.mark.parametrize("name", ["ours.toml", "OURS.TOML"])
def test_one_rule_file_can_be_imported(history: RuleHistory, tmp_path: Path, name: str) -> None:
    """With a byte order mark as some editors write it, and in force whatever the case of its ending."""
    file = tmp_path / name
    file.write_bytes(b"\xef\xbb\xbf" + OFF.encode())
    history.import_(file, by="sam")
    assert list(history.files().values()) == [OFF]
    assert load_rulebook(history.folder).rule("prying") is None


def test_an_archive_of_another_system_is_read(history: RuleHistory, tmp_path: Path) -> None:
    """Macs pack a hidden twin beside each file, Windows folders and capital endings; others than rules are skipped."""
    file = tmp_path / "rules.zip"
    file.write_bytes(
        packed(**{
            "rules/ours.toml": OFF, "__MACOSX/rules/._ours.toml": b"\x00\x05\x16\x07\xff", "rules\\.DS_Store": b"\xff",
            "C:\\rules\\more.TOML": OFF.replace("prying", "gossip"), "readme.txt": b"\xff",
        })
    )  # fmt: skip
    history.import_(file, by="sam")
    assert set(history.files()) == {"ours.toml", "more.toml"}


def test_an_archive_without_rules_is_told(history: RuleHistory, tmp_path: Path) -> None:
    """One sentence with the file's name; no change is on record."""
    file = tmp_path / "photos.zip"
    file.write_bytes(packed(**{"a.txt": "x"}))
    with pytest.raises(PublishError, match=r"no rule files in photos\.zip"):
        history.import_(file, by="sam")
    assert history.versions() == []


def test_an_archive_that_unpacks_to_too_much_is_refused(
    history: RuleHistory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything of it is unpacked."""
    monkeypatch.setattr(history_module, "_MOST_IMPORTED", 1_000)
    file = tmp_path / "bomb.zip"
    file.write_bytes(packed(**{f"{n}.toml": "#" * 400 for n in range(3)}))
    with pytest.raises(PublishError, match="too large"):
        history.import_(file, by="sam")


def test_an_import_keeps_the_other_files(history: RuleHistory, tmp_path: Path) -> None:
    """Files of the same name are replaced, the rest stays, and all of it can be undone."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    file = tmp_path / "more.zip"
    file.write_bytes(packed(**{"more.toml": OFF.replace("prying", "gossip")}))
    version = history.import_(file, by="sam")
    assert set(history.files()) == {"ours.toml", "more.toml"}
    assert version.what == "Imported more.zip"
    history.roll_back(version, by="sam")
    assert history.files() == {"ours.toml": OFF}


_GOOD = packed(**{"rules/ours.toml": OFF, "more.toml": OFF.replace("prying", "gossip")})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.integers(0, len(_GOOD) - 1), st.integers(0, 255), st.booleans())
def test_a_damaged_archive_is_told_or_read(tmp_path: Path, place: int, value: int, cut: bool) -> None:
    """Whichever byte is wrong, or wherever it ends: texts of rule files, or one sentence with the archive's name."""
    data = _GOOD[:place] if cut else _GOOD[:place] + bytes([value]) + _GOOD[place + 1 :]
    file = tmp_path / "in.zip"
    file.write_bytes(data)
    found, told = {}, ""
    try:
        found = history_module._read(file)
    except PublishError as error:
        told = str(error)
    assert bool(found) != ("in.zip" in told)
    assert all(name.endswith(".toml") and "/" not in name for name in found)


def test_what_is_exported_is_plain(history: RuleHistory) -> None:
    """Rule files alone, byte for byte: no history, no folder, nothing of this computer."""
    history.publish("ours.toml", OFF, by="sam", what="a")
    with zipfile.ZipFile(io.BytesIO(history.exported())) as archive:
        assert {info.filename: archive.read(info).decode() for info in archive.infolist()} == {"ours.toml": OFF}
    record = json.loads((history.folder / ".history" / "000001" / "version.json").read_text())
    assert set(record) == {"number", "changed_at", "by", "what", "rulebook"}
