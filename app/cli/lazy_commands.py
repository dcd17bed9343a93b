"""Commands that are imported only when one of them is run: `sotto --help` needs none, `sotto toggle` only its own.

Place in the flow: `app.cli.main` lists the commands here with their modules. The listed summaries are what `sotto --help`
prints; the commands' own texts stay with them.
"""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """Where a command is found, and what it does in a sentence or two."""

    name: str
    module: str
    summary: str
    member: str = "app"
    """A `typer.Typer` (a group of commands) or a function (one command)."""

    def load(self) -> Any:
        """Import the module and return the command that typer makes of its member."""
        found = getattr(import_module(self.module), self.member)
        outer = typer.Typer(add_completion=False, rich_markup_mode="rich")
        if isinstance(found, typer.Typer):
            outer.add_typer(found, name=self.name)
        else:
            outer.command(self.name)(found)
        return typer.main.get_group(outer).commands[self.name]


class LazyCommands(MutableMapping[str, Any]):
    """The commands by name; reading one imports it, listing the names does not."""

    def __init__(self, commands: tuple[LazyCommand, ...]) -> None:
        """Keep the list; nothing is imported yet."""
        self.listed = {command.name: command for command in commands}
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return the command, imported now if it was not before; KeyError when there is none."""
        if name not in self._loaded:
            self._loaded[name] = self.listed[name].load()
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        """Take a command that is there already."""
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        """Forget a command."""
        self._loaded.pop(name, None)
        self.listed.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order of the list."""
        return iter({**self.listed, **self._loaded})

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len({**self.listed, **self._loaded})


def lazy_group(commands: tuple[LazyCommand, ...]) -> type[TyperGroup]:
    """Return the group class that a `typer.Typer` needs (`cls=`) to have these commands."""

    class LazyGroup(TyperGroup):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.lazy = LazyCommands(commands)
            self.commands = self.lazy

        def list_commands(self, ctx: Any) -> list[str]:
            """Return the names without reading the commands."""
            del ctx
            return list(self.lazy)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            """Return what the list of commands needs of one: its name and summary."""
            del ctx
            listed = self.lazy.listed.get(cmd_name)
            return None if listed is None else TyperCommand(listed.name, help=listed.summary)

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            """Return the command that is to run, imported."""
            name, _, rest = super().resolve_command(ctx, args)
            return name, None if name is None else self.commands[name], rest

    return LazyGroup
