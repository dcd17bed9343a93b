"""`sotto settings show|set|path|edit`: look at the settings and change them, here or in a window."""

import json
from typing import Annotated

import typer
from rich.table import Table

from app import notify, settings_file
from app.assembly import load_settings
from app.cli.choices import JsonTarget, write_json
from app.cli.console import out
from app.display import has_display
from app.errors import NoDisplayError
from app.managed import load_managed
from app.output import print_text
from app.paths import paths
from app.settings import setting_infos, value_of

app = typer.Typer(help="Show and change the settings.", no_args_is_help=True)


@app.command("show")
def show(
    json_target: JsonTarget = None,
) -> None:
    """List every setting with its value and what is allowed."""
    settings = load_settings()
    if json_target is not None:
        values = {info.key: value_of(settings, info.key) for info in setting_infos()}
        write_json(values, json_target)
        return
    table = Table("setting", "value", "allowed", "what it is", box=None, pad_edge=False)
    managed = load_managed()
    for info in setting_infos():
        value = value_of(settings, info.key)
        allowed = managed.reason(info.key) or info.allowed
        style = "bold" if value != info.default else None
        table.add_row(info.key, json.dumps(value, ensure_ascii=False), allowed, info.title, style=style)
    out().print(table)


@app.command("set", context_settings={"ignore_unknown_options": True})  # a negative number is a value, no option
def set_(
    key: Annotated[str, typer.Argument(help="Such as vad.min_silence_s.")],
    value: Annotated[str, typer.Argument(help="The new value.")],
) -> None:
    """Change one setting; the file keeps its comments."""
    file = paths().settings_file
    settings = settings_file.change(file, key, value)
    notify.info(f"{key} is now {json.dumps(value_of(settings, key), ensure_ascii=False)} ({file}).")


@app.command("path")
def path() -> None:
    """Print where the settings file is, whether it is there or not."""
    print_text(f"{paths().settings_file}\n")


@app.command("edit")
def edit() -> None:
    """Open the settings window."""
    if not has_display():
        raise NoDisplayError("There is no display for a window here.", "Use `sotto settings set KEY VALUE` instead.")
    from app.settings_window.program import run_settings_window  # noqa: PLC0415  Qt is loaded only for a window

    run_settings_window()
