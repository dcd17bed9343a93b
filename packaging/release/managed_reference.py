"""The sample of the company's settings file: every key, what it means, what is allowed and its default, all switched off.

Place in the flow: `notice` puts it into the built folder as `managed-settings.txt`, `deb` among the examples. Made from the
typed settings, so it cannot be out of date.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from app.settings import SettingInfo, setting_infos

_HEAD: Final = """\
# What the company fixes for everybody on this computer. Copy it to /etc/sotto/managed.toml (Windows:
# %ProgramData%\\Sotto\\managed.toml, macOS: /Library/Application Support/Sotto/managed.toml); Sotto reads it at each start. Users cannot change what it
# names, and the settings window shows it locked. A mistake here keeps Sotto from starting, with a sentence that names the
# line: try a change with `sotto settings show` before you roll it out. To fix a setting, take the # away from it and
# from the [group] above it.
#
# Company rules lie in the folder `rules` beside this file; docs/deploy.md tells of everything.
"""


def sample(infos: Iterable[SettingInfo]) -> str:
    """Return the file's text, with every setting as a comment."""
    parts = [_HEAD]
    group = ""
    for info in infos:
        above, _, name = info.key.rpartition(".")
        if above != group:
            group = above
            parts.append(f"\n# [{group}]\n")
        unit = "" if info.unit and info.unit in info.allowed else f" {info.unit}".rstrip()
        parts.append(f"\n## {info.title}. Allowed: {info.allowed}{unit}.\n# {name} = {toml(info.default)}\n")
    return "".join(parts)


def toml(value: Any) -> str:
    """Return a setting's default as TOML writes it."""
    if isinstance(value, tuple | list):
        return f"[{', '.join(toml(item) for item in value)}]"
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return json.dumps(str(value), ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write the sample to the file named, or to standard output."""
    text = sample(setting_infos())
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
