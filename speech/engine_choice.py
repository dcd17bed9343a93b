"""Which recognizer hears the session: the one asked for, or with "auto" the best one that is installed.

Place in the flow: before the listener; settings and command line in, a loaded `Recognizer` out. Choosing is cheap (it
looks at files only), so `doctor` can say what would be used without loading anything.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from speech.errors import RecognizerError
from speech.models import store
from speech.recognizers.base import Recognizer
from speech.recognizers.moonshine import MODEL_NAME, MoonshineRecognizer, MoonshineSettings, model_folder
from speech.recognizers.vosk import VoskRecognizer, VoskSettings, check_model_folder

ENGINES: Final = ("auto", "vosk", "moonshine")
_INSTALL: Final = "Install a Vosk model: `sotto models install small-en-us`."


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The recognizer of a session and why it was taken."""

    engine: str
    """"vosk" or "moonshine"."""
    model_path: Path | None
    """Folder of the Vosk model; None for the built-in recognizer."""
    reason: str
    """One sentence for people."""


def installed_models(models_folder: Path) -> tuple[Path, ...]:
    """Return the usable Vosk model folders under `models_folder`, the most suitable first; empty when there are none."""
    return tuple(model.folder for model in store.installed_models(models_folder) if model.usable)


def choose_engine(engine: str, models_folder: Path, model: str | None = None) -> EngineChoice:
    """Return the recognizer to use.

    `engine`: one of `ENGINES`. `model`: an id of the catalogue, a folder's name under `models_folder` or a full path; None takes the first one
    installed. Raises RecognizerError for an unknown engine and where nothing is installed, ModelError for a named model
    that is missing or broken.
    """
    match engine:
        case "moonshine":
            return _moonshine("The built-in recognizer was chosen in the settings.")
        case "vosk":
            return EngineChoice("vosk", _vosk_model(models_folder, model), "Vosk was chosen in the settings.")
        case "auto":
            return _automatic(models_folder, model)
        case _:
            raise RecognizerError(f'There is no recognizer named "{engine}".', f"Choose one of {', '.join(ENGINES)}.")


def create_recognizer(choice: EngineChoice) -> Recognizer:
    """Load the chosen recognizer, in the thread that will use it. Raises RecognizerError or ModelError."""
    if choice.model_path is not None:
        return VoskRecognizer(choice.model_path, VoskSettings())
    return MoonshineRecognizer(MoonshineSettings())


def _automatic(models_folder: Path, model: str | None) -> EngineChoice:
    if model is not None:
        return EngineChoice(
            "vosk", _vosk_model(models_folder, model), "Automatic: this Vosk model is named in the settings."
        )
    if (best := store.preferred_model(models_folder)) is not None:
        return EngineChoice("vosk", best.folder, f"Automatic: the Vosk model {best.name} is installed.")
    return _moonshine("Automatic: no Vosk model is installed, so the built-in recognizer is used.")


def _moonshine(reason: str) -> EngineChoice:
    if model_folder() is None:
        raise RecognizerError(f"The built-in recognizer ({MODEL_NAME}) is not available on this system.", _INSTALL)
    return EngineChoice("moonshine", None, reason)


def _vosk_model(models_folder: Path, model: str | None) -> Path:
    if model is None:
        if (best := store.preferred_model(models_folder)) is not None:
            return best.folder
        raise RecognizerError(f"No Vosk model is installed in {models_folder}.", _INSTALL)
    path = Path(model)
    if not path.is_absolute():
        path = store.find_installed(models_folder, model).folder
    check_model_folder(path)
    return path
