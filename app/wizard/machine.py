"""What the wizard's pages ask of this machine, in one place, so that tests can stand in for sound cards and networks.

Place in the flow: `program` makes one; pages call it. Nothing is opened before a page asks.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.paths import paths, resource
from app.wizard.model_install import Install
from speech.devices import FarEndDevice, InputDevice, list_far_ends, list_inputs
from speech.models.catalogue import ModelEntry, catalogue
from speech.models.install import InstallOptions, install_file, install_model
from speech.models.settings import DownloadSettings
from speech.models.store import InstalledModel, installed_models
from speech.recognizers.moonshine import model_folder
from speech.sources.base import Source
from speech.sources.far_end import open_far_end
from speech.sources.opening import open_source
from speech.sources.spec import FarEndChoice, FarEndKind, LiveSpec


class Machine:
    """The real one."""

    levels_file: Path
    places_file: Path

    def __init__(self) -> None:
        """Take the usual files."""
        self.levels_file = paths().data / "levels.json"
        self.places_file = paths().data / "overlay-places.json"

    def inputs(self, *, fresh: bool = False) -> tuple[InputDevice, ...]:
        """Return the microphones. Raises DeviceError."""
        return list_inputs(fresh=fresh)

    def far_ends(self, inputs: tuple[InputDevice, ...]) -> tuple[FarEndDevice, ...]:
        """Return the ways to hear the customer."""
        return list_far_ends(inputs)

    def open_near(self, spec: LiveSpec) -> Source:
        """Open the microphone alone. Raises DeviceError."""
        return open_source(replace(spec, far_end=FarEndChoice(FarEndKind.NONE)))

    def open_far(self, spec: LiveSpec) -> Source:
        """Open the far end alone. Raises DeviceError."""
        return open_far_end(spec)

    def open_both(self, spec: LiveSpec) -> Source:
        """Open both sides, as in a call. Raises DeviceError."""
        return open_source(spec)

    def play_sample(self) -> bool:
        """Ask the system to play the demo call, which has voices; return whether it took it."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(resource("demo", "call.flac"))))

    def built_in(self) -> bool:
        """Return whether the built-in recognizer is there."""
        return model_folder() is not None

    def installed(self) -> list[InstalledModel]:
        """Return the Vosk models that are installed."""
        return installed_models(paths().models)

    def offered(self) -> tuple[ModelEntry, ...]:
        """Return the Vosk models that can be installed, the default first."""
        known = catalogue()
        return tuple(sorted(known.model, key=lambda entry: entry.id != known.default))

    def download(self, entry: ModelEntry, settings: DownloadSettings) -> Install:
        """Return the installation of an official model."""
        return lambda report: install_model(entry, paths().models, settings, InstallOptions(progress=report))

    def unpack(self, file: Path, entry: ModelEntry) -> Install:
        """Return the installation of a model's archive that is already on this machine."""
        return lambda report: install_file(file, entry, paths().models, InstallOptions(progress=report))
