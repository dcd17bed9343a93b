"""Shared by the wizard's tests: a machine without sound cards and networks, and sources made of the demo call."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication

from app.managed import Managed
from app.paths import resource
from app.settings import Settings
from app.wizard.draft import Draft
from app.wizard.machine import Machine
from app.wizard.model_install import Install
from app.wizard.sound_watch import SoundWatch
from app.wizard.window import WizardWindow
from speech.audio import CHUNK_SAMPLES, Samples
from speech.devices import FarEndDevice, InputDevice
from speech.errors import DeviceError
from speech.models.catalogue import ModelEntry
from speech.models.settings import DownloadSettings
from speech.models.store import InstalledModel
from speech.sources.base import Chunk, DeviceChange, Source, SourceInfo
from speech.sources.spec import FarEndChoice, FarEndKind, LiveSpec
from speech.vad import VadSettings

HEADSET = InputDevice("Headset", "ALSA", 1, 16_000.0, is_default=True)
DESK = InputDevice("Desk microphone", "ALSA", 2, 48_000.0, is_default=False)
SPEAKERS = FarEndDevice(FarEndChoice(FarEndKind.LOOPBACK), "What the speakers play", is_default=True)


class ChunkSource:
    """A source of given samples, as fast as it is read."""

    def __init__(
        self, near: Samples, far: Samples | None = None, name: str = "Headset", changes: tuple[DeviceChange, ...] = ()
    ) -> None:
        """Deliver whole chunks."""
        self.info = SourceInfo(name, far is not None, None)
        self.closed = False
        self._near, self._far, self._at, self._changes = near, far, 0, changes

    def read(self) -> Chunk | None:
        """Return the next 20 ms."""
        start, end = self._at, self._at + CHUNK_SAMPLES
        if end > len(self._near):
            return None
        self._at = end
        changes, self._changes = self._changes, ()
        return Chunk(start, self._near[start:end], None if self._far is None else self._far[start:end], (), changes)

    def close(self) -> None:
        """Note it."""
        self.closed = True


@pytest.fixture(scope="session")
def voices() -> tuple[Samples, Samples]:
    """Return the demo call's first forty seconds: the agent, then the customer, 16 kHz."""
    audio, rate = soundfile.read(resource("demo", "call.flac"), dtype="float32", always_2d=True)
    assert rate == 16_000
    return np.ascontiguousarray(audio[: 40 * rate, 0]), np.ascontiguousarray(audio[: 40 * rate, 1])


@pytest.fixture
def far_voice(voices: tuple[Samples, Samples]) -> Samples:
    """Return eleven seconds in which the customer speaks most of the time."""
    customer = voices[1]
    energy = [float(np.square(customer[i : i + 176_000]).sum()) for i in range(0, len(customer) - 176_000, 16_000)]
    best = 16_000 * int(np.argmax(energy))
    return customer[best : best + 176_000]


@pytest.fixture
def near_voice(voices: tuple[Samples, Samples]) -> Samples:
    """Return the agent's side."""
    return voices[0]


@dataclass
class FakeMachine(Machine):
    """Stands in for sound cards, the network and the usual files."""

    levels_file: Path
    places_file: Path
    there: tuple[InputDevice, ...] = (HEADSET, DESK)
    found: tuple[FarEndDevice, ...] = (SPEAKERS,)
    source: Callable[[], Source] | None = None
    opened: list[LiveSpec] = field(default_factory=list)
    models: list[InstalledModel] = field(default_factory=list)
    has_built_in: bool = True
    installing: Install | None = None
    plays: bool = True

    def inputs(self, *, fresh: bool = False) -> tuple[InputDevice, ...]:
        """Return the microphones."""
        return self.there

    def far_ends(self, inputs: tuple[InputDevice, ...]) -> tuple[FarEndDevice, ...]:
        """Return the far ends."""
        return self.found

    def open_near(self, spec: LiveSpec) -> Source:
        """Open the source, or refuse."""
        self.opened.append(spec)
        if self.source is None:
            raise DeviceError("Headset is busy.", "Close the other program.")
        return self.source()

    open_far = open_both = open_near

    def play_sample(self) -> bool:
        """Say whether it plays."""
        return self.plays

    def built_in(self) -> bool:
        """Say whether it is there."""
        return self.has_built_in

    def installed(self) -> list[InstalledModel]:
        """Return the models."""
        return self.models

    def download(self, entry: ModelEntry, settings: DownloadSettings) -> Install:
        """Return the installation."""
        assert self.installing is not None
        return self.installing

    def unpack(self, file: Path, entry: ModelEntry) -> Install:
        """Return the installation."""
        assert self.installing is not None
        return self.installing


@pytest.fixture
def machine(tmp_path: Path) -> FakeMachine:
    """Give a machine with two microphones and a loudspeaker that cannot be opened."""
    return FakeMachine(tmp_path / "levels.json", tmp_path / "places.json")


@pytest.fixture
def draft() -> Draft:
    """Give answers over the defaults."""
    return Draft(Settings(), Managed())


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[SoundWatch]:
    """Give something that listens, and stop it."""
    made = SoundWatch(VadSettings())
    yield made
    made.stop()
    made.join()


@pytest.fixture
def wizard(qapp: QApplication, qtbot: object, draft: Draft, machine: FakeMachine, tmp_path: Path) -> WizardWindow:
    """Give a wizard on its first page."""
    window = WizardWindow(draft, machine, tmp_path / "settings.toml", tmp_path / "set-up.json")
    qtbot.addWidget(window, before_close_func=lambda made: made.done(0))  # type: ignore[attr-defined]
    return window


@pytest.fixture
def chunk_source() -> type[ChunkSource]:
    """Give the maker of sources."""
    return ChunkSource
