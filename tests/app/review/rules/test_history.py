"""Publishing with a history."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.review.rules.history import PublishError, RuleHistory
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
