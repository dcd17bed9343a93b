"""The third-party notice: what the installed program is made of, under which licences, with their texts.

Place in the flow: `python -m release.notice FOLDER ORIGINS`, after `slim`. Writes notice, SBOM, Sotto's own licence and the
sample of the company's settings into the built folder, and fails when a file of the folder belongs to nobody.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app import __version__
from app.settings import setting_infos
from release import sbom
from release.components import Component, components
from release.managed_reference import sample
from release.owners import ROOT, Owners, all_owners, nobodys, owners_of_folder, owners_of_modules, read_origins

NOTICE: Final = "THIRD-PARTY-NOTICES.txt"
_RULE: Final = "=" * 100


def notice(found: Iterable[Component], version: str) -> str:
    """Return the notice as text: a table of contents, then each different licence text once with all it holds for."""
    found = [component for component in found if component.name != "sotto"]
    head = (
        f"Third-party notices for Sotto {version}\n\nSotto itself is under the Apache License 2.0. This file was made from"
        f" the files of this very build.\nIt contains {len(found)} components by others:\n\n"
    )
    lines = [f"  {_title(component)}: {component.licence}{_where(component)}" for component in found]
    texts: dict[str, list[str]] = {}
    for component in found:
        for text in component.texts:
            texts.setdefault(text.strip(), []).append(_title(component))
    parts = [f"{_RULE}\n{', '.join(dict.fromkeys(names))}\n{_RULE}\n\n{text}\n" for text, names in texts.items()]
    return head + "\n".join(lines) + "\n\n" + "\n".join(parts)


def _title(component: Component) -> str:
    return f"{component.name} {component.version}".strip()


def _where(component: Component) -> str:
    inside = f" (inside {component.inside})" if component.inside else ""
    return f"{inside}  {component.url}".rstrip()


def main(arguments: list[str]) -> int:
    """Write notice and SBOM into the folder named first, from the origins named second; 1 when a file is nobody's."""
    folder, origins = Path(arguments[0]), read_origins(Path(arguments[1]))
    owners = Owners()
    files = owners_of_folder(folder, origins, owners)
    modules = owners_of_modules(origins.modules, owners)
    if strangers := nobodys(files) + nobodys(modules):
        print(f"Nobody is known to own: {', '.join(strangers)}. Say whose they are in packaging/release/owners.py.")
        return 1
    found = components(all_owners(files, modules), files, __version__)
    (folder / NOTICE).write_text(notice(found, __version__), encoding="utf-8")
    (folder / sbom.SBOM).write_text(sbom.document(found, __version__), encoding="utf-8")
    (folder / "LICENSE.txt").write_bytes((ROOT / "LICENSE").read_bytes())
    (folder / "managed-settings.txt").write_text(sample(setting_infos()), encoding="utf-8")
    print(f"{len(files)} files and {len(modules)} modules belong to {len(found)} components; all have a licence text.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
