"""Each file of the built folder has an owner, or the build says that it has none."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from release.owners import Origins, Owners, all_owners, nobodys, owners_of_folder, owners_of_modules, read_origins


@pytest.fixture(scope="module")
def owners() -> Owners:
    """Return the real owners: reading what all packages brought takes a moment."""
    return Owners()


def test_packages_own_what_they_brought(owners: Owners) -> None:
    """A file that a wheel brought belongs to that wheel, whichever of its libraries it is."""
    assert owners.of_source(np.__file__) == "numpy"


def test_standard_library_is_pythons(owners: Owners) -> None:
    """What lies below Python's own folder, or has no file at all, is Python's."""
    assert owners.of_source(json.__file__) == "Python"
    assert owners.of_source("built-in") == owners.of_source("") == "Python"


def test_this_tree_is_sotto(owners: Owners) -> None:
    """Sotto's own modules and data are its own."""
    import app

    assert owners.of_source(str(app.__file__)) == "sotto"


@pytest.mark.skipif(not Path("/var/lib/dpkg/status").exists(), reason="asks dpkg")
def test_system_libraries_are_debians(owners: Owners) -> None:
    """A copied system library belongs to the package that installed it."""
    libc = next(Path("/lib").rglob("libc.so.6"))
    assert owners.of_source(str(libc)) == "Debian:libc6"


def test_stranger_has_no_owner(owners: Owners, tmp_path: Path) -> None:
    """A file that nobody installed is nobody's."""
    (tmp_path / "blob.bin").write_bytes(b"?")
    assert owners.of_source(str(tmp_path / "blob.bin")) is None


def test_every_file_of_a_folder_is_asked_for(owners: Owners, tmp_path: Path) -> None:
    """Programs, libraries, links, models and documents are told apart; one stranger is found."""
    inner = tmp_path / "_internal"
    (inner / "numpy").mkdir(parents=True)
    (inner / "models" / "vosk-x" / "am").mkdir(parents=True)
    for name in ("sotto", "THIRD-PARTY-NOTICES.txt", "_internal/numpy/a.so", "_internal/odd.bin"):
        (tmp_path / name).write_bytes(b"x")
    (inner / "models" / "vosk-x" / "am" / "final.mdl").write_bytes(b"x")
    (inner / "a.so").symlink_to("numpy/a.so")
    found = owners_of_folder(tmp_path, Origins({"numpy/a.so": np.__file__}, {}), owners)
    assert found == {
        "sotto": "pyinstaller",
        "THIRD-PARTY-NOTICES.txt": "sotto",
        "_internal/numpy/a.so": "numpy",
        "_internal/a.so": "numpy",
        "_internal/models/vosk-x/am/final.mdl": "Vosk model:vosk-x",
        "_internal/odd.bin": None,
    }
    assert nobodys(found) == ["_internal/odd.bin"]
    assert "numpy" in all_owners(found)


def test_modules_of_the_archive_are_asked_for(owners: Owners) -> None:
    """Modules inside the program are attributed as files are."""
    found = owners_of_modules({"numpy": np.__file__, "sys": "", "strange": "/nowhere/strange.py"}, owners)
    assert found == {"numpy": "numpy", "sys": "Python", "strange": None}


def test_origins_are_read_with_either_slash(tmp_path: Path) -> None:
    """Windows writes places with backslashes."""
    file = tmp_path / "origins.json"
    file.write_text(json.dumps({"files": {"a\\b.dll": "C:/b.dll"}, "modules": {"sys": None}}))
    origins = read_origins(file)
    assert origins.files == {"a/b.dll": "C:/b.dll"}
    assert origins.modules == {"sys": ""}
    assert sys.modules  # the module under test must not have replaced it
