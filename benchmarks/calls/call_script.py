"""The language of scripted calls: one text file in, one checked `CallScript` out.

Place in the flow: the first step of `render.py`; `timeline.py` then gives every line its time. The language is described
in README.md. Nothing here knows sound.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

WORD_RULES = frozenset(
    {
        "own-finances",
        "confidential-info",
        "company-criticism",
        "personal-crisis",
        "coworker-criticism",
        "romantic-interest",
        "viral-risk",
        "customer-discretion",
        "overheard",
        "prying",
        "strong-feelings",
        "other-customers",
        "split-focus",
        "late",
        "excuses",
        "unprepared",
        "competitor-insult",
        "phone-distraction",
        "alienating",
        "risky-activity",
        "gossip",
        "flat-no",
        "dead-end",
        "arguing",
        "fault-finding",
        "all-negative",
    }
)
"""The rules that are heard in the words; the other two (loud voice, interrupting) are in the marks."""
VOICES = frozenset({"joe", "rms", "slt", "awb", "kal", "hts", "joehi", "rmslo", "espeak", "espeakf"})
SAME_SPEAKER = (frozenset({"joe", "joehi"}), frozenset({"rms", "rmslo"}), frozenset({"slt", "hts"}))
"""Voices made of one person's recordings: a call with both would have two sides that sound alike."""
MIN_OVERLAPPED_WORDS = 12
"""A line that somebody speaks into must last some seconds: about 3.5 s at 200 words a minute."""
MIN_LINES, MAX_LINES = 12, 24

_LINE = re.compile(r"(?P<side>[AC])(?P<mark>[!~^]?)(?:\{(?P<rule>[\w-]+)\})?:? (?P<text>\S.*)")
_PAUSE = re.compile(r"\[pause (?P<seconds>\d+(?:\.\d+)?)\]")
_OPTION = re.compile(r"(\w+): (\S+)")
_OPTIONS = frozenset({"agent", "customer", "noise", "bleed", "delay", "drift", "dc", "clip", "swap"})


class ScriptError(Exception):
    """A script that cannot be read; the message names the file and the line."""


class Side(StrEnum):
    """Who speaks."""

    AGENT = "agent"
    CUSTOMER = "customer"


class Mark(StrEnum):
    """How a line relates to the one before it."""

    TURN = ""
    INTERRUPTION = "!"
    BACKCHANNEL = "~"
    SHOUTED = "^"


@dataclass(frozen=True, slots=True)
class Setup:
    """The header: voices and what the recording devices do to the sound."""

    agent_voice: str
    customer_voice: str
    noise_dbfs: float
    """White noise on both channels, RMS."""
    bleed_db: float | None = None
    """Level of the customer in the agent's microphone against the customer's own channel; None: a headset."""
    delay_ms: float = 60.0
    """How late the bleed arrives."""
    drift_ppm: float = 0.0
    """How much slower channel 1's clock runs (parts per million), as with two separate sound cards."""
    dc_offset: float = 0.0
    """Constant added to the agent's microphone, in full scale."""
    clip_dbfs: float | None = None
    """Level at which the agent's microphone overdrives; None: at full scale."""
    swapped: bool = False
    """Whether the customer is channel 0."""

    def voice(self, side: Side) -> str:
        """Return the voice of a side."""
        return self.agent_voice if side is Side.AGENT else self.customer_voice


@dataclass(frozen=True, slots=True)
class Line:
    """One spoken line. `rule` is the id that the whole line breaks, or None."""

    side: Side
    mark: Mark
    rule: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence on both sides."""

    seconds: float


@dataclass(frozen=True, slots=True)
class CallScript:
    """A call as written. `name` is the file's stem."""

    name: str
    setup: Setup
    items: tuple[Line | Pause, ...]


def read(path: Path) -> CallScript:
    """Read one script.

    Raises:
        ScriptError: A header option, a line or a number that the language does not know.
    """
    head, *lines = path.read_text(encoding="utf-8").strip().splitlines()
    items = tuple(_item(f"{path.name}:{number}", line) for number, line in enumerate(lines, start=2))
    return CallScript(path.stem, _setup(path.name, head), items)


def _setup(name: str, head: str) -> Setup:
    """Parse the header line."""
    options = dict(_OPTION.findall(head))
    if unknown := options.keys() - _OPTIONS:
        raise ScriptError(f"{name}: unknown header option {', '.join(sorted(unknown))}.")
    try:
        return Setup(
            agent_voice=options["agent"],
            customer_voice=options["customer"],
            noise_dbfs=float(options["noise"]),
            bleed_db=float(options["bleed"]) if "bleed" in options else None,
            delay_ms=float(options.get("delay", 60)),
            drift_ppm=float(options.get("drift", 0)),
            dc_offset=float(options.get("dc", 0)),
            clip_dbfs=float(options["clip"]) if "clip" in options else None,
            swapped=options.get("swap") == "yes",
        )
    except KeyError as missing:
        raise ScriptError(f"{name}: the header needs {missing.args[0]}.") from None
    except ValueError as wrong:
        raise ScriptError(f"{name}: the header has a value that is no number ({wrong}).") from None


def _item(place: str, line: str) -> Line | Pause:
    """Parse one line below the header."""
    if pause := _PAUSE.fullmatch(line.strip()):
        return Pause(float(pause["seconds"]))
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ScriptError(f"{place}: neither a spoken line nor a pause: {line!r}.")
    side = Side.AGENT if match["side"] == "A" else Side.CUSTOMER
    return Line(side, Mark(match["mark"]), match["rule"], match["text"])


def problems(script: CallScript) -> list[str]:
    """Return what makes a readable script a bad test, one sentence each; empty when it is sound."""
    voices = {script.setup.agent_voice, script.setup.customer_voice}
    found = [f"unknown voice {voice}" for voice in sorted(voices - VOICES)]
    if len(voices) == 1 or voices in SAME_SPEAKER:
        found.append(f"both sides sound alike: {', '.join(sorted(voices))}")
    if not MIN_LINES <= len(script.items) <= MAX_LINES:
        found.append(f"{len(script.items)} lines, not {MIN_LINES} to {MAX_LINES}")
    before: Line | Pause | None = None
    for item in script.items:
        if isinstance(item, Line):
            found += _line_problems(item, before)
        before = item
    return [f"{script.name}: {problem}" for problem in found]


def _line_problems(line: Line, before: Line | Pause | None) -> list[str]:
    """Check one line against the one before it."""
    found = []
    if line.rule is not None and (line.rule not in WORD_RULES or line.side is Side.CUSTOMER):
        found.append(f"no such rule for this side: {line.rule}")
    if re.search(r"[^A-Za-z'.,?! -]", line.text):
        found.append(f"write numbers and signs in words, as they are spoken: {line.text!r}")
    if line.mark not in {Mark.INTERRUPTION, Mark.BACKCHANNEL}:
        return found
    if not isinstance(before, Line) or before.side is line.side or len(before.text.split()) < MIN_OVERLAPPED_WORDS:
        found.append(f"needs a line of {MIN_OVERLAPPED_WORDS} words of the other side before it: {line.text!r}")
    elif line.mark is Mark.INTERRUPTION and before.text[-1] in ".?!":
        found.append(f"the interrupted line must break off in mid-sentence: {before.text!r}")
    return found
