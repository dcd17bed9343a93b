"""Commands are imported when they are run, and their listed summaries are true."""

import subprocess
import sys

import pytest
import typer

from app.cli.lazy_commands import LazyCommand, LazyCommands
from app.cli.main import COMMANDS, app


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.name)
def test_a_summary_is_what_the_command_says_of_itself(listed: LazyCommand) -> None:
    """`sotto --help` says of each command what `sotto COMMAND --help` begins with."""
    command = listed.load()
    assert command.name == listed.name
    assert " ".join(command.help.split("\n\n")[0].split()) == listed.summary


def test_the_whole_tree_can_be_walked() -> None:
    """Who reads `commands`, as the manual page does, finds the commands themselves with their options."""
    group = typer.main.get_group(app)
    assert list(group.commands) == [listed.name for listed in COMMANDS]
    assert "start" in group.commands["call"].commands  # type: ignore[attr-defined]  # a group of its own
    assert any(given.name == "headless" for given in group.commands["run"].params)


def test_names_are_known_without_an_import() -> None:
    """Listing commands imports none of them, even one whose module is not there."""
    commands = LazyCommands((LazyCommand("ghost", "app.cli.no_such_module", "Nothing."),))
    assert list(commands) == ["ghost"]
    assert len(commands) == 1
    with pytest.raises(ModuleNotFoundError):
        commands["ghost"]
    with pytest.raises(KeyError):
        commands["other"]


def test_a_command_may_be_added_and_taken_away() -> None:
    """It stays a mapping that can be changed, as typer's own."""
    commands = LazyCommands((LazyCommand("ghost", "app.cli.no_such_module", "Nothing."),))
    made = LazyCommand("url", "app.cli.call", "", "url").load()
    commands["more"] = made
    assert commands["more"] is made
    assert list(commands) == ["ghost", "more"]
    del commands["more"]
    del commands["ghost"]
    assert not commands


_HEAVY = ("sqlalchemy", "numpy", "onnxruntime", "psycopg", "requests", "jinja2", "PySide6")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["call", "--help"], ["toggle", "--help"]])
def test_light_commands_load_nothing_heavy(arguments: list[str]) -> None:
    """What needs neither store, recognizer, rules nor window does not wait for their libraries."""
    code = (
        "import sys; from app.__main__ import main; code = main(sys.argv[1:]);"
        f" print([name for name in {_HEAVY!r} if name in sys.modules], code, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[] 0"
