"""Checks a TOML text against the typed settings, to the last key; a mistake is one sentence with file, line and key.

Place in the flow: `app.settings_file` checks the user's file with it, `app.managed` the company's. Pure: text in,
settings or SettingsError out.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.errors import SettingsError
from app.settings import Settings, fields_of, is_group, setting_infos
from coaching.rulebook.toml_lines import toml_line

_ADAPTER = TypeAdapter(Settings)
_BARE_KEY = re.compile(r"[\w-]+")


def read_table(text: str, file: Path) -> dict[str, Any]:
    """Return the tables of `text`; `file` is only named in errors. Raises SettingsError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{file} is not valid TOML: {error}.", "Mend that place, or delete the file to use the defaults."
        ) from None


def check(text: str, file: Path, *, typed: Collection[str] = ()) -> Settings:
    """Return the settings that `text` holds; `file` is only named in errors. Raises SettingsError.

    `typed`: dotted keys whose values the user gives just now and that no file holds yet: no place is named for them.
    """
    table = read_table(text, file)
    for path, near in _unknown_keys(table, Settings, ()):
        raise SettingsError(f"{place(text, file, path)}: there is no setting {_spelled(path)}.", near)
    try:
        return build(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = tuple(str(part) for part in first["loc"])
        key = ".".join(path)
        where = "" if key in typed else f"{place(text, file, path)}: "
        raise SettingsError(f"{where}{_what_is_wrong(key, first)}", _allowed(key, first["type"])) from None


def build(table: Mapping[str, Any]) -> Settings:
    """Return the settings of tables that were checked. Raises pydantic's ValidationError."""
    return _ADAPTER.validate_python(table)


def leaves(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each setting of checked tables: dotted key and value."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def place(text: str, file: Path, path: tuple[str, ...]) -> str:
    """Return where a key stands, for people: file and line, the file alone where the line is not known."""
    line = toml_line(text, path)
    return str(file) if line is None else f"{file}, line {line}"


def is_table(key: str) -> bool:
    """Return whether the dotted key names a group of settings, not one setting."""
    return any(info.key.startswith(f"{key}.") for info in setting_infos())


def _unknown_keys(
    table: Mapping[str, Any], group: type, above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    fields = fields_of(group)
    for name, value in table.items():
        if name not in fields:
            near = get_close_matches(name, fields, n=1, cutoff=0.5)
            hint = f"Did you mean {'.'.join((*above, near[0]))}?" if near else f"There are: {', '.join(fields)}."
            yield (*above, name), hint
        elif is_group(kind := fields[name].annotation) and isinstance(value, Mapping):
            yield from _unknown_keys(value, kind, (*above, name))  # type: ignore[arg-type]


def _spelled(path: tuple[str, ...]) -> str:
    """Write a key as TOML does: odd names in quotes, so that it stays one line."""
    return ".".join(part if _BARE_KEY.fullmatch(part) else repr(part) for part in path)


def _what_is_wrong(key: str, error: Mapping[str, Any]) -> str:
    if error["type"] == "value_error":  # a check of our own, with sentences of its own
        return f"{key}: {' '.join(str(error['ctx']['error']).split())}"
    if is_table(key):
        return f"{key} must be a table."
    return f"{key} cannot be {error['input']!r}."


def _allowed(key: str, mistake: str = "") -> str:
    if mistake == "value_error":
        return ""
    info = next((info for info in setting_infos() if info.key == key), None)
    if info and mistake.startswith("int_"):  # pydantic's names; the bounds alone would seem to allow 1.5
        return f"Allowed: {info.allowed}, a whole number."
    return f"Allowed: {info.allowed}." if info else f"Write it as [{key}] with its settings below."
