"""The notes of a release: its section of CHANGELOG.md.

Place in the flow: the release workflow runs `python -m release.release_notes VERSION` and puts the checksums below. Standard
library only.
"""

import re
import sys
from pathlib import Path
from typing import Final

CHANGELOG: Final = Path(__file__).resolve().parents[2] / "CHANGELOG.md"


class NoNotesError(Exception):
    """CHANGELOG.md has no section for the version; the message says which one."""


def notes(changelog: str, version: str) -> str:
    """Return what stands under the heading of the version. Raises NoNotesError when nothing does."""
    parts = re.split(r"^## \[([^\]]+)\].*$", changelog, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    text = sections.get(version, "").strip()
    if not text:
        raise NoNotesError(f"CHANGELOG.md has nothing under [{version}]; rename [Unreleased] before you tag.")
    return text + "\n"


def main(arguments: list[str]) -> int:
    """Print the notes of the version named."""
    try:
        print(notes(CHANGELOG.read_text(encoding="utf-8"), arguments[0]), end="")
    except NoNotesError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
