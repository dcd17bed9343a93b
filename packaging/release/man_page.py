"""The manual page sotto(1), made from the command line itself, so that it names every command and option there is.

Place in the flow: `deb` and the AppImage install it; `python -m release.man_page` prints it.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any, Final

import typer

from app import __version__

_AFTER: Final = r"""
.SH FILES
.TP
.I ~/.config/sotto/settings.toml
Settings of the user; \fBsotto settings show\fR lists them all.
.TP
.I ~/.config/sotto/rules
Rule files of the user.
.TP
.I /etc/sotto/managed.toml
Settings that the company fixes for everybody on this computer.
.TP
.I /etc/sotto/rules
Rule files of the company, below those of the user.
.TP
.I /usr/share/sotto/models
Recognition models for everybody on this computer.
.TP
.I ~/.local/share/sotto
Sessions, reports and models of the user.
.TP
.I ~/.local/state/sotto/log
Records of faults; no spoken word is in them.
.SH ENVIRONMENT
.TP
.B SOTTO_HOME
One folder for settings, data and logs, instead of the usual ones.
.TP
.B SOTTO_CONFIG
Another settings file.
.SH EXIT STATUS
0: done. 1: what was asked for failed; one line on standard error says why and what to do. 2: wrong usage.
.SH SEE ALSO
.BR pactl (1),
.BR parec (1)
"""


def man_page(app: typer.Typer, version: str) -> str:
    """Return the page in the notation of man(7)."""
    command = typer.main.get_command(app)
    parts = [
        f'.TH SOTTO 1 "" "Sotto {_escaped(version)}" "User commands"\n',
        ".SH NAME\nsotto \\- a private, offline, real\\-time coach for phone agents\n",
        ".SH SYNOPSIS\n.B sotto\n[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n",
        (
            ".SH DESCRIPTION\nSotto listens to the agent's microphone and to the far end of a call on this computer, transcribes"
            " the agent\nonly, and shows one short cue when something should be said or done otherwise. Nothing leaves the"
            " computer.\nWithout a display the cues stand in the terminal.\n"
        ),
        ".SH OPTIONS\n",
        *_options(command),
        ".SH COMMANDS\n",
        *_commands(command, "sotto"),
        _AFTER.lstrip("\n"),
    ]
    return "".join(parts)


def _commands(command: Any, path: str) -> Iterator[str]:
    for name, inner in command.commands.items():
        if inner.hidden:
            continue
        if hasattr(inner, "commands"):
            yield from _commands(inner, f"{path} {name}")
            continue
        arguments = " ".join(_argument(given) for given in inner.params if given.param_type_name == "argument")
        yield f".SS {_escaped(f'{path} {name} {arguments}'.strip())}\n{_text(inner.help)}\n"
        yield from _options(inner)


def _options(command: Any) -> Iterator[str]:
    for given in command.params:
        if given.param_type_name != "option" or given.hidden:
            continue
        names = ", ".join(_escaped(name) for name in (*given.opts, *given.secondary_opts))
        value = "" if given.is_flag else f" \\fI{_escaped(given.metavar or given.name.upper())}\\fR"
        yield f".TP\n\\fB{names}\\fR{value}\n{_text(given.help)}\n"


def _argument(given: Any) -> str:
    name = (given.metavar or given.name.upper()).strip("[]")
    return name if given.required else f"[{name}]"


def _text(text: str | None) -> str:
    plain = re.sub(r"\[/?[a-z ]+\]", "", text or "")
    return _escaped(" ".join(plain.split())) or "No further description."


def _escaped(text: str) -> str:
    """Escape what roff would read as a command; a hyphen stays one that can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def main() -> int:
    """Print the page."""
    from app.cli.main import app  # noqa: PLC0415  (loads every command)

    sys.stdout.write(man_page(app, __version__))
    return 0


if __name__ == "__main__":
    sys.exit(main())
