"""The states of the overlay that the gallery shows, each made of the events that would bring it about."""

# ruff: noqa: FBT003, PLR0917, RUF001  (Qt's names, positions in a drawing, typographic text)

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from app.overlay import view_model
from app.overlay.state import CueAction, Held, OverlayState
from app.overlay.wording import RuleReason
from app.session import SessionEvent
from coaching.events import (
    AgendaChanged,
    AgendaMark,
    Cue,
    CueKind,
    DetectionWithdrawn,
    Praise,
    PromiseChanged,
    Severity,
)
from speech.events import (
    ClockAdvanced,
    EchoMeasured,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    Word,
)

REASONS = {
    "dead-end": RuleReason(
        "No dead ends",
        "A customer who hears that nothing can be done has no reason to stay; there is always a next step",
    ),
}


@dataclass(frozen=True)
class Scene:
    """One picture: what happened, and how the window stands."""

    name: str
    caption: str
    state: OverlayState
    hovered: bool = False
    keyboard: bool = False
    """Worked by keyboard: the first button has the focus."""
    themes: tuple[str, ...] = field(default=("dark", "light", "high-contrast"))


def cue(kind: CueKind, headline: str, say: str, evidence: str, at_s: float = 302.0, number: int = 1) -> Cue:
    """Return a shown cue."""
    rule = {CueKind.TURN: "interrupting", CueKind.WORDS: "dead-end", CueKind.PRAISE: "praise", CueKind.PROMISE: "late"}
    return Cue(number, rule[kind], kind, Severity.NORMAL, at_s, headline, say, evidence, number, True, None)


TURN = cue(
    CueKind.TURN, "Let them finish", "Note your point. Then: “Please go on, I’m listening.”",
    "talked over the customer for 1.1 s", 271.0, 1,
)  # fmt: skip
WORDS = cue(
    CueKind.WORDS, "Offer a next step", "“I’ll ask our specialist to call you before five today.”",
    "there isn’t anything more I can do", 302.0, 2,
)  # fmt: skip
PRAISE = cue(CueKind.PRAISE, "Nice recovery", "You gave them a way forward.", "", 309.0, 3)
PROMISE = cue(
    CueKind.PROMISE, "Two minutes nearly up", "“Thank you for waiting. I need one more minute, is that all right?”",
    "you promised “two minutes” 1:40 ago", 420.0, 4,
)  # fmt: skip
GERMAN = cue(
    CueKind.WORDS, "Berufsunfähigkeitsversicherungsangelegenheiten weitergeben",
    "„Selbstverständlich kümmere ich mich persönlich darum und lasse Ihnen die Datenschutzgrundverordnungskonformitäts"
    "bescheinigung noch heute Nachmittag zukommen.“",
    "da kann ich Ihnen beim besten Willen leider überhaupt nicht mehr weiterhelfen, tut mir wirklich leid", 302.0, 5,
)  # fmt: skip
HEBREW = cue(
    CueKind.WORDS, "הציעו את הצעד הבא", "“אבקש מהמומחה שלנו להתקשר אליך עוד היום לפני חמש.”",
    "אין שום דבר נוסף שאני יכול לעשות", 302.0, 6,
)  # fmt: skip
ARABIC = cue(
    CueKind.TURN,
    "دعهم يكملون كلامهم",
    "دوّن ملاحظتك، ثم قل: “تفضل، أنا أستمع إليك.”",
    "تحدثت فوق كلام العميل 1.1 ث",
    271.0,
    7,
)


LONG = cue(
    CueKind.TURN, "Others may be heard near you", "Move a little, or lower your voice. Then: “One moment please, I will find a quieter "
    "place so that what you tell me stays between the two of us.”",
    "two other voices near your microphone for 6.4 s while the customer told an account number", 271.0, 8,
)  # fmt: skip
AGENDA = AgendaChanged(
    300.0,
    (
        AgendaMark("own-name", "own name", "spoken", "opening"),
        AgendaMark("own-1", "order number", "spoken", "before-closing"),
        AgendaMark("own-2", "refund date", "open", "before-closing"),
        AgendaMark("own-3", "recording notice", "missing", "opening"),
    ),
)
TWO_MINUTES = PromiseChanged(300.0, 300.0, "two minutes", 420.0, "waiting")
BY_FIVE = PromiseChanged(200.0, 200.0, "call you back by five", None, "after-call")


def listening(at_s: float, agent_s: float = 80.0, customer_s: float = 105.0) -> OverlayState:
    """Return a session that has gone well until `at_s`."""
    return after(
        OverlayState(),
        SessionStarted(0.0, "Headset", True, "vosk", "vosk-model-small-en-us-0.15", "0.3.45", "Vosk is installed."),
        SpeechEnded(at_s, Side.AGENT, 0.0, agent_s),
        SpeechEnded(at_s, Side.CUSTOMER, 0.0, customer_s),
        LevelMeasured(at_s, Side.AGENT, 0.1, -28.0, -12.0, True),
    )


def after(state: OverlayState, *events: object) -> OverlayState:
    """Return the state after these events."""
    for event in events:
        state = view_model.advance(state, event)  # type: ignore[arg-type]
    return state


def transcript() -> tuple[object, ...]:
    """Return two utterances: one finished, one still changing."""
    said = [
        "i",
        "can",
        "see",
        "the",
        "parcel",
        "left",
        "our",
        "depot",
        "on",
        "monday",
        "and",
        "it",
        "should",
        "be",
        "with",
    ]
    words = tuple(Word(word, index * 0.3, index * 0.3 + 0.25) for index, word in enumerate(said))
    return (
        FinalTranscript(398.0, 1, words[:3], "Let me look at that for you."),
        PartialTranscript(400.0, 2, words, 11),
    )


