"""Words of the settings window that the typed settings do not carry: titles of pages, names of choices.

Place in the flow: `plan` asks here, and translates what it shows (`app.translation.texts_in_data` names these texts to
the tools). What is not listed is derived from its key, so nothing new stays without a name.
"""

from typing import Final

_PAGES: Final = {
    "listening": "Sound and recognizer",
    "rules": "Rules",
    "vad": "Hearing speech",
    "gate": "Utterances",
    "echo": "Echo",
    "supervision": "Listener's safety",
    "models": "Model downloads",
    "coaching.cues": "Cues",
    "coaching.interruptions": "Interruptions",
    "coaching.interruptions.turns": "Turns",
    "coaching.loudness": "Loudness",
    "coaching.pace": "Pace",
    "coaching.silence": "Silence",
    "coaching.talk_time": "Talk time",
    "coaching.promises": "Promises",
    "coaching.repairs": "Repairs",
    "coaching.score": "Score",
    "overlay": "Overlay",
    "calls": "Calls",
    "hotkeys": "Hotkeys",
    "interface": "Language",
    "store": "Sessions",
    "review": "Review",
    "team": "Team server",
}
_EVERYDAY: Final = (
    "listening",
    "overlay",
    "calls",
    "hotkeys",
    "store",
    "review",
    "interface",
    "rules",
    "models",
    "coaching.cues",
)
"""Shown first; the rest is for fine tuning."""
_CHOICES: Final = {
    ("listening.engine", "auto"): "Automatic",
    ("listening.engine", "vosk"): "Vosk",
    ("listening.engine", "moonshine"): "Built-in (Moonshine)",
    ("listening.far_end", "loopback"): "What the computer plays",
    ("listening.far_end", "input"): "Another input device",
    ("listening.far_end", "same-device"): "Another channel of the microphone",
    ("listening.far_end", "none"): "Not at all",
    ("interface.language", "auto"): "As the system",
    ("interface.language", "en"): "English",
    ("interface.language", "de"): "German (Deutsch)",
    ("overlay.theme", "system"): "As the system",
    ("overlay.theme", "high-contrast"): "High contrast",
    ("overlay.motion", "system"): "As the system",
    ("overlay.actions", "hover"): "Under the pointer",
    ("store.encryption", "managed"): "Where the company manages this computer",
    ("team.tls", "verify-full"): "By a certificate for its name",
    ("team.tls", "require"): "Encrypted, but any server is believed",
    ("review.role", "agent"): "The agent whose calls they are",
    ("review.role", "supervisor"): "A supervisor",
    ("store.release", "hours"): "After some hours, or once the agent read it",
    ("store.release", "acknowledged"): "Once the agent read it",
}


def page_name(key: str) -> str:
    """Return the English title of a group's page."""
    return _PAGES.get(key) or _plain(key.rpartition(".")[2])


def choice_name(key: str, choice: str) -> str:
    """Return a choice as people read it, in English."""
    return _CHOICES.get((key, choice)) or _plain(choice)


def everyday(key: str) -> bool:
    """Return whether a group is one that people change, rather than one for fine tuning."""
    return key in _EVERYDAY


def everyday_rank(key: str) -> int:
    """Return where a group stands in the list of pages; the rest follows in the settings' own order."""
    return _EVERYDAY.index(key) if key in _EVERYDAY else len(_EVERYDAY)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()
