"""The translation files: complete, compiled, and true to their placeholders."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.paths import resource
from app.translation.language import LANGUAGES
from app.translation.texts_in_data import marked, plurals_in_code, texts_in_data

ROOT = Path(__file__).resolve().parents[3]
FOLDER = resource("translations")
TOOLS = Path(sys.executable).parent
MEND = "run `python3 dev.py translate` and fill in what it calls untranslated"


class Entry(NamedTuple):
    """One text of a file."""

    context: str
    source: str
    translations: tuple[str, ...]
    finished: bool


def entries(file: Path) -> Iterator[Entry]:
    """Read a .ts file."""
    for context in ET.parse(file).getroot():  # noqa: S314  our own file
        for message in context.findall("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            finished = translation.get("type") is None
            yield Entry(context.findtext("name", ""), message.findtext("source", ""), tuple(forms), finished)


def _finished(entry: Entry) -> bool:
    return entry.finished


GERMAN = tuple(entries(FOLDER / "sotto_de.ts"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_open(language: str) -> None:
    """Every text of the file is translated."""
    open_ = [
        entry for entry in entries(FOLDER / f"sotto_{language}.ts") if not (entry.finished and all(entry.translations))
    ]
    assert not open_, MEND


def test_placeholders_stand() -> None:
    """Every {value}, %n and &-key of a source stands in its translation, and no other."""
    marks = re.compile(r"\{\w*\}|%n|&(?=\w)")
    for entry in filter(_finished, GERMAN):
        for translation in entry.translations:
            wanted, found = sorted(marks.findall(entry.source)), sorted(marks.findall(translation))
            if "%n" in entry.source and "%n" not in translation:  # "your change": one need not be said
                wanted.remove("%n")
                assert translation == entry.translations[0]
            assert found == wanted, entry


def test_ends_alike() -> None:
    """A sentence stays a sentence, a label a label: the last sign is the same."""
    for entry in filter(_finished, GERMAN):
        for translation in entry.translations:
            if entry.source[-1] in ".?:…":
                assert translation[-1] == entry.source[-1], entry


def test_german_quotation_marks_and_no_stray_blanks() -> None:
    """Quotation is German, and blanks are single."""
    for entry in GERMAN:
        for translation in entry.translations:
            assert not set(translation) & {"”", '"'}, entry
            assert translation.count("„") == translation.count("“"), entry
            assert translation == translation.strip(), entry
            assert "  " not in translation, entry


def test_data_and_plurals_are_known() -> None:
    """What stands in data, and the plural forms, are in the file."""
    known = {(entry.context, entry.source) for entry in GERMAN}
    assert not {*texts_in_data(), *plurals_in_code()} - known, MEND
    plurals = {(entry.context, entry.source): len(entry.translations) for entry in GERMAN}
    assert all(plurals[pair] == 2 for pair in plurals_in_code())


def test_the_code_has_no_other_texts(tmp_path: Path) -> None:
    """The file holds exactly the texts of the code, as lupdate finds them."""
    data, fresh = tmp_path / "texts_in_data.py", tmp_path / "fresh_de.ts"
    data.write_text(marked(), encoding="utf-8")
    sources = [*sorted((ROOT / "app").rglob("*.py")), data]
    command = [TOOLS / "pyside6-lupdate", "-silent", "-locations", "none", *sources, "-ts", fresh]
    subprocess.run(command, cwd=ROOT, check=True)
    found = {(entry.context, entry.source) for entry in entries(fresh)}
    assert found == {(entry.context, entry.source) for entry in GERMAN}, MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_file_is_fresh(language: str, tmp_path: Path) -> None:
    """The .qm file is what lrelease makes of the .ts file."""
    source = shutil.copy(FOLDER / f"sotto_{language}.ts", tmp_path)
    made = tmp_path / "made.qm"
    subprocess.run([TOOLS / "pyside6-lrelease", "-silent", "-nounfinished", source, "-qm", made], check=True)
    assert made.read_bytes() == (FOLDER / f"sotto_{language}.qm").read_bytes(), MEND
