"""Puts the parts of a session together from the settings and what the user asked for.

Place in the flow: commands and the desktop program call this; it is the only place where settings meet components.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from app import settings_file
from app.company_folders import machine_rules, machine_rules_folder, models_folder
from app.levels import calibrated, load_levels
from app.paths import CONFIG_VARIABLE, paths
from app.rule_watch import ReloadingCoach, RuleWatch
from app.session import LiveSession, SessionWatch
from app.settings import Settings
from coaching.engine import CoachingEngine
from coaching.rulebook.folder import RulebookFolder
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rulebook
from speech.child_start import WaitingChild
from speech.engine_choice import choose_engine, create_recognizer
from speech.listener import Listener
from speech.process import EngineSpec, ListenerProcess, ListenerSpec
from speech.process.messages import Prepare
from speech.sources.opening import open_source
from speech.sources.spec import RecordingSpec, SourceSpec


def load_settings() -> Settings:
    """Return the user's settings. Raises `app.errors.SettingsError`."""
    return settings_file.load(paths().settings_file, must_exist=bool(os.environ.get(CONFIG_VARIABLE)))


def load_rules(settings: Settings, folder: Path | None = None) -> Rulebook:
    """Return the rules in force: the built-in ones, over them those for everybody on this computer, then the company's.

    `folder`: the company's rules for this run, else those of the settings. Raises `coaching.errors.RulebookError`.
    """
    return load_rulebook(folder or company_rules(settings), machine_folder=machine_rules())


def watch_rules(settings: Settings, folder: Path | None = None) -> RuleWatch:
    """Return the rules in force, as `load_rules`, which follow their files once the watch is started.

    Raises `coaching.errors.RulebookError`.
    """
    own = folder or company_rules(settings)
    if own is not None and not own.is_dir():
        load_rules(settings, own)  # says which folder is missing
    return RuleWatch(RulebookFolder(own or paths().company_rules, machine_folder=machine_rules_folder()))


def company_rules(settings: Settings) -> Path | None:
    """Return the folder of the company's own rules, None when there is none."""
    if settings.rules.folder:
        return Path(settings.rules.folder).expanduser()
    usual = paths().company_rules
    return usual if usual.is_dir() else None


def engine_spec(settings: Settings, engine: str | None = None) -> EngineSpec:
    """Return which recognizer to load; `engine`: what the user asked for in this run, else the settings' choice."""
    asked = engine or settings.listening.engine
    # A Vosk model named in the settings does not stand in the way of asking for the built-in recognizer.
    model = settings.listening.model
    return EngineSpec(models_folder(paths().models, model), asked, model or None)


def new_coach(settings: Settings, rules: Rulebook | RuleWatch) -> CoachingEngine:
    """Return a coaching engine for one session; with a watch it follows changes of the rule files."""
    if isinstance(rules, RuleWatch):
        return ReloadingCoach(rules, settings.coaching)
    return CoachingEngine(rules, settings.coaching)


def prepare_listener(waiting: WaitingChild, settings: Settings, engine: EngineSpec) -> None:
    """See to it that a child process waits with the recognizer loaded, unless the settings want none to wait."""
    if settings.supervision.standby:
        waiting.prepare(Prepare(engine))
    else:
        waiting.close()


@contextmanager
def recording_listener(spec: RecordingSpec, settings: Settings, engine: EngineSpec) -> Iterator[Listener]:
    """Open a recording in this process. Raises RecordingError, RecognizerError or ModelError."""
    choice = choose_engine(engine.engine, engine.models_folder, engine.model)
    source = open_source(spec)
    try:
        recognizer = create_recognizer(choice)
    except BaseException:
        source.close()
        raise
    listener = Listener(source, recognizer, settings.listener(), choice.reason)
    try:
        yield listener
    finally:
        listener.close()


def live_session(
    source: SourceSpec,
    settings: Settings,
    engine: EngineSpec,
    rules: Rulebook | RuleWatch,
    watch: SessionWatch | None = None,
    *,
    waiting: WaitingChild | None = None,
) -> LiveSession:
    """Return a session, not started, that listens in a supervised child process; `watch` is told everything.

    `waiting`: where a child process that is loaded already is found.

    Raises RecognizerError or ModelError at once when the recognizer cannot be used, rather than from the child.
    """
    choose_engine(engine.engine, engine.models_folder, engine.model)
    with suppress(OSError):  # a session without a log is better than none
        paths().logs.mkdir(parents=True, exist_ok=True)
    levels = load_levels(paths().data / "levels.json")
    settings = replace(settings, coaching=calibrated(settings.coaching, levels, settings.listening.microphone))
    spec = ListenerSpec(source, engine, settings.listener(), paths().logs / "listener.log")
    feed = ListenerProcess(spec, settings.supervision, waiting=waiting)
    return LiveSession(feed, new_coach(settings, rules), watch)
