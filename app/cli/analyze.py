"""`sotto analyze CALL`: a recording through the whole pipeline, as fast as this machine can.

Place in the flow: `app.assembly` opens the recording, `app.analysis` runs it; this prints or writes what came out.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from app import notify
from app.analysis import Analysis, analyze
from app.assembly import engine_spec, load_rules, load_settings, new_coach, recording_listener
from app.calls.state import checked_agenda
from app.cli.choices import Engine, JsonTarget, Rules, check_json_target, write_json
from app.cli.console import err
from app.cli.summary import show_summary, write_report
from app.interrupt import interruptible
from app.session import Coach, SessionEvent, SessionWatch
from app.settings import Settings
from app.storing import new_recorder
from coaching.summary_json import summary_json
from speech.events import SessionStarted
from speech.listener import Listener
from speech.sources.spec import RecordingSpec


def analyze_call(
    call: Annotated[
        Path, typer.Argument(metavar="CALL", help="WAV, FLAC, OGG or MP3; agent and customer on two channels.")
    ],
    *,
    json_target: JsonTarget = None,
    engine: Engine = None,
    rules: Rules = None,
    agent_channel: Annotated[int, typer.Option("--agent-channel", min=0, help="Channel of the agent, from 0.")] = 0,
    agenda: Annotated[
        list[str] | None,
        typer.Option("--agenda", "-a", metavar="ITEM", help="What should be said; may be given several times."),
    ] = None,
    save: Annotated[bool, typer.Option("--save", help="Keep the session on this machine.")] = False,
) -> None:
    """Analyse a recorded call: what was said, what stood out, what to say instead."""
    check_json_target(json_target)
    settings = _with_agenda(load_settings(), agenda)
    rulebook = load_rules(settings, rules)
    spec = RecordingSpec(call, agent_channel)
    recorder = new_recorder(settings, rulebook, tell=_untold) if save else None
    with recording_listener(spec, settings, engine_spec(settings, engine)) as listener:
        analysis = _analyzed(listener, new_coach(settings, rulebook), recorder)
    document = summary_json(analysis.summary)
    if recorder is not None and (kept := recorder.complete(analysis.summary)) is not None:
        notify.info(f"Saved as session {kept}.")
    if json_target is not None:
        write_json(document, json_target)
    else:
        show_summary(document, rulebook, write_report(document, rulebook))
    if analysis.stopped_by is not None:
        raise analysis.stopped_by


def _with_agenda(settings: Settings, items: Sequence[str] | None) -> Settings:
    """Put the items in the place of those of the settings, where some are given; raises CallError when they cannot be read."""
    if not items:
        return settings
    followed = replace(settings.coaching.agenda, items=checked_agenda(items))
    return replace(settings, coaching=replace(settings.coaching, agenda=followed))


def _untold(_sentence: str, _mend: str) -> None:
    """Say nothing while the analysis runs: what keeps the session from being saved is raised at its end."""


def _analyzed(listener: Listener, coach: Coach, watch: SessionWatch | None) -> Analysis:
    console = err()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with (
        interruptible() as stop,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("Listening", total=None)

        def on_event(event: SessionEvent) -> None:
            if watch is not None:
                watch.took((event,))
            if isinstance(event, SessionStarted):
                progress.update(task, total=event.duration_s, description=f"Listening to {event.source}")
            progress.update(task, completed=event.at_s)

        return analyze(listener, coach, on_event=on_event, stop_asked=lambda: stop.asked)
