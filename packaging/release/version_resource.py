"""What Windows shows under Properties → Details of the programs, and what deployment tools compare.

Place in the flow: the PyInstaller recipe writes this file and names it; PyInstaller turns it into the version resource.
"""

import re
from pathlib import Path

_TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0,
                    date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("080904B0", [
      StringStruct("CompanyName", "The Sotto project"),
      StringStruct("FileDescription", "Sotto call coach"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "sotto"),
      StringStruct("LegalCopyright", "Apache-2.0"),
      StringStruct("ProductName", "Sotto"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [2057, 1200])]),
  ],
)
"""


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows compares; "0.2.1rc1" gives (0, 2, 1, 0). Raises ValueError without a number."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    if found is None:
        raise ValueError(f"{version!r} does not begin with a number.")
    parts = [int(part) for part in found[0].split(".")][:4]
    first, second, third, fourth = (*parts, 0, 0, 0)[:4]
    return first, second, third, fourth


def text(version: str) -> str:
    """Return the description of the version resource in PyInstaller's notation."""
    return _TEMPLATE.format(version=version, numbers=numbers(version))


def write(file: Path, version: str) -> Path:
    """Write the description into `file` and return it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(version), encoding="utf-8")
    return file
