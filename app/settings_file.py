"""The settings file: read, checked to the last key, and changed without losing the user's comments.

Place in the flow: `load` runs at the start of every command; `change` serves `sotto settings set` and the wizard. A
mistake is one sentence that names file, line and key and says what is allowed. Values never come from anywhere else.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomlkit
import tomlkit.exceptions
from pydantic import TypeAdapter, ValidationError
from tomlkit.items import AbstractTable

from app.errors import SettingsError
from app.settings import SettingInfo, Settings, fields_of, is_group, setting_infos
from coaching.rulebook.toml_lines import toml_line

_ADAPTER = TypeAdapter(Settings)
_BARE_KEY = re.compile(r"[\w-]+")


def load(file: Path, *, must_exist: bool = False) -> Settings:
    """Read and check the settings file; without one the defaults hold.

    `must_exist`: True when the user named the file. Raises SettingsError naming file, line, key and what is allowed.
    """
    text = _read(file)
    if text is None:
        if must_exist:
            raise SettingsError(
                f"There is no settings file {file}.", "Check the name, or leave it out to use the defaults."
            )
        return Settings()
    return parse(text, file)


def parse(text: str, file: Path) -> Settings:
    """Return the settings that `text` holds; `file` is only named in errors. Raises SettingsError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{file} is not valid TOML: {error}.", "Mend that place, or delete the file to use the defaults."
        ) from None
    for path, near in _unknown_keys(table, Settings, ()):
        raise SettingsError(f"{_place(text, file, path)}: there is no setting {_spelled(path)}.", near)
    try:
        return _ADAPTER.validate_python(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = tuple(str(part) for part in first["loc"])
        raise SettingsError(
            f"{_place(text, file, path)}: {_what_is_wrong('.'.join(path), first)}", _allowed(".".join(path))
        ) from None


def change(file: Path, key: str, value: str) -> Settings:
    """Set one setting in the file (made when it is not there), keeping comments and order; return what then holds.

    `value` is as typed by the user: TOML where it reads as TOML, else a text. Raises SettingsError, and leaves the file
    as it was, when key or value is not valid.
    """
    info = _known(key)
    document = tomlkit.parse(_read(file) or "")
    *groups, name = key.split(".")
    table: Any = document
    for group in groups:
        if not isinstance(table.get(group), AbstractTable):
            table[group] = tomlkit.table()
        table = table[group]
    table[name] = _typed(value, info)
    text = tomlkit.dumps(document)
    settings = parse(text, file)
    _write(file, text)
    return settings


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{file} is not UTF-8 text (byte {error.start}).", "Save it as UTF-8, or delete it to use the defaults."
        ) from None


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.new")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, file)  # noqa: PTH105  (atomic: never half a settings file)


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


def _known(key: str) -> SettingInfo:
    infos = {info.key: info for info in setting_infos()}
    if key in infos:
        return infos[key]
    near = get_close_matches(key, infos, n=1, cutoff=0.4)
    raise SettingsError(
        f"There is no setting {key}.", f"Did you mean {near[0]}?" if near else "`sotto settings show` lists them all."
    )


def _typed(value: str, info: SettingInfo) -> Any:
    if isinstance(info.default, str):
        return value
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return value


def _place(text: str, file: Path, path: tuple[str, ...]) -> str:
    line = toml_line(text, path)
    return str(file) if line is None else f"{file}, line {line}"


def _what_is_wrong(key: str, error: Mapping[str, Any]) -> str:
    if is_table(key):
        return f"{key} must be a table."
    return f"{key} cannot be {error['input']!r}."


def is_table(key: str) -> bool:
    """Return whether the dotted key names a group of settings, not one setting."""
    return any(info.key.startswith(f"{key}.") for info in setting_infos())


def _allowed(key: str) -> str:
    info = next((info for info in setting_infos() if info.key == key), None)
    return f"Allowed: {info.allowed}." if info else f"Write it as [{key}] with its settings below."
