"""Commands that open a window, where there is none: one sentence that names what does the same, and no Qt loaded."""

import sys
from collections.abc import Callable

import pytest

from app.__main__ import main
from app.cli import review as review_command
from app.cli import settings as settings_command
from app.cli import wizard as wizard_command

pytestmark = pytest.mark.usefixtures("_hooks")
COMMANDS = [
    (("review",), "sotto sessions list"),
    (("review", "--team", "--as", "supervisor"), "sotto report SESSION"),
    (("wizard",), "sotto settings set"),
    (("settings", "edit"), "sotto settings set KEY VALUE"),
]


@pytest.mark.parametrize(("arguments", "instead"), COMMANDS)
def test_without_a_display_the_same_is_done_otherwise(
    arguments: tuple[str, ...], instead: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1, on a server as over a line without graphics."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "no display" in said.err
    assert instead in said.err


@pytest.mark.parametrize(
    "arguments", [("review", "--as", "boss"), ("review", "x"), ("wizard", "--now"), ("settings", "edit", "x")]
)
def test_wrong_usage_comes_before_the_display(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and no traceback."""
    assert main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def with_display(monkeypatch: pytest.MonkeyPatch, module: str, name: str, act: Callable[..., object]) -> None:
    """Let there be a display, and put something in the place of the window."""
    for command in (review_command, settings_command, wizard_command):
        monkeypatch.setattr(command, "has_display", lambda: True)
    monkeypatch.setitem(sys.modules, module, type(sys)(module))
    monkeypatch.setattr(sys.modules[module], name, act, raising=False)


def test_the_review_is_opened_as_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks, and whether at the team's server, is handed on; left out the settings decide."""
    asked: list[tuple[object, bool]] = []
    with_display(monkeypatch, "app.review.program", "run_review", lambda role, *, team: asked.append((role, team)))
    assert main(["review"]) == 0
    assert main(["review", "--as", "agent", "--team"]) == 0
    assert [(role and str(role), team) for role, team in asked] == [(None, False), ("agent", True)]


@pytest.mark.parametrize(
    ("agreed", "code", "sentence"), [(True, 0, "Sotto is set up."), (False, 1, "Nothing was changed.")]
)
def test_a_set_up_that_was_closed_is_no_success(
    agreed: bool, code: int, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that sets machines up sees by the exit code whether somebody agreed."""
    with_display(monkeypatch, "app.wizard.program", "run_wizard", lambda: agreed)
    assert main(["wizard"]) == code
    assert sentence in capsys.readouterr().err


def test_ctrl_c_in_a_window_is_one_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ended from the terminal that it was started in."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    with_display(monkeypatch, "app.settings_window.program", "run_settings_window", interrupted)
    assert main(["settings", "edit"]) != 0
    assert capsys.readouterr().err == "error: Stopped.\n"
