"""Checks of Sotto's own parts: settings, rules, recognizer, models.

Place in the flow: part of `app.doctor.examination`. Looks at files only; nothing large is loaded.
"""

from collections.abc import Iterator

from app.assembly import company_rules, engine_spec, load_rules, load_settings
from app.company_folders import Place, PlacedModel, machine_rules, models_everywhere
from app.doctor.check import Finding, fail, ok, warn
from app.errors import SettingsError
from app.notify import in_words
from app.paths import paths
from app.settings import Settings
from app.translation.words import counted, translate
from coaching.errors import RulebookError
from speech.engine_choice import choose_engine
from speech.errors import SpeechError


def check_settings() -> tuple[Settings, Finding]:
    """Return the settings that can be used, and whether the file is right."""
    file = paths().settings_file
    try:
        settings = load_settings()
    except (SettingsError, OSError) as error:
        if isinstance(error, SettingsError):
            return Settings(), fail("settings", error.message, error.mend)
        unread = translate("Doctor", "{file} cannot be read: {why}.").format(file=file, why=error.strerror)
        return Settings(), fail("settings", unread, translate("Doctor", "Check the file's permissions."))
    valid = translate("Doctor", "The settings file {file} is valid.")
    none = translate("Doctor", "No settings file ({file}): the defaults hold.")
    return settings, ok("settings", (valid if file.exists() else none).format(file=file))


def check_rules(settings: Settings) -> Finding:
    """Say which rules are in force."""
    folder = company_rules(settings)
    try:
        rulebook = load_rules(settings)
    except RulebookError as error:
        return fail("rules", error.message, error.mend or translate("Doctor", "Run `sotto rules check`."))
    active = sum(rule.enabled for rule in rulebook.rules)
    text = counted("Doctor", "%n rule(s) in force.", active)
    own = translate("Doctor", "The company's own are in {folder}.")
    none = translate("Doctor", "The company's own would be read from {folder}.")
    text += " " + (own.format(folder=folder) if folder else none.format(folder=paths().company_rules))
    if everybody := machine_rules():
        text += " " + translate("Doctor", "Those for everybody on this computer are in {folder}.").format(
            folder=everybody
        )
    return ok("rules", text)


def check_recognizer(settings: Settings) -> Finding:
    """Say which recognizer would be used and why."""
    spec = engine_spec(settings)
    try:
        choice = choose_engine(spec.engine, spec.models_folder, spec.model)
    except SpeechError as error:
        told = in_words(error)
        return fail("recognizer", told.text, told.mend)
    used = translate("Doctor", "{recognizer} will be used.").format(recognizer=choice.engine.capitalize())
    return ok("recognizer", f"{used} {choice.reason}")


def check_models() -> Iterator[Finding]:
    """Say which Vosk models are installed and whether each can be used."""
    found = models_everywhere(paths().models)
    if not found:
        yield ok("models", translate("Doctor", "No Vosk model is installed; `sotto models list` shows what there is."))
    for placed in found:
        name = placed.model.name
        if placed.model.usable:
            yield ok("models", translate("Doctor", "The Vosk model {model} is installed.").format(model=name))
        else:
            broken = translate("Doctor", "The Vosk model {model} is broken.").format(model=name)
            yield warn("models", broken, _model_mend(placed))


def _model_mend(placed: PlacedModel) -> str:
    """Only what is the user's own can be mended by the user."""
    if placed.place is Place.USER:
        mend = translate("Doctor", "Run `sotto models remove {model}` and install it again.")
        return mend.format(model=placed.model.name)
    mend = translate(
        "Doctor",
        "It is there for everybody on this computer ({folder}): ask whoever looks after this computer to mend it.",
    )
    return mend.format(folder=placed.model.folder)
