"""The two ends of the command line: results on standard output, everything else on standard error.

Place in the flow: commands print results through `out()`; progress, messages and prompts go through `err()`, so that
`--json -` stays clean. `show_message` is the view that `app.notify` gets in the command line.
"""

import sys

from rich.console import Console

from app.notify import Level, Message

_STYLES = {Level.INFO: "", Level.WARNING: "yellow", Level.ERROR: "bold red"}
_PLAIN_WIDTH = 1_000
"""Files and pipes have no width: do not break their lines."""


_ACTING = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {ord("\n"), ord("\t")}, "\N{REPLACEMENT CHARACTER}")


def harmless(text: str) -> str:
    """Return a text of somebody else's (a bundle's, a name's) without the signs that a terminal acts on."""
    return text.translate(_ACTING)


def out() -> Console:
    """Return a console on standard output as it is now."""
    return _console(stderr=False)


def err() -> Console:
    """Return a console on standard error as it is now."""
    return _console(stderr=True)


def show_message(message: Message) -> None:
    """Write one message to standard error, in one line."""
    if sys.stderr is None:  # windowed programs have none
        return
    prefix = "" if message.level is Level.INFO else f"{message.level}: "
    err().print(f"{prefix}{message}", style=_STYLES[message.level], markup=False, highlight=False, soft_wrap=True)


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream is not None and stream.isatty() else _PLAIN_WIDTH
    # No markup: names of devices, agents and settings may hold brackets.
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)
