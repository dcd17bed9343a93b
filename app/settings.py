"""All settings of Sotto in one typed, frozen table; each group is declared beside the component it configures.

Place in the flow: `app.settings_file` fills this from the user's TOML file, the commands hand the groups to their
components, the wizard and `sotto settings` show it. There are no defaults anywhere else.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass
from pydantic.fields import FieldInfo

from app.calls.settings import CallSettings
from app.hotkeys.settings import HotkeySettings
from app.overlay.settings import OverlaySettings
from app.review.settings import ReviewSettings
from app.store.settings import StoreSettings
from app.team.settings import TeamSettings
from app.translation.settings import InterfaceSettings
from coaching.settings import CoachingSettings
from speech.echo import EchoSettings
from speech.gate import GateSettings
from speech.listener import ListenerSettings
from speech.models.settings import DownloadSettings
from speech.process.spec import SupervisionSettings
from speech.sources.spec import FarEndChoice, FarEndKind, InputChoice, LiveSpec
from speech.vad import VadSettings

Engine = Literal["auto", "vosk", "moonshine"]
FarEnd = Literal["loopback", "input", "same-device", "none"]


@settings_dataclass(frozen=True)
class ListeningSettings:
    """What is heard, and what turns it into words. Devices are named, never numbered: numbers change with replugging."""

    engine: Annotated[Engine, Field(title="Recognizer")] = "auto"
    """"auto" takes Vosk when a model is installed, else the built-in Moonshine."""
    model: Annotated[str, Field(max_length=200, title="Vosk model: name or folder; empty takes the one installed")] = ""
    microphone: Annotated[str, Field(max_length=300, title="Microphone; empty follows the system")] = ""
    microphone_host_api: Annotated[
        str, Field(max_length=100, title="The microphone's sound system; empty takes the first")
    ] = ""
    microphone_channel: Annotated[int, Field(ge=0, le=63, title="The microphone's channel, from 0")] = 0
    far_end: Annotated[FarEnd, Field(title="Where the customer is heard")] = "loopback"
    """"loopback": what the computer plays; "input": another input device; "same-device": another channel of the
    microphone's device; "none": not at all (what needs two voices is then not measured)."""
    far_end_device: Annotated[str, Field(max_length=300, title="Device of the far end; empty follows the system")] = ""
    far_end_host_api: Annotated[
        str, Field(max_length=100, title="The far end's sound system; empty takes the first")
    ] = ""
    far_end_channel: Annotated[int, Field(ge=0, le=63, title="The far end's channel, from 0")] = 1
    """Counts with "input" and "same-device"."""

    def live_spec(self) -> LiveSpec:
        """Return what `speech` needs to open the devices."""
        return LiveSpec(
            InputChoice(self.microphone or None, self.microphone_host_api or None, self.microphone_channel),
            FarEndChoice(
                FarEndKind(self.far_end),
                self.far_end_device or None,
                self.far_end_host_api or None,
                self.far_end_channel,
            ),
        )


@settings_dataclass(frozen=True)
class RulesSettings:
    """Which rules are in force."""

    folder: Annotated[
        str, Field(max_length=1000, title="Folder of the company's own rule files (empty: beside this file)")
    ] = ""


@settings_dataclass(frozen=True)
class Settings:
    """Every setting; the field names are the tables of the settings file."""

    listening: ListeningSettings = field(default_factory=ListeningSettings)
    rules: RulesSettings = field(default_factory=RulesSettings)
    vad: VadSettings = field(default_factory=VadSettings)
    gate: GateSettings = field(default_factory=GateSettings)
    echo: EchoSettings = field(default_factory=EchoSettings)
    supervision: SupervisionSettings = field(default_factory=SupervisionSettings)
    models: DownloadSettings = field(default_factory=DownloadSettings)
    coaching: CoachingSettings = field(default_factory=CoachingSettings)
    overlay: OverlaySettings = field(default_factory=OverlaySettings)
    calls: CallSettings = field(default_factory=CallSettings)
    hotkeys: HotkeySettings = field(default_factory=HotkeySettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    team: TeamSettings = field(default_factory=TeamSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    interface: InterfaceSettings = field(default_factory=InterfaceSettings)

    def listener(self) -> ListenerSettings:
        """Return the groups that the listener's stages need, together."""
        return ListenerSettings(vad=self.vad, gate=self.gate, echo=self.echo)


@dataclass(frozen=True, slots=True)
class SettingInfo:
    """What is known about one setting: for help, the wizard and error sentences."""

    key: str
    """Dotted: "vad.min_silence_s"."""
    title: str
    unit: str
    default: Any
    allowed: str
    """For people: "0.1 to 3.0 s", "true or false", "auto, vosk or moonshine"."""


def setting_infos() -> tuple[SettingInfo, ...]:
    """Return all settings in the order of the table."""
    return tuple(_infos(Settings, ""))


def value_of(settings: Settings, key: str) -> Any:
    """Return the value at a dotted key; raises AttributeError when there is no such setting."""
    value: Any = settings
    for part in key.split("."):
        value = getattr(value, part)
    return value


def is_group(kind: Any) -> bool:
    """Return whether a field's type is a group of settings rather than a value."""
    return isinstance(kind, type) and dataclasses.is_dataclass(kind)


def fields_of(group: type) -> dict[str, FieldInfo]:
    """Return the fields of a settings group by name."""
    fields: dict[str, FieldInfo] = group.__pydantic_fields__  # type: ignore[attr-defined]
    return fields


def _infos(group: type, prefix: str) -> Iterator[SettingInfo]:
    for name, info in fields_of(group).items():
        if is_group(info.annotation):
            yield from _infos(info.annotation, f"{prefix}{name}.")  # type: ignore[arg-type]
        else:
            yield _info(f"{prefix}{name}", info)


def _info(key: str, info: FieldInfo) -> SettingInfo:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    unit = str(extra.get("unit", ""))
    return SettingInfo(key, info.title or key, unit, info.get_default(call_default_factory=True), _allowed(info, unit))


def _allowed(info: FieldInfo, unit: str) -> str:
    if get_origin(info.annotation) is Literal:
        *first, last = (str(choice) for choice in get_args(info.annotation))
        return f"{', '.join(first)} or {last}" if first else last
    if info.annotation is bool:
        return "true or false"
    if info.annotation is str:
        return "a text in quotes"
    low = max((bound.ge for bound in info.metadata if hasattr(bound, "ge")), default=None)  # a type may have its own
    high = min((bound.le for bound in info.metadata if hasattr(bound, "le")), default=None)
    kind = "a whole number" if info.annotation is int else "a number"
    bounds = {(False, False): kind, (True, False): f"{kind}, {low} or more", (False, True): f"{kind}, {high} or less"}
    return f"{bounds.get((low is not None, high is not None), f'{low} to {high}')} {unit}".strip()
