"""The `sotto` command: its groups put together, and the options that all commands share.

Place in the flow: `app.__main__` runs `app`; each command lives in its own module.
"""

import os
from pathlib import Path
from typing import Annotated

import typer

from app import __version__
from app.cli import (
    analyze,
    call,
    demo,
    devices,
    doctor,
    models,
    report,
    review,
    rules,
    run,
    sessions,
    settings,
    team,
    update,
    wizard,
)
from app.paths import CONFIG_VARIABLE

app = typer.Typer(
    name="sotto",
    help="A private, offline, real-time coach for phone agents. Nothing leaves this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _show_version(asked: bool) -> None:  # noqa: FBT001  (called by typer)
    if asked:
        typer.echo(f"sotto {__version__}")
        raise typer.Exit


@app.callback()
def options(
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Use this settings file.", show_default=False)
    ] = None,
    version: Annotated[  # noqa: FBT002
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before the command."""
    del version
    if config is not None:
        os.environ[CONFIG_VARIABLE] = str(config)  # the listener's child process is to use it too


app.command("run")(run.run)
app.command("demo")(demo.demo)
app.command("analyze")(analyze.analyze_call)
app.command("devices")(devices.devices)
app.command("doctor")(doctor.doctor)
app.command("wizard")(wizard.wizard)
app.command("update")(update.update)
app.command("report")(report.report)
app.command("review")(review.review)
app.command("toggle")(call.toggle)
app.command("url")(call.url)
app.add_typer(call.app, name="call")
app.add_typer(rules.app, name="rules")
app.add_typer(models.app, name="models")
app.add_typer(sessions.app, name="sessions")
app.add_typer(settings.app, name="settings")
app.add_typer(team.app, name="team")
