"""A live session in a terminal: the transcript as it is spoken, one cue as a card, level and balance in a calm line.

Place in the flow: `app.cli.live` folds the session's events into a `LiveState` and draws `screen(state)` a few times a
second. Shapes carry the meaning of a cue, colour only supports it, as in the overlay.
"""

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from app.live_state import LiveState
from app.reports.timeline import clock
from coaching.events import Cue, CueKind
from speech.events import Side

COLOURS = {
    CueKind.TURN: "#e69f00",
    CueKind.WORDS: "#d55e00",
    CueKind.PRAISE: "#009e73",
    CueKind.PROMISE: "#56b4e9",
}
"""Of DESIGN's palette: they stay apart for colour-blind eyes."""
SHAPES = {CueKind.TURN: "▲", CueKind.WORDS: "⬢", CueKind.PRAISE: "★", CueKind.PROMISE: "◷"}
_AGENT, _CUSTOMER = "#56a8e0", "#9aa4b0"
_BARS = " ▁▂▃▄▅▆▇█"
_QUIET_DBFS, _LOUD_DBFS = -60.0, -6.0
_BALANCE_CELLS = 24
_CARD_LINES = 5
"""Kept free when there is no card, so that nothing jumps."""


_MEASURE = Console(width=200)
"""Only measures how wide characters are."""


def screen(state: LiveState, *, width: int, height: int) -> RenderableType:
    """Return the whole view for a terminal of `width` columns and `height` rows."""
    room = max(3, height - _CARD_LINES - 5)
    return Group(
        _header(state), Rule(style="dim"), _transcript(state, width, room), _card(state.cue, width), _status(state)
    )


def _header(state: LiveState) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append("Sotto", style="bold")
    if state.started is None:
        return text.append("  getting ready…", style="dim")
    started = state.started
    length = f" / {clock(started.duration_s)}" if started.duration_s is not None else ""
    text.append(f"  {started.source}   {clock(state.now_s)}{length}   {started.engine} ({started.model})", style="dim")
    return text


def _transcript(state: LiveState, width: int, room: int) -> Text:
    blocks = [_line(clock(line.at_s), line.text, "", width) for line in state.lines]
    if state.standing or state.changing:
        blocks.append(_line("now", state.standing, state.changing, width))
    rows = [row for block in blocks for row in block][-room:]
    return Text("\n").join([*rows, *[Text() for _ in range(room - len(rows))]])


def _line(at: str, standing: str, changing: str, width: int) -> list[Text]:
    """Wrap one utterance beside its time."""
    text = Text(standing)
    if changing:
        text.append((" " if standing else "") + changing, style="dim italic")
    rows = text.wrap(_MEASURE, max(20, width - 9))
    return [Text.assemble((f"{at if index == 0 else '':>6}  ", "dim"), row) for index, row in enumerate(rows)]


def _card(cue: Cue | None, width: int) -> RenderableType:
    if cue is None:
        return Text("\n" * (_CARD_LINES - 1))
    colour = COLOURS[cue.kind]
    body = Text()
    body.append(f"{SHAPES[cue.kind]}  {cue.headline}\n", style=f"bold {colour}")
    body.append(_shortened(f"   {cue.say_instead}", width - 6) + "\n")
    evidence = cue.evidence if cue.kind is CueKind.TURN else f"“{cue.evidence}”"
    body.append(_shortened(f"   {evidence}  {clock(cue.at_s)}", width - 6), style="dim")
    return Panel(body, box=box.ROUNDED, border_style=colour, width=min(width, 92), padding=(0, 1))


def _status(state: LiveState) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    if state.notice:
        return text.append(state.notice, style="yellow")
    text.append("mic ", style="dim").append(_level(state.agent_dbfs), style=_AGENT)
    for side, name, style in ((Side.AGENT, "you", _AGENT), (Side.CUSTOMER, "customer", _CUSTOMER)):
        speaking = state.talk[side].since_s is not None
        text.append("   ").append("●" if speaking else "○", style=style).append(
            f" {name}", style="" if speaking else "dim"
        )
    if (share := state.agent_share) is not None:
        mine = round(share * _BALANCE_CELLS)
        text.append("   talk ", style="dim").append("━" * mine, style=_AGENT).append(
            "━" * (_BALANCE_CELLS - mine), style=_CUSTOMER
        )
        text.append(f" {share:.0%} you", style="dim")
    if state.echo is not None and state.echo.detected:
        text.append("   echo removed" if state.echo.cancelling else "   the microphone hears the customer", style="dim")
    return text


def _level(dbfs: float) -> str:
    share = min(1.0, max(0.0, (dbfs - _QUIET_DBFS) / (_LOUD_DBFS - _QUIET_DBFS)))
    full = round(share * 8 * 4)
    return "".join(_BARS[min(8, max(0, full - 8 * cell))] for cell in range(4))


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(1, width - 1)].rstrip() + "…"
