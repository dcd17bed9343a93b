"""Checks of Sotto's own parts: settings, rules, recognizer, models.

Place in the flow: part of `app.doctor.examination`. Looks at files only; nothing large is loaded.
"""

from collections.abc import Iterator

from app.assembly import company_rules, engine_spec, load_rules, load_settings
from app.doctor.check import Finding, fail, ok, warn
from app.errors import SettingsError
from app.paths import paths
from app.settings import Settings
from coaching.errors import RulebookError
from speech.engine_choice import choose_engine
from speech.errors import SpeechError
from speech.models.store import installed_models


def check_settings() -> tuple[Settings, Finding]:
    """Return the settings that can be used, and whether the file is right."""
    file = paths().settings_file
    try:
        settings = load_settings()
    except (SettingsError, OSError) as error:
        mend = error.mend if isinstance(error, SettingsError) else "Check the file's permissions."
        text = error.message if isinstance(error, SettingsError) else f"{file} cannot be read: {error.strerror}."
        return Settings(), fail("settings", text, mend)
    there = f"The settings file {file} is valid." if file.exists() else f"No settings file ({file}): the defaults hold."
    return settings, ok("settings", there)


def check_rules(settings: Settings) -> Finding:
    """Say which rules are in force."""
    folder = company_rules(settings)
    try:
        rulebook = load_rules(settings)
    except RulebookError as error:
        return fail("rules", error.message, error.mend or "Run `sotto rules check`.")
    active = sum(rule.enabled for rule in rulebook.rules)
    origin = (
        f", with the company's own from {folder}"
        if folder
        else f"; the company's own would be read from {paths().company_rules}"
    )
    return ok("rules", f"{active} rules are in force{origin}.")


def check_recognizer(settings: Settings) -> Finding:
    """Say which recognizer would be used and why."""
    spec = engine_spec(settings)
    try:
        choice = choose_engine(spec.engine, spec.models_folder, spec.model)
    except SpeechError as error:
        return fail("recognizer", error.message, error.mend)
    return ok("recognizer", f"{choice.engine.capitalize()} will be used. {choice.reason}")


def check_models() -> Iterator[Finding]:
    """Say which Vosk models are installed and whether each can be used."""
    found = installed_models(paths().models)
    if not found:
        yield ok("models", "No Vosk model is installed; `sotto models list` shows what there is.")
    for model in found:
        if model.usable:
            yield ok("models", f"The Vosk model {model.name} is installed.")
        else:
            yield warn(
                "models",
                f"The Vosk model {model.name} is broken.",
                f"Run `sotto models remove {model.name}` and install it again.",
            )