def terminal_events() -> list[SessionEvent]:
    """Return the end of a call as the terminal view shows it."""
    said = (
        "Good afternoon, Northwind Home, this is Ann.",
        "Let me look at that for you. I can see the parcel left our depot on Monday.",
        "I’m afraid there isn’t anything more I can do.",
    )
    finals = [
        FinalTranscript(280.0 + 10 * index, index, (Word("yes", 276.0 + 10 * index, 279.0),), text)
        for index, text in enumerate(said)
    ]
    going_on = tuple(
        Word(word, 304.0 + index, 304.5 + index) for index, word in enumerate(["although", "i", "can", "ask", "our"])
    )
    return [
        SessionStarted(0.0, "Headset", True, "vosk", "small-en-us-0.15", "0.3.45", "Vosk is installed."),
        SpeechEnded(250.0, Side.AGENT, 0.0, 80.0),
        SpeechEnded(250.0, Side.CUSTOMER, 0.0, 105.0),
        *finals,
        WORDS,
        PartialTranscript(304.0, 9, going_on, 3),
        LevelMeasured(304.0, Side.AGENT, 0.1, -28.0, -12.0, speaking=True),
    ]


def scenes() -> list[Scene]:
    """Return every scene of the gallery."""
    calm = listening(252.0)
    talked = after(listening(400.0), TURN, WORDS, Praise(309.0, "next-step", 305.0, 309.0, "", 2), PRAISE)
    told = view_model.faded(talked, 3)
    wide: Callable[[OverlayState], OverlayState] = lambda state: replace(state, expanded=True)  # noqa: E731
    reading = after(view_model.transcribing(wide(told), on=True), *transcript())
    one_voice = after(replace(calm, has_customer=False), ClockAdvanced(253.0))
    waits = after(listening(382.0), TWO_MINUTES, ClockAdvanced(382.0))
    busy = after(told, AGENDA, BY_FIVE, TWO_MINUTES, ClockAdvanced(382.0))
    lost = SourceChanged(253.0, Side.AGENT, "Headset", False)
    swapped = EchoMeasured(254.0, -3.2, detected=True, cancelling=False, converged=False, far_repeats=True)
    bleeding = EchoMeasured(254.0, -3.2, detected=True, cancelling=True, converged=False)
    return [
        Scene("idle", "Between calls", view_model.resting(calm)),
        Scene("waiting", "Before the first sound", OverlayState()),
        Scene("listening", "Listening: one calm line, nothing else", calm),
        Scene("listening-hover", "Under the pointer: pause, more, end", calm, hovered=True),
        Scene("turn", "Turn-taking (amber, triangle)", after(listening(271.0), TURN)),
        Scene("words", "Words (vermilion, octagon)", after(listening(302.0), WORDS)),
        Scene("words-hover", "On hover: what you can do with it", after(listening(302.0), WORDS), hovered=True),
        Scene("why", "“Why?” opens the rule", view_model.acted(after(listening(302.0), WORDS), 2, CueAction.WHY), hovered=True),
        Scene("praise", "Praise (green, star): as quiet as a cue", after(listening(309.0), PRAISE)),
        Scene("promise", "Promise (blue, clock): before it runs out", after(listening(420.0), PROMISE)),
        Scene("countdown", "The customer waits: a promised time runs", waits),
        Scene("held", "On hold", view_model.held(waits, Held.ON_HOLD)),
        Scene("muted", "Muted", view_model.held(calm, Held.MUTED)),
        Scene("paused", "Paused: nobody is told", view_model.paused(calm, on=True)),
        Scene("problem", "Problem: one line and an action", after(replace(calm, can_choose=True), lost)),
        Scene("problem-recording", "Where none can be chosen", after(calm, lost)),
        Scene("far-end", "The far end is lost", after(calm, replace(lost, side=Side.CUSTOMER))),
        Scene("swapped", "Microphone and call in each other’s place", after(replace(calm, can_choose=True), swapped)),
        Scene("failed", "Cannot go on", view_model.failed(
            calm, "The listener stopped three times in a minute. Restart Sotto; `sotto doctor` tells more."
        )),
        Scene("expanded", "Expanded: on request only", wide(busy)),
        Scene("keyboard", "By keyboard, when asked for", after(listening(302.0), WORDS), keyboard=True),
        Scene("expanded-empty", "Expanded, nothing happened yet", wide(after(calm, DetectionWithdrawn(253.0, 9, "revised")))),
        Scene("expanded-cue", "Expanded, with a cue", wide(after(told, PROMISE))),
        Scene("transcript", "Your words (off by default)", reading),
        Scene("limits", "What was not measured, said", wide(after(replace(one_voice, seen_when_sharing=True), bleeding))),
        Scene("ended", "The call is over", after(calm, SessionEnded(400.0, complete=True))),
        Scene("long", "Long text", after(listening(271.0), LONG), hovered=True),
        Scene("german", "German compounds wrap and break", after(listening(302.0), GERMAN), hovered=True),
        Scene("hebrew", "Right to left (Hebrew)", after(listening(302.0), HEBREW), hovered=True),
        Scene("arabic", "Right to left (Arabic)", after(listening(271.0), ARABIC)),
        Scene("hour", "More than an hour", after(listening(252.0), ClockAdvanced(4000.0))),
    ]  # fmt: skip
