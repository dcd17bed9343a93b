"""Notice and SBOM: every component with its licence, made from what is there."""

import json

import jsonschema
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from release import sbom
from release.components import (
    LICENCES,
    Component,
    UnknownComponentError,
    _component,
    components,
    embedded_table,
)
from release.notice import notice

FILES: dict[str, str | None] = {
    "_internal/vosk/libvosk.so": "vosk",
    "_internal/moonshine_voice/assets/tiny-en/encoder_model.ort": "moonshine-voice",
    "_internal/numpy/core.so": "numpy",
    "sotto": "sotto",
}


@pytest.fixture(scope="module")
def found() -> list[Component]:
    """Return the components of a small build."""
    return components(["moonshine-voice", "numpy", "Python", "sotto", "vosk"], FILES, "1.2.3")


def test_versions_and_licences_come_from_the_packages(found: list[Component]) -> None:
    """A package's component has the version that is installed and the licence that it states."""
    by_name = {component.name: component for component in found}
    assert by_name["vosk"].version == "0.3.45"
    assert by_name["vosk"].licence == "Apache-2.0"
    assert "BSD-3-Clause" in by_name["numpy"].licence
    assert by_name["Python"].licence == "PSF-2.0"
    assert by_name["sotto"].version == "1.2.3"


def test_what_is_embedded_is_named(found: list[Component]) -> None:
    """Kaldi inside Vosk, and the built-in recognizer's model as a file of its own, are components, too."""
    inside = {component.name: component for component in found if component.inside}
    assert inside["Kaldi"].inside == "vosk"
    model = inside["Moonshine tiny-en, the English model"]
    assert model.files == ("_internal/moonshine_voice/assets/tiny-en/encoder_model.ort",)


def test_embedded_file_that_is_not_there_is_not_named(found: list[Component]) -> None:
    """A part that this build does not hold is not in its notice."""
    assert not [component for component in found if component.name.startswith("Silero VAD")]


def test_every_text_of_the_table_exists() -> None:
    """The table of embedded parts names licence files that are in the tree, and says where each part comes from."""
    for entry in embedded_table():
        assert all((LICENCES / name).stat().st_size > 100 for name in entry["texts"]), entry["name"]
        assert entry["url"].startswith("https://")
        assert entry["licence"]


def test_component_without_a_text_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is shipped whose licence text is not known."""
    bare = _component("vosk", (), "1")
    nameless = Component(bare.name, bare.version, bare.licence, ())
    monkeypatch.setattr("release.components._component", lambda *_given: nameless)
    with pytest.raises(UnknownComponentError, match="no licence text for vosk"):
        components(["vosk"], {}, "1")


def test_notice_lists_all_and_prints_each_text_once(found: list[Component]) -> None:
    """Every component stands in the list; a text that several share is printed once, under all their names."""
    text = notice(found, "1.2.3")
    for component in found:
        assert component.name in text or component.name == "sotto"
    assert "Third-party notices for Sotto 1.2.3" in text
    apache = (LICENCES / "Apache-2.0.txt").read_text().strip()
    assert sum(apache == part.strip() for component in found for part in component.texts) > 1
    # A licence file may hold that text and more, and is then a text of its own.
    different = {part.strip() for component in found for part in component.texts if apache in part}
    assert text.count(apache) == len(different)


def test_sbom_is_valid_and_complete(found: list[Component]) -> None:
    """The SBOM passes CycloneDX's own schema and names every component with its package URL."""
    text = sbom.document(found, "1.2.3")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    document = json.loads(text)
    assert document["metadata"]["component"]["name"] == "sotto"
    assert len(document["components"]) == len(found) - 1
    assert "pkg:pypi/vosk@0.3.45" in {part.get("purl") for part in document["components"]}
    jsonschema.validate(document, {"required": ["bomFormat", "specVersion", "serialNumber"]})


def test_sbom_says_where_each_file_lies(found: list[Component]) -> None:
    """Every file of the folder occurs in the component that it belongs to, so that strangers can be found later."""
    document = json.loads(sbom.document(found, "1.2.3"))
    listed = [document["metadata"]["component"], *document["components"]]
    places = {
        occurrence["location"] for part in listed for occurrence in part.get("evidence", {}).get("occurrences", [])
    }
    assert places == set(FILES)


def test_what_is_no_cyclonedx_is_not_written(found: list[Component], monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that a scanner would refuse stops the build."""
    monkeypatch.setattr(JsonStrictValidator, "validate_str", lambda _self, _text: "licence: no such thing")
    with pytest.raises(sbom.InvalidSbomError, match="no such thing"):
        sbom.document(found, "1.2.3")


def test_sbom_is_the_same_each_time(found: list[Component]) -> None:
    """The same build gives the same bytes."""
    assert sbom.document(found, "1.2.3") == sbom.document(list(found), "1.2.3")
    assert sbom.document(found, "1.2.3") != sbom.document(found, "1.2.4")
