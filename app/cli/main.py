"""The `sotto` command: its groups put together, and the options that all commands share.

Place in the flow: `app.boundary` runs `app`; each command lives in its own module, imported when it is run.
"""

import os
from pathlib import Path
from typing import Annotated, Final

import typer

from app import __version__
from app.cli.lazy_commands import LazyCommand, lazy_group
from app.paths import CONFIG_VARIABLE

COMMANDS: Final = (
    LazyCommand("run", "app.cli.run", "Coach live, until you end it.", "run"),
    LazyCommand(
        "demo",
        "app.cli.demo",
        "Play the bundled call: see the transcript and the cues as they come, then the summary.",
        "demo",
    ),
    LazyCommand(
        "analyze",
        "app.cli.analyze",
        "Analyse a recorded call: what was said, what stood out, what to say instead.",
        "analyze_call",
    ),
    LazyCommand(
        "devices", "app.cli.devices", "List microphones and far ends, the system's own choice first.", "devices"
    ),
    LazyCommand(
        "doctor",
        "app.cli.doctor",
        "Check devices, permissions, recognizer, models, settings, rules, folders, disk and display.",
        "doctor",
    ),
    LazyCommand(
        "wizard",
        "app.cli.wizard",
        "Set Sotto up: consent, microphone, customer's side, echo, loudness, recognizer, overlay.",
        "wizard",
    ),
    LazyCommand(
        "update",
        "app.cli.update",
        "Say whether your company offers a newer version. Nothing is installed, and nothing looks by itself.",
        "update",
    ),
    LazyCommand(
        "report",
        "app.cli.report",
        "Write a kept session, or a week of a team's or of your own calls, as a report.",
        "report",
    ),
    LazyCommand(
        "review",
        "app.cli.review",
        "Look at sessions: one call, or months of a team; try rules on them before they are published.",
        "review",
    ),
    LazyCommand(
        "toggle",
        "app.cli.call",
        "Do what a hotkey does, for example pause coaching: bind it to a key of your desktop where Sotto cannot.",
        "toggle",
    ),
    LazyCommand(
        "url", "app.cli.call", "Do what a sotto:// link asks for; the system calls this when one is opened.", "url"
    ),
    LazyCommand("bench", "app.cli.bench", "Measure latency, real-time factor and memory on this machine.", "bench"),
    LazyCommand("call", "app.cli.call", "Tell a running Sotto that a call begins or ends."),
    LazyCommand("rules", "app.cli.rules", "See, check, measure and write rules."),
    LazyCommand("models", "app.cli.models", "Speech models: what there is, install, verify, remove."),
    LazyCommand("sessions", "app.cli.sessions", "The sessions that are kept on this machine."),
    LazyCommand("settings", "app.cli.settings", "Show and change the settings."),
    LazyCommand("team", "app.cli.team", "The team's sessions on the company's own PostgreSQL (docs/team.md)."),
)
"""In the order of `sotto --help`."""

app = typer.Typer(
    cls=lazy_group(COMMANDS),
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
