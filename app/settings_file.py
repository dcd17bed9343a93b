"""The settings file: read, checked to the last key, and changed without losing the user's comments.

Place in the flow: `load` runs at the start of every command and lays what the company fixes (`app.managed`) over it;
`change` serves `sotto settings set`, `store` the settings window and the wizard. A mistake is one sentence that names
file, line and key and says what is allowed. Values never come from anywhere else.
"""

import os
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AbstractTable

from app.errors import SettingsError
from app.hotkeys.actions import shared, shared_problem
from app.managed import Managed, load_managed
from app.settings import SettingInfo, Settings, setting_infos, value_of
from app.settings_check import build, check, is_table, read_table
from app.translation.words import translate


def load(file: Path, *, must_exist: bool = False, managed: Managed | None = None) -> Settings:
    """Read and check the settings file; without one the defaults hold. What is managed wins over it.

    `must_exist`: True when the user named the file. `managed`: what the company fixes, this machine's when left out.
    Raises SettingsError naming file, line, key and what is allowed.
    """
    managed = load_managed() if managed is None else managed
    text = _read(file)
    if text is None and must_exist:
        raise SettingsError(
            f"There is no settings file {file}.", "Check the name, or leave it out to use the defaults."
        )
    return _layered(text or "", file, managed)


def parse(text: str, file: Path) -> Settings:
    """Return the settings that `text` alone holds; `file` is only named in errors. Raises SettingsError."""
    return check(text, file)


def change(file: Path, key: str, value: str, managed: Managed | None = None) -> Settings:
    """Set one setting in the file (made when it is not there), keeping comments and order; return what then holds.

    `value` is as typed by the user: TOML where it reads as TOML, else a text. Raises SettingsError, and leaves the file
    as it was, when key or value is not valid, or the company fixed it.
    """
    return store(file, {key: _typed(value, _known(key))}, managed, keep_defaults=True)


def store(
    file: Path, values: Mapping[str, Any], managed: Managed | None = None, *, keep_defaults: bool = False
) -> Settings:
    """Set several settings at once, by dotted key, keeping comments and order; return what then holds.

    A value that is the default is taken out of the file, so that later versions may improve on it, unless
    `keep_defaults`. Raises SettingsError, and leaves the file as it was, when a key or value is not valid or is managed.
    """
    managed = load_managed() if managed is None else managed
    before = _read(file) or ""
    parse(before, file)  # a mistake that is there already is told first
    document = tomlkit.parse(before)
    for key, value in values.items():
        info = _known(key)
        if key in managed.values:
            fixed = translate("Settings", "{setting} cannot be changed: {place} sets it for this computer.")
            raise SettingsError(
                fixed.format(setting=key, place=managed.places[key]), translate("Settings", "Ask your company's IT.")
            )
        _put(document, key, None if value == info.default and not keep_defaults else value)
    text = tomlkit.dumps(document)
    settings = _layered(text, file, managed, typed=values)
    _refuse_shared_hotkey(settings, values)
    _write(file, text)
    return settings


def exported(settings: Settings) -> str:
    """Return the settings as the text of a file: those that are not the default."""
    document = tomlkit.document()
    document.add(tomlkit.comment("Settings of Sotto. What is not named here has its default."))
    for info in setting_infos():
        value = value_of(settings, info.key)
        if value != info.default:
            _put(document, info.key, value)
    return tomlkit.dumps(document)


def _layered(text: str, file: Path, managed: Managed, *, typed: Collection[str] = ()) -> Settings:
    settings = check(text, file, typed=typed)
    if not managed.values:
        return settings
    table = read_table(text, file)
    for key, value in managed.values.items():
        *groups, name = key.split(".")
        inner = table
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[name] = value
    return build(table)


def _refuse_shared_hotkey(settings: Settings, changed: Collection[str]) -> None:
    wanted = asdict(settings.hotkeys)
    for pair in shared(wanted):
        if any(f"hotkeys.{name}" in changed for name in pair):
            problem = shared_problem(wanted, *pair, kept=False)
            raise SettingsError(problem.message, problem.mend)


def _put(document: tomlkit.TOMLDocument, key: str, value: Any) -> None:
    """Set a value, or with None take it out; empty tables are left, they may carry comments."""
    *groups, name = key.split(".")
    table: Any = document
    for group in groups:
        if not isinstance(table.get(group), AbstractTable):
            if value is None:
                return
            table[group] = tomlkit.table()
        table = table[group]
    if value is not None:
        table[name] = value
    elif name in table:
        table.remove(name)


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


def _known(key: str) -> SettingInfo:
    infos = {info.key: info for info in setting_infos()}
    if key in infos:
        return infos[key]
    if is_table(key):
        inside = next(name for name in infos if name.startswith(f"{key}."))
        raise SettingsError(f"{key} is a group of settings, not one.", f"Name one of them, such as {inside}.")
    near = get_close_matches(key, infos, n=1, cutoff=0.4)
    raise SettingsError(
        f"There is no setting “{key}”.", f"Did you mean {near[0]}?" if near else "`sotto settings show` lists them all."
    )


def _typed(value: str, info: SettingInfo) -> Any:
    if isinstance(info.default, str):
        return value
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return value
