"""Settings that the company fixes for a machine."""

from pathlib import Path

import pytest

from app.errors import SettingsError
from app.managed import MANAGED_VARIABLE, Managed, load_managed, managed_file, parse_managed, usual_file
from app.settings_file import change, exported, load, parse, store

FILE = Path("managed.toml")
LOCKED = "[overlay]\nhide_from_sharing = true\n\n[coaching.cues]\nmax_cues = 3\n"


@pytest.mark.parametrize(
    ("platform", "environment", "file"),
    [
        ("linux", {}, "/etc/sotto/managed.toml"),
        ("darwin", {}, "/Library/Application Support/Sotto/managed.toml"),
        ("win32", {"PROGRAMDATA": "D:/Data"}, "D:/Data/Sotto/managed.toml"),
    ],
)
def test_usual_place(platform: str, environment: dict[str, str], file: str) -> None:
    """Each system has its own place that only an administrator can write."""
    assert usual_file(platform, environment) == Path(file)


def test_the_variable_is_no_way_around(tmp_path: Path) -> None:
    """The environment names a managed file only where the machine has none."""
    usual, other = tmp_path / "usual.toml", tmp_path / "other.toml"
    environment = {MANAGED_VARIABLE: str(other)}
    assert managed_file(usual, {}) is None
    assert managed_file(usual, environment) == other
    usual.write_text("", encoding="utf-8")
    assert managed_file(usual, environment) == usual


def test_what_is_fixed() -> None:
    """A managed file gives values by dotted key, each with its line and a reason for people."""
    managed = parse_managed(LOCKED, FILE)
    assert managed.values == {"overlay.hide_from_sharing": True, "coaching.cues.max_cues": 3}
    assert managed.places["coaching.cues.max_cues"] == "managed.toml, line 5"
    assert "your company (managed.toml)" in managed.reason("overlay.hide_from_sharing")
    assert managed.reason("overlay.theme") == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[overlay]\ntext_percent = 900\n", ("managed.toml, line 2", "overlay.text_percent", "100 to 200 %")),
        ("[overlay]\n\ntextpercent = 100\n", ("managed.toml, line 3", "Did you mean overlay.text_percent?")),
        ("[overlay\n", ("managed.toml is not valid TOML",)),
    ],
)
def test_mistakes_stop_and_are_named(text: str, parts: tuple[str, ...]) -> None:
    """A mistake in the company's file names file, line and key, and who can mend it."""
    with pytest.raises(SettingsError) as caught:
        parse_managed(text, FILE)
    for part in (*parts, "company", "looks after this computer"):
        assert part in str(caught.value)


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A managed file that is named but cannot be read is an error, not a licence."""
    monkeypatch.setenv(MANAGED_VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match=r"none\.toml cannot be read"):
        load_managed()
    wrong = tmp_path / "wrong.toml"
    wrong.write_bytes(b"\xff\xfe")
    monkeypatch.setenv(MANAGED_VARIABLE, str(wrong))
    with pytest.raises(SettingsError, match=r"wrong\.toml is not UTF-8"):
        load_managed()


def test_the_company_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is managed holds over the user's file; the rest is the user's."""
    file, company = tmp_path / "settings.toml", tmp_path / "managed.toml"
    company.write_text(LOCKED, encoding="utf-8")
    monkeypatch.setenv(MANAGED_VARIABLE, str(company))
    file.write_text('[overlay]\nhide_from_sharing = false\ntheme = "light"\n', encoding="utf-8")
    settings = load(file)
    assert settings.overlay.hide_from_sharing
    assert settings.overlay.theme == "light"
    assert settings.coaching.cues.max_cues == 3
    assert load(tmp_path / "none.toml").coaching.cues.max_cues == 3


def test_a_managed_setting_is_not_changed(tmp_path: Path) -> None:
    """Changing a managed setting is refused with the place that fixes it, and the file stays as it was."""
    file = tmp_path / "settings.toml"
    managed = parse_managed(LOCKED, FILE)
    with pytest.raises(SettingsError, match=r"max_cues cannot be changed: managed\.toml, line 5"):
        change(file, "coaching.cues.max_cues", "9", managed)
    assert not file.exists()


def test_store_keeps_comments_and_drops_defaults(tmp_path: Path) -> None:
    """Several settings are written at once; comments stay, a default leaves the file."""
    file = tmp_path / "settings.toml"
    file.write_text('# mine\n[overlay]\ntheme = "dark" # at night\nfade_ms = 100\n', encoding="utf-8")
    settings = store(file, {"overlay.fade_ms": 220, "vad.min_silence_s": 0.5, "echo.window_s": 0.5}, Managed())
    text = file.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# at night" in text
    assert "fade_ms" not in text
    assert "echo" not in text
    assert settings == parse(text, file)
    assert settings.vad.min_silence_s == 0.5


def test_store_refuses_wrong_values(tmp_path: Path) -> None:
    """One wrong value leaves the whole file as it was."""
    file = tmp_path / "settings.toml"
    with pytest.raises(SettingsError, match=r"overlay\.text_percent cannot be 9"):
        store(file, {"overlay.theme": "dark", "overlay.text_percent": 9}, Managed())
    assert not file.exists()


def test_exported_settings_come_back(tmp_path: Path) -> None:
    """What is exported reads back as the same settings."""
    settings = parse('[overlay]\ntheme = "light"\n[coaching.interruptions.turns]\nyield_s = 0.7\n', FILE)
    text = exported(settings)
    assert parse(text, FILE) == settings
    assert "fade_ms" not in text
