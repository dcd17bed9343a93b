"""What was answered so far: shared by the wizard's pages, written to the settings file at the end.

Place in the flow: pages put answers in and read those of earlier pages. No Qt.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from app import settings_file
from app.managed import Managed
from app.settings import ListeningSettings, Settings, value_of
from speech.sources.spec import FarEndChoice, LiveSpec


class Draft:
    """Answers by dotted key, over the settings that hold."""

    def __init__(self, settings: Settings, managed: Managed) -> None:
        """Start with what holds already."""
        self.settings, self._managed = settings, managed
        self._answers: dict[str, Any] = {}

    def value(self, key: str) -> Any:
        """Return what was answered, else what holds."""
        return self._answers.get(key, value_of(self.settings, key))

    def put(self, key: str, value: Any) -> None:
        """Take an answer; what the company fixed stays."""
        if not self.locked(key):
            self._answers[key] = value

    def put_far_end(self, choice: FarEndChoice) -> None:
        """Take where the customer is heard."""
        self.put("listening.far_end", str(choice.kind))
        self.put("listening.far_end_device", choice.name or "")
        self.put("listening.far_end_host_api", choice.host_api or "")
        self.put("listening.far_end_channel", choice.channel)

    def locked(self, key: str) -> str:
        """Return why a setting cannot be changed here, "" when it can."""
        return self._managed.reason(key)

    @property
    def listening(self) -> ListeningSettings:
        """The listening settings as answered so far."""
        answered = {
            key.partition(".")[2]: value for key, value in self._answers.items() if key.startswith("listening.")
        }
        return replace(self.settings.listening, **answered)

    @property
    def spec(self) -> LiveSpec:
        """The devices as answered so far."""
        return self.listening.live_spec()

    def store(self, file: Path) -> Settings:
        """Write what differs from what holds. Raises SettingsError or OSError."""
        changes = {key: value for key, value in self._answers.items() if value != value_of(self.settings, key)}
        return settings_file.store(file, changes, self._managed) if changes else self.settings
