"""Wrong usage of the command line in one line: what was wrong with which option, and what it takes.

Place in the flow: `app.boundary` runs the commands through `run_commands`. The library that parses the command line would show a
framed text, some of it in the words of the validator behind it.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import typer
from pydantic import ValidationError

from app import notify
from app.cli.console import harmless
from app.errors import AppError
from app.notify import Level, Message

_WRONG_USAGE: Final = 2
_TOO_MANY: Final = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", re.DOTALL)
_NUMBERS: Final[dict[Any, str]] = {int: "a whole number", float: "a number"}
_VALIDATORS_WORD: Final = "Value error, "


class UnansweredError(AppError):
    """A command asked something, and its input ended before an answer."""

    code = "unanswered"


def run_commands(program: typer.Typer, arguments: Sequence[str] | None) -> int:
    """Run what the arguments ask for (those of the process unless given) and return the exit code.

    Wrong usage is told here and gives 2; raises UnansweredError and KeyboardInterrupt from a question to the user, and whatever
    a command raises.
    """
    given = None if arguments is None else list(arguments)
    try:
        code = program(args=given, prog_name="sotto", standalone_mode=False)
    except typer.TyperException as error:
        if not _is_help(error):  # which is printed already
            notify.door.tell(_told(error))
        return int(getattr(error, "exit_code", _WRONG_USAGE))
    except typer.Abort as error:
        if isinstance(error.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        typer.echo(err=True)  # ends the line of the question
        raise UnansweredError(
            "The question was not answered, so nothing was done.",
            "Run it in a terminal; --yes answers where yes or no is asked.",
        ) from error
    return code if isinstance(code, int) else 0


def _is_help(error: typer.TyperException) -> bool:
    """Say whether the error is the help of a group that was called without a command."""
    return type(error).__name__ == "NoArgsIsHelpError"


def _told(error: typer.TyperException) -> Message:
    context = getattr(error, "ctx", None)
    mend = "" if context is None else f"`{context.command_path} --help` shows what there is."
    return Message(Level.ERROR, _sentence(error), mend)


def _sentence(error: typer.TyperException) -> str:
    if isinstance(error, typer.BadParameter):
        return _of_value(error) if isinstance(error.__cause__, ValidationError) else _of_parameter(error)
    name = getattr(error, "option_name", None)
    if name and error.message.startswith("No such option"):
        near = getattr(error, "possibilities", None)
        return f"There is no option {harmless(name)}{f'; there is {_one_of(sorted(near))}' if near else ''}."
    if name and " requires " in error.message:
        return f"{name} needs a value."
    if too_many := _TOO_MANY.fullmatch(error.message):
        return f"This is more than the command takes: {harmless(too_many['words'])}."
    text = " ".join(error.format_message().split())
    return text if text.endswith((".", "?")) else f"{text}."


def _of_parameter(error: typer.BadParameter) -> str:
    """Return what a command said about a parameter itself, or that one is missing."""
    if error.param is not None and not error.message:
        choices = _choices(error.param)
        return f"{_name(error.param)} is missing{f': {_one_of(choices)}' if choices else ''}."
    text = error.message if error.param_hint is None else f"{error.param_hint}: {error.message}"
    return text[:1].upper() + text[1:]


def _of_value(error: typer.BadParameter) -> str:
    """Return why a value cannot be, in place of the validator's words."""
    assert isinstance(error.__cause__, ValidationError)  # noqa: S101  narrows the type for the reader and the checker
    problem = error.__cause__.errors()[0]
    value = harmless(str(problem["input"]))
    why = _allowed(error.param) or str(problem["msg"]).removeprefix(_VALIDATORS_WORD).rstrip(".")
    return f"{_name(error.param)} cannot be “{value}”: {why}."


def _allowed(parameter: Any) -> str:
    """Return what a parameter takes, nothing where only the validator knows."""
    kind = getattr(parameter, "type_descriptor", None)
    if choices := _choices(parameter):
        return f"choose {_one_of(choices)}"
    if getattr(kind, "is_datetime", False):
        return f"write the day as {parameter.metavar or 'YYYY-MM-DD'}"
    whole = _NUMBERS.get(getattr(kind, "annotation", None), "")
    return whole and f"it takes {whole}{_range(parameter.min, parameter.max)}"


def _range(least: float | None, most: float | None) -> str:
    low, high = (None if end is None else f"{end:,}".removesuffix(".0") for end in (least, most))
    if low is None or high is None:
        return f" from {low} on" if low is not None else f" up to {high}" if high is not None else ""
    return f" from {low} to {high}"


def _choices(parameter: Any) -> list[str]:
    found = getattr(getattr(parameter, "type_descriptor", None), "choices", None)
    return [str(getattr(choice, "value", choice)) for choice in found or ()]


def _one_of(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _name(parameter: Any) -> str:
    """Return how the user writes a parameter: an option with its hyphens, an argument as the help calls it."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name).strip("[]{}.").upper()
