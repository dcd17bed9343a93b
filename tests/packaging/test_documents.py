"""Documents made from the program itself: the sample of managed settings, the manual page, release notes, version."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from release import macos, version_resource
from release.man_page import man_page
from release.managed_reference import sample, toml
from release.release_notes import NoNotesError, notes

from app.cli.main import app
from app.managed import parse_managed
from app.settings import SettingInfo, setting_infos


def test_sample_fixes_nothing() -> None:
    """As it is delivered the file is valid and leaves every setting to the user."""
    assert parse_managed(sample(setting_infos()), Path("managed.toml")).values == {}


def test_sample_names_every_setting_with_a_valid_default() -> None:
    """With all # taken away the file is valid and fixes each setting to its default."""
    text = re.sub(r"^# (\[|\w+ = )", r"\1", sample(setting_infos()), flags=re.MULTILINE)
    values = parse_managed(text, Path("managed.toml")).values
    assert values.keys() == {info.key for info in setting_infos()}
    assert all(values[info.key] == _plain(info.default) for info in setting_infos())


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_each_setting_is_explained() -> None:
    """Title and what is allowed stand above the setting."""
    info = SettingInfo("group.pace_s", "Pause before it", "s", 1.5, "0.1 to 3.0 s")
    assert "# [group]\n\n## Pause before it. Allowed: 0.1 to 3.0 s.\n# pace_s = 1.5\n" in sample([info])


@pytest.mark.parametrize(
    ("value", "text"), [(True, "true"), (3, "3"), ('é "x"', '"é \\"x\\""'), (("a", 1), '["a", 1]'), ((), "[]")]
)
def test_defaults_as_toml(value: object, text: str) -> None:
    """Every kind of default is written as TOML reads it."""
    assert toml(value) == text


def test_manual_page_names_every_command() -> None:
    """Each command that `sotto --help` knows has a section, with its options."""
    page = man_page(app, "1.2.3")
    for name in ("run", "demo", "analyze", "doctor", "rules check", "models install"):
        assert f".SS sotto {name}" in page
    assert r"\-\-fast" in page
    assert '"Sotto 1.2.3"' in page


@pytest.mark.skipif(shutil.which("man") is None, reason="asks man")
def test_manual_page_is_clean_for_man(tmp_path: Path) -> None:
    """`man` shows it without a warning."""
    file = tmp_path / "sotto.1"
    file.write_text(man_page(app, "1.2.3"))
    command = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(file)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not shown.stderr


CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-01-02\n\n### Added\n- More.\n\n## [1.0.0]\n- First.\n"


def test_release_notes_are_the_versions_section() -> None:
    """The notes hold what stands under the version, nothing of its neighbours."""
    assert notes(CHANGELOG, "1.1.0") == "### Added\n- More.\n"
    assert notes(CHANGELOG, "1.0.0") == "- First.\n"


@pytest.mark.parametrize("version", ["Unreleased", "2.0.0"])
def test_no_notes_is_an_error(version: str) -> None:
    """A release without notes does not happen by accident."""
    with pytest.raises(NoNotesError, match=re.escape(version)):
        notes(CHANGELOG, version)


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("1.2rc3", (1, 2, 0, 0)), ("1.2.3.4.5", (1, 2, 3, 4))]
)
def test_windows_compares_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    """Versions become the four numbers of the version resource."""
    assert version_resource.numbers(version) == numbers
    assert f"filevers={numbers}" in version_resource.text(version)


def test_version_must_begin_with_a_number() -> None:
    """A version that Windows cannot compare is refused."""
    with pytest.raises(ValueError, match="does not begin with a number"):
        version_resource.numbers("next")


def test_macos_is_told_why_it_listens() -> None:
    """Without these texts macOS ends the program at the first sound; links need their scheme."""
    info = macos.info("1.2.3")
    assert "microphone" in info["NSMicrophoneUsageDescription"]
    assert "never transcribes" in info["NSAudioCaptureUsageDescription"]
    assert info["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["sotto"]
    assert info["CFBundleShortVersionString"] == "1.2.3"
